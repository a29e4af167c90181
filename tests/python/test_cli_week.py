"""The command line's answers about the week and the tips."""

from __future__ import annotations

import json

import pytest

import tertius as tt

pytest.importorskip("typer")
pytest.importorskip("jinja2")

import week_doubles
from command_line import ENRON, Answer

E107 = [*ENRON, "--me", "e107"]


@pytest.fixture(autouse=True)
def doubles(monkeypatch: pytest.MonkeyPatch) -> None:
    """Takes the place of the answers until they are there."""
    week_doubles.stand_in(monkeypatch)


@pytest.mark.parametrize("columns", [60, 120])
def test_the_week_is_shown_part_by_part(columns: int) -> None:
    answer = Answer("due", *E107, columns=columns)
    assert answer.code == 0
    parts = ["The week of e107", "Due contacts", "The contacts that do most", "Worth a word", "Open promises"]
    places = [answer.out.index(part) for part in [*parts, "What you could give"]]
    assert places == sorted(places)
    assert "-2 days" in answer.out
    assert "6 weeks" in answer.out
    assert max(map(len, answer.out.splitlines())) <= columns


def test_a_reason_cannot_steer_the_terminal() -> None:
    answer = Answer("due", *E107)
    assert "=cmd()\\x1b[2J" in answer.out
    assert "\x1b" not in answer.out


def test_machines_are_told_the_week_in_iso_dates_and_nulls() -> None:
    told = json.loads(Answer("due", *E107, "--json").out)
    assert list(told) == ["at", "ego", "due", "plan", "celebrations", "commitments", "gifts"]
    assert (told["at"], told["ego"]) == ("2001-10-01T00:00:00", "e107")
    assert told["due"][0]["due"] == "2026-06-01T00:00:00"
    assert (told["due"][1]["due"], told["due"][1]["usual_gap_days"]) == (None, None)
    assert (told["gifts"][1]["through"], told["commitments"][1]["days_left"]) == (None, None)
    told = json.loads(Answer("due", "--sample", "enron", "--me", "e107", "--json").out)
    assert told["at"] == str(tt.samples.enron().interactions["time"].max())


def test_whoever_matters_more_weighs_more() -> None:
    told = json.loads(Answer("due", *E107, "--important", "e000=3", "--json").out)
    assert told["plan"][0]["alter"] == "e000"
    assert told["plan"][0]["importance"] == 3
    answer = Answer("due", *E107, "--important", "e000")
    assert answer.code == 2
    assert "is no PERSON=WEIGHT" in answer.err


def test_the_circles_are_those_around_me() -> None:
    told = json.loads(Answer("clusters", *E107, "--json").out)
    assert told["ego"] == "e107"
    told = json.loads(Answer("clusters", *E107, "--everybody", "--json").out)
    assert told["ego"] is None


def test_a_week_is_somebody_s() -> None:
    answer = Answer("due", *ENRON)
    assert answer.code == 2
    assert "say whose network it is" in answer.err


@pytest.mark.parametrize("columns", [60, 120])
def test_the_twelve_tips_stand_in_their_groups(columns: int) -> None:
    answer = Answer("tips", *E107, columns=columns)
    assert answer.code == 0
    assert "unknown" in answer.out
    assert answer.out.index("be authentic") < answer.out.index("introductions made")
    assert answer.out.count("Write to them this week.") == 11
    assert max(map(len, answer.out.splitlines())) <= columns


def test_the_tips_of_one_tie_are_told_alone() -> None:
    answer = Answer("tips", *E107, "--with", "e000")
    assert answer.out.count("Answer a little sooner.") == 1
    assert "introductions made" not in answer.out
    told = json.loads(Answer("tips", *E107, "--with", "e000", "--json").out)
    assert [row["tip"] for row in told["ties"]] == ["consistency", "openness"]
    assert told["ties"][1]["value"] is None
    assert len(told["tips"]) == 12


@pytest.mark.parametrize("columns", [60, 120])
def test_the_report_shows_all_that_it_holds(columns: int) -> None:
    answer = Answer("report", *E107, "--limit", "3", columns=columns)
    assert answer.code == 0
    for part in (
        "The network as a whole",
        "Dormant ties",
        "Layers",
        "Types of relationship",
        "The twelve tips",
    ):
        assert part in answer.out
    told = json.loads(Answer("report", *E107, "--limit", "3", "--json").out)
    assert {"figures", "layers", "types", "dormant", "due", "tips", "ties", "brokers"} <= set(told)
    assert len(told["tips"]) == 12

"""The command line's answers about the week, the tips and a person's whole network."""

from __future__ import annotations

import json
from typing import Any

import pytest

import tertius as tt

pytest.importorskip("typer")
pytest.importorskip("jinja2")
pytest.importorskip("icalendar")
pytest.importorskip("vobject")
pytest.importorskip("rapidfuzz")

from command_line import ENRON, Answer, rows
from tertius.cli.screen import plain

MARA = ["--sample", "consultant"]
WEEK = ["due", "plan", "celebrations", "commitments", "gifts"]


@pytest.fixture(scope="module")
def mara() -> tt.Network:
    return tt.samples.consultant()


def asked(*arguments: str) -> Any:
    answer = Answer(*arguments, "--json")
    assert answer.code == 0, answer.err
    return json.loads(answer.out)


def name_of(net: tt.Network, key: Any) -> str:
    return net._people.display_name(net._people.index(key))


@pytest.mark.parametrize("columns", [60, 120])
def test_the_week_is_shown_part_by_part(columns: int, mara: tt.Network) -> None:
    answer = Answer("due", *MARA, columns=columns)
    assert answer.code == 0
    parts = ["The week of Mara Lindqvist", "30 June 2026", "Due contacts", "The contacts that do most"]
    parts += ["Worth a word", "Open promises", "What you could give"]
    places = [answer.out.index(part) for part in parts]
    assert places == sorted(places)
    shown = " ".join(answer.out.split())
    for row in range(2):
        assert name_of(mara, tt.due_contacts(mara, "mara", limit=5)["alter"][row]) in shown
        assert name_of(mara, tt.touch_plan(mara, "mara", touches=5)["alter"][row]) in shown


def test_machines_are_told_the_week_as_the_library_tells_it(mara: tt.Network) -> None:
    told = asked("due", *MARA, "--limit", "3", "--touches", "2", "--within-days", "60")
    assert list(told) == ["at", "ego", *WEEK]
    assert (told["at"], told["ego"]) == (str(mara.interactions["time"].max()), "mara")
    assert told["due"] == plain(tt.due_contacts(mara, "mara", limit=3))
    assert told["plan"] == plain(tt.touch_plan(mara, "mara", touches=2))
    assert told["celebrations"] == plain(tt.celebrations(mara, "mara", within_days=60))
    assert told["commitments"] == plain(tt.open_commitments(mara, "mara"))
    assert told["gifts"] == plain(tt.gifts(mara, "mara", limit=3))


def test_the_week_can_be_asked_of_an_earlier_day() -> None:
    told = asked("due", *ENRON, "--me", "e107")
    assert (told["at"], told["ego"]) == ("2001-10-01T00:00:00", "e107")


def test_times_are_iso_dates_and_what_is_not_known_is_null(monkeypatch: pytest.MonkeyPatch) -> None:
    promises = rows(
        owner=["mara"], to=["mara"], made=["2026-06-01"], due=["NaT"], days_left=[float("nan")],
        risk=[float("inf")], reason=["No day was named."],
    )  # fmt: skip
    monkeypatch.setattr(tt, "open_commitments", lambda *asked, **options: promises)
    (promise,) = asked("due", *MARA)["commitments"]
    assert promise["made"] == "2026-06-01T00:00:00"
    assert (promise["due"], promise["days_left"], promise["risk"]) == (None, None, None)


def test_a_reason_cannot_steer_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    gifts = rows(
        alter=["mara"], need=["law\x1b[2J"], kind=["[red]advice"], through=[None], score=[1.0],
        reason=["=cmd()\x07"],
    )  # fmt: skip
    monkeypatch.setattr(tt, "gifts", lambda *asked, **options: gifts)
    for columns in (60, 120):
        answer = Answer("due", *MARA, columns=columns)
        assert all(text in answer.out for text in ("law\\x1b[2J", "[red]advice", "=cmd()\\x07"))
        assert not {"\x1b", "\x07"} & set(answer.out)


def test_a_promise_says_who_owes_what_to_whom(monkeypatch: pytest.MonkeyPatch, mara: tt.Network) -> None:
    other = next(key for key in mara.people["key"].tolist() if key != "mara")
    promises = rows(
        owner=["mara", other], to=[other, "mara"], made=["2026-06-01"] * 2, due=["2026-06-28"] * 2,
        days_left=[-2.0, 14.0], risk=[1.0, 0.3], reason=["You are late.", "They may be."],
    )  # fmt: skip
    monkeypatch.setattr(tt, "open_commitments", lambda *asked, **options: promises)
    shown = " ".join(Answer("due", *MARA, columns=200).out.split())
    assert f"you {name_of(mara, other)} 28 June 2026 -2 days 100 % You are late." in shown
    assert f"{name_of(mara, other)} you 28 June 2026 2 weeks 30 % They may be." in shown


def test_whoever_matters_more_weighs_more(mara: tt.Network) -> None:
    (first, *_) = tt.touch_plan(mara, "mara", touches=1)["alter"].tolist()
    (touch, *_) = asked("due", *MARA, "--important", f"{name_of(mara, first)}=3", "--touches", "1")["plan"]
    assert (touch["alter"], touch["importance"]) == (first, 3)
    answer = Answer("due", *MARA, "--important", "somebody")
    assert answer.code == 2
    assert "is no PERSON=WEIGHT" in answer.err


def test_the_circles_are_those_around_me() -> None:
    assert asked("clusters", *MARA)["ego"] == "mara"
    assert asked("clusters", *MARA, "--everybody")["ego"] is None


def test_a_week_is_somebody_s() -> None:
    for command in ("due", "tips"):
        answer = Answer(command, *ENRON[:2])
        assert answer.code == 2
        assert "say whose network it is" in answer.err


@pytest.mark.parametrize("columns", [60, 120])
def test_the_twelve_tips_stand_in_their_groups(columns: int, mara: tt.Network) -> None:
    answer = Answer("tips", *MARA, columns=columns)
    assert answer.code == 0
    told = tt.tips(mara, "mara").ego
    places = [answer.out.index(group) for group in dict.fromkeys(told["group"].tolist())]
    assert places == sorted(places)
    assert answer.out.count("unknown") >= int((told["value"] != told["value"]).sum())
    assert all(tip.replace("_", " ") in answer.out for tip in told["tip"].tolist())
    assert max(map(len, answer.out.splitlines())) <= columns


def test_the_tips_of_one_tie_are_told_alone(mara: tt.Network) -> None:
    of_all = plain(tt.tips(mara, "mara").ties)
    alter = of_all[0]["alter"]
    told = asked("tips", *MARA, "--with", alter)
    assert told["ties"] == [row for row in of_all if row["alter"] == alter]
    assert len(told["tips"]) == 12
    assert f"The tips with {name_of(mara, alter)}" in Answer("tips", *MARA, "--with", alter).out
    assert "Nothing is on record." in Answer("tips", *MARA, "--with", "mara").out


@pytest.mark.parametrize("columns", [60, 120])
def test_the_report_shows_all_that_it_holds(columns: int) -> None:
    answer = Answer("report", *MARA, "--limit", "3", columns=columns)
    assert answer.code == 0
    parts = ["The network as a whole", "Due contacts", "Layers", "Types of relationship", "The twelve tips"]
    assert all(part in answer.out for part in parts)


def test_machines_are_told_every_part_of_the_report() -> None:
    told = asked("report", *MARA, "--limit", "3")
    assert {"at", "ego", "ties", "fading", "introductions", "circles", "brokers", *WEEK} <= set(told)
    assert {"figures", "layers", "types", "dormant", "tips"} <= set(told)
    assert len(told["tips"]) == 12
    assert len(told["ties"]) == 3

"""The command line."""

from __future__ import annotations

import datetime
import gzip
import json
import os
from pathlib import Path

import pytest

import tertius as tt

pytest.importorskip("typer")
pytest.importorskip("jinja2")

from command_line import ENRON, Answer


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Ada and Ben write each other, Ben and Cleo too; Ada and Cleo do not."""
    pairs = [("Ada", "Ben"), ("Ben", "Ada"), ("Ben", "Cleo"), ("Cleo", "Ben")] * 5
    rows = [f"{a},{b},2024-01-{day + 1:02}T09:00:00+01:00" for day, (a, b) in enumerate(pairs)]
    text = "\n".join(["from,to,time", *rows])
    (tmp_path / "interactions.csv.gz").write_bytes(gzip.compress(text.encode()))
    (tmp_path / "people.csv").write_text(
        'key,name,position,level\nAda,Ada Lovelace,Analyst,3\nBen,,,\nCleo,"C, Q",,2.5\n'
    )
    return tmp_path


def test_the_report_tells_and_writes_a_page(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    answer = Answer("report", *ENRON, "--me", "e107", "--limit", "3", "-o", str(path))
    assert answer.code == 0
    parts = [
        "The network of e107",
        "The strongest ties",
        "Fading ties",
        "Introductions worth making",
        "Clusters",
        "Brokers",
    ]
    places = [answer.out.index(part) for part in parts]
    assert places == sorted(places)
    assert path.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert answer.err == f"wrote {path}\n"


def test_the_report_of_everybody_names_who_introduces() -> None:
    answer = Answer("report", *ENRON, "--limit", "5")
    assert answer.code == 0
    assert "between" in answer.out
    assert "by" in answer.out


def test_strengths_are_those_of_the_library(enron: tt.Network) -> None:
    answer = Answer("strengths", *ENRON, "--me", "e107", "--limit", "4", "--json")
    told = json.loads(answer.out)
    s = tt.tie_strengths(enron, at=datetime.date(2001, 10, 1))
    assert (told["at"], told["horizon_days"], len(told["ties"])) == ("2001-10-01T00:00:00", 90.0, 4)
    for tie in told["ties"]:
        assert tie["strength"] == s[tie["person"], tie["alter"]].strength


def test_introductions_carry_both_sides_reasons() -> None:
    told = json.loads(Answer("introductions", *ENRON, "--me", "e107", "--limit", "2", "--json").out)
    assert len(told["introductions"]) == 2
    assert all(
        isinstance(reason, str)
        for row in told["introductions"]
        for reason in row["reasons_a"] + row["reasons_b"]
    )


def test_a_path_leads_from_me_to_the_other(folder: Path) -> None:
    told = json.loads(Answer("path", str(folder), "--me", "Ada", "--to", "Cleo", "--json").out)
    assert [row["chain"] for row in told["paths"]] == [["Ada", "Ben", "Cleo"]]
    shown = Answer("path", str(folder), "--me", "Ada", "--to", "Cleo")
    assert "Ada Lovelace" in shown.out
    assert "C, Q" in shown.out


def test_clusters_hold_everybody_once() -> None:
    told = json.loads(Answer("clusters", *ENRON, "--json").out)
    assert len(told["members"]) == 184
    assert 0.3 < told["modularity"] < 1
    largest = told["clusters"][0]
    assert largest["people"] == sum(member["cluster"] == largest["cluster"] for member in told["members"])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["strengths", "--me", "e107"], "e082 CEO"),
        (["introductions", "--me", "e107"], "people you have not met"),
        (["path", "--me", "e107", "--to", "e100"], "e107 President ─"),
        (["clusters"], "modularity 0."),
    ],
)
def test_each_command_shows_a_table(arguments: list[str], said: str) -> None:
    answer = Answer(*arguments, *ENRON, "--limit", "2")
    assert answer.code == 0
    assert said in answer.out


def test_the_version_is_told() -> None:
    assert Answer("--version").out == f"tertius {tt.__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["strengths"], "name files or a folder"),
        (["strengths", ".", "--sample", "enron"], "name files or a folder"),
        (["strengths", "--sample", "enron", "--at", "yesterday"], "is no date"),
        (["strengths", "--sample", "enron", "--limit", "0"], "--limit"),
        (["strengths", "--sample", "karate"], "karate"),
        (["introductions", "--sample", "enron"], "--me"),
        (["gossip"], "gossip"),
        (["clusters", "--sample", "enron", "--horizon-days", "-1"], "horizon_days"),
        (["due", "--sample", "consultant", "--within-days", "0"], "within_days"),
    ],
)
def test_what_is_asked_wrongly_ends_with_2(arguments: list[str], said: str) -> None:
    answer = Answer(*arguments)
    assert answer.code == 2
    assert said in answer.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["strengths", "--sample", "enron", "--me", "nobody"], "no person 'nobody' among 184"),
        (["report", "--sample", "enron", "--me", "e999", "-o", "never.html"], "no person 'e999'"),
        (["path", "--sample", "enron", "--me", "e107", "--to", "x\x1b[2J"], "no person 'x\\x1b[2J'"),
        (["clusters", "no/such/folder"], "No such file"),
        (["report", *ENRON, "--limit", "1", "-o", "no/such/folder/report.html"], "No such file"),
    ],
)
def test_what_goes_wrong_is_said_in_one_line(arguments: list[str], said: str) -> None:
    answer = Answer(*arguments)
    assert answer.code == 1
    assert said in answer.err
    assert answer.err.startswith("error: ")
    assert answer.err.count("\n") == 1
    assert answer.out == ""


def test_a_moment_may_have_a_time_zone() -> None:
    answer = Answer("strengths", "--sample", "enron", "--at", "2001-10-01T01:00:00+02:00", "--json")
    assert (answer.code, answer.err) == (0, "")
    assert json.loads(answer.out)["at"] == "2001-09-30T23:00:00"


def test_a_pipe_among_the_files_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    answer = Answer("clusters", str(tmp_path / "pipe"))
    assert answer.code == 1
    assert "pipe" in answer.err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "interactions.csv: the file is empty"),
        (b"from,to,to,time\na,b,c,5\n", "stands there twice"),
        (b"from,to,time\na,\xff,5\n", "interactions.csv:2:3: byte 0xFF at offset 15 is not UTF-8"),
        (b"\x1f\x8b broken", "interactions.csv: is no whole gzip file"),
        (b"from,to\na,b\n", "column time is missing"),
    ],
)
def test_a_broken_file_is_refused_with_its_place(content: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / "interactions.csv").write_bytes(content)
    answer = Answer("strengths", str(tmp_path))
    assert answer.code == 1
    assert said in answer.err


def test_a_broken_row_is_told_of_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "interactions.csv").write_text("from,to,time\na,b\na,b,noon\na,b,5\n")
    answer = Answer("strengths", str(tmp_path), "--json")
    assert len(json.loads(answer.out)["ties"]) == 1
    assert "interactions.csv:2: expected 3 fields, found 2" in answer.err
    assert "interactions.csv:3:5: time is 'noon'; expected Unix seconds or ISO 8601" in answer.err


def test_a_person_s_own_files_are_read_as_one_network() -> None:
    folder = tt.samples.consultant_files()
    files = [str(folder / name) for name in ("export_2026.zip", "contacts.vcf", "calendar.ics")]
    answer = Answer("strengths", *files, "--me", "mara@lindqvist.example.com", "--json")
    ties = json.loads(answer.out)["ties"]
    assert ties
    assert all("mara@lindqvist.example.com" in (tie["person"], tie["alter"]) for tie in ties)
    assert "export_2026.zip (linkedin): 1690 rows read" in answer.err


def test_a_folder_without_tables_says_what_it_wants(tmp_path: Path) -> None:
    assert "is none of what is known" in Answer("clusters", str(tmp_path)).err


def test_a_folder_is_read_as_it_stands(folder: Path) -> None:
    told = json.loads(Answer("strengths", str(folder), "--json").out)
    assert told["at"] == "2024-01-20T08:00:00"
    assert {(tie["person"], tie["alter"]) for tie in told["ties"]} == {("Ada", "Ben"), ("Ben", "Cleo")}
    assert all(tie["evidence"] == 10 for tie in told["ties"])


def test_twins_are_warned_of_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "interactions.csv").write_text("from,to,time\nJos\u00e9,Jose\u0301,5\n", "utf-8")
    answer = Answer("strengths", str(tmp_path))
    assert answer.code == 0
    assert answer.err.startswith("warning: people ")
    assert answer.err.count("warning") == 1


def test_a_name_cannot_steer_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("key,name\na,Ada\x1b[2J\x07\nb,[red]Ben[/red]\n")
    (tmp_path / "interactions.csv").write_text("from,to,time\na,b,5\nb,a,6\n")
    answer = Answer("strengths", str(tmp_path))
    assert "Ada\\x1b[2J\\x07" in answer.out
    assert "[red]Ben[/red]" in answer.out
    assert not {"\x1b", "\x07"} & set(answer.out)

"""The command line on a store: what is taken in, whose it is, what is written out and what is forgotten."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

import pytest

import tertius as tt

pytest.importorskip("typer")
pytest.importorskip("jinja2")
pytest.importorskip("icalendar")
pytest.importorskip("vobject")
pytest.importorskip("rapidfuzz")

from command_line import Answer

FOLDER = tt.samples.consultant_files()
MARA = "mara@lindqvist.example.com"


def card(*lines: str) -> str:
    return "\n".join(["BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD", ""])


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def files(in_a_folder_of_its_own: None) -> None:
    """Ada's address book and a mail to Ben."""
    Path("book.vcf").write_text(card("FN:Ben Ito", "EMAIL:ben@x.org") + card("FN:Cleo Q", "EMAIL:cleo@x.org"))
    Path("mail.mbox").write_text(
        "From ada Mon Jan  1 09:00:00 2024\nFrom: Ada Li <ada@x.org>\nTo: Ben Ito <ben@x.org>\n"
        "Date: Mon, 01 Jan 2024 09:00:00 +0000\nMessage-ID: <m1@x.org>\n\nHello\n\n"
    )


def imported(*arguments: str) -> Any:
    answer = Answer("import", *arguments, "--json")
    assert answer.code == 0, answer.err
    return json.loads(answer.out)


def test_the_store_remembers_whose_it_is(files: None) -> None:
    told = imported("book.vcf", "--me", "ada@x.org", "--store", "ada.tertius")
    assert (told["owner"], told["people"], told["added"], told["known"]) == ("ada@x.org", 3, 2, 0)
    told = imported("mail.mbox", "--store", "ada.tertius")
    assert (told["owner"], told["people"], told["interactions"]) == ("ada@x.org", 3, 1)
    ties = json.loads(Answer("strengths", "--store", "ada.tertius", "--json").out)
    assert ties["ego"] == "ada@x.org"
    assert {tie["person"] for tie in ties["ties"]} == {"ada@x.org"}
    assert {tie["alter"] for tie in ties["ties"]} == {"ben@x.org", "cleo@x.org"}
    everybody = json.loads(Answer("strengths", "ada.tertius", "--everybody", "--json").out)
    assert everybody["ego"] is None


def test_what_is_imported_twice_is_there_once(files: None) -> None:
    first = imported("book.vcf", "mail.mbox", "--me", "ada@x.org", "--store", "ada.tertius")
    again = imported("book.vcf", "mail.mbox", "--store", "ada.tertius")
    assert (first["added"], first["known"]) == (again["known"], again["added"]) == (3, 0)


def test_somebody_else_s_records_do_not_make_them_the_owner(files: None) -> None:
    imported("book.vcf", "--me", "ada@x.org", "--store", "ada.tertius")
    answer = Answer("import", "mail.mbox", "--me", "ben@x.org", "--store", "ada.tertius")
    assert answer.code == 2
    assert "ada.tertius is the store of 'ada@x.org'" in answer.err
    told = imported("mail.mbox", "--me", "ada@x.org", "--me", "li@y.org", "--store", "ada.tertius")
    assert told["owner"] == "ada@x.org"


def test_an_owner_s_second_address_is_theirs_once_it_was_said(files: None) -> None:
    imported("book.vcf", "--me", "ada@x.org", "--store", "ada.tertius")
    text = Path("mail.mbox").read_text().replace("ada@x.org", "li@y.org")
    Path("other.mbox").write_text(text)
    told = imported("other.mbox", "--me", "ada@x.org", "--me", "li@y.org", "--store", "ada.tertius")
    assert (told["owner"], told["people"]) == ("ada@x.org", 3)
    with tt.open_store("ada.tertius") as store:
        assert store.network().interactions["from"].tolist() == ["ada@x.org"]


def test_who_is_surely_the_same_in_two_imports_is_one(files: None) -> None:
    imported("mail.mbox", "--me", "ada@x.org", "--store", "ada.tertius")
    Path("book.vcf").write_text(card("FN:Ben Ito", "EMAIL:ben.ito@work.org", "EMAIL:ben@x.org"))
    told = imported("book.vcf", "--store", "ada.tertius")
    assert told["people"] == 2
    with tt.open_store("ada.tertius") as store:
        assert len(store.same_people) == told["united"] == 1


def test_an_import_that_fails_leaves_no_store(files: None) -> None:
    Path("broken.csv").write_text("neither,nor\n")
    answer = Answer("import", "book.vcf", "broken.csv", "--store", "ada.tertius")
    assert answer.code == 1
    assert answer.err.startswith("error: broken.csv is none of what is known")
    assert not Path("ada.tertius").exists()
    Path("interactions.csv").write_text("from,to,time\nada,ben,5\n")
    answer = Answer("import", "interactions.csv", "--me", "zoe", "--store", "ada.tertius")
    assert (answer.code, answer.err) == (1, "error: no person 'zoe' among 2\n")
    assert not Path("ada.tertius").exists()


def test_a_store_that_is_none_or_of_another_s_making_is_refused(files: None) -> None:
    Path("notes.tertius").write_text("to do: everything")
    answer = Answer("strengths", "--store", "notes.tertius")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("error: ")
    assert Path("notes.tertius").read_text() == "to do: everything"
    answer = Answer("strengths", "--store", "none.tertius")
    assert answer.code == 1
    assert not Path("none.tertius").exists()
    imported("book.vcf", "--me", "ada@x.org", "--store", "ada.tertius")
    answer = Answer("strengths", "ada.tertius", "book.vcf")
    assert answer.code == 2
    assert "ada.tertius is a store, which is read alone" in answer.err


def test_an_import_says_what_became_of_the_files() -> None:
    with_place = [str(FOLDER / name) for name in ("contacts.vcf", "calendar.ics")]
    for columns in (60, 120):
        answer = Answer("import", *with_place, "--me", MARA, "--store", "mara.tertius", columns=columns)
        assert answer.code == 0
        shown = " ".join(answer.out.split())
        assert "calendar.ics" in shown
        assert "55 no person" in shown
        assert "the store of" in shown
        assert "Next: tertius due --store mara.tertius" in shown
        assert max(map(len, answer.out.splitlines())) <= columns


def test_doubtful_people_are_listed_and_left_apart(files: None) -> None:
    Path("mail.mbox").write_text(Path("mail.mbox").read_text().replace("ben@x.org", "ben@y.org"))
    answer = Answer("import", "book.vcf", "mail.mbox", "--me", "ada@x.org", "--store", "ada.tertius")
    assert "Left as two, although they may be one" in answer.out
    assert "ben@y.org" in answer.out
    told = imported("book.vcf", "--store", "ada.tertius")
    assert [(one["kept"], one["other"]) for one in told["doubtful"]] == [("ben@x.org", "ben@y.org")]
    assert told["people"] == 4


def test_erasing_asks_first_and_says_what_went(files: None) -> None:
    imported("book.vcf", "mail.mbox", "--me", "ada@x.org", "--store", "ada.tertius")
    answer = Answer("erase", "Ben Ito", "--store", "ada.tertius", said="n\n")
    assert answer.code == 1
    assert answer.err == "Erase Ben Ito (ben@x.org) from ada.tertius for good? [y/N] nothing was erased\n"
    answer = Answer("erase", "ben ito", "--store", "ada.tertius", said="")
    assert answer.code == 1
    answer = Answer("erase", "ben@x.org", "--store", "ada.tertius", said="y\n")
    assert answer.code == 0
    assert answer.out.startswith("Erased Ben Ito (ben@x.org): 2 records gone")
    assert b"Ben Ito" not in Path("ada.tertius").read_bytes()
    assert imported("book.vcf", "mail.mbox", "--store", "ada.tertius")["suppressed"] == 3
    answer = Answer("erase", "Ben Ito", "--store", "ada.tertius", "--yes")
    assert answer.code == 1
    assert answer.err.startswith("error: no person 'Ben Ito' among 2")
    told = json.loads(Answer("erase", "Cleo Q", "--store", "ada.tertius", "--yes", "--json").out)
    assert (told["person"], told["records"]) == ("cleo@x.org", 1)


def test_ctrl_c_at_the_question_erases_nobody(files: None, monkeypatch: pytest.MonkeyPatch) -> None:
    imported("book.vcf", "--me", "ada@x.org", "--store", "ada.tertius")

    def interrupted(question: str) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr("tertius.cli.erasing._is_meant", interrupted)
    answer = Answer("erase", "Ben Ito", "--store", "ada.tertius")
    assert (answer.code, answer.err) == (130, "stopped\n")
    with tt.open_store("ada.tertius") as store:
        assert "ben@x.org" in store.network()


def test_once_the_owner_is_erased_somebody_must_be_named(files: None) -> None:
    imported("book.vcf", "mail.mbox", "--me", "ada@x.org", "--store", "ada.tertius")
    assert Answer("erase", "ada@x.org", "--store", "ada.tertius", "--yes").code == 0
    answer = Answer("introductions", "--store", "ada.tertius")
    assert answer.code == 2
    assert "--me" in answer.err


def test_an_export_is_read_again_and_holds_no_formula(files: None) -> None:
    Path("book.vcf").write_text(card("FN:=cmd()", "EMAIL:ben@x.org"))
    imported("book.vcf", "mail.mbox", "--me", "ada@x.org", "--store", "ada.tertius")
    answer = Answer("export", "--store", "ada.tertius", "-o", "tables")
    assert answer.code == 0
    assert answer.out == "Wrote interactions.csv, people.csv, relationships.csv into tables\n"
    assert "'=cmd()" in Path("tables/people.csv").read_text()
    assert "=cmd()" in tt.read_csv("tables").people["name"].tolist()
    answer = Answer("export", "--store", "ada.tertius", "-o", "tables")
    assert answer.code == 1
    told = Answer("export", "--store", "ada.tertius", "-o", "tables", "--overwrite", "--json").out
    assert json.loads(told)["tables"] == ["interactions.csv", "people.csv", "relationships.csv"]
    Path("other").mkdir()
    Path("other/notes.csv").write_text("kept")
    answer = Answer("export", "--store", "ada.tertius", "-o", "other")
    assert answer.out == "Wrote interactions.csv, people.csv, relationships.csv into other\n"


def test_a_pseudonymised_export_names_nobody(files: None) -> None:
    imported("book.vcf", "mail.mbox", "--me", "ada@x.org", "--store", "ada.tertius")
    assert Answer("export", "ada.tertius", "-o", "tables", "--pseudonymised").code == 0
    told = "".join(file.read_text() for file in Path("tables").iterdir())
    assert "ben" not in told.lower()
    answer = Answer("export", "--sample", "enron", "-o", "others", "--pseudonymised")
    assert answer.code == 2
    assert not Path("others").exists()


@pytest.mark.parametrize(
    ("called", "found"),
    [("ben@x.org", "ben@x.org"), ("BEN@X.ORG", "ben@x.org"), ("Ben  ito", "ben@x.org")],
)
def test_people_go_by_key_address_or_name(called: str, found: str, files: None) -> None:
    imported("book.vcf", "mail.mbox", "--me", "ada@x.org", "--store", "ada.tertius")
    told = json.loads(Answer("path", "--store", "ada.tertius", "--to", called, "--json").out)
    assert [row["chain"] for row in told["paths"]] == [["ada@x.org", found]]


def test_a_name_of_two_people_and_a_mistyped_one_are_told(files: None) -> None:
    book = card("FN:Ben Ito", "EMAIL:ben@x.org") + card("FN:Ben Ito", "EMAIL:ito@z.org")
    Path("book.vcf").write_text(book)
    imported("book.vcf", "--me", "ada@x.org", "--store", "ada.tertius")
    answer = Answer("path", "--store", "ada.tertius", "--to", "Ben Ito")
    assert answer.code == 1
    assert "may be any of 'ben@x.org', 'ito@z.org'; say which" in answer.err
    answer = Answer("path", "--store", "ada.tertius", "--to", "ben@x.orgg")
    assert "did you mean 'ben@x.org'?" in answer.err


EVERY = [
    "import",
    "export",
    "erase",
    "due",
    "tips",
    "introductions",
    "path",
    "report",
    "strengths",
    "clusters",
]


@pytest.mark.parametrize("asked", EVERY)
def test_each_example_in_the_help_works(asked: str, tmp_path: Path) -> None:
    for name in ("export_2026.zip", "mail.mbox"):
        (tmp_path / name).symlink_to(FOLDER / name)
    if asked == "erase":
        with tt.open_store("mara.tertius") as store:
            store.append(tt.samples.consultant())
    shown = Answer(asked, "--help", columns=200).out
    (example,) = [line.split("Example: tertius ")[1] for line in shown.splitlines() if "Example: " in line]
    answer = Answer(*shlex.split(example))
    assert (answer.code, answer.out != "") == (0, True), answer.err
    assert Answer(*shlex.split(example), "--json", *again(asked)).out.startswith("{") or asked == "erase"


def again(asked: str) -> list[str]:
    return ["--overwrite"] if asked == "export" else []

"""The notes that ask either side before an introduction."""

from __future__ import annotations

import pytest

import tertius as tt
from page_reports import HOSTILE, OCTOBER, hostile_report
from tertius.report.drafting import introduction_note
from tertius.report.page_words import PageWords

REASONS = ["Ben can help with what you need: law", "Ben knows 4 people you have not met", "one", "two"]


def test_a_note_asks_greets_and_signs() -> None:
    note = introduction_note("Ada", "Ben", REASONS, "Cleo", about_role="Lawyer, Acme").splitlines()
    assert note[0] == "Dear Ada,"
    assert note[2] == "May I introduce you to Ben, Lawyer, Acme? I thought of you because:"
    assert note[-2:] == ["Kind regards,", "Cleo"]


def test_a_note_names_the_three_weightiest_reasons() -> None:
    note = introduction_note("Ada", "Ben", REASONS, "Cleo")
    assert [line for line in note.splitlines() if line.startswith("- ")] == [
        f"- {reason}" for reason in REASONS[:3]
    ]


def test_without_reasons_a_note_lists_none() -> None:
    note = introduction_note("Ada", "Ben", [], "Cleo")
    assert "- " not in note
    assert "because" not in note


def test_a_note_is_short_and_makes_a_no_easy() -> None:
    note = introduction_note("Ada", "Ben", REASONS, "Cleo")
    assert len(note.split()) < 90
    assert "unless you both say yes" in note
    assert "no reason is needed" in note


@pytest.mark.parametrize("name", ["Ada\nBcc: all@example.org", "Ada\x1b[2J", "\u202eadA"])
def test_a_name_cannot_break_a_note_s_lines(name: str) -> None:
    note = introduction_note(name, name, [], name)
    assert len(note.splitlines()) == len(introduction_note("Ada", "Ben", [], "Cleo").splitlines())
    assert not set("\x1b\u202e") & set(note)


def test_either_side_is_asked_in_words_addressed_to_them(enron: tt.Network) -> None:
    words = PageWords(tt.network_report(enron, ego="e107", at=OCTOBER))
    rows = words.rows("introductions")
    assert rows
    for row in rows:
        (to_a, note_a), (to_b, note_b) = words.notes(row)
        assert (to_a, to_b) == (row.a, row.b)
        assert note_a.startswith(f"Dear {row.a},")
        assert f"introduce you to {row.b}" in note_a
        assert note_b.startswith(f"Dear {row.b},")
        assert note_a.endswith("\ne107")


def test_hostile_names_are_plain_words_in_notes() -> None:
    words = PageWords(hostile_report())
    (_, note), _ = words.notes(words.rows("introductions")[0])
    assert HOSTILE[0] in note

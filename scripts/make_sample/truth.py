"""What is true of the sample, for tests: who is who, what they are to the consultant, what the files hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from notes import key, moment, write_table
from people import MARA, Person, Population
from records import Diary


def write_truth(
    population: Population, diary: Diary, counts: dict[str, dict[str, int]], folder: Path
) -> None:
    """Writes truth/: people, introductions, namesakes, counts."""
    (folder / "truth").mkdir(exist_ok=True)
    tables = {
        "people": _people(population, diary),
        "introductions": _introductions(diary),
        "namesakes": _namesakes(population),
        "counts": _counts(counts),
    }
    for name, rows in tables.items():
        write_table(folder / "truth" / f"{name}.csv", rows)


def _people(population: Population, diary: Diary) -> list[Sequence[str]]:
    """One row a person with every key and spelling that the files know them by, and where they stand."""
    writing = {p.key for mail in diary.mails for p in (mail.sender, *mail.to, *mail.cc)}
    meeting = {p.key for one in diary.meetings for p, _ in (*one.attendees, (one.organiser, ""))}
    rows: list[Sequence[str]] = [
        (
            "key", "name", "kind", "state", "silent_since", "circle", "organisation", "slug", "addresses",
            "spellings", "sources", "mails", "messages", "meetings",
        )
    ]  # fmt: skip
    passed = [_mails(diary), _messages(diary), _meetings(diary)]
    for person in [MARA, *population.everybody]:
        sources = {
            "export_2021": person.in_2021,
            "export_2026": person.in_2026,
            "mail": person.key in writing or person is MARA,
            "calendar": person.key in meeting or person is MARA,
            "contacts": bool(person.card),
        }
        rows.append(
            (
                key(person), person.name, "self" if person is MARA else person.kind, person.state,
                "" if person.state == "lively" else person.stop.isoformat(), person.circle.key,
                person.organisation, person.slug, ";".join(person.addresses), ";".join(_spellings(person)),
                ";".join(source for source, found in sources.items() if found),
                *(str(counted[person.key]) for counted in passed),
            )
        )  # fmt: skip
    return rows


def _mails(diary: Diary) -> Counter[str]:
    """How many mails each wrote to the consultant or had from her."""
    return _between((mail.sender, [*mail.to, *mail.cc]) for mail in diary.mails)


def _messages(diary: Diary) -> Counter[str]:
    return _between((message.sender, message.to) for message in diary.messages)


def _between(written: Iterable[tuple[Person, list[Person]]]) -> Counter[str]:
    counted: Counter[str] = Counter()
    for sender, receivers in written:
        if sender is MARA:
            counted.update({person.key for person in receivers})
        elif MARA in receivers:
            counted[sender.key] += 1
    return counted


def _meetings(diary: Diary) -> Counter[str]:
    """How often each met the consultant."""
    counted: Counter[str] = Counter()
    for meeting in diary.meetings:
        present = {person.key for person, answer in meeting.attendees if answer in ("ACCEPTED", "TENTATIVE")}
        for who in present - {MARA.key}:
            counted[who] += len(meeting.held())
    return counted


def _spellings(person: Person) -> list[str]:
    """Those that differ from the name."""
    found: list[str] = []
    if person.in_2021:
        found.append(person.name_2021)
    if person.mail_spelling not in ("", "-"):
        found.append(person.mail_spelling)
    return [spelling for spelling in found if spelling != person.name]


def _introductions(diary: Diary) -> list[Sequence[str]]:
    """Only those that a mail made."""
    rows: list[Sequence[str]] = [("message", "time", "broker", "a", "b", "outcome")]
    for one in sorted(diary.introductions, key=lambda introduction: introduction.time):
        if one.mail:
            people = map(key, (one.broker, one.a, one.b))
            rows.append((one.mail.id, moment(one.mail.time), *people, one.outcome))
    return rows


def _namesakes(population: Population) -> list[Sequence[str]]:
    rows = [(one.name, one.key, other.key) for one, other in population.namesakes()]
    return [("name", "one", "other"), *rows]


def _counts(counts: dict[str, dict[str, int]]) -> list[Sequence[str]]:
    rows = [(file, what, str(count)) for file, found in counts.items() for what, count in found.items()]
    return [("file", "what", "count"), *rows]

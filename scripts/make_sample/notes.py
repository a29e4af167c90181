"""The consultant's own notes: what people are to her, promises, gifts, introductions, milestones."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path

from drawing import Draw
from people import MARA, SEED, Person, Population
from records import HOME, Diary

OWN_KEY = "mara"

FROM_CONSULTANT = {
    "mentee": "mentor",
    "subordinate": "supervisor",
    "client": "provider",
    "advisee": "advisor",
}
"""Types that run from her to the other side, by what the other side is to her."""

_GOALS = ("grow the practice", "enter the region", "a first board seat", "a calmer year", "publish a book")
_VALUES = ("candour", "patience", "craft", "fairness", "curiosity")
_OFFERS = (
    "pricing",
    "hiring",
    "data analysis",
    "press contacts",
    "capital",
    "coaching",
    "port contacts",
    "law",
)


def write_notes(population: Population, diary: Diary, folder: Path) -> dict[str, int]:
    """Writes the tables into notes/; returns how many rows each has."""
    tables = {
        "people": _people(population),
        "relationships": _relationships(population),
        "commitments": _commitments(diary),
        "exchanges": _exchanges(diary),
        "introductions": _introductions(diary),
        "milestones": _milestones(diary),
    }
    (folder / "notes").mkdir(exist_ok=True)
    for name, rows in tables.items():
        write_table(folder / "notes" / f"{name}.csv", rows)
    return {name: len(rows) - 1 for name, rows in tables.items()}


def write_table(path: Path, rows: Iterable[Sequence[str]]) -> None:
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def key(person: Person) -> str:
    return OWN_KEY if person is MARA else person.key


def moment(time: dt.datetime | None) -> str:
    """UTC; empty where there is none."""
    return f"{time.replace(tzinfo=HOME).astimezone(dt.timezone.utc):%Y-%m-%dT%H:%M:%S}" if time else ""


def relationship(person: Person) -> tuple[str, str, str]:
    """Who, to whom, of which type."""
    if person.kind in FROM_CONSULTANT:
        return OWN_KEY, person.key, FROM_CONSULTANT[person.kind]
    return person.key, OWN_KEY, person.kind


def _people(population: Population) -> list[Sequence[str]]:
    """Everybody with whom she has more than a connection; of those close to her, what they want and give."""
    rows: list[Sequence[str]] = [("key", "goals", "values", "offers", "needs")]
    rows.append((OWN_KEY, "grow the practice", "candour;craft", "pricing;coaching", "press contacts;law"))
    for person in population.everybody:
        if person.kind == "contact":
            rows.append((person.key, "", "", "", ""))
        elif person.kind:
            draw = Draw(SEED, "notes", person.key)
            offers = draw.some(_OFFERS, draw.whole(1, 2))
            needs = draw.some([offer for offer in _OFFERS if offer not in offers], draw.whole(1, 2))
            values = draw.some(_VALUES, draw.whole(1, 2))
            rows.append((person.key, draw.pick(_GOALS), *map(";".join, (values, offers, needs))))
    return rows


def _relationships(population: Population) -> list[Sequence[str]]:
    rows: list[Sequence[str]] = [("from", "to", "type", "since", "until")]
    for person in population.everybody:
        if person.kind:
            rows.append(
                (
                    *relationship(person),
                    person.met.isoformat(),
                    person.stop.isoformat() if person.state == "ended" else "",
                )
            )
    return rows


def _commitments(diary: Diary) -> list[Sequence[str]]:
    rows: list[Sequence[str]] = [("owner", "to", "made", "due", "done", "quality")]
    for one in sorted(diary.promises, key=lambda promise: (promise.made, promise.owner.key)):
        quality = "" if one.quality is None else str(one.quality)
        rows.append(
            (key(one.owner), key(one.to), moment(one.made), moment(one.due), moment(one.done), quality)
        )
    return rows


def _exchanges(diary: Diary) -> list[Sequence[str]]:
    rows: list[Sequence[str]] = [("giver", "receiver", "kind", "size", "time")]
    for one in sorted(diary.gifts, key=lambda gift: (gift.time, gift.giver.key)):
        rows.append((key(one.giver), key(one.receiver), one.kind, f"{one.size:g}", moment(one.time)))
    return rows


def _introductions(diary: Diary) -> list[Sequence[str]]:
    """Those that no mail made: a mailbox tells of the others."""
    rows: list[Sequence[str]] = [("broker", "a", "b", "time", "agreed_a", "agreed_b", "outcome")]
    in_person = [introduction for introduction in diary.introductions if not introduction.mail]
    for one in sorted(in_person, key=lambda introduction: (introduction.time, introduction.a.key)):
        agreed = (moment(one.agreed_a), moment(one.agreed_b))
        rows.append((*map(key, (one.broker, one.a, one.b)), moment(one.time), *agreed, one.outcome))
    return rows


def _milestones(diary: Diary) -> list[Sequence[str]]:
    rows: list[Sequence[str]] = [("person", "time", "kind")]
    for one in sorted(diary.milestones, key=lambda milestone: (milestone.day, milestone.person.key)):
        rows.append((one.person.key, one.day.isoformat(), one.kind))
    return rows

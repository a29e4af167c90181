"""A table's columns, filled from rows that are checked one by one."""

from __future__ import annotations

import difflib
import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tertius import _core
from tertius.columns import NO_TIME
from tertius.errors import InvalidInput
from tertius.importers.files.csv_rows import Row, Sheet, heading, refuse_missing
from tertius.importers.report import ReportWriter, quoted
from tertius.importers.tables.cells import Faults, numbers, texts, times
from tertius.network.network import Network

BATCH = 4_000
"""How many rows are judged together."""

_ALSO_CALLED = {"id": "key", "unix_time": "time"}
_PEOPLE = {
    "people": (),
    "relationships": ("from", "to"),
    "interactions": ("from", "to"),
    "commitments": ("owner", "to"),
    "exchanges": ("giver", "receiver"),
    "introductions": ("broker", "a", "b"),
    "milestones": ("person",),
}
"""The columns that name people; the last two are those of a tie."""
_MOST = {
    "capacity": math.inf,
    "weight": math.inf,
    "size": math.inf,
    "minutes": 7 * 24 * 60,
    "quality": 1,
    "confidence": 1,
}
_PERIODS = (("since", "until"), ("made", "done"))
_ENOUGH_TO_JUDGE = 10


@dataclass(frozen=True)
class Rules:
    """What rows may say; see :func:`tertius.read_csv`."""

    strict: bool
    self_ties: str
    min_time: int
    max_time: int


def places_of(table: str, names: Sequence[str]) -> dict[str, int]:
    """Where the table's columns stand among these."""
    schema = _core.SCHEMA[table]
    places: dict[str, int] = {}
    for cell, name in enumerate(map(heading, names)):
        if name in schema:
            places.setdefault(name, cell)
    for cell, name in enumerate(map(heading, names)):
        if (other := _ALSO_CALLED.get(name)) in schema:
            places.setdefault(other, cell)
    return dict(sorted(places.items(), key=lambda place: place[1]))


class TableColumns:
    """Takes a table's rows in batches; rejects those that cannot be what they say.

    `people`: who may be named, None for anybody.
    """

    def __init__(
        self, table: str, sheet: Sheet, writer: ReportWriter, rules: Rules, people: frozenset[str] | None
    ) -> None:
        self._table = table
        self._sheet = sheet
        self._writer = writer
        self._rules = rules
        self._people = people
        self._schema = _core.SCHEMA[table]
        self._places = places_of(table, sheet.names)
        self._check_header()
        self._parts: dict[str, list[Any]] = {column: [] for column in self._places}
        self._keys: set[str] = set()
        self._bare: list[str] = []
        self._texts: dict[str, str] = {}

    def add(self, batch: list[Row]) -> None:
        """Takes rows as wide as the header."""
        cells = list(zip(*(row.cells for row in batch), strict=True))
        if not any(self._parts.values()):
            self._leave_out_words(cells)
        faults: dict[int, tuple[int, str, str]] = {}
        values: dict[str, Any] = {}
        for column, cell in self._places.items():
            values[column], found = self._read(column, cells[cell])
            for row, (code, what) in found.items():
                faults.setdefault(row, (cell, code, what))
        for column, found in self._check_rows(values):
            for row, (code, what) in found.items():
                faults.setdefault(row, (self._places[column], code, what))
        for row in sorted(faults):
            self._sheet.reject(batch[row], *faults[row])
        if self._table == "people":
            self._note_keys(values["key"], faults)
        self._take(values, faults)

    def columns(self) -> dict[str, Any]:
        """Everything that was taken."""
        filled: dict[str, Any] = {}
        for column, parts in self._parts.items():
            kind = self._schema[column][0]
            if kind in ("time", "number"):
                empty: Any = NO_TIME if kind == "time" else math.nan
                bare = np.full(len(self._bare), empty, dtype=np.int64 if kind == "time" else np.float64)
                filled[column] = np.concatenate([*parts, bare])
            else:
                bare_texts = self._bare if column == "key" else [""] * len(self._bare)
                filled[column] = list(itertools.chain(*parts, bare_texts))
        return filled

    def _check_header(self) -> None:
        names = list(map(heading, self._sheet.names))
        for column, (_, required) in self._schema.items():
            if required and column not in self._places:
                refuse_missing(self._writer, column, self._sheet.names)
        for cell, name in enumerate(names):
            if names.index(name) < cell:
                self._writer.refuse("csv.duplicate_column", f"column {quoted(name)} stands there twice")
            if cell not in self._places.values():
                if self._rules.strict:
                    nearest = difflib.get_close_matches(name, self._schema, n=1, cutoff=0.4)
                    hint = (
                        f"did you mean {nearest[0]}?" if nearest else f"known are {', '.join(self._schema)}"
                    )
                    self._writer.refuse("column.unknown", f"unknown column {quoted(name)}; {hint}")
                self._writer.warn("column.unknown")

    def _leave_out_words(self, cells: list[tuple[str, ...]]) -> None:
        """Number columns in which no cell is a number mean something else."""
        if self._rules.strict:
            return
        for column, cell in list(self._places.items()):
            if self._schema[column][0] == "number":
                filled = [text for text in cells[cell] if text.strip()]
                if len(filled) >= _ENOUGH_TO_JUDGE:
                    _, faults = numbers(filled, None)
                    if len(faults) == len(filled):
                        self._writer.warn("column.words")
                        del self._places[column], self._parts[column]

    def _read(self, column: str, cells: Sequence[str]) -> tuple[Any, Faults]:
        kind, required = self._schema[column]
        if kind == "time":
            missing = "time.missing" if required else None
            return times(cells, missing, self._rules.min_time, self._rules.max_time)
        if kind == "number":
            return numbers(cells, _MOST.get(column))
        if column == "type":
            return self._types(cells)
        words, faults = texts(cells, "key.missing" if required else None)
        return list(map(self._texts.setdefault, words, words)), faults

    def _types(self, cells: Sequence[str]) -> tuple[list[str], Faults]:
        words, faults = texts(cells, "type.missing")
        strange = {word for word in set(words) if word and not _is_relationship_type(word)}
        if not strange:
            return words, faults
        if self._rules.strict:
            wanted = ", ".join(_core.relationship_types())
            for row, word in enumerate(words):
                if word in strange:
                    faults[row] = (
                        "type.unknown",
                        f"is {quoted(word)}; must be {wanted}, or the other side's role",
                    )
            return words, faults
        self._writer.warn("type.unknown", sum(word in strange for word in words))
        return ["contact" if word in strange else word for word in words], faults

    def _check_rows(self, values: dict[str, Any]) -> Iterator[tuple[str, Faults]]:
        """What only several cells, or several rows, can show: the column to blame, and its faults."""
        roles = _PEOPLE[self._table]
        for role in roles if self._people is not None else ():
            strangers = set(values[role]).difference(self._people or ())
            yield (
                role,
                {
                    row: ("person.unknown", f"is {quoted(key)}, who is not in the table of people")
                    for row, key in enumerate(values[role])
                    if key in strangers
                },
            )
        if self._table == "people":
            yield "key", _repeated(values["key"], self._keys)
        for begin, end in _PERIODS:
            if begin in values and end in values:
                yield end, _ended_early(values[begin], values[end])
        if self._rules.self_ties == "refuse":
            itself = ("tie.self_tie", "is the same person; drop such rows with self_ties='drop'")
            yield from ((roles[-1], {row: itself}) for row in self._self_ties(values))

    def _self_ties(self, values: dict[str, Any]) -> list[int]:
        roles = _PEOPLE[self._table]
        if len(roles) < 2:
            return []
        pairs = zip(values[roles[-2]], values[roles[-1]], strict=True)
        return [row for row, (one, other) in enumerate(pairs) if one == other]

    def _note_keys(self, keys: list[str], faults: dict[int, tuple[int, str, str]]) -> None:
        """A person whose row is wrong is still somebody whom others may name."""
        self._keys.update(key for row, key in enumerate(keys) if row not in faults)
        for row in sorted(faults):
            if keys[row] and keys[row] not in self._keys:
                self._bare.append(keys[row])
                self._keys.add(keys[row])

    def _take(self, values: dict[str, Any], faults: Iterable[int]) -> None:
        left_out = set(faults)
        own = set(self._self_ties(values)) - left_out if self._rules.self_ties == "drop" else set()
        if own:
            self._writer.skip("self_tie", len(own))
        rows = len(next(iter(values.values())))
        kept = np.ones(rows, dtype=bool)
        kept[list(left_out | own)] = False
        for column, items in values.items():
            if isinstance(items, np.ndarray):
                self._parts[column].append(items[kept])
            else:
                self._parts[column].append(list(itertools.compress(items, kept.tolist())))
        self._writer.imported(int(kept.sum()))


def _repeated(keys: Sequence[str], known: set[str]) -> Faults:
    seen: set[str] = set()
    faults: Faults = {}
    for row, key in enumerate(keys):
        if key and (key in known or key in seen):
            faults[row] = "key.repeated", f"is {quoted(key)}, who stands in an earlier row"
        seen.add(key)
    return faults


def _ended_early(begins: NDArray[np.int64], ends: NDArray[np.int64]) -> Faults:
    early = (begins != NO_TIME) & (ends != NO_TIME) & (ends < begins)
    return {
        row: ("time.order", f"is {ends[row]}, before it began at {begins[row]}")
        for row in np.flatnonzero(early).tolist()
    }


@lru_cache(maxsize=1024)
def _is_relationship_type(word: str) -> bool:
    try:
        Network.from_frames(relationships={"from": ["a"], "to": ["b"], "type": [word]})
    except InvalidInput:
        return False
    return True

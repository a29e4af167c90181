"""What passed between people by the month, and what is worth remembering of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tertius.display import counted
from tertius.network.network import Network, Records

Indices = NDArray[np.int64]
Event = tuple[str, str]
"""A day (2024-03-28), and a sentence."""

_MOST_MONTHS = 60
_MOST_EVENTS = 12
_DAY = 86400


class Chronicle:
    """The history that a network's records tell, up to one moment.

    name
        What the person at a place is called.
    """

    def __init__(self, net: Network, at: np.datetime64, name: Callable[[int], str]) -> None:
        self._net = net
        self._at = at
        self._name = name

    @cached_property
    def months(self) -> list[str]:
        """The months looked at, 2024-03 and on: from the first contact, or the last five years."""
        if not len(self._contacts[0]):
            return []
        last = self._at.astype("datetime64[M]")
        first = max(self._contacts[2].min().astype("datetime64[M]"), last - (_MOST_MONTHS - 1))
        return [str(month) for month in np.arange(first, last + 1)]

    def of_everybody(self) -> list[list[int]]:
        """Each person's contacts a month: the place of the first month, then the counts; [] for none."""
        source, target, _ = self._contacts
        month, seen = self._month_of_contacts
        count = len(self._net)
        rows = self._tabled(count, source[seen], month[seen]) + self._tabled(count, target[seen], month[seen])
        return [_run(row) for row in rows]

    def of_pairs(self, low: Indices, high: Indices) -> list[list[int]]:
        """The contacts a month of each pair, whoever began them; as of `of_everybody`. Needs low < high."""
        source, target, _ = self._contacts
        month, seen = self._month_of_contacts
        wanted = low.astype(np.int64) * len(self._net) + high
        order = np.argsort(wanted)
        pair = np.minimum(source, target) * len(self._net) + np.maximum(source, target)
        place = np.searchsorted(wanted[order], pair)
        found = seen & (place < len(wanted))
        found[found] = wanted[order][place[found]] == pair[found]
        rows = self._tabled(len(wanted), order[place[found]], month[found])
        return [_run(row) for row in rows]

    def between(self, one: int, other: int) -> list[Event]:
        """What two people promised and gave each other, and who was introduced by them; the latest first."""
        return self._events[min(one, other), max(one, other)][:_MOST_EVENTS]

    def milestones_of(self, person: int) -> list[Event]:
        """What happened in somebody's working life; the latest first."""
        return self._milestones[person][:_MOST_EVENTS]

    @cached_property
    def _contacts(self) -> tuple[Indices, Indices, NDArray[Any]]:
        """From, to and time of the interactions up to the moment."""
        interactions = self._net.interactions
        source, target = _places(interactions, "from"), _places(interactions, "to")
        times = interactions["time"]
        kept = times <= self._at
        return source[kept], target[kept], times[kept]

    @cached_property
    def _month_of_contacts(self) -> tuple[Indices, NDArray[np.bool_]]:
        """The place of each contact's month, and whether it is one of those looked at."""
        if not self.months:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=bool)
        first = np.datetime64(self.months[0], "M").astype(np.int64)
        month = self._contacts[2].astype("datetime64[M]").astype(np.int64) - first
        return month, month >= 0

    def _tabled(self, count: int, row: Indices, month: Indices) -> Indices:
        wide = len(self.months)
        return np.bincount(row * wide + month, minlength=count * wide).reshape(count, wide)

    @cached_property
    def _milestones(self) -> dict[int, list[Event]]:
        told: dict[int, list[Event]] = defaultdict(list)
        milestones = self._net.milestones
        kinds = _words(milestones, "kind")
        for person, time, kind in zip(
            _places(milestones, "person").tolist(), milestones["time"], kinds, strict=True
        ):
            if time <= self._at:
                what = kind.replace("_", " ") if kind else "a milestone"
                told[person].append((_day(time), f"{self._name(person)}: {what}"))
        return _latest_first(told)

    @cached_property
    def _events(self) -> dict[tuple[int, int], list[Event]]:
        told: dict[tuple[int, int], list[Event]] = defaultdict(list)
        self._tell_promises(told)
        self._tell_gifts(told)
        self._tell_introductions(told)
        return _latest_first(told)

    def _tell_promises(self, told: dict[tuple[int, int], list[Event]]) -> None:
        table = self._net.commitments
        owners, receivers = _places(table, "owner").tolist(), _places(table, "to").tolist()
        none = np.full(len(owners), np.datetime64("NaT", "s"))
        due, done = (table[name] if name in table.columns else none for name in ("due", "done"))
        for owner, to, made, limit, kept in zip(owners, receivers, table["made"], due, done, strict=True):
            if made <= self._at:
                fate = self._fate(limit, kept)
                sentence = f"{self._name(owner)} promised {self._name(to)} something: {fate}"
                told[min(owner, to), max(owner, to)].append((_day(made), sentence))

    def _fate(self, due: np.datetime64, done: np.datetime64) -> str:
        """What became of a promise by the moment."""
        if np.isnat(done) or done > self._at:
            return "still open" if np.isnat(due) else f"still open, due on {_day(due)}"
        if np.isnat(due):
            return "kept"
        late = int((done - due).astype(np.int64)) // _DAY
        return f"kept, {counted(late, 'day')} late" if late > 0 else "kept in time"

    def _tell_gifts(self, told: dict[tuple[int, int], list[Event]]) -> None:
        table = self._net.exchanges
        givers, receivers = _places(table, "giver").tolist(), _places(table, "receiver").tolist()
        kinds = _words(table, "kind")
        for giver, to, time, kind in zip(givers, receivers, table["time"], kinds, strict=True):
            if time <= self._at:
                sentence = f"{self._name(giver)} gave {self._name(to)}: {kind or 'something'}"
                told[min(giver, to), max(giver, to)].append((_day(time), sentence))

    def _tell_introductions(self, told: dict[tuple[int, int], list[Event]]) -> None:
        table = self._net.introductions
        sides = (_places(table, name).tolist() for name in ("broker", "a", "b"))
        outcomes = _words(table, "outcome")
        for broker, a, b, time, outcome in zip(*sides, table["time"], outcomes, strict=True):
            if time > self._at:
                continue
            sentence = f"{self._name(broker)} introduced {self._name(a)} and {self._name(b)}"
            event = (_day(time), f"{sentence}: {outcome}" if outcome else sentence)
            for one, other in ((broker, a), (broker, b), (a, b)):
                told[min(one, other), max(one, other)].append(event)


def _run(counts: Indices) -> list[int]:
    """Where the counts begin, then the counts, without the noughts around them."""
    some = np.flatnonzero(counts)
    if not len(some):
        return []
    return [int(some[0]), *counts[some[0] : some[-1] + 1].tolist()]


def _latest_first(told: dict[Any, list[Event]]) -> dict[Any, list[Event]]:
    ordered: dict[Any, list[Event]] = defaultdict(list)
    for whom, events in told.items():
        ordered[whom] = sorted(events, reverse=True)
    return ordered


def _places(table: Records, column: str) -> Indices:
    codes = table._coded.get(column)
    return np.zeros(0, dtype=np.int64) if codes is None else np.asarray(codes, dtype=np.int64)


def _words(table: Records, column: str) -> list[Any]:
    return table[column].tolist() if column in table.columns else [None] * len(table)


def _day(time: np.datetime64) -> str:
    return str(time.astype("datetime64[D]"))

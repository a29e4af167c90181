"""People and records as a source tells of them, until they are a Network."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

import numpy as np

from tertius import _core
from tertius.importers.report import ReportWriter
from tertius.network.network import Network

_TAGS = ("skills", "goals", "values", "offers", "needs", "aliases")


def digest(*parts: str) -> str:
    """A source's own name for a record, shortened: it may hold names, which must not travel on."""
    return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "replace"), digest_size=9).hexdigest()


class Gathering:
    """Collects what one source tells; every row is marked with the source.

    Whoever a record names becomes a person. `record` is the source's own name for what the row tells (see
    :func:`digest`), so that reading it again adds nothing; `confidence`, 0 to 1, is how sure it is that the
    source says so, None where it says so outright.
    """

    def __init__(self, source: str) -> None:
        self._source = source
        self._people: dict[str, dict[str, Any]] = {}
        self._tables: dict[str, dict[str, list[Any]]] = {
            name: {column: [] for column in columns}
            for name, columns in _core.SCHEMA.items()
            if name != "people"
        }

    def person(self, key: str, **particulars: Any) -> str:
        """Notes what is told of a person: texts fill gaps, tags are added. Returns the key."""
        known = self._people.setdefault(key, {})
        for name, told in particulars.items():
            if not told:
                continue
            if name in _TAGS:
                tags = known.setdefault(name, [])
                tags += [tag for tag in told if tag not in tags]
            else:
                known.setdefault(name, told)
        return key

    def relationship(self, **row: Any) -> None:
        """from, to, type; since, until, weight, record, confidence."""
        self._add("relationships", row, ("from", "to"))

    def interaction(self, **row: Any) -> None:
        """from, to, time; channel, kind, minutes, thread, message, reply_to, record, confidence."""
        self._add("interactions", row, ("from", "to"))

    def commitment(self, **row: Any) -> None:
        """owner, to, made; due, done, quality, record, confidence."""
        self._add("commitments", row, ("owner", "to"))

    def exchange(self, **row: Any) -> None:
        """giver, receiver, time; kind, size, record, confidence."""
        self._add("exchanges", row, ("giver", "receiver"))

    def introduction(self, **row: Any) -> None:
        """broker, a, b, time; agreed_a, agreed_b, outcome, record, confidence."""
        self._add("introductions", row, ("broker", "a", "b"))

    def milestone(self, **row: Any) -> None:
        """person, time; kind, record, confidence."""
        self._add("milestones", row, ("person",))

    def __contains__(self, key: object) -> bool:
        return key in self._people

    def _add(self, table: str, row: dict[str, Any], people: Iterable[str]) -> None:
        columns = self._tables[table]
        unknown = row.keys() - columns.keys()
        if unknown:
            raise TypeError(f"{table} has no {', '.join(sorted(unknown))}")
        for role in people:
            self._people.setdefault(row[role], {})
        for name, column in columns.items():
            column.append(self._source if name == "source" else row.get(name))

    def network(self, writer: ReportWriter) -> Network:
        """Everything gathered; records that join a person to themselves are left out. Closes the report."""
        tables: dict[str, Any] = {
            name: {column: items for column, items in columns.items() if _told(items)}
            for name, columns in self._tables.items()
            if columns["source"]
        }
        columns = [name for name in _core.SCHEMA["people"] if name != "key"]
        people: dict[str, list[Any]] = {"key": list(self._people)}
        for name in columns:
            told = [particulars.get(name) for particulars in self._people.values()]
            if _told(told):
                people[name] = told
        earliest = writer.limits.earliest
        network = Network.from_frames(people=people, **tables, self_ties="drop", min_time=earliest)
        writer.report.people = len(network)
        writer.report.ties = tie_count(network)
        return network.with_imports((writer.report,))


def tie_count(network: Network) -> int:
    """How many pairs have a relationship or an interaction."""
    pairs = [np.empty(0, dtype=np.uint64)]
    for table in ("relationships", "interactions"):
        columns = network._core.columns(table)
        if "from" in columns:
            a, b = (np.asarray(columns[role]).astype(np.uint64) for role in ("from", "to"))
            pairs.append(np.minimum(a, b) * np.uint64(len(network)) + np.maximum(a, b))
    return len(np.unique(np.concatenate(pairs)))


def _told(items: list[Any]) -> bool:
    return any(item is not None for item in items)

"""Everything recorded of a network, in one file that survives crashes and forgets on request."""

from __future__ import annotations

import os
import warnings
import weakref
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

import numpy as np

from tertius import _core
from tertius.answers import Rows
from tertius.columns import shown
from tertius.display import Facts, facts_as_html
from tertius.errors import DataWarning, InvalidInput
from tertius.keys import Key
from tertius.network.network import Network
from tertius.network.same_person import SamePerson
from tertius.progress import Progress, as_callback
from tertius.strength.tie_ledger import TieLedger


class Appended(NamedTuple):
    """What became of the rows that were appended."""

    added: int
    """Not known before."""
    changed: int
    """Known by their source's record, and told otherwise now."""
    known: int
    """Known already; nothing was done."""
    suppressed: int
    """People who were erased, and what names them."""

    def _repr_html_(self) -> str:
        return facts_as_html(self, self._asdict())


class Erased(NamedTuple):
    """What erasing a person took away."""

    records: int
    introductions_cancelled: int
    """Those of the records that were still open introductions."""
    words_redacted: int
    """What others' records said of them by key, alias or full name."""

    def _repr_html_(self) -> str:
        return facts_as_html(self, self._asdict())


@dataclass(frozen=True)
class Salvaged(Facts):
    """What can still be read of a damaged store."""

    network: Network
    rows_lost: int


def open_store(path: str | os.PathLike[str], *, create: bool = True) -> Store:
    """Opens the store in a file, which is made where there is none (unless `create` is False).

    One Store at a time: a second gets StoreError store.locked, naming the process that has it open. Warns
    (DataWarning) if the file was copied without its journal, so that the latest records may be missing.

    Raises StoreError: store.locked, store.version (written by a newer release; the file is left alone),
    store.not_a_store, store.corrupt (see :func:`salvage_store`), store.missing, store.io.

    >>> import pathlib, tempfile
    >>> import tertius as tt
    >>> net = tt.Network.from_frames(
    ...     interactions={"from": ["Ada", "Ben"], "to": ["Ben", "Cleo"], "time": [1700000000, 1700003600]}
    ... )
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with tt.open_store(pathlib.Path(folder, "me.tertius")) as store:
    ...         first, again = store.append(net), store.append(net)
    ...         erased = store.erase("Ben")
    ...         left = store.network().people["key"].tolist()
    ...         suppressed = store.append(net)
    >>> first.added, again.known, erased.records, left, suppressed.suppressed
    (2, 2, 2, ['Ada', 'Cleo'], 3)
    """
    return Store(path, create=create)


def salvage_store(path: str | os.PathLike[str]) -> Salvaged:
    """What can still be read of a damaged store; the file is left alone. Raises StoreError, OSError.

    >>> import pathlib, tempfile
    >>> import tertius as tt
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder, "me.tertius")
    ...     with tt.open_store(path) as store:
    ...         appended = store.append({"from": ["Ada"], "to": ["Ben"], "time": [1700000000]})
    ...     found = tt.salvage_store(path)
    >>> found.network, found.rows_lost
    (Network: 2 people, 0 relationships, 1 interaction, 2023-11-14 to 2023-11-14, 0)
    """
    core, lost = _core.salvaged(Path(path))
    return Salvaged(Network(core), lost)


class Store(Facts):
    """Everything recorded of a network in one file of one owner; see :func:`open_store`.

    Each append is in the file, through the disk's cache, when the call returns, or not at all. After an error
    of the disk it answers nothing but StoreError store.poisoned until it is opened again.
    """

    def __init__(self, path: str | os.PathLike[str], *, create: bool = True) -> None:
        self.path = Path(path)
        self._core = _core.Store(self.path, create)
        self._ledgers: weakref.WeakSet[TieLedger] = weakref.WeakSet()
        if self.condition == "journal_missing":
            warnings.warn(
                f"{self.path.name} was copied without its journal; its latest records may be missing",
                DataWarning,
                stacklevel=3,
            )

    def append(
        self,
        records: Network | Any,
        *,
        basis: str = "own records",
        owner: Key | None = None,
        progress: Progress = None,
    ) -> Appended:
        """Takes in a network's people, records and decisions on who is one person; all of it or nothing.

        records
            A Network, or interactions as Network.from_frames takes them.
        basis
            On what ground they may be kept: consent, contract, own records ...
        owner
            Whose records they are: the store remembers it (:attr:`owner`).

        A row is known by source, record and people where it names a record, else by all it says and its place
        among equal ones: what is appended twice is there once, and two equal rows of one log stay two. People
        are filled up, never emptied. Who was erased stays out. Ledgers of this store follow.

        Raises InvalidInput if one's keys are texts and the other's numbers; UnknownPerson for an owner who is
        in no record; StoreError.
        """
        if not isinstance(basis, str):
            raise TypeError(f"basis is of type {type(basis).__name__}; must be a text")
        if any("\ud800" <= character <= "\udfff" for character in basis):
            raise InvalidInput("basis holds a character that is none (a lone surrogate)", "store.basis")
        net = records if isinstance(records, Network) else Network.from_frames(interactions=records)
        same = _decisions(net.same_people)
        whose = None if owner is None else _key(owner)
        done = self._core.append(net._apart._core, same, basis, whose, as_callback(progress))
        if same or done[1]:
            self._reload_ledgers()
        elif len(done[4]):
            self._follow(net, done[4])
        return Appended(*done[:4])

    @property
    def condition(self) -> str:
        """What the file was like when it was opened.

        "closed": new, or closed in order; "recovered": left open by a crash, every acknowledged record is
        there; "journal_missing": copied without its journal, the latest records may be missing.
        """
        return self._core.condition

    def network(self, *, progress: Progress = None) -> Network:
        """Everything recorded, in the order in which it came in; those who are one person are one."""
        apart = Network(self._core.records(as_callback(progress)))
        return apart.unite(self.same_people)

    @property
    def owner(self) -> Key | None:
        """Whose records they are, as append() was told last, by their key in network(); else None."""
        owner: Key | None = self._core.owner()
        return owner

    @property
    def same_people(self) -> list[SamePerson]:
        """Who is taken for one person, and why."""
        return [SamePerson(*decision) for decision in self._core.same_people()]

    def unite(self, same: Iterable[SamePerson]) -> None:
        """Keeps decisions on who is one person, beside the records: part() undoes them.

        Raises UnknownPerson; InvalidInput for somebody who is said to be two people or themselves.
        """
        self._core.unite(_decisions(same))
        self._reload_ledgers()

    def part(self, other: Key) -> None:
        """Makes `other` a person of their own again. Raises UnknownPerson."""
        self._core.part(_key(other))
        self._reload_ledgers()

    def erase(self, person: Key) -> Erased:
        """Forgets a person, and whoever they are one with.

        No byte of their key, name or aliases stays in any file of the store. Their records are gone, their
        introductions cancelled without a trace, words of others that name them redacted. A keyed hash stays,
        by which append() knows not to take them in again. Copies and backups cannot be reached.

        Raises UnknownPerson, StoreError.
        """
        erased = Erased(*self._core.erase(_key(person)))
        self._reload_ledgers()
        return erased

    def pseudonymised(self) -> Network:
        """The records under names that mean nothing, drawn anew at each call and kept nowhere.

        No names, aliases, threads or messages; times by weeks; words that fewer than five people share are
        left out. Pseudonymous, not anonymous: the structure alone can tell who somebody is.
        """
        return Network(self._core.pseudonymised())

    @property
    def imports(self) -> Rows:
        """What was appended: number, source, basis, time, rows still there."""
        rows = self._core.imports()
        number, source, basis, time, count = zip(*rows, strict=True) if rows else ((),) * 5
        columns = {
            "number": np.array(number, dtype=np.int64),
            "source": _texts(source),
            "basis": _texts(basis),
            "time": _times(time),
            "rows": np.array(count, dtype=np.int64),
        }
        return Rows("Imports", columns)

    def provenance(self, a: Key, b: Key) -> Rows:
        """Where each record between two people comes from: table, time, source, confidence, basis, imported.

        Raises UnknownPerson.
        """
        rows = self._core.provenance(_key(a), _key(b))
        table, time, source, confidence, imported = zip(*rows, strict=True) if rows else ((),) * 5
        columns = {
            "table": _texts(table),
            "time": _times(time),
            "source": _texts(source),
            "confidence": np.array(confidence, dtype=np.float64),
            "basis": _texts([one[2] for one in imported]),
            "imported": _times([one[3] for one in imported]),
        }
        return Rows("Provenance", columns)

    def ledger(self, **options: Any) -> TieLedger:
        """A TieLedger of all interactions in the store, which follows what is appended through this Store.

        `options` as of TieLedger. An event from before the ledger's window makes it anew from the store.
        """
        ledger = TieLedger(**options)
        self._load(ledger, self.network())
        self._ledgers.add(ledger)
        return ledger

    def close(self) -> None:
        """Closes the file; every later call raises StoreError store.closed. May be called again."""
        self._core.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def _facts(self) -> dict[str, Any]:
        return {"file": self.path.name, "folder": self.path.parent}

    def __repr__(self) -> str:
        return f"Store: {self.path.name}"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a Store is not pickled; open its file")

    def _follow(self, net: Network, rows: Any) -> None:
        """Tells the ledgers of interactions that are new to the store."""
        if not self._ledgers:
            return
        kept = {decision.other: decision.kept for decision in self.same_people}
        table = net._apart.interactions
        events = {name: table[name][rows].tolist() for name in ("from", "to")}
        events = {name: [_followed(kept, key) for key in keys] for name, keys in events.items()}
        for name in ("time", "channel", "kind", "minutes", "thread", "message", "reply_to"):
            if name in table.columns:
                events[name] = table[name][rows]
        for ledger in self._ledgers:
            try:
                ledger.append(events)
            except InvalidInput:  # from before its window
                self._load(ledger, self.network())

    def _reload_ledgers(self) -> None:
        if self._ledgers:
            net = self.network()
            for ledger in self._ledgers:
                self._load(ledger, net)

    def _load(self, ledger: TieLedger, net: Network) -> None:
        ledger.clear()
        if len(net.interactions):
            ledger.append(dict(net.interactions._columns()))


def _followed(kept: dict[Key, Key], key: Key) -> Key:
    while key in kept:
        key = kept[key]
    return key


def _decisions(same: Iterable[SamePerson]) -> list[tuple[Key, Key, str, float]]:
    decisions = list(same)
    for one in decisions:
        if not isinstance(one, SamePerson):
            raise TypeError(f"same holds a {type(one).__name__}; must be of SamePerson")
    return [(one.kept, one.other, one.reason, one.confidence) for one in decisions]


def _key(person: Key) -> Key:
    if isinstance(person, bool) or not isinstance(person, (str, int, np.integer)):
        raise InvalidInput(f"{shown(person)} is no key; people are texts or whole numbers", "array.dtype")
    return person if isinstance(person, str) else int(person)


def _texts(words: Iterable[str]) -> Any:
    return np.array([word or None for word in words], dtype=object)


def _times(times: Iterable[int]) -> Any:
    return np.array(list(times), dtype=np.int64).view("datetime64[s]")

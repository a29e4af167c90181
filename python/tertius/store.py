"""Everything recorded, kept in one file that survives crashes and forgets on request."""

from __future__ import annotations

import os
import warnings
import weakref
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, NoReturn

import numpy as np
from numpy.typing import NDArray

from tertius import _core
from tertius.answers import Rows
from tertius.columns import shown
from tertius.errors import DataWarning, InvalidInput
from tertius.keys import Key
from tertius.network import Network
from tertius.same_person import SamePerson
from tertius.tie_ledger import TieLedger


@dataclass(frozen=True)
class Appended:
    """What became of the rows that were appended."""

    added: int
    """Not known before."""
    changed: int
    """Known by their source's record, and told otherwise now."""
    known: int
    """Known already; nothing was done."""
    suppressed: int
    """Of somebody who was erased: left out, and the people themselves."""


@dataclass(frozen=True)
class Erased:
    """What erasing a person took away."""

    records: int
    introductions_cancelled: int
    """Those of the records that were introductions still open."""
    words_redacted: int
    """What others' records said of them by key, alias or full name."""


class Salvaged(NamedTuple):
    """What can still be read of a damaged store."""

    network: Network
    rows_lost: int


class Store:
    """Everything recorded of a network in one file; see :func:`open_store`.

    The file belongs to one owner: it is opened by one Store at a time, and its mode is 0600. What is appended
    is all on the disk when the call returns, or not at all. After an error of the disk in a write every call
    raises StoreError (``store.poisoned``) until the store is opened again; in a fork, ``store.forked``.
    """

    def __init__(self, core: _core.Store) -> None:
        """Used by tertius itself; see :func:`open_store`."""
        if not isinstance(core, _core.Store):
            raise TypeError("a Store is made by open_store(path)")
        self._core = core
        self._ledgers: weakref.WeakSet[_Following] = weakref.WeakSet()

    @property
    def path(self) -> Path:
        """The file, links followed."""
        return self._core.path

    @property
    def condition(self) -> str:
        """What the file was like when it was opened.

        "closed": new, or closed in order; "recovered": left open by a crash, every acknowledged record is
        there; "journal_missing": copied without its journal, records since then may be missing.
        """
        return self._core.condition

    def close(self) -> None:
        """Closes the file; calls after it raise StoreError (``store.closed``)."""
        self._core.close()

    def append(self, net: Any, basis: str = "own records") -> Appended:
        """Takes in a network's people and records, and who in it is one person; all of it or nothing.

        net
            A Network; or interactions, a data frame or dict of columns as Network.from_frames takes it.
        basis
            On what ground the records may be kept: "consent", "contract" ...; noted with them.

        A row that names a record is known by source, record and people, any other by all it says and its
        place among equal ones: what is appended twice is there once, and a record that is told otherwise
        takes the old one's place. People are filled up, never emptied. Rows of somebody who was erased are
        left out.

        Raises StoreError; InvalidInput for keys of another kind than the store's, and as Network.unite does.
        """
        network = net if isinstance(net, Network) else Network.from_frames(interactions=net)
        if not isinstance(basis, str):
            raise TypeError(f"basis is of type {type(basis).__name__}; must be a text")
        answer = self._core.append(network._apart._core, basis, _told(network.same_people))
        self._keep_up(network._apart, answer)
        return Appended(answer["added"], answer["changed"], answer["known"], answer["suppressed"])

    def network(self) -> Network:
        """Everybody and all records, in the order in which they came in; who is one person is one.

        ``store.network().part(key)`` parts them again in the answer alone.
        """
        return Network(self._core.apart()).unite(self.same_people)

    @property
    def same_people(self) -> tuple[SamePerson, ...]:
        """Who is one person, and why."""
        return tuple(SamePerson(*decision) for decision in self._core.same_people())

    def unite(self, same: Iterable[SamePerson]) -> None:
        """Notes who is one person; :meth:`part` undoes it. Errors as of Network.unite."""
        decisions = list(same)
        for decision in decisions:
            if not isinstance(decision, SamePerson):
                raise TypeError(f"same holds a {type(decision).__name__}; must be of SamePerson")
        self._core.unite(_told(decisions))
        self._start_ledgers_anew()

    def part(self, other: Key) -> None:
        """Makes `other` a person of their own again. Raises UnknownPerson."""
        self._core.part(_key(other))
        self._start_ledgers_anew()

    def erase(self, person: Key) -> Erased:
        """Forgets a person, and whoever they are one with.

        No byte of their key, name or aliases stays in any file of the store: the records that name them go,
        open introductions are cancelled without a trace, and what others say of them is redacted. A keyed
        hash stays, by which :meth:`append` knows not to take them in again. What was exported or copied
        before cannot be reached. Raises UnknownPerson.

        >>> import tempfile
        >>> import tertius as tt
        >>> with tempfile.TemporaryDirectory() as folder, tt.open_store(folder + "/me.tertius") as store:
        ...     taken = store.append({"from": ["Ada", "Ben"], "to": ["Ben", "Cleo"], "time": [60, 120]})
        ...     store.erase("Cleo")
        ...     store.append({"from": ["Cleo"], "to": ["Ada"], "time": [180]}).suppressed
        Erased(records=1, introductions_cancelled=0, words_redacted=0)
        2
        """
        erased = Erased(*self._core.erase(_key(person)))
        self._start_ledgers_anew()
        return erased

    def pseudonymised(self) -> Network:
        """The records of everybody under names that mean nothing, new ones in each call.

        No names, aliases, threads or messages; times by the week; positions and other words of fewer than
        five people are left out. Pseudonymous, not anonymous: the structure alone can tell who somebody is.
        """
        return Network(self._core.pseudonymised())

    @property
    def imports(self) -> Rows:
        """One row an import: number, source, basis, time, and how many rows of it are still in the store."""
        return Rows("imports", _with_times(self._core.imports(), "time"))

    def provenance(self, a: Key, b: Key) -> Rows:
        """Where each record between two people comes from, one row a record.

        Columns: table, time (of the record), source, confidence, basis and imported (when it was read).
        Raises UnknownPerson.
        """
        columns = self._core.provenance(_key(a), _key(b))
        return Rows("provenance", _with_times(columns, "time", "imported"))

    def ledger(self, window_days: float = 0.0, late: str = "refuse", duplicates: str = "keep") -> TieLedger:
        """A TieLedger of the store's interactions, which follows what is appended from now on.

        Options as of TieLedger. What is new is streamed to it; when that cannot be (an event from before the
        window, a record told otherwise, somebody erased, united or parted), it is worked out anew.
        """
        ledger = _Following(window_days, late, duplicates)
        ledger._start_anew(self.network())
        self._ledgers.add(ledger)
        return ledger

    def _keep_up(self, apart: Network, answer: Mapping[str, Any]) -> None:
        rows = answer["new_interactions"]
        if not self._ledgers or not (len(rows) or answer["changed"]):
            return
        if answer["changed"] or self._core.same_people():
            return self._start_ledgers_anew()
        events = {name: apart.interactions[name][rows] for name in ("from", "to", "time")}
        for ledger in list(self._ledgers):
            try:
                ledger.append(events)
            except InvalidInput:  # from before its window
                ledger._start_anew(self.network())

    def _start_ledgers_anew(self) -> None:
        if self._ledgers:
            network = self.network()
            for ledger in list(self._ledgers):
                ledger._start_anew(network)

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Store: {self.path}" + (", closed" if self._core.is_closed else "")

    def __reduce__(self) -> NoReturn:
        raise TypeError("a Store is not pickled; open its file where it is wanted")


class _Following(TieLedger):
    """A ledger that is kept up by a store."""

    def _start_anew(self, network: Network) -> None:
        fresh = TieLedger(*self._core.options)
        events = network.interactions
        if len(events):
            fresh.append({name: events[name] for name in ("from", "to", "time")})
        self._core = fresh._core
        self._place_of = fresh._place_of


def open_store(path: str | os.PathLike[str], *, create: bool = True) -> Store:
    """Opens the store in a file, which is made where there is none.

    create
        False: raise StoreError (``store.missing``) if there is no such file.

    Raises StoreError: ``store.locked`` naming the process that has it open, ``store.version`` (written by a
    newer release), ``store.corrupt`` naming what failed (see :func:`salvage_store`), ``store.not_a_store``,
    ``store.io``, ``store.full``. Warns (DataWarning) of a file that was copied without its journal.

    >>> import tempfile
    >>> import tertius as tt
    >>> folder = tempfile.TemporaryDirectory()
    >>> store = tt.open_store(folder.name + "/me.tertius")
    >>> store.append({"from": ["Ada", "Ben"], "to": ["Ben", "Ada"], "time": [1700000000, 1700003600]})
    Appended(added=2, changed=0, known=0, suppressed=0)
    >>> store.network()
    Network: 2 people, 0 relationships, 2 interactions, 2023-11-14 to 2023-11-14
    >>> store.provenance("Ada", "Ben")["basis"].tolist()
    ['own records', 'own records']
    >>> store.close()
    >>> folder.cleanup()
    """
    store = Store(_core.Store(os.fspath(path), create))
    if store.condition == "journal_missing":
        warnings.warn(
            f"{store.path} was copied while it was open, without its journal: records since then may be "
            "missing (store.journal_missing)",
            DataWarning,
            stacklevel=2,
        )
    return store


def salvage_store(path: str | os.PathLike[str]) -> Salvaged:
    """What can still be read of a damaged store: a Network, and how many rows could not be read.

    The file is left as it is. Raises StoreError if it says nothing at all any more.

    >>> import tempfile
    >>> import tertius as tt
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with tt.open_store(folder + "/me.tertius") as store:
    ...         taken = store.append({"from": ["Ada"], "to": ["Ben"], "time": [60]})
    ...     tt.salvage_store(folder + "/me.tertius")
    Salvaged(network=Network: 2 people, 0 relationships, 1 interaction, 1970-01-01 to 1970-01-01, rows_lost=0)
    """
    core, rows_lost = _core.salvaged(os.fspath(path))
    return Salvaged(Network(core), rows_lost)


def _told(same: Iterable[SamePerson]) -> list[tuple[Key, Key, str, float]]:
    return [(one.kept, one.other, one.reason, one.confidence) for one in same]


def _key(person: Key) -> Key:
    if isinstance(person, np.integer):
        return int(person)
    if isinstance(person, bool) or not isinstance(person, (str, int)):
        raise TypeError(
            f"{shown(person)} is of type {type(person).__name__}; keys are texts or whole numbers"
        )
    return person


def _with_times(columns: Mapping[str, Any], *times: str) -> dict[str, NDArray[Any] | list[str]]:
    """Columns of seconds as times; NaT where none is recorded."""
    return {
        name: column.view("datetime64[s]") if name in times else column for name, column in columns.items()
    }

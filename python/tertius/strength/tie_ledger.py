"""Strengths kept up while events come in."""

from __future__ import annotations

import json
import os
import struct
import zlib
from pathlib import Path
from typing import Any, NoReturn

import numpy as np

from tertius import _core, frames, options
from tertius.columns import key_array
from tertius.display import Facts, counted
from tertius.errors import InvalidInput
from tertius.keys import Key
from tertius.network.network import Network
from tertius.people import People
from tertius.progress import Progress, as_callback
from tertius.strength.strengths import TieStrengths

# A file begins with this name, the version, length and CRC-32 of the people, who follow as JSON; then comes
# what the compiled part writes.
_HEAD = struct.Struct("<16sIQI")
_NAME = b"tertius people\r\n"
_VERSION = 1


class TieLedger(Facts):
    """Strengths kept up while events come in: the streaming twin of tie_strengths(), O(1) an event.

    It answers at any time what tie_strengths(net, model="shipped") would answer on the same events. Each tie
    takes 256 bytes and its place in a table.

    window_days
        How much earlier than the last event one may come in, >= 0. Inside the window the order of events does
        not matter.
    late
        "refuse" (InvalidInput) or "drop" events from before the window.
    duplicates
        "keep" or "drop" an event equal in from, to and time to another inside the window: for streams that
        may deliver an event twice.

    >>> import tertius as tt
    >>> ledger = tt.TieLedger(window_days=1)
    >>> ledger.append({"from": ["Ada", "Ben"], "to": ["Ben", "Ada"], "time": [1700000000, 1700003600]})
    >>> ledger
    TieLedger: 1 tie among 2 people, up to 2023-11-14
    >>> ledger.tie_strengths()["Ada", "Ben"].evidence
    2.0
    """

    def __init__(self, window_days: float = 0.0, late: str = "refuse", duplicates: str = "keep") -> None:
        self._core = _core.TieLedger(options.number("window_days", window_days), late, duplicates)
        self._place_of: dict[Key, int] = {}
        self._library: frames.Library = None

    def append(self, interactions: Any) -> None:
        """Takes events, in any order inside the window that the former calls left.

        interactions
            A data frame or dict of columns as Network.from_frames takes it. Rows of one sender and time are
            one message, in whatever calls they come.

        Raises InvalidInput naming the row, and takes nothing then.
        """
        network = Network.from_frames(interactions=interactions)
        keys: list[Key] = network._keys.tolist()
        if keys and self._place_of and type(keys[0]) is not type(next(iter(self._place_of))):
            raise InvalidInput("interactions: people have texts for keys here, numbers there", "key.mixed")
        new = [key for key in keys if key not in self._place_of]
        places = {key: len(self._place_of) + place for place, key in enumerate(new)}
        people = [places[key] if key in places else self._place_of[key] for key in keys]
        self._core.append(network._core, np.array(people, dtype=np.uint32))
        self._place_of.update(places)
        self._library = self._library or network._library

    def clear(self) -> None:
        """Forgets all events and people; the options stay."""
        self._core = _core.TieLedger(*self._core.options)
        self._place_of = {}

    def tie_strengths(
        self, at: Any = None, horizon_days: float = 90, threads: int | None = None, progress: Progress = None
    ) -> TieStrengths:
        """The strengths of all ties at `at` (the last event's time if None), by the shipped weights.

        Arguments and errors as of tie_strengths(); InvalidOption if `at` is earlier than the last event that
        the window has passed.
        """
        core = self._core.tie_strengths(
            len(self._place_of),
            options.moment("at", at),
            options.number("horizon_days", horizon_days),
            options.thread_count(threads),
            as_callback(progress),
        )
        return TieStrengths(core, People(len(self._place_of), key_array(list(self._place_of)), self._library))

    @property
    def dropped(self) -> int:
        """How many late events were dropped."""
        return self._core.dropped

    @property
    def memory_bytes(self) -> int:
        """The memory that ties and waiting events take, without the people's keys."""
        return self._core.memory_bytes

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes the ledger and its people to a file, which then replaces one of that name at once.

        The same events from the same people give the same bytes. Raises OSError.
        """
        target = Path(path)
        people = json.dumps({"keys": list(self._place_of), "library": self._library}).encode()
        head = _HEAD.pack(_NAME, _VERSION, len(people), zlib.crc32(people))
        unfinished = target.with_name(f".{target.name}.{os.getpid()}.part")
        try:
            unfinished.touch()  # says why, if it cannot be written
            if not self._core.save(unfinished, head + people):
                raise OSError(f"{target} could not be written")
            with unfinished.open("rb") as file:
                os.fsync(file.fileno())
            os.replace(unfinished, target)
        finally:
            unfinished.unlink(missing_ok=True)

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> TieLedger:
        """Reads a ledger that save() wrote. Raises OSError, or InvalidInput saying what is wrong with it."""
        source = Path(path)
        with source.open("rb") as file:
            people = _read_people(file.read(_HEAD.size), file.read, source.stat().st_size)
            behind = file.tell()
        core = _core.TieLedger.load(source, behind)
        ledger = cls(*core.options)
        ledger._core = core
        ledger._library = people["library"]
        ledger._place_of = {key: place for place, key in enumerate(people["keys"])}
        if core.people > len(ledger._place_of):
            raise InvalidInput("ledger file: is damaged: people are missing", "ledger.damaged")
        return ledger

    def __len__(self) -> int:
        return self._core.tie_count

    def _facts(self) -> dict[str, Any]:
        return {"dropped": self.dropped, "bytes of memory": self.memory_bytes}

    def __repr__(self) -> str:
        what = f"TieLedger: {counted(len(self), 'tie')} among {counted(len(self._place_of), 'person')}"
        if not len(self):
            return what
        return f"{what}, up to {np.datetime64(self._core.last_time, 's').astype('datetime64[D]')}"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a TieLedger is not pickled; save() it")


def _read_people(head: bytes, read: Any, file_bytes: int) -> Any:
    """The people's keys and their library, from the beginning of a file."""
    if len(head) < _HEAD.size or not head.startswith(_NAME):
        raise InvalidInput("ledger file: is not one", "ledger.unknown")
    _, version, length, expected = _HEAD.unpack(head)
    if version != _VERSION:
        raise InvalidInput(
            f"ledger file: is of version {version}; this release reads version {_VERSION}", "ledger.version"
        )
    if length > file_bytes:
        raise InvalidInput("ledger file: is cut short", "ledger.cut_short")
    raw = read(length)
    try:
        if zlib.crc32(raw) != expected:
            raise ValueError("the checksum of its people is wrong")
        people = json.loads(raw)
        _check_people(people)
    except ValueError as error:
        raise InvalidInput(f"ledger file: is damaged: {error}", "ledger.damaged") from error
    return people


def _check_people(people: Any) -> None:
    if not isinstance(people, dict) or not isinstance(people.get("keys"), list):
        raise ValueError("its people are no list")
    keys = people["keys"]
    texts = all(isinstance(key, str) and key for key in keys)
    numbers = all(type(key) is int and 0 <= key < 2**63 for key in keys)
    if not (texts or numbers) or len(set(keys)) < len(keys):
        raise ValueError("its people are neither distinct texts nor distinct whole numbers")
    if texts:
        "".join(keys).encode()  # a ValueError for what is not Unicode
    if not isinstance(people.get("library"), (str, type(None))):
        raise ValueError("its library has no name")

"""Strengths kept up while events come in."""

from __future__ import annotations

from typing import Any, NoReturn

import numpy as np

from tertius import _core, frames, options
from tertius.columns import key_array
from tertius.display import counted
from tertius.errors import InvalidInput
from tertius.network import Key, Network
from tertius.people import People
from tertius.progress import Progress, as_callback
from tertius.strengths import TieStrengths


class TieLedger:
    """Strengths kept up while events come in: the streaming twin of tie_strengths(), O(1) an event.

    It answers at any time what tie_strengths(net, model="shipped") would answer on the same events.

    >>> import tertius as tt
    >>> ledger = tt.TieLedger()
    >>> ledger.append({"from": ["Ada", "Ben"], "to": ["Ben", "Ada"], "time": [1700000000, 1700003600]})
    >>> ledger
    TieLedger: 1 tie among 2 people, up to 2023-11-14
    >>> ledger.tie_strengths()["Ada", "Ben"].evidence
    2.0
    """

    def __init__(self) -> None:
        self._core = _core.TieLedger()
        self._place_of: dict[Key, int] = {}
        self._library: frames.Library = None

    def append(self, interactions: Any) -> None:
        """Takes events up to the last one so far or later; within one call in any order.

        interactions
            A data frame or dict of columns as Network.from_frames takes it. Rows of one sender and time are
            one message, so a message must not be spread over two calls.

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

    def tie_strengths(
        self, at: Any = None, horizon_days: float = 90, threads: int | None = None, progress: Progress = None
    ) -> TieStrengths:
        """The strengths of all ties at `at` (the last event's time if None), by the shipped weights.

        Arguments and errors as of tie_strengths(); InvalidOption if `at` is earlier than the last event.
        """
        core = self._core.tie_strengths(
            len(self._place_of),
            options.moment("at", at),
            options.number("horizon_days", horizon_days),
            options.thread_count(threads),
            as_callback(progress),
        )
        return TieStrengths(core, People(len(self._place_of), key_array(list(self._place_of)), self._library))

    def __len__(self) -> int:
        return self._core.tie_count

    def __repr__(self) -> str:
        what = f"TieLedger: {counted(len(self), 'tie')} among {counted(len(self._place_of), 'person')}"
        if not len(self):
            return what
        return f"{what}, up to {np.datetime64(self._core.last_time, 's').astype('datetime64[D]')}"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a TieLedger is not pickled; append the events again")

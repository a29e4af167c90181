"""Which ties were strong and are being lost."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from tertius import options
from tertius.answers import Rows
from tertius.errors import InvalidInput
from tertius.keys import Key
from tertius.strength.reasons import rhythm
from tertius.strength.strengths import TieStrengths, require_strengths

Array = NDArray[Any]
_ONCE_STRONG = 0.5
_LEAST_LOSS = 0.1


def fading_ties(now: TieStrengths, before: TieStrengths, ego: Key | None = None, limit: int = 10) -> Rows:
    """Ties that were more likely than not to be used, and are at least 0.1 less so: the largest loss first.

    now, before
        Strengths of one network at two times, an horizon apart if nothing else is wanted.
    ego
        Only this person's ties, seen from them; None: everybody's.
    limit
        At most so many rows.

    Columns: person, alter, before, strength, loss, sure (whether the 90 % intervals lie apart), reason (how
    long the two have been silent, and how long they usually are).
    Raises UnknownPerson, InvalidInput, InvalidOption.

    >>> import datetime
    >>> import tertius as tt
    >>> net = tt.samples.enron()
    >>> now = tt.tie_strengths(net, at=datetime.datetime(2001, 10, 1))
    >>> before = tt.tie_strengths(net, at=datetime.datetime(2001, 7, 3))
    >>> fading = tt.fading_ties(now, before, limit=3)
    >>> len(fading), bool((fading["before"] > fading["strength"]).all())
    (3, True)
    """
    person, alter, early, late = _faded(now, before, ego)
    loss = early["strength"] - late["strength"]
    order = np.lexsort((alter, person, -loss))[: options.whole("limit", limit, 1, 2**31 - 1)]
    people, alters = now._people.named(person[order]), now._people.named(alter[order])
    columns = {
        "person": people,
        "alter": alters,
        "before": early["strength"][order],
        "strength": late["strength"][order],
        "loss": loss[order],
        "sure": (late["high"] < early["low"])[order],
        "reason": [rhythm(now, *pair) for pair in zip(people.tolist(), alters.tolist(), strict=True)],
    }
    return Rows("Fading ties", columns, now._library)


def count_fading_ties(now: TieStrengths, before: TieStrengths, ego: Key | None = None) -> int:
    """How many ties fading_ties has to tell of."""
    return len(_faded(now, before, ego)[0])


def _faded(
    now: TieStrengths, before: TieStrengths, ego: Key | None
) -> tuple[Array, Array, dict[str, Array], dict[str, Array]]:
    """Person, alter and the numbers of both times, then and now, of every fading tie."""
    for s in (now, before):
        require_strengths(s)
    if now.size != before.size or before.at > now.at:
        raise InvalidInput("before and now must be of one network, before not later than now", "fading.times")
    late, early = _shared_ties(now._core.columns(), before._core.columns(), now.size)
    person, alter = late.pop("person"), late.pop("alter")
    kept = (early["strength"] >= _ONCE_STRONG) & (early["strength"] - late["strength"] >= _LEAST_LOSS)
    if ego is not None:
        me = now._people.index(ego)
        kept &= (person == me) | (alter == me)
        person, alter = np.where(alter == me, alter, person), np.where(alter == me, person, alter)
    early, late = (
        {name: numbers[name][kept] for name in ("strength", "low", "high")} for numbers in (early, late)
    )
    return person[kept], alter[kept], early, late


def _shared_ties(late: dict[str, Array], early: dict[str, Array], size: int) -> tuple[dict[str, Array], ...]:
    """The columns of both times, kept to the ties that stood at both, in the same order."""
    place, was = (columns["person"].astype(np.int64) * size + columns["alter"] for columns in (late, early))
    _, of_late, of_early = np.intersect1d(place, was, assume_unique=True, return_indices=True)
    kept = ("person", "alter", "strength", "low", "high")
    return {name: late[name][of_late] for name in kept}, {name: early[name][of_early] for name in kept}

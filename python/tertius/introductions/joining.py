"""Who joins people, instead of standing between them."""

from __future__ import annotations

import numpy as np

from tertius import _core, options
from tertius.answers import Rows
from tertius.keys import Key
from tertius.network.network import Network
from tertius.progress import Progress, as_callback
from tertius.strength.strengths import TieStrengths, require_strengths


def joiner_indices(
    net: Network, s: TieStrengths, threads: int | None = None, progress: Progress = None
) -> Rows:
    """The joiner index of everybody: introductions that lasted over chances had.

    Columns: person, index (0 to 1), low and high (its 90 % interval), made (pairs introduced), lasted (of
    those, pairs in contact a horizon or more afterwards), pending (introduced less than a horizon ago),
    chances (open triads around the person and pairs introduced). One row a person. The index is shrunk
    towards what is usual in the network, by the worth of ten chances; it is NaN for a person without
    chances, and for everybody where no introduction is old enough to be judged. Raises InvalidInput;
    KeyboardInterrupt at Ctrl-C.
    Source: Obstfeld, ASQ 50:100 (2005): the third who joins.

    >>> import tertius as tt
    >>> net = tt.Network.from_frames(
    ...     interactions={"from": ["Ada", "Ada", "Ben"], "to": ["Ben", "Cleo", "Cleo"],
    ...                   "time": [1_600_000_000, 1_600_000_000, 1_620_000_000]},
    ...     introductions={"broker": ["Ada"], "a": ["Ben"], "b": ["Cleo"], "time": [1_600_000_000]},
    ... )
    >>> rows = tt.joiner_indices(net, tt.tie_strengths(net))
    >>> rows["person"].tolist(), rows["lasted"].tolist(), rows["index"].round(2).tolist()
    (['Ada', 'Ben', 'Cleo'], [1, 0, 0], [1.0, nan, nan])
    """
    strengths = require_strengths(s)
    if not isinstance(net, Network):
        raise TypeError(f"net is of type {type(net).__name__}; must be a Network")
    found = _core.joiner_indices(
        net._core, strengths._core, options.thread_count(threads), as_callback(progress)
    )
    people = strengths._people
    return Rows("Joiner indices", {"person": people.named(), **found}, people.library)


def joiner_index(net: Network, s: TieStrengths, person: Key) -> float:
    """One person's joiner index, from 0 to 1: introductions that lasted over chances had; NaN if unscored.

    As in :func:`joiner_indices`, which gives the interval and the counts as well. Raises UnknownPerson.

    >>> import tertius as tt
    >>> net = tt.samples.enron()
    >>> tt.joiner_index(net, tt.tie_strengths(net), "e107")  # no introductions are recorded
    nan
    """
    place = require_strengths(s)._people.index(person)
    return float(np.asarray(joiner_indices(net, s)["index"])[place])

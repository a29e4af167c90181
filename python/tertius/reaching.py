"""Through whom a seeker reaches a target."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tertius import _core, options
from tertius.answers import Rows
from tertius.graph import TieGraph
from tertius.network import Key
from tertius.people import HasTies, require_ties
from tertius.strengths import TieStrengths


def warm_paths(
    s: HasTies,
    seeker: Key,
    target: Key,
    limit: int = 3,
    max_hops: int = 3,
    visible: Callable[[Any, Any], bool] | None = None,
    willingness: float = 0.8,
) -> Rows:
    """Who can introduce the seeker to the target: the most reliable chains of acquaintance.

    s
        TieStrengths, or an undirected TieGraph whose weights are strengths, in [0, 1].
    limit, max_hops
        At most so many chains, each of at most so many ties (0 to 64).
    visible
        A function of two people: may the seeker learn of their tie? Asked once about each tie, before the
        search: a tie it refuses is as if it were not there. None: all may be seen.
    willingness
        The chance that a person in between passes a request on, in (0, 1].

    Columns: chain (people from seeker to target), probability (of the request getting through),
    weakest_person, weakest_alter and weakest_strength (the hop most likely to break), evidence
    (interactions that hop rests on; NaN on a bare graph). No rows if no chain is short enough. Raises
    UnknownPerson, InvalidInput, InvalidOption.
    Source: Kautz, Selman & Shah, CACM 40:63 (1997).

    >>> import tertius as tt
    >>> path = tt.TieGraph.from_arrays([0, 1], [1, 2], weight=[0.5, 0.8])
    >>> rows = tt.warm_paths(path, seeker=0, target=2)
    >>> rows["chain"].tolist(), rows["probability"].round(3).tolist()
    ([(0, 1, 2)], [0.32])
    """
    ties = require_ties(s)
    people = ties._people
    low, high = _hidden(ties, visible)
    paths = _core.warm_paths(
        ties._core if isinstance(ties, TieStrengths) else ties._ties,
        people.index(seeker),
        people.index(target),
        options.whole("limit", limit, 1, options.MOST_ROWS),
        options.whole("max_hops", max_hops, 0, 64),
        options.number("willingness", willingness),
        low,
        high,
    )
    chains, probabilities, weakest, alters, strengths, evidence = (
        zip(*paths, strict=True) if paths else ((),) * 6
    )
    columns = {
        "chain": [tuple(people.named(chain).tolist()) for chain in chains],
        "probability": np.array(probabilities, dtype=np.float64),
        "weakest_person": people.named_or_none(weakest),
        "weakest_alter": people.named_or_none(alters),
        "weakest_strength": np.array(strengths, dtype=np.float64),
        "evidence": np.array(evidence, dtype=np.float64),
    }
    return Rows("Warm paths", columns, people.library)


def _hidden(
    ties: HasTies, visible: Callable[[Any, Any], bool] | None
) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """The ties that the seeker may not learn of, lower person first."""
    if visible is None:
        return np.empty(0, np.uint32), np.empty(0, np.uint32)
    graph = ties._ties
    egos = np.repeat(np.arange(graph.size, dtype=np.uint32), TieGraph(graph).degrees)
    once = egos < graph.alters
    low, high = egos[once], graph.alters[once]
    names = ties._people.named().tolist()
    hidden = [not visible(names[a], names[b]) for a, b in zip(low.tolist(), high.tolist(), strict=True)]
    chosen = np.array(hidden, dtype=bool)
    return low[chosen], high[chosen]

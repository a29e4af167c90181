"""The circles around one person, who would otherwise hold them all together."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from tertius.clusters.detecting import Clusters, detect_clusters
from tertius.columns import frozen
from tertius.graph.tie_graph import TieGraph
from tertius.keys import Key
from tertius.progress import Progress
from tertius.strength.strengths import TieStrengths, require_strengths

Labels = NDArray[np.uint32]


def circles_around(
    s: TieStrengths,
    ego: Key,
    threads: int | None = None,
    progress: Progress = None,
) -> Clusters:
    """The clusters that the people around one person form without them.

    In the records of one person everybody knows that person, so clusters found with them in it show one
    huge cluster of those who only know the ego. Here the ego's ties are left out of the search; the ego then
    joins the cluster that holds most of the strength of their ties. Whoever knows nobody but the ego stands
    alone: they are in no circle, as far as the records show.

    ego
        A key. threads, progress: as of detect_clusters.

    Answers Clusters of everybody; `quality` is the modularity without the ego.
    Raises UnknownPerson; KeyboardInterrupt at Ctrl-C.

    >>> import tertius as tt
    >>> pairs = [("Ola", other) for other in "ABCDEF"] + ["AB", "BC", "CA", "DE"]
    >>> net = tt.Network.from_frames(
    ...     relationships={"from": [a for a, b in pairs], "to": [b for a, b in pairs],
    ...                    "type": ["contact"] * 10}
    ... )
    >>> circles = tt.circles_around(tt.tie_strengths(net), "Ola")
    >>> [circles.members(place) for place in range(circles.count)]
    [['A', 'B', 'C', 'Ola'], ['D', 'E'], ['F']]
    """
    strengths = require_strengths(s)
    me = strengths._people.index(ego)
    ties = strengths._core.columns()
    others = (ties["person"] != me) & (ties["alter"] != me)
    person, alter, strength = (ties[name][others] for name in ("person", "alter", "strength"))
    rest = TieGraph.from_arrays(person, alter, strength, size=strengths.size)
    found = detect_clusters(rest, threads=threads, progress=progress)
    labels = found.labels.copy()
    home = _where_most_goes(found, *_ties_of(ties, me))
    if home is not None:
        labels[me] = home
    return Clusters(strengths._people, _renumbered(labels), found.quality, found.converged, found.options)


def without_loners(circles: Clusters, ego: int) -> Labels:
    """The labels, but with whoever is in no circle counted to the ego's.

    So an ego who knows many people without a circle does not seem to stand between as many circles.
    """
    labels = circles.labels.copy()
    labels[circles.sizes[labels] == 1] = labels[ego]
    return _renumbered(labels)


def _ties_of(ties: dict[str, NDArray[Any]], me: int) -> tuple[NDArray[Any], NDArray[Any]]:
    """The alters of one person, and the strength of the ties to them."""
    mine = (ties["person"] == me) | (ties["alter"] == me)
    alters = np.where(ties["person"] == me, ties["alter"], ties["person"])[mine]
    return alters, ties["strength"][mine]


def _where_most_goes(circles: Clusters, alters: NDArray[Any], strength: NDArray[Any]) -> int | None:
    """The circle to which most of the strength goes; None where no alter is in one."""
    in_circle = circles.sizes[circles.labels[alters]] > 1
    if not in_circle.any():
        return None
    held = np.bincount(circles.labels[alters[in_circle]], strength[in_circle])
    return int(np.argmax(held))


def _renumbered(labels: Labels) -> Labels:
    """Clusters are numbered by their first person."""
    _, first, place = np.unique(labels, return_index=True, return_inverse=True)
    rank = np.empty(len(first), dtype=np.uint32)
    rank[np.argsort(first)] = np.arange(len(first))
    return frozen(rank[place])

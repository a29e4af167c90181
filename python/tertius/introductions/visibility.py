"""What a seeker may learn of: ties that are hidden from them are as if they were not there."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tertius import _core
from tertius.errors import InvalidInput
from tertius.graph.tie_graph import TieGraph
from tertius.network.network import Network
from tertius.people import HasTies, People, require_ties

Visible = Callable[[Any, Any], bool] | None
"""A function of two people: may the seeker learn of their tie? None: of every tie."""

Hidden = ArrayLike | Collection[Any] | None
"""Pairs of people, shape (k, 2), in either order, whose ties the seeker may not learn of. None: none."""


def visible_ties(g: HasTies, visible: Visible = None, hidden: Hidden = None) -> TieGraph:
    """The network as a seeker may know it: the ties that they may learn of, between the same people.

    g
        An undirected TieGraph, or TieStrengths: then the people of the result are indices, in the network's
        order.
    visible
        A function of two people, asked once about each tie: may the seeker learn of it? None: of every tie.
    hidden
        Pairs of people, shape (k, 2) or a set of pairs, whose ties the seeker may not learn of.

    What is asked of the result (whom to meet, scores, introducers) cannot depend on a hidden tie. Strengths
    were judged by all that was recorded: to keep a tie out of these too, see visible_records. Raises
    UnknownPerson, InvalidInput; KeyboardInterrupt at Ctrl-C.

    >>> import tertius as tt
    >>> square = tt.TieGraph.from_arrays([0, 1, 2, 3], [1, 2, 3, 0])
    >>> tt.visible_ties(square, hidden=[(2, 1)])
    TieGraph: 4 people, 3 ties, undirected, unweighted
    """
    ties = require_ties(g)
    core = _core.visible_ties(
        ties._ties, *hidden_pairs(ties._people, hidden), question(ties._people, visible)
    )
    return TieGraph(core, g.labels if isinstance(g, TieGraph) else None)


def visible_records(net: Network, visible: Visible = None, hidden: Hidden = None) -> Network:
    """The records as a seeker may know them: nothing that passed between two people whose tie is hidden.

    visible
        A function of two people, asked once about each pair that records join: may the seeker learn of
        their tie? None: of every tie.
    hidden
        Pairs of people, shape (k, 2) or a set of pairs, whose ties the seeker may not learn of.

    All people stay, and the other records in their order. An introduction is left out if any tie among the
    broker and the two is hidden. What is asked of the result, or of strengths judged by it, cannot depend
    on a hidden tie: suggestions and their reasons, chances, paths, the week and errors are those of a
    network in which nothing was ever recorded between the two. Raises UnknownPerson, InvalidInput;
    KeyboardInterrupt at Ctrl-C.

    >>> import tertius as tt
    >>> net = tt.Network.from_frames(
    ...     interactions={"from": ["Ada", "Ben"], "to": ["Ben", "Cleo"], "time": [1700000000, 1700003600]}
    ... )
    >>> tt.visible_records(net, hidden=[("Cleo", "Ben")]).interactions["to"].tolist()
    ['Ben']
    """
    if not isinstance(net, Network):
        raise TypeError(f"net is of type {type(net).__name__}; must be a Network")
    core = net._core.visible_records(*hidden_pairs(net._people, hidden), question(net._people, visible))
    return Network(core, net._library)


def hidden_pairs(people: People, hidden: Hidden) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """The lower and the higher person of each pair. Raises UnknownPerson, InvalidInput."""
    pairs = list(hidden) if isinstance(hidden, (set, frozenset)) else hidden
    given = np.asarray([] if pairs is None else pairs)
    if given.size == 0:
        given = np.empty((0, 2), dtype=np.int64)
    if given.ndim != 2 or given.shape[1] != 2:
        raise InvalidInput(f"hidden has the shape {given.shape}; must be pairs, (k, 2)", "array.shape")
    low, high = np.ascontiguousarray(np.sort(people.indices(given, "hidden"), axis=1).T)
    return low, high


def question(people: People, visible: Visible) -> Callable[[int, int], bool] | None:
    """The function of two people as one of their places."""
    if visible is None:
        return None
    if not callable(visible):
        raise TypeError(
            f"visible is of type {type(visible).__name__}; must be a function of two people, or None; "
            "pairs go into hidden"
        )

    def named(place: int) -> Any:
        name = people.named(place)
        return name.item() if isinstance(name, np.generic) else name

    return lambda a, b: bool(visible(named(a), named(b)))

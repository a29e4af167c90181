"""Who should meet whom, through whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tertius import _core, options
from tertius.answers import PairValues, Rows
from tertius.clusters import Clusters, cluster_labels
from tertius.errors import InvalidInput
from tertius.graph import TieGraph
from tertius.network import Key, Network
from tertius.people import HasTies, require_ties
from tertius.progress import Progress, as_callback
from tertius.strengths import TieStrengths, require_strengths

_MOST_ROWS = 2**31 - 1


def meeting_scores(
    s_or_g: HasTies,
    pairs: ArrayLike,
    measure: str = "adamic_adar",
    weighted: bool = False,
    threads: int | None = None,
    progress: Progress = None,
) -> PairValues:
    """How likely each of some pairs is to meet, seen from whom they know; only for ranking.

    pairs
        Shape (k, 2): people's keys, or indices of a bare TieGraph.
    measure
        "common_contacts", "jaccard", "adamic_adar", "resource_allocation", "l3" or "degree_product".
    weighted
        Weigh by the graph's weights (on TieStrengths: the strengths); False: a tie is a tie.

    One score a pair, >= 0, shape (k,). A tie between the two themselves counts for nothing.
    Raises UnknownPerson, InvalidInput, InvalidOption; KeyboardInterrupt at Ctrl-C.
    Source: Liben-Nowell & Kleinberg, JASIST 58:1019 (2007); Zhou, Lu & Zhang, Eur. Phys. J. B 71:623 (2009).

    >>> import tertius as tt
    >>> square = tt.TieGraph.from_arrays([0, 1, 2, 3], [1, 2, 3, 0])
    >>> tt.meeting_scores(square, [(0, 2), (0, 1)], measure="common_contacts").values.tolist()
    [2.0, 0.0]
    """
    ties = require_ties(s_or_g)
    given = _as_pairs(pairs)
    found = ties._people.indices(given, "pairs")
    first, second = np.ascontiguousarray(found.T)
    scores = _core.meeting_scores(
        ties._ties, first, second, measure, weighted, options.thread_count(threads), as_callback(progress)
    )
    return PairValues(measure, ties._people, found, scores)


def people_to_meet(
    s_or_g: HasTies,
    person: Key | None = None,
    limit: int = 10,
    measure: str = "adamic_adar",
    weighted: bool = False,
    reasons: bool = False,
    threads: int | None = None,
    progress: Progress = None,
) -> Rows:
    """Whom a person (or everybody) should meet: the strangers at distance two with the highest scores.

    person
        A key, or an index of a bare TieGraph; None: everybody.
    limit
        At most so many rows a person.
    measure, weighted
        As of meeting_scores.
    reasons
        Adds a column `reason`, a sentence each.

    Columns: person, other, score (ranks one person's rows), introducer (the shared contact whose weaker tie
    to the two is the strongest). Raises UnknownPerson, InvalidInput, InvalidOption; KeyboardInterrupt at
    Ctrl-C.

    >>> import tertius as tt
    >>> path = tt.TieGraph.from_arrays([0, 1, 2], [1, 2, 3])
    >>> rows = tt.people_to_meet(path, person=0, reasons=True)
    >>> rows["other"].tolist(), rows["reason"].tolist()
    ([2], ['1 knows you both; you share no other contact'])
    """
    ties = require_ties(s_or_g)
    people = ties._people
    found = _core.people_to_meet(
        ties._ties,
        None if person is None else people.index(person),
        options.whole("limit", limit, 1, _MOST_ROWS),
        measure,
        weighted,
        people.display_name if reasons else None,
        options.thread_count(threads),
        as_callback(progress),
    )
    named = {column: people.named(found[column]) for column in ("person", "other", "introducer")}
    return Rows("People to meet", {**found, **named}, people.library)


def suggest_introductions(
    net: Network,
    s: TieStrengths,
    broker: Key,
    limit: int = 10,
    clusters: Clusters | ArrayLike | None = None,
    threads: int | None = None,
    progress: Progress = None,
) -> Rows:
    """Whom a broker should introduce to each other: the most promising open triads around them.

    net, s
        A network, and the strengths of its ties.
    broker
        The key of the one who would introduce.
    limit
        At most so many rows.
    clusters
        Who belongs together, where that is to count: Clusters, or labels of shape (people,).

    Columns: a, b, score (only ranks), benefit_a and benefit_b (what each gains, 0 to 1), accept_a and
    accept_b (the chance that each says yes), reasons_a and reasons_b (sentences told to each). One-sided
    favours sink. Raises UnknownPerson, InvalidInput, InvalidOption; KeyboardInterrupt at Ctrl-C.
    Source: Obstfeld, ASQ 50:100 (2005): the third who joins.

    >>> import tertius as tt
    >>> net = tt.samples.enron()
    >>> rows = tt.suggest_introductions(net, tt.tie_strengths(net), broker="e107", limit=3)
    >>> len(rows), rows.columns[:3]
    (3, ['a', 'b', 'score'])
    """
    strengths = require_strengths(s)
    if not isinstance(net, Network):
        raise TypeError(f"net is of type {type(net).__name__}; must be a Network")
    people = strengths._people
    found = _core.suggest_introductions(
        net._core,
        strengths._core,
        people.index(broker),
        options.whole("limit", limit, 1, _MOST_ROWS),
        None if clusters is None else cluster_labels(clusters),
        options.thread_count(threads),
        as_callback(progress),
    )
    named = {"a": people.named(found["a"]), "b": people.named(found["b"])}
    return Rows("Suggested introductions", {**found, **named}, people.library)


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
        options.whole("limit", limit, 1, _MOST_ROWS),
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


def _as_pairs(pairs: ArrayLike) -> NDArray[Any]:
    given = np.asarray(pairs)
    if given.size == 0:
        return np.empty((0, 2), dtype=np.int64)
    if given.ndim != 2 or given.shape[1] != 2:
        raise InvalidInput(f"pairs have the shape {given.shape}; must be (k, 2)", "array.shape")
    return given


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

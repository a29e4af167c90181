"""Who stands between whom."""

from __future__ import annotations

from numpy.typing import ArrayLike

from tertius import _core, options
from tertius.answers import PersonValues, Rows, pair_rows
from tertius.clusters.detecting import Clusters, cluster_labels
from tertius.keys import Key
from tertius.people import HasTies, require_ties
from tertius.progress import Progress, as_callback


def constraints(g: HasTies, threads: int | None = None, progress: Progress = None) -> PersonValues:
    """Burt's constraint of everybody: how much of what ego invests in people comes back to the same few.

    Low: ego sits between people who do not meet. High: ego's alters know each other. 1/n for a hub of n
    equal strangers; may exceed 1 in small dense circles; NaN for an isolate. In a directed graph the ties of
    either direction between two people are added up.

    Raises KeyboardInterrupt at Ctrl-C.
    Source: Burt, Structural Holes (1992), ch. 2.

    >>> import tertius as tt
    >>> tt.constraints(tt.TieGraph.from_arrays([0, 0, 0, 0], [1, 2, 3, 4])).values.tolist()
    [0.25, 1.0, 1.0, 1.0, 1.0]
    """
    ties = require_ties(g)
    values = _core.constraints(ties._ties, options.thread_count(threads), as_callback(progress))
    return PersonValues("constraint", ties._people, values)


def constraint(g: HasTies, ego: Key) -> float:
    """Burt's constraint of one person: the same number, to the last bit. Raises UnknownPerson.

    >>> import tertius as tt
    >>> tt.constraint(tt.TieGraph.from_arrays([0, 1, 2], [1, 2, 0]), 0)
    1.125
    """
    ties = require_ties(g)
    return _core.constraint(ties._ties, ties._people.index(ego))


def diversities(g: HasTies, threads: int | None = None, progress: Progress = None) -> PersonValues:
    """Eagle's diversity of everybody: how evenly they spread themselves over the people they know.

    In [0, 1]: low where nearly everything goes to a few, 1 where all ties weigh alike; NaN below two
    contacts. In a directed graph the ties of either direction between two people are added up.

    Raises KeyboardInterrupt at Ctrl-C.
    Source: Eagle, Macy & Claxton, Science 328:1029 (2010).

    >>> import tertius as tt
    >>> tt.diversities(tt.TieGraph.from_arrays([0, 0], [1, 2], [3.0, 1.0])).values.round(3).tolist()
    [0.811, nan, nan]
    """
    ties = require_ties(g)
    values = _core.diversities(ties._ties, options.thread_count(threads), as_callback(progress))
    return PersonValues("diversity", ties._people, values)


def diversity(g: HasTies, ego: Key) -> float:
    """Eagle's diversity of one person: the same number, to the last bit. Raises UnknownPerson.

    >>> import tertius as tt
    >>> tt.diversity(tt.TieGraph.from_arrays([0, 0, 0], [1, 2, 3]), 0)
    1.0
    """
    ties = require_ties(g)
    return _core.diversity(ties._ties, ties._people.index(ego))


def effective_sizes(g: HasTies, threads: int | None = None, progress: Progress = None) -> PersonValues:
    """Burt's effective size of everybody: alters, less those who only lead to people ego knows anyway.

    1 for somebody in a clique, n for a hub of n strangers; NaN for an isolate. In a directed graph the ties
    of either direction between two people are added up.

    Raises KeyboardInterrupt at Ctrl-C.
    Source: Burt, Structural Holes (1992), ch. 2; Borgatti, Connections 20 (1997), for the form without
    weights.

    >>> import tertius as tt
    >>> tt.effective_sizes(tt.TieGraph.from_arrays([0, 0, 0, 0], [1, 2, 3, 4])).values.tolist()
    [4.0, 1.0, 1.0, 1.0, 1.0]
    """
    ties = require_ties(g)
    values = _core.effective_sizes(ties._ties, options.thread_count(threads), as_callback(progress))
    return PersonValues("effective_size", ties._people, values)


def effective_size(g: HasTies, ego: Key) -> float:
    """Burt's effective size of one person: the same number, to the last bit. Raises UnknownPerson.

    >>> import tertius as tt
    >>> tt.effective_size(tt.TieGraph.from_arrays([0, 1, 2], [1, 2, 0]), 0)
    1.0
    """
    ties = require_ties(g)
    return _core.effective_size(ties._ties, ties._people.index(ego))


def efficiencies(g: HasTies, threads: int | None = None, progress: Progress = None) -> PersonValues:
    """Burt's efficiency of everybody: effective size for each alter.

    1 for a hub of strangers, 1/n for somebody in a clique with n alters; NaN for an isolate. In a directed
    graph the ties of either direction count. Raises KeyboardInterrupt at Ctrl-C.
    Source: Burt, Structural Holes (1992), ch. 2.

    >>> import tertius as tt
    >>> tt.efficiencies(tt.TieGraph.from_arrays([0, 1, 2], [1, 2, 0])).values.tolist()
    [0.5, 0.5, 0.5]
    """
    ties = require_ties(g)
    values = _core.efficiencies(ties._ties, options.thread_count(threads), as_callback(progress))
    return PersonValues("efficiency", ties._people, values)


def efficiency(g: HasTies, ego: Key) -> float:
    """Burt's efficiency of one person: the same number, to the last bit. Raises UnknownPerson.

    >>> import tertius as tt
    >>> tt.efficiency(tt.TieGraph.from_arrays([0, 0], [1, 2]), 0)
    1.0
    """
    ties = require_ties(g)
    return _core.efficiency(ties._ties, ties._people.index(ego))


def hierarchies(g: HasTies, threads: int | None = None, progress: Progress = None) -> PersonValues:
    """Burt's hierarchy of everybody: how far what constrains ego comes from a single alter.

    0 if all alters constrain alike, 1 if one does so alone (as a single alter does); NaN for an isolate. In a
    directed graph the ties of either direction between two people are added up.

    Raises KeyboardInterrupt at Ctrl-C.
    Source: Burt, Structural Holes (1992), ch. 2.

    >>> import tertius as tt
    >>> tt.hierarchies(tt.TieGraph.from_arrays([0, 0], [1, 2], [3.0, 1.0])).values.round(3).tolist()
    [0.531, 1.0, 1.0]
    """
    ties = require_ties(g)
    values = _core.hierarchies(ties._ties, options.thread_count(threads), as_callback(progress))
    return PersonValues("hierarchy", ties._people, values)


def hierarchy(g: HasTies, ego: Key) -> float:
    """Burt's hierarchy of one person: the same number, to the last bit. Raises UnknownPerson.

    >>> import tertius as tt
    >>> tt.hierarchy(tt.TieGraph.from_arrays([0, 0], [1, 2]), 0)
    0.0
    """
    ties = require_ties(g)
    return _core.hierarchy(ties._ties, ties._people.index(ego))


def local_constraints(
    g: HasTies, person: Key | None = None, threads: int | None = None, progress: Progress = None
) -> Rows:
    """Local (dyadic) constraint: how much each alter constrains ego; ego's rows add up to their constraint.

    person
        Only this ego's alters; None: everybody's.

    Columns: person, alter, constraint; by person, then alter. In a directed graph the ties of either
    direction between two people are added up.

    Raises UnknownPerson; KeyboardInterrupt at Ctrl-C.
    Source: Burt, Structural Holes (1992), ch. 2.

    >>> import tertius as tt
    >>> tt.local_constraints(tt.TieGraph.from_arrays([0, 0], [1, 2], [3.0, 1.0]), 0)["constraint"].tolist()
    [0.5625, 0.0625]
    """
    ties = require_ties(g)
    ego = None if person is None else ties._people.index(person)
    rows = _core.local_constraints(ties._ties, ego, options.thread_count(threads), as_callback(progress))
    return pair_rows("Local constraints", rows, ties._people, "person", "alter")


def participations(
    g: HasTies,
    p: Clusters | ArrayLike,
    side: str = "both",
    threads: int | None = None,
    progress: Progress = None,
) -> PersonValues:
    """Participation coefficient of everybody: how evenly their ties are spread over the clusters.

    p
        Clusters, or whole numbers of shape (people,): equal ones stand for one cluster.
    side
        Which ties count in a directed graph: "out", "in", or "both" added up.

    0 if all of ego's weight goes to one cluster, 1 - 1/k if it is spread evenly over k; NaN for an isolate.

    Raises InvalidInput, InvalidOption; KeyboardInterrupt at Ctrl-C.
    Source: Guimera, Amaral, Nature 433, 895 (2005).

    >>> import tertius as tt
    >>> tt.participations(tt.TieGraph.from_arrays([0, 0], [1, 2]), [0, 0, 1]).values.tolist()
    [0.5, 0.0, 0.0]
    """
    ties = require_ties(g)
    values = _core.participations(
        ties._ties, cluster_labels(p), side, options.thread_count(threads), as_callback(progress)
    )
    return PersonValues("participation", ties._people, values)


def brokers(
    g: HasTies,
    p: Clusters | ArrayLike,
    limit: int = 10,
    threads: int | None = None,
    progress: Progress = None,
) -> Rows:
    """Who stands between clusters, first those with most alters to bring together from different clusters.

    p
        Clusters, or whole numbers or texts of shape (people,): equal ones stand for one cluster.
    limit
        At most so many rows.

    Columns: person, constraint, effective_size, clusters (in how many they have alters), participation (how
    evenly their ties are spread over these, 0 to 1), score (effective_size times participation; only
    ranks). Nobody is listed whose ties stay in one cluster. In a directed graph the ties of either direction
    between two people are added up.

    Raises InvalidInput, InvalidOption; KeyboardInterrupt at Ctrl-C.
    Source: Burt, Structural Holes (1992); Guimera, Amaral, Nature 433, 895 (2005).

    >>> import tertius as tt
    >>> g = tt.TieGraph.from_arrays([0, 1, 2, 3, 4, 5, 0], [1, 2, 0, 4, 5, 3, 3])
    >>> tt.brokers(g, tt.detect_clusters(g))["person"].tolist()
    [0, 3]
    """
    ties = require_ties(g)
    most = options.whole("limit", limit, 1, 2**32)
    found = _core.brokers(
        ties._ties, cluster_labels(p), most, options.thread_count(threads), as_callback(progress)
    )
    return Rows("Brokers", {**found, "person": ties._people.named(found["person"])}, ties._people.library)

"""Where people stand in a picture of their network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tertius import _core, options
from tertius.clusters.detecting import cluster_labels, detect_clusters
from tertius.people import HasTies, require_ties
from tertius.progress import Progress, as_callback

if TYPE_CHECKING:
    from tertius.clusters.detecting import Clusters


def lay_out(
    g: HasTies,
    clusters: Clusters | ArrayLike | None = None,
    seed: int = 0,
    threads: int | None = None,
    progress: Progress = None,
) -> NDArray[np.float32]:
    """A picture of a network: people stand near those they have strong ties with, and clusters apart.

    x and y of each person, shape (people, 2), read-only; the middle is the origin, and neighbours are about 1
    apart. Every cluster of two or more fills a disc, and no two discs overlap; whoever is in a cluster of
    their own stands in rings around them. Nobody stands on another's spot. The same graph, clusters and seed
    give the same picture, for any number of threads.

    g
        A TieGraph, or TieStrengths. A directed tie draws either end.
    clusters
        Clusters, or whole numbers or texts of shape (people,): equal ones stand for one cluster; None: those
        that detect_clusters finds with this seed.
    seed
        0 to 2**64 - 1: which of many pictures of the same network.
    threads
        At most so many; None: all that the process may use.
    progress
        None, True, or a function called with the share done.

    Raises InvalidOption; InvalidInput for clusters of other people; KeyboardInterrupt at Ctrl-C.

    >>> import tertius as tt
    >>> two_triangles = tt.TieGraph.from_arrays([0, 1, 2, 3, 4, 5, 0], [1, 2, 0, 4, 5, 3, 3])
    >>> x, y = tt.lay_out(two_triangles, clusters=[0, 0, 0, 1, 1, 1]).T
    >>> bool(max(x[:3]) < min(x[3:]) or max(x[3:]) < min(x[:3]))
    True
    """
    ties = require_ties(g)
    options.random_seed(seed)
    if clusters is None:
        clusters = detect_clusters(ties, seed=seed, threads=threads)
    positions = _core.lay_out(
        ties._ties, cluster_labels(clusters), seed, options.thread_count(threads), as_callback(progress)
    )
    return positions.reshape(-1, 2)

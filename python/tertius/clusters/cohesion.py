"""How well clusters hold together, and how much leads out of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from tertius import _core, options
from tertius.answers import Values
from tertius.clusters.detecting import Clusters, cluster_labels
from tertius.columns import shown
from tertius.display import counted
from tertius.people import HasTies, require_ties


class ClusterValues(Values):
    """One number for each cluster, shape (clusters,); clusters are numbered by their first person."""

    def __getitem__(self, cluster: int) -> float:
        """One cluster's number. Raises InvalidOption."""
        if not len(self):
            raise IndexError(f"there is no cluster {shown(cluster)}; there are none")
        return float(self._values[options.whole("cluster", cluster, 0, len(self) - 1)])

    def _columns(self) -> Mapping[str, Any]:
        return {"cluster": np.arange(len(self)), self.name: self._values}

    def __repr__(self) -> str:
        return f"{self.name} of {counted(len(self), 'cluster')}{self._spread()}"


def conductances(g: HasTies, p: Clusters | ArrayLike, threads: int | None = None) -> ClusterValues:
    """Conductance of each cluster: how much of what its people have to do with anybody leads out of it.

    The weight of the ties that lead out over the smaller of two sums: of the weighted degrees of the
    cluster's people, or of everybody else's. A directed tie counts as if it had no direction. 0: no tie leads
    out, 1: all do; NaN where the cluster, or everybody else, has no ties.
    np.nanmean(...) is the mean of the clusters that have one.

    g
        A TieGraph, or TieStrengths.
    p
        Clusters, or whole numbers or texts of shape (people,): equal ones stand for one cluster.

    Raises InvalidInput. Source: Kannan, Vempala, Vetta, Journal of the ACM 51, 497 (2004).

    >>> import tertius as tt
    >>> chain = tt.TieGraph.from_arrays([0, 1, 2], [1, 2, 3], weight=[3, 2, 3])
    >>> tt.conductances(chain, [0, 0, 1, 1]).values.tolist()
    [0.25, 0.25]
    """
    ties = require_ties(g)
    values = _core.conductances(ties._ties, cluster_labels(p), options.thread_count(threads))
    return ClusterValues("conductance", values, ties._people.library)


def densities(g: HasTies, p: Clusters | ArrayLike, threads: int | None = None) -> ClusterValues:
    """Density of each cluster: the share of pairs inside it who are tied.

    Ties count alike, whatever their weight, but one of weight 0 binds nobody; in a directed graph each
    direction of a pair counts for itself. 0 to 1; NaN for a cluster of one person.

    g
        A TieGraph, or TieStrengths.
    p
        Clusters, or whole numbers or texts of shape (people,): equal ones stand for one cluster.

    Raises InvalidInput.

    >>> import tertius as tt
    >>> tt.densities(tt.TieGraph.from_arrays([0, 1], [1, 2]), [0, 0, 0]).values.round(4).tolist()
    [0.6667]
    """
    ties = require_ties(g)
    values = _core.densities(ties._ties, cluster_labels(p), options.thread_count(threads))
    return ClusterValues("density", values, ties._people.library)


def coverage(g: HasTies, p: Clusters | ArrayLike, threads: int | None = None) -> float:
    """Coverage: the share of the weight of all ties that lies inside clusters.

    0 to 1, and 1 for everybody together, so it compares only partitions into about as many clusters. NaN if
    no tie has any weight.

    g
        A TieGraph, or TieStrengths.
    p
        Clusters, or whole numbers or texts of shape (people,): equal ones stand for one cluster.

    Raises InvalidInput. Source: Fortunato, Physics Reports 486, 75 (2010).

    >>> import tertius as tt
    >>> tt.coverage(tt.TieGraph.from_arrays([0, 1, 2], [1, 2, 3], weight=[3, 2, 3]), [0, 0, 1, 1])
    0.75
    """
    ties = require_ties(g)
    return _core.coverage(ties._ties, cluster_labels(p), options.thread_count(threads))

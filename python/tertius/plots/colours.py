"""The colours of plots and pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from tertius.clusters.detecting import Clusters

COLOURS = ("#0072b2", "#d98e00", "#009e73", "#c4609c", "#4aa8de", "#d55e00", "#9a8c00")
"""One a cluster, the largest first: told apart by people who see colours differently."""
REST = "#8b93a0"
"""The colour of all other clusters."""

ACCENT, WARM, INK, SOFT, RULE = "#0f6b66", "#b4501a", "#1b222c", "#5a6472", "#d9d5cc"


def colour(rank: int) -> str:
    """Of the cluster that is so many-th by size, from 0."""
    return COLOURS[rank] if rank < len(COLOURS) else REST


def colours_of(clusters: Clusters, people: NDArray[np.intp]) -> list[str]:
    """Each person's colour, by their cluster's rank of size."""
    rank = np.empty(clusters.count, dtype=np.intp)
    rank[np.argsort(-clusters.sizes, kind="stable")] = np.arange(clusters.count)
    return [colour(place) for place in rank[clusters.labels[people]].tolist()]

"""How large clusters are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tertius.display import counted
from tertius.plots.axes import axes_for, finish
from tertius.plots.colours import SOFT, colour

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from tertius.clusters.detecting import Clusters

_BARS = 40


def cluster_sizes(p: Clusters, ax: Axes | None = None) -> Axes:
    """How many people each cluster has, the largest first; of very many the largest 40.

    Raises ModuleNotFoundError.

    >>> import tertius as tt
    >>> p = tt.detect_clusters(tt.tie_strengths(tt.samples.enron()))
    >>> ax = tt.plots.cluster_sizes(p)  # doctest: +SKIP
    """
    ax = axes_for(ax)
    order = np.argsort(-p.sizes, kind="stable")
    sizes = p.sizes[order[:_BARS]]
    rank = np.arange(len(sizes))
    bars = ax.bar(rank, sizes, color=[colour(place) for place in rank.tolist()], width=0.8)
    if len(sizes) <= _BARS // 2:
        ax.bar_label(bars, padding=2, color=SOFT)
    ax.margins(y=0.12)
    ax.set_xticks(rank, [str(cluster) for cluster in order[:_BARS].tolist()], fontsize=9)
    ax.set_xlabel("cluster")
    ax.set_ylabel("people")
    rest = p.count - len(sizes)
    title = f"{counted(p.count, 'cluster')} of {counted(len(p.labels), 'person')}"
    finish(ax, title + (f"; {rest:,} smaller ones left out" if rest else ""))
    return ax

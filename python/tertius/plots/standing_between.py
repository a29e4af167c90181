"""Who stands between, and how much they have to do with others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tertius import options
from tertius.brokerage.structural_holes import constraints
from tertius.display import counted, plain_text
from tertius.graph.tie_graph import TieGraph
from tertius.people import HasTies, require_ties
from tertius.plots.axes import axes_for, finish
from tertius.plots.colours import ACCENT, INK, colours_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from tertius.clusters.detecting import Clusters

_LETTER = 5.5
_LINE = 10.0


def constraint_against_strength(
    g: HasTies, clusters: Clusters | None = None, named: int = 6, ax: Axes | None = None
) -> Axes:
    """Who stands between: everybody's constraint against the sum of the strengths (or weights) of their ties.

    Low constraint: contacts who do not know each other, so a person between them. Those with the lowest
    constraint for their strength carry their names: low and to the right are the brokers.

    g
        TieStrengths, or an undirected TieGraph.
    clusters
        Colours everybody by their cluster.
    named
        How many names to write, from 0.

    Raises InvalidInput for a directed graph; InvalidOption; ModuleNotFoundError.

    >>> import tertius as tt
    >>> ax = tt.plots.constraint_against_strength(tt.tie_strengths(tt.samples.enron()))  # doctest: +SKIP
    """
    ties = require_ties(g)
    options.whole("named", named, 0, options.MOST_ROWS)
    graph = TieGraph(ties._ties)
    weights = np.ones(len(graph.alters)) if graph.weights is None else graph.weights.astype(np.float64)
    ego = np.repeat(np.arange(graph.size), graph.degrees)
    strength = np.bincount(ego, weights=weights, minlength=graph.size)
    constraint = constraints(g).values
    known = np.flatnonzero(~np.isnan(constraint) & (strength > 0))
    ax = axes_for(ax)
    colours = [ACCENT] * len(known) if clusters is None else colours_of(clusters, known)
    ax.scatter(strength[known], constraint[known], s=34, c=colours, alpha=0.75, linewidths=0)
    score = np.log(np.maximum(constraint[known], 1e-12)) - 0.5 * np.log(strength[known])
    brokers = known[np.argsort(score, kind="stable")[:named]]
    ax.set_xlabel("sum of the strengths of a person's ties")
    ax.set_ylabel("constraint (low: stands between)")
    for axis, scale in ((ax.xaxis, ax.set_xscale), (ax.yaxis, ax.set_yscale)):
        scale("log" if len(known) else "linear")
        axis.set_major_formatter("{x:g}")
        axis.set_minor_formatter("")
    names = [plain_text(ties._people.display_name(place)) for place in brokers.tolist()]
    _write_names(ax, np.column_stack([strength[brokers], constraint[brokers]]), names)
    finish(ax, f"{counted(len(known), 'person')} with ties")
    return ax


def _write_names(ax: Axes, spots: NDArray[np.float64], names: list[str]) -> None:
    """Beside each spot its name, where it covers no other; else it is left out."""
    ax.autoscale_view()
    scale = 72 / ax.figure.dpi
    taken: list[tuple[float, float, float]] = []
    for spot, pixels, name in zip(spots, ax.transData.transform(spots) * scale, names, strict=True):
        half = _LETTER * len(name) / 2
        for right, up in ((half + 7, 0), (-half - 7, 0), (0, 12), (0, -12), (half, 18), (-half, -18)):
            x, y = pixels[0] + right, pixels[1] + up
            if all(abs(x - ox) > half + other or abs(y - oy) > _LINE for ox, oy, other in taken):
                taken.append((x, y, half))
                ax.annotate(
                    name, spot, xytext=(right, up), textcoords="offset points", ha="center", va="center",
                    fontsize=9, color=INK, parse_math=False,
                )  # fmt: skip
                break

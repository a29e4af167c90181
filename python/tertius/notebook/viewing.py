"""A network to move about in, inside a notebook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike

from tertius.clusters.detecting import cluster_labels, detect_clusters
from tertius.display import plain_text
from tertius.errors import InvalidInput
from tertius.graph.layout import lay_out
from tertius.graph.tie_graph import TieGraph
from tertius.people import HasTies, require_ties

if TYPE_CHECKING:
    from tertius.clusters.detecting import Clusters
    from tertius.notebook.network_widget import NetworkWidget

_MOST_TIES = 20_000


def view(
    g: HasTies,
    clusters: Clusters | ArrayLike | None = None,
    names: Sequence[Any] | None = None,
    seed: int = 0,
) -> NetworkWidget:
    """A network as a notebook shows it: drag to pan, scroll to zoom, point for a name, click for the ties.

    It lives in the notebook alone and loads nothing. Of very many ties the 20,000 strongest are drawn.

    g
        A TieGraph, or TieStrengths.
    clusters
        Clusters, or whole numbers or texts of shape (people,): who has one colour and stands together; None:
        those that detect_clusters finds.
    names
        What to call everybody, one a person; None: their names on record, else keys, labels or indices.
    seed
        0 to 2**64 - 1: for the clusters and the places.

    Raises InvalidInput for names or clusters of other people; ModuleNotFoundError without
    ``pip install 'tertius[notebook]'``.

    >>> import tertius as tt
    >>> two_triangles = tt.TieGraph.from_arrays([0, 1, 2, 3, 4, 5, 0], [1, 2, 0, 4, 5, 3, 3])
    >>> tt.view(two_triangles, names=["Ada", "Ben", "Cleo", "Dan", "Eva", "Finn"]).names[0]
    'Ada'
    """
    try:
        from tertius.notebook.network_widget import NetworkWidget
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(
            "a view needs anywidget: pip install 'tertius[notebook]'", name=error.name
        ) from None

    ties = require_ties(g)
    labels = cluster_labels(detect_clusters(ties, seed=seed) if clusters is None else clusters)
    positions = lay_out(ties, labels, seed)
    source, target, weight = _strongest_ties(ties)
    return NetworkWidget(
        names=_names(ties, names),
        positions=positions.tobytes(),
        ranks=_ranks(labels).tobytes(),
        source=source.tobytes(),
        target=target.tobytes(),
        weights=weight.tobytes(),
    )


def _names(g: HasTies, names: Sequence[Any] | None) -> list[str]:
    """What everybody is called, as text that cannot steer what shows it."""
    size = g._people.size
    if names is not None and len(names) != size:
        raise InvalidInput(f"names are of {len(names)} people, the graph of {size}", "view.names")
    if names is None:
        names = getattr(g, "labels", None) or [g._people.display_name(place) for place in range(size)]
    return [plain_text(str(name)) for name in names]


def _ranks(labels: Any) -> Any:
    """Each person's cluster by its size: 0 is the largest."""
    sizes = np.bincount(labels)
    rank = np.empty(len(sizes), dtype=np.uint32)
    rank[np.argsort(-sizes, kind="stable")] = np.arange(len(sizes), dtype=np.uint32)
    return rank[labels]


def _strongest_ties(g: HasTies) -> tuple[Any, Any, Any]:
    """Source, target and weight of ties, the strongest last, so that they are drawn on top."""
    graph = TieGraph(g._ties)
    source = np.repeat(np.arange(graph.size, dtype=np.uint32), graph.degrees)
    target = graph.alters
    weight = np.ones(len(target)) if graph.weights is None else graph.weights.astype(np.float64)
    weight = weight / max(weight.max(initial=0.0), np.finfo(float).tiny)
    kept = np.arange(len(target)) if graph.is_directed else np.flatnonzero(source < target)
    kept = kept[np.argsort(-weight[kept], kind="stable")[:_MOST_TIES]][::-1]
    return source[kept], target[kept], weight[kept].astype(np.float32)

"""What many searches for clusters agree on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tertius import _core, options
from tertius.answers import PersonValues
from tertius.clusters.detecting import Clusters
from tertius.display import counted
from tertius.people import HasTies, People, require_ties
from tertius.progress import Progress, as_callback


class ConsensusClusters(Clusters):
    """Clusters that many searches agree on, and how sure each person's place in them is."""

    def __init__(
        self,
        people: People,
        labels: NDArray[np.uint32],
        quality: float,
        converged: bool,
        confidence: NDArray[np.float64],
        cluster_confidence: NDArray[np.float64],
        asked: Mapping[str, Any],
    ) -> None:
        super().__init__(people, labels, quality, converged, asked)
        self._confidence, self._cluster_confidence = confidence, cluster_confidence

    @property
    def confidence(self) -> PersonValues:
        """How sure each person's place is, 0 to 1: the mean share of their mates beside them in a search.

        For somebody alone: the share of searches in which they are alone.
        """
        return PersonValues("confidence", self._people, self._confidence)

    @property
    def cluster_confidence(self) -> NDArray[np.float64]:
        """The mean confidence of each cluster's people, shape (count,). Read-only."""
        return self._cluster_confidence

    @property
    def converged(self) -> bool:
        """Whether all searches agreed in the end."""
        return self._converged

    def _columns(self) -> Mapping[str, Any]:
        return {**super()._columns(), "confidence": self._confidence}

    def __repr__(self) -> str:
        sure = f", mean confidence {self._confidence.mean():.2f}" if len(self._confidence) else ""
        return (
            f"ConsensusClusters of {counted(self._options['runs'], 'run')}: {super().__repr__()[10:]}{sure}"
        )


def consensus_clusters(
    g: HasTies,
    runs: int = 20,
    threshold: float = 0.5,
    method: str = "leiden",
    quality: str = "modularity",
    resolution: float = 1.0,
    effort: str = "balanced",
    seed: int = 0,
    most_rounds: int = 20,
    threads: int | None = None,
    progress: Progress = None,
) -> ConsensusClusters:
    """The clusters that many searches agree on, with each person's confidence.

    All runs search the graph, each with another seed. Then every tie weighs as much as the share of runs that
    have its two people in one cluster, and all runs search again, until they agree. Every cluster is
    connected; the same graph, options and seed give the same labels, for any number of threads.

    g
        An undirected TieGraph, or TieStrengths.
    runs
        2 to 10,000.
    threshold
        0 to 1: a tie inside a cluster in a smaller share of the runs binds nobody in the next round.
    method, quality, resolution, effort, seed, threads, progress
        As for :func:`detect_clusters`.
    most_rounds
        From 1 on; if the runs never agree, the one of the best quality in the last round is the answer.

    Raises InvalidOption; InvalidInput for a directed graph; KeyboardInterrupt at Ctrl-C.
    Source: Lancichinetti, Fortunato, Scientific Reports 2, 336 (2012).

    >>> import tertius as tt
    >>> two_triangles = tt.TieGraph.from_arrays([0, 1, 2, 3, 4, 5, 0], [1, 2, 0, 4, 5, 3, 3])
    >>> found = tt.consensus_clusters(two_triangles)
    >>> found.labels.tolist(), found.confidence[0]
    ([0, 0, 0, 1, 1, 1], 1.0)
    """
    ties = require_ties(g)
    asked: dict[str, Any] = {
        "runs": options.whole("runs", runs, 2, 10_000),
        "threshold": options.number("threshold", threshold),
        "most_rounds": options.whole("most_rounds", most_rounds, 1, 2**31 - 1),
        "method": method,
        "quality": quality,
        "resolution": options.number("resolution", resolution),
        "effort": effort,
        "seed": options.random_seed(seed),
    }
    found = _core.consensus_clusters(
        ties._ties, **asked, threads=options.thread_count(threads), progress=as_callback(progress)
    )
    return ConsensusClusters(ties._people, *found, asked)

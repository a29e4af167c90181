"""At how many scales a network falls into clusters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tertius import _core, options
from tertius.answers import Rows
from tertius.clusters.detecting import Clusters
from tertius.display import counted
from tertius.people import HasTies, require_ties
from tertius.progress import Progress, as_callback


class ResolutionProfile(Rows):
    """What was found at each resolution, and which clusters are the best over which stretch of them."""

    def __init__(
        self,
        ties: HasTies,
        columns: Mapping[str, NDArray[Any]],
        plateaus: Mapping[str, NDArray[Any]],
        labels: list[NDArray[np.uint32]],
        asked: Mapping[str, Any],
    ) -> None:
        super().__init__("ResolutionProfile", columns, ties._people.library)
        self._ties = ties
        self._plateaus = Rows("Plateaus", plateaus, ties._people.library)
        self._labels = labels
        self._asked = dict(asked)

    @property
    def plateaus(self) -> Rows:
        """Stretches of resolutions over which one partition is the best found, the widest (to / from) first.

        Columns: from, to, clusters (how many).
        """
        return self._plateaus

    def clusters(self, plateau: int = 0) -> Clusters:
        """The clusters of one plateau, by its row, with their quality in its middle.

        They count as converged: nothing that was found is better there.
        """
        place = options.whole("plateau", plateau, 0, len(self._labels) - 1)
        labels = self._labels[place]
        resolution = float(np.sqrt(self._plateaus["from"][place]) * np.sqrt(self._plateaus["to"][place]))
        asked = {**self._asked, "resolution": resolution}
        value = _core.partition_quality(self._ties._ties, labels, asked["quality"], resolution)
        return Clusters(self._ties._people, labels, value, True, asked)

    def __repr__(self) -> str:
        widest = self._plateaus
        first, last, found = (widest[name][0] for name in ("from", "to", "clusters"))
        return (
            f"ResolutionProfile: {counted(len(self), 'resolution')}, {counted(len(widest), 'plateau')}, the "
            f"widest from {first:.3g} to {last:.3g}: {counted(int(found), 'cluster')}"
        )


def resolution_profile(
    g: HasTies,
    lowest: float = 0.25,
    highest: float = 4.0,
    steps: int = 33,
    method: str = "leiden",
    quality: str = "modularity",
    effort: str = "balanced",
    seed: int = 0,
    threads: int | None = None,
    progress: Progress = None,
) -> ResolutionProfile:
    """At how many scales a network falls into clusters, and which clusters hold over a wide range of scales.

    Clusters are looked for at resolutions in equal ratios. The quality of a partition falls in a line
    with the resolution: so it is known exactly where each partition is the best of all found.

    g
        An undirected TieGraph, or TieStrengths.
    lowest, highest
        Finite, > 0, the second larger. For "cpm", densities.
    steps
        How many resolutions, 2 to 10,000.
    method, quality, effort, seed, threads, progress
        As for :func:`detect_clusters`.

    Columns: resolution, clusters (how many), quality, stability (agreement, by the adjusted Rand index, with
    what was found at the resolutions beside it). The stretches stand in `plateaus`, the clusters of each in
    `clusters(plateau)`.

    Raises InvalidOption; InvalidInput for a directed graph; KeyboardInterrupt at Ctrl-C.
    Source: Weir, Emmons, Gibson, Taylor, Mucha, Algorithms 10, 93 (2017).

    >>> import tertius as tt
    >>> two_triangles = tt.TieGraph.from_arrays([0, 1, 2, 3, 4, 5, 0], [1, 2, 0, 4, 5, 3, 3])
    >>> profile = tt.resolution_profile(two_triangles)
    >>> profile.clusters().labels.tolist()
    [0, 0, 0, 1, 1, 1]
    """
    ties = require_ties(g)
    asked: dict[str, Any] = {
        "method": method,
        "quality": quality,
        "effort": effort,
        "seed": options.random_seed(seed),
    }
    found = _core.resolution_profile(
        ties._ties,
        lowest=options.number("lowest", lowest),
        highest=options.number("highest", highest),
        steps=options.whole("steps", steps, 2, 10_000),
        **asked,
        threads=options.thread_count(threads),
        progress=as_callback(progress),
    )
    return ResolutionProfile(ties, *found, asked)

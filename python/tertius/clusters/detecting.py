"""Who belongs together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tertius import _core, columns, options
from tertius.display import Table, counted
from tertius.errors import InvalidInput
from tertius.people import HasTies, People, require_ties
from tertius.progress import Progress, as_callback

if TYPE_CHECKING:
    from tertius.keys import Key


class Clusters(Table):
    """Clusters that were found, how good they are, and the options that found them."""

    def __init__(
        self,
        people: People,
        labels: NDArray[np.uint32],
        quality: float,
        converged: bool,
        asked: Mapping[str, Any],
    ) -> None:
        self._people = people
        self._library = people.library
        self._labels, self._quality, self._converged, self._options = labels, quality, converged, dict(asked)

    @property
    def labels(self) -> NDArray[np.uint32]:
        """Each person's cluster, shape (people,); clusters are numbered by their first person. Read-only."""
        return self._labels

    @property
    def count(self) -> int:
        """How many clusters there are."""
        return int(self._labels.max()) + 1 if len(self._labels) else 0

    @property
    def sizes(self) -> NDArray[np.int64]:
        """How many people each cluster has, shape (count,)."""
        return np.bincount(self._labels, minlength=self.count)

    @property
    def quality(self) -> float:
        """The partition's value by the quality asked for."""
        return self._quality

    @property
    def converged(self) -> bool:
        """Whether the search ended because nothing was left to gain, not because its effort was spent."""
        return self._converged

    @property
    def options(self) -> dict[str, Any]:
        """What was asked for."""
        return dict(self._options)

    def members(self, cluster: int) -> list[Any]:
        """The people of one cluster, in their order: keys, or indices of a bare TieGraph."""
        chosen = self._labels == options.whole("cluster", cluster, 0, self.count - 1)
        members: list[Any] = self._people.named(chosen).tolist()
        return members

    def __len__(self) -> int:
        return self.count

    def _columns(self) -> Mapping[str, Any]:
        return {"person": self._people.named(), "cluster": self._labels}

    def __repr__(self) -> str:
        name = self._options["quality"]
        state = "converged" if self._converged else "not converged"
        largest = int(self.sizes.max()) if self.count else 0
        return (
            f"Clusters: {counted(self.count, 'cluster')} of {counted(len(self._labels), 'person')}, "
            f"largest {largest}, {name} {self._quality:.4f}, {state}"
        )


def detect_clusters(
    g: HasTies,
    method: str = "leiden",
    quality: str = "modularity",
    resolution: float = 1.0,
    effort: str = "balanced",
    seed: int = 0,
    threads: int | None = None,
    progress: Progress = None,
    *,
    clusters: int | None = None,
    start: Clusters | ArrayLike | None = None,
    fixed: Iterable[Key] = (),
) -> Clusters:
    """Groups people so that ties fall inside clusters as much as the quality rewards it.

    Every cluster is connected; an isolate is a cluster of their own. The same graph, options and seed give
    the same labels, for any number of threads.

    g
        A TieGraph, or TieStrengths. In a directed graph it counts who turns to whom.
    method
        "leiden": the best clusters. "louvain": the same without taking clusters apart again.
        "label_propagation": everybody follows most of their alters; fastest, coarse. "spectral": by the
        leading eigenvectors. The last two do not look at quality and resolution.
    quality
        "modularity", or "cpm": the constant Potts model, where a cluster's density must reach the resolution.
    resolution
        Finite, > 0; larger: smaller clusters.
    effort
        "fast" (once upwards), "balanced" (from what two quick searches agree on, and back to the people
        while that wins much), or "best" (until nothing changes).
    seed
        0 to 2**64 - 1: in which order people are asked.
    threads
        At most so many; None: all that the process may use.
    progress
        None, True, or a function called with the share done.
    clusters
        How many, for "spectral" alone; None: as many as the widest gap of eigenvalues says.
    start
        Where everybody begins: Clusters, or labels of shape (people,); None: everybody alone.
    fixed
        People who stay together, or apart, as they are in `start`.

    Raises InvalidOption; InvalidInput for a start of other people; UnknownPerson; KeyboardInterrupt at
    Ctrl-C.
    Source: Traag, Waltman, van Eck, Scientific Reports 9, 5233 (2019); for directed graphs Leicht, Newman,
    Physical Review Letters 100, 118703 (2008).

    >>> import tertius as tt
    >>> two_triangles = tt.TieGraph.from_arrays([0, 1, 2, 3, 4, 5, 0], [1, 2, 0, 4, 5, 3, 3])
    >>> tt.detect_clusters(two_triangles).labels.tolist()
    [0, 0, 0, 1, 1, 1]
    >>> tt.detect_clusters(two_triangles, start=[0, 1, 1, 0, 1, 1], fixed=[0, 3]).labels.tolist()
    [0, 0, 0, 0, 1, 1]
    """
    ties = require_ties(g)
    asked: dict[str, Any] = {
        "method": method,
        "quality": quality,
        "resolution": options.number("resolution", resolution),
        "effort": effort,
        "seed": options.random_seed(seed),
    }
    found = _core.detect_clusters(
        ties._ties,
        **asked,
        clusters=0 if clusters is None else options.whole("clusters", clusters, 1, 2**32 - 2),
        start=None if start is None else cluster_labels(start),
        fixed=np.array([ties._people.index(person) for person in fixed], dtype=np.uint32),
        threads=options.thread_count(threads),
        progress=as_callback(progress),
    )
    return Clusters(ties._people, *found, asked)


def modularity(g: HasTies, labels: Clusters | ArrayLike, resolution: float = 1.0) -> float:
    """How much more weight the clusters hold than if ties fell at random among people as busy as these.

    In a directed graph: than if everybody turned to as many, and were turned to by as many, but at random.

    labels
        Clusters, or whole numbers or texts of shape (people,): equal ones stand for one cluster.

    From -resolution to 1; 0 for everybody together at resolution 1. Raises InvalidInput, InvalidOption.
    Source: Newman, Girvan, Physical Review E 69, 026113 (2004); Leicht, Newman, Physical Review Letters 100,
    118703 (2008).

    >>> import tertius as tt
    >>> pairs = tt.TieGraph.from_arrays([0, 2], [1, 3])
    >>> tt.modularity(pairs, [0, 0, 1, 1])
    0.5
    """
    ties = require_ties(g)
    return _core.partition_quality(
        ties._ties, cluster_labels(labels), "modularity", options.number("resolution", resolution)
    )


def cluster_labels(labels: Clusters | ArrayLike) -> NDArray[np.uint32]:
    """Each person's cluster, of Clusters, or of whole numbers or texts, one a person."""
    if isinstance(labels, Clusters):
        return labels.labels
    if isinstance(labels, (list, tuple)) and any(isinstance(label, str) for label in labels):
        return _text_labels(list(labels))  # an array would make a text of what is missing
    given = np.asarray(labels)
    if given.ndim != 1 or (given.dtype.kind not in "iuOUT" and given.size):
        raise InvalidInput(
            f"labels have the type {given.dtype} and the shape {given.shape}; must be whole numbers or "
            "texts, one a person",
            "array.dtype",
        )
    if given.dtype.kind in "OUT":
        return _text_labels(given.tolist())
    _, numbered = np.unique(given, return_inverse=True)
    return numbered.astype(np.uint32)


def _text_labels(given: list[Any]) -> NDArray[np.uint32]:
    place = columns.Place("labels", "label")
    codes, _ = columns.word_column(given, place)
    missing = np.flatnonzero(codes == _core.NO_WORD)
    if len(missing):
        place.refuse("label.missing", int(missing[0]), "is missing; everybody is in a cluster")
    return codes

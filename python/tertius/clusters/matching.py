"""What becomes of clusters over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tertius import _core, frames, options
from tertius.answers import Rows
from tertius.clusters.detecting import Clusters, cluster_labels
from tertius.columns import shown
from tertius.errors import InvalidInput
from tertius.keys import Key
from tertius.progress import Progress, as_callback

Grouping = Clusters | Mapping[Key, Any] | ArrayLike
"""Clusters; the label of each person by key; or labels alone, people then being indices."""

_CHANGES = ("continued", "split", "merged", "died", "born")


class ClusterMatches(Rows):
    """What became of each cluster: one row an event, and which cluster carries on which."""

    def __init__(
        self, columns: Mapping[str, Any], carried_on: dict[int, int], library: frames.Library = None
    ) -> None:
        super().__init__("ClusterMatches", columns, library)
        self._carried_on = carried_on

    @property
    def carried_on(self) -> dict[int, int]:
        """For each cluster after that carries one on, the cluster before: nobody is carried on twice."""
        return dict(self._carried_on)

    def __repr__(self) -> str:
        counts = Counter(self["change"].tolist())
        return "ClusterMatches: " + ", ".join(f"{counts[change]} {change}" for change in _CHANGES)


def match_clusters(
    before: Grouping, after: Grouping, overlap: float = 0.3, threads: int | None = None
) -> ClusterMatches:
    """What became of each cluster between two times: did it carry on, split, merge, end, or begin?

    before, after
        Clusters; a dict of each person's label by key; or labels of shape (people,), people then being
        indices. People are matched by key: who is in one alone counts as a difference.
    overlap
        In (0, 1]: two clusters match if of the people who are in either so large a share is in both. At 0.3
        three equal parts of a cluster are seen as its split; above 0.5 nothing splits or merges.
    threads
        At most so many; None: all that the process may use.

    Columns: change ("continued": one and one match each other alone; "split": one before matches several
    after; "merged": several before match one after; "died", "born": no match), before and after (tuples of
    clusters, numbered by their first person; of several, the largest overlap first), overlaps (beside the
    several), growth (by which share there are more people after; below 0: fewer; NaN for died and born).

    Raises InvalidInput, InvalidOption.
    Source: Greene, Doyle, Cunningham, ASONAM (2010), for matches by overlap.

    >>> import tertius as tt
    >>> spring = {"Ada": 0, "Ben": 0, "Cleo": 1, "Dan": 1, "Eva": 2, "Fay": 2}
    >>> autumn = {"Ada": 0, "Ben": 0, "Gus": 0, "Cleo": 1, "Dan": 1, "Eva": 1, "Fay": 1}
    >>> found = tt.match_clusters(spring, autumn)
    >>> found
    ClusterMatches: 1 continued, 0 split, 1 merged, 0 died, 0 born
    >>> found["growth"].tolist()
    [0.5, 0.0]
    """
    first, second = _censuses([before, after])
    events, carried = _core.match_partitions(
        first, second, options.number("overlap", overlap), options.thread_count(threads)
    )
    changes, olds, news, overlaps, growth = zip(*events, strict=True) if events else ((),) * 5
    columns = {
        "change": changes,
        "before": olds,
        "after": news,
        "overlaps": overlaps,
        "growth": np.array(growth, dtype=np.float64),
    }
    kept = {new: old for new, old in enumerate(carried.tolist()) if old != _core.NO_CLUSTER}
    return ClusterMatches(columns, kept, _library([before, after]))


def follow_clusters(
    series: Mapping[Any, Grouping] | Sequence[Grouping],
    overlap: float = 0.3,
    threads: int | None = None,
    progress: Progress = None,
) -> Rows:
    """Gives every cluster of a series an identity that stays with it from one time to the next.

    series
        What match_clusters takes, in the order of time: a dict of them by time ({2001: p, 2002: q}), or a
        list, times then being 0, 1, 2 ...
    overlap
        As of match_clusters.
    threads
        At most so many; None: all that the process may use.
    progress
        None, True, or a function called with the share done.

    A cluster carries on the one before that it overlaps most, each at most once: the largest part of a split
    and the largest of those that merged keep their identity. Who meets again after a gap begins anew.

    Columns: time, cluster (its number at that time), identity (0, 1, 2 ... by beginning), people.
    Raises InvalidInput, InvalidOption; KeyboardInterrupt at Ctrl-C.

    >>> import tertius as tt
    >>> years = {2001: {"Ada": 0, "Ben": 0, "Cleo": 1}, 2002: {"Cleo": 0, "Ada": 1, "Ben": 1, "Dan": 1}}
    >>> tt.follow_clusters(years).to_frame(like={})["identity"].tolist()
    [0, 1, 1, 0]
    """
    times, groupings = _in_time(series)
    censuses = _censuses(groupings)
    identities = _core.follow_clusters(
        censuses,
        options.number("overlap", overlap),
        options.thread_count(threads),
        as_callback(progress),
    )
    people = [_sizes(labels) for _, labels in censuses]
    columns = {
        "time": [time for time, own in zip(times, identities, strict=True) for _ in own],
        "cluster": _joined([np.arange(len(own)) for own in identities]),
        "identity": _joined([own.astype(np.int64) for own in identities]),
        "people": _joined(people),
    }
    return Rows("Followed clusters", columns, _library(groupings))


def _in_time(series: Any) -> tuple[list[Any], list[Grouping]]:
    if isinstance(series, Mapping):
        return list(series), list(series.values())
    if isinstance(series, (str, bytes, Clusters)) or not isinstance(series, (Sequence, np.ndarray)):
        raise TypeError(f"series is of type {type(series).__name__}; must be a dict by time, or a list")
    return list(range(len(series))), list(series)


def _censuses(groupings: Sequence[Grouping]) -> list[tuple[NDArray[np.uint64], NDArray[np.uint32]]]:
    """Ids that are the same for the same person, and labels, of each."""
    ids: dict[Any, int] = {}
    censuses = []
    for grouping in groupings:
        keys, labels = _keys_and_labels(grouping)
        own = np.fromiter((ids.setdefault(key, len(ids)) for key in keys), dtype=np.uint64, count=len(keys))
        censuses.append((own, labels))
    kinds = {isinstance(key, str) for key in ids}
    if len(kinds) > 1:
        raise InvalidInput(
            "some people are called by texts, others by whole numbers; the same person needs the same key",
            "key.mixed",
        )
    return censuses


def _keys_and_labels(grouping: Grouping) -> tuple[list[Any], NDArray[np.uint32]]:
    if isinstance(grouping, Clusters):
        return grouping._people.named().tolist(), grouping.labels
    if isinstance(grouping, Mapping):
        keys = list(grouping)
        for key in keys:
            if isinstance(key, bool) or not isinstance(key, (str, int, np.integer)):
                raise InvalidInput(
                    f"a person is called {shown(key)}; keys are texts or whole numbers", "array.dtype"
                )
        return keys, cluster_labels(list(grouping.values()))
    labels = cluster_labels(grouping)
    return list(range(len(labels))), labels


def _sizes(labels: NDArray[np.uint32]) -> NDArray[np.int64]:
    """How many people each cluster has, clusters in the order of their first person."""
    _, first, counts = np.unique(labels, return_index=True, return_counts=True)
    return counts[np.argsort(first)]


def _joined(parts: list[NDArray[np.int64]]) -> NDArray[np.int64]:
    return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64)


def _library(groupings: Sequence[Grouping]) -> frames.Library:
    return next((given._library for given in groupings if isinstance(given, Clusters)), None)

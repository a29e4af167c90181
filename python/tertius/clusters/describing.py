"""What each cluster is: what sets its people apart, who is at its core, who leads out of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tertius import _core, columns, frames, options
from tertius.answers import Rows
from tertius.clusters.detecting import Clusters, cluster_labels
from tertius.display import Facts, counted, plain_text
from tertius.errors import InvalidInput
from tertius.keys import Key
from tertius.network.network import Network
from tertius.people import HasTies, People, require_ties
from tertius.progress import Progress, as_callback

_KINDS = {name: kind for name, (kind, _) in _core.SCHEMA["people"].items()}
_TELLING = tuple(name for name, kind in _KINDS.items() if kind in ("word", "tags") and name != "name")
_IN_A_NAME = 2


@dataclass(frozen=True)
class Trait:
    """A value that a cluster's people have more often than others."""

    column: str
    value: str
    count: int
    """How many in the cluster have it."""
    known: int
    """Of how many in the cluster the column is recorded."""
    total: int
    """How many have it in all."""
    lift: float
    """How many times as often as among everybody of whom the column is recorded."""
    surprise: float
    """-log of the chance of so many or more, had the cluster's people been drawn at random."""

    def __str__(self) -> str:
        return f"{self.value} ({self.count} of {self.known})"


class Member(NamedTuple):
    """Somebody at a cluster's core, or a bridge out of it."""

    person: Key
    weight: float
    """Of their ties inside the cluster; of a bridge, of those outside."""
    share: float
    """Of the weight of all their ties."""
    towards: int
    """The cluster where most of that weight goes: for the core, their own."""


@dataclass(frozen=True)
class ClusterDescription(Facts):
    """What one cluster is."""

    cluster: int
    people: int
    name: str
    """A short phrase: by what sets its people apart, or by its core."""
    traits: tuple[Trait, ...]
    """The most surprising first."""
    core: tuple[Member, ...]
    """Those with more than half of their weight inside, the most weight first."""
    bridges: tuple[Member, ...]
    """Those with ties to other clusters, the most weight first."""
    conductance: float
    density: float

    def _facts(self) -> Mapping[str, Any]:
        return {
            "people": self.people,
            "traits": self.traits,
            "core": tuple(member.person for member in self.core),
            "bridges": tuple(member.person for member in self.bridges),
            "conductance": self.conductance,
            "density": self.density,
        }

    def __repr__(self) -> str:
        return f"ClusterDescription of cluster {self.cluster}: {plain_text(self.name)} ({self.people})"


class ClusterDescriptions(Rows):
    """What each cluster is, one row a cluster. ``d[3]`` is cluster 3, with all that was found."""

    def __init__(self, clusters: Sequence[ClusterDescription], library: frames.Library) -> None:
        self._clusters = tuple(clusters)
        super().__init__("ClusterDescriptions", _table(self._clusters), library)

    def __getitem__(self, which: Any) -> Any:
        """A column by its name, or a cluster by its number. Raises InvalidOption."""
        if isinstance(which, str):
            return super().__getitem__(which)
        if not self._clusters:
            raise IndexError("there are no clusters")
        return self._clusters[options.whole("cluster", which, 0, len(self._clusters) - 1)]

    def __repr__(self) -> str:
        largest = sorted(self._clusters, key=lambda one: (-one.people, one.cluster))[:3]
        shown = "; ".join(f"{one.cluster}: {plain_text(one.name)} ({one.people})" for one in largest)
        more = ", ..." if len(self._clusters) > len(largest) else ""
        return f"ClusterDescriptions of {counted(len(self), 'cluster')}" + (
            f", {shown}{more}" if shown else ""
        )


def describe_clusters(
    net_or_g: Network | HasTies,
    p: Clusters | ArrayLike,
    traits: Any = None,
    limit: int = 3,
    significance: float = 0.1,
    threads: int | None = None,
    progress: Progress = None,
) -> ClusterDescriptions:
    """Says what each cluster is: names it by what sets its people apart, with its core and its bridges.

    net_or_g
        An undirected TieGraph, or TieStrengths; or a Network, whose ties then are its relationships and
        interactions, each of them counting 1.
    p
        Clusters, or whole numbers or texts of shape (people,): equal ones stand for one cluster.
    traits
        What may set people apart: a dict or data frame of columns, one row a person in their order (texts or
        whole numbers; lists of texts; None: not recorded), or the names of some of the network's columns.
        None: all that a Network, or the one behind TieStrengths, records of its people (organisation,
        department, position, location, skills, goals, values, offers, needs); of a bare graph nothing.
    limit
        At most so many traits, core members and bridges a cluster.
    significance
        In (0, 1]: how likely a cluster of people drawn at random may be to show one of the values of a
        column. A value that only one of a cluster has never sets it apart.
    threads
        At most so many; None: all that the process may use.
    progress
        None, True, or a function called with the share done.

    Columns: cluster, people, name, traits (texts), core (people with more than half of their weight inside,
    the most weight first), bridges (people with ties to other clusters, the most weight first), bridges_to
    (the cluster where most of that weight goes), conductance, density. ``d[cluster]`` has them with their
    numbers. The name says what all or most of a cluster have ("trading, mostly Houston (12 of 15)"), or
    else what is telling of it ("partly law (4 of 15)"); where nothing sets it apart, or clusters would be
    called alike, whom it has at its core.

    Raises InvalidInput, InvalidOption; KeyboardInterrupt at Ctrl-C.
    Source: Fisher's exact test, one-sided, with Bonferroni's correction for each cluster and column.

    >>> import tertius as tt
    >>> two_rings = tt.TieGraph.from_arrays([0, 1, 2, 3, 4, 5, 6, 7, 0], [1, 2, 3, 0, 5, 6, 7, 4, 4])
    >>> offices = ["Rome", "Rome", "Rome", "Rome", "Bonn", "Bonn", "Bonn", "Bonn"]
    >>> d = tt.describe_clusters(two_rings, [0, 0, 0, 0, 1, 1, 1, 1], traits={"office": offices})
    >>> d
    ClusterDescriptions of 2 clusters, 0: Rome (4); 1: Bonn (4)
    >>> d[0].traits[0].lift
    2.0
    """
    ties, people, recorded = _parts_of(net_or_g)
    named = _trait_columns(traits, recorded, people.size)
    rows = _core.describe_clusters(
        ties,
        cluster_labels(p),
        [(offsets, values) for offsets, values, _ in named.values()],
        options.whole("limit", limit, 1, 2**31 - 1),
        options.number("significance", significance),
        options.thread_count(threads),
        as_callback(progress),
    )
    found = []
    for cluster, (size, conductance, density, telling, core, bridges) in enumerate(rows):
        its_traits = tuple(_trait(named, *row) for row in telling)
        name = _phrase(its_traits)
        found.append(
            ClusterDescription(
                cluster,
                size,
                name,
                its_traits,
                _members(core, people),
                _members(bridges, people),
                conductance,
                density,
            )
        )
    return ClusterDescriptions(_told_apart(found, people, cluster_labels(p)), people.library)


def _parts_of(given: Any) -> tuple[_core.TieGraph, People, dict[str, Any]]:
    """The ties, the people, and what is recorded of them."""
    if isinstance(given, Network):
        return _recorded_ties(given), given._people, given._core.columns("people")
    ties = require_ties(given)
    network = getattr(given, "_network", None)
    return ties._ties, ties._people, {} if network is None else network.columns("people")


def _recorded_ties(net: Network) -> _core.TieGraph:
    tables = [net._core.columns(name) for name in ("relationships", "interactions")]
    ends = [np.concatenate([table[end] for table in tables]) for end in ("from", "to")]
    return _core.TieGraph.from_columns(
        ends[0], ends[1], np.ones(len(ends[0])), len(net), False, "sum", "drop"
    )


def _trait_columns(traits: Any, recorded: Mapping[str, Any], size: int) -> dict[str, Any]:
    """Offsets, codes and words of each column."""
    if traits is None:
        return {name: _coded(_KINDS[name], recorded[name]) for name in _TELLING if name in recorded}
    if isinstance(traits, str) or (
        isinstance(traits, (list, tuple)) and all(isinstance(t, str) for t in traits)
    ):
        wanted = [traits] if isinstance(traits, str) else traits
        for name in wanted:
            if name not in recorded or name not in _TELLING:
                known = ", ".join(name for name in _TELLING if name in recorded) or "none"
                raise InvalidInput(f"traits: no column {name!r}; recorded are {known}", "column.unknown")
        return {name: _coded(_KINDS[name], recorded[name]) for name in wanted}
    given, _ = frames.columns_of(traits, "traits")
    for name, raw in given.items():
        if len(raw) != size:
            raise InvalidInput(
                f"traits: {name} has {len(raw)} rows; there are {counted(size, 'person')}", "trait.size"
            )
    return {name: _encoded(name, raw) for name, raw in given.items()}


def _encoded(name: str, raw: columns.Raw) -> Any:
    kind = _KINDS.get(name, "word")
    if any(isinstance(item, (list, tuple, set, frozenset, np.ndarray)) for item in raw):
        kind = "tags"
    if kind not in ("word", "tags"):
        kind = "word"
    return _coded(kind, columns.encode(kind, raw, columns.Place("traits", name)))


def _coded(kind: str, column: Any) -> tuple[NDArray[np.uint64], NDArray[np.uint32], list[str]]:
    """A coded column as offsets, codes and words."""
    if kind == "tags":
        offsets, codes, words = column
        return np.ascontiguousarray(offsets, dtype=np.uint64), codes, words
    codes, words = column
    recorded = codes != _core.NO_WORD
    offsets = np.concatenate([[0], np.cumsum(recorded)]).astype(np.uint64)
    return offsets, np.ascontiguousarray(codes[recorded]), words


def _trait(
    named: Mapping[str, Any],
    column: int,
    value: int,
    count: int,
    known: int,
    total: int,
    lift: float,
    surprise: float,
) -> Trait:
    name = list(named)[column]
    return Trait(name, named[name][2][value], count, known, total, lift, surprise)


def _members(rows: Sequence[tuple[int, float, float, int]], people: People) -> tuple[Member, ...]:
    keys = people.named([row[0] for row in rows]) if rows else np.zeros(0)
    return tuple(Member(key, *row[1:]) for key, row in zip(keys.tolist(), rows, strict=True))


def _phrase(traits: Sequence[Trait]) -> str:
    """The values that most of the cluster have; if there are none, the most telling ones."""
    common = [trait for trait in traits if 2 * trait.count > trait.known]
    best = (common or list(traits))[:_IN_A_NAME]
    return ", ".join(map(_part_of_phrase, sorted(best, key=lambda trait: -trait.count / trait.known)))


def _part_of_phrase(trait: Trait) -> str:
    value = f"{trait.column} {trait.value}" if trait.value.isdigit() else trait.value
    if trait.count == trait.known:
        return value
    how = "mostly" if 2 * trait.count > trait.known else "partly"
    return f"{how} {value} ({trait.count} of {trait.known})"


def _told_apart(
    found: list[ClusterDescription], people: People, labels: NDArray[np.uint32]
) -> list[ClusterDescription]:
    """Where nothing sets a cluster apart, or two would be called alike, their people are named."""
    alike = Counter(one.name for one in found)
    unnamed = [one.cluster for one in found if alike[one.name] > 1 or not one.name]
    first = _first_people(labels, unnamed)
    result = []
    for one in found:
        name = one.name
        if one.cluster in first:
            central = [people.index(member.person) for member in one.core] or first[one.cluster]
            around = _around(
                [people.display_name(person) for person in central[: 1 if name else 3]], one.people
            )
            name = f"{name}, {around}" if name else around
        result.append(
            ClusterDescription(
                one.cluster, one.people, name, one.traits, one.core, one.bridges, one.conductance, one.density
            )
        )
    return result


def _around(names: Sequence[str], size: int) -> str:
    if size == 1:
        return f"{names[0]} alone"
    return "around " + (names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1])


def _first_people(labels: NDArray[np.uint32], clusters: Sequence[int]) -> dict[int, list[int]]:
    """Up to three people of each of some clusters, which are numbered by their first person."""
    _, first, numbers = np.unique(labels, return_index=True, return_inverse=True)
    number = np.argsort(np.argsort(first))[numbers]
    order = np.argsort(number, kind="stable")
    begins = np.searchsorted(number[order], clusters)
    ends = np.searchsorted(number[order], clusters, side="right")
    return {
        cluster: order[begin : min(end, begin + 3)].tolist()
        for cluster, begin, end in zip(clusters, begins.tolist(), ends.tolist(), strict=True)
    }


def _table(clusters: Sequence[ClusterDescription]) -> dict[str, Any]:
    return {
        "cluster": np.arange(len(clusters)),
        "people": np.array([one.people for one in clusters], dtype=np.int64),
        "name": [one.name for one in clusters],
        "traits": [tuple(f"{trait.column}: {trait}" for trait in one.traits) for one in clusters],
        "core": [tuple(member.person for member in one.core) for one in clusters],
        "bridges": [tuple(member.person for member in one.bridges) for one in clusters],
        "bridges_to": [tuple(member.towards for member in one.bridges) for one in clusters],
        "conductance": np.array([one.conductance for one in clusters], dtype=np.float64),
        "density": np.array([one.density for one in clusters], dtype=np.float64),
    }

"""Who belongs together where people wear several hats."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tertius import _core, options
from tertius.answers import Rows
from tertius.clusters.detecting import Clusters
from tertius.columns import shown
from tertius.display import Table, counted
from tertius.errors import InvalidInput
from tertius.keys import Key
from tertius.people import HasTies, People, require_ties
from tertius.progress import Progress, as_callback


class Circles(Table):
    """Circles that were found, which may overlap, and the personas through which people are in them.

    As a table: person, circle; a row for each circle of each person.
    """

    def __init__(self, ties: HasTies, found: Mapping[str, Any], asked: Mapping[str, Any]) -> None:
        self._people: People = ties._people
        self._library = self._people.library
        self._graph, self._found, self._options = ties._ties, found, dict(asked)

    @property
    def count(self) -> int:
        """How many circles there are."""
        return int(self._found["circle"].max()) + 1 if len(self._found["circle"]) else 0

    @property
    def sizes(self) -> NDArray[np.int64]:
        """How many people each circle has, shape (count,)."""
        return np.bincount(self._found["circle"], minlength=self.count)

    @property
    def quality(self) -> float:
        """The value of the clusters of personas by the quality asked for."""
        return float(self._found["quality"])

    @property
    def converged(self) -> bool:
        """Whether the search among personas ended because nothing was left to gain."""
        return bool(self._found["converged"])

    @property
    def options(self) -> dict[str, Any]:
        """What was asked for."""
        return dict(self._options)

    def of(self, person: Key) -> list[int]:
        """One person's circles, in ascending order. Raises UnknownPerson."""
        place = self._people.index(person)
        first, last = np.searchsorted(self._found["person"], [place, place + 1])
        circles: list[int] = self._found["circle"][first:last].tolist()
        return circles

    def members(self, circle: int) -> list[Any]:
        """The people of one circle, in their order: keys, or indices of a bare TieGraph."""
        chosen = self._found["circle"] == options.whole("circle", circle, 0, self.count - 1)
        members: list[Any] = self._people.named(self._found["person"][chosen]).tolist()
        return members

    @cached_property
    def personas(self) -> Rows:
        """Which hat connects whom: a row for each persona of each person.

        Columns: person, persona (a number of its own), circle, alters (whom that persona knows, a tuple). A
        tie without common contacts stands with the persona that holds most weight of the person's ties.
        """
        alters = self._people.named(self._graph.alters)
        order = np.argsort(self._found["tie_persona"], kind="stable")
        owners = self._found["persona_person"]
        ends = np.cumsum(np.bincount(self._found["tie_persona"], minlength=len(owners)))
        known = alters[order].tolist()
        tuples = [
            tuple(known[first:last]) for first, last in zip([0, *ends.tolist()], ends.tolist(), strict=False)
        ]
        columns = {
            "person": self._people.named(owners),
            "persona": np.arange(len(owners)),
            "circle": self._found["persona_circle"],
            "alters": tuples,
        }
        return Rows("Personas", columns, self._library)

    def __len__(self) -> int:
        return len(self._found["person"])

    def _columns(self) -> Mapping[str, Any]:
        return {"person": self._people.named(self._found["person"]), "circle": self._found["circle"]}

    def __repr__(self) -> str:
        several = int(np.count_nonzero(np.bincount(self._found["person"]) > 1)) if len(self) else 0
        largest = int(self.sizes.max()) if self.count else 0
        state = "converged" if self.converged else "not converged"
        return (
            f"Circles: {counted(self.count, 'circle')} of {counted(self._people.size, 'person')}, "
            f"{several} in several, largest {largest}, {self._options['quality']} {self.quality:.4f}, {state}"
        )


def detect_circles(
    g: HasTies,
    local_resolution: float = 0.5,
    smallest: int = 4,
    quality: str = "modularity",
    resolution: float = 1.0,
    effort: str = "balanced",
    seed: int = 0,
    threads: int | None = None,
    progress: Progress = None,
) -> Circles:
    """Groups people into circles that may overlap: a person is in one for each hat they wear.

    Everybody's alters fall into local circles by who knows whom among them, and each local circle is a
    persona of that person. A tie joins the two personas that know each other through it, and the personas
    are clustered. A tie between two who have no contact in common leads from circle to circle and joins
    none; people who have no other ties follow the strongest of them. The same graph, options and seed give
    the same circles, for any number of threads.

    g
        An undirected TieGraph, or TieStrengths.
    local_resolution
        Finite, > 0; larger: more personas. Near 0: one for each group of alters that no tie joins to another.
    smallest
        People. A smaller circle, in which a few may know each other by chance, stands only where somebody in
        it is in none of this size.
    quality, resolution, effort, seed
        How the personas are clustered, as in detect_clusters.
    threads
        At most so many; None: all that the process may use.
    progress
        None, True, or a function called with the share done.

    Raises InvalidOption; InvalidInput for a directed graph; KeyboardInterrupt at Ctrl-C.
    Source: Epasto, Lattanzi, Paes Leme, KDD 2017, 145.

    >>> import tertius as tt
    >>> two_triangles = tt.TieGraph.from_arrays([0, 1, 2, 2, 3, 4], [1, 2, 0, 3, 4, 2])
    >>> circles = tt.detect_circles(two_triangles)
    >>> circles.of(2), circles.members(1)
    ([0, 1], [2, 3, 4])
    >>> circles.personas["alters"].tolist()
    [(1, 2), (0, 2), (0, 1), (3, 4), (2, 4), (2, 3)]
    """
    ties = require_ties(g)
    asked: dict[str, Any] = {
        "local_resolution": options.number("local_resolution", local_resolution),
        "smallest": options.whole("smallest", smallest, 1, 2**32 - 1),
        "quality": quality,
        "resolution": options.number("resolution", resolution),
        "effort": effort,
        "seed": options.random_seed(seed),
    }
    found = _core.detect_circles(
        ties._ties, **asked, threads=options.thread_count(threads), progress=as_callback(progress)
    )
    return Circles(ties, found, asked)


def ego_circles(g: HasTies, ego: Key, local_resolution: float = 0.5) -> Rows:
    """The circles among one person's alters: those that detect_circles makes personas of.

    Columns: alter, circle (0, 1, 2, ... in the order of the first alter). Raises UnknownPerson,
    InvalidOption; InvalidInput for a directed graph; KeyboardInterrupt at Ctrl-C.

    >>> import tertius as tt
    >>> g = tt.TieGraph.from_arrays([0, 1, 2, 2, 3, 4], [1, 2, 0, 3, 4, 2])
    >>> tt.ego_circles(g, 2)["circle"].tolist()
    [0, 0, 1, 1]
    """
    ties = require_ties(g)
    place = ties._people.index(ego)
    graph = ties._ties
    circles = _core.ego_circles(graph, place, options.number("local_resolution", local_resolution))
    first, last = int(graph.offsets[place]), int(graph.offsets[place + 1])
    columns = {"alter": ties._people.named(graph.alters[first:last]), "circle": circles}
    return Rows("EgoCircles", columns, ties._people.library)


Cover = Circles | Clusters | ArrayLike | Sequence[Sequence[int]]
"""Circles, Clusters, or for each person a whole number or a list of them: the circles that they are in."""


def omega(a: Cover, b: Cover) -> float:
    """Of all pairs of people, those who share as many circles in one cover as in the other, over chance.

    a, b
        Circles, Clusters, or for each person a whole number or a list of them: the circles they are in.

    At most 1, for equal covers; about 0 where people agree as by chance. The adjusted Rand index where
    circles do not overlap. Raises InvalidInput; KeyboardInterrupt at Ctrl-C.
    Source: Collins, Dent, Multivariate Behavioral Research 23, 231 (1988).

    >>> import tertius as tt
    >>> round(tt.omega([[0], [0], [0, 1], [1]], [0, 0, 0, 1]), 4)
    0.6667
    """
    return _core.omega(*_both(a, b))


def overlapping_mutual_information(a: Cover, b: Cover) -> float:
    """How much knowing one cover tells of the other: their normalised mutual information.

    a, b
        Circles, Clusters, or for each person a whole number or a list of them: the circles they are in.

    From 0 to 1, for equal covers; divided by the larger entropy of the two; not corrected for chance.
    Raises InvalidInput; KeyboardInterrupt at Ctrl-C.
    Source: McDaid, Greene, Hurley, arXiv:1110.2515 (2011).

    >>> import tertius as tt
    >>> round(tt.overlapping_mutual_information([0, 0, 1, 1], [0, 0, 1, 2]), 4)
    0.5593
    """
    return _core.overlapping_mutual_information(*_both(a, b))


_Column = NDArray[np.uint32]


def _both(a: Cover, b: Cover) -> tuple[int, _Column, _Column, _Column, _Column]:
    size, *rows = _rows("a", a)
    other, *other_rows = _rows("b", b)
    if size != other:
        raise InvalidInput(f"a is of {size} people and b of {other}; must be the same people", "cover.size")
    return size, rows[0], rows[1], other_rows[0], other_rows[1]


def _rows(name: str, cover: Cover) -> tuple[int, _Column, _Column]:
    """How many people there are, and a person and a circle for each row."""
    if isinstance(cover, Circles):
        return cover._people.size, cover._found["person"], cover._found["circle"]
    if isinstance(cover, Clusters):
        return len(cover.labels), np.arange(len(cover.labels), dtype=np.uint32), cover.labels
    if isinstance(cover, (str, bytes, Mapping)) or not isinstance(cover, Iterable):
        raise InvalidInput(
            f"{name} is of type {type(cover).__name__}; must be Circles, Clusters, or each person's circles",
            "cover.type",
        )
    circles_of = [_circles(name, person, given) for person, given in enumerate(cover)]
    people = np.repeat(np.arange(len(circles_of), dtype=np.uint32), [len(circles) for circles in circles_of])
    labels = [circle for circles in circles_of for circle in circles]
    number = {label: place for place, label in enumerate(dict.fromkeys(labels))}
    return len(circles_of), people, np.array([number[label] for label in labels], dtype=np.uint32)


def _circles(name: str, person: int, given: Any) -> list[int]:
    circles = given if isinstance(given, (list, tuple, set, frozenset, np.ndarray)) else [given]
    if not all(isinstance(circle, (int, np.integer)) and not isinstance(circle, bool) for circle in circles):
        raise InvalidInput(
            f"{name}, person {person}: {shown(given)}; circles must be whole numbers", "cover.circle"
        )
    return [int(circle) for circle in circles]

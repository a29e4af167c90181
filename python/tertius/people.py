"""Who stands behind the indices of a graph, and where an answer is wanted in whose words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from tertius import _core, frames
from tertius.columns import shown
from tertius.errors import InvalidInput, UnknownPerson

if TYPE_CHECKING:
    from tertius.keys import Key


class People:
    """The people of a graph: keys in a network's order, or bare indices."""

    def __init__(
        self,
        size: int,
        keys: NDArray[Any] | None = None,
        library: frames.Library = None,
        display_name: Callable[[int], str] | None = None,
    ) -> None:
        self.size = size
        self.library = library
        self._keys = keys
        self._display_name = display_name

    def named(self, indices: Any = slice(None)) -> Any:
        """What the people at those places, of a slice or a mask are called: their keys, or their indices."""
        if self._keys is not None:
            return self._keys[indices]
        if isinstance(indices, slice) or np.asarray(indices).dtype == bool:
            return np.arange(self.size)[indices]
        return np.int64(indices)

    def display_name(self, index: int) -> str:
        """What to call a person in a sentence: their name where recorded, else their key or index."""
        return self._display_name(index) if self._display_name else str(self.named(index))

    def named_or_none(self, indices: Sequence[int]) -> list[Any]:
        """The same for columns in which nobody may stand."""
        return [None if place >= self.size else self.named(place) for place in indices]

    def find(self, person: object) -> int | None:
        """The place of one person; None for somebody unknown."""
        if isinstance(person, bool) or not isinstance(person, (str, int, np.integer)):
            return None
        place: int | None = self._places.get(person)
        return place

    def index(self, person: Key) -> int:
        """The place of one person. Raises UnknownPerson."""
        place = self.find(person)
        if place is None:
            what = f"people are indices 0 to {self.size - 1}" if self._keys is None else "people are keys"
            raise UnknownPerson(f"no person {shown(person)} among {self.size}; {what}")
        return place

    def indices(self, people: Any, name: str) -> NDArray[np.uint32]:
        """The places of many people, shape kept. Raises UnknownPerson, InvalidInput."""
        given = np.asarray(people)
        if given.dtype.kind == "f" and given.size:
            raise InvalidInput(
                f"{name} has the type {given.dtype}; people are keys or whole numbers", "array.dtype"
            )
        flat = [self.index(person) for person in given.ravel().tolist()]
        return np.array(flat, dtype=np.uint32).reshape(given.shape)

    @cached_property
    def _places(self) -> Any:
        if self._keys is None:
            return _Indices(self.size)
        return {key: place for place, key in enumerate(self._keys.tolist())}


class _Indices:
    """The places of people who are called by their places."""

    def __init__(self, size: int) -> None:
        self._size = size

    def get(self, person: Any) -> int | None:
        return None if isinstance(person, str) or not 0 <= person < self._size else int(person)


class HasTies(Protocol):
    """Wherever a graph is wanted: a TieGraph, or TieStrengths, which stand for their graph."""

    @property
    def _ties(self) -> _core.TieGraph: ...

    @property
    def _people(self) -> People: ...


def require_ties(graph: HasTies) -> HasTies:
    """Guard line of everything that takes a graph."""
    if not hasattr(graph, "_ties"):
        raise TypeError(
            f"a TieGraph or TieStrengths is wanted, not {type(graph).__name__}; TieGraph.from_networkx and "
            "TieGraph.from_scipy take other graphs in"
        )
    return graph

"""What questions about people are answered with: one value a person, or rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tertius import frames
from tertius.columns import frozen
from tertius.display import Table, counted
from tertius.people import People


class Values(Table):
    """One number for each of some people or pairs, NaN where there is none. Serves as an array."""

    def __init__(self, name: str, values: NDArray[np.float64], library: frames.Library) -> None:
        self.name = name
        self._values = values
        self._library = library

    @property
    def values(self) -> NDArray[np.float64]:
        """The numbers, in the order of the people or pairs. Read-only."""
        return self._values

    def __len__(self) -> int:
        return len(self._values)

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> NDArray[Any]:
        return np.array(self._values, dtype=dtype) if copy else np.asarray(self._values, dtype=dtype)

    def _spread(self) -> str:
        known = self._values[~np.isnan(self._values)]
        return (
            f", {known.min():.3g} to {known.max():.3g}, median {np.median(known):.3g}" if len(known) else ""
        )


class PersonValues(Values):
    """One number for each person, shape (people,)."""

    def __init__(self, name: str, people: People, values: NDArray[np.float64]) -> None:
        super().__init__(name, values, people.library)
        self._people = people

    def __getitem__(self, person: Any) -> float:
        """One person's number. Raises UnknownPerson."""
        return float(self._values[self._people.index(person)])

    def _columns(self) -> Mapping[str, Any]:
        return {"person": self._people.named(), self.name: self._values}

    def __repr__(self) -> str:
        return f"{self.name} of {counted(len(self), 'person')}{self._spread()}"


class PairValues(Values):
    """One number for each of some pairs, shape (pairs,)."""

    def __init__(
        self, name: str, people: People, pairs: NDArray[np.uint32], values: NDArray[np.float64]
    ) -> None:
        super().__init__(name, values, people.library)
        self._people = people
        self._pairs = pairs

    def _columns(self) -> Mapping[str, Any]:
        person, other = self._pairs.T
        return {
            "person": self._people.named(person),
            "other": self._people.named(other),
            "score": self._values,
        }

    def __repr__(self) -> str:
        return f"{self.name} of {counted(len(self), 'pair')}{self._spread()}"


class Rows(Table):
    """The rows of an answer, best first: a read-only array for each column, by name."""

    def __init__(self, title: str, columns: Mapping[str, Any], library: frames.Library = None) -> None:
        self._title = title
        self._library = library
        self._by_name = {name: _as_array(column) for name, column in columns.items()}

    @property
    def columns(self) -> list[str]:
        """The columns' names."""
        return list(self._by_name)

    def __getitem__(self, column: str) -> NDArray[Any]:
        return self._by_name[column]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name)

    def __len__(self) -> int:
        return len(next(iter(self._by_name.values())))

    def _columns(self) -> Mapping[str, Any]:
        return self._by_name

    def __repr__(self) -> str:
        return f"{self._title}: {counted(len(self), 'row')} of {', '.join(self._by_name)}"


def pair_rows(title: str, columns: Mapping[str, Any], people: People, *named: str) -> Rows:
    """Rows in which some columns are people: called by their keys, or by their indices in a bare graph."""
    called = {name: people.named(columns[name]) for name in named}
    return Rows(title, {**columns, **called}, people.library)


def _as_array(column: Any) -> NDArray[Any]:
    if isinstance(column, np.ndarray):
        return frozen(column.view())
    array = np.empty(len(column), dtype=object)
    array[:] = column
    return frozen(array)

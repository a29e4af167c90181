"""How strong each tie is, why, and how sure we are."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, NoReturn

import numpy as np
from numpy.typing import NDArray

from tertius import _core, frames
from tertius.display import Table, counted
from tertius.graph import TieGraph
from tertius.network import Network
from tertius.people import People

_FROM_EITHER_SIDE = {"person": "alter", "alter": "person", "forward": "backward", "backward": "forward"}


class TieStrengths(Table):
    """The strengths of all ties of a network at one time. Serves wherever a TieGraph is wanted, with people by key."""

    def __init__(self, core: _core.TieStrengths, network: Network) -> None:
        """Used by tertius itself; see :func:`tie_strengths`."""
        self._core = core
        self._network = network
        self._library = network._library

    @cached_property
    def _people(self) -> People:
        return People(len(self._network), self._network)

    @property
    def _ties(self) -> _core.TieGraph:
        return self._core.graph

    @property
    def size(self) -> int:
        """How many people the network has."""
        return self._core.size

    def graph(self) -> TieGraph:
        """The ties as a TieGraph weighted by strength; people are indices, in the network's order."""
        return TieGraph(self._core.graph)

    def to_frame(self, like: Any = None, both: bool = False) -> Any:
        """One row a pair: person, alter, strength, low, high, evidence, forward, backward, and the six blocks.

        both
            A row from either side of each pair: forward and backward are then seen from that side.

        strength is the chance, in [0, 1], that the two are in contact within the horizon; low and high bound its 90 %
        interval; evidence counts the interactions it rests on; trust, communication, respect, reciprocity, alignment
        and empathy are in [0, 1], NaN where the records cannot show them. `like`: as of every result.
        """
        return frames.to_frame(self._columns(both), like, self._library)

    def _columns(self, both: bool = False) -> Mapping[str, Any]:
        columns = self._core.columns()
        if both:
            columns = _from_either_side(columns)
        people = self._people
        return {**columns, "person": people.named(columns["person"]), "alter": people.named(columns["alter"])}

    def __len__(self) -> int:
        return self._core.tie_count

    def __repr__(self) -> str:
        return f"TieStrengths: {counted(len(self), 'tie')} among {counted(self.size, 'person')}"

    def __reduce__(self) -> NoReturn:
        raise TypeError("TieStrengths are not pickled; send their to_frame(), or work them out again")


def _from_either_side(columns: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """Each row twice, the second time seen from the alter; sorted by person and alter."""
    doubled = {
        name: np.concatenate([column, columns[_FROM_EITHER_SIDE.get(name, name)]]) for name, column in columns.items()
    }
    order = np.lexsort((doubled["alter"], doubled["person"]))
    return {name: column[order] for name, column in doubled.items()}


def require_strengths(s: TieStrengths) -> TieStrengths:
    """Guard line of everything that needs strengths."""
    if not isinstance(s, TieStrengths):
        raise TypeError(f"TieStrengths are wanted, not {type(s).__name__}; see tie_strengths(net)")
    return s

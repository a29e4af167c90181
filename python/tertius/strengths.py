"""How strong each tie is, why, and how sure we are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn

import numpy as np
from numpy.typing import NDArray

from tertius import _core, frames, options
from tertius.display import Table, counted
from tertius.errors import InvalidOption, UnknownTie
from tertius.graph import TieGraph
from tertius.network import Key, Network
from tertius.people import People
from tertius.progress import Progress, as_callback

_SEEN_FROM_ALTER = {"person": "alter", "alter": "person", "forward": "backward", "backward": "forward"}


class TieStrengths(Table):
    """The strengths of all ties of a network at one time. Serves wherever a TieGraph is wanted, with people by key.

    ``s["Ada", "Ben"]`` is one tie, seen from Ada.
    """

    def __init__(self, core: _core.TieStrengths, people: People) -> None:
        """Used by tertius itself; see :func:`tie_strengths`."""
        if not isinstance(core, _core.TieStrengths):
            raise TypeError("TieStrengths are made by tie_strengths(net)")
        self._core = core
        self._people = people
        self._library = people.library

    @property
    def _ties(self) -> _core.TieGraph:
        return self._core.graph

    @property
    def size(self) -> int:
        """How many people the network has."""
        return self._core.size

    @property
    def at(self) -> np.datetime64:
        """The moment that the strengths are judged at, in UTC."""
        return np.datetime64(self._core.setting["at"], "s")

    @property
    def horizon_days(self) -> float:
        """How far ahead a strength looks."""
        return self._core.setting["horizon_days"]

    @property
    def model(self) -> str:
        """Where the weights come from."""
        return self._core.setting["model"]

    @property
    def refined_on(self) -> int:
        """How many stretches of the network's own past the weights were refined on; 0: not refined."""
        return self._core.setting["refined_on"]

    def graph(self) -> TieGraph:
        """The ties as a TieGraph weighted by strength; people are indices, in the network's order."""
        return TieGraph(self._core.graph)

    def __getitem__(self, pair: tuple[Key, Key]) -> TieStrength:
        """One tie, seen from the first of the two. Raises UnknownPerson, and UnknownTie for strangers."""
        if not isinstance(pair, tuple) or len(pair) != 2:
            raise TypeError('name both people: s["Ada", "Ben"]')
        person, alter = (self._people.index(key) for key in pair)
        place = self._core.find(person, alter)
        if place is None:
            raise UnknownTie(f"{ascii(pair[0])[:40]} and {ascii(pair[1])[:40]} are not tied")
        return TieStrength(self, place, person)

    def to_frame(self, like: Any = None, both: bool = False) -> Any:
        """One row a pair: person, alter, strength, low, high, evidence, forward, backward, and the six blocks.

        strength is the chance, in [0, 1], that the two are in contact within the horizon; low and high bound its 90 %
        interval; evidence counts the interactions it rests on; forward and backward are the chances of contact from
        person to alter and back; trust, communication, respect, reciprocity, alignment and empathy are in [0, 1], NaN
        where the records cannot show them.

        like
            A data frame whose library the answer takes; None: the library the network came from, else pandas.
        both
            A row from either side of each pair.
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
        refined = "refined on the network's past" if self.refined_on else "not refined"
        return (
            f"TieStrengths: {counted(len(self), 'tie')} among {counted(self.size, 'person')} at "
            f"{self.at.astype('datetime64[D]')}, {self.horizon_days:g} days ahead, {refined}"
        )

    def __reduce__(self) -> NoReturn:
        raise TypeError("TieStrengths are not pickled; send their to_frame(), or work them out again")


class TieStrength:
    """How strong one tie is, seen from one of the two."""

    def __init__(self, strengths: TieStrengths, place: int, person: int) -> None:
        self._strengths = strengths
        self._place = place
        columns = strengths._core.tie(place)
        if columns["person"] != person:
            columns = {name: columns[_SEEN_FROM_ALTER.get(name, name)] for name in columns}
        self._values = columns
        self.person: Key = strengths._people.key(columns["person"])
        self.alter: Key = strengths._people.key(columns["alter"])

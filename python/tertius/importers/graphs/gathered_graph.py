"""People and ties as a graph's file tells of them, until they are a TieGraph."""

from __future__ import annotations

import math
from typing import Any

from tertius.graph.tie_graph import TieGraph
from tertius.importers.report import ReportWriter, quoted

Place = tuple[int | None, int | None]
"""Line and column, from 1."""


class GatheredGraph:
    """Collects people in the order in which they are told of, and ties in theirs; refuses what cannot be."""

    def __init__(self, form: str, writer: ReportWriter) -> None:
        self._form = form
        self._writer = writer
        self._people: dict[Any, Place] = {}
        self._ties: list[tuple[Any, Any, Place]] = []
        self._weights: list[float] = []
        self.directed = False

    def person(self, key: Any, place: Place) -> None:
        if key in self._people:
            line = self._people[key][0]
            first = "" if line is None else f", first in line {line}"
            self.refuse("duplicate_node", f"the person {quoted(key)} is declared twice{first}", place)
        self._people[key] = place

    def tie(self, source: Any, target: Any, place: Place) -> None:
        self._ties.append((source, target, place))
        self._weights.append(1.0)

    def weigh(self, weight: Any, place: Place) -> None:
        """Gives the latest tie its weight, a number or what is written of one."""
        try:
            number = float(weight)
        except (TypeError, ValueError, OverflowError):
            number = math.nan
        if isinstance(weight, bool) or not 0 <= number < math.inf:
            self.refuse("weight", f"the weight is {quoted(weight)}; must be a number, finite and >= 0", place)
        self._weights[-1] = number

    def refuse(self, what: str, message: str, place: Place) -> None:
        self._writer.refuse(f"{self._form}.{what}", message, *place)

    def graph(self, parallel_ties: str, self_ties: str) -> TieGraph:
        """The graph whose labels are the keys. Raises InvalidInput for ties of somebody not declared."""
        places = {key: place for place, key in enumerate(self._people)}
        for source, target, place in self._ties:
            for key in (source, target):
                if key not in places:
                    self.refuse("unknown_node", f"the person {quoted(key)} is not declared", place)
            if source == target and self_ties == "refuse":
                self.refuse("self_tie", f"the tie joins {quoted(source)} to themselves", place)
        made = TieGraph.from_arrays(
            [places[source] for source, _, _ in self._ties],
            [places[target] for _, target, _ in self._ties],
            None if all(weight == 1 for weight in self._weights) else self._weights,
            len(places),
            self.directed,
            parallel_ties,
            self_ties,
        )
        return TieGraph(made._core, tuple(places))

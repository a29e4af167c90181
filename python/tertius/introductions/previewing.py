"""What an introduction would do to those who take part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from tertius import _core, options
from tertius.display import Table
from tertius.keys import Key
from tertius.people import HasTies, require_ties

_MEASURES = ("constraint", "effective_size", "reach", "diversity")


class IntroductionPreview(Table):
    """How two strangers and their broker stand before and after an introduction.

    a, b: the two; broker: who knows both, or None; weight: of the new tie. Columns: person, measure
    (constraint, effective_size, reach, diversity), before, after, change.
    """

    def __init__(self, a: Key, b: Key, broker: Key | None, weight: float, changes: dict[Key, Any]) -> None:
        """Used by tertius itself; see preview_introduction()."""
        self.a = a
        self.b = b
        self.broker = broker
        self.weight = weight
        self._changes = changes

    def __getitem__(self, person: Key) -> dict[str, tuple[float, float]]:
        """One person's measures, before and after. Raises KeyError for somebody who takes no part."""
        before, after = self._changes[person]
        return {name: (before[place], after[place]) for place, name in enumerate(_MEASURES)}

    def _columns(self) -> Mapping[str, Any]:
        before = np.array([values for change in self._changes.values() for values in change[0]], dtype=float)
        after = np.array([values for change in self._changes.values() for values in change[1]], dtype=float)
        return {
            "person": _as_column([person for person in self._changes for _ in _MEASURES]),
            "measure": _as_column(_MEASURES * len(self._changes)),
            "before": before,
            "after": after,
            "change": after - before,
        }

    def __repr__(self) -> str:
        over = "" if self.broker is None else f" by {self.broker}"
        lines = [f"Introduction of {self.a} and {self.b}{over}, a tie of weight {self.weight:.3g}"]
        for person in self._changes:
            measures = [f"{name} {old:.3g} to {new:.3g}" for name, (old, new) in self[person].items()]
            lines.append(f"  {person}: " + ", ".join(measures))
        return "\n".join(lines)


def preview_introduction(
    g: HasTies, a: Key, b: Key, broker: Key | None = None, weight: float | None = None
) -> IntroductionPreview:
    """What joining two strangers would do to constraint, effective size, reach and diversity of the three.

    g
        A TieGraph, or TieStrengths. In a directed graph ties of either direction count, added up.
    broker
        Who would introduce them, tied to both; None: the shared contact whose weaker tie to the two is the
        strongest, if there is one.
    weight
        Of the new tie, > 0; None: that of the weaker of the broker's two ties; without a broker the median
        of the two people's ties, 1 if they have none.

    Reach counts the people within two steps. Diversity is how evenly the weight of somebody's ties is
    spread, in [0, 1], NaN below two contacts. Equal to measuring the graph with the tie and without it.
    Raises UnknownPerson, InvalidInput (also if the two are tied already), InvalidOption.
    Source: Burt, Structural Holes (1992), ch. 2; Eagle, Macy & Claxton, Science 328:1029 (2010), for
    diversity.

    >>> import tertius as tt
    >>> tt.preview_introduction(tt.TieGraph.from_arrays([0, 1], [1, 2]), 0, 2)
    Introduction of 0 and 2 by 1, a tie of weight 1
      0: constraint 1 to 1.12, effective_size 1 to 1, reach 2 to 2, diversity nan to 1
      2: constraint 1 to 1.12, effective_size 1 to 1, reach 2 to 2, diversity nan to 1
      1: constraint 0.5 to 1.12, effective_size 2 to 1, reach 2 to 2, diversity 1 to 1
    """
    ties = require_ties(g)
    people = ties._people
    heavy, changes = _core.preview_introduction(
        ties._ties,
        people.index(a),
        people.index(b),
        None if broker is None else people.index(broker),
        None if weight is None else options.number("weight", weight),
    )
    named = [people.named([person])[0] for person, _, _ in changes]
    preview = IntroductionPreview(
        named[0],
        named[1],
        named[2] if len(named) > 2 else None,
        heavy,
        dict(zip(named, [(before, after) for _, before, after in changes], strict=True)),
    )
    preview._library = people.library
    return preview


def _as_column(values: Any) -> Any:
    column = np.empty(len(values), dtype=object)
    column[:] = values
    return column

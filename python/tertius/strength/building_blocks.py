"""The six building blocks of relationships, from both sides, and how sure they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn

import numpy as np

from tertius import _core
from tertius.display import Table, counted
from tertius.people import People

BLOCKS = ("trust", "communication", "respect", "reciprocity", "alignment", "empathy")
_SIDES = ("pair", "forward", "backward")


class BuildingBlocks(Table):
    """Six rows a tie: trust, communication, respect, reciprocity, alignment, empathy.

    Columns: person, alter, block; pair (what it makes of the two), forward (what person shows alter) and
    backward (what alter shows person), each in [0, 1] with the ends of its 90 % interval (_low, _high);
    evidence (records that the pair's value rests on, each counted by what age has left of it). NaN, from 0
    to 1: the records cannot show it.

    >>> import tertius as tt
    >>> net = tt.Network.from_frames(
    ...     interactions={"from": ["Ada", "Ben"], "to": ["Ben", "Ada"], "time": [0, 3600]},
    ...     commitments={"owner": ["Ada", "Ada"], "to": ["Ben", "Ben"], "made": [0, 0], "done": [8, 9]},
    ... )
    >>> blocks = tt.tie_strengths(net)["Ada", "Ben"].building_blocks().to_frame()
    >>> trust = blocks[blocks["block"] == "trust"].iloc[0]
    >>> round(float(trust["forward"]), 2), bool(trust["backward"] == trust["backward"])
    (0.75, False)
    """

    def __init__(
        self,
        explainer: _core.StrengthExplainer,
        first: int,
        last: int,
        person: Any,
        alter: Any,
        people: People,
        turned: bool = False,
    ) -> None:
        """Used by tertius itself; see TieStrengths.building_blocks. Ties `first` to `last`."""
        self._numbers = explainer.blocks(first, last)
        self._ends = (alter, person) if turned else (person, alter)
        self._turned = turned
        self._people = people
        self._library = people.library

    def _columns(self) -> Mapping[str, Any]:
        person, alter = (self._people.named(np.repeat(end, len(BLOCKS))) for end in self._ends)
        columns: dict[str, Any] = {
            "person": person,
            "alter": alter,
            "block": list(BLOCKS) * len(self._ends[0]),
        }
        for side in _SIDES:
            seen = {"forward": "backward", "backward": "forward"}.get(side, side) if self._turned else side
            for end in ("", "_low", "_high"):
                columns[side + end] = self._numbers[seen + end]
        return {**columns, "evidence": self._numbers["evidence"]}

    def __len__(self) -> int:
        return len(self._numbers["pair"])

    def __repr__(self) -> str:
        scored = int(np.count_nonzero(~np.isnan(self._numbers["pair"])))
        ties = len(self) // len(BLOCKS)
        return f"BuildingBlocks of {counted(ties, 'tie')}: {scored} of {len(self)} on record"

    def __reduce__(self) -> NoReturn:
        raise TypeError("BuildingBlocks are not pickled; send their to_frame(), or work them out again")

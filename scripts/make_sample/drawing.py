"""Chance that falls the same way for everybody who draws it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")


class Draw:
    """Draws from a seed. Rests on `random.Random.random` alone, the one method that never changes."""

    def __init__(self, *seed: object) -> None:
        self._random = random.Random("/".join(map(str, seed)))

    def between(self, low: float, high: float) -> float:
        return low + (high - low) * self._random.random()

    def whole(self, low: int, high: int) -> int:
        """A whole number from low to high, both possible."""
        return low + int((high - low + 1) * self._random.random())

    def chance(self, probability: float) -> bool:
        return self._random.random() < probability

    def pick(self, items: Sequence[Item]) -> Item:
        return items[self.whole(0, len(items) - 1)]

    def some(self, items: Sequence[Item], count: int) -> list[Item]:
        """So many different items, in their own order."""
        places = list(range(len(items)))
        chosen = [places.pop(self.whole(0, len(places) - 1)) for _ in range(min(count, len(items)))]
        return [items[place] for place in sorted(chosen)]

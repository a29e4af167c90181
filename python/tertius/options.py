"""Options that many calls share, checked before the compiled part sees them."""

from __future__ import annotations

from typing import Any

import numpy as np

from tertius.errors import InvalidOption


def whole(name: str, value: Any, least: int, most: int) -> int:
    """A whole number in a range. Raises InvalidOption."""
    if isinstance(value, bool) or not isinstance(value, (int, np.integer)) or not least <= value <= most:
        raise InvalidOption(f"{name} is {ascii(value)[:40]}; must be a whole number from {least} to {most}", f"option.{name}")
    return int(value)


def number(name: str, value: Any) -> float:
    """A number, its range left to the compiled part. Raises InvalidOption."""
    if isinstance(value, bool) or not isinstance(value, (int, float, np.integer, np.floating)):
        raise InvalidOption(f"{name} is {ascii(value)[:40]}; must be a number", f"option.{name}")
    return float(value)


def thread_count(threads: int | None) -> int:
    """None: all the process may use."""
    return 0 if threads is None else whole("threads", threads, 1, 4096)


def random_seed(seed: int) -> int:
    return whole("seed", seed, 0, 2**64 - 1)

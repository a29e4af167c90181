"""Options that many calls share, checked before the compiled part sees them."""

from __future__ import annotations

from typing import Any

import numpy as np

from tertius import _core, columns
from tertius.errors import InvalidInput, InvalidOption

MOST_ROWS = 2**31 - 1  # a limit above is no limit


def whole(name: str, value: Any, least: int, most: int) -> int:
    """A whole number in a range. Raises InvalidOption."""
    if isinstance(value, bool) or not isinstance(value, (int, np.integer)) or not least <= value <= most:
        raise InvalidOption(
            f"{name} is {columns.shown(value)}; must be a whole number from {least} to {most}",
            f"option.{name}",
        )
    return int(value)


def number(name: str, value: Any) -> float:
    """A number, its range left to the compiled part. Raises InvalidOption."""
    if isinstance(value, bool) or not isinstance(value, (int, float, np.integer, np.floating)):
        raise InvalidOption(f"{name} is {columns.shown(value)}; must be a number", f"option.{name}")
    return float(value)


def moment(name: str, value: Any) -> int | None:
    """A datetime, a date or Unix seconds, as Unix seconds; None stays None. Raises InvalidOption."""
    if value is None:
        return None
    try:
        seconds = int(columns.time_column([value], columns.Place("options", name))[0])
    except InvalidInput as error:
        raise InvalidOption(
            f"{name} is {columns.shown(value)}; must be a datetime, a date or Unix seconds", f"option.{name}"
        ) from error
    if abs(seconds) > _core.MAX_TIME:
        hint = "; it looks like milliseconds" if 0 < seconds // 1000 < _core.MAX_TIME else ""
        raise InvalidOption(
            f"{name} is {seconds}; must be Unix seconds up to {_core.MAX_TIME}{hint}", f"option.{name}"
        )
    return seconds


def thread_count(threads: int | None) -> int:
    """None: all the process may use."""
    return 0 if threads is None else whole("threads", threads, 1, 4096)


def random_seed(seed: int) -> int:
    return whole("seed", seed, 0, 2**64 - 1)

"""Lengths of time and dates as people say them."""

from __future__ import annotations

import datetime
from typing import Any

import numpy as np

_UNITS = ((365.25, "year"), (30.44, "month"), (1.0, "day"), (1 / 24, "hour"), (1 / 1440, "minute"))
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def spoken_days(days: float) -> str:
    """A length of time: 3 hours, 45 days, 5 months; in the largest unit that it is two of. NaN: unknown.

    >>> spoken_days(12.3), spoken_days(800), spoken_days(0)
    ('12 days', '2 years', 'less than a minute')
    """
    if days != days:
        return "unknown"
    for length, name in _UNITS:
        if days >= 2 * length:
            return f"{round(days / length)} {name}s"
    length, name = _UNITS[-1]
    return f"1 {name}" if days >= length else f"less than a {name}"


def spoken_date(time: Any, now: Any = None) -> str:
    """A date, with its year unless `now` is in the same; both datetime64 or Unix seconds.

    >>> spoken_date(0), spoken_date(0, 86400), spoken_date(0, 400 * 86400)
    ('1 January 1970', '1 January', '1 January 1970')
    """
    day = _day(time)
    spoken = f"{day.day} {_MONTHS[day.month - 1]}"
    return spoken if now is not None and _day(now).year == day.year else f"{spoken} {day.year}"


def _day(time: Any) -> datetime.date:
    day: datetime.date = np.datetime64(time, "s").astype("datetime64[D]").item()
    return day


def with_article(word: str) -> str:
    """A word with its article: a mentor, an advisor."""
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"

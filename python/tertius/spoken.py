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


def whole_days(days: float) -> str:
    """A span as it was asked for: 1 day, 90 days, 0.5 days."""
    return f"{days:g} day{'' if days == 1 else 's'}"


def figure(number: float) -> str:
    """A number as people write it.

    >>> figure(0.5251), figure(6999.6), figure(41)
    ('0.525', '7,000', '41')
    """
    return f"{number:,.0f}" if abs(number) >= 100 else f"{number:.3g}"


def percent(share: float) -> str:
    """A share; what is neither nothing nor all is not called so, what is not known nothing.

    >>> percent(0.671), percent(0.9999), percent(0.001), percent(1), percent(float("nan"))
    ('67 %', '>99 %', '<1 %', '100 %', '')
    """
    if share != share:
        return ""
    if 0 < share < 0.005:
        return "<1 %"
    return ">99 %" if 0.995 < share < 1 else f"{100 * share:.0f} %"


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

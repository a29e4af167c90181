"""Lengths of time and dates as people say them."""

from __future__ import annotations

import numpy as np

_UNITS = ((365.25, "year"), (30.44, "month"), (1.0, "day"), (1 / 24, "hour"), (1 / 1440, "minute"))
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def spoken_days(days: float) -> str:
    """A length of time: 3 hours, 45 days, 5 months; in the largest unit that it is more than twice of.

    >>> spoken_days(12.3), spoken_days(800), spoken_days(0)
    ('12 days', '2 years', 'less than a minute')
    """
    for length, name in _UNITS:
        if days >= 2 * length:
            return f"{round(days / length)} {name}s"
    length, name = _UNITS[-1]
    return f"1 {name}" if days >= length else f"less than a {name}"


def spoken_date(seconds: int, now: int) -> str:
    """A date, with its year unless that is the present one; both in Unix seconds.

    >>> spoken_date(0, 86400), spoken_date(0, 400 * 86400)
    ('1 January', '1 January 1970')
    """
    year, month, day = str(np.datetime64(seconds, "s").astype("datetime64[D]")).rsplit("-", 2)
    spoken = f"{int(day)} {_MONTHS[int(month) - 1]}"
    return spoken if year == str(np.datetime64(now, "s").astype("datetime64[Y]")) else f"{spoken} {year}"


def with_article(word: str) -> str:
    """A word with its article: a mentor, an advisor."""
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"

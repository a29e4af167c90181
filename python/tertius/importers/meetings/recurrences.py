"""When a repeating event takes place, in time that no rule can stretch.

The rules of RFC 5545 are expanded by ``dateutil``, which walks to the year 9999 to see that a rule gives
nothing more. The calendar repeats every 28 years from 1901 to 2099, and the last century before 10000 is like
that: a rule is moved there, to end shortly before the walk does, and what it gives is moved back. So no walk
is longer than a hundred years.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import takewhile
from typing import Any

from tertius.importers.report import quoted

_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_FASTER = ("SECONDLY", "MINUTELY", "HOURLY")
_NUMBERS = re.compile(r"[+-]?\d{1,4}(?:,[+-]?\d{1,4})*", re.ASCII)
_DAYS = re.compile(
    r"(?:[+-]?\d{1,2})?(?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:[+-]?\d{1,2})?(?:MO|TU|WE|TH|FR|SA|SU))*"
)
_COUNT = re.compile(r"\d{1,18}", re.ASCII)
_MOST = {
    "BYMONTH": 12,
    "BYWEEKNO": 107,
    "BYYEARDAY": 733,
    "BYMONTHDAY": 63,
    "BYDAY": 400,
    "BYSETPOS": 733,
    "BYHOUR": 24,
    "BYMINUTE": 60,
    "BYSECOND": 60,
}
_PARTS = frozenset(("FREQ", "UNTIL", "COUNT", "INTERVAL", "WKST", *_MOST))
_MOST_TIMES_A_DAY = 4
_LONGEST = 4096
_CYCLE_YEARS = 28
_CYCLE = timedelta(days=28 * 365 + 7)
_FIRST_YEAR, _LAST_YEAR = 9901, 9998
_LIKE_YEARS = 9972 - 2000
_LIKE = datetime(9972, 1, 1) - datetime(2000, 1, 1)
"""Both are leap years that begin on a Saturday."""
_REPEATING_YEARS = range(1901, 2100)


class RuleFault(ValueError):
    """A rule that cannot be followed; `code` says whether it is wrong or asks too much."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Rule:
    """One RRULE, checked: nothing faster than daily, a few times a day, lists of sensible length."""

    def __init__(self, text: str) -> None:
        """Raises RuleFault: ical.rrule for what is no rule, limit.rrule for one that asks too much."""
        if len(text) > _LONGEST:
            raise RuleFault("limit.rrule", f"the rule has more than {_LONGEST} characters")
        self._parts = dict(_named_parts(text.upper()))
        frequency = self._parts.get("FREQ")
        if frequency in _FASTER:
            raise RuleFault("limit.rrule", f"the rule repeats {frequency}; at most DAILY is read")
        if frequency not in _FREQUENCIES:
            raise RuleFault("ical.rrule", "the rule does not say how often")
        self.until = self._parts.pop("UNTIL", None)
        """As written."""
        self._count = self._checked_count()
        times_a_day = 1
        for name, value in self._parts.items():
            if name.startswith("BY"):
                length = _checked_list(name, value)
                times_a_day *= length if name in ("BYHOUR", "BYMINUTE", "BYSECOND") else 1
        if times_a_day > _MOST_TIMES_A_DAY:
            raise RuleFault(
                "limit.rrule",
                f"the rule repeats {times_a_day} times a day; at most {_MOST_TIMES_A_DAY} are read",
            )

    def _checked_count(self) -> int | None:
        interval = self._parts.get("INTERVAL", "1")
        count = self._parts.pop("COUNT", None)
        if not _NUMBERS.fullmatch(interval) or "," in interval or int(interval) < 1:
            raise RuleFault("ical.rrule", "INTERVAL must be a whole number from 1 to 9999")
        if count is not None and (not _COUNT.fullmatch(count) or int(count) < 1):
            raise RuleFault("ical.rrule", "COUNT must be a whole number from 1")
        return None if count is None else int(count)

    def starts(self, first: datetime, last: datetime) -> Iterator[datetime]:
        """Local times from `first`, which always is one, to `last`, in order. Raises RuleFault."""
        from dateutil.rrule import rrulestr  # type: ignore[import-untyped]

        cycles = (_LAST_YEAR - _LIKE_YEARS - last.year) // _CYCLE_YEARS
        moved = _LIKE + cycles * _CYCLE
        in_step = first.year in _REPEATING_YEARS and last.year in _REPEATING_YEARS
        if not in_step or first.year + _LIKE_YEARS + cycles * _CYCLE_YEARS < _FIRST_YEAR:
            raise RuleFault("limit.rrule", f"the rule runs from {first.year}; at most 70 years are read")
        text = ";".join(f"{name}={value}" for name, value in self._parts.items())
        end = last + moved
        try:
            rule: Any = rrulestr(text, dtstart=first + moved)
            bounded = rule.replace(until=end) if self._count is None else rule.replace(count=self._count)
        except (ValueError, TypeError, IndexError) as error:
            raise RuleFault("ical.rrule", "the rule contradicts itself") from error
        return self._walk(bounded, first, moved, end)

    @staticmethod
    def _walk(rule: Any, first: datetime, moved: timedelta, end: datetime) -> Iterator[datetime]:
        yield first
        try:
            for start in takewhile(lambda start: start <= end, rule):
                if start - moved != first:
                    yield start - moved
        except (ValueError, OverflowError):  # the walk has left the year 9999
            return


def _named_parts(text: str) -> Iterator[tuple[str, str]]:
    for part in filter(None, text.split(";")):
        name, _, value = part.partition("=")
        if name not in _PARTS:
            raise RuleFault("ical.rrule", f"{quoted(name)} is no part of a rule")
        yield name, value


def _checked_list(name: str, value: str) -> int:
    length = value.count(",") + 1
    if length > _MOST[name]:
        raise RuleFault("limit.rrule", f"{name} lists {length}; at most {_MOST[name]} are read")
    if not (_DAYS if name == "BYDAY" else _NUMBERS).fullmatch(value):
        raise RuleFault("ical.rrule", f"{name} lists {quoted(value)}")
    return length

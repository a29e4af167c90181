"""Dates of messages as Unix seconds, in the forms of RFC 5322 and the older ones it still allows."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from email.utils import parsedate_tz

_LONGEST = 200
_BAD_ZONE = re.compile(r"[+-]\d\d[6-9]\d\b")
_MONTHS = {
    month: number
    for number, month in enumerate(
        (b"Jan", b"Feb", b"Mar", b"Apr", b"May", b"Jun", b"Jul", b"Aug", b"Sep", b"Oct", b"Nov", b"Dec"), 1
    )
}
_ZONE = rb"(?:[A-Z]{1,5}|[+-]\d{4})"
_SEPARATOR = re.compile(
    rb"From\s(?:.*\s)?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\s+(?P<month>[A-Z][a-z][a-z])\s+(?P<day>\d{1,2})\s+"
    rb"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?"
    rb"(?:\s+" + _ZONE + rb"){0,2}\s+(?P<year>\d{4})(?:\s+" + _ZONE + rb")?\s*"
)


def seconds_of_date(text: str) -> int:
    """Unix seconds of a Date header; without a zone that is known: UTC. Raises ValueError.

    Two digits of a year are its last two, three are counted from 1900; a leap second is the one before.
    """
    try:
        fields = parsedate_tz(text) if len(text) <= _LONGEST and not _BAD_ZONE.search(text) else None
    except (IndexError, TypeError, OverflowError):
        fields = None
    if fields is None:
        raise ValueError("no date")
    year, month, day, hour, minute, second = fields[:6]
    if 100 <= year < 1000:
        year += 1900
    zone = timezone(timedelta(seconds=fields[9] or 0))
    moment = datetime(year, month, day, hour, minute, 59 if second == 60 else second, tzinfo=zone)
    return int(moment.timestamp())


def parts_messages(line: bytes) -> bool:
    """Whether a line of a mailbox holds what begins a message: "From ", somebody, and a date that exists.

    The date as asctime gives it, with a zone before or after the year or without one.
    """
    found = _SEPARATOR.fullmatch(line)
    if not found or found["month"] not in _MONTHS:
        return False
    hour, minute, second = (int(found[part] or 0) for part in ("hour", "minute", "second"))
    try:
        datetime(
            int(found["year"]), _MONTHS[found["month"]], int(found["day"]), hour, minute, min(second, 59)
        )
    except ValueError:
        return False
    return second <= 60

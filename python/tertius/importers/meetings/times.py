"""Dates, times and zones of a calendar as moments.

A zone that the time zone database knows is taken from there, whatever the file says of it; names that
Windows uses are looked up. A time that the clocks skip in spring is moved forward by what they skip; of one
that comes twice in autumn the first is meant. Times without a zone are in the calendar's own, else in UTC:
never in that of the machine. A leap second is the second before.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from tertius.importers.meetings.lines import Component, Property
from tertius.importers.report import quoted

_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?", re.ASCII)
_ZONE_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+){0,2}")
_OFFSET = re.compile(r"([+-])(\d\d)([0-5]\d)(?:\d\d)?", re.ASCII)


@dataclass(frozen=True)
class Moment:
    """A date or time as written, and where on earth it is meant."""

    local: datetime
    zone: tzinfo
    is_date: bool

    def at(self, local: datetime) -> int:
        """Unix seconds of another local time in the same zone."""
        return int(local.replace(tzinfo=self.zone).timestamp())

    @property
    def seconds(self) -> int:
        return self.at(self.local)

    def local_of(self, seconds: int) -> datetime:
        """The local time at some Unix seconds."""
        return datetime.fromtimestamp(seconds, self.zone).replace(tzinfo=None)


class Zones:
    """The time zones that one calendar names."""

    def __init__(self, warn: Callable[[str], object]) -> None:
        self._own: tzinfo = timezone.utc
        self._known: dict[str, tzinfo | None] = {}
        self._described: dict[str, tzinfo] = {}
        self._warn = warn

    def learn(self, component: Component) -> None:
        """Notes the calendar's own zone, or what it says of a zone."""
        if component.name == "VCALENDAR":
            self._own = self._named(component.word("X-WR-TIMEZONE")) or self._own
            return
        place = self._named(component.word("X-LIC-LOCATION"))
        offset = _OFFSET.fullmatch(component.word("TZOFFSETTO"))
        if place:
            self._described[component.word("TZID")] = place
        elif offset and int(offset[2]) < 24:
            span = timedelta(hours=int(offset[2]), minutes=int(offset[3]))
            self._described[component.word("TZID")] = timezone(-span if offset[1] == "-" else span)

    def zone(self, name: str | None) -> tzinfo:
        """The zone of that name; UTC, with a warning, where nobody knows it."""
        if not name:
            return self._own
        zone = self._named(name)
        if zone:
            return zone
        self._warn("ical.unknown_zone")
        return self._described.get(name, timezone.utc)

    def _named(self, name: str) -> tzinfo | None:
        if name not in self._known:
            self._known[name] = _zone_of_database(name)
        found = self._known[name]
        described = self._described.get(name)
        return described if found is None and isinstance(described, ZoneInfo) else found


def _zone_of_database(name: str) -> tzinfo | None:
    """A zone by its name, by the one that Windows gives it, or by a name that ends with it."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    parts = name.strip('"/').split("/")
    names = [name.strip('"'), *("/".join(parts[-count:]) for count in (3, 2) if len(parts) > count)]
    for one in (WINDOWS_TO_OLSON.get(names[0], names[0]), *names[1:]):
        if not _ZONE_NAME.fullmatch(one):
            continue
        try:
            return ZoneInfo(one)
        except (OSError, ValueError, KeyError):
            continue
    return None


def moments_of(written: Property, zones: Zones) -> list[Moment]:
    """The moments that a property lists, of periods their starts; at least one. Raises ValueError."""
    parameters, value = written.parts
    zone = None if value.endswith("Z") else parameters.get("TZID")
    return [moment(one.partition("/")[0].strip(), zones.zone(zone)) for one in value.split(",")]


def moment(text: str, zone: tzinfo) -> Moment:
    """The moment that a date or time means in a zone. Raises ValueError."""
    found = _MOMENT.fullmatch(text)
    if not found:
        raise ValueError(f"{quoted(text)} is no date")
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    try:
        local = datetime(year, month, day, hour, minute, 59 if second == 60 else second)
        told = Moment(local, timezone.utc if found[7] else zone, found[4] is None)
        told.local_of(told.seconds)  # at either end of the calendar a zone may lead out of it
    except (ValueError, OverflowError, OSError):
        raise ValueError(f"{quoted(text)} is no date") from None
    return told

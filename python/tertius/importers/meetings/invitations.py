"""One event of a calendar: when it takes place, and who of those invited comes."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import unquote

from tertius.importers.addressees import Addressee, AddressFault, Owner, key_of, shown_name
from tertius.importers.gathering import digest
from tertius.importers.limits import DAY, Limits
from tertius.importers.meetings.lines import Component, Property
from tertius.importers.meetings.recurrences import Rule, RuleFault
from tertius.importers.meetings.times import Moment, Zones, moment, moments_of
from tertius.importers.report import quoted

_SURE = {"ACCEPTED": 0.9, "TENTATIVE": 0.5}
"""How sure it is that somebody came who answered so."""
_NOT_COMING = {"DECLINED": "declined", "DELEGATED": "delegated"}
_NO_PEOPLE = ("RESOURCE", "ROOM", "GROUP")
_WEEK = 7 * DAY
_CELEBRATION = re.compile(
    r"\b(?:birthday|anniversary|geburtstag|jahrestag|hochzeitstag|anniversaire|cumpleaños|aniversario|"
    r"compleanno|anniversario|aniversário|verjaardag|urodziny|födelsedag|fødselsdag|день рождения)\b|"
    r"誕生日|生日",
    re.IGNORECASE,
)


class EventFault(ValueError):
    """An event that cannot be what it says, and where."""

    def __init__(self, code: str, message: str, line: int, column: int | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.line = line
        self.column = column


class Guests:
    """Who of those invited comes; an event with nobody invited counts as one invitation."""

    def __init__(self, component: Component, owner: Owner, limits: Limits) -> None:
        self.organiser: str | None = owner.key
        """Where no organiser is told, the owner of the calendar."""
        self.present: dict[str, float] = {}
        """Who comes, the organiser aside, and how sure that is."""
        self.names: list[Addressee] = []
        self.skipped: Counter[str] = Counter()
        """Invitations of those who do not come, and why."""
        self.faults: list[EventFault] = []
        """Invitations that cannot be read."""
        self._owner = owner
        attendees = component.all("ATTENDEE")
        self.invitations = max(1, len(attendees))
        for organiser in component.all("ORGANIZER")[:1]:
            try:
                self.organiser = self._person(*organiser.parts)
            except ValueError:
                self.organiser = None
        for number, attendee in enumerate(attendees):
            if len(self.present) == limits.recipients:
                self.skipped["too_many_attendees"] = len(attendees) - number
                break
            try:
                self._invite(*attendee.parts)
            except ValueError:
                self.faults.append(EventFault("ical.attendee", "the attendee cannot be read", attendee.line))

    def _invite(self, parameters: dict[str, str], value: str) -> None:
        if parameters.get("CUTYPE", "").upper() in _NO_PEOPLE:
            self.skipped["no_person"] += 1
            return
        answer = parameters.get("PARTSTAT", "NEEDS-ACTION").upper()
        person = self._person(parameters, value)
        if person == self.organiser:
            if answer == "DECLINED":
                self.organiser = None
                self.skipped["declined"] += 1
        elif answer in _SURE:
            self.present[person] = max(_SURE[answer], self.present.get(person, 0))
        else:
            self.skipped[_NOT_COMING.get(answer, "needs_action")] += 1

    def _person(self, parameters: dict[str, str], value: str) -> str:
        """The key of whoever an address names: without e-mail one made of the address and the name shown."""
        shown = parameters.get("CN", "")
        scheme, _, address = value.partition(":")
        if scheme.lower() != "mailto":
            address = parameters.get("EMAIL", "")
        try:
            key = self._owner.known_as(key_of(unquote(address.strip())))
        except AddressFault:
            key = f"unresolved:{digest(value.casefold(), shown)}"
        self.names.append(Addressee(key, shown_name(shown)))
        return key


@dataclass
class Event:
    """One VEVENT up to now."""

    uid: str
    version: tuple[int, str, tuple[str, ...]]
    """The larger of two is the newer one."""
    replaces: int | None
    """The start, in Unix seconds, of the occurrence of a repeating event that this one stands for."""
    starts: array[int]
    """Unix seconds of all that it takes place at, the latest, in order."""
    curtailed: bool
    """Whether it took place more often than is read."""
    minutes: float | None
    nothing: str | None
    """Why there is nothing to take from it: cancelled, celebration."""
    guests: Guests


def read_event(component: Component, zones: Zones, owner: Owner, limits: Limits, until: int) -> Event:
    """The event that a component describes, until some time. Raises EventFault."""
    if component.count > limits.properties:
        most = f"the event has more than {limits.properties} properties"
        raise EventFault("limit.ical_properties", most, component.line)
    if not component.ended:
        raise EventFault("ical.unterminated", "the event has no end", component.line)
    written = component.first("DTSTART")
    if not written:
        raise EventFault("ical.no_start", "the event has no DTSTART", component.line)
    start = _moments(written, zones)[0]
    if start.seconds < limits.earliest:
        message = f"{quoted(written.parts[1])} is before all that is read"
        raise EventFault("time.range", message, written.line, written.column)
    minutes = _minutes(component, start, zones)
    replaced = [_moments(one, zones)[0].seconds for one in component.all("RECURRENCE-ID")[:1]]
    starts = _starts(component, start, zones, until)
    return Event(
        uid=component.word("UID") or digest(component.word("DTSTART"), component.word("ORGANIZER")),
        version=_version(component),
        replaces=replaced[0] if replaced else None,
        starts=array("q", starts[-limits.occurrences :]),
        curtailed=len(starts) > limits.occurrences,
        minutes=minutes,
        nothing=_nothing(component, start),
        guests=Guests(component, owner, limits),
    )


def _starts(component: Component, start: Moment, zones: Zones, until: int) -> list[int]:
    found = {start.seconds}
    for written in component.all("RDATE"):
        found.update(one.seconds for one in _moments(written, zones))
    for written in component.all("RRULE"):
        try:
            rule = Rule(written.parts[1])
            found.update(map(start.at, rule.starts(start.local, _last(rule, start, until))))
        except ValueError as fault:
            code = fault.code if isinstance(fault, RuleFault) else "ical.rrule"
            raise EventFault(code, str(fault), written.line, written.column) from None
    for written in component.all("EXDATE"):
        found.difference_update(one.seconds for one in _moments(written, zones))
    return sorted(one for one in found if one <= until)


def _last(rule: Rule, start: Moment, until: int) -> datetime:
    """The latest local time to look at: now, or when the rule says that it ends."""
    last = start.local_of(until)
    if rule.until is not None:
        end = moment(rule.until, start.zone)
        whole_day = timedelta(days=1, seconds=-1) if end.is_date else timedelta()
        last = min(last, start.local_of(end.seconds) + whole_day)
    return max(last, start.local)


def _moments(written: Property, zones: Zones) -> list[Moment]:
    try:
        return moments_of(written, zones)
    except ValueError as fault:
        raise EventFault("date.invalid", str(fault), written.line, written.column) from None


def _version(component: Component) -> tuple[int, str, tuple[str, ...]]:
    sequence = component.word("SEQUENCE")
    number = int(sequence) if sequence.isdecimal() and len(sequence) < 10 else 0
    return number, component.word("LAST-MODIFIED"), tuple(one.text for one in component.properties)


def _nothing(component: Component, start: Moment) -> str | None:
    if component.word("STATUS").upper() == "CANCELLED":
        return "cancelled"
    categories = component.word("CATEGORIES")
    summary = component.word("SUMMARY") if start.is_date else ""
    return "celebration" if _CELEBRATION.search(f"{categories[:1000]} {summary[:1000]}") else None


def _minutes(component: Component, start: Moment, zones: Zones) -> float | None:
    """How long it lasts; a day's end is the first moment of the next. None where that is not told."""
    ends = component.first("DTEND")
    if ends:
        end = _moments(ends, zones)[0]
        seconds = (end.local - start.local).total_seconds() if start.is_date else end.seconds - start.seconds
    else:
        seconds = _duration(component.word("DURATION"))
    if start.is_date:
        seconds = max(seconds, DAY)
    return seconds / 60 if 0 < seconds <= _WEEK else None


def _duration(text: str) -> float:
    from icalendar import vDuration

    try:
        if not 0 < len(text) < 32:
            return 0.0
        return float(vDuration.from_ical(text).total_seconds())  # type: ignore[no-untyped-call]
    except (ValueError, OverflowError):
        return 0.0

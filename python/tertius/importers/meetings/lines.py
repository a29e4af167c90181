"""The lines of a calendar file (RFC 5545), unfolded, and the events and time zones that they make up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from tertius.importers.files.file_lines import FileLines
from tertius.importers.limits import Limits

_READ = frozenset(
    (
        "BEGIN",
        "END",
        "X-WR-TIMEZONE",
        "TZID",
        "X-LIC-LOCATION",
        "TZOFFSETTO",
        "UID",
        "SEQUENCE",
        "LAST-MODIFIED",
        "DTSTART",
        "DTEND",
        "DURATION",
        "RECURRENCE-ID",
        "RRULE",
        "RDATE",
        "EXDATE",
        "STATUS",
        "SUMMARY",
        "CATEGORIES",
        "ORGANIZER",
        "ATTENDEE",
    )
)
_NAME = re.compile(rb"[A-Za-z0-9-]{1,64}(?=[:;])")


@dataclass(frozen=True)
class Property:
    """One unfolded line: NAME;PARAMETER=...:value."""

    name: str
    text: str
    line: int
    """The first of the lines that it takes in the file."""

    @cached_property
    def parts(self) -> tuple[dict[str, str], str]:
        """Its parameters, by names in upper case, and its value. Raises ValueError."""
        after = len(self.name)
        if self.text[after] == ":":
            return {}, self.text[after + 1 :].strip()
        from icalendar.parser import Contentline

        _, parameters, value = Contentline(self.text).parts()  # type: ignore[no-untyped-call]
        named = {
            name.upper(): told if isinstance(told, str) else ",".join(told)
            for name, told in parameters.items()
        }
        return named, str(value).strip()

    @property
    def column(self) -> int:
        """Where the value stands, from 1, as if the line were not folded; 1 where it has none."""
        try:
            return len(self.text.rstrip()) - len(self.parts[1]) + 1
        except ValueError:
            return 1


@dataclass
class Component:
    """An event or a time zone: those of its properties that are read, and how many it has."""

    name: str
    line: int
    properties: list[Property] = field(default_factory=list)
    count: int = 0
    ended: bool = False

    def all(self, name: str) -> list[Property]:
        return [one for one in self.properties if one.name == name]

    def first(self, name: str) -> Property | None:
        return next((one for one in self.properties if one.name == name), None)

    def word(self, name: str) -> str:
        """A property's value as a word; empty where it is missing or cannot be read."""
        found = self.first(name)
        try:
            return found.parts[1] if found else ""
        except ValueError:
            return ""


def components(lines: FileLines, limits: Limits) -> Iterator[Component]:
    """The events and time zones of a file as they end; and for its own zone a component VCALENDAR.

    What lies within an event, such as an alarm with attendees of its own, is not the event's; of a zone the
    standard time is. An event that has no end is given as not `ended`.
    """
    current: Component | None = None
    within: list[str] = []
    for one in _unfolded(lines, limits):
        what = one.text[len(one.name) + 1 :].strip().upper() if one.name in ("BEGIN", "END") else ""
        if one.name == "BEGIN" and what in ("VEVENT", "VTIMEZONE"):
            if current:
                yield current
            current, within = Component(what, one.line), []
        elif one.name == "BEGIN":
            within.append(what)
        elif one.name == "END" and current and what in (current.name, "VCALENDAR"):
            current.ended = what == current.name
            yield current
            current, within = None, []
        elif one.name == "END":
            del within[-1:]
        elif current:
            current.count += 1
            taken = not within or (current.name == "VTIMEZONE" and within == ["STANDARD"])
            if taken and one.name in _READ and current.count <= limits.properties:
                current.properties.append(one)
        elif one.name == "X-WR-TIMEZONE":
            yield Component("VCALENDAR", one.line, [one], 1, True)
    if current:
        yield current


def _unfolded(lines: FileLines, limits: Limits) -> Iterator[Property]:
    """Every property of a file; of those that nobody reads, the name alone."""
    name, parts, number, size = "", [b""], 0, 0
    while (line := lines.take()) is not None:
        if line[:1] in (b" ", b"\t"):
            if name in _READ and size < limits.line_bytes:
                parts.append(line[1:])
                size += len(line)
            continue
        if name:
            yield Property(name, _text(parts), number)
        line = line.removeprefix(b"\xef\xbb\xbf")
        found = _NAME.match(line)
        name = found[0].decode("ascii").upper() if found else ""
        parts, number, size = [line if name in _READ else b""], lines.number, len(line)
    if name:
        yield Property(name, _text(parts), number)


def _text(parts: list[bytes]) -> str:
    return b"".join(parts).decode("utf-8", "replace")

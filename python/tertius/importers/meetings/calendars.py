"""Calendars (iCalendar files: Google, Outlook, Apple) as networks."""

from __future__ import annotations

import datetime
import os
import time as clock
from collections.abc import Callable, Iterable
from itertools import combinations
from pathlib import Path

from tertius import options
from tertius.importers.addressees import Owner
from tertius.importers.files.file_lines import FileLines
from tertius.importers.files.plain_files import shown_path
from tertius.importers.files.several_files import Paths, files_of, share_of, shown_paths
from tertius.importers.gathering import Gathering, digest
from tertius.importers.limits import Limits
from tertius.importers.meetings.invitations import Event, EventFault, Guests, read_event
from tertius.importers.meetings.lines import components
from tertius.importers.meetings.times import Zones
from tertius.importers.report import ReportWriter, quoted
from tertius.network.network import Network
from tertius.progress import Progress, as_callback

_MOST_TALKING = 10
"""People at a meeting in which each meets each."""
_MOST_ROWS = 1_000_000


def read_calendar(
    path: Paths,
    *,
    me: str | Iterable[str] | None = None,
    strict: bool = False,
    limits: Limits = Limits(),  # noqa: B008 - unchanging
    progress: Progress = None,
    until: datetime.datetime | datetime.date | int | None = None,
) -> Network:
    """Reads a calendar: an .ics file, several, or a folder of them.

    Each meeting that has begun is an interaction (channel "meeting", kind "attended") from its organiser to
    each attendee who accepted (confidence 0.9) or did so tentatively (0.5); at one of at most ten people also
    between each two attendees. Who declined or has not answered, rooms and resources, cancelled events,
    birthdays and anniversaries are left out. Titles and descriptions are never kept. People stand by their
    addresses as in :func:`read_mbox`, those without one by a key of their own ("unresolved:...").

    `me`
        The owner's address, or several; the organiser of events that name none.
    `until`
        A datetime, a date or Unix seconds: later meetings are not looked at; None: now.
    `strict`
        Raise at the first event that cannot be what it says, rather than leave it out.

    A repeating event counts with its latest `limits.occurrences`. What a rule may ask is told in
    :mod:`tertius.importers.meetings.recurrences`, which zone is meant in
    :mod:`tertius.importers.meetings.times`. The report's rows are invitations: one for each attendee of an
    event, and one for an event without any.

    Raises OSError, InvalidInput (io.not_regular_file, limit.file_bytes, limit.rows, ical.expected_begin),
    InvalidOption, and ImportError where ``icalendar`` is missing.

    >>> import pathlib, tempfile
    >>> import tertius as tt
    >>> lines = (
    ...     "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "BEGIN:VEVENT", "UID:1", "DTSTAMP:20240101T000000Z",
    ...     "DTSTART:20240701T090000Z", "DTEND:20240701T093000Z", "ORGANIZER:mailto:ada@x.org",
    ...     "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ben@x.org", "END:VEVENT", "END:VCALENDAR", "",
    ... )
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     written = pathlib.Path(folder, "work.ics").write_text("\\r\\n".join(lines), newline="")
    ...     net = tt.read_calendar(pathlib.Path(folder, "work.ics"))
    >>> net.interactions["to"].tolist(), net.interactions["minutes"].tolist()
    (['ben@x.org'], [30.0])
    """
    _require_icalendar()
    owner = Owner(me)
    last = options.moment("until", until)
    paths = [path] if isinstance(path, (str, os.PathLike)) else list(path)
    files = files_of(paths, limits, lambda file: file.suffix.lower() in (".ics", ".ical"))
    writer = ReportWriter("calendar", shown_paths(paths), strict=strict, limits=limits)
    calendar = _Calendar(owner, writer, limits, int(clock.time()) if last is None else last)
    done = share_of([file.stat().st_size for file in files], as_callback(progress))
    for file in files:
        calendar.read(file, done)
    gathering = calendar.gathered()
    return gathering.network(writer)


def _require_icalendar() -> None:
    try:
        import icalendar  # noqa: F401 - looked for before anything is read
    except ImportError as error:
        raise ImportError("calendars need icalendar: pip install 'tertius[imports]'") from error


class _Calendar:
    """The events of several files, each in its newest version."""

    def __init__(self, owner: Owner, writer: ReportWriter, limits: Limits, until: int) -> None:
        self._owner = owner
        self._writer = writer
        self._limits = limits
        self._until = until
        self._events: dict[tuple[str, int | None], Event] = {}
        """By what they are called and what they replace."""
        self._rows = 0

    def read(self, file: Path, done: Callable[[int], object]) -> None:
        """Takes a file's events. Raises OSError, InvalidInput."""
        self._writer.file = shown_path(file)
        zones = Zones(self._writer.warn)
        with file.open("rb") as stream:
            lines = FileLines(stream, self._limits.line_bytes, done)
            begin = lines.peek(40).removeprefix(b"\xef\xbb\xbf")
            if not begin.upper().startswith(b"BEGIN:VCALENDAR"):
                found = quoted(begin.decode("utf-8", "replace"))
                self._writer.refuse(
                    "ical.expected_begin", f"a calendar begins BEGIN:VCALENDAR, not {found}", 1
                )
            for component in components(lines, self._limits):
                if component.name != "VEVENT":
                    zones.learn(component)
                    continue
                try:
                    self._keep(read_event(component, zones, self._owner, self._limits, self._until))
                except EventFault as fault:
                    self._writer.read()
                    self._reject(fault)

    def _reject(self, fault: EventFault) -> None:
        self._writer.reject(fault.code, str(fault), fault.line, fault.column)

    def _keep(self, event: Event) -> None:
        """Of several versions of an event the newest counts."""
        guests = event.guests
        self._writer.read(guests.invitations)
        for fault in guests.faults:
            self._reject(fault)
        known = self._events.get((event.uid, event.replaces))
        if known and known.version >= event.version:
            self._skip(event, "duplicate")
            return
        if known:
            self._skip(known, "duplicate")
        self._events[event.uid, event.replaces] = event

    def _skip(self, event: Event, reason: str) -> None:
        self._writer.skip(reason, event.guests.invitations - len(event.guests.faults))

    def gathered(self) -> Gathering:
        """What the events tell."""
        gathering = Gathering("calendar")
        if self._owner.key is not None:
            gathering.person(self._owner.key, aliases=self._owner.aliases)
        replaced: dict[str, set[int]] = {}
        for uid, start in self._events:
            if start is not None:
                replaced.setdefault(uid, set()).add(start)
        names: dict[str, tuple[int, str]] = {}
        for _, event in sorted(self._events.items(), key=lambda named: (named[0][0], named[0][1] or 0)):
            starts = [
                one
                for one in event.starts
                if event.replaces is not None or one not in replaced.get(event.uid, ())
            ]
            self._tell(gathering, event, starts)
            for person in event.guests.names:
                told = starts[-1] if starts else 0, person.name
                names[person.address] = max(told, names.get(person.address, told))
        for key, (_, name) in names.items():
            if key in gathering:
                gathering.person(key, name=name)
        return gathering

    def _tell(self, gathering: Gathering, event: Event, starts: list[int]) -> None:
        guests = event.guests
        meetings = _meetings(guests)
        for reason, count in guests.skipped.items():
            self._writer.skip(reason, count)
        nothing = event.nothing or (not meetings and "nobody_else") or (not starts and "no_past_meeting")
        rest = guests.invitations - len(guests.faults) - guests.skipped.total()
        if nothing:
            self._writer.skip(nothing, rest)
            return
        self._writer.imported(rest)
        if "too_many_attendees" in guests.skipped:
            self._writer.warn("ical.too_many_attendees")
        if event.curtailed:
            self._writer.warn("limit.occurrences")
        self._rows += len(starts) * len(meetings)
        if self._rows > _MOST_ROWS:
            self._writer.refuse("limit.rows", f"the events repeat to more than {_MOST_ROWS} meetings of two")
        for start in starts:
            record = digest(event.uid, str(start if event.replaces is None else event.replaces))
            for one, other, confidence in meetings:
                gathering.interaction(
                    **{"from": one},
                    to=other,
                    time=start,
                    channel="meeting",
                    kind="attended",
                    minutes=event.minutes,
                    message=record,
                    record=record,
                    confidence=confidence,
                )


def _meetings(guests: Guests) -> list[tuple[str, str, float]]:
    """Who meets whom at an event, and how sure that is."""
    present = sorted(guests.present.items())
    met = [(guests.organiser, guest, sure) for guest, sure in present if guests.organiser is not None]
    if len(present) + (guests.organiser is not None) <= _MOST_TALKING:
        for (one, sure), (other, as_sure) in combinations(present, 2):
            met.append((one, other, min(sure, as_sure)))
    return met

"""The calendar: standing meetings with their exceptions, single ones, and days that belong to nobody else."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

from folding import escaped, folded
from people import MARA, Person
from records import HOME, Diary, Meeting

_STAMP = "DTSTAMP:20260630T120000Z"
_ZONES = {"W. Europe Standard Time": ZoneInfo("Europe/Berlin"), "Europe/Stockholm": HOME}
ALL_DAY = (
    ("allday-1", "Conference in Port Halden", dt.date(2024, 9, 18), 3),
    ("allday-2", "Summer holidays", dt.date(2025, 7, 7), 21),
)


def write_calendar(diary: Diary, folder: Path) -> dict[str, int]:
    """Writes calendar.ics; returns how many of what it holds."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//tertius//invented sample//EN", "CALSCALE:GREGORIAN"]
    events = 0
    meetings = sorted(diary.meetings, key=lambda m: (m.start, m.organiser.key, m.summary))
    for number, meeting in enumerate(meetings):
        components = _components(meeting, f"{number}@lindqvist.example.com")
        events += len(components)
        lines += [line for component in components for line in component]
    for uid, summary, first, days in ALL_DAY:
        events += 1
        lines += [
            "BEGIN:VEVENT", f"UID:{uid}@lindqvist.example.com", _STAMP, f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
            f"DTEND;VALUE=DATE:{first + dt.timedelta(days=days):%Y%m%d}", f"SUMMARY:{summary}", "END:VEVENT",
        ]  # fmt: skip
    lines.append("END:VCALENDAR")
    (folder / "calendar.ics").write_bytes(b"".join(map(folded, lines)))
    moved = sum(len(meeting.moved) for meeting in diary.meetings)
    return {
        "events": events,
        "meetings": len(diary.meetings),
        "moved": moved,
        "cancelled": sum(meeting.cancelled for meeting in diary.meetings),
        "declined by the consultant": sum(meeting.own_answer == "DECLINED" for meeting in diary.meetings),
        "occurrences held": sum(len(meeting.held()) for meeting in diary.meetings),
        "all day": len(ALL_DAY),
    }


def _components(meeting: Meeting, uid: str) -> list[list[str]]:
    """The meeting, and one component more for each occurrence that moved."""
    rule = []
    if meeting.weeks:
        interval = f"INTERVAL={meeting.weeks};" if meeting.weeks > 1 else ""
        rule.append(f"RRULE:FREQ=WEEKLY;{interval}COUNT={meeting.count}")
        if meeting.left_out:
            days = ",".join(f"{meeting.occurrence(number):%Y%m%dT%H%M%S}" for number in meeting.left_out)
            rule.append(f"EXDATE;{_zone(meeting)}:{days}")
    components = [_component(meeting, uid, meeting.start, rule)]
    for number, shift in sorted(meeting.moved.items()):
        planned = meeting.occurrence(number)
        exception = f"RECURRENCE-ID;{_zone(meeting)}:{planned:%Y%m%dT%H%M%S}"
        components.append(_component(meeting, uid, planned + shift, [exception]))
    return components


def _component(meeting: Meeting, uid: str, start: dt.datetime, more: list[str]) -> list[str]:
    end = start + dt.timedelta(minutes=meeting.minutes)
    lines = [
        "BEGIN:VEVENT",
        f"UID:{uid}",
        _STAMP,
        f"DTSTART;{_zone(meeting)}:{start:%Y%m%dT%H%M%S}",
        f"DTEND;{_zone(meeting)}:{end:%Y%m%dT%H%M%S}",
        *more,
        f"SUMMARY:{escaped(meeting.summary)}",
        f"ORGANIZER;CN={_quoted(meeting.organiser)}:mailto:{_address(meeting.organiser, start)}",
    ]
    present = [(person, answer) for person, answer in meeting.attendees if person is not MARA]
    for person, answer in [*present, (MARA, meeting.own_answer)]:
        mailto = "MAILTO" if person.mail_spelling else "mailto"
        lines.append(f"ATTENDEE;CN={_quoted(person)};PARTSTAT={answer}:{mailto}:{_address(person, start)}")
    if meeting.room:
        room = meeting.room.lower().replace(" ", ".")
        lines.append(
            f"ATTENDEE;CUTYPE=ROOM;CN={meeting.room};PARTSTAT=ACCEPTED:mailto:{room}@lindqvist.example.com"
        )
    if meeting.cancelled:
        lines.append("STATUS:CANCELLED")
    return [*lines, "END:VEVENT"]


def _zone(meeting: Meeting) -> str:
    return f"TZID={meeting.zone}"


def _quoted(person: Person) -> str:
    """A parameter may hold no double quotes; commas stand only between them."""
    name = person.name.replace('"', "")
    return f'"{name}"' if "," in name else name


def _address(person: Person, start: dt.datetime) -> str:
    return person.addresses[-1] if person.moved and start.date() >= person.moved else person.addresses[0]


def held_in_utc(meeting: Meeting) -> list[dt.datetime]:
    zone = _ZONES[meeting.zone]
    return [time.replace(tzinfo=zone).astimezone(dt.timezone.utc) for time in meeting.held()]

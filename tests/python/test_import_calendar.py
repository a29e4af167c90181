"""Calendars as networks: who met whom and when, and what hostile files get."""

from __future__ import annotations

import random
import warnings
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import icalendar
import pytest
import recurring_ical_events

import tertius as tt
from conftest import PEAK_OF_MEMORY, balanced, in_a_process, rows
from tertius.errors import InvalidInput, InvalidOption
from tertius.importers.limits import Limits
from tertius.importers.meetings import calendars
from tertius.importers.meetings.calendars import read_calendar
from tertius.importers.meetings.recurrences import Rule, RuleFault

UNTIL = datetime(2026, 1, 1, tzinfo=timezone.utc)
GUESTS = ("ORGANIZER:mailto:ada@x.org", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ben@x.org")
BERLIN = "DTSTART;TZID=Europe/Berlin:"


def event(*lines: str, guests: tuple[str, ...] = GUESTS, uid: str = "1") -> str:
    """A VEVENT; without a DTSTART among the lines it is at noon of 2 January 2024, UTC."""
    start = () if any(line.startswith("DTSTART") for line in lines) else ("DTSTART:20240102T120000Z",)
    return "\n".join(["BEGIN:VEVENT", f"UID:{uid}", *start, *lines, *guests, "END:VEVENT", ""])


def calendar(*parts: str) -> str:
    return "BEGIN:VCALENDAR\nVERSION:2.0\n" + "".join(parts) + "END:VCALENDAR\n"


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., tt.Network]:
    """Reads texts or bytes as a calendar each, up to the start of 2026."""

    def reader(*texts: str | bytes, **options: Any) -> tt.Network:
        paths = []
        for number, text in enumerate(texts):
            paths.append(tmp_path / f"cal{number}.ics")
            paths[-1].write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_calendar(paths if len(paths) != 1 else paths[0], **{"until": UNTIL, **options})

    return reader


def starts(network: tt.Network) -> list[str]:
    """When somebody met, UTC, each time once."""
    times = network.interactions["time"] if len(network.interactions.columns) else []
    return sorted({str(time).replace(":00:00", "h") for time in times})


def rejected(network: tt.Network) -> list[tuple[str, int | None, int | None]]:
    """Codes, lines and columns of what was rejected."""
    return [(problem.code, problem.line, problem.column) for problem in balanced(network).problems]


# What a meeting tells


def test_a_meeting_ties_its_organiser_to_each_who_comes_and_these_to_each_other(
    read: Callable[..., tt.Network],
) -> None:
    guests = (
        "ORGANIZER;CN=Ada:mailto:ada@X.org",
        "ATTENDEE;PARTSTAT=ACCEPTED;CN=Ada:mailto:ada@x.org",
        'ATTENDEE;CN="Lovelace, Ben";PARTSTAT=ACCEPTED:MAILTO:ben@x.org',
        "ATTENDEE;PARTSTAT=TENTATIVE:mailto:cleo@x.org",
    )
    network = read(calendar(event("DTEND:20240102T124500Z", guests=guests)))
    assert rows(network, "from", "to", "channel", "kind", "minutes", "confidence") == [
        ("ada@x.org", "ben@x.org", "meeting", "attended", 45, 0.9),
        ("ada@x.org", "cleo@x.org", "meeting", "attended", 45, 0.5),
        ("ben@x.org", "cleo@x.org", "meeting", "attended", 45, 0.5),
    ]
    assert starts(network) == ["2024-01-02T12h"]
    assert len(set(network.interactions["record"])) == 1
    assert rows(network, "key", "name", table="people") == [
        ("ada@x.org", "Ada"),
        ("ben@x.org", "Lovelace, Ben"),
        ("cleo@x.org", None),
    ]
    report = balanced(network)
    assert (report.source, report.rows_read, report.imported, report.ties) == ("calendar", 3, 3, 3)


def test_the_owner_calls_the_meetings_that_nobody_else_does(read: Callable[..., tt.Network]) -> None:
    mine = event(guests=("ATTENDEE;PARTSTAT=ACCEPTED:mailto:ben@x.org",))
    assert balanced(read(calendar(mine))).skipped == {"nobody_else": 1}
    network = read(calendar(mine), me=["me@x.org", "me@home.org"])
    assert rows(network, "from", "to") == [("me@x.org", "ben@x.org")]
    invited = event(guests=("ORGANIZER:mailto:ben@x.org", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:me@home.org"))
    assert rows(read(calendar(invited), me=["me@x.org", "me@home.org"]), "from", "to") == [
        ("ben@x.org", "me@x.org")
    ]
    with pytest.raises(InvalidOption, match="is no address"):
        read(calendar(mine), me="me")


def test_titles_and_descriptions_are_not_kept(read: Callable[..., tt.Network]) -> None:
    network = read(calendar(event("SUMMARY:Secret plan", "DESCRIPTION:Secret too", "LOCATION:Secret place")))
    for table in (network.people, network.interactions):
        assert "ecret" not in repr([table[column].tolist() for column in table.columns])


def test_birthdays_are_no_meetings_but_a_birthday_lunch_is(read: Callable[..., tt.Network]) -> None:
    whole_day = "DTSTART;VALUE=DATE:20240102"
    parts = (
        event(whole_day, "SUMMARY:Ben's birthday", uid="1"),
        event(whole_day, "SUMMARY:Geburtstag von Ben", uid="2"),
        event("CATEGORIES:ANNIVERSARY", uid="3"),
        event("SUMMARY:Ben's birthday lunch", uid="4"),
    )
    report = balanced(read(calendar(*parts)))
    assert (report.skipped, report.imported) == ({"celebration": 3}, 1)


def test_no_future_meeting_counts(read: Callable[..., tt.Network]) -> None:
    text = calendar(event(), event("DTSTART:20990102T120000Z", uid="2"), event("RRULE:FREQ=DAILY", uid="3"))
    network = read(text, until=datetime(2024, 1, 3, 12, tzinfo=timezone.utc))
    assert (starts(network), balanced(network).skipped) == (
        ["2024-01-02T12h", "2024-01-03T12h"],
        {"no_past_meeting": 1},
    )
    assert starts(read(text, until=1_704_196_800)) == ["2024-01-02T12h"]  # noon itself has begun
    assert balanced(read(text, until=1_704_196_799)).imported == 0
    assert max(starts(read(text, until=None))) < datetime.now(timezone.utc).isoformat()


def test_occurrences_are_moved_left_out_added_and_cancelled(read: Callable[..., tt.Network]) -> None:
    series = event(
        BERLIN + "20240101T100000",
        "RRULE:FREQ=DAILY;COUNT=6",
        "EXDATE;TZID=Europe/Berlin:20240102T100000,20240103T100000",
        "RDATE;TZID=Europe/Berlin:20240110T100000",
        "RDATE;VALUE=PERIOD:20240111T090000Z/PT1H",
    )
    moved = event(BERLIN + "20240104T150000", "RECURRENCE-ID:20240104T090000Z")
    cancelled = event(
        BERLIN + "20240105T100000", "RECURRENCE-ID;TZID=Europe/Berlin:20240105T100000", "STATUS:CANCELLED"
    )
    network = read(calendar(moved, series, cancelled))
    assert starts(network) == [f"2024-01-{day}h" for day in ("01T09", "04T14", "06T09", "10T09", "11T09")]
    assert balanced(network).skipped == {"cancelled": 1}
    before = dict(rows(read(calendar(series)), "time", "record"))
    after = {time.hour: record for time, record in rows(network, "time", "record")}
    assert after[14] in before.values()  # a moved meeting is the same record


def test_of_two_versions_of_an_event_the_newer_counts(read: Callable[..., tt.Network]) -> None:
    old = event("SEQUENCE:1", "DTSTART:20240102T090000Z")
    new = event("SEQUENCE:2", "DTSTART:20240102T100000Z")
    for files in ([calendar(old, new)], [calendar(new), calendar(old)]):
        network = read(*files)
        assert (starts(network), balanced(network).skipped) == (["2024-01-02T10h"], {"duplicate": 1})


def test_an_alarm_s_attendees_are_not_the_event_s(read: Callable[..., tt.Network]) -> None:
    alarm = "BEGIN:VALARM\nATTENDEE;PARTSTAT=ACCEPTED:mailto:alarm@x.org\nDURATION:P1D\nEND:VALARM"
    task = "BEGIN:VTODO\nUID:1\nATTENDEE;PARTSTAT=ACCEPTED:mailto:todo@x.org\nEND:VTODO\n"
    network = read(calendar(task, event(alarm, "DURATION:PT30M")))
    assert rows(network, "from", "to", "minutes") == [("ada@x.org", "ben@x.org", 30)]


@pytest.mark.parametrize(
    ("lines", "minutes"),
    [
        (("DTEND:20240102T133000Z",), 90),
        (("DURATION:PT1H15M",), 75),
        (("DTEND:20240102T110000Z",), None),
        (("DTEND:20250102T110000Z",), None),
        (("DURATION:P" + "9" * 25 + "D",), None),
        (("DURATION:soon",), None),
        ((), None),
        ((BERLIN + "20240331T010000", "DTEND;TZID=Europe/Berlin:20240331T040000"), 120),
    ],
)
def test_how_long_a_meeting_lasts(
    read: Callable[..., tt.Network], lines: tuple[str, ...], minutes: float | None
) -> None:
    assert rows(read(calendar(event(*lines))), "to", "minutes") == [("ben@x.org", minutes)]


def test_folded_lines_marks_and_line_ends_do_not_matter(read: Callable[..., tt.Network]) -> None:
    guests = ("ORGANIZER:mailto:ada@x.org", "ATTENDEE;CN=Zoë;PARTSTAT=ACCEPTED:mailto:zoe@x.org")
    plain = calendar(event(guests=guests))
    split = plain.encode().replace(b"mailto:z", b"mai\n lto:z").replace("ë".encode(), b"\xc3\n\t\xab")
    told = rows(read(plain), "from", "to", "time", "record")
    for form in (split, split.replace(b"\n", b"\r\n"), b"\xef\xbb\xbf" + split):
        network = read(form)
        assert rows(network, "from", "to", "time", "record") == told
        assert ("zoe@x.org", "Zoë") in rows(network, "key", "name", table="people")


# Zones


@pytest.mark.parametrize(
    ("lines", "start"),
    [
        ((BERLIN + "20240702T120000",), "2024-07-02T10h"),
        (("DTSTART;TZID=W. Europe Standard Time:20240702T120000",), "2024-07-02T10h"),
        (('DTSTART;TZID="/mozilla.org/20050126_1/Europe/Berlin":20240702T120000',), "2024-07-02T10h"),
        (("DTSTART:20240702T120000",), "2024-07-02T12h"),
        (("DTSTART;VALUE=DATE:20240702",), "2024-07-02T00h"),
        (("DTSTART;TZID=Europe/Berlin:20240702T120000Z",), "2024-07-02T12h"),
        (("DTSTART;TZID=../../etc/passwd:20240702T120000",), "2024-07-02T12h"),
        (("DTSTART;TZID=Europe:20240702T120000",), "2024-07-02T12h"),
    ],
)
def test_in_which_zone_a_time_is_meant(
    read: Callable[..., tt.Network], lines: tuple[str, ...], start: str
) -> None:
    assert starts(read(calendar(event(*lines)))) == [start]


def test_times_without_a_zone_are_in_the_calendar_s_own(read: Callable[..., tt.Network]) -> None:
    text = calendar("X-WR-TIMEZONE:America/New_York\n", event("DTSTART:20240702T120000"))
    assert starts(read(text)) == ["2024-07-02T16h"]


def test_a_zone_nobody_knows_is_taken_from_the_file_with_a_warning(read: Callable[..., tt.Network]) -> None:
    zone = (
        "BEGIN:VTIMEZONE\nTZID:Here\n{}BEGIN:DAYLIGHT\nTZOFFSETTO:+0900\nEND:DAYLIGHT\n"
        "BEGIN:STANDARD\nTZOFFSETTO:+0530\nEND:STANDARD\nEND:VTIMEZONE\n"
    )
    meeting = event("DTSTART;TZID=Here:20240702T120000")
    network = read(calendar(zone.format(""), meeting))
    assert (starts(network), balanced(network).warnings) == (
        ["2024-07-02T06:30:00"],
        {"ical.unknown_zone": 1},
    )
    network = read(calendar(zone.format("X-LIC-LOCATION:Europe/Berlin\n"), meeting))
    assert (starts(network), balanced(network).warnings) == (["2024-07-02T10h"], {})


# Hostile input, by the names of the table

BOMBS = {
    "i1": "FREQ=SECONDLY;COUNT=1000000000",
    "i2": "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
    "i5": "FREQ=YEARLY;COUNT=1;BYMONTH={};BYMONTHDAY={};BYHOUR={};BYMINUTE={};BYSECOND={}".format(
        *(
            ",".join(map(str, numbers))
            for numbers in (range(1, 13), range(1, 32), range(24), range(60), range(60))
        )
    ),
    "hourly": "FREQ=HOURLY",
    "long": "FREQ=DAILY;BYMONTHDAY=" + ",".join("1" * 70),
    "longer": "FREQ=DAILY;BYYEARDAY=" + ",".join("1" * 3000),
    "century": "FREQ=DAILY",
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_i1_i2_i5_rules_that_ask_too_much_are_refused_where_they_stand(
    read: Callable[..., tt.Network], bomb: str
) -> None:
    start = "DTSTART:19100101T000000Z" if bomb == "century" else "DTSTART:20240102T120000Z"
    limits = Limits(earliest=-(10**10))
    text = calendar(event(start, f"RRULE:{BOMBS[bomb]}", uid="bomb"), event())
    network = read(text, limits=limits)
    # VCALENDAR, VERSION, VEVENT, UID, DTSTART, then RRULE: with its value from the seventh character
    assert rejected(network) == [("limit.rrule", 6, 7)]
    assert network.imports[0].imported == 1
    with pytest.raises(InvalidInput, match=r"^cal0\.ics:6:7: ") as raised:
        read(text, limits=limits, strict=True)
    assert raised.value.code == "limit.rrule"


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "FREQ=SOMETIMES",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=-1",
        "FREQ=DAILY;COUNT=0",
        "FREQ=DAILY;COUNT=" + "9" * 5000,
        "FREQ=DAILY;BYHOUR=25",
        "FREQ=DAILY;BYDAY=XX",
        "FREQ=MONTHLY;BYDAY=0MO",
        "FREQ=DAILY;UNTIL=never",
        "FREQ=DAILY;UNTIL=99999999",
        "FREQ=DAILY;BYEASTER=1",
        "FREQ=DAILY;WKST=XX",
        "FREQ=MONTHLY;BYSETPOS=0;BYDAY=MO",
    ],
)
def test_what_is_no_rule_is_rejected(read: Callable[..., tt.Network], rule: str) -> None:
    code, line, column = rejected(read(calendar(event(f"RRULE:{rule}"))))[0]
    assert code in ("ical.rrule", "limit.rrule")
    assert (line, column) == (6, 7)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;INTERVAL=7;BYDAY=MO",
        "FREQ=WEEKLY;BYMONTH=2;BYSETPOS=300",
        "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2,4,6;COUNT=1000000",
        "FREQ=YEARLY;BYYEARDAY=1;BYMONTH=12",
        "FREQ=YEARLY;INTERVAL=9999",
    ],
)
def test_i3_a_rule_that_never_comes_true_gives_the_first_meeting_only(
    read: Callable[..., tt.Network], rule: str
) -> None:
    assert starts(read(calendar(event(f"RRULE:{rule}")))) == ["2024-01-02T12h"]  # a Tuesday


def test_the_latest_of_too_many_occurrences_count(read: Callable[..., tt.Network]) -> None:
    daily = event("DTSTART:19700101T000000Z", "RRULE:FREQ=DAILY;COUNT=1000000000")
    network = read(calendar(daily))
    assert len(network.interactions) == 1000
    assert starts(network)[-1] == "2026-01-01T00h"
    assert balanced(network).warnings == {"limit.occurrences": 1}
    assert len(read(calendar(daily), limits=Limits(occurrences=7)).interactions) == 7


def test_too_many_meetings_in_all_are_refused(
    read: Callable[..., tt.Network], monkeypatch: pytest.MonkeyPatch
) -> None:
    daily = ("DTSTART:20240101T000000Z", "RRULE:FREQ=DAILY;COUNT=100")
    text = calendar(*(event(*daily, uid=str(uid)) for uid in range(3)))
    monkeypatch.setattr(calendars, "_MOST_ROWS", 300)
    assert len(read(text).interactions) == 300
    monkeypatch.setattr(calendars, "_MOST_ROWS", 299)
    with pytest.raises(InvalidInput, match="more than 299 meetings") as raised:
        read(text)
    assert raised.value.code == "limit.rows"


def test_i7_clocks_that_change_move_a_meeting_forward_or_take_its_first(
    read: Callable[..., tt.Network],
) -> None:
    def at(local: str) -> list[str]:
        return starts(read(calendar(event(BERLIN + local))))

    assert at("20240331T023000") == ["2024-03-31T01:30:00"]  # there is no 02:30 that night: 03:30 summer time
    assert at("20241027T023000") == ["2024-10-27T00:30:00"]  # 02:30 comes twice: the first, in summer time
    series = event(BERLIN + "20240330T023000", "RRULE:FREQ=DAILY;COUNT=3")
    assert starts(read(calendar(series))) == [
        "2024-03-30T01:30:00",
        "2024-03-31T01:30:00",
        "2024-04-01T00:30:00",
    ]


def test_i8_what_a_file_says_of_a_known_zone_is_ignored(read: Callable[..., tt.Network]) -> None:
    zone = (
        "BEGIN:VTIMEZONE\nTZID:Europe/Berlin\nBEGIN:STANDARD\nDTSTART:16010101T000000\n"
        "RRULE:FREQ=SECONDLY\nTZOFFSETFROM:+0000\nTZOFFSETTO:-1100\nEND:STANDARD\nEND:VTIMEZONE\n"
    )
    network = read(calendar(zone, event(BERLIN + "20240702T120000")))
    assert (starts(network), balanced(network).warnings) == (["2024-07-02T10h"], {})


def test_i10_the_end_of_whole_days_is_the_day_after(read: Callable[..., tt.Network]) -> None:
    day = "DTSTART;VALUE=DATE:20240330"
    for end, days in (("", 1), ("DTEND;VALUE=DATE:20240331", 1), ("DTEND;VALUE=DATE:20240401", 2)):
        network = read(calendar("X-WR-TIMEZONE:Europe/Berlin\n", event(day, *filter(None, [end]))))
        assert rows(network, "minutes") == [(days * 24 * 60,)]


def test_i12_of_five_hundred_attendees_the_first_fifty_meet_the_organiser(
    read: Callable[..., tt.Network],
) -> None:
    crowd = tuple(f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:p{number}@x.org" for number in range(500))
    network = read(calendar(event(guests=(GUESTS[0], *crowd))))
    report = balanced(network)
    assert (report.warnings, report.skipped) == ({"ical.too_many_attendees": 1}, {"too_many_attendees": 450})
    assert rows(network, "from", "to") == sorted(("ada@x.org", f"p{number}@x.org") for number in range(50))


def test_each_meets_each_only_among_ten(read: Callable[..., tt.Network]) -> None:
    crowd = [f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:p{number}@x.org" for number in range(10)]
    assert len(read(calendar(event(guests=(GUESTS[0], *crowd[:9])))).interactions) == 10 * 9 // 2
    assert len(read(calendar(event(guests=(GUESTS[0], *crowd)))).interactions) == 10


def test_i13_who_declines_and_what_is_cancelled_is_no_meeting(read: Callable[..., tt.Network]) -> None:
    guests = (
        "ORGANIZER:mailto:ada@x.org",
        "ATTENDEE;PARTSTAT=DECLINED:mailto:ben@x.org",
        "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:cleo@x.org",
        "ATTENDEE:mailto:dora@x.org",
        "ATTENDEE;PARTSTAT=DELEGATED:mailto:eva@x.org",
        "ATTENDEE;CUTYPE=ROOM;PARTSTAT=ACCEPTED:mailto:room@x.org",
        "ATTENDEE;CUTYPE=RESOURCE;PARTSTAT=ACCEPTED:mailto:beamer@x.org",
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:fay@x.org",
    )
    network = read(calendar(event(guests=guests), event("STATUS:CANCELLED", uid="2")))
    assert rows(network, "from", "to") == [("ada@x.org", "fay@x.org")]
    assert sorted(network.people["key"]) == ["ada@x.org", "fay@x.org"]
    assert balanced(network).skipped == {
        "declined": 1,
        "needs_action": 2,
        "delegated": 1,
        "no_person": 2,
        "cancelled": 1,
    }


def test_i13_an_organiser_who_declines_is_not_there(read: Callable[..., tt.Network]) -> None:
    guests = (
        "ORGANIZER:mailto:ada@x.org",
        "ATTENDEE;PARTSTAT=DECLINED:mailto:ada@x.org",
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ben@x.org",
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:cleo@x.org",
    )
    assert rows(read(calendar(event(guests=guests))), "from", "to") == [("ben@x.org", "cleo@x.org")]


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("DTSTART;VALUE=DATE:20240230", 20),
        ("DTSTART:00000000T000000", 9),
        ("DTSTART:20240102T250000Z", 9),
        ("DTSTART:00010101T000000", 9),
        ("DTSTART:", 9),
        ("DTSTART:2024-01-02", 9),
        ("DTSTART:²0240102", 9),
    ],
)
def test_i15_dates_that_do_not_exist_are_rejected_where_they_stand(
    read: Callable[..., tt.Network], line: str, column: int
) -> None:
    network = read(calendar(event(line), event(uid="2")))
    code = "time.range" if line.startswith("DTSTART:0001") else "date.invalid"
    assert (rejected(network), network.imports[0].imported) == ([(code, 5, column)], 1)


@pytest.mark.parametrize("line", ["DTEND:20240230", "EXDATE:20240101,x", "RDATE:x", "RECURRENCE-ID:x"])
def test_i15_so_are_other_dates(read: Callable[..., tt.Network], line: str) -> None:
    name = line.partition(":")[0]
    assert rejected(read(calendar(event(line)))) == [("date.invalid", 6, len(name) + 2)]


def test_i17_an_event_with_too_many_properties_is_rejected(read: Callable[..., tt.Network]) -> None:
    fits = event(*["X-A:1"] * (100_000 - 4))
    assert balanced(read(calendar(fits))).imported == 1
    network = read(calendar(event(*["X-A:1"] * (100_001 - 4)), event(uid="2")))
    assert (rejected(network), network.imports[0].imported) == ([("limit.ical_properties", 3, None)], 1)


def test_i18_who_has_no_address_is_a_person_of_their_own(read: Callable[..., tt.Network]) -> None:
    guests = (
        "ORGANIZER:mailto:ada@x.org",
        "ATTENDEE;CN=Ben;PARTSTAT=ACCEPTED:invalid:nomail",
        "ATTENDEE;CN=Cleo;PARTSTAT=ACCEPTED:invalid:nomail",
        "ATTENDEE;CN=Dora;PARTSTAT=ACCEPTED;EMAIL=dora@x.org:urn:uuid:7",
    )
    network = read(calendar(event(guests=guests)))
    names = dict(rows(network, "name", "key", table="people")[1:]) | {}
    people = {name: key for key, name in rows(network, "key", "name", table="people") if name}
    assert people["Dora"] == "dora@x.org"
    assert people["Ben"].startswith("unresolved:")
    assert people["Cleo"].startswith("unresolved:")
    assert people["Ben"] != people["Cleo"]
    assert names
    assert sorted(read(calendar(event(guests=guests))).people["key"]) == sorted(network.people["key"])


def test_t5_a_leap_second_is_the_one_before(read: Callable[..., tt.Network]) -> None:
    assert starts(read(calendar(event("DTSTART:20161231T235960Z")))) == ["2016-12-31T23:59:59"]


def test_attendees_that_cannot_be_read_are_rejected_one_by_one(read: Callable[..., tt.Network]) -> None:
    network = read(calendar(event(guests=(*GUESTS, "ATTENDEE;PARTSTAT:mailto:x@x.org"))))
    assert (rejected(network), network.imports[0].imported) == ([("ical.attendee", 8, None)], 1)


def test_events_without_an_end_or_a_start_are_rejected(read: Callable[..., tt.Network]) -> None:
    cut = event()[: -len("END:VEVENT\n")]
    assert rejected(read(calendar(cut, event(uid="2")))) == [("ical.unterminated", 3, None)]
    assert rejected(read(calendar(cut))) == [("ical.unterminated", 3, None)]
    assert rejected(read("BEGIN:VCALENDAR\n" + cut)) == [("ical.unterminated", 2, None)]
    assert rejected(read(calendar("BEGIN:VEVENT\nUID:1\nEND:VEVENT\n"))) == [("ical.no_start", 3, None)]


def test_what_is_no_calendar_is_refused(read: Callable[..., tt.Network], tmp_path: Path) -> None:
    for text in ("", "Dear Ada", "BEGIN:VCARD\n"):
        with pytest.raises(InvalidInput, match=r"^cal0\.ics:1: a calendar begins") as raised:
            read(text)
        assert raised.value.code == "ical.expected_begin"
    with pytest.raises(FileNotFoundError):
        read_calendar(tmp_path / "nowhere.ics")
    (tmp_path / "folder").mkdir()
    with pytest.raises(InvalidInput, match="holds no file that can be read"):
        read_calendar(tmp_path / "folder")
    (tmp_path / "folder" / "a.ics").write_text(calendar(event()))
    (tmp_path / "folder" / "notes.txt").write_text("no calendar")
    assert len(read_calendar(tmp_path / "folder", until=UNTIL).interactions) == 1


# Laws


def many_events(count: int, seed: int) -> list[str]:
    """Seeded random events, some of them repeating."""
    draw = random.Random(seed)
    made = []
    for uid in range(count):
        people = draw.sample(range(15), draw.randint(2, 6))
        answers = [draw.choice(["ACCEPTED", "ACCEPTED", "TENTATIVE", "DECLINED"]) for _ in people[1:]]
        guests = (
            f"ORGANIZER;CN=P{people[0]}:mailto:p{people[0]}@x.org",
            *(
                f"ATTENDEE;PARTSTAT={answer}:mailto:p{one}@x.org"
                for answer, one in zip(answers, people[1:], strict=True)
            ),
        )
        start = datetime(2023, 1, 1) + timedelta(hours=draw.randrange(10_000))
        rule = ["RRULE:FREQ=WEEKLY;COUNT=4"] if draw.random() < 0.3 else []
        made.append(event(f"{BERLIN}{start:%Y%m%dT%H%M%S}", *rule, guests=guests, uid=str(uid)))
    return made


TOLD = ("from", "to", "time", "minutes", "record", "confidence")


def test_the_order_of_events_does_not_matter(read: Callable[..., tt.Network]) -> None:
    events = many_events(80, seed=1)
    network = read(calendar(*events))
    again = read(calendar(*random.Random(2).sample(events, len(events))))
    assert rows(again, *TOLD) == rows(network, *TOLD)
    assert again.people["key"].tolist() == network.people["key"].tolist()


def test_reading_twice_adds_nothing_and_files_that_overlap_are_their_union(
    read: Callable[..., tt.Network],
) -> None:
    events = many_events(60, seed=3)
    one, other, whole = calendar(*events[:40]), calendar(*events[20:]), read(calendar(*events))
    assert rows(whole.merge(read(calendar(*events))), *TOLD) == rows(whole, *TOLD)
    assert rows(read(one, other), *TOLD) == rows(whole, *TOLD)
    assert rows(read(one).merge(read(other)), *TOLD) == rows(whole, *TOLD)


def random_rule(draw: random.Random) -> str:
    frequency = draw.choice(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"])
    parts = [f"FREQ={frequency}", f"INTERVAL={draw.randint(1, 4)}"]
    if draw.random() < 0.5:
        parts.append(f"COUNT={draw.randint(1, 30)}")
    elif draw.random() < 0.5:
        parts.append(f"UNTIL=2025{draw.randint(10, 12)}15T120000Z")
    if draw.random() < 0.3:
        parts.append("BYMONTH=" + ",".join(map(str, sorted(draw.sample(range(1, 13), 3)))))
    if frequency == "MONTHLY" and draw.random() < 0.5:
        parts.append(
            draw.choice(["BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "BYDAY=2TU", "BYMONTHDAY=-1", "BYDAY=-1FR"])
        )
    elif frequency in ("DAILY", "WEEKLY") and draw.random() < 0.5:
        parts.append("BYDAY=" + ",".join(draw.sample(["MO", "TU", "WE", "TH", "FR"], 2)))
    elif frequency == "YEARLY" and draw.random() < 0.5:
        parts.append(draw.choice(["BYWEEKNO=20;BYDAY=MO", "BYYEARDAY=100,200", "BYMONTHDAY=29"]))
    return ";".join(parts)


def test_rules_give_what_another_reader_of_calendars_finds(read: Callable[..., tt.Network]) -> None:
    draw = random.Random(4)
    for _ in range(60):
        start = datetime(2019, 1, 1, 12) + timedelta(days=draw.randrange(1500))
        text = calendar(event(f"{BERLIN}{start:%Y%m%dT%H%M%S}", f"RRULE:{random_rule(draw)}"))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            query = recurring_ical_events.of(icalendar.Calendar.from_ical(text))
            expected = {
                each.start.astimezone(timezone.utc).replace(tzinfo=None).isoformat()
                for each in query.between(datetime(2019, 1, 1), datetime(2025, 12, 31, 23))
            }
        found = {time.isoformat() for (time,) in rows(read(text), "time")}
        assert found == expected, text


def test_a_rule_is_checked_without_a_file() -> None:
    first = datetime(2024, 1, 31, 9)
    monthly = Rule("FREQ=MONTHLY").starts(first, datetime(2024, 6, 1))
    assert [start.month for start in monthly] == [1, 3, 5]  # months with a 31st
    with pytest.raises(RuleFault, match="at most 70 years"):
        Rule("FREQ=YEARLY").starts(datetime(1900, 1, 1), datetime(2024, 1, 1))


def test_random_damage_ends_in_a_network_or_an_error_of_ours(read: Callable[..., tt.Network]) -> None:
    rule = "RRULE:FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1;COUNT=5"
    whole = calendar(
        *many_events(6, seed=5), event(rule, "EXDATE:20240115T120000Z", "DURATION:PT1H")
    ).encode()
    draw = random.Random(6)
    codes = set()
    for _ in range(300):
        damaged = bytearray(whole)
        for _ in range(draw.randint(1, 20)):
            at = draw.randrange(len(damaged))
            match draw.randrange(4):
                case 0:
                    damaged[at] = draw.randrange(256)
                case 1:
                    del damaged[at : at + draw.randrange(40)]
                case 2:
                    damaged[at:at] = draw.choice(
                        [b'"', b";", b"\n", b"\0", b"\n ", b"=", b",", b"\xff", b"^n", b"9999"]
                    )
                case 3:
                    damaged[at:at] = damaged[at : at + draw.randrange(150)]
        try:
            balanced(read(bytes(damaged)))
        except InvalidInput as error:
            codes.add(error.code)
    assert codes <= {"ical.expected_begin"}


def test_the_machine_s_own_zone_does_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "a.ics"
    floating = event("DTSTART:20240702T120000", uid="f")
    path.write_text(
        calendar(*many_events(20, seed=7), floating, event("DTSTART;VALUE=DATE:20240702", uid="d"))
    )
    code = f"""
        from tertius.importers.meetings.calendars import read_calendar
        network = read_calendar({str(path)!r}, until=1767225600)
        print({{name: network.interactions[name].tolist() for name in network.interactions.columns}})
    """
    assert in_a_process(code, TZ="UTC") == in_a_process(code, TZ="Pacific/Apia")


def test_i5_refusing_rules_takes_no_memory(tmp_path: Path) -> None:
    calm, bombs = tmp_path / "calm.ics", tmp_path / "bombs.ics"
    calm.write_text(calendar(event()))
    bombs.write_text(
        calendar(event(), *(event(f"RRULE:{BOMBS[bomb]}", uid=bomb) for bomb in ("i1", "i2", "i5")))
    )
    code = f"""
from tertius.importers.meetings.calendars import read_calendar
read_calendar({str(calm)!r})
before = peak_mb()
assert read_calendar({str(bombs)!r}).imports[0].rejected == {{"limit.rrule": 3}}
print(peak_mb() - before)
"""
    assert float(in_a_process(PEAK_OF_MEMORY + code)) < 16


def test_progress_reaches_the_whole(read: Callable[..., tt.Network]) -> None:
    shares: list[float] = []
    read(*(calendar(*many_events(30, seed=seed)) for seed in (1, 2)), progress=shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1

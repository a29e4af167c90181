"""The consultant's records: that the files are what their truth says, and that the readers find it."""

from __future__ import annotations

import contextlib
import csv
import datetime as dt
import io
import mailbox
import re
import subprocess
import sys
import zipfile
from collections import Counter
from email.utils import getaddresses
from pathlib import Path

import icalendar
import pytest
import recurring_ical_events
import vobject

import tertius as tt

ROOT = Path(__file__).parents[2]
SAMPLE = tt.samples.consultant_files()
EXPORTS = ("export_2021.zip", "export_2026.zip")
ADDRESS = re.compile(r"[\w.+'-]+@([\w-]+(?:\.[\w-]+)+)")


def truth(table: str) -> list[dict[str, str]]:
    with open(SAMPLE / "truth" / f"{table}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


PEOPLE = truth("people")
COUNTS = {(row["file"], row["what"]): int(row["count"]) for row in truth("counts")}
HOLDER = {address: row["key"] for row in PEOPLE for address in row["addresses"].split(";") if address}


def in_state(state: str) -> list[str]:
    return [row["key"] for row in PEOPLE if row["state"] == state]


def contents(path: Path) -> dict[str, bytes]:
    """What a file holds; of an archive each member, for other versions of zlib pack otherwise."""
    if path.suffix != ".zip":
        return {"": path.read_bytes()}
    with zipfile.ZipFile(path) as archive:
        return {f"{item.filename} {item.date_time}": archive.read(item) for item in archive.infolist()}


def rows_of(export: str, member: str) -> list[list[str]]:
    with zipfile.ZipFile(SAMPLE / export) as archive:
        rows = list(csv.reader(io.StringIO(archive.read(member).decode("utf-8"))))
    header = next(number for number, row in enumerate(rows) if len(row) > 1 or row == ["Name"])
    if member == "Connections.csv":
        header = next(number for number, row in enumerate(rows) if "Connected On" in row)
    return rows[header:]


def test_making_the_sample_again_gives_the_same_bytes(tmp_path):
    subprocess.run([sys.executable, ROOT / "scripts/make_sample", tmp_path], check=True)
    made = {path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()}
    shipped = {path.relative_to(SAMPLE) for path in SAMPLE.rglob("*") if path.is_file()}
    assert shipped - made == {Path("README.md")}
    assert made <= shipped
    for name in made:
        assert contents(tmp_path / name) == contents(SAMPLE / name), name


def test_nobody_could_be_reached_at_an_address_of_the_sample():
    for path in SAMPLE.rglob("*"):
        for content in contents(path).values() if path.is_file() else ():
            unfolded = re.sub(rb"\r\n[ \t]|=\r\n", b"", content).decode("utf-8")
            domains = {
                domain.lower().split(".", domain.count(".") - 1)[-1] for domain in ADDRESS.findall(unfolded)
            }
            assert domains <= {"example.com", "example.net", "example.org"}, path.name
            profiles = set(re.findall(r"linkedin\.com/in/([^\s\"?,;]+)", unfolded))
            assert all(profile.endswith("-example") for profile in profiles), path.name


def test_six_hundred_people_stand_in_the_files_each_under_keys_of_their_own():
    assert len(PEOPLE) == 600
    assert len({row["key"] for row in PEOPLE}) == 600
    addresses = [address for row in PEOPLE for address in row["addresses"].split(";")]
    assert len(addresses) == len(set(addresses))
    assert all(row["sources"] for row in PEOPLE)
    assert {row["kind"] for row in PEOPLE} == {
        *("mentor", "mentee", "peer", "supervisor", "subordinate", "client", "provider"),
        *("contact", "cross_departmental", "advisor", "advisee", "self", ""),
    }
    assert (len(in_state("fading")), len(in_state("dormant"))) == (8, 13)


@pytest.mark.parametrize("export", EXPORTS)
def test_the_exports_hold_as_many_rows_as_the_truth_says(export):
    with zipfile.ZipFile(SAMPLE / export) as archive:
        members = archive.namelist()
    assert members[:2] == ["Connections.csv", "messages.csv"]
    for member in members:
        header, *rows = rows_of(export, member)
        assert len(rows) == COUNTS[f"{export}/{member}", "rows"], member
        assert {len(row) for row in rows} <= {len(header)}, member
    hidden = sum(row[0] == row[1] == "" for row in rows_of(export, "Connections.csv"))
    assert hidden == COUNTS[f"{export}/Connections.csv", "hidden"]


def test_the_export_of_2021_knows_no_profiles_and_that_of_2026_does():
    assert "URL" not in rows_of("export_2021.zip", "Connections.csv")[0]
    assert "URL" in rows_of("export_2026.zip", "Connections.csv")[0]
    assert "RECIPIENT PROFILE URLS" in rows_of("export_2026.zip", "messages.csv")[0]
    assert "inviterProfileUrl" not in rows_of("export_2021.zip", "Invitations.csv")[0]
    connected = Counter(source for row in PEOPLE for source in row["sources"].split(";"))
    for export in EXPORTS:
        member = f"{export}/Connections.csv"
        assert connected[export.removesuffix(".zip")] == COUNTS[member, "rows"] - COUNTS[member, "hidden"]


def test_what_the_export_of_2021_tells_of_messages_the_one_of_2026_tells_too():
    def told(export: str) -> set[tuple[str, str]]:
        header, *rows = rows_of(export, "messages.csv")
        identity, date, title = (
            header.index(name) for name in ("CONVERSATION ID", "DATE", "CONVERSATION TITLE")
        )
        return {(row[identity], row[date]) for row in rows if not row[title].startswith("Sponsored")}

    assert told("export_2021.zip") < told("export_2026.zip")


def test_mails_come_from_people_of_the_truth_and_answer_to_mails_that_are_there():
    with contextlib.closing(mailbox.mbox(SAMPLE / "mail.mbox", create=False)) as box:
        mails = list(box)
    assert len(mails) == COUNTS["mail.mbox", "messages"]
    identities = Counter(mail["Message-ID"] for mail in mails)
    assert sum(identities.values()) - len(identities) == COUNTS["mail.mbox", "duplicates"]
    assert sum("List-Id" in mail for mail in mails) == COUNTS["mail.mbox", "newsletters"]
    assert all(mail["In-Reply-To"] in identities for mail in mails if mail["In-Reply-To"])
    writers = {getaddresses([str(mail["From"])])[0][1].lower() for mail in mails}
    strangers = {writer for writer in writers if writer not in HOLDER}
    assert len(strangers) == 5  # three offices, a front desk and a newspaper
    assert {f"<{row['message']}>" for row in truth("introductions")} <= identities.keys()


def test_the_calendar_holds_the_occurrences_that_the_truth_counts():
    calendar = icalendar.Calendar.from_ical((SAMPLE / "calendar.ics").read_bytes())
    events = calendar.walk("VEVENT")
    assert len(events) == COUNTS["calendar.ics", "events"]
    assert sum("RECURRENCE-ID" in event for event in events) == COUNTS["calendar.ics", "moved"] > 0
    assert (
        sum(event.get("STATUS") == "CANCELLED" for event in events) == COUNTS["calendar.ics", "cancelled"] > 0
    )
    zones = {event["DTSTART"].params.get("TZID") for event in events}
    assert zones == {"Europe/Stockholm", "W. Europe Standard Time", None}
    occurrences = recurring_ical_events.of(calendar).between(dt.date(2023, 1, 1), dt.date(2027, 1, 1))
    held = [one for one in occurrences if one.get("STATUS") != "CANCELLED" and comes(one, "mara@")]
    assert len(held) == COUNTS["calendar.ics", "occurrences held"]


def comes(event: icalendar.Event, address: str) -> bool:
    attendees = event.get("ATTENDEE", [])
    attendees = attendees if isinstance(attendees, list) else [attendees]
    answers = {str(one).lower().removeprefix("mailto:"): one.params["PARTSTAT"] for one in attendees}
    return any(
        who.startswith(address) and answer in ("ACCEPTED", "TENTATIVE") for who, answer in answers.items()
    )


def test_the_address_book_mixes_three_versions_and_names_people_of_the_truth():
    text = (SAMPLE / "contacts.vcf").read_bytes().decode("utf-8", "surrogateescape")
    cards = list(vobject.readComponents(text, allowQP=True))
    assert len(cards) == COUNTS["contacts.vcf", "cards"]
    assert {card.version.value for card in cards} == {"2.1", "3.0", "4.0"}
    name_of = {row["key"]: row["name"] for row in PEOPLE}
    for card in cards:
        assert name_of[HOLDER[card.email.value]] == card.fn.value


def test_namesakes_have_one_name_and_no_key_in_common():
    row_of = {row["key"]: row for row in PEOPLE}
    for namesakes in truth("namesakes"):
        one, other = row_of[namesakes["one"]], row_of[namesakes["other"]]
        assert one["name"] == other["name"] == namesakes["name"]
        assert one["key"] != other["key"]
        assert one["circle"] != other["circle"]

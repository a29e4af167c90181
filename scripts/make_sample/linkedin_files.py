"""The network's own export, as LinkedIn wrote it in 2021 and in 2026."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import urllib.parse
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from drawing import Draw
from people import DAY, EXPORT_2021, EXPORT_2026, MARA, SEED, Person, Population
from records import HOME, Diary, Message

Row = Sequence[str]

_PREAMBLE = (
    "Notes:\n"
    '"When exporting your connection data, you may notice that some of the email addresses are missing. You '
    "will only see email addresses for connections who have allowed their connections to see or download "
    'their email address using this setting https://www.linkedin.com/psettings/privacy/email."\n\n'
)
HIDDEN = {2021: 4, 2026: 9}
"""Rows of members who hid themselves."""
SKILLS = ("Planning", "Negotiation", "Pricing", "Facilitation", "Data analysis", "Coaching", "Logistics")


def write_exports(population: Population, diary: Diary, folder: Path) -> dict[str, dict[str, int]]:
    """Writes both archives; returns what is in each, by file and kind of row."""
    counts: dict[str, dict[str, int]] = {}
    for vintage, day in ((2021, EXPORT_2021), (2026, EXPORT_2026)):
        members, counted = _members(vintage, population, diary)
        name = f"export_{vintage}.zip"
        _write_archive(folder / name, members, day)
        counts |= {f"{name}/{member}": count for member, count in counted.items()}
    return counts


def _write_archive(path: Path, members: dict[str, str], day: dt.date) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, text in members.items():
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 12, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, text)


def _members(
    vintage: int, population: Population, diary: Diary
) -> tuple[dict[str, str], dict[str, dict[str, int]]]:
    with_urls = vintage == 2026
    connected = [p for p in population.everybody if (p.in_2026 if with_urls else p.in_2021)]
    connected.sort(key=lambda person: (person.met, person.slug), reverse=True)
    connections = _connections(connected, vintage)
    messages, message_counts = _messages(diary.messages, vintage)
    tables: dict[str, list[Row]] = {
        "Invitations.csv": _invitations(population, vintage),
        "Endorsement_Received_Info.csv": _endorsements(connected, vintage, "Endorser"),
        "Endorsement_Given_Info.csv": _endorsements(connected, vintage, "Endorsee"),
        "Recommendations_Received.csv": _recommendations(connected, vintage, "received"),
        "Recommendations_Given.csv": _recommendations(connected, vintage, "given"),
        "Positions.csv": _POSITIONS if with_urls else _POSITIONS_2021,
        "Profile.csv": _PROFILE,
        "Skills.csv": [("Name",), *((skill,) for skill in SKILLS)],
    }
    members = {
        "Connections.csv": (_PREAMBLE if with_urls else "") + _table(connections),
        "messages.csv": _table(messages, quote_all=with_urls),
        **{name: _table(rows) for name, rows in tables.items()},
    }
    counted = {
        "Connections.csv": {"rows": len(connections) - 1, "hidden": HIDDEN[vintage]},
        "messages.csv": {"rows": len(messages) - 1, **message_counts},
        **{name: {"rows": len(rows) - 1} for name, rows in tables.items()},
    }
    return members, counted


def _table(rows: Iterable[Row], quote_all: bool = False) -> str:
    """As LinkedIn writes a table: line feeds, quotes where needed, no line end after the last row."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL)
    writer.writerows(rows)
    return text.getvalue().removesuffix("\n")


def url(person: Person) -> str:
    return f"https://www.linkedin.com/in/{urllib.parse.quote(person.slug)}" if person.slug else ""


def _spelled(person: Person, vintage: int) -> tuple[str, str]:
    if vintage == 2021:
        return person.given_2021 or person.given, person.family_2021 or person.family
    return person.given, person.family


def _connections(connected: list[Person], vintage: int) -> list[Row]:
    draw = Draw(SEED, "connections", vintage)
    rows: list[Row] = []
    for person in connected:
        shown = Draw(SEED, "address shown", person.key).chance(0.05)
        moved_later = person.moved and vintage == 2021
        organisation = person.circle.organisations[0] if moved_later else person.organisation
        rows.append(
            (
                *_spelled(person, vintage),
                *((url(person),) if vintage == 2026 else ()),
                person.addresses[0] if shown else "",
                organisation,
                person.position,
                f"{person.met:%d %b %Y}",
            )
        )
    newest = EXPORT_2021 if vintage == 2021 else EXPORT_2026
    for _ in range(HIDDEN[vintage]):
        day = newest - draw.whole(30, 3000) * DAY
        rows.insert(draw.whole(0, len(rows)), (*[""] * (6 if vintage == 2026 else 5), f"{day:%d %b %Y}"))
    header = ["First Name", "Last Name", "Email Address", "Company", "Position", "Connected On"]
    if vintage == 2026:
        header.insert(2, "URL")
    return [header, *rows]


def _messages(messages: list[Message], vintage: int) -> tuple[list[Row], dict[str, int]]:
    until = dt.datetime(EXPORT_2021.year, EXPORT_2021.month, EXPORT_2021.day)
    kept = [message for message in messages if vintage == 2026 or message.time < until]
    latest: dict[str, dt.datetime] = {}
    for message in kept:
        latest[message.conversation] = max(latest.get(message.conversation, message.time), message.time)
    kept.sort(key=lambda m: (latest[m.conversation], m.conversation, m.time), reverse=True)
    rows = [_message_row(message, vintage) for message in kept]
    odd = _odd_messages(vintage)
    header = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,DATE,SUBJECT,CONTENT,FOLDER"
    if vintage == 2026:
        header = header.replace(",TO,", ",TO,RECIPIENT PROFILE URLS,")
        header += ",ATTACHMENTS,IS MESSAGE DRAFT,IS CONVERSATION DRAFT"
    places = range(0, len(rows), max(1, len(rows) // (len(odd) + 1)))
    for place, row in zip(places, odd.values(), strict=False):
        rows.insert(place, row)
    return [header.split(","), *rows], dict.fromkeys(odd, 1)


def _message_row(message: Message, vintage: int) -> Row:
    names = ["{} {}".format(*_spelled(person, vintage)) for person in message.to]
    title = "The founders' table" if message.conversation == "group" else ""
    row = [
        conversation_id(message.conversation),
        title,
        "{} {}".format(*_spelled(message.sender, vintage)),
        url(message.sender),
        ", ".join(names),
        _utc(message.time),
        "",
        message.content,
        "INBOX",
    ]
    if vintage == 2026:
        row.insert(5, ",".join(url(person) for person in message.to))
        row += ["", "No", "No"]
    return row


def conversation_id(conversation: str) -> str:
    return "2-" + hashlib.sha256(conversation.encode()).hexdigest()[:20] + "=="


def _utc(time: dt.datetime) -> str:
    return f"{time.replace(tzinfo=HOME).astimezone(dt.timezone.utc):%Y-%m-%d %H:%M:%S UTC}"


def _odd_messages(vintage: int) -> dict[str, Row]:
    """What a mailbox also holds: an advertisement, a member who left; in 2026 also a draft and spam."""
    mine, to_me = MARA.name, url(MARA)
    advertisement = '<p class="spinmail-quill-editor__spin-break">Lead with data.\nBook your seat today.</p>'
    if vintage == 2021:
        return {
            "sponsored": (
                "2-adv", "Sponsored Conversation", "Wynrud Academy", "", mine, "2021-02-01 09:00:00 UTC",
                "Grow your practice", advertisement, "INBOX",
            ),
            "member without profile": (
                "2-gone", "", "LinkedIn Member", "", mine, "2020-05-04 10:11:12 UTC", "", "Hello", "ARCHIVE",
            ),
        }  # fmt: skip
    ending = ("", "No", "No")
    return {
        "sponsored": (
            "2-adv2", "Sponsored Conversation", "Wynrud Academy", "", mine, to_me, "2026-05-11 07:00:00 UTC",
            "Grow your practice", advertisement, "INBOX", *ending,
        ),
        "member without profile": (
            "2-gone", "", "LinkedIn Member", "", mine, to_me, "2020-05-04 10:11:12 UTC", "", "Hello",
            "ARCHIVE", *ending,
        ),
        "draft": (
            "2-draft", "", mine, to_me, "Anna Fenholt", "https://www.linkedin.com/in/anna-fenholt-example",
            "2026-06-20 16:40:00 UTC", "", "Dear Anna, I have been", "INBOX", "", "Yes", "No",
        ),
        "spam": (
            "2-spam", "", "Quick Riches", "https://www.linkedin.com/in/quick-riches-example", mine, to_me,
            "2025-11-03 03:03:03 UTC", "Hello dear", "Act now, only today.", "SPAM", *ending,
        ),
    }  # fmt: skip


def _invitations(population: Population, vintage: int) -> list[Row]:
    until = EXPORT_2026 if vintage == 2026 else EXPORT_2021
    recent = [p for p in population.everybody if p.slug and until - 200 * DAY < p.met < until]
    rows: list[Row] = []
    for person in sorted(recent, key=lambda p: p.slug):
        draw = Draw(SEED, "invitation", person.key)
        incoming = draw.chance(0.5)
        day = person.met - draw.whole(0, 9) * DAY
        hour = draw.whole(7, 20)
        sent = f"{day.month}/{day.day}/{day:%y}, {(hour - 1) % 12 + 1}:{draw.whole(0, 59):02} "
        sent += "AM" if hour < 12 else "PM"
        ends = (person, MARA) if incoming else (MARA, person)
        note = "It was good to meet you, let us stay in touch." if draw.chance(0.4) else ""
        row = [*(" ".join(_spelled(end, vintage)) for end in ends), sent, note]
        row.append("INCOMING" if incoming else "OUTGOING")
        rows.append([*row, *(url(end) for end in ends)] if vintage == 2026 else row)
    header = ["From", "To", "Sent At", "Message", "Direction"]
    return [header + (["inviterProfileUrl", "inviteeProfileUrl"] if vintage == 2026 else []), *rows]


def _endorsements(connected: list[Person], vintage: int, role: str) -> list[Row]:
    until = EXPORT_2026 if vintage == 2026 else EXPORT_2021
    header = ["Endorsement Date", "Skill Name", f"{role} First Name", f"{role} Last Name"]
    header += [f"{role} Public Url"] if vintage == 2026 else []
    rows: list[Row] = []
    for person in sorted(connected, key=lambda p: p.slug):
        draw = Draw(SEED, role, person.key)
        if not draw.chance(0.25 if person.kind else 0.03):
            continue
        day = person.met + draw.whole(20, 700) * DAY
        second = draw.whole(0, 50)
        for skill in draw.some(SKILLS, draw.whole(1, 4)):
            second += 2
            if day < until:
                found = [
                    f"{day:%Y/%m/%d} {9 + second % 9:02}:17:{second:02} UTC",
                    skill,
                    *_spelled(person, vintage),
                ]
                found += [f"www.linkedin.com/in/{person.slug}"] if vintage == 2026 else []
                rows.append([*found, "PENDING" if skill == "Coaching" and second % 5 == 0 else "ACCEPTED"])
    return [[*header, "Endorsement Status"], *rows]


def _recommendations(connected: list[Person], vintage: int, direction: str) -> list[Row]:
    until = EXPORT_2026 if vintage == 2026 else EXPORT_2021
    close = [p for p in connected if p.kind in ("mentor", "mentee", "peer", "client", "subordinate")]
    rows: list[Row] = []
    for person in sorted(close, key=lambda p: p.slug):
        draw = Draw(SEED, direction, person.key)
        day = person.met + draw.whole(100, 900) * DAY
        if draw.chance(0.35) and day < until:
            teller, told = (person.given, "Mara") if direction == "received" else ("Mara", person.given)
            text = f'{told} keeps every promise.\nI, {teller}, would work with "{told}" again, any day.'
            when = f"{day:%m/%d/%y}, {draw.whole(1, 12):02}:{draw.whole(0, 59):02} PM"
            names = _spelled(person, vintage)
            status = "HIDDEN" if draw.chance(0.1) else "VISIBLE"
            rows.append([*names, person.organisation, person.position, text, when, status])
    header = ["First Name", "Last Name", "Company", "Job Title", "Text", "Creation Date", "Status"]
    return [header, *rows]


_POSITIONS: list[Row] = [
    ("Company Name", "Title", "Description", "Location", "Started On", "Finished On"),
    ("Kestrel Vane Consulting", "Principal", "", "Almsund", "Jan 2018", "Dec 2023"),
    ("Nordhav Freight", "Planning lead", "Routes, prices, people", "Port Halden", "2011", "Dec 2017"),
    ("Lindqvist Advisory", "Consultant", "Own practice", "Almsund", "Jan 2024", ""),
    ("Harbour Trust", "Trustee", "", "Port Halden", "Mar 2022", ""),
]
_POSITIONS_2021: list[Row] = [
    _POSITIONS[0],
    ("Kestrel Vane Consulting", "Senior consultant", "", "Almsund", "Jan 2018", ""),
    _POSITIONS[2],
]
_PROFILE: list[Row] = [
    (
        "First Name", "Last Name", "Maiden Name", "Address", "Birth Date", "Headline", "Summary", "Industry",
        "Zip Code", "Geo Location", "Twitter Handles", "Websites", "Instant Messengers",
    ),
    (
        "Mara", "Lindqvist", "", "", "", "Consultant, joins people", "An invented person.",
        "Business Consulting", "", "Almsund", "[]", "[]", "",
    ),
]  # fmt: skip

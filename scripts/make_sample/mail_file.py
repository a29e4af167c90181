"""The mailbox: one mbox file with everything the consultant sent and received."""

from __future__ import annotations

import datetime as dt
import email.header
import email.utils
import re
from pathlib import Path

from drawing import Draw
from people import FIRST_DAY, LEFT_KESTREL, MARA, SEED, Person
from records import HOME, Diary, Mail

_FROM_LINE = re.compile(r"^(>*From )", re.MULTILINE)
NEWSLETTERS = 36


def write_mailbox(diary: Diary, folder: Path) -> dict[str, int]:
    """Writes mail.mbox; returns how many of what it holds."""
    mails = sorted(diary.mails, key=lambda mail: (mail.time, mail.id))
    stored = [(mail.time, _stored(mail)) for mail in mails]
    duplicates = [stored[place] for place in range(100, len(stored), 500)]
    others = [*_newsletters(), *_odd_mails()]
    everything = sorted(stored + duplicates + others, key=lambda pair: pair[0])
    with open(folder / "mail.mbox", "w", encoding="utf-8", newline="\n") as file:
        for time, text in everything:
            quoted = _FROM_LINE.sub(r">\1", text)
            file.write(f"From - {time:%a %b %d %H:%M:%S %Y}\n{quoted}\n\n")
    return {
        "messages": len(everything),
        "duplicates": len(duplicates),
        "newsletters": NEWSLETTERS,
        "other odd ones": len(others) - NEWSLETTERS,
    }


def shown_address(person: Person, mail: Mail) -> str:
    """The address they use that day; some programs write the domain in capitals."""
    draw = Draw(SEED, "address", mail.id, person.key)
    if person is MARA:
        address = MARA.addresses[_at_kestrel(mail)]
    else:
        address = person.address_at(mail.time.date(), draw)
    name, _, domain = address.partition("@")
    return f"{name}@{domain.upper()}" if draw.chance(0.01) else address


def _at_kestrel(mail: Mail) -> bool:
    """Whether the consultant wrote, or was written to, at her desk of that time."""
    return mail.time.date() <= LEFT_KESTREL and any(
        p.circle.key == "kestrel" for p in (mail.sender, *mail.to)
    )


def _named(person: Person, mail: Mail) -> str:
    address = shown_address(person, mail)
    name = "" if person is MARA and mail.sender is not MARA else person.mail_name()
    if person.family == "Ulvgård":
        return f"{email.header.Header(name, 'iso-8859-1').encode()} <{address}>"
    return email.utils.formataddr((name, address))


def _stored(mail: Mail) -> str:
    headers = [
        f"Message-ID: <{mail.id}>",
        f"Date: {email.utils.format_datetime(mail.time.replace(tzinfo=HOME))}",
        f"From: {_named(mail.sender, mail)}",
        f"To: {', '.join(_named(person, mail) for person in mail.to)}",
    ]
    if mail.cc:
        headers.append(f"Cc: {', '.join(_named(person, mail) for person in mail.cc)}")
    headers.append(f"Subject: {mail.subject}")
    if mail.reply_to:
        headers.append(f"In-Reply-To: <{mail.reply_to.id}>")
    if not mail.body.isascii():
        headers.append("Content-Type: text/plain; charset=utf-8")
    return "\n".join([*headers, "", mail.body])


def _newsletters() -> list[tuple[dt.datetime, str]]:
    return [
        _letter(
            dt.datetime(FIRST_DAY.year + (FIRST_DAY.month - 1 + month) // 12, (6 + month) % 12 + 1, 3, 6, 0),
            f"news{month}@garrstadmedia.example.com",
            "Garrstad Weekly <news@garrstadmedia.example.com>",
            f"Mara Lindqvist <{MARA.addresses[0]}>",
            f"The month in media, issue {month + 1}",
            "Five stories you should not miss.",
            "List-Id: Garrstad Weekly <weekly.garrstadmedia.example.com>\nPrecedence: bulk\n",
        )
        for month in range(NEWSLETTERS)
    ]


def _odd_mails() -> list[tuple[dt.datetime, str]]:
    """A body line that begins with From, a group, hidden recipients, one to herself, one without a date."""
    crew = "Crew: coach@strandviken.example.net, boats@strandviken.example.net;"
    mine = f"Mara Lindqvist <{MARA.addresses[0]}>"
    letters = [
        (
            dt.datetime(2024, 5, 6, 9, 0), "odd1@nordhav.example.com",
            "Port Office <port.office@nordhav.example.com>", mine, "The old logs",
            "Here is what we found.\n\nFrom Monday on the quay is closed.\n\n>From then on nothing moves.",
        ),
        (
            dt.datetime(2024, 6, 3, 18, 0), "odd2@strandviken.example.net",
            "Club Office <office@strandviken.example.net>", f"{crew[:-1]}, {MARA.addresses[0]};", "Boats",
            "The boats are back.",
        ),
        (
            dt.datetime(2025, 2, 3, 8, 0), "odd3@harbourtrust.example.org",
            "Trust Office <office@harbourtrust.example.org>", "undisclosed-recipients:;", "To all friends",
            "The year in numbers.",
        ),
        (
            dt.datetime(2025, 3, 4, 21, 0), "odd4@lindqvist.example.com", mine, mine, "Note to self",
            "Call the printer.",
        ),
    ]  # fmt: skip
    undated = _letter(
        dt.datetime(2025, 4, 1, 7, 0), "odd5@elmrudlegal.example.com",
        "Front Desk <front.desk@elmrudlegal.example.com>", mine, "No date on this one", "Received.",
    )  # fmt: skip
    text = "\n".join(line for line in undated[1].splitlines() if not line.startswith("Date:"))
    return [*(_letter(*letter) for letter in letters), (undated[0], text)]


def _letter(
    time: dt.datetime, identity: str, sender: str, to: str, subject: str, body: str, more: str = ""
) -> tuple[dt.datetime, str]:
    date = email.utils.format_datetime(time.replace(tzinfo=HOME))
    headers = f"Message-ID: <{identity}>\nDate: {date}\nFrom: {sender}\nTo: {to}\nSubject: {subject}\n"
    return time, f"{headers}{more}\n{body}"

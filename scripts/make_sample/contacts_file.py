"""The address book: cards of three versions in one file, as programs have written them over the years."""

from __future__ import annotations

import quopri
from pathlib import Path

from drawing import Draw
from folding import escaped, folded
from linkedin_files import url
from people import SEED, Person, Population

_NOTE = (
    "Met through the spring seminar; likes short mails, long walks, and answers on Fridays.\n"
    "Ask about the boat, never about the weather."
)


def write_contacts(population: Population, folder: Path) -> dict[str, int]:
    """Writes contacts.vcf; returns how many of what it holds."""
    carded = [person for person in population.everybody if person.card]
    cards = b"".join(_card_21(p) if p.card == "2.1" else _card(p) for p in carded)
    (folder / "contacts.vcf").write_bytes(cards)
    return {"cards": len(carded), "with profile": sum(person.card_has_profile for person in carded)}


def _card(person: Person) -> bytes:
    draw = Draw(SEED, "card", person.key)
    new = person.card == "4.0"
    lines = ["BEGIN:VCARD", f"VERSION:{person.card}", f"FN:{escaped(person.name)}"]
    lines.append(f"N:{escaped(person.family)};{escaped(person.given)};;;")
    for place, address in enumerate(person.addresses):
        label = "work" if place == 0 else "home"
        lines.append(f"EMAIL;TYPE={label if new else 'INTERNET,' + label.upper()}:{address}")
    lines.append(f"ORG:{escaped(person.organisation)};{escaped(person.department)}")
    lines.append(f"TITLE:{escaped(person.position)}")
    if person.card_has_profile:
        lines.append(
            f"item1.URL:{url(person)}" if not new else f"X-SOCIALPROFILE;TYPE=linkedin:{url(person)}"
        )
        lines += [] if new else ["item1.X-ABLabel:LinkedIn"]
    if draw.chance(0.2):
        lines.append(f"TEL;TYPE=CELL:+1-202-555-01{draw.whole(0, 99):02}")
    if draw.chance(0.15):
        lines.append(f"BDAY:--{draw.whole(1, 12):02}{draw.whole(1, 28):02}" if new else "BDAY:1984-04-12")
    if draw.chance(0.2):
        lines.append(f"NOTE:{escaped(_NOTE)}")
    return b"".join(map(folded, [*lines, "END:VCARD"]))


def _card_21(person: Person) -> bytes:
    """As an old phone writes it: texts in quoted-printable, types without a name."""
    quoted = "CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE"
    lines = [
        "BEGIN:VCARD",
        "VERSION:2.1",
        f"N;{quoted}:{_printable(person.family)};{_printable(person.given)};;;",
        f"FN;{quoted}:{_printable(person.name)}",
        *(f"EMAIL;INTERNET:{address}" for address in person.addresses),
        f"ORG;{quoted}:{_printable(person.organisation)}",
        *([f"URL:{url(person)}"] if person.card_has_profile else []),
        f"NOTE;{quoted}:{_printable(_NOTE)}",
        "END:VCARD",
    ]
    return "\r\n".join(lines).encode() + b"\r\n"


def _printable(text: str) -> str:
    """Quoted-printable with its soft line ends; semicolons would part a name."""
    plain = text.replace("\n", "\r\n").encode()
    return quopri.encodestring(plain).replace(b"\r\n", b"=0D=0A").replace(b"=\n", b"=\r\n").decode()

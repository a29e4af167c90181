"""Address cards (vCard 2.1, 3.0 and 4.0, mixed in one file), one at a time.

Cards are cut out of the stream here, in one pass and with one card in memory; lines are unfolded as bytes
and decoded afterwards, so that a fold inside a character does no harm. Of each card the properties that tell
who somebody is are handed to vobject, without their parameters; photographs and notes are passed over.
"""

from __future__ import annotations

import codecs
import quopri
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import IO, Any

from tertius.importers.contacts.contact import Contact, contact_of
from tertius.importers.limits import Limits
from tertius.importers.report import ReportWriter, quoted

KEY_PROPERTY = "x-tertius-key"
"""What a person is called in the network that a card was written from."""
_TAKEN = frozenset(
    b"ADR EMAIL FN KIND N ORG ROLE SOCIALPROFILE TEL TITLE UID URL X-ABSHOWAS X-ADDRESSBOOKSERVER-KIND "
    b"X-SOCIALPROFILE X-TERTIUS-KEY".split()
)
_PARTED_BY_COMMAS = frozenset([b"ADR", b"N", b"ORG"])
_NO_PEOPLE = {"group": "group", "org": "organisation", "company": "organisation", "location": "place"}

_NAME = re.compile(rb"(?:[A-Za-z0-9_-]+\.)?([A-Za-z0-9_-]+)(?=[;:])")
_HEAD = re.compile(rb'[^:;"]*(?:;[^:;"]*(?:"[^"]*"[^:;"]*)*)*:')
_QUOTED_PRINTABLE = re.compile(rb';\s*(?:ENCODING=)?"?QUOTED-PRINTABLE', re.IGNORECASE)
_CHARSET = re.compile(rb';\s*CHARSET="?([\w.:-]+)', re.IGNORECASE)
_CHARSETS = re.compile(
    r"utf-8|ascii|iso8859-\d+|cp\d+|koi8-\w|mac-\w+|shift_jis|gb2312|gbk|gb18030|big5|euc_\w+|iso2022_\w+"
)
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_COMMA_OR_ESCAPED = re.compile(r"(\\.)|,")
_SHOWN = 64
_LONGEST_HEAD = 1000


@dataclass
class _Line:
    """One property and where it begins; of a property that is not taken only its beginning is kept."""

    number: int
    start: bytes
    name: bytes = b""
    text: bytearray = field(default_factory=bytearray)
    is_quoted_printable: bool = False
    ends_softly: bool = False
    """Quoted-printable text ends in "=": it goes on in the next line."""
    too_long: bool = False
    has_head: bool = False
    """Whether the name and the parameters are there, or cannot come any more."""

    @classmethod
    def of(cls, number: int, text: bytes, too_long: bool) -> _Line:
        line = cls(number, text[:_SHOWN])
        line._add(text, too_long)
        return line

    @property
    def is_taken(self) -> bool:
        return self.name in _TAKEN

    def is_mark(self, word: bytes) -> bool:
        """Whether it begins or ends a card."""
        return self.name == word and _is_mark(self.start, word)

    def goes_on_in(self, text: bytes) -> bool:
        if self.ends_softly:
            return not (_is_mark(text, b"BEGIN") or _is_mark(text, b"END"))
        return text.startswith((b" ", b"\t"))

    def go_on(self, text: bytes, too_long: bool, limits: Limits) -> None:
        if self.ends_softly:
            del self.text[-1:]
        else:
            text = text[1:]
        self._add(text, too_long or len(self.text) + len(text) > limits.field_bytes)

    def _add(self, text: bytes, too_long: bool) -> None:
        if self.is_taken or not self.has_head:
            self.text += text
        self.too_long |= too_long
        if not self.has_head:
            self._read_head()
        if self.too_long:
            self.text.clear()
        self.ends_softly = self.is_quoted_printable and text.endswith(b"=")

    def _read_head(self) -> None:
        head, named = _HEAD.match(self.text), _NAME.match(self.text)
        if head is None and len(self.text) <= _LONGEST_HEAD and not self.too_long:
            return
        self.has_head = True
        self.name = named[1].upper() if named else b""
        self.is_quoted_printable = head is not None and _QUOTED_PRINTABLE.search(head[0]) is not None
        if not self.is_taken:
            self.text.clear()


@dataclass
class _Card:
    """The properties of one card that are taken."""

    line: int
    properties: list[_Line] = field(default_factory=list)
    count: int = 0
    bytes_taken: int = 0
    malformed: int = 0

    def add(self, line: _Line, limits: Limits) -> None:
        self.count += 1
        self.malformed += not line.name
        self.bytes_taken += len(line.text)
        if line.is_taken and self.count <= limits.properties and self.bytes_taken <= limits.line_bytes:
            self.properties.append(line)


class _Unreadable(Exception):
    """Why a card is rejected."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message


def address_cards(file: IO[bytes], writer: ReportWriter, limits: Limits) -> Iterator[Contact]:
    """The contacts in a file of cards; whatever is lost is in the report, by the line of its BEGIN.

    Rejects cards that do not end (vcard.unterminated), that hold bytes which are no text (enc.invalid_utf8,
    enc.unknown_charset) or too much (limit.field_bytes, limit.card_bytes, limit.properties), and text outside
    cards (vcard.expected_begin), once for each stretch of it.
    """
    for card in _cards(_properties(file, limits), writer, limits):
        try:
            contact = _contact(card, writer, limits)
        except _Unreadable as fault:
            writer.reject(fault.code, fault.message, card.line)
            continue
        if contact is not None:
            yield contact


def _physical_lines(file: IO[bytes], limits: Limits) -> Iterator[tuple[int, bytes, bool]]:
    """Number from 1, the bytes without their line end, and whether a long line was cut short."""
    number = 0
    while text := file.readline(limits.line_bytes + 1):
        number += 1
        too_long = len(text) > limits.line_bytes and not text.endswith(b"\n")
        rest = text
        while rest and not rest.endswith(b"\n"):
            rest = file.readline(limits.line_bytes)
        yield number, text.rstrip(b"\r\n").removeprefix(codecs.BOM_UTF8), too_long


def _properties(file: IO[bytes], limits: Limits) -> Iterator[_Line]:
    """Lines with their continuations; blank ones are passed over."""
    line: _Line | None = None
    for number, text, too_long in _physical_lines(file, limits):
        if line and text and line.goes_on_in(text):
            line.go_on(text, too_long, limits)
            continue
        if line:
            yield line
        line = _Line.of(number, text, too_long) if text.strip() else None
    if line:
        yield line


def _is_mark(text: bytes, word: bytes) -> bool:
    return text[:_SHOWN].strip().upper() == word + b":VCARD"


def _cards(lines: Iterable[_Line], writer: ReportWriter, limits: Limits) -> Iterator[_Card]:
    card: _Card | None = None
    is_astray = False
    for line in lines:
        if line.is_mark(b"BEGIN"):
            if card:
                _reject_unterminated(card, writer)
            writer.read()
            card, is_astray = _Card(line.number), False
        elif card and line.is_mark(b"END"):
            yield card
            card = None
        elif card:
            card.add(line, limits)
        elif not is_astray:
            _reject_stray(line, writer)
            is_astray = True
    if card:
        _reject_unterminated(card, writer)


def _reject_unterminated(card: _Card, writer: ReportWriter) -> None:
    writer.reject("vcard.unterminated", "the card that begins here has no END:VCARD", card.line)


def _reject_stray(line: _Line, writer: ReportWriter) -> None:
    writer.read()
    writer.reject(
        "vcard.expected_begin", f"expected BEGIN:VCARD, found {quoted(line.start)[1:]}", line.number
    )


def _contact(card: _Card, writer: ReportWriter, limits: Limits) -> Contact | None:
    """What the card tells; None of a card that stands for no person. Raises _Unreadable."""
    if card.count > limits.properties:
        raise _Unreadable("limit.properties", f"more than {limits.properties} properties in a card")
    if card.bytes_taken > limits.line_bytes:
        raise _Unreadable("limit.card_bytes", f"more than {limits.line_bytes} bytes in a card")
    if card.malformed:
        writer.warn("vcard.property", card.malformed)
    told = _Told(_parsed([_as_text(line, limits) for line in card.properties]))
    kind = (told.first("x-abshowas") or told.first("x-addressbookserver-kind") or told.first("kind")).lower()
    if kind in _NO_PEOPLE:
        writer.skip(_NO_PEOPLE[kind])
        return None
    organisation, department = told.organisation()
    return contact_of(
        card.line,
        told.first("fn") or told.name(),
        told.all("email"),
        (*told.all("url"), *told.all("x-socialprofile"), *told.all("socialprofile")),
        (*told.all("uid"), *told.all("tel")),
        organisation=organisation,
        department=department,
        position=told.first("title") or told.first("role"),
        location=told.location(),
        key=told.first(KEY_PROPERTY),
    )


def _as_text(line: _Line, limits: Limits) -> str:
    """The property as vobject reads it: no parameters, no encoding, a comma in a text escaped."""
    where = f"{line.name.decode()} in line {line.number}"
    if line.too_long:
        raise _Unreadable("limit.field_bytes", f"{where} has more than {limits.field_bytes} bytes")
    head = _HEAD.match(line.text)
    if head is None:
        return ""
    encoded = bytes(line.text[head.end() :])
    if line.is_quoted_printable:
        encoded = quopri.decodestring(encoded)
    value = _LINE_BREAK.sub(r"\\n", _decoded(encoded, head[0], where))
    if line.name not in _PARTED_BY_COMMAS:
        value = _COMMA_OR_ESCAPED.sub(lambda found: found[1] or r"\,", value)
    return f"{line.name.decode()}:{value}"


def _decoded(encoded: bytes, head: bytes, where: str) -> str:
    charset = "utf-8"
    if named := _CHARSET.search(head):
        charset = _known_charset(named[1].decode(), where)
    try:
        return encoded.decode(charset)
    except UnicodeDecodeError as fault:
        code = "enc.invalid_utf8" if charset == "utf-8" else "enc.invalid_text"
        raise _Unreadable(code, f"{where} is not valid {charset} at byte {fault.start}") from None


def _known_charset(name: str, where: str) -> str:
    try:
        found = codecs.lookup(name).name
    except LookupError:
        found = ""
    if not _CHARSETS.fullmatch(found):
        raise _Unreadable("enc.unknown_charset", f"{where} names the character set {quoted(name)}")
    return found


def _parsed(properties: list[str]) -> dict[str, list[Any]]:
    try:
        import vobject  # type: ignore[import-untyped]
    except ImportError:
        raise ImportError("address cards need vobject: pip install 'tertius[imports]'") from None
    lines = ["BEGIN:VCARD", "VERSION:3.0", *filter(None, properties), "END:VCARD", ""]
    contents: dict[str, list[Any]] = vobject.readOne("\r\n".join(lines)).contents
    return contents


class _Told:
    """The values that vobject found, as texts."""

    def __init__(self, contents: dict[str, list[Any]]) -> None:
        self._contents = contents

    def all(self, name: str) -> list[str]:
        return [text for line in self._contents.get(name, ()) if (text := line.value.strip())]

    def first(self, name: str) -> str:
        return next(iter(self.all(name)), "")

    def name(self) -> str:
        """Put together from N, where a card has no FN."""
        for line in self._contents.get("n", ()):
            parts = (line.value.prefix, line.value.given, line.value.additional, line.value.family)
            return " ".join(filter(None, map(_joined, (*parts, line.value.suffix))))
        return ""

    def organisation(self) -> tuple[str, str]:
        """The organisation and the first part of it that is named."""
        for line in self._contents.get("org", ()):
            named = [_joined(part) for part in line.value]
            return named[0], ", ".join(filter(None, named[1:]))
        return "", ""

    def location(self) -> str:
        """City and country of the first address that has either."""
        for line in self._contents.get("adr", ()):
            if place := ", ".join(filter(None, map(_joined, (line.value.city, line.value.country)))):
                return place
        return ""


def _joined(part: str | list[str]) -> str:
    return " ".join(filter(None, part)).strip() if isinstance(part, list) else part.strip()

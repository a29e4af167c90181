"""The body of a message: where it ends, whether its parts are in order, and its first words.

Nothing in it is decoded or held but, where asked for, the first words of the first text; an attachment of any
size is passed over a block at a time. Parts within parts are a list of open boundaries, not a recursion.
"""

from __future__ import annotations

import binascii
import html
import quopri
import re
from email.message import Message as ContentType

from tertius.importers.addressees import decoded_bytes
from tertius.importers.files.file_lines import FileLines
from tertius.importers.limits import Limits
from tertius.importers.mail.dates import parts_messages
from tertius.importers.mail.headers import Header, read_header

_FIRST_WORDS = 16 << 10
_LONGEST_SEPARATOR = 1000
_LONGEST_BOUNDARY = 1000
_LONGEST_CONTENT_TYPE = 2000
_FROM = re.compile(rb"\nFrom ")
_FROM_OR_BOUNDARY = re.compile(rb"\n(?:From |--)")
_QUOTED_FROM = re.compile(rb">+From ")
_TAG = re.compile(r"<[^<>]*>")
_BEGINS_QUOTE = re.compile(
    r"[ \t]*>|-{2,} ?\w|_{10,}|"
    r".{0,200}\b(?:wrote|schrieb|a écrit|escribió|ha scritto|escreveu|schreef) ?:\s*$"
)


def at_message(lines: FileLines) -> bool:
    """Whether the next line begins a message of a mailbox."""
    return lines.after_blank() and parts_messages(lines.peek(_LONGEST_SEPARATOR))


class Body:
    """What was seen of a message's body; leaves `lines` at the next message."""

    def __init__(self, lines: FileLines, header: Header, limits: Limits, *, texts: bool) -> None:
        self.too_deep: int | None = None
        """The line of the first part that is nested too deep."""
        self.unterminated = False
        self.unparted = 0
        """Lines that begin with "From " and part no messages."""
        self.text = ""
        """The first words of the first text, without what they answer to; only with `texts`."""
        self._lines = lines
        self._limits = limits
        self._texts = texts
        self._open: list[tuple[bytes, int]] = []
        self._begin_part(header, 0)
        self._pass()
        self.unterminated = self.unterminated or bool(self._open)

    def _pass(self) -> None:
        while self._lines.pass_to(_FROM_OR_BOUNDARY if self._open else _FROM):
            if at_message(self._lines):
                return
            if self._lines.peek(2) == b"--":
                self._take_boundary()
            else:
                self.unparted += 1
                self._lines.take()

    def _take_boundary(self) -> None:
        line = self._lines.peek(_LONGEST_BOUNDARY).rstrip()
        self._lines.take()
        for place in reversed(range(len(self._open))):
            boundary, depth = self._open[place]
            ends = line == boundary + b"--"
            if not ends and line != boundary:
                continue
            self.unterminated = self.unterminated or place + 1 < len(self._open)
            del self._open[place + (not ends) :]
            if not ends:
                self._begin_part(read_header(self._lines, self._limits), depth)
            return

    def _begin_part(self, header: Header, depth: int) -> None:
        """Looks at the part below the header, which lies in `depth` others."""
        content = _content_type(header)
        while content.get_content_type() == "message/rfc822" and not at_message(self._lines):
            depth += 1
            if depth > self._limits.mime_depth:
                break
            header = read_header(self._lines, self._limits)
            content = _content_type(header)
        boundary = content.get_boundary() if content.get_content_maintype() == "multipart" else None
        if boundary:
            self._open.append((b"--" + boundary.encode("utf-8", "replace"), depth + 1))
            depth += 1
        if depth > self._limits.mime_depth:
            self.too_deep = self.too_deep or self._lines.number
            self._open.clear()
        elif self._texts and not self.text and content.get_content_maintype() == "text":
            self._take_text(header, content)

    def _take_text(self, header: Header, content: ContentType) -> None:
        taken: list[bytes] = []
        size = 0
        while size < _FIRST_WORDS and not self._at_border():
            line = self._lines.take()
            if line is None:
                break
            line = line[:_FIRST_WORDS]
            taken.append(line[1:] if _QUOTED_FROM.match(line) else line)
            size += len(line) + 1
        encoded = _transferred(b"\n".join(taken), header.text("content-transfer-encoding").lower())
        text = decoded_bytes(encoded, content.get_content_charset("utf-8"))
        if content.get_content_subtype() == "html":
            text = html.unescape(_TAG.sub(" ", text))
        self.text = _own_words(text)

    def _at_border(self) -> bool:
        beginning = self._lines.peek(5)
        if beginning == b"From ":
            return at_message(self._lines)
        if not self._open or beginning[:2] != b"--":
            return False
        line = self._lines.peek(_LONGEST_BOUNDARY).rstrip()
        return any(line in (boundary, boundary + b"--") for boundary, _ in self._open)


def _content_type(header: Header) -> ContentType:
    """What a part says it is; plain text where it says nothing, or too much."""
    content = ContentType()
    written = header.text("content-type")
    if written and len(written) <= _LONGEST_CONTENT_TYPE:
        content["Content-Type"] = " ".join(written.split())
    return content


def _transferred(text: bytes, encoding: str) -> bytes:
    if encoding == "quoted-printable":
        return quopri.decodestring(text)
    if encoding != "base64":
        return text
    digits = b"".join(text.split()).rstrip(b"=")
    try:
        return binascii.a2b_base64(digits[: len(digits) // 4 * 4])
    except binascii.Error:
        return b""


def _own_words(text: str) -> str:
    """A text up to where it quotes what it answers to."""
    own: list[str] = []
    for line in text.splitlines():
        if _BEGINS_QUOTE.match(line):
            break
        own.append(line)
    return "\n".join(own)

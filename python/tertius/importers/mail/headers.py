"""The headers of a message or of one of its parts: the few fields that are read, and where they stand."""

from __future__ import annotations

from typing import NamedTuple

from tertius.importers.files.file_lines import FileLines
from tertius.importers.limits import Limits

_READ = {
    name.encode(): name
    for name in (
        "from",
        "to",
        "cc",
        "bcc",
        "date",
        "subject",
        "message-id",
        "in-reply-to",
        "references",
        "list-id",
        "auto-submitted",
        "precedence",
        "return-path",
        "x-gm-thrid",
        "x-gmail-labels",
        "content-type",
        "content-transfer-encoding",
    )
}
_FOLD = b" \t"
_SEVERAL = ("to", "cc", "bcc")
"""Fields that some programs write more than once; all of them count."""


class Field(NamedTuple):
    text: str
    """Unfolded; bytes that are no UTF-8 stand as U+FFFD."""
    line: int


class Header(dict[str, Field]):
    """The fields that were there, by their names in lower case."""

    whole: bool = True
    """Whether it ended within the bounds."""

    def text(self, name: str) -> str:
        """A field's text; empty where it is missing."""
        field = self.get(name)
        return field.text if field else ""


def read_header(lines: FileLines, limits: Limits) -> Header:
    """The header that begins with the next line; leaves `lines` after the blank line that ends it.

    Of a field at most `limits.field_bytes` are kept, for a list of thousands of recipients is still a list;
    of all of them together `limits.header_bytes`, beyond which the header is not `whole`.
    """
    found: dict[str, tuple[int, list[bytes]]] = {}
    parts: list[bytes] = []
    room, room_in_all = 0, limits.header_bytes
    while line := lines.take():
        if line[0] not in _FOLD:
            written, _, line = line.partition(b":")
            name = _READ.get(written.rstrip().lower())
            room = 0
            if name and room_in_all >= 0 and (name not in found or name in _SEVERAL):
                room = limits.field_bytes
                parts = found.setdefault(name, (lines.number, []))[1]
                line = b"," + line if parts else line
        if room > 0:
            parts.append(line[:room])
            room -= len(line)
            room_in_all -= len(parts[-1])
    header = Header()
    for name, (number, parts) in found.items():
        header[name] = Field(b"".join(parts).decode("utf-8", "replace").strip(), number)
    header.whole = room_in_all >= 0
    return header

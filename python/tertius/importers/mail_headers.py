"""The headers of a message or of one of its parts: the few fields that are read, and where they stand."""

from __future__ import annotations

from typing import NamedTuple

from tertius.importers.file_lines import FileLines
from tertius.importers.limits import Limits

_READ = frozenset(
    (
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
)
_LONGEST_NAME = 32
_SEVERAL = ("to", "cc", "bcc")
"""Fields that some programs write more than once; all of them count."""


class Field(NamedTuple):
    text: str
    """Unfolded; bytes that are no UTF-8 stand as U+FFFD."""
    line: int


class Header(dict[str, Field]):
    """The fields that were there, by their names in lower case; the first of each name."""

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
    header = Header()
    name, parts, number, size, kept = "", [b""], 0, 0, 0
    while line := lines.take():
        if line[:1] in b" \t":
            if name and size < limits.field_bytes:
                parts.append(line[: limits.field_bytes - size])
                size += len(line)
            continue
        if name:
            kept += min(size, limits.field_bytes)
            _keep(header, name, Field(_text(parts), number))
        written, colon, body = line.partition(b":")
        name = written.rstrip().decode("ascii", "replace").lower() if len(written) <= _LONGEST_NAME else ""
        if not colon or name not in _READ or kept > limits.header_bytes:
            name = ""
        parts, number, size = [body[: limits.field_bytes]], lines.number, len(body)
    if name:
        kept += min(size, limits.field_bytes)
        _keep(header, name, Field(_text(parts), number))
    header.whole = kept <= limits.header_bytes
    return header


def _keep(header: Header, name: str, field: Field) -> None:
    earlier = header.setdefault(name, field)
    if earlier is not field and name in _SEVERAL:
        header[name] = Field(f"{earlier.text}, {field.text}", earlier.line)


def _text(parts: list[bytes]) -> str:
    return b"".join(parts).decode("utf-8", "replace").strip()

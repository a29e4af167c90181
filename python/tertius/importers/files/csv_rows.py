"""Rows of a CSV file, each knowing where it stands.

Python's csv module parses well, but cannot say where a fault is, and keeps what an unclosed quote swallows.
So the physical lines are cut here: a line without quotes is split as it is, one with quotes is gone through
field by field. Memory is bounded by one line and one field, however large the file.
"""

from __future__ import annotations

import codecs
import difflib
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, NoReturn

from tertius.importers.limits import KIB, Limits
from tertius.importers.report import ReportWriter, quoted

CHUNK = 64 * KIB
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_SEPARATOR = re.compile(r"sep=([^\"\n])\s*", re.IGNORECASE)
_MOST_BYTES_OF_A_CHARACTER = 4


class Row:
    """The cells of one record, and where each begins."""

    __slots__ = ("_starts", "cells", "line", "record", "too_long")

    def __init__(self, line: int, cells: list[str], starts: list[tuple[int, int]] | None = None) -> None:
        self.line = line
        """The physical line on which it begins, from 1."""
        self.record = 0
        """Its number below the header, from 1."""
        self.cells = cells
        self.too_long: int | None = None
        """The first cell that is larger than a field may be; what it held is then not kept in full."""
        self._starts = starts

    def place(self, cell: int) -> tuple[int, int]:
        """Line and column (in characters, from 1) where a cell begins."""
        if self._starts is not None:
            return self._starts[cell]
        return self.line, 1 + cell + sum(map(len, self.cells[:cell]))

    @property
    def is_blank(self) -> bool:
        return len(self.cells) == 1 and not self.cells[0].strip()


class CsvRows:
    """All rows of a file, the header and blank lines among them.

    UTF-8, or UTF-16 with its byte order mark; lines end with LF, CRLF or CR. A first line ``sep=;`` sets the
    delimiter, which may also be set while reading. Raises InvalidInput at the line and column of the first
    byte, quote or size that makes what follows doubtful.
    """

    def __init__(self, chunks: Iterable[bytes], writer: ReportWriter, limits: Limits) -> None:
        self.delimiter = ","
        self.line = 0
        """How many physical lines have been read."""
        self._writer = writer
        self._limits = limits
        self._lines = _lines(chunks, writer, limits.line_bytes)

    def __iter__(self) -> Iterator[Row]:
        columns, field_bytes = self._limits.columns, self._limits.field_bytes
        short = field_bytes // _MOST_BYTES_OF_A_CHARACTER
        for text in self._lines:
            line = self.line = self.line + 1
            if line == 1 and (told := _SEPARATOR.fullmatch(text)):
                self.delimiter = told[1]
                continue
            row = self._quoted_row(text) if '"' in text else Row(line, text.split(self.delimiter, columns))
            if len(row.cells) > columns:
                self._writer.refuse("limit.columns", f"more than {columns} columns", line)
            if len(text) > short or self.line > line:
                row.too_long = next(
                    (n for n, cell in enumerate(row.cells) if _is_larger(cell, field_bytes)), None
                )
            yield row

    def _quoted_row(self, text: str) -> Row:
        line, cells, starts, at = self.line, [], [], 0
        while True:
            starts.append((self.line, at + 1))
            if text.startswith('"', at):
                cell, text, at = self._quoted_cell(text, at)
            else:
                end = text.find(self.delimiter, at)
                cell, at = (text[at:], len(text)) if end < 0 else (text[at:end], end)
            cells.append(cell)
            if at == len(text) or len(cells) > self._limits.columns:
                return Row(line, cells, starts)
            at += 1

    def _quoted_cell(self, text: str, at: int) -> tuple[str, str, int]:
        """The cell that opens at `at`, the line on which it ends, and the place behind it."""
        opened = self.line, at + 1
        parts: list[str] = []
        size, begin, search = 0, at + 1, at + 1
        while True:
            end = text.find('"', search)
            if end < 0:
                if size <= self._limits.field_bytes:
                    parts.append(text[begin:])
                size += len(text) - begin + 1
                text = self._next_line_of_cell(opened)
                begin = search = 0
            elif text.startswith('"', end + 1):
                search = end + 2
            else:
                break
        if size <= self._limits.field_bytes:
            parts.append(text[begin:end])
        behind = end + 1
        if behind < len(text) and text[behind] != self.delimiter:
            self._writer.refuse(
                "csv.text_after_quote",
                f"{quoted(text[behind])} after a closing quote; expected {self.delimiter!r} or a line end",
                self.line,
                behind + 1,
            )
        return "\n".join(parts).replace('""', '"'), text, behind

    def _next_line_of_cell(self, opened: tuple[int, int]) -> str:
        text = next(self._lines, None)
        if text is None:
            self._writer.refuse(
                "csv.unterminated_quote", "the quote that opens here is never closed", *opened
            )
        self.line += 1
        return text


class Sheet:
    """The rows below a header, as wide as the header is; all others are told to the report.

    An unnamed, empty column at the end of every row is left out with one warning.
    """

    def __init__(self, names: Sequence[str], rows: Iterator[Row], writer: ReportWriter) -> None:
        self.names = list(names[:-1]) if len(names) > 1 and not names[-1].strip() else list(names)
        self.record = 0
        """How many rows have been read below the header, blank ones too."""
        self._rows = rows
        self._writer = writer

    def __iter__(self) -> Iterator[Row]:
        writer, width, names = self._writer, None, len(self.names)
        for row in self._rows:
            writer.read()
            self.record = row.record = self.record + 1
            found = len(row.cells)
            if found == 1 and row.is_blank:
                writer.skip("blank")
                continue
            if width is None:
                width = self._width_of_rows(row)
            if row.too_long is not None:
                self.reject(row, row.too_long, "limit.field_bytes", "is larger than a field may be")
            elif found != width or (width > names and row.cells.pop().strip()):
                message = f"expected {names} fields, found {found} (row {row.record})"
                writer.reject("csv.column_count", message, row.line)
            else:
                yield row
        if self.record == 0:
            writer.warn("csv.no_rows")

    def reject(self, row: Row, column: int, code: str, what: str) -> None:
        """Tells the report of a cell that cannot be what it says."""
        name = self.names[column] if column < len(self.names) else f"cell {column + 1}"
        self._writer.reject(code, f"{name} {what} (row {row.record})", *row.place(column))

    def _width_of_rows(self, first: Row) -> int:
        width = len(self.names)
        if len(first.cells) == width + 1 and not first.cells[-1].strip():
            self._writer.warn("csv.trailing_delimiter")
            return width + 1
        return width


def heading(name: str) -> str:
    """A column's name as it is compared: trimmed, single blanks, without case."""
    return " ".join(name.split()).casefold()


def listed(names: Sequence[str]) -> str:
    """Names for a message: the first twenty, none longer than 40 characters."""
    return ", ".join(name.strip()[:40] for name in names[:20]) + (", ..." if len(names) > 20 else "")


def refuse_missing(writer: ReportWriter, name: str, found: Sequence[str]) -> NoReturn:
    """Says which column a table lacks, which it has, and which of these may be meant."""
    nearest = difflib.get_close_matches(heading(name), map(heading, found), n=1, cutoff=0.4)
    hint = f"; nearest match: {nearest[0]}" if nearest else ""
    writer.refuse("csv.missing_column", f"column {name} is missing; found {listed(found) or 'none'}{hint}")


class _Fault(NamedTuple):
    code: str
    message: str


def _lines(chunks: Iterable[bytes], writer: ReportWriter, line_bytes: int) -> Iterator[str]:
    """The physical lines without their ends. Refuses bytes and lines that cannot be read."""
    newlines = io.IncrementalNewlineDecoder(None, translate=True)
    number, rest = 1, ""
    for text, fault in _texts(chunks):
        lines = (rest + newlines.decode(text, final=not text or fault is not None)).split("\n")
        if max(map(len, lines)) * _MOST_BYTES_OF_A_CHARACTER > line_bytes:
            _refuse_long(lines, number, writer, line_bytes)
        rest = lines.pop()
        number += len(lines)
        yield from lines
        if fault:
            writer.refuse(fault.code, fault.message, number, len(rest) + 1)
    if rest:
        yield rest


def _refuse_long(lines: list[str], number: int, writer: ReportWriter, line_bytes: int) -> None:
    for line, text in enumerate(lines, number):
        if _is_larger(text, line_bytes):
            writer.refuse("limit.line_bytes", f"the line is longer than {line_bytes} bytes", line)


def _is_larger(text: str, most_bytes: int) -> bool:
    return len(text) * _MOST_BYTES_OF_A_CHARACTER > most_bytes and len(text.encode()) > most_bytes


def _texts(chunks: Iterable[bytes]) -> Iterator[tuple[str, _Fault | None]]:
    """Decoded pieces, an empty one last; a byte that is no text comes with the last piece before it."""
    source = iter(chunks)
    head = b""
    for chunk in source:
        head += chunk
        if len(head) >= 3:
            break
    mark, encoding = next((known for known in _MARKS if head.startswith(known[0])), (b"", "utf-8"))
    decode = codecs.getincrementaldecoder(encoding)().decode
    read = len(mark)
    for chunk in _with_end(head[len(mark) :], source):
        read += len(chunk)
        text, fault = _decoded(decode, chunk, encoding, read)
        nul = text.find("\0")
        if nul >= 0:
            yield text[:nul], _Fault("csv.nul_byte", "a NUL byte stands in the text")
            return
        if text or fault or not chunk:
            yield text, fault
        if fault:
            return


def _with_end(head: bytes, source: Iterator[bytes]) -> Iterator[bytes]:
    """All bytes that are not empty pieces, then one empty piece."""
    if head:
        yield head
    yield from filter(None, source)
    yield b""


def _decoded(
    decode: Callable[[bytes, bool], str], chunk: bytes, encoding: str, read: int
) -> tuple[str, _Fault | None]:
    """The text of a chunk, up to the first byte that is none; `read` bytes were read, this chunk's too."""
    try:
        return decode(chunk, not chunk), None
    except UnicodeDecodeError as error:
        valid = error.object[: error.start].decode(encoding)
        offset = read - len(error.object) + error.start
        name = encoding[:6].upper().rstrip("-")
        wrong = f"byte 0x{error.object[error.start]:02X} at offset {offset}"
        code = f"enc.invalid_{name.replace('-', '').lower()}"
        return valid, _Fault(code, f"{wrong} is not {name}; save the file as UTF-8")

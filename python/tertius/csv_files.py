"""Networks in plain CSV: one file a table, named after it, the first row naming the columns."""

from __future__ import annotations

import csv
import datetime
import gzip
import io
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tertius import _core
from tertius.columns import Place
from tertius.errors import InvalidInput
from tertius.network import Network

_ENDINGS = (".csv", ".csv.gz")


def network_of_folder(folder: Path) -> Network:
    """The network whose tables lie in a folder as people.csv, interactions.csv.gz and so on; keys are texts.

    Times are Unix seconds or ISO 8601 (2001-10-01, 2001-10-01T09:30:00+02:00; without a zone: UTC).
    Raises InvalidInput naming file, row and column.
    """
    if not folder.is_dir():
        raise InvalidInput(
            f"{folder} is not a folder; name one that holds interactions.csv or relationships.csv", "path"
        )
    found = {
        table: path
        for table in _core.SCHEMA
        for ending in _ENDINGS
        if (path := folder / f"{table}{ending}").is_file()
    }
    if not found:
        named = ", ".join(f"{table}.csv" for table in _core.SCHEMA)
        raise InvalidInput(f"{folder} holds none of {named} (each may be packed as .csv.gz)", "path")
    tables: dict[str, Any] = {table: read_table(table, path.read_bytes()) for table, path in found.items()}
    return Network.from_frames(**tables)


def read_table(table: str, content: bytes) -> dict[str, list[Any]]:
    """One table's columns, each item of the kind that the table's column holds."""
    schema = _core.SCHEMA[table]
    return {
        name: _converted(schema[name][0], cells, Place(table, name)) if name in schema else cells
        for name, cells in _cells(table, content).items()
    }


def _cells(table: str, content: bytes) -> dict[str, list[Any]]:
    """A CSV file's columns as texts, by the names in its first row."""
    try:
        plain = gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content
        rows = list(csv.reader(io.StringIO(plain.decode("utf-8-sig"), newline=""), strict=True))
    except (OSError, EOFError, zlib.error, UnicodeDecodeError, csv.Error) as error:
        raise InvalidInput(f"{table}: not a CSV file in UTF-8: {error}", "csv") from None
    rows = [row for row in rows if row]
    if not rows:
        raise InvalidInput(f"{table}: the file is empty; its first row names the columns", "csv.header")
    header, *records = rows
    if len(set(header)) < len(header):
        raise InvalidInput(f"{table}: a column stands there twice among {', '.join(header)}", "csv.header")
    for number, record in enumerate(records):
        if len(record) != len(header):
            raise InvalidInput(
                f"{table} row {number}: has {len(record)} cells; must be {len(header)}", "csv.row"
            )
    return {name: [record[place] for record in records] for place, name in enumerate(header)}


def _converted(kind: str, cells: list[str], place: Place) -> list[Any]:
    convert = _CONVERTERS.get(kind)
    if convert is None:
        return list(cells)
    wanted = {"time": "Unix seconds or ISO 8601", "number": "a number"}[kind]
    items: list[Any] = []
    for row, cell in enumerate(cells):
        try:
            items.append(convert(cell) if cell.strip() else None)
        except ValueError:
            place.refuse(f"{kind}.type", row, f"is {ascii(cell)[:40]}; must be {wanted}")
    return items


def _time(cell: str) -> int | datetime.datetime:
    return (
        int(cell) if cell.strip().lstrip("-").isdecimal() else datetime.datetime.fromisoformat(cell.strip())
    )


_CONVERTERS: dict[str, Callable[[str], Any]] = {"time": _time, "number": float}

"""Networks in plain tables: CSV or Parquet, one file a table, named after it."""

from __future__ import annotations

import gzip
import itertools
import os
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from tertius import _core
from tertius.errors import InvalidInput
from tertius.importers.files.csv_rows import CsvRows, Row, Sheet, refuse_missing
from tertius.importers.files.plain_files import regular_file, shown_path
from tertius.importers.files.zip_archives import CHUNK, RATIO_FROM, chunks_of
from tertius.importers.gathering import tie_count
from tertius.importers.limits import Limits
from tertius.importers.report import ReportWriter
from tertius.importers.tables.columns import BATCH, Rules, TableColumns, places_of
from tertius.importers.tables.parquet import parquet_sheet
from tertius.network.network import Network
from tertius.progress import Progress, as_callback

_ENDINGS = (".csv", ".csv.gz", ".parquet")
_LIMITS = Limits()


def read_csv(
    path: str | os.PathLike[str],
    *,
    strict: bool = False,
    limits: Limits = _LIMITS,
    progress: Progress = None,
    self_ties: str = "drop",
    min_time: int = _core.MIN_TIME,
    max_time: int = _core.MAX_TIME,
) -> Network:
    r"""The network whose tables lie in a folder, or in one file; keys are texts.

    people.csv, relationships.csv, interactions.csv, commitments.csv, exchanges.csv, introductions.csv and
    milestones.csv, each also as .csv.gz or .parquet; columns as in :meth:`Network.from_frames`, `key` also
    called id, `time` also unix_time. One file of another name is known by its columns. Times are Unix seconds
    or ISO 8601 (2001-10-01, 2001-10-01T09:30:00+02:00; without a zone: UTC).

    Rows that cannot be what they say are left out and told of in the report, ``net.imports``. A person whose
    row is wrong is kept by their key alone. Unknown columns, and number columns that hold words, are left out
    with a warning; a relationship of a type that is none of the seven is one of contacts, with a warning.
    `strict`: all of these are errors. `self_ties`: "drop" or "refuse" rows that join a person to themselves.
    A file whose bytes, quotes or sizes leave in doubt what follows is refused as a whole.

    Raises InvalidInput naming file, line and column; OSError.

    >>> import pathlib, tempfile
    >>> import tertius as tt
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     rows = "from,to,time\nAda,Ben,2024-05-01\nBen,Ada,noon\n"
    ...     written = pathlib.Path(folder, "interactions.csv").write_text(rows)
    ...     net = tt.read_csv(folder)
    >>> net
    Network: 2 people, 0 relationships, 1 interaction, 2024-05-01 to 2024-05-01
    >>> str(net.imports[0].problems[0])
    "interactions.csv:3:9: time is 'noon'; expected Unix seconds or ISO 8601 (row 2)"
    """
    told = as_callback(progress)
    found = _tables_of(Path(path))
    writer = ReportWriter("tables", shown_path(path), strict=strict, limits=limits)
    rules = Rules(strict, self_ties, min_time, max_time)
    tables: dict[str, dict[str, Any]] = {}
    people: frozenset[str] | None = None
    for done, (name, file) in enumerate(found):
        if told:
            told(done / len(found))
        writer.file = shown_path(file)
        with regular_file(file, limits).open("rb") as opened:
            name, sheet = _sheet(name, file, opened, writer, limits)
            tables[name] = _read_columns(name, sheet, writer, rules, people)
        if name == "people":
            people = frozenset(tables[name]["key"])
    network = Network.from_frames(**tables, self_ties=self_ties, min_time=min_time, max_time=max_time)
    writer.report.people = len(network)
    writer.report.ties = tie_count(network)
    if told:
        told(1.0)
    return network.with_imports((writer.report,))


def read_table(name: str, file: BinaryIO, shown: str) -> dict[str, Any]:
    """One table's columns from a CSV file, packed or not. Raises InvalidInput at the first fault."""
    writer = ReportWriter("tables", shown, strict=True, limits=_LIMITS)
    rules = Rules(True, "refuse", _core.MIN_TIME, _core.MAX_TIME)
    sheet = _csv_sheet(_plain_chunks(file, writer, _LIMITS), writer, _LIMITS)
    return _read_columns(name, sheet, writer, rules, None)


def _tables_of(path: Path) -> list[tuple[str | None, Path]]:
    """The files of a folder's tables, people first; of a single file, that one."""
    if not path.is_dir():
        named = next((path.name[: -len(end)] for end in _ENDINGS if path.name.lower().endswith(end)), "")
        return [(named if named in _core.SCHEMA else None, path)]
    found: list[tuple[str | None, Path]] = []
    for table in _core.SCHEMA:
        files = [file for ending in _ENDINGS if (file := path / f"{table}{ending}").exists()]
        if len(files) > 1:
            both = " and ".join(file.name for file in files)
            raise InvalidInput(f"{shown_path(path)} holds both {both}", "path")
        found += [(table, file) for file in files]
    if not found:
        named = ", ".join(f"{table}.csv" for table in _core.SCHEMA)
        raise InvalidInput(
            f"{shown_path(path)} holds none of {named} (each may also be .csv.gz or .parquet)", "path"
        )
    return found


def _sheet(
    name: str | None, path: Path, file: BinaryIO, writer: ReportWriter, limits: Limits
) -> tuple[str, Sheet]:
    if path.name.lower().endswith(".parquet"):
        sheet = parquet_sheet(file, writer, limits)
    else:
        sheet = _csv_sheet(_plain_chunks(file, writer, limits), writer, limits)
    return name or _table_with(sheet.names, writer), sheet


def _table_with(names: Sequence[str], writer: ReportWriter) -> str:
    """The table whose required columns are all there."""
    for table in ("interactions", *_core.SCHEMA):
        told = places_of(table, names)
        if all(name in told for name, (_, required) in _core.SCHEMA[table].items() if required):
            return table
    refuse_missing(writer, "time", names)


def _plain_chunks(file: BinaryIO, writer: ReportWriter, limits: Limits) -> Iterator[bytes]:
    """The file's bytes, unpacked where they are packed."""
    packed = file.seek(0, os.SEEK_END)
    file.seek(0)
    is_packed = file.read(2) == b"\x1f\x8b"
    file.seek(0)
    return _unpacked(file, packed, writer, limits) if is_packed else chunks_of(file)


def _unpacked(file: BinaryIO, packed: int, writer: ReportWriter, limits: Limits) -> Iterator[bytes]:
    most = min(limits.zip_bytes, max(RATIO_FROM, int(limits.zip_ratio * packed)))
    unpacked = 0
    try:
        with gzip.GzipFile(fileobj=file) as plain:
            while chunk := plain.read(CHUNK):
                unpacked += len(chunk)
                if unpacked > most:
                    code = "limit.zip_bytes" if most == limits.zip_bytes else "limit.zip_ratio"
                    writer.refuse(code, f"{packed} packed bytes unpack to more than {most}")
                yield chunk
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        writer.refuse("gzip.format", f"is no whole gzip file: {error}")


def _csv_sheet(chunks: Iterator[bytes], writer: ReportWriter, limits: Limits) -> Sheet:
    rows = CsvRows(chunks, writer, limits)
    source = iter(rows)
    header = next((row for row in source if not row.is_blank), None)
    if header is None:
        writer.refuse("csv.empty", "the file is empty; its first row names the columns")
    if len(header.cells) == 1:
        for delimiter in ";\t":
            if delimiter in header.cells[0]:
                rows.delimiter = delimiter
                header = Row(header.line, header.cells[0].split(delimiter))
    return Sheet(header.cells, source, writer)


def _read_columns(
    name: str, sheet: Sheet, writer: ReportWriter, rules: Rules, people: frozenset[str] | None
) -> dict[str, Any]:
    """A table's columns, each of the kind that the network's column holds."""
    table = TableColumns(name, sheet, writer, rules, people)
    rows = iter(sheet)
    while True:
        batch: list[Row] = []
        fault: InvalidInput | None = None
        try:
            for row in itertools.islice(rows, BATCH):
                batch.append(row)
        except InvalidInput as error:  # what stands before it is judged first
            fault = error
        if batch:
            table.add(batch)
        if fault:
            raise fault
        if not batch:
            return table.columns()

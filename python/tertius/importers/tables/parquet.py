"""Rows of a Parquet file as the texts that a CSV file of the same table would hold."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any, BinaryIO

from tertius.importers.files.csv_rows import Row, Sheet
from tertius.importers.limits import Limits
from tertius.importers.report import ReportWriter

_BATCH = 20_000


class _ParquetRow(Row):
    """Its line is the row's number, from 1; its columns are cells."""

    __slots__ = ()

    def place(self, cell: int) -> tuple[int, int]:
        return self.line, cell + 1


def parquet_sheet(opened: BinaryIO, writer: ReportWriter, limits: Limits) -> Sheet:
    """The table of plain columns (texts, numbers, times, lists of texts). Raises InvalidInput."""
    try:
        from pyarrow import ArrowException, parquet
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(
            f"{error}; Parquet files are read with pyarrow: pip install 'tertius[imports]'", name=error.name
        ) from None
    try:
        file = parquet.ParquetFile(opened)
        metadata = file.metadata
        unpacked = sum(metadata.row_group(group).total_byte_size for group in range(metadata.num_row_groups))
    except (ArrowException, OSError, ValueError) as error:
        writer.refuse("parquet.format", f"cannot be read: {error}")
    if unpacked > limits.zip_bytes:
        writer.refuse(
            "limit.zip_bytes", f"says it holds {unpacked} bytes; at most {limits.zip_bytes} are unpacked"
        )
    if len(file.schema_arrow) > limits.columns:
        writer.refuse("limit.columns", f"more than {limits.columns} columns")
    for field in file.schema_arrow:
        if not _is_plain(field.type):
            writer.refuse("parquet.type", f"column {field.name} is of type {field.type}; must be plain")
    return Sheet(file.schema_arrow.names, _rows(file, writer, ArrowException), writer)


def _rows(file: Any, writer: ReportWriter, arrow_exception: type[Exception]) -> Iterator[Row]:
    number = 0
    try:
        for batch in file.iter_batches(_BATCH):
            batch.validate(full=True)
            columns = [list(map(_text, column.to_pylist())) for column in batch.columns]
            for cells in zip(*columns, strict=True):
                number += 1
                yield _ParquetRow(number, list(cells))
    except (arrow_exception, OSError, ValueError) as error:
        writer.refuse("parquet.format", f"cannot be read: {error}", number + 1)


def _is_plain(kind: Any) -> bool:
    from pyarrow import types

    if types.is_dictionary(kind) or types.is_list(kind) or types.is_large_list(kind):
        kind = kind.value_type
        return bool(types.is_string(kind) or types.is_large_string(kind))
    return any(
        matches(kind)
        for matches in (
            types.is_string,
            types.is_large_string,
            types.is_integer,
            types.is_floating,
            types.is_decimal,
            types.is_timestamp,
            types.is_date,
            types.is_null,
        )
    )


def _text(item: Any) -> str:
    """An item as its cell in a CSV file; what is missing as an empty one."""
    if item is None or item != item:
        return ""
    if isinstance(item, list):
        return ";".join(tag for tag in item if tag)
    if isinstance(item, (datetime.datetime, datetime.date)):
        return item.isoformat()
    return str(item)

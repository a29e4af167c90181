"""Data frames in and out, of whatever library the caller uses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import narwhals.stable.v2 as nw
import numpy as np
from narwhals.stable.v2.dependencies import is_into_series

from tertius.columns import Raw
from tertius.errors import InvalidInput

Library = str | None
"""The name of a data-frame library ("pandas", "polars", "duckdb" ...), or None for none in particular."""


def columns_of(table: Any, name: str) -> tuple[dict[str, Raw], Library]:
    """A table's columns as arrays and lists, and the library it is of.

    The table is a data frame of any library that Narwhals knows (pandas, Polars, PyArrow, DuckDB ...),
    anything with an Arrow stream, or a dict of columns.
    """
    if isinstance(table, Mapping):
        return {str(key): _raw_column(column, f"{name}: {key}") for key, column in table.items()}, None
    frame, library = _as_frame(table, name)
    repeated = [column for column in frame.columns if frame.columns.count(column) > 1]
    if repeated:
        raise TypeError(f"{name}: column {repeated[0]} stands there twice")
    return {column: _raw_series(frame[column]) for column in frame.columns}, library


def to_frame(columns: Mapping[str, Any], like: Any, library: Library) -> Any:
    """The columns as a data frame: of the library of `like`, else of `library`, else of pandas."""
    if isinstance(like, Mapping):
        return dict(columns)
    if like is not None:
        library = like if isinstance(like, str) else _as_frame(like, "like")[1]
    library = library or "pandas"
    backend: Any = library
    plain = {name: _plain(column) for name, column in columns.items()}
    if library == "duckdb":
        return nw.from_dict(plain, backend="pyarrow").lazy("duckdb").to_native()
    try:
        return nw.from_dict(plain, backend=backend).to_native()
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(
            f"{error}; install it, or name another library: to_frame(like=...)", name=error.name
        ) from None


def _as_frame(table: Any, name: str) -> tuple[nw.DataFrame[Any], Library]:
    """The table as an eager Narwhals frame, and the library it is of."""
    frame = nw.from_native(table, pass_through=True)
    if isinstance(frame, nw.LazyFrame):
        return frame.collect(), frame.implementation.value
    if isinstance(frame, nw.DataFrame):
        if frame.implementation.is_pyarrow():
            _require_valid(frame.to_native(), name)
        return frame, frame.implementation.value
    if hasattr(table, "__arrow_c_stream__"):
        taken = nw.from_arrow(table, backend="pyarrow")
        _require_valid(taken.to_native(), name)
        return taken, "pyarrow"
    raise TypeError(f"{name} is of type {type(table).__name__}; must be a data frame or a dict of columns")


def _require_valid(table: Any, name: str) -> None:
    """Arrow memory may have been crafted: offsets past the end, text that is no UTF-8."""
    try:
        table.validate(full=True)
    except ValueError as error:
        raise InvalidInput(f"{name}: {error}", "array.arrow_invalid") from error


def _raw_column(column: Any, name: str) -> Raw:
    if isinstance(column, np.ndarray):
        if column.ndim != 1:
            raise TypeError(f"{name} has {column.ndim} dimensions; must have one")
        return column
    if is_into_series(column):
        return _raw_series(nw.from_native(column, series_only=True))
    if isinstance(column, (str, bytes)) or not isinstance(column, (Sequence, range)):
        array = np.asarray(column) if hasattr(column, "__array__") else None
        if array is None or array.ndim != 1:
            raise TypeError(
                f"{name} is of type {type(column).__name__}; must be a list, an array or a series"
            )
        return array
    return list(column)


def _raw_series(series: nw.Series[Any]) -> Raw:
    dtype = series.dtype
    if dtype == nw.Date or isinstance(dtype, nw.Datetime):
        return _times(series)
    if isinstance(dtype, nw.Decimal):
        series, dtype = series.cast(nw.Float64), nw.Float64()
    if dtype.is_float() or (dtype.is_integer() and not series.is_null().any()):
        return series.to_numpy()
    return [None if _is_marked_missing(item) else item for item in series.to_list()]


def _times(series: nw.Series[Any]) -> Raw:
    """datetime64[s] in UTC; NaT where missing. A time without a zone is read as UTC."""
    missing = series.is_null().to_numpy()
    if series.dtype == nw.Date:
        series = series.cast(nw.Datetime("ms"))
    thousandths = series.dt.timestamp("ms").fill_null(0).to_numpy().astype(np.int64)
    seconds = np.floor_divide(thousandths, 1000).astype("datetime64[s]")
    seconds[missing] = np.datetime64("NaT")
    return seconds


def _is_marked_missing(item: Any) -> bool:
    return type(item).__name__ in ("NAType", "NaTType")


def _plain(column: Any) -> Any:
    """A column in a form that every library takes: arrays of objects as lists, times in milliseconds."""
    if isinstance(column, np.ndarray) and column.dtype == object:
        return [list(item) if isinstance(item, tuple) else item for item in column.tolist()]
    if isinstance(column, np.ndarray) and column.dtype.kind == "M":
        return column.astype("datetime64[ms]")
    return column

"""Cells of a table's column as times, numbers and words; what is none is told with its row."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tertius.columns import NO_TIME
from tertius.importers.dates import NotADate, read_date, year_first
from tertius.importers.report import quoted
from tertius.importers.tables.guarding import unguarded

Faults = dict[int, tuple[str, str]]
"""By row: the error's code, and what the cell is that it must not be."""

_NUMBER_BYTES = 64
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_PLAIN_NUMBERS = re.compile(r"[0-9.]*", re.ASCII)
_WHOLE = re.compile(r"[+-]?\d{1,19}", re.ASCII)
_NOT_FINITE = re.compile(r"[+-]?inf(?:inity)?", re.ASCII | re.IGNORECASE)
_NOT_A_NUMBER = re.compile(r"[+-]?nan", re.ASCII | re.IGNORECASE)
_DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+", re.ASCII)
_FORMS_OF_TIME = "Unix seconds or ISO 8601"


def texts(cells: Sequence[str], missing: str | None) -> tuple[list[str], Faults]:
    """What cells say; an empty one is a fault of the code `missing`, if one is given."""
    words = unguarded(cells)
    if missing is None or all(cells):
        return words, {}
    return words, {row: (missing, "is missing") for row, cell in enumerate(cells) if not cell}


def times(
    cells: Sequence[str], missing: str | None, least: int, most: int
) -> tuple[NDArray[np.int64], Faults]:
    """Unix seconds of Unix seconds or ISO 8601 (without a zone: UTC); NO_TIME where empty."""
    faults: Faults = {}
    column = _whole_numbers(cells)
    if column is None:
        column = np.full(len(cells), NO_TIME, dtype=np.int64)
        for row, cell in enumerate(cells):
            try:
                if text := cell.strip():
                    column[row] = _time(text)
                elif missing:
                    faults[row] = missing, "is missing"
            except NotADate as error:
                faults[row] = error.code, str(error)
    outside = (column != NO_TIME) & ((column < least) | (column > most))
    for row in np.flatnonzero(outside).tolist():
        seconds = int(column[row])
        hint = "; it looks like milliseconds" if most < seconds and least <= seconds // 1000 <= most else ""
        faults[row] = "time.range", f"is {seconds}; must be seconds from {least} to {most}{hint}"
    return column, faults


def numbers(cells: Sequence[str], most: float | None) -> tuple[NDArray[np.float64], Faults]:
    """Floats, NaN where empty. `most`: what they may be at most, and 0 at least; None: anything."""
    faults: Faults = {}
    column = _plain_numbers(cells)
    if column is None:
        column = np.full(len(cells), math.nan)
        for row, cell in enumerate(cells):
            if text := cell.strip():
                fault = _number_fault(text)
                if fault:
                    faults[row] = fault
                else:
                    column[row] = float(text)
    if most is not None:
        for row in np.flatnonzero((column < 0) | (column > most)).tolist():
            code = "number.negative" if column[row] < 0 else "number.range"
            limit = "" if math.isinf(most) else f" and <= {most:g}"
            faults[row] = code, f"is {column[row]:g}; must be >= 0{limit}"
    return column, faults


def _whole_numbers(cells: Sequence[str]) -> NDArray[np.int64] | None:
    """The quick way for digits and nothing else."""
    joined = "".join(cells)
    if not (joined.isascii() and joined.isdigit()):
        return None
    try:
        return np.array(list(map(int, cells)), dtype=np.int64)
    except (ValueError, OverflowError):
        return None


def _plain_numbers(cells: Sequence[str]) -> NDArray[np.float64] | None:
    """The quick way for numbers like 2 and 2.5 of bearable length."""
    if not any(cells):
        return np.full(len(cells), math.nan)
    if max(map(len, cells)) > _NUMBER_BYTES or not _PLAIN_NUMBERS.fullmatch("".join(cells)):
        return None
    try:
        return np.array([float(cell) if cell else math.nan for cell in cells])
    except ValueError:
        return None


def _time(text: str) -> int:
    if _WHOLE.fullmatch(text):
        seconds = int(text)
        if not -(2**62) < seconds < 2**62:
            raise NotADate("time.range", f"is {quoted(text)}; must be Unix seconds")
        return seconds
    return read_date(text, (year_first, _zoned), _FORMS_OF_TIME)


def _zoned(text: str) -> int | None:
    """2001-10-01T09:30:00+02:00 and whatever else ISO 8601 writes."""
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        return None
    known = moment if moment.tzinfo else moment.replace(tzinfo=datetime.timezone.utc)
    return math.floor(known.timestamp())


def _number_fault(text: str) -> tuple[str, str] | None:
    if len(text) > _NUMBER_BYTES:
        return "limit.number_bytes", f"is longer than {_NUMBER_BYTES} characters; must be a number"
    if _NUMBER.fullmatch(text):
        infinite = math.isinf(float(text))
        return ("number.not_finite", f"is {quoted(text)}; must be finite") if infinite else None
    known: tuple[tuple[Callable[[str], Any], str, str], ...] = (
        (_NOT_A_NUMBER.fullmatch, "number.nan", "must be a number, or empty where none is known"),
        (_NOT_FINITE.fullmatch, "number.not_finite", "must be finite"),
        (_DECIMAL_COMMA.fullmatch, "number.decimal_comma", "write 1.5, not 1,5"),
        (_begins_as_number, "number.trailing_characters", "must be a number and nothing else"),
    )
    for matches, code, what in known:
        if matches(text):
            return code, f"is {quoted(text)}; {what}"
    return "number.format", f"is {quoted(text)}; must be a number"


def _begins_as_number(text: str) -> bool:
    """1.5abc, but not 0x10, 1_000 or 1d5, which mean to be numbers."""
    begun = _NUMBER.match(text)
    return begun is not None and not re.match(r"[xX_]|[dD]\d", text[begun.end() :])

"""The columns of a graph's ties, taken over without loss or refused with the position of what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NoReturn

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tertius.columns import is_missing, shown
from tertius.errors import InvalidInput

_MOST_PEOPLE = 2**32 - 1
_EXACT_IN_DOUBLE = 2**53

Array = NDArray[Any]


def person_ids(given: ArrayLike, name: str) -> NDArray[np.uint32]:
    """Indices of people, unchanged: whole numbers that fit, or an error naming the first that does not."""
    column = _one_dimension(given, name)
    if column.size == 0 and not isinstance(given, np.ndarray):
        return np.empty(0, np.uint32)
    if column.dtype.kind not in "iu":
        _refuse_ids(column, name, marked=not isinstance(given, (np.ndarray, Sequence)))
    outside = (column < 0) | (column >= _MOST_PEOPLE) if column.size else column
    if outside.any():
        place = int(outside.argmax())
        raise InvalidInput(
            f"tie {place}: {name} is {column[place]}; must be from 0 to {_MOST_PEOPLE - 1}", "array.id_range"
        )
    return np.ascontiguousarray(column, dtype=np.uint32)


def _one_dimension(given: ArrayLike, name: str) -> Array:
    if np.ma.isMaskedArray(given) and np.ma.getmaskarray(given).any():
        place = int(np.ma.getmaskarray(given).argmax())
        raise InvalidInput(f"tie {place}: {name} is missing (masked)", "array.missing")
    column: Array = np.asarray(given)
    if column.ndim != 1:
        raise InvalidInput(f"{name} has {column.ndim} dimensions; must have one", "array.shape")
    return column


def _refuse_ids(column: Array, name: str, marked: bool) -> NoReturn:
    """Says what is wrong; `marked`: the column's library marks what is missing, and NumPy makes that NaN."""
    expected = f"{name} has the type {column.dtype}; people are whole numbers"
    if column.dtype.kind == "f":
        missing = np.isnan(column)
        if missing.any():
            code = "array.missing" if marked else "array.dtype"
            raise InvalidInput(f"tie {int(missing.argmax())}: {name} is NaN; {expected}", code)
        if (np.abs(column) > _EXACT_IN_DOUBLE).any():
            raise InvalidInput(
                f"{expected}, and digits are lost already: read the column as int64 or text", "array.dtype"
            )
        raise InvalidInput(
            f'{expected}: convert them with {name}.astype("int64") if none was rounded', "array.dtype"
        )
    if column.dtype.kind == "O":
        for place, item in enumerate(column):
            if isinstance(item, bool) or not isinstance(item, (int, np.integer)):
                code = "array.missing" if is_missing(item) else "array.dtype"
                raise InvalidInput(f"tie {place}: {name} is {shown(item)}; people are whole numbers", code)
            if not 0 <= item < _MOST_PEOPLE:
                raise InvalidInput(
                    f"tie {place}: {name} is {item}; must be from 0 to {_MOST_PEOPLE - 1}", "array.id_range"
                )
    raise InvalidInput(f"{expected}; use Network.from_frames where they are texts", "array.dtype")


def size_of(source: Array, target: Array) -> int:
    """One more than the largest index; refused where that would make memory for people nobody is tied to."""
    size = 1 + max((int(column.max()) for column in (source, target) if column.size), default=-1)
    if size > 1_000_000 + 1000 * source.size:
        raise InvalidInput(
            f"the largest index is {size - 1}, for {source.size} ties; indices number people from 0. Pass "
            f"size={size} if there are so many people, or use Network.from_frames: keys may be any numbers",
            "array.id_gap",
        )
    return size


def given_size(size: Any) -> int:
    if isinstance(size, bool) or not isinstance(size, (int, np.integer)):
        raise TypeError(f"size is {size!r}; must be a whole number")
    if not 0 <= size < _MOST_PEOPLE:
        raise InvalidInput(f"size is {size}; must be from 0 to {_MOST_PEOPLE - 1}", "graph.index_overflow")
    return int(size)


def weights_of(given: ArrayLike) -> NDArray[np.float32] | NDArray[np.float64]:
    """Weights as float32 where they are so (or narrower), else as float64 without loss."""
    column = _one_dimension(given, "weight")
    if column.dtype in (np.float16, np.float32):
        return np.ascontiguousarray(column, dtype=np.float32)
    if column.dtype.kind in "iu":
        if column.size and (column.max() > _EXACT_IN_DOUBLE or column.min() < -_EXACT_IN_DOUBLE):
            raise InvalidInput(
                "weight holds whole numbers above 2**53, which float64 would round", "weight.precision"
            )
    elif column.dtype.newbyteorder("=") != np.float64 and (column.size or isinstance(given, np.ndarray)):
        _refuse_weights(column)
    return np.ascontiguousarray(column, dtype=np.float64)


def _refuse_weights(column: Array) -> NoReturn:
    for place, item in enumerate(column):
        if isinstance(item, (bool, np.bool_)) or not isinstance(item, (int, float, np.integer)):
            hint = "; use 1.5" if isinstance(item, str) and "," in item else ""
            raise InvalidInput(f"tie {place}: weight is {shown(item)}; must be a number{hint}", "array.dtype")
    raise InvalidInput(
        f"weight has the type {column.dtype}; must be float32, float64 or whole numbers", "array.dtype"
    )

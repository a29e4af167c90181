"""From columns as people have them to the coded columns that the compiled part takes, and back.

A column comes in as a NumPy array or a list. Distinct texts cross the border once; every other row is a
number. Nothing is cast silently: what is not of the column's kind is refused, with table, row and column.
"""

from __future__ import annotations

import datetime
import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

import numpy as np
from numpy.typing import NDArray

from tertius import _core
from tertius.errors import InvalidInput

Raw = NDArray[Any] | list[Any]
"""A column as it came in: a NumPy array, or a list whose missing items are None."""

Array = NDArray[Any]
NO_TIME = np.iinfo(np.int64).min
_UNIX_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)


@dataclass(frozen=True)
class Place:
    """Which column is being read, for the error's message."""

    table: str
    column: str

    def refuse(self, code: str, row: int, what: str) -> NoReturn:
        raise InvalidInput(f"{self.table} row {row}: {self.column} {what}", code)


def encode(kind: str, raw: Raw, place: Place) -> Any:
    """The column in the form in which the compiled part takes its kind."""
    return _ENCODERS[kind](raw, place)


def key_column(raw: Raw, place: Place) -> tuple[Array, Array | list[str]]:
    """Codes and distinct keys: texts, or whole numbers. Keys stay what they were."""
    numbers = _integers(raw, place)
    if numbers is not None:
        keys, codes = np.unique(numbers, return_inverse=True)
        return codes.astype(np.uint32), keys
    texts = _items(raw)
    kinds = set(map(type, texts))
    if not all(issubclass(kind, str) for kind in kinds):
        _refuse_key(texts, place)
    return _coded(texts, place)


def word_column(raw: Raw, place: Place) -> tuple[Array, list[str]]:
    """Codes and distinct words; whole numbers are words too (thread 17), missing ones and "" not recorded."""
    numbers = _integers(raw, place)
    if numbers is not None:
        distinct, codes = np.unique(numbers, return_inverse=True)
        return codes.astype(np.uint32), [str(number) for number in distinct]
    words = _items(raw)
    for row, word in enumerate(words):
        if is_missing(word):
            words[row] = ""
        elif isinstance(word, (int, np.integer)) and not isinstance(word, bool):
            words[row] = str(word)
        elif not isinstance(word, str):
            place.refuse("word.type", row, f"is {shown(word)}; must be a text or a whole number")
    codes, distinct_words = _coded(words, place)
    if "" not in distinct_words:
        return codes, distinct_words
    empty = distinct_words.index("")
    shifted = np.where(codes > empty, codes - 1, codes)
    shifted[codes == empty] = _core.NO_WORD
    return shifted.astype(np.uint32), [word for word in distinct_words if word]


def tag_column(raw: Raw, place: Place) -> tuple[Array, Array, list[str]]:
    """Where each row's tags begin, their codes, and the distinct tags; a row is a list or a text with ";"."""
    tags: list[str] = []
    offsets = [0]
    for row, given in enumerate(_items(raw)):
        tags += _tags_of(given, row, place)
        offsets.append(len(tags))
    codes, words = _coded(tags, place)
    return np.array(offsets, dtype=np.uint64), codes, words


def time_column(raw: Raw, place: Place) -> Array:
    """Unix seconds. Datetimes without a zone are read as UTC; fractions of a second are cut off downwards."""
    if isinstance(raw, np.ndarray) and raw.dtype.kind in "mM":
        return _seconds_of_dates(raw, place)
    numbers = _integers(raw, place)
    if numbers is not None:
        return numbers.astype(np.int64)
    if isinstance(raw, np.ndarray) and raw.dtype.kind == "f":
        return _seconds_of_floats(raw, place)
    return np.array([_seconds(item, row, place) for row, item in enumerate(_items(raw))], dtype=np.int64)


def number_column(raw: Raw, place: Place) -> Array:
    """Numbers; NaN where none is recorded."""
    if isinstance(raw, np.ndarray) and raw.dtype.kind in "iuf":
        return np.ascontiguousarray(raw, dtype=np.float64)
    numbers = np.empty(len(raw))
    for row, item in enumerate(_items(raw)):
        if is_missing(item):
            numbers[row] = math.nan
        elif isinstance(item, (int, float, np.integer, np.floating)) and not isinstance(item, bool):
            numbers[row] = item
        else:
            place.refuse("number.type", row, f"is {shown(item)}; must be a number")
    return numbers


def decode(kind: str, column: Any, keys: Array) -> Array:
    """A coded column as a read-only array: keys, texts (None: not recorded), tags, times, numbers."""
    if kind == "key":
        return keys if column is None else frozen(keys[column])
    if kind == "word":
        codes, words = column
        return frozen(np.array([*words, None], dtype=object)[np.minimum(codes, len(words))])
    if kind == "tags":
        offsets, codes, words = column
        rows = np.empty(len(offsets) - 1, dtype=object)
        for row, (first, last) in enumerate(itertools.pairwise(offsets)):
            rows[row] = tuple(words[code] for code in codes[first:last])
        return frozen(rows)
    if kind == "time":
        return frozen(column.view("datetime64[s]"))  # no_time is NaT's own pattern of bits
    return frozen(column)


def key_array(keys: Array | Sequence[str | int]) -> Array:
    """People's keys as a read-only array: int64, or objects that are texts."""
    if isinstance(keys, np.ndarray):
        return frozen(keys)
    return frozen(np.array(keys, dtype=np.int64 if keys and isinstance(keys[0], int) else object))


def frozen(array: Array) -> Array:
    array.setflags(write=False)
    return array


def _integers(raw: Raw, place: Place) -> Array | None:
    """The column if all of it is whole numbers that fit 64 bits, else None."""
    if not isinstance(raw, np.ndarray):
        if not raw or any(
            kind is bool or not issubclass(kind, (int, np.integer)) for kind in set(map(type, raw))
        ):
            return None
        for row, number in enumerate(raw):
            if not -(2**63) <= number < 2**63:
                place.refuse("array.id_range", row, f"is {shown(number)}; whole numbers must fit 64 bits")
        return np.array(raw, dtype=np.int64)
    if raw.dtype.kind not in "iu" or isinstance(raw, np.ma.MaskedArray):
        return None
    if raw.dtype.kind == "u" and raw.size and raw.max() > np.iinfo(np.int64).max:
        row = int(raw.argmax())
        place.refuse("array.id_range", row, f"is {raw[row]}; whole numbers must fit 64 bits")
    return np.ascontiguousarray(raw, dtype=np.int64)


def _items(raw: Raw) -> list[Any]:
    return raw.tolist() if isinstance(raw, np.ndarray) else list(raw)


def _coded(texts: Sequence[str], place: Place) -> tuple[Array, list[str]]:
    """Codes and distinct texts, in the order of their first row."""
    places = {text: code for code, text in enumerate(dict.fromkeys(texts))}
    codes = np.fromiter(map(places.__getitem__, texts), dtype=np.uint32, count=len(texts))
    distinct = list(places)
    try:
        "".join(distinct).encode()
    except UnicodeEncodeError:
        for row, text in enumerate(texts):
            if any("\ud800" <= character <= "\udfff" for character in text):
                place.refuse("text.surrogate", row, f"is {shown(text)}, which is not valid Unicode")
    return codes, distinct


def _refuse_key(items: list[Any], place: Place) -> NoReturn:
    """Says which row first keeps the column from being texts, or whole numbers."""
    first = next((item for item in items if not is_missing(item)), None)
    for row, item in enumerate(items):
        if is_missing(item):
            place.refuse("key.missing", row, "is missing")
        if isinstance(item, (float, np.floating)):
            place.refuse(
                "array.dtype",
                row,
                f"is {shown(item)}, a float; keys are texts or whole numbers: read the column as such, or "
                'convert it with .astype("int64") if nothing was rounded',
            )
        if isinstance(item, bool) or not isinstance(item, (str, int, np.integer)):
            place.refuse("array.dtype", row, f"is {shown(item)}; keys are texts or whole numbers")
        if isinstance(item, str) != isinstance(first, str):
            place.refuse("key.mixed", row, f"is {shown(item)}; keys are all texts or all whole numbers")
    raise AssertionError("every item is a key")  # the caller found one that is not


def _tags_of(given: Any, row: int, place: Place) -> list[str]:
    if is_missing(given):
        return []
    if isinstance(given, str):
        return [tag for tag in map(str.strip, given.split(";")) if tag]
    if isinstance(given, (list, tuple, set, frozenset, np.ndarray)):
        tags = sorted(given) if isinstance(given, (set, frozenset)) else list(given)
        if all(isinstance(tag, str) for tag in tags):
            return [tag for tag in tags if tag]
    place.refuse("tags.type", row, f'is {shown(given)}; must be a list of texts, or a text parted by ";"')


def _seconds_of_dates(raw: Array, place: Place) -> Array:
    if raw.dtype.kind == "m":
        place.refuse("time.type", 0, "is a span; must be a datetime, a date or Unix seconds")
    missing = np.isnat(raw)
    seconds = raw.astype("datetime64[s]").astype(np.int64)  # rounds towards the past
    if isinstance(raw, np.ma.MaskedArray):
        missing |= np.ma.getmaskarray(raw)
        seconds = np.ma.getdata(seconds)
    return np.where(np.asarray(missing), NO_TIME, seconds)


def _seconds_of_floats(raw: Array, place: Place) -> Array:
    missing = np.isnan(raw)
    floored = np.floor(np.where(missing, 0, raw)).astype(np.float64)
    outside = ~(np.abs(floored) < 2.0**62)
    if outside.any():
        row = int(outside.argmax())
        place.refuse("time.range", row, f"is {raw[row]}; must be Unix seconds")
    return np.where(missing, NO_TIME, floored.astype(np.int64))


def _seconds(item: Any, row: int, place: Place) -> int:
    if is_missing(item):
        return int(NO_TIME)
    if isinstance(item, np.datetime64):
        return int(item.astype("datetime64[s]").astype(np.int64))
    if isinstance(item, datetime.datetime):
        known = item if item.tzinfo else item.replace(tzinfo=datetime.timezone.utc)
        return (known - _UNIX_EPOCH) // datetime.timedelta(seconds=1)
    if isinstance(item, datetime.date):
        return (item - _UNIX_EPOCH.date()).days * 86400
    if isinstance(item, (int, float, np.integer, np.floating)) and not isinstance(item, bool):
        number = item if isinstance(item, (int, float)) else item.item()
        if not math.isfinite(number) or abs(number) >= 2**62:
            place.refuse("time.range", row, f"is {shown(item)}; must be Unix seconds")
        return math.floor(number)
    place.refuse("time.type", row, f"is {shown(item)}; must be a datetime, a date or Unix seconds")


def is_missing(item: Any) -> bool:
    """None, NaN, NaT or another library's own "missing": what does not equal itself."""
    if item is None:
        return True
    if isinstance(item, (str, int, list, tuple, np.ndarray)):
        return False
    unequal = item != item
    return not isinstance(unequal, (bool, np.bool_)) or bool(unequal)


def shown(item: Any) -> str:
    """At most 40 characters of what was found, escaped."""
    text = ascii(item)
    return text if len(text) <= 40 else text[:37] + "..."


_ENCODERS = {
    "key": key_column,
    "word": word_column,
    "tags": tag_column,
    "time": time_column,
    "number": number_column,
}

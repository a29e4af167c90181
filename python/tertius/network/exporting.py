"""Networks written down for others to read."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np

from tertius import _core
from tertius.columns import shown
from tertius.display import plain_text
from tertius.errors import InvalidInput
from tertius.importers.tables.guarding import guarded
from tertius.network.network import Network, Records
from tertius.whole_files import owners_file, part_of


def write_csv(net: Network, folder: str | os.PathLike[str], *, overwrite: bool = False) -> None:
    """Writes a network as tables that read_csv reads back: people.csv, interactions.csv and so on.

    net
        The network; ``store.pseudonymised()`` gives one without names.
    overwrite
        Whether tables that lie in the folder may be replaced.

    Text keys and all columns come back as they were, but for line breaks, which come back as "\\n", and keys
    that were whole numbers, which come back as texts. What a spreadsheet would take for a formula (a name
    that begins with "=") stands behind an apostrophe, which read_csv takes away. The files are their owner's
    alone; each is there whole or not at all.

    Raises InvalidInput: export.exists, and export.cell for what a table cannot hold (a tag with ";", a NUL).
    OSError if a file cannot be written.

    >>> import tempfile
    >>> import tertius as tt
    >>> net = tt.Network.from_frames(people={"key": ["ada", "ben"], "name": ["=Ada", "Ben"]},
    ...     interactions={"from": ["ada"], "to": ["ben"], "time": [1700000000]})
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     tt.write_csv(net, folder)
    ...     again = tt.read_csv(folder)
    >>> again.people["name"].tolist(), again.interactions["time"].astype(str).tolist()
    (['=Ada', 'Ben'], ['2023-11-14T22:13:20'])
    """
    if not isinstance(net, Network):
        raise TypeError(f"net is of type {type(net).__name__}; must be a Network")
    place = Path(folder)
    place.mkdir(mode=0o700, exist_ok=True)
    known = [
        place / f"{table}{ending}" for table in _core.SCHEMA for ending in (".csv", ".csv.gz", ".parquet")
    ]
    there = [file for file in known if file.exists()]
    if there and not overwrite:
        raise InvalidInput(
            f"{plain_text(place.name)} holds {there[0].name}; name another folder, or allow to overwrite",
            "export.exists",
        )
    written: dict[Path, Path] = {}
    try:
        for table in _core.SCHEMA:
            records: Records = getattr(net, table)
            if len(records):
                target = place / f"{table}.csv"
                written[target] = part_of(target)
                _write_table(records, written[target])
        for target, part in written.items():
            part.replace(target)
        for file in there:
            if file not in written:
                file.unlink()
    finally:
        for part in written.values():
            with suppress(FileNotFoundError):
                part.unlink()


def _write_table(records: Records, path: Path) -> None:
    columns = [list(_cells(records, column)) for column in records.columns]
    with owners_file(path) as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(records.columns)
        rows.writerows(zip(*columns, strict=True))


def _cells(records: Records, column: str) -> Iterator[str]:
    kind, _ = _core.SCHEMA[records.name][column]
    items: Iterable[Any] = records[column]
    return map(_WRITERS[kind], items)


def _word(word: Any) -> str:
    text = "" if word is None else str(word).replace("\r\n", "\n").replace("\r", "\n")  # csv leaves CR bare
    if "\0" in text:
        raise InvalidInput(f"{shown(text)} holds a NUL, which no table can hold", "export.cell")
    return guarded(text)


def _tags(tags: tuple[str, ...]) -> str:
    for tag in tags:
        if ";" in tag or tag != tag.strip():
            raise InvalidInput(f"a table cannot hold the tag {shown(tag)}: ; parts tags", "export.cell")
    return _word(";".join(tags))


def _time(moment: np.datetime64) -> str:
    return "" if np.isnat(moment) else str(moment)


def _number(number: float) -> str:
    return "" if np.isnan(number) else repr(float(number))


_WRITERS: dict[str, Callable[[Any], str]] = {
    "key": _word,
    "word": _word,
    "tags": _tags,
    "time": _time,
    "number": _number,
}

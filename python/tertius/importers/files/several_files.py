"""One file, several, or a folder of them."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable
from pathlib import Path

from tertius.errors import InvalidInput
from tertius.importers.files.plain_files import regular_file, shown_path
from tertius.importers.limits import Limits

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]


def files_of(paths: Paths, limits: Limits, wanted: Callable[[Path], bool]) -> list[Path]:
    """The files to read: those named, and in folders, at any depth, those `wanted`, by their names.

    Links within a folder are not followed. Raises OSError, InvalidInput (also where a folder holds none).
    """
    found: list[Path] = []
    for path in _each(paths):
        if not os.path.isdir(path):
            found.append(regular_file(path, limits))
            continue
        inside = [file for file in _below(path) if wanted(file)]
        if not inside:
            raise InvalidInput(f"{shown_path(path)} holds no file that can be read", "io.no_file")
        found += [regular_file(file, limits) for file in inside]
    return found


def shown_paths(paths: Paths) -> str:
    """The files' names for messages, as they were given."""
    return ", ".join(map(shown_path, _each(paths)))


def _each(paths: Paths) -> list[str | os.PathLike[str]]:
    return [paths] if isinstance(paths, (str, os.PathLike)) else list(paths)


def _below(folder: str | os.PathLike[str]) -> list[Path]:
    return sorted(
        Path(place, name)
        for place, _, names in os.walk(folder)
        for name in names
        if stat.S_ISREG(os.lstat(os.path.join(place, name)).st_mode)
    )


def share_of(sizes: Iterable[int], tell: Callable[[float], object] | None) -> Callable[[int], None]:
    """A function that is told how many more bytes were read, and tells what share of all that is."""
    whole = max(1, sum(sizes))
    read = 0

    def more(size: int) -> None:
        nonlocal read
        read += size
        if tell:
            tell(min(1.0, read / whole))

    return more

"""Files that are their owner's alone, each there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from tertius.display import plain_text
from tertius.errors import InvalidInput


@contextmanager
def whole_file(path: str | os.PathLike[str], *, overwrite: bool) -> Iterator[IO[str]]:
    """A file to write to, in the place of `path` once the block has ended without an error.

    Raises InvalidInput export.exists for a file that is there and may not be replaced. OSError.
    """
    target = Path(path)
    if target.exists() and not overwrite:
        raise InvalidInput(
            f"{plain_text(target.name)} is there already; name another file, or allow to overwrite",
            "export.exists",
        )
    part = part_of(target)
    try:
        with owners_file(part) as file:
            yield file
        part.replace(target)
    finally:
        with suppress(FileNotFoundError):
            part.unlink()


def part_of(target: Path) -> Path:
    """Where a file is written until it is whole: beside its place."""
    return target.with_name(f".{target.name}.{os.getpid()}.part")


@contextmanager
def owners_file(path: Path) -> Iterator[IO[str]]:
    """A new file that nobody else may read, through the disk's cache when the block has ended."""
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(opened, "w", encoding="utf-8", newline="") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())

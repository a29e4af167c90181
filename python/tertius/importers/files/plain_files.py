"""The one door to files that somebody hands in."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from tertius.display import plain_text
from tertius.errors import InvalidInput
from tertius.importers.limits import Limits


def shown_path(path: str | os.PathLike[str] | bytes) -> str:
    """A file's name for messages: its last part, whatever bytes it holds, escaped."""
    return plain_text(os.fsdecode(os.path.basename(os.path.normpath(os.fspath(path)))))


def regular_file(path: str | os.PathLike[str], limits: Limits) -> Path:
    """The path of a plain file of bearable size. Raises OSError, InvalidInput; never waits for a pipe."""
    found = Path(path)
    status = found.stat()
    if not stat.S_ISREG(status.st_mode):
        raise InvalidInput(f"{shown_path(path)} is no plain file", "io.not_regular_file")
    if status.st_size > limits.file_bytes:
        raise InvalidInput(
            f"{shown_path(path)} has {status.st_size} bytes; at most {limits.file_bytes} are read",
            "limit.file_bytes",
        )
    return found

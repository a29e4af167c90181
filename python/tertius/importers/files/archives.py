"""The members of a zip archive or of a folder, alike, as streams of bytes. Nothing is written to disk."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tertius.importers.files.plain_files import regular_file, shown_path
from tertius.importers.files.zip_archives import Member, Members, ZipArchive, chunks_of
from tertius.importers.limits import Limits
from tertius.importers.report import ReportWriter


@contextmanager
def members_of(path: str | os.PathLike[str], writer: ReportWriter, limits: Limits) -> Iterator[Members]:
    """What a zip archive or a folder holds. Raises InvalidInput for archives that are not what they say.

    Symbolic links in a folder, archives in an archive are left out with a warning.
    """
    if Path(path).is_dir():
        yield _files_below(Path(path), writer, limits)
        return
    with regular_file(path, limits).open("rb") as file:
        yield ZipArchive(file, shown_path(path), writer, limits).members()


def _files_below(folder: Path, writer: ReportWriter, limits: Limits) -> Members:
    def reader(path: Path) -> Member:
        def read() -> Iterator[bytes]:
            with regular_file(path, limits).open("rb") as file:
                yield from chunks_of(file)

        return read

    found: dict[str, Member] = {}
    for parent, _, names in os.walk(folder):
        for name in sorted(names):
            path = Path(parent, name)
            kind = path.lstat().st_mode
            if stat.S_ISLNK(kind):
                writer.warn("io.symlink_ignored")
            elif stat.S_ISREG(kind):
                found[path.relative_to(folder).as_posix()] = reader(path)
            if len(found) > limits.zip_members:
                writer.refuse("limit.zip_members", f"holds more than {limits.zip_members} files")
    return found

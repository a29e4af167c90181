"""Archives from strangers: what they hold is given, what they pretend is refused."""

from __future__ import annotations

import io
import os
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

import tertius as tt
from conftest import PEAK_OF_MEMORY
from tertius.importers.files.archives import members_of
from tertius.importers.limits import KIB, MIB, Limits
from tertius.importers.report import ImportReport, ReportWriter

TEXT = b"First Name,Last Name\nAda,Lovelace\n" * 20
FIRST, SECOND = "Connections.csv", "Jobs/Saved.csv"


def packed(
    files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED, comment: bytes = b"", symlink: str = ""
) -> bytearray:
    """A zip archive as bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = method
            info.external_attr = (0o120777 if name == symlink else 0o100644) << 16
            archive.writestr(info, content)
        archive.comment = comment
    return bytearray(file.getvalue())


def plain() -> bytearray:
    return packed({FIRST: TEXT, SECOND: b"x,y\n"})


def streamed() -> bytearray:
    """As written to a pipe: sizes and checksums follow the data."""

    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.written = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, data) -> int:
            self.written += data
            return len(data)

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(FIRST, TEXT)
    assert archive.infolist()[0].flag_bits & 8
    return pipe.written


def local(data: bytearray, place: int, form: str, number: int) -> bytearray:
    """Writes over a field of the first local header."""
    struct.pack_into(form, data, data.index(b"PK\x03\x04") + place, number)
    return data


def central(data: bytearray, place: int, form: str, number: int) -> bytearray:
    """Writes over a field of the first entry in the directory."""
    struct.pack_into(form, data, data.index(b"PK\x01\x02") + place, number)
    return data


def both(data: bytearray, local_place: int, central_place: int, form: str, number: int) -> bytearray:
    return central(local(data, local_place, form, number), central_place, form, number)


def renamed(data: bytearray, name: bytes, other: bytes) -> bytearray:
    assert len(name) == len(other)
    return bytearray(bytes(data).replace(name, other))


def damaged_content() -> bytearray:
    data = packed({FIRST: TEXT}, zipfile.ZIP_STORED)
    data[data.index(b"Ada")] ^= 1
    return data


def invalid_block() -> bytearray:
    data = packed({FIRST: TEXT})
    data[data.index(FIRST.encode()) + len(FIRST)] = 0x07  # a last block of the reserved type 3
    return data


def deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()


def hand_made(stream: bytes, content: bytes, size: int | None = None) -> bytearray:
    """An archive of one deflated member with this stream of bytes, said to be `content`."""
    return bytearray(
        packed_raw([(FIRST.encode(), stream, zlib.crc32(content), len(content) if size is None else size)])
    )


def packed_raw(members: list[tuple[bytes, bytes, int, int]]) -> bytes:
    body, directory = b"", b""
    for name, stream, checksum, size in members:
        shared = struct.pack("<HHHHLLLHH", 0x800, 8, 0, 33, checksum, len(stream), size, len(name), 0)
        directory += b"PK\x01\x02" + struct.pack("<HH", 20, 20) + shared
        directory += struct.pack("<HHHLL", 0, 0, 0, 0, len(body)) + name
        body += b"PK\x03\x04" + struct.pack("<H", 20) + shared + name + stream
    end = struct.pack("<HHHHLLH", 0, 0, len(members), len(members), len(directory), len(body), 0)
    return body + directory + b"PK\x05\x06" + end


def quoted_overlap() -> bytearray:
    """A second member that begins inside the first one's data."""
    inner = packed({SECOND: b"x" * 50}, zipfile.ZIP_STORED)
    header = bytes(inner[: inner.index(b"PK\x01\x02")])
    data = packed({FIRST: header + b"y" * 30, SECOND: b"x" * 50}, zipfile.ZIP_STORED)
    entry = data.rindex(b"PK\x01\x02")
    struct.pack_into("<L", data, entry + 42, data.index(header))
    return data


def huge_by_zip64() -> bytearray:
    data = packed({FIRST: TEXT})
    entry, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    struct.pack_into("<LL", data, entry + 20, 0xFFFFFFFF, 0xFFFFFFFF)
    struct.pack_into("<H", data, entry + 30, 20)
    extra = struct.pack("<HHQQ", 1, 16, 2**64 - 1, 2**64 - 1)
    struct.pack_into("<L", data, end + 12, end - entry + len(extra))
    data[end:end] = extra
    return data


def two_ends() -> bytearray:
    whole = packed({"other.csv": b"a,b\n"})
    return packed({FIRST: TEXT}, comment=bytes(whole[whole.index(b"PK\x05\x06") :]))


def with_name(name: bytes) -> bytearray:
    return bytearray(packed_raw([(name, deflated(TEXT), zlib.crc32(TEXT), len(TEXT))]))


CASES: list[tuple[str, str, Callable[[], bytearray]]] = [
    ("Z1", "zip.path_traversal", lambda: packed({"../../evil.csv": b"x"})),
    ("Z1-absolute", "zip.path_traversal", lambda: packed({"/etc/passwd": b"x"})),
    ("Z1-backslash", "zip.path_traversal", lambda: packed({"a\\..\\..\\evil.csv": b"x"})),
    ("Z1-drive", "zip.path_traversal", lambda: packed({"C:\\evil.csv": b"x"})),
    ("Z3", "zip.symlink", lambda: packed({FIRST: b"/etc/passwd"}, symlink=FIRST)),
    ("Z5", "zip.overlap", quoted_overlap),
    (
        "Z8",
        "zip.duplicate_name",
        lambda: renamed(packed({FIRST: TEXT, "ConnectionX.csv": TEXT}), b"nX", b"ns"),
    ),
    ("Z9-name", "zip.header_mismatch", lambda: local(plain(), 30, "<B", ord("c"))),
    ("Z9-size", "zip.header_mismatch", lambda: local(plain(), 22, "<L", 5)),
    ("Z9-packed", "zip.header_mismatch", lambda: local(plain(), 18, "<L", 5)),
    ("Z9-method", "zip.header_mismatch", lambda: local(plain(), 8, "<H", 0)),
    ("Z9-place", "zip.header_mismatch", lambda: central(plain(), 42, "<L", 7)),
    ("Z9-smaller", "zip.header_mismatch", lambda: both(plain(), 22, 24, "<L", 5)),
    ("Z9-larger", "zip.header_mismatch", lambda: both(plain(), 22, 24, "<L", len(TEXT) + 1)),
    ("Z10", "zip.crc", damaged_content),
    ("Z10-stated", "zip.crc", lambda: both(plain(), 14, 16, "<L", 1)),
    ("Z12", "limit.zip_bytes", huge_by_zip64),
    ("Z14", "zip.encrypted", lambda: both(plain(), 6, 8, "<H", 1)),
    ("Z18-nul", "zip.name", lambda: renamed(plain(), b"Connections.csv", b"Connect\0ons.csv")),
    ("Z18-utf8", "zip.name", lambda: with_name(b"Conn\xff.csv")),
    ("Z18-long", "zip.name", lambda: with_name(b"a" * 65_535)),
    ("Z18-none", "zip.name", lambda: with_name(b"")),
    ("Z20", "zip.ambiguous_end", two_ends),
    ("Z21-block", "zip.deflate", invalid_block),
    ("Z21-garbage", "zip.deflate", lambda: hand_made(deflated(TEXT) + b"garbage", TEXT)),
    ("Z21-cut", "zip.deflate", lambda: hand_made(deflated(TEXT)[:-3], TEXT)),
    ("method", "zip.method", lambda: packed({FIRST: TEXT}, zipfile.ZIP_LZMA)),
    ("no-zip", "zip.format", lambda: bytearray(b"First Name,Last Name\n")),
    ("empty", "zip.format", lambda: bytearray()),
    ("cut", "zip.format", lambda: plain()[:-30]),
    ("tail", "zip.format", lambda: plain() + b"tail"),
    ("head", "zip.format", lambda: bytearray(b"head") + plain()),
    ("many", "limit.zip_members", lambda: packed({f"{number}.csv": b"" for number in range(51)})),
    ("directory", "zip.format", lambda: central(plain(), 0, "<4s", b"PK\x01\x03")),
]


def read(path: Path, limits: Limits = Limits()) -> tuple[dict[str, bytes], ImportReport]:  # noqa: B008
    writer = ReportWriter("test", path.name, strict=False, limits=limits)
    with members_of(path, writer, limits) as members:
        return {name: b"".join(member()) for name, member in members.items()}, writer.report


@pytest.mark.parametrize(("case", "code", "build"), CASES, ids=[case for case, _, _ in CASES])
def test_an_archive_that_pretends_is_refused(
    case: str, code: str, build: Callable[[], bytearray], tmp_path: Path
) -> None:
    path = tmp_path / "export.zip"
    path.write_bytes(build())
    before = sorted(os.listdir(tmp_path))
    with pytest.raises(tt.InvalidInput) as refused:
        read(path, Limits(zip_members=50))
    assert refused.value.code == code, case
    assert "export.zip" in str(refused.value)
    assert sorted(os.listdir(tmp_path)) == before
    assert len(str(refused.value)) < 300


@pytest.mark.parametrize("build", [plain, streamed, lambda: packed({FIRST: TEXT}, zipfile.ZIP_STORED)])
def test_Z16_an_archive_gives_what_was_packed(build: Callable[[], bytearray], tmp_path: Path) -> None:
    (tmp_path / "export.zip").write_bytes(build())
    found, report = read(tmp_path / "export.zip")
    assert found[FIRST] == TEXT
    assert not report.warnings


def test_a_large_archive_format_is_read(tmp_path: Path) -> None:
    with (
        zipfile.ZipFile(tmp_path / "export.zip", "w") as archive,
        archive.open(FIRST, "w", force_zip64=True) as file,
    ):
        file.write(TEXT)
    assert read(tmp_path / "export.zip")[0] == {FIRST: TEXT}


def test_Z6_an_archive_in_the_archive_stays_closed(tmp_path: Path) -> None:
    (tmp_path / "export.zip").write_bytes(packed({FIRST: TEXT, "inner.ZIP": bytes(plain())}))
    found, report = read(tmp_path / "export.zip")
    assert list(found) == [FIRST]
    assert report.warnings == {"zip.nested_ignored": 1}


def test_a_comment_and_folders_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "export.zip").write_bytes(packed({"Jobs/": b"", FIRST: TEXT}, comment=b"made by PK"))
    assert read(tmp_path / "export.zip")[0] == {FIRST: TEXT}


def test_a_folder_is_read_as_its_archive(tmp_path: Path) -> None:
    (tmp_path / "export.zip").write_bytes(plain())
    folder = tmp_path / "export"
    with zipfile.ZipFile(tmp_path / "export.zip") as archive:
        archive.extractall(folder)
    assert read(folder)[0] == read(tmp_path / "export.zip")[0]


def test_links_and_pipes_in_a_folder_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_bytes(b"secret")
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / FIRST).write_bytes(TEXT)
    (folder / "link.csv").symlink_to(tmp_path / "secret.txt")
    (folder / "loop").symlink_to(folder)
    os.mkfifo(folder / "pipe.csv")
    found, report = read(folder)
    assert found == {FIRST: TEXT}
    assert report.warnings["io.symlink_ignored"] >= 1


def test_C28_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "export.zip")
    with pytest.raises(tt.InvalidInput) as refused:
        read(tmp_path / "export.zip")
    assert refused.value.code == "io.not_regular_file"


def test_a_small_file_may_be_packed_as_tight_as_it_likes(tmp_path: Path) -> None:
    content = b"\0" * (8 * MIB)
    (tmp_path / "export.zip").write_bytes(packed({FIRST: content}))
    assert read(tmp_path / "export.zip")[0][FIRST] == content


MEASURED = f"""
import sys
import tertius as tt
from tertius.importers.files.archives import members_of
from tertius.importers.limits import Limits
from tertius.importers.report import ReportWriter

{PEAK_OF_MEMORY}
limits = Limits()
before = peak_mb()
try:
    writer = ReportWriter("test", "bomb", strict=False, limits=limits)
    with members_of(sys.argv[1], writer, limits) as members:
        for member in members.values():
            for chunk in member():
                pass
except tt.InvalidInput as error:
    print(error.code, peak_mb() - before)
"""


def liar() -> bytes:
    """200 MB of zeros that are said to be 20 bytes."""
    return bytes(hand_made(deflated(b"\0" * (200 * MIB)), b"\0" * 20))


@pytest.mark.parametrize(
    ("build", "code"),
    [
        (lambda: bytes(packed({FIRST: b"\0" * (200 * MIB)})), "limit.zip_ratio"),
        (liar, "zip.header_mismatch"),
        (lambda: bytes(huge_by_zip64()), "limit.zip_bytes"),
    ],
    ids=["Z4", "Z4-liar", "Z12"],
)
def test_a_bomb_takes_little_memory(build: Callable[[], bytes], code: str, tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    path.write_bytes(build())
    assert path.stat().st_size < 300 * KIB
    told = subprocess.run(
        [sys.executable, "-c", MEASURED, str(path)], capture_output=True, text=True, check=True
    ).stdout.split()
    assert told[0] == code
    assert float(told[1]) < 64

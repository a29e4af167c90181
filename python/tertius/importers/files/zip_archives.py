"""Zip archives from strangers.

An archive is judged before any of it is unpacked: zipfile reads its directory; what zipfile takes on trust
(the end record, the local headers, where members lie, the end of a deflated stream) is checked here.
"""

from __future__ import annotations

import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple

from tertius.importers.limits import KIB, MIB, Limits
from tertius.importers.report import ReportWriter, quoted

Member = Callable[[], Iterator[bytes]]
"""What gives a member's bytes in pieces; it ends without an error only if all of them are right."""

Members = Mapping[str, Member]

CHUNK = 64 * KIB
RATIO_FROM = 16 * MIB
"""Below this size no ratio is too good to be true."""

_NAME_BYTES = 1024
_END = b"PK\x05\x06"
_END_RECORD = struct.Struct("<4s4H2LH")
_END64_LOCATOR = struct.Struct("<4sLQL")
_END64_RECORD = struct.Struct("<4sQ2H2L4Q")
_LOCAL_HEADER = struct.Struct("<4s5H3L2H")
_LONGEST_COMMENT = 65_535
_UNKNOWN_SIZE = 0xFFFFFFFF
_ENCRYPTED = 0x2041
_SIZES_FOLLOW = 0x8
_UTF8_NAME = 0x800


def chunks_of(file: BinaryIO) -> Iterator[bytes]:
    while chunk := file.read(CHUNK):
        yield chunk


class _Directory(NamedTuple):
    """What the end record says of the archive's directory."""

    members: int
    offset: int
    size: int


@dataclass(frozen=True)
class _Extent:
    """Where a member's packed bytes lie."""

    info: zipfile.ZipInfo
    begin: int
    data: int

    @property
    def end(self) -> int:
        return self.data + self.info.compress_size


class ZipArchive:
    """Judges an archive and gives what it holds. Raises InvalidInput for what is not as it says."""

    def __init__(self, file: BinaryIO, shown: str, writer: ReportWriter, limits: Limits) -> None:
        self._file = file
        self._shown = shown
        self._writer = writer
        self._limits = limits

    def members(self) -> Members:
        directory = self._directory()
        infos = self._infos(directory)
        for info in infos:
            self._check(info)
        self._check_together(infos)
        extents = sorted(map(self._extent, infos), key=lambda extent: extent.begin)
        ends = [extent.begin for extent in extents[1:]] + [directory.offset]
        for extent, end in zip(extents, ends, strict=True):
            if extent.end > end:
                self._writer.refuse("zip.overlap", f"member {_shown(extent.info)} overlaps what follows it")
        return {
            extent.info.orig_filename: self._reader(extent)
            for extent in extents
            if self._is_wanted(extent.info.orig_filename)
        }

    def _is_wanted(self, name: str) -> bool:
        if name.lower().endswith(".zip"):
            self._writer.warn("zip.nested_ignored")
            return False
        return not name.endswith("/")

    def _directory(self) -> _Directory:
        """The end record's claims. Raises if there is none, or more than one that could be meant."""
        size = self._file.seek(0, os.SEEK_END)
        begin = max(0, size - _END_RECORD.size - _LONGEST_COMMENT)
        self._file.seek(begin)
        tail = self._file.read(size - begin)
        at = tail.find(_END)
        while at >= 0:
            record = tail[at : at + _END_RECORD.size]
            if len(record) == _END_RECORD.size:
                *_, members, directory_size, offset, comment = _END_RECORD.unpack(record)
                if at + _END_RECORD.size + comment == len(tail):
                    break
            at = tail.find(_END, at + 1)
        else:
            self._writer.refuse(
                "zip.format", f"{self._shown} is no whole zip archive: its end record is missing"
            )
        if _END in tail[at + len(_END) :]:
            self._writer.refuse("zip.ambiguous_end", f"{self._shown} has more than one end record")
        end = begin + at
        stated = _Directory(members, offset, directory_size)
        locator = self._bytes(end - _END64_LOCATOR.size, _END64_LOCATOR.size)
        if locator.startswith(b"PK\x06\x07"):
            end -= _END64_LOCATOR.size + _END64_RECORD.size
            stated = self._directory64(stated, locator, end)
        if stated.members > self._limits.zip_members or stated.size > MIB + self._limits.zip_members * KIB:
            self._writer.refuse(
                "limit.zip_members",
                f"{self._shown} lists {stated.members} members in {stated.size} bytes; "
                f"at most {self._limits.zip_members} are read",
            )
        if stated.offset + stated.size != end:
            self._writer.refuse(
                "zip.format", f"{self._shown}: the directory is not where the end record says"
            )
        return stated

    def _directory64(self, stated: _Directory, locator: bytes, at: int) -> _Directory:
        """The claims of the zip64 end record; the plain one may only repeat them or leave them open."""
        record = self._bytes(at, _END64_RECORD.size)
        if _END64_LOCATOR.unpack(locator)[2] != at or not record.startswith(b"PK\x06\x06"):
            self._writer.refuse("zip.format", f"{self._shown}: the zip64 end record is missing")
        *_, members, size, offset = _END64_RECORD.unpack(record)
        large = _Directory(members, offset, size)
        for plain, told, open_ in zip(stated, large, (0xFFFF, _UNKNOWN_SIZE, _UNKNOWN_SIZE), strict=True):
            if plain not in (told, open_):
                self._writer.refuse("zip.ambiguous_end", f"{self._shown} has two end records that differ")
        return large

    def _infos(self, stated: _Directory) -> list[zipfile.ZipInfo]:
        try:
            infos = zipfile.ZipFile(self._file).infolist()
        except UnicodeDecodeError:
            self._writer.refuse("zip.name", f"{self._shown}: a member's name is not valid UTF-8")
        except (zipfile.BadZipFile, NotImplementedError, struct.error, ValueError, OSError) as error:
            self._writer.refuse("zip.format", f"{self._shown} cannot be read: {error}")
        if len(infos) != stated.members:
            self._writer.refuse(
                "zip.header_mismatch",
                f"{self._shown} holds {len(infos)} members, not {stated.members} as it says",
            )
        return infos

    def _check(self, info: zipfile.ZipInfo) -> None:
        """Refuses a member by what the directory alone says of it."""
        name, refuse = info.orig_filename, self._writer.refuse
        parts = name.replace("\\", "/").split("/")
        if not name or "\0" in name or len(name.encode("utf-8", "replace")) > _NAME_BYTES:
            refuse("zip.name", f"{self._shown}: {quoted(name)} is no name for a member")
        if ".." in parts or parts[0] == "" or parts[0].endswith(":"):
            refuse("zip.path_traversal", f"member {_shown(info)} points outside the archive")
        if stat.S_ISLNK(info.external_attr >> 16):
            refuse("zip.symlink", f"member {_shown(info)} is a symbolic link")
        if info.flag_bits & _ENCRYPTED:
            refuse("zip.encrypted", f"member {_shown(info)} is encrypted")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            refuse(
                "zip.method", f"member {_shown(info)} is packed by method {info.compress_type}, not deflate"
            )

    def _check_together(self, infos: list[zipfile.ZipInfo]) -> None:
        seen: set[str] = set()
        for info in infos:
            if info.orig_filename in seen:
                self._writer.refuse("zip.duplicate_name", f"two members are called {_shown(info)}")
            seen.add(info.orig_filename)
        unpacked = sum(info.file_size for info in infos)
        if unpacked > self._limits.zip_bytes:
            self._writer.refuse(
                "limit.zip_bytes",
                f"{self._shown} says it holds {unpacked} bytes; at most {self._limits.zip_bytes} are read",
            )

    def _extent(self, info: zipfile.ZipInfo) -> _Extent:
        """Where a member lies by its own header, which must say the same as the directory."""
        header = self._bytes(info.header_offset, _LOCAL_HEADER.size)
        if len(header) < _LOCAL_HEADER.size or not header.startswith(b"PK\x03\x04"):
            self._writer.refuse(
                "zip.header_mismatch", f"member {_shown(info)} is not where the directory says"
            )
        _, _, flags, method, _, _, checksum, packed, size, name_size, extra_size = _LOCAL_HEADER.unpack(
            header
        )
        name = self._bytes(info.header_offset + _LOCAL_HEADER.size, name_size)
        extra = self._bytes(info.header_offset + _LOCAL_HEADER.size + name_size, extra_size)
        if _UNKNOWN_SIZE in (size, packed):
            size, packed = _sizes64(extra, size, packed)
        same = (
            name == info.orig_filename.encode("utf-8" if info.flag_bits & _UTF8_NAME else "cp437")
            and method == info.compress_type
            and (flags ^ info.flag_bits) & (_UTF8_NAME | _SIZES_FOLLOW | _ENCRYPTED) == 0
        )
        stated = (info.CRC, info.compress_size, info.file_size)
        for here, there in zip((checksum, packed, size), stated, strict=True):
            same = same and (here == there or bool(flags & _SIZES_FOLLOW and here == 0))
        if not same:
            self._writer.refuse(
                "zip.header_mismatch", f"member {_shown(info)} is described in two ways by the archive"
            )
        data = info.header_offset + _LOCAL_HEADER.size + name_size + extra_size
        return _Extent(info, info.header_offset, data)

    def _reader(self, extent: _Extent) -> Callable[[], Iterator[bytes]]:
        return lambda: self._unpacked(extent)

    def _unpacked(self, extent: _Extent) -> Iterator[bytes]:
        """A member's bytes; no more are unpacked than its header says."""
        info = extent.info
        ratio = info.file_size / max(info.compress_size, 1)
        if info.file_size > RATIO_FROM and ratio > self._limits.zip_ratio:
            self._writer.refuse(
                "limit.zip_ratio",
                f"member {_shown(info)} unpacks to {ratio:.0f} times its size; "
                f"at most {self._limits.zip_ratio:g} is allowed",
            )
        packed = self._packed(extent)
        produced, checksum = 0, 0
        for chunk in self._inflated(info, packed) if info.compress_type else packed:
            produced += len(chunk)
            checksum = zlib.crc32(chunk, checksum)
            if produced > info.file_size:
                break
            yield chunk
        if produced != info.file_size:
            self._writer.refuse(
                "zip.header_mismatch", f"member {_shown(info)} does not unpack to {info.file_size} bytes"
            )
        if checksum != info.CRC:
            self._writer.refuse("zip.crc", f"member {_shown(info)} is damaged: its checksum is wrong")

    def _inflated(self, info: zipfile.ZipInfo, packed: Iterator[bytes]) -> Iterator[bytes]:
        unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for chunk in packed:
                if unpacker.eof:
                    break
                while True:
                    plain = unpacker.decompress(chunk, CHUNK)
                    yield plain
                    chunk = unpacker.unconsumed_tail
                    if not chunk and len(plain) < CHUNK:
                        break
            else:
                if unpacker.eof and not unpacker.unused_data:
                    return
        except zlib.error:
            self._writer.refuse("zip.deflate", f"member {_shown(info)} is no valid deflate stream")
        what = "is followed by bytes that are not its own" if unpacker.eof else "ends too early"
        self._writer.refuse("zip.deflate", f"the deflate stream of member {_shown(info)} {what}")

    def _packed(self, extent: _Extent) -> Iterator[bytes]:
        at = extent.data
        while at < extent.end:
            chunk = self._bytes(at, min(CHUNK, extent.end - at))
            if not chunk:
                return
            at += len(chunk)
            yield chunk

    def _bytes(self, offset: int, size: int) -> bytes:
        self._file.seek(max(0, offset))
        return self._file.read(size)


def _shown(info: zipfile.ZipInfo) -> str:
    return quoted(info.orig_filename)


def _sizes64(extra: bytes, size: int, packed: int) -> tuple[int, int]:
    """A local header's sizes as its zip64 field has them: the plain size first, each only where unknown."""
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<2H", extra)
        if kind == 1:
            numbers = [number for (number,) in struct.iter_unpack("<Q", extra[4 : 4 + length // 8 * 8])]
            size = numbers.pop(0) if size == _UNKNOWN_SIZE and numbers else size
            packed = numbers.pop(0) if packed == _UNKNOWN_SIZE and numbers else packed
            break
        extra = extra[4 + length :]
    return size, packed

"""ZIP archives, read in memory: nothing is ever written to disk."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from graph.model import InputError, InputSkipped
from graph.read.decoding import MAX_DOCUMENT_BYTES
from graph.read.source import MAX_UNPACKED_BYTES, Found, Source

_MAX_RATIO = 200
"""How much smaller a large file may be packed; text is 3 to 10 times, a sheet of Excel 50."""
_LARGE = 4 << 20
_UTF8, _ENCRYPTED = 0x800, 0x1
_HIDDEN = (".", "~$", "__MACOSX")


def read_zip(source: Source) -> Iterator[Found]:
    """The documents of all files in the archive, each as if it lay in a folder."""
    with opened(source.stream) as archive:
        entries = [entry for entry in archive.infolist() if not _is_hidden(entry)]
        if not entries:
            raise InputError("压缩包是空的 / an empty archive")
        for entry in sorted(entries, key=name_of):
            name = name_of(entry)
            where = f"{source.where}/{name}"
            source.budget.spend(min(entry.file_size, MAX_DOCUMENT_BYTES))
            try:
                yield from source.inside(name, member(archive, entry))
            except InputError as error:
                yield error.at(where)
            except (BadZipFile, EOFError, NotImplementedError, ValueError) as error:
                yield InputError(f"压缩包损坏 / damaged in the archive: {error}", where)


def _is_hidden(entry: ZipInfo) -> bool:
    parts = PurePosixPath(name_of(entry)).parts
    return entry.is_dir() or any(part.startswith(_HIDDEN) and part != ".." for part in parts)


def opened(stream: BinaryIO) -> ZipFile:
    """The archive. InputError when it is damaged."""
    try:
        return ZipFile(stream)
    except (BadZipFile, ValueError, OSError) as error:
        raise InputError(f"压缩包损坏 / a damaged ZIP or Office file: {error}") from None


def check_packed(stream: BinaryIO) -> None:
    """InputError for a bomb: what an office file unpacks to would not fit in memory."""
    with opened(stream) as archive:
        entries = archive.infolist()
        for entry in entries:
            _check_ratio(entry)
        if sum(entry.file_size for entry in entries) > MAX_UNPACKED_BYTES // 4:
            raise InputError(
                f"解压后超过 {MAX_UNPACKED_BYTES >> 22} MiB / unpacks to more than "
                f"{MAX_UNPACKED_BYTES >> 22} MiB; split it"
            )
    stream.seek(0)


def member(archive: ZipFile, entry: ZipInfo) -> bytes:
    """The bytes of a file in an archive. InputError for one that should not be read."""
    path = PurePosixPath(name_of(entry))
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        raise InputError("名称指向压缩包之外，未读 / its name leads out of the archive; left out")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise InputSkipped("是链接，未跟随 / a link, not followed")
    if entry.flag_bits & _ENCRYPTED:
        raise InputError("有密码 / is encrypted; unpack it with its password first")
    _check_ratio(entry)
    if entry.file_size > MAX_DOCUMENT_BYTES:
        size = f"{MAX_DOCUMENT_BYTES >> 20} MiB"
        raise InputError(f"超过 {size} / larger than {size}; split it")
    return archive.read(entry)  # never more than the size that the entry tells


def name_of(entry: ZipInfo) -> str:
    """The name with slashes; Chinese programs of old write it in GBK and say nothing of that."""
    if entry.flag_bits & _UTF8:
        return entry.filename
    try:
        raw = entry.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return entry.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding).replace("\\", "/")
        except UnicodeDecodeError:
            continue
    return entry.filename


def _check_ratio(entry: ZipInfo) -> None:
    if entry.file_size > max(_LARGE, _MAX_RATIO * entry.compress_size):
        raise InputError(
            f"压缩率异常，疑为炸弹，未读 / {entry.compress_size:,} bytes that claim to be "
            f"{entry.file_size:,}: a bomb, left out"
        )

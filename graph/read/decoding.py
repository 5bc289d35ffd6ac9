"""Bytes → text: UTF-8 strictly, else the one encoding that reads them as Chinese.

Nothing is guessed silently and no byte is passed over: an encoding must decode every byte, the
characters that official text is full of decide between several, and the reader is told which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from graph.characters import HAN
from graph.model import InputError

MAX_DOCUMENT_BYTES = 64 << 20
"""The most bytes a document may have; an official text has a few thousand."""

_SAMPLE = 1 << 16  # bytes, and
_EXCERPT = 1 << 12  # characters that are enough to tell an encoding

_ENCODINGS = {
    "gb18030": "GB18030",
    "cp950": "Big5",
    "utf-16-le": "UTF-16LE",
    "utf-16-be": "UTF-16BE",
}
_MARKS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))

# Frequent in official text, in either script: what reads as these is read rightly.
_COMMON = re.compile("[的一是在不了和有大会會党黨国國市委人民工作中年月日长長局省县縣区區政府]")
_LEAST = 20  # of a thousand characters; rightly read text has 60 to 125, misread text none
_HAN = re.compile(f"[{HAN}]")
_BEYOND = re.compile("[^\x00-\x7f]")
_WESTERN = re.compile("[\x80-\xff]")
_LOST = re.compile("\ufffd|锟斤拷|烫烫烫|[\ue000-\uf8ff]|\\(cid:\\d+\\)")
_ASCII, _OPENING = bytes(range(0x80)), bytes(range(0xE4, 0xEA))
"""The bytes that a Chinese character begins with in UTF-8 are the latter."""
_FEWEST = 12  # characters beyond ASCII that can tell mojibake from text


def whole(file: BinaryIO) -> bytes:
    """A file's bytes. InputError when they are more than a document may have."""
    data = file.read(MAX_DOCUMENT_BYTES + 1)
    _check_size(data)
    return data


def lines_of(file: BinaryIO) -> Iterator[bytes]:
    """Lines with their ends; one byte more than the limit, of a line that is longer."""
    while line := file.readline(MAX_DOCUMENT_BYTES + 1):
        yield line
        while len(line) > MAX_DOCUMENT_BYTES and not line.endswith(b"\n"):
            line = file.readline(MAX_DOCUMENT_BYTES + 1)


def _check_size(data: bytes) -> None:
    if len(data) > MAX_DOCUMENT_BYTES:
        size = f"{MAX_DOCUMENT_BYTES >> 20} MiB"
        raise InputError(f"超过 {size} / larger than {size}; split it")


def decoded(data: bytes) -> tuple[str, str]:
    """The text without byte order mark, and its encoding's name where that is not UTF-8.

    InputError when no encoding, or none but by chance, decodes every byte.
    """
    _check_size(data)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding), _ENCODINGS[encoding]
    try:
        text = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        return _otherwise(data, error.start)
    if "\0" in text:  # UTF-16 of plain ASCII, with a NUL beside each letter, or no text at all
        return _otherwise(data, data.index(0))
    return text, ""


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"按 {_ENCODINGS[encoding]} 解码，第 {error.start} 字节损坏 / "
            f"damaged {_ENCODINGS[encoding]} at byte {error.start}; get the file anew"
        ) from None


def _otherwise(data: bytes, place: int) -> tuple[str, str]:
    """The text of bytes that are not UTF-8 from ``place`` on."""
    if _damaged(data[max(0, place - _SAMPLE // 2) :][:_SAMPLE]):
        raise InputError(
            f"第 {place} 字节损坏 / damaged UTF-8 at byte {place}; "
            "get the file anew, or drop what is broken: iconv -c -f UTF-8 -t UTF-8"
        )
    score, encoding = max((_score(data[:_SAMPLE], name), name) for name in _ENCODINGS)
    if score >= _LEAST:
        return _strictly(data, encoding), _ENCODINGS[encoding]
    if 0 in data:
        raise InputError(
            f"不是文本 / not text (NUL at byte {data.index(0)}); save it as UTF-8 text first"
        )
    raise InputError(
        f"编码认不出 / in no encoding that reads as Chinese (not UTF-8 at byte {place}); "
        "save it as UTF-8, or try: iconv -f GB18030 -t UTF-8"
    )


def _damaged(sample: bytes) -> bool:
    """Whether bytes are UTF-8 but for a few: characters are then as many as broken places."""
    text = sample.decode("utf-8", "replace")
    return len(_HAN.findall(text)) > text.count("\ufffd")


def _score(sample: bytes, encoding: str) -> int:
    """Common characters in a thousand of those beyond ASCII; broken bytes count as uncommon."""
    text = sample.decode(encoding, "replace")
    return (
        0
        if "\0" in text
        else 1000 * len(_COMMON.findall(text)) // max(1, len(_BEYOND.findall(text)))
    )


def check_readable(text: str) -> None:
    """Raise InputError where text has been read in a wrong encoding and saved again (mojibake)."""
    sample = text[:_EXCERPT]
    beyond = len(sample) - len(sample.encode("ascii", "ignore"))
    if beyond < _FEWEST:
        return
    if 4 * sum(map(len, _LOST.findall(sample))) > beyond:
        raise InputError(
            "乱码 / characters were lost when it was saved in a wrong encoding; "
            "get the original file"
        )
    western = 3 * len(_WESTERN.findall(sample)) > beyond
    encoding, data = ("CP1252", _shown(sample)) if western else ("GB18030", _encoded(sample))
    high, opening = len(data) - _number(data, _ASCII), _number(data, _OPENING)
    # Of three bytes a character, read as others, most come back; of other text hardly any do.
    if 6 * opening > high and 6 * len(_HAN.findall(data.decode("utf-8", "ignore"))) > high:
        raise InputError(
            f"乱码 / mojibake, UTF-8 that was read as {encoding} and saved again; "
            f"get the original, or try: iconv -f UTF-8 -t {encoding}"
        )


def _number(data: bytes, of: bytes) -> int:
    """How many of the bytes are one of some."""
    return len(data) - len(data.translate(None, of))


def _encoded(text: str) -> bytes:
    return text.encode("gb18030", "ignore")


def _shown(text: str) -> bytes:
    """The bytes that a Western code page shows so, as far as it has the characters."""
    return b"".join(
        char.encode("cp1252", "ignore") or char.encode("latin-1", "ignore") for char in text
    )

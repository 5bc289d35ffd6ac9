"""Bytes → text, or one line that says why they are none and what to try."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from graph.characters import HAN
from graph.model import InputError

MAX_DOCUMENT_BYTES = 64 << 20
"""The most bytes a document may have; an official text has a few thousand."""

_SAMPLE = 1 << 16  # bytes, and
_EXCERPT = 1 << 12  # characters that are enough to tell an encoding
_PAGE = "网页", "HTML", "save its text alone as .txt"
_SHEET = "表格", "a table", "write each row as a JSON object on a line of a .jsonl"
_WORD = "文字处理文档", "a word processor's file", "save it as UTF-8 text (.txt)"
_ZIP = "压缩包或 Office 文档", "a ZIP or Office file", "save each text as UTF-8 text (.txt)"
_PDF = "PDF", "a PDF", "pdftotext FILE"
_MARKDOWN = "Markdown", "Markdown", "pandoc -t plain --wrap=none FILE -o FILE.txt"
_ARRAY = "JSON 数组", "a JSON array", "jq -c '.[]' FILE > FILE.jsonl"
_OBJECT = "JSON 对象", "a JSON object", "jq -c . FILE > FILE.jsonl"
_PACKED = "压缩包", "an archive", "unpack it; only .jsonl.gz is read as it is"

_BY_SUFFIX = {
    **dict.fromkeys((".html", ".htm", ".xhtml", ".mht", ".mhtml", ".xml"), _PAGE),
    **dict.fromkeys((".csv", ".tsv", ".xls", ".xlsx", ".et", ".ods"), _SHEET),
    **dict.fromkeys((".doc", ".docx", ".wps", ".rtf", ".odt", ".ofd"), _WORD),
    **dict.fromkeys((".zip", ".rar", ".7z", ".tar", ".tgz", ".gz", ".bz2", ".xz", ".zst"), _PACKED),
    **dict.fromkeys((".md", ".markdown"), _MARKDOWN),
    ".json": ("JSON", "JSON", "write one object a line as .jsonl: jq -c '.[]' FILE > FILE.jsonl"),
    ".pdf": _PDF,
}
_BY_BYTES = (
    (re.compile(rb"%PDF-"), _PDF),
    (re.compile(rb"PK\x03\x04"), _ZIP),
    (re.compile(rb"\xd0\xcf\x11\xe0|\{\\rtf"), _WORD),
    (re.compile(rb"\x1f\x8b|BZh\d|\xfd7zXZ|\x28\xb5\x2f\xfd|Rar!|7z\xbc\xaf"), _PACKED),
    (re.compile(rb"\s*<(?:!doctype\b|!--|\?xml\b|[a-z][a-z0-9]*(?:\s[^<>]*)?/?>)", re.I), _PAGE),
    (re.compile(rb'\s*\[\s*(?:\{|"[^"]*"\s*[,\]])'), _ARRAY),
    (re.compile(rb'\s*\{\s*"(?:[^"\\]|\\.)*"\s*:'), _OBJECT),
)

# Frequent in official text, in either script: what reads as these is read rightly.
_COMMON = re.compile("[的一是在不了和有大会會党黨国國市委人民工作]")
_HAN = re.compile(f"[{HAN}]")
_BEYOND = re.compile("[^\x00-\x7f]")
_WESTERN = re.compile("[\x80-\xff]")
_LOST = re.compile("\ufffd|锟斤拷|烫烫烫")
_FEWEST = 12  # characters beyond ASCII that can tell mojibake from text


def whole(file: BinaryIO) -> bytes:
    """A file's bytes; one byte more than the limit, of a file that is longer."""
    return file.read(MAX_DOCUMENT_BYTES + 1)


def lines_of(file: BinaryIO) -> Iterator[bytes]:
    """Lines with their ends; one byte more than the limit, of a line that is longer."""
    while line := file.readline(MAX_DOCUMENT_BYTES + 1):
        yield line
        while len(line) > MAX_DOCUMENT_BYTES and not line.endswith(b"\n"):
            line = file.readline(MAX_DOCUMENT_BYTES + 1)


def refused(where: str, data: bytes) -> InputError | None:
    """The error for a file that is no plain text by its suffix or its first bytes, else None."""
    head = data[:_SAMPLE].removeprefix(b"\xef\xbb\xbf")
    form = next((form for begin, form in _BY_BYTES if begin.match(head)), None)
    suffix = Path(where).suffix.lower()
    return InputError(f"{where}: {_advice(form)}") if form else refused_suffix(where, suffix)


def refused_suffix(where: str, suffix: str) -> InputError | None:
    """The error for a file whose suffix is not that of plain text, else None."""
    form = _BY_SUFFIX.get(suffix)
    return InputError(f"{where}: {_advice(form)}") if form else None


def _advice(form: tuple[str, str, str]) -> str:
    zh, en, remedy = form
    return f"是{zh}，不是纯文本 / {en}, not plain text; try: {remedy}"


def decoded(where: str, data: bytes) -> str:
    """Strict UTF-8 without byte order mark. Raises InputError that says how to convert."""
    if len(data) > MAX_DOCUMENT_BYTES:
        size = f"{MAX_DOCUMENT_BYTES >> 20} MiB"
        raise InputError(f"{where}: 超过 {size} / larger than {size}; split it")
    utf16 = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    if b"\0" in data and not utf16:
        raise InputError(
            f"{where}: 不是文本 / not text (NUL at byte {data.index(0)}); "
            f"save it as UTF-8 text first"
        )
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise InputError(f"{where}: {_undecodable(data, error.start, utf16)}") from None


def _undecodable(data: bytes, place: int, utf16: bool) -> str:
    sample = data[max(0, place - _SAMPLE // 2) : place + _SAMPLE // 2]
    if not utf16 and _damaged(sample):
        return (
            f"第 {place} 字节损坏 / damaged UTF-8 at byte {place}; "
            "get the file anew, or drop what is broken: iconv -c -f UTF-8 -t UTF-8"
        )
    encoding = "UTF-16" if utf16 else max(("GB18030", "BIG5"), key=lambda name: _fit(sample, name))
    return f"不是 UTF-8 / not UTF-8 at byte {place}; try: iconv -f {encoding} -t UTF-8"


def _damaged(sample: bytes) -> bool:
    """Whether bytes are UTF-8 but for a few: characters are then as many as broken places."""
    text = sample.decode("utf-8", "replace")
    return len(_HAN.findall(text)) > text.count("\ufffd")


def _fit(sample: bytes, encoding: str) -> int:
    return len(_COMMON.findall(sample.decode(encoding, "ignore")))


def check_readable(where: str, text: str) -> None:
    """Raise InputError where text has been read in a wrong encoding and saved again (mojibake)."""
    sample = text[:_EXCERPT]
    beyond = len(_BEYOND.findall(sample))
    if beyond < _FEWEST:
        return
    if 4 * sum(map(len, _LOST.findall(sample))) > beyond:
        raise InputError(
            f"{where}: 乱码 / characters were lost when it was saved in a wrong encoding; "
            "get the original file"
        )
    western = 3 * len(_WESTERN.findall(sample)) > beyond
    encoding, data = ("CP1252", _shown(sample)) if western else ("GB18030", _encoded(sample))
    high = sum(byte > 0x7F for byte in data)
    # Of three bytes a character, read as others, most come back; of other text hardly any do.
    if 6 * len(_HAN.findall(data.decode("utf-8", "ignore"))) > high:
        raise InputError(
            f"{where}: 乱码 / mojibake, UTF-8 that was read as {encoding} and saved again; "
            f"get the original, or try: iconv -f UTF-8 -t {encoding}"
        )


def _encoded(text: str) -> bytes:
    return text.encode("gb18030", "ignore")


def _shown(text: str) -> bytes:
    """The bytes that a Western code page shows so, as far as it has the characters."""
    return b"".join(
        char.encode("cp1252", "ignore") or char.encode("latin-1", "ignore") for char in text
    )

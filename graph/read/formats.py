"""The formats that are read: one row each. An input's suffix and its bytes say which it is.

Bytes that begin as only one format does win over the suffix, and the difference is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import PurePath
from typing import BinaryIO, NamedTuple

from graph.model import InputError, InputSkipped
from graph.read.archives import name_of, opened, read_zip
from graph.read.books import read_book
from graph.read.crawls import read_crawl
from graph.read.mail import read_mail, read_mhtml
from graph.read.pages import read_page
from graph.read.pdf import read_pdf
from graph.read.plain import read_markdown, read_text
from graph.read.records import read_json, read_lines
from graph.read.source import Found, Source
from graph.read.tables import read_csv, read_excel
from graph.read.word import read_word

_SAMPLE = 1 << 12  # bytes that tell a format
_BOM = b"\xef\xbb\xbf"


class Format(NamedTuple):
    """A format: what its files are called and begin with, and the function that reads it.

    ``begins`` are the first bytes that no other format has; ``text`` says that they only tell
    where the suffix does not. ``holds`` is the file that an archive of this format has in it.
    ``needs`` is the module that must be installed, as ``tifagraph[extra]`` does. ``apart`` formats
    are read by a process of its own (`graph.read.apart`).
    """

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[Source], Iterator[Found]]
    begins: str = ""
    text: bool = False
    holds: str = ""
    needs: str = ""
    extra: str = ""
    apart: bool = True

    @property
    def signed(self) -> bool:
        """Whether all its files begin as no others do."""
        return bool(self.holds or (self.begins and not self.text))


TEXT = Format("text", (".txt",), read_text, apart=False)
_ZIP = Format("ZIP", (".zip",), read_zip, r"PK\x03\x04|PK\x05\x06")
FORMATS = (
    TEXT,
    Format("Markdown", (".md", ".markdown"), read_markdown),
    Format("JSON Lines", (".jsonl", ".ndjson", ".jsonl.gz"), read_lines, apart=False),
    Format(
        "JSON", (".json",), read_json,
        r'\s*(?:\[\s*(?:\{|"[^"]*"\s*[,\]])|\{\s*"(?:[^"\\]|\\.)*"\s*:)',
        text=True, apart=False,
    ),
    Format(
        "HTML", (".html", ".htm", ".xhtml", ".shtml", ".asp", ".aspx", ".jsp", ".php"),
        read_page,
        r"(?i)\s*<(?:!doctype\s+html|!--|\?xml\b|[a-z][a-z0-9]*(?:\s[^<>]*)?/?>)",
        text=True, needs="lxml", extra="html",
    ),
    Format("MHTML", (".mht", ".mhtml"), read_mhtml, needs="lxml", extra="html"),
    Format("EML", (".eml",), read_mail, needs="lxml", extra="html"),
    Format("PDF", (".pdf",), read_pdf, "%PDF-", needs="pypdf", extra="pdf"),
    Format(
        "Word", (".docx", ".docm"), read_word, holds="word/document.xml", needs="docx",
        extra="docx",
    ),
    Format("CSV", (".csv", ".tsv"), read_csv),
    Format(
        "Excel", (".xlsx", ".xlsm"), read_excel, holds="xl/workbook.xml", needs="openpyxl",
        extra="xlsx",
    ),
    Format(
        "EPUB", (".epub",), read_book, holds="META-INF/container.xml", needs="lxml",
        extra="html",
    ),
    Format(
        "WARC", (".warc", ".warc.gz"), read_crawl, r"WARC/\d", needs="warcio", extra="warc"
    ),
    _ZIP,
)  # fmt: skip

# What is no plain text and is not read: by suffix, by the first bytes, and what to try.
_OLD_OFFICE = "旧式 Office 或 WPS 文档", "an old Office or WPS file", "save it as .docx or .xlsx"
_PACKED = "压缩包", "an archive", "unpack it, or pack it as .zip"
_LAYOUT = "版式文档", "a file of fixed layout", "save it as .pdf with its text"
_REFUSED_SUFFIXES = {
    **dict.fromkeys((".doc", ".xls", ".ppt", ".pptx", ".wps", ".et", ".dps", ".rtf"), _OLD_OFFICE),
    **dict.fromkeys((".odt", ".ods", ".pages", ".numbers"), _OLD_OFFICE),
    **dict.fromkeys((".rar", ".7z", ".tar", ".tgz", ".gz", ".bz2", ".xz", ".zst"), _PACKED),
    **dict.fromkeys((".ofd", ".caj", ".djvu"), _LAYOUT),
    ".xml": ("XML", "XML", "save its text alone as .txt, or its records as .jsonl"),
}
_XML = rb"(?i)\s*<\?xml[^>]*>\s*(?!<!doctype\s+html|<html)"
_REFUSED_BYTES = (
    (_XML, _REFUSED_SUFFIXES[".xml"]),
    (rb"\xd0\xcf\x11\xe0|\{\\rtf", _OLD_OFFICE),
    (rb"\x1f\x8b|BZh\d|\xfd7zXZ|\x28\xb5\x2f\xfd|Rar!|7z\xbc\xaf", _PACKED),
    (rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\0|MM\0\*", ("图片", "a picture", "recognise its text")),
)


def suffix_of(name: str) -> str:
    """The suffix in lower case; both where the last one is ``.gz``."""
    suffixes = [suffix.lower() for suffix in PurePath(name).suffixes]
    return "".join(suffixes[-2:] if suffixes[-1:] == [".gz"] else suffixes[-1:])


def by_suffix(name: str) -> Format | None:
    """The format that a file's name tells."""
    suffix = suffix_of(name)
    return next((form for form in FORMATS if suffix in form.suffixes), None)


def unread_suffix(name: str) -> InputError | None:
    """Why a file in a folder or an archive is not read; None where its suffix is of a format."""
    if by_suffix(name):
        return None
    suffix = suffix_of(name) or "(none)"
    return _refused_suffix(name) or InputSkipped(
        f"后缀不是文档 / no document by its suffix {suffix}; "
        "to read it all the same, name the file itself"
    )


def _refused_suffix(name: str) -> InputError | None:
    """Why a file with this suffix is not read, though it may well be a document."""
    advice = _REFUSED_SUFFIXES.get(PurePath(name).suffix.lower())
    return _refusal(advice) if advice else None


def _refusal(advice: tuple[str, str, str]) -> InputError:
    zh, en, remedy = advice
    return InputError(f"是{zh}，读不了 / {en}, which is not read; try: {remedy}")


def is_apart(name: str, stream: BinaryIO) -> bool:
    """Whether a file is one for the process of its own."""
    head = _head(stream)
    return (_by_bytes(head) or by_suffix(name) or TEXT).apart


def read(source: Source) -> Iterator[Found]:
    """The documents of an input, and an error for each part of it that is none."""
    try:
        if source.depth and (unread := unread_suffix(source.where)):
            raise unread
        form, note = _chosen(source.where, source.stream)
        source = replace(source, inner=read)
        yield from form.read(source.noting(note) if note else source)
    except InputError as error:
        yield error.at(source.where)
    except MemoryError:
        raise
    except Exception as error:  # what a library raises on a damaged file is its own choice
        said = f"{type(error).__name__}: {error}".rstrip(": ")
        yield InputError(f"损坏，读不了 / damaged, cannot be read: {said}", source.where)


def _chosen(name: str, stream: BinaryIO) -> tuple[Format, str]:
    """The format of an input, and what to tell where its suffix and its bytes disagree."""
    head = _head(stream)
    told, named = _by_bytes(head), by_suffix(name)
    if told is _ZIP:
        told = _packed(stream)
    form = _decided(name, head, told, named)
    if form.needs and find_spec(form.needs) is None:
        raise InputError(
            f"读 {form.name} 需另装 / reading {form.name} needs a library: "
            f"pip install 'tifagraph[{form.extra}]'"
        )
    if named in (None, form):
        return form, ""
    return form, (
        f"内容是 {form.name}，后缀是 {suffix_of(name)} / "
        f"{form.name} by its bytes, {suffix_of(name)} by its name"
    )


def _decided(name: str, head: bytes, told: Format | None, named: Format | None) -> Format:
    """The format that bytes tell or a suffix names. InputError where it is one not read."""
    packed = suffix_of(name).endswith(".gz") and named is not None
    refused = next((why for begin, why in _REFUSED_BYTES if re.match(begin, head)), None)
    if refused and not packed:
        raise _refusal(refused)
    if told and not told.text:
        return told
    if named is None and (error := _refused_suffix(name)):
        raise error
    if told and (named in (None, TEXT) or named.signed):
        return told
    if named and named.signed and not packed:
        raise InputError(
            f"后缀是 {suffix_of(name)}，内容不是 {named.name} / "
            f"{suffix_of(name)} by its name, not {named.name} by its bytes; get the file anew"
        )
    return named or TEXT


def _head(stream: BinaryIO) -> bytes:
    """The first bytes; of UTF-16 with a mark, those of the same text in UTF-8."""
    head = stream.read(_SAMPLE)
    stream.seek(0)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace").encode()
    return head.removeprefix(_BOM)


def _by_bytes(head: bytes) -> Format | None:
    signed = (form for form in FORMATS if form.begins)
    return next((form for form in signed if re.match(form.begins.encode(), head)), None)


def _packed(stream: BinaryIO) -> Format:
    """Which of the formats that are ZIP archives this is."""
    with opened(stream) as archive:
        names = {name_of(entry) for entry in archive.infolist()}
    stream.seek(0)
    return next((form for form in FORMATS if form.holds in names and form.holds), _ZIP)

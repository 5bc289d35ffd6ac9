"""PDF: the text layer, its lines joined to paragraphs, without running headers and footers."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from typing import TYPE_CHECKING

from graph.model import InputError
from graph.read.source import Found, Source
from graph.read.word import confirmed

if TYPE_CHECKING:
    from pypdf import PdfReader

_EDGE = 2  # lines at the top and at the foot of a page that may run through all pages
_FEWEST_PAGES = 3
_SPARE = 2.5  # characters that a full line may lack: punctuation does not begin a line
_NARROWEST = 12  # characters of a column whose lines can be told to be full
_PAGE_NUMBER = re.compile(
    r"[\s　]*(?:[-—–－·]*\s*\d{1,4}\s*[-—–－·]*|第\s*\d+\s*页.{0,12}|\d+\s*/\s*\d+)[\s　]*$"
)
_OPENS = re.compile(
    r"[\s　]{2,}|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、]"
    r"|第[一二三四五六七八九十百\d]+[章节条编]"
)
_WESTERN = re.compile(r"[A-Za-z0-9,.;:]$")


def read_pdf(source: Source) -> Iterator[Found]:
    """The document of the text layer; pages that are pictures are errors in their place."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    reader = PdfReader(source.stream)
    try:
        if reader.is_encrypted and not reader.decrypt(""):
            raise DependencyError
        pages = [page.extract_text().split("\n") for page in reader.pages]
    except DependencyError:
        raise InputError(
            "有密码 / is encrypted; save a copy without a password: qpdf --decrypt"
        ) from None
    blank = [number for number, page in enumerate(pages, 1) if not "".join(page).strip()]
    if len(blank) == len(pages):
        raise InputError(
            "扫描件，没有文字层 / a scan without a text layer; "
            "recognise its text first: ocrmypdf -l chi_sim FILE FILE"
        )
    text = "\n".join(_paragraphs(_without_running(pages)))
    yield source.document(text, source.stream, title=confirmed(_title(reader), text))
    for number in blank:
        yield InputError(
            "该页没有文字层，是图片或空白 / this page has no text layer: a picture, or blank",
            f"{source.where}:p{number}",
        )


def _title(reader: PdfReader) -> str:
    given = reader.metadata.title if reader.metadata else ""
    return given or ""


def _without_running(pages: Sequence[list[str]]) -> list[list[str]]:
    """The pages' lines without page numbers and without what most pages begin or end with."""
    stripped = [[line.rstrip() for line in page if line.strip()] for page in pages]
    shapes = Counter(shape for page in stripped for shape in {*map(_shape, _edges(page))})
    least = max(_FEWEST_PAGES, (len(stripped) + 1) // 2)
    running = {shape for shape, pages_with in shapes.items() if pages_with >= least}
    return [_inside(page, running) for page in stripped]


def _inside(page: list[str], running: Set[str]) -> list[str]:
    """A page's lines but for those that run through all pages, taken off from the outside."""
    begin, end = 0, len(page)
    while begin < min(_EDGE, end) and _runs(page[begin], running):
        begin += 1
    while end > max(begin, len(page) - _EDGE) and _runs(page[end - 1], running):
        end -= 1
    return page[begin:end]


def _runs(line: str, running: Set[str]) -> bool:
    return _shape(line) in running or bool(_PAGE_NUMBER.match(line))


def _edges(page: list[str]) -> list[str]:
    return [*page[:_EDGE], *page[-_EDGE:]]


def _shape(line: str) -> str:
    """A line without its numbers and blanks: headers count pages, and even ones are set apart."""
    return re.sub(r"\d+|\s", "", line)


def _paragraphs(pages: Sequence[list[str]]) -> Iterator[str]:
    """Lines that the page's width broke are joined, over the end of a page, too."""
    lines = [line for page in pages for line in page]
    widths = sorted(map(_width, lines))
    full = widths[int(len(widths) * 0.9)] - _SPARE if widths else 0
    paragraph = ""
    before = 0.0
    for line in lines:
        if paragraph and (before < max(full, _NARROWEST) or _OPENS.match(line)):
            yield paragraph
            paragraph = ""
        joint = " " if _WESTERN.search(paragraph) and line[:1].isascii() else ""
        paragraph = f"{paragraph}{joint}{line.strip() if paragraph else line}"
        before = _width(line)
    if paragraph:
        yield paragraph


def _width(line: str) -> float:
    """The width in Chinese characters; a Western one takes half."""
    return sum(1 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in line)

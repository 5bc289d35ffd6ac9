"""Word documents: paragraphs, headings and tables in their order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from graph.read.archives import check_packed
from graph.read.source import Found, Source

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_BLANK = "　"
_HEAD_LINES = 10
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TEXT = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_HELD = (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml", f"{_W}smartTag")


def read_word(source: Source) -> Iterator[Found]:
    """The text as it reads with all changes accepted; a table's row is a line.

    The title of the properties counts only where the text's head has it: most are those of the
    document that this one was copied from. So do dates not at all.
    """
    from docx import Document

    check_packed(source.stream)
    document = Document(source.stream)
    text = "\n".join(_lines(document.element.body))
    yield source.document(
        text, source.stream, title=confirmed(document.core_properties.title or "", text)
    )


def confirmed(title: str, text: str) -> str:
    """The title that a file's properties give, where the head of the text has it; else ''."""
    title = title.strip()
    return title if title and title in text.split("\n")[:_HEAD_LINES] else ""


def _lines(element: Element) -> Iterator[str]:
    """The lines of what holds paragraphs and tables: the body, a cell, a content control."""
    for child in element:
        if child.tag == f"{_W}p":
            yield "".join(_text(child))
        elif child.tag == f"{_W}tbl":
            for row in _children(child, f"{_W}tr"):
                yield from _row(row)
        elif child.tag in _HELD:
            yield from _lines(child)


def _children(element: Element, tag: str) -> Iterator[Element]:
    """The rows of a table, or the cells of a row, also those within a content control."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _HELD:
            yield from _children(child, tag)


def _row(row: Element) -> Iterator[str]:
    """A row as a line, unless a cell of it holds several: that is a table for the layout."""
    cells = [[line for line in _lines(cell) if line.strip()] for cell in _children(row, f"{_W}tc")]
    if all(len(lines) < 2 for lines in cells):
        yield _BLANK.join(line.strip() for lines in cells for line in lines)
    else:
        for lines in cells:
            yield from lines


def _text(element: Any) -> Iterator[str]:
    """The text of a paragraph with what was inserted and without what was deleted."""
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag != _FALLBACK:
            line_end = "\n" if child.tag == f"{_W}p" else ""  # a paragraph of a text box
            yield line_end or _TEXT.get(child.tag, "")
            yield from _text(child)
            yield line_end

"""HTML as lines: a paragraph, heading, item, row or line break begins one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_BLANK = "　"  # between the cells of a row, as Chinese tables are set in text
_SILENT = (
    "script", "style", "head", "template", "noscript", "svg", "select", "textarea", "button", "rt",
    "rp",
)  # fmt: skip
_BLOCKS = (
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
)  # fmt: skip
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def tree_of(markup: str) -> Any:
    """The tree of a page or a part of one; its declared encoding no longer counts."""
    from lxml import html

    text = _DECLARATION.sub("", markup).replace("\0", "")
    return html.document_fromstring(text if text.strip() else "<p></p>")


def lines_of(element: Any) -> list[str]:
    """The lines of an element that are not blank."""
    lines = "".join(_pieces(element)).split("\n")
    return [line for line in map(_plain, lines) if line]


def text_of(markup: str) -> str:
    """The text of a page that is nothing but text: a chapter, a message."""
    return "\n".join(lines_of(tree_of(markup)))


def _plain(line: str) -> str:
    return re.sub(r"[ \t\r\f\v\xa0\u2002-\u200a]+", " ", line).strip()


def _pieces(element: Any) -> Iterator[str]:
    """Pieces of text, a line end before and after each block."""
    if element.tag in _SILENT or not isinstance(element.tag, str):
        return
    if element.tag == "tr" and (cells := _row(element)):
        yield f"\n{_BLANK.join(cells)}\n"
        return
    if element.tag == "pre":
        yield f"\n{''.join(element.itertext())}\n"
        return
    block = "\n" if element.tag in _BLOCKS else ""
    yield block
    yield _unbroken(element.text)
    for child in element:
        yield from _pieces(child)
        yield _unbroken(child.tail)
    yield block


def _row(row: Any) -> list[str]:
    """The cells of a row of data; none where a cell has several lines: that is for the layout."""
    cells = [lines_of(cell) for cell in row.iterchildren("td", "th")]
    return [] if any(len(lines) > 1 for lines in cells) else [c for lines in cells for c in lines]


def _unbroken(text: str | None) -> str:
    """Text whose own line ends mean nothing; between Chinese characters not even a blank."""
    return re.sub(r"(?<![\x00-\x7f])\s*\n\s*(?=[^\x00-\x7f])|\s*\n\s*", _joint, text or "")


def _joint(found: re.Match[str]) -> str:
    around = found.string[: found.start()][-1:] + found.string[found.end() :][:1]
    return "" if len(around) == 2 and not around.isascii() else " "

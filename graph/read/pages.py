"""Saved web pages: the main text, and what the page's own metadata say of it.

Menus, scripts, comments, links to other articles and footers are no part of what a page says. The
main text is the smallest part of the page in which nearly all sentences stand: punctuation that is
not in a link, since menus and lists of headlines have none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from graph.model import InputError
from graph.read.fields import plausible_day
from graph.read.markup import lines_of, tree_of
from graph.read.source import Found, Source

# Metadata in the order they are trusted: the names that government sites must use come first.
_META = {
    "title": ("articletitle", "og:title", "dc.title"),
    "issued": ("pubdate", "article:published_time", "publishdate", "og:published_time", "dc.date"),
    "publisher": ("contentsource", "source", "dc.publisher", "og:site_name"),
    "source": ("url", "og:url"),
}
_FURNITURE = (
    "comment", "pinglun", "xgyd", "xgwz", "related", "recommend", "share", "fenxiang", "bread",
    "crumb", "position", "dqwz", "nav", "menu", "footer", "copyright", "banquan", "sidebar",
)  # fmt: skip
"""Parts of the classes and identifiers of what is not the text."""
_CODE = ("script", "style", "noscript", "template", "iframe")
_BESIDE = ("nav", "footer", "aside")
_PARTS = ("body", "div", "article", "section", "main", "td", "center")
"""What can be the part of a page that holds its text."""

_PUNCTUATION = re.compile("[，。；：、！？“”《》]")
_NEARLY_ALL = 0.8
_LINKED = 0.7  # of a block's characters, above which it is a list of links
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_SITE = re.compile(r"\s*[-_|—–]+\s*[^-_|—–]{2,30}$")
"""The name of the site after a title: …会议召开_澄州市人民政府."""
_BYLINE = re.compile(
    r"(?:\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?\s*(?:$|(?=来源)))?"
    r"(?:$|(?:来源|发(?:布|文)(?:机构|机关|时间|日期)|印发日期|成文日期)\s*[：:]|(?:时间|日期)\s*[：:]\s*\d{4})"
)
_LONGEST_BYLINE = 100
_HEAD_LINES = 4  # of a main text, among which title and byline may stand
_USELESS = re.compile(
    r"您?(?:现在|当前)?(?:所在)?的?位置\s*[：:]|分享到|[\[【]?(?:打印|关闭|返回顶部|收藏|字号|字体)"
    r"|(?:主办|承办|技术支持)(?:单位)?[：:]|版权所有|网站地图|.{0,20}(?:ICP备|公网安备)|[上下]一[篇条]"
)
_OTHERS = re.compile(
    r"(?:(?:网友|最新|热门|精彩|全部)?评论(?:区|列表)?(?:[（(]?\d+[）)]?)?"
    r"|(?:相关|延伸|推荐)(?:阅读|链接|新闻|报道|文章|专题))[：:]?"
)
"""The heading over what others say, and over other pages."""
_TOOLS = re.compile(r"\s*[\[【]?(?:字号|字体|打印|浏览|点击|阅读|分享)[^：:]{0,6}[：:]?.*$")


def read_page(source: Source) -> Iterator[Found]:
    """The main text of a saved page under its title and the line that tells its date."""
    data = source.whole()
    text, source = source.text(data)
    tree = tree_of(text)
    fields = _fields(tree)
    _prune(tree)
    told = [] if fields["issued"] and fields["publisher"] else _bylines(tree)
    lines = [line for line in lines_of(_main(tree)) if not _is_useless(line)]
    if not lines:
        raise InputError("网页里没有正文 / the page has no main text, only links or pictures")
    head = [line for line in (fields["title"], *told) if line]
    rest = [line for at, line in enumerate(lines) if at > _HEAD_LINES or not _is_head(line, head)]
    yield source.document("\n".join([*head, *rest]), data, **fields)


def _is_useless(line: str) -> bool:
    return bool(_USELESS.match(line) or _OTHERS.fullmatch(line))


def _is_head(line: str, head: list[str]) -> bool:
    return line in head or bool(len(line) <= _LONGEST_BYLINE and _BYLINE.match(line))


def _fields(tree: Any) -> dict[str, str]:
    given: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").strip().lower()
        given.setdefault(name, (meta.get("content") or "").strip())
    found = {
        field: next((given[name] for name in names if given.get(name)), "")
        for field, names in _META.items()
    }
    found["title"] = found["title"] or _heading(tree)
    found["issued"] = plausible_day(found["issued"])
    if not found["source"]:
        links = tree.xpath('//link[@rel="canonical"]/@href')
        found["source"] = links[0].strip() if links else ""
    if not found["source"].startswith(("http://", "https://")):
        found["source"] = ""
    return found


def _heading(tree: Any) -> str:
    """The heading that the page's title names; else its one heading of the first rank.

    A title without the site's name, if there is neither: the first rank may be that of the site.
    """
    title = " ".join((tree.findtext(".//title") or "").split())
    own = _SITE.sub("", title)
    named = [" ".join(lines_of(heading)) for heading in tree.iter("h1", "h2", "h3")]
    first = {" ".join(lines_of(heading)) for heading in tree.iter("h1")} - {""}
    of_page = [heading for heading in first if heading not in title[len(own) :]]
    return next(
        (heading for heading in named if own and own in heading),
        of_page[0] if len(of_page) == 1 else own,
    )


def _prune(tree: Any) -> None:
    """Take out what is not the text by its tag, its name or its links.

    Names deceive: what has half of the page's punctuation is the text, whatever it is called.
    """
    _drop(tree, lambda element: element.tag in _CODE)
    half = _marks(tree) / 2
    _drop(tree, lambda element: _is_furniture(element) and _marks(element) <= half)


def _drop(tree: Any, unwanted: Callable[[Any], bool]) -> None:
    for element in list(tree.iter()):
        plain = isinstance(element.tag, str) and element.tag not in ("html", "body", "head")
        if plain and element.getparent() is not None and unwanted(element):
            element.drop_tree()


def _is_furniture(element: Any) -> bool:
    if element.tag in _BESIDE or _is_links(element):
        return True
    if element.tag in ("div", "section", "ul", "dl") and _OTHERS.fullmatch(_beginning(element)):
        return True
    name = f"{element.get('class', '')} {element.get('id', '')}".lower()
    hidden = _HIDDEN.search(element.get("style", ""))
    return bool(hidden) or any(word in name for word in _FURNITURE)


def _beginning(element: Any) -> str:
    """The first words of an element."""
    return next((text for piece in element.itertext() if (text := piece.strip())), "")


def _is_links(element: Any) -> bool:
    """Whether a block is a list of links: a menu, a path, headlines of other pages."""
    links = element.findall(".//a") if element.tag in ("ul", "ol", "dl", "div", "table") else ()
    if len(links) < 2:
        return False
    linked = sum(_length("".join(link.itertext())) for link in links)
    return linked > _LINKED * _length("".join(element.itertext()))


def _length(text: str) -> int:
    """The characters of a text but for blanks and the dates beside headlines."""
    return len(re.sub(r"[\s\d/:.()\[\]-]", "", text))


def _bylines(tree: Any) -> list[str]:
    """The lines that tell who published the page and when, which often stand outside its text."""
    found: list[str] = []
    for element in tree.iter("div", "p", "span", "td", "li", "h5", "h6"):
        line = _TOOLS.sub("", " ".join(lines_of(element)))
        known = not line or any(line in other for other in found)
        if not known and len(line) <= _LONGEST_BYLINE and _BYLINE.match(line):
            found.append(line)
    return found[:_HEAD_LINES]


def _main(tree: Any) -> Any:
    """The smallest part of the page that has nearly all its punctuation."""
    body = tree if tree.tag == "body" else tree.find(".//body")
    body = tree if body is None else body
    least = _NEARLY_ALL * _marks(body)
    return next(
        (part for part in reversed(list(body.iter(*_PARTS))) if _marks(part) >= max(1, least)), body
    )


def _marks(element: Any) -> int:
    """The marks of punctuation in an element, those in links not counted."""
    linked = sum(len(_PUNCTUATION.findall("".join(link.itertext()))) for link in element.iter("a"))
    return len(_PUNCTUATION.findall("".join(element.itertext()))) - linked

"""EPUB: a document a chapter, in the order of the book."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from posixpath import normpath
from urllib.parse import unquote
from xml.etree import ElementTree
from zipfile import ZipFile, ZipInfo

from graph.model import InputError
from graph.read.archives import check_packed, member, name_of, opened
from graph.read.fields import plausible_day
from graph.read.markup import text_of
from graph.read.source import Found, Source, stem

_CONTAINER = "META-INF/container.xml"
_DC = "{http://purl.org/dc/elements/1.1/}"
_OPF = "{http://www.idpf.org/2007/opf}"


def read_book(source: Source) -> Iterator[Found]:
    """The chapters that have text; the book's publisher is that of each."""
    check_packed(source.stream)
    with opened(source.stream) as archive:
        entries = {name_of(entry): entry for entry in archive.infolist()}
        package, chapters = _package(archive, entries)
        publisher = (package.findtext(f".//{_DC}publisher") or "").strip()
        issued = plausible_day(package.findtext(f".//{_DC}date") or "")
        some = False
        for name in chapters:
            if name not in entries:
                yield InputError("书中缺这一章 / the book lacks it", f"{source.where}/{name}")
                continue
            data = member(archive, entries[name])
            markup, chapter = source.text(data)
            text = text_of(markup)
            if text:
                some = True
                yield chapter.document(
                    text, data, PurePosixPath(stem(name)).name, publisher=publisher, issued=issued
                )
    if not some:
        raise InputError("没有文字 / empty: there is no text in it")


def _package(
    archive: ZipFile, entries: dict[str, ZipInfo]
) -> tuple[ElementTree.Element, list[str]]:
    """The book's own description, and the names of its chapters in order."""
    try:
        container = ElementTree.fromstring(archive.read(_CONTAINER))
        rootfile = next(e for e in container.iter() if e.tag.endswith("}rootfile"))
        path = rootfile.attrib["full-path"]
        package = ElementTree.fromstring(member(archive, entries[path]))
        items = {item.attrib["id"]: item.attrib["href"] for item in package.iter(f"{_OPF}item")}
        spine = [items[ref.attrib["idref"]] for ref in package.iter(f"{_OPF}itemref")]
    except (KeyError, StopIteration, ElementTree.ParseError) as error:
        raise InputError(f"电子书损坏 / a damaged EPUB: {error!r}") from None
    folder = PurePosixPath(path).parent
    return package, [normpath((folder / unquote(href)).as_posix()) for href in spine]

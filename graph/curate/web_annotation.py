"""W3C Web Annotations → marks and relations; `graph.export.web_annotation` tells their form."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from graph.curate.values import Found, Mark, Related, known_relation, known_type, quoted
from graph.identity import plain
from graph.model import InputError
from graph.rdf import RELATION_OF


def read_web_annotation(path: Path, content: str, text: str) -> Found:
    """The annotations of a text. InputError names the one that cannot be read."""
    try:
        items = json.loads(content)["items"]
    except (ValueError, LookupError, TypeError) as error:
        raise InputError(
            f"不是 Web Annotation / no page of annotations: {error}", str(path)
        ) from None
    marks, related = [], []
    for item in items:
        where = f"{path} {item.get('id', '')}" if isinstance(item, dict) else str(path)
        try:
            if item["motivation"] == "identifying":
                marks.append(_mark(item, text, where))
            elif item["motivation"] == "linking":
                related.append(_related(item, where))
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            raise InputError(
                f"标注缺项或有误 / incomplete annotation: {type(error).__name__} {error}", where
            ) from error
    return Found(tuple(sorted(marks)), tuple(sorted(related)))


def _mark(item: dict[str, Any], text: str, where: str) -> Mark:
    body = item["body"]
    begin, end = _span(item)
    quotes = [s["exact"] for s in item["target"]["selector"] if s["type"] == "TextQuoteSelector"]
    for quote in quotes:
        quoted(text, begin, end, quote, where)
    type = known_type(body["type"].removeprefix("tg:"), where)
    return Mark(begin, end, type, plain(body["id"]), body.get("label") or text[begin:end])


def _related(item: dict[str, Any], where: str) -> Related:
    said = item["body"]
    predicate = said["rdf:predicate"]["id"]
    relation = known_relation(RELATION_OF.get(predicate, predicate), where)
    value = said["rdf:object"]
    name = value["@value"] if "@value" in value else value["label"]
    return Related(_span(item)[0], said["rdf:subject"]["label"], relation, name)


def _span(item: dict[str, Any]) -> tuple[int, int]:
    position = next(s for s in item["target"]["selector"] if s["type"] == "TextPositionSelector")
    return int(position["start"]), int(position["end"])

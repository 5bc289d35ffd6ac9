"""Corrected documents → gold (`graph.evaluate.gold`) with their texts, for `tifagraph evaluate`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from graph.curate.values import Corrected, Mark, Related
from graph.files import refusal, replacing
from graph.model import StoreError


def write_gold(item: Corrected, folder: Path) -> None:
    """Write ``NAME.yaml`` and ``NAME.txt``. StoreError when they cannot be written."""
    content = yaml.safe_dump(
        _gold(item), allow_unicode=True, sort_keys=False, default_flow_style=None, width=1 << 16
    )
    for suffix, text in ((".txt", item.document.text), (".yaml", content)):
        path = folder / f"{item.document.id}{suffix}"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with replacing(path) as file:
                file.write(text.encode())
        except OSError as error:
            raise StoreError(refusal(path, error)) from error


def _gold(item: Corrected) -> dict[str, Any]:
    """The values of a gold file; without relations where the annotation cannot hold any."""
    document, (marks, related) = item
    entities = _entities(document.text, marks)
    gold = {"doc": document.id, "entities": entities}
    if related is None:
        return gold
    keys = {row["name"]: key for key, row in reversed(entities.items())}
    return {
        **gold,
        "relations": [list(row) for row in dict.fromkeys(_relations(related, keys))],
        "directives": [r.object for r in related if r.relation == "directive"],
    }


def _entities(text: str, marks: tuple[Mark, ...]) -> dict[str, dict[str, Any]]:
    """The entities in the order of the text, each with where it stands."""
    found: dict[tuple[str, str], list[Mark]] = {}
    for mark in marks:
        if mark.type != "Directive":
            found.setdefault((mark.type, mark.reference or mark.name), []).append(mark)
    return {
        f"e{number}": {
            "type": same[0].type,
            "name": same[0].name,
            "surfaces": list(dict.fromkeys(text[mark.begin : mark.end] for mark in same)),
            "spans": [[mark.begin, mark.end] for mark in same],
        }
        for number, same in enumerate(found.values(), 1)
    }


def _relations(
    related: tuple[Related, ...], keys: dict[str, str]
) -> Iterator[tuple[str, str, str]]:
    """Rows of a relation and its ends: the key of an entity, or a name or text that is none."""
    for _, subject, relation, value in related:
        if relation != "directive":
            yield relation, keys.get(subject, subject), keys.get(value, value)

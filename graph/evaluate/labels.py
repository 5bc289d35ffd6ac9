"""What the rows of scores are called in both languages, set in columns of a terminal."""

from __future__ import annotations

from rich.cells import cell_len

from graph.rdf import RELATIONS, ontology

_LEVELS = {"entity": "实体", "name": "名称", "relation": "关系"}
_OUTCOMES = {"missed": "漏", "spurious": "多", "unresolved": "未定"}


def row_label(row: str) -> str:
    """``relation attendee`` → ``关系 relation 出席 attendee``."""
    level, kind = row.split(" ")
    label = "合计" if kind == "ALL" else ontology.label(RELATIONS.get(kind, f"tg:{kind}"))
    return f"{_LEVELS[level]} {level} {label} {kind}"


def outcome_label(outcome: str) -> str:
    """``missed`` → ``漏 missed``."""
    return f"{_OUTCOMES[outcome]} {outcome}"


def padded(text: str, width: int) -> str:
    """The text with blanks up to a width in columns; Han take two."""
    return text + " " * (width - cell_len(text))

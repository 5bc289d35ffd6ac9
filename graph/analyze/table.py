"""A study as rows, one a slogan, for a table, a spreadsheet or JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import pyoxigraph as ox

from graph.analyze.corpus import LEVELS
from graph.analyze.slogans import Moment, Study, Usage
from graph.query import Rows
from graph.rdf import expand

Cell: TypeAlias = str | int | float | None
_INTEGER = ox.NamedNode(expand("xsd:integer"))
_DECIMAL = ox.NamedNode(expand("xsd:decimal"))


def rows(study: Study) -> Rows:
    """One row a slogan: its counts with their denominators, first and last use, kin, spread."""
    table = [_row(study, usage) for usage in study.slogans]
    columns = list(_row(study, study.slogans[0])) if table else ["slogan"]
    return Rows(columns, [[_term(cell) for cell in row.values()] for row in table])


def _row(study: Study, usage: Usage) -> dict[str, Cell]:
    replaced = [item.new for item in study.replacements if item.old == usage.slogan]
    replaces = [item.old for item in study.replacements if item.new == usage.slogan]
    cells: dict[str, Cell] = {
        "slogan": usage.slogan,
        "documents": usage.documents,
        "of_documents": study.documents,
        "share": round(usage.share, 4),
        "tier": f"{usage.tier.zh} {usage.tier.en}",
        "trend": usage.trend,
        "sentences": usage.sentences,
        **_use("first", usage.first),
        **_use("last", usage.last),
        "members": "；".join(usage.members),
        "variants": "；".join(usage.variants),
        "replaces": "；".join(replaces),
        "replaced_by": "；".join(replaced),
        "companions": _counted(usage.companions),
        "levels": _counted({level or "unknown": n for level, n in usage.levels.items()}),
        "places": _counted(usage.places),
    }
    for level in filter(None, LEVELS):
        cells[f"first_{level}"] = usage.spread.get(level)
        cells[f"days_{level}"] = usage.lag(level)
    for period, documents in study.periods.items():
        cells[period] = usage.periods[period]
        cells[f"of_{period}"] = documents
    return cells


def _use(name: str, moment: Moment | None) -> dict[str, Cell]:
    columns = [name, f"{name}_speaker", f"{name}_document", f"{name}_sentence"]
    if moment is None:
        return dict.fromkeys(columns)
    told = (moment.date, "；".join(moment.speakers), moment.document, moment.sentence)
    return dict(zip(columns, told, strict=True))


def _counted(counts: Mapping[str, int]) -> str:
    return "；".join(f"{name} {count}" for name, count in counts.items())


def _term(cell: Cell) -> ox.Literal | None:
    if cell is None:
        return None
    if isinstance(cell, str):
        return ox.Literal(cell)
    return ox.Literal(str(cell), datatype=_INTEGER if isinstance(cell, int) else _DECIMAL)

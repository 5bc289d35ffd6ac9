"""An answer as a person asked for it: columns in the order of the query, called in Chinese, too."""

from __future__ import annotations

import re

from graph.query.limits import MAX_MEMORY_BYTES
from graph.query.names import Source
from graph.query.query import Given, named, query_meant, run
from graph.query.results import Rows, Triples
from graph.query.tables import column_labels

_SELECT_ALL = re.compile(r"\bselect\s+(?:(?:distinct|reduced)\s+)?(\*)?", re.IGNORECASE)
_VARIABLE = re.compile(r"[?$](\w+)")


def presented(
    store: Source,
    query: str,
    *,
    timeout: float | None,
    memory: int = MAX_MEMORY_BYTES,
    **given: Given,
) -> Rows | bool | Triples:
    """Answer a query as `run` does, for people."""
    answer = run(store, query, timeout=timeout, memory=memory, **given)
    if not isinstance(answer, Rows):
        return answer
    meant = query_meant(query)
    labels = column_labels() if named().get(meant.name) is meant else {}
    places = _places(answer.columns, meant.text)
    return Rows(
        [answer.columns[place] for place in places],
        [[terms[place] for place in places] for terms in answer.terms],
        labels,
    )


def _places(columns: tuple[str, ...], text: str) -> list[int]:
    """The order of the columns: of ``SELECT *`` that of the query, where Oxigraph has them by the
    alphabet."""
    select = _SELECT_ALL.search(text)
    if not (select and select[1]):
        return list(range(len(columns)))
    asked = list(dict.fromkeys(_VARIABLE.findall(text, select.end())))
    return sorted(range(len(columns)), key=lambda place: asked.index(columns[place]))

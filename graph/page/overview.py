"""What the documents of a scope have in common: their number, dates, place and publisher."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from graph.page.evidence import Queryable, rows
from graph.page.scope import labels


def overview(store: Queryable, within: frozenset[str] | None) -> dict[str, Any]:
    """The number of documents, their first and last date, and what most of them have in common:
    place and publisher."""
    facts: dict[str, dict[str, str]] = defaultdict(dict)
    query = """SELECT ?d ?p ?v { ?d a tg:Document ; ?p ?v
        FILTER(?p IN (dcterms:issued, dcterms:publisher, tg:place, dcterms:identifier)) }"""
    for row in rows(store, query):
        if within is None or row["d"].value in within:
            facts[row["d"].value][row["p"].value.rpartition("/")[2]] = row["v"].value
    main = _main(found.get("ontology#place", "") for found in facts.values())
    days = sorted(found["issued"] for found in facts.values() if "issued" in found)
    return {
        "documents": len(facts),
        "first": days[0] if days else "",
        "last": days[-1] if days else "",
        "place": labels(store, [main]).get(main, "") if main else "",
        "publisher": _main(found.get("publisher", "") for found in facts.values()),
    }


def _main(values: Iterable[str]) -> str:
    """The value of more than half of the documents, or ''."""
    found = Counter(values)
    ranked = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    return ranked[0][0] if ranked and 2 * ranked[0][1] > found.total() else ""

"""The tenures of persons: given, held and left posts, with their dates as far as told."""

from __future__ import annotations

from collections import defaultdict

from graph.page.evidence import Graph, Queryable, document_of, each


def add_tenures(store: Queryable, graph: Graph, within: frozenset[str] | None) -> None:
    """Add to each person the tenures that these documents tell, in the order of their dates."""
    query = """SELECT ?t ?w ?o ?s ?f ?u ?g { VALUES ?w { %s }
        GRAPH ?g { ?t org:member ?w } ?t tg:post ?o ; tg:status ?s
        OPTIONAL { ?t tg:since ?f } OPTIONAL { ?t tg:until ?u } }"""
    persons = [node for node, data in graph.nodes(data=True) if data["type"] == "Person"]
    found: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for row in each(store, query, persons):
        told = [row[name].value if row[name] else "" for name in "wtosfu"]
        if row["o"].value in graph and (within is None or document_of(row["g"].value) in within):
            found[tuple(told)].add(row["g"].value)
    for (who, _, *told), said in sorted(found.items()):
        graph.nodes[who]["tenures"].append((*told, sorted(said)))
    for person in persons:
        graph.nodes[person]["tenures"].sort(key=lambda told: (told[2] or told[3], told))

"""Who a dateline names: 央视网消息（新闻联播）：, 本报讯（记者 …）, 新华社北京5月3日电.

These say where a document comes from, and not what it tells of.
"""

from __future__ import annotations

from collections import defaultdict

from graph.lexicon import Pattern, default
from graph.page.evidence import Queryable, begin_of, each, rows
from graph.rdf import literal

_DATELINE = Pattern(
    "^[^，。；！？：“”《》]{1,20}?{dispatch_word}(?:[（(][^）)]{0,60}[）)]|[：:　 ])"
)


def credits(store: Queryable) -> dict[str, list[str]]:
    """Entity → the sentence of each of its mentions that stand in a dateline."""
    dateline = _DATELINE.of(default())
    query = f"""SELECT ?g ?v {{ ?g nif:anchorOf ?v ; dcterms:isPartOf ?d
        FILTER REGEX(?v, {literal(dateline.pattern)}) }}"""
    end: dict[str, int] = {}
    for row in rows(store, query):
        if head := dateline.match(row["v"].value):
            end[row["g"].value] = begin_of(row["g"].value) + head.end()
    found: dict[str, list[str]] = defaultdict(list)
    named = """SELECT ?e ?g ?b { VALUES ?g { %s } ?m nif:sentence ?g ; nif:beginIndex ?b ;
        itsrdf:taIdentRef ?e }"""
    for row in each(store, named, end):
        if int(row["b"].value) < end[row["g"].value]:
            found[row["e"].value].append(row["g"].value)
    return found

"""What is known of an entity beside its name, by which a row of a table tells namesakes apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import pyoxigraph as ox

from graph.match.index import formed
from graph.rdf import expand
from graph.store import Store

CONTEXT = {
    "post": ("职务", "post"),
    "organization": ("机构", "organisation"),
    "place": ("地点", "place"),
}
"""What may be told beside a name, with its labels in Chinese and English."""

_KNOWN = """SELECT DISTINCT ?it ?what ?name {
  VALUES ?it { %s }
  { ?it org:holds ?x BIND ("post" AS ?what) }
  UNION { ?it org:holds?/org:postIn/org:subOrganizationOf* ?x BIND ("organization" AS ?what) }
  UNION { ?it org:subOrganizationOf+|tg:issuer|tg:organizer ?x BIND ("organization" AS ?what) }
  UNION { ?it org:holds?/org:postIn?/org:subOrganizationOf*/tg:jurisdiction ?x
    BIND ("place" AS ?what) }
  UNION { ?it tg:place|schema:containedInPlace ?x BIND ("place" AS ?what) }
  ?x rdfs:label|skos:altLabel ?name
}"""
_CLASSES = "SELECT ?it ?type { VALUES ?it { %s } ?it a ?type }"
_LEAST = 2  # a name of one character is contained in too many


def known(store: Store, iris: Iterable[str]) -> Mapping[str, Mapping[str, set[str]]]:
    """For each entity the forms of the names of its posts, organs and places."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    terms = " ".join(str(ox.NamedNode(iri)) for iri in iris)
    rows = store.query(_KNOWN % terms)
    assert isinstance(rows, ox.QuerySolutions)
    for row in rows:
        it, what, name = (str(getattr(term, "value", "")) for term in row)
        found[it][what].add(formed(name))
    for told in found.values():  # 青芦县 is told by 青芦县委书记, too
        told["place"] |= told["post"] | told["organization"]
        told["organization"] |= told["post"]
    return found


def classes(store: Store, iris: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The local names of the classes of each entity, in the order given."""
    found: dict[str, list[str]] = {iri: [] for iri in iris}
    rows = store.query(_CLASSES % " ".join(str(ox.NamedNode(iri)) for iri in iris))
    assert isinstance(rows, ox.QuerySolutions)
    for it, kind in rows:
        if isinstance(it, ox.NamedNode) and isinstance(kind, ox.NamedNode):
            found[it.value].append(kind.value.removeprefix(expand("tg:")))
    return {iri: tuple(sorted(kinds)) for iri, kinds in found.items()}


def agrees(value: str, names: Iterable[str]) -> bool:
    """Whether a value is one of these names, a part of one, or holds one: 县委书记, 青芦县."""
    form = formed(value)
    return any(
        form == name or (min(len(form), len(name)) >= _LEAST and (form in name or name in form))
        for name in names
    )

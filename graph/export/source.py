"""What is exported: a graph, the layer of it that is asked for, and what is said of the whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, TypeAlias, TypedDict, cast

import pyoxigraph as ox

from graph.model import Document, StoreError
from graph.rdf import document_iri
from graph.store import Store

Layer: TypeAlias = Literal["all", "entities", "evidence"]


class Options(TypedDict, total=False):
    """What a `Source` may be given besides its graph."""

    layer: Layer
    title: str
    licence: str
    published: str


def _no_texts() -> Iterator[Document]:
    raise StoreError(
        "图中没有原文 / the graph keeps no texts: export from the folder of `tifagraph build`"
    )


@dataclass
class Source:
    """A graph to be exported.

    ``layer`` are the lines that RDF formats get: ``entities`` persons to tenures and what is said
    of them, ``evidence`` documents, sentences, mentions and the sentences' graphs. ``texts`` gives
    the documents as they were read. ``title``, ``licence`` (an address) and ``published`` (a date)
    describe the whole. Writers count what they write in ``counts``.
    """

    store: Store
    layer: Layer = "all"
    texts: Callable[[], Iterator[Document]] = _no_texts
    title: str = ""
    licence: str = ""
    published: str = ""
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def described(self) -> bool:
        """Whether anything is given that describes the whole."""
        return bool(self.title or self.licence or self.published)

    @cached_property
    def base(self) -> str:
        """The namespace of the graph's IRIs; empty if it has no documents."""
        return base_of(self.store)

    def lines(self, layer: Layer = "all") -> Iterator[bytes]:
        """The sorted N-Quads lines of a layer.

        Evidence is what has a document, sentence or mention for its subject or a sentence for its
        graph; no statement about an entity ends in one of these otherwise.
        """
        text = f"<{self.base}document/".encode()
        for line in self.store.lines():
            evident = line.startswith(text) or line[line.rfind(b" <") + 1 :].startswith(text)
            if layer == "all" or evident == (layer == "evidence"):
                yield line

    def rows(self, sparql: str, **given: str) -> ox.QuerySolutions:
        """The answers of a SELECT query; ``given`` are IRIs for its variables."""
        terms = {ox.Variable(name): ox.NamedNode(iri) for name, iri in given.items()}
        return cast("ox.QuerySolutions", self.store.query(sparql, terms))


def base_of(store: Store) -> str:
    """The namespace that the graph's IRIs were minted in, seen from a document's; empty if none."""
    found = store.query(
        "SELECT ?document ?id WHERE { ?document a tg:Document ; dcterms:identifier ?id } LIMIT 1"
    )
    assert isinstance(found, ox.QuerySolutions)
    for document, identifier in found:
        full, tail = document.value, document_iri("", identifier.value)
        if full.endswith(tail):
            return str(full[: -len(tail)])
    return ""

"""RDF terms as N-Quads text: namespaces, IRIs minted from names, literals.

The build writes lines, not objects: a term is the string that stands for it in N-Quads (W3C RDF
1.1 N-Quads), so a graph is a set of lines and its union, order and bytes are those of strings.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote

TG = "https://w3id.org/tifagraph/ontology#"
BASE = "https://w3id.org/tifagraph/id/"

PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "itsrdf": "http://www.w3.org/2005/11/its/rdf#",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "tg": TG,
    "time": "http://www.w3.org/2006/time#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def expand(curie: str) -> str:
    """``org:holds`` → the full IRI. KeyError for an unknown prefix."""
    prefix, _, local = curie.partition(":")
    return PREFIXES[prefix] + local


def iri(curie: str) -> str:
    """``org:holds`` → the N-Quads term."""
    return f"<{expand(curie)}>"


_PLAIN = frozenset("-_.~·")


def _iri_char(char: str) -> str:
    category = unicodedata.category(char)[0]
    if char in _PLAIN or category in "LNM" or (ord(char) > 0x7F and category in "PS"):
        return char
    if category == "Z":
        return "_"
    return quote(char.encode("utf-8", "replace"), safe="")


@lru_cache(maxsize=1 << 16)
def slug(name: str) -> str:
    """A name as the last part of an IRI: readable, reversible but for spaces, valid per RFC 3987.

    Letters, digits and non-ASCII punctuation stay, spaces become ``_``, ASCII reserved characters
    and invisible ones are percent-encoded; ``.`` and ``..`` cannot arise, as a lone dot is encoded.
    """
    text = "".join(map(_iri_char, unicodedata.normalize("NFC", name)))
    return text if text.strip(".") else text.replace(".", "%2E")


def entity_iri(base: str, kind: str, key: str) -> str:
    """``Person``, ``马卫光`` → ``<https://…/person/马卫光>``."""
    return f"<{base}{kind.lower()}/{slug(key)}>"


def document_iri(base: str, identifier: str) -> str:
    """The document's IRI without brackets; the identifier's ``/`` stay."""
    return f"{base}document/" + "/".join(slug(part) for part in identifier.split("/"))


_ESCAPES = {
    '"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f",
}  # fmt: skip
_SPECIAL = re.compile('["\\\\\x00-\x1f\x7f]')


def _escape(match: re.Match[str]) -> str:
    char = match.group()
    return _ESCAPES.get(char) or f"\\u{ord(char):04X}"


def literal(value: str, datatype: str = "", language: str = "") -> str:
    """A literal in canonical N-Quads; ``datatype`` is a CURIE, left out for xsd:string."""
    text = '"' + _SPECIAL.sub(_escape, value) + '"'
    if language:
        return f"{text}@{language}"
    return f"{text}^^{iri(datatype)}" if datatype else text


def date_literal(value: str) -> str:
    """``2020-04-21`` → xsd:date, ``--04-21`` → xsd:gMonthDay."""
    return literal(value, "xsd:gMonthDay" if value.startswith("--") else "xsd:date")

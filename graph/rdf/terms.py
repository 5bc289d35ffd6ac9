"""RDF terms as N-Quads text: namespaces, IRIs minted from names, literals.

The build writes lines, not objects: a term is the string that stands for it in N-Quads (W3C RDF
1.1 N-Quads), so a graph is a set of lines and its union, order and bytes are those of strings.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote, unquote

from graph.characters import UNSEEN, tidied
from graph.model import Key

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


@lru_cache(maxsize=1 << 10)
def iri(curie: str) -> str:
    """``org:holds`` → the N-Quads term."""
    return f"<{expand(curie)}>"


_BLANK = re.compile("[ \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
_UCSCHAR = "\xa0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef" + "".join(
    f"{chr(begin)}-{chr(begin | 0xFFFD)}" for begin in (*range(0x10000, 0xE0000, 0x10000), 0xE1000)
)  # RFC 3987, section 2.2
_ENCODED = re.compile(f"[^A-Za-z0-9\\-._~{_UCSCHAR}]|[{UNSEEN}]")


@lru_cache(maxsize=1 << 16)
def slug(name: str) -> str:
    """A name as the last part of an IRI: readable, reversible but for spaces, valid per RFC 3987.

    What is unreserved there stays, spaces become ``_``, all else and what is not seen is
    percent-encoded. So is a last dot, which some parsers of Turtle take for the end of a statement;
    ``.`` and ``..`` cannot arise.
    """
    plain = _BLANK.sub("_", unicodedata.normalize("NFC", name))
    text = _ENCODED.sub(lambda found: quote(found[0].encode("utf-8", "replace"), safe=""), plain)
    if not text.strip("."):
        return text.replace(".", "%2E")
    return f"{text[:-1]}%2E" if text.endswith(".") else text


@lru_cache(maxsize=1 << 16)
def entity_iri(base: str, kind: str, key: Key | str) -> str:
    """``Person``, ``马卫光`` → ``<https://…/person/马卫光>``."""
    return f"<{base}{kind.lower()}/{slug(tidied(str(key)))}>"


def address(iri: str) -> str:
    """What an entity is called for short: the last part of its IRI as text, 李明-青芦县."""
    return unquote(iri.rpartition("/")[2]).replace("_", " ")


def typed_address(iri: str) -> str:
    """The address with the type before it, which no other entity has: person/李明-青芦县."""
    return f"{iri.rsplit('/', 2)[-2]}/{address(iri)}"


def document_iri(base: str, identifier: str) -> str:
    """The document's IRI without brackets; the identifier's ``/`` stay."""
    return f"{base}document/" + "/".join(slug(part) for part in identifier.split("/"))


_ESCAPES = {
    '"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f",
}  # fmt: skip
_SPECIAL = re.compile('["\\\\\x00-\x1f\x7f\ufffe\uffff]')


def _escape(match: re.Match[str]) -> str:
    char = match.group()
    return _ESCAPES.get(char) or f"\\u{ord(char):04X}"


def literal(value: str, datatype: str = "", language: str = "") -> str:
    """A literal in canonical N-Quads; ``datatype`` is a CURIE, left out for xsd:string."""
    plain = value.isprintable() and '"' not in value and "\\" not in value  # nearly always
    text = f'"{value if plain else _SPECIAL.sub(_escape, value)}"'
    if language:
        return f"{text}@{language}"
    return f"{text}^^{iri(datatype)}" if datatype else text


_DATATYPES = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}


def date_literal(value: str) -> str:
    """``2020-04-21`` → xsd:date, ``--04-21`` → xsd:gMonthDay, ``2020-04`` → xsd:gYearMonth …"""
    month_day = value.startswith("--")
    return literal(value, "xsd:gMonthDay" if month_day else _DATATYPES.get(len(value), "xsd:date"))

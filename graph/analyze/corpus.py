"""The documents of a graph and the uses of slogans in them, read once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from graph.claims import CENTRE
from graph.lexicon import CITY, PROVINCE, Pattern, default, rank
from graph.model import QueryError
from graph.query import Rows, meant, run
from graph.store import Store

LEVELS = {
    "centre": CENTRE, "province": PROVINCE, "city": CITY, "county": "县",
    "town": "乡镇", "": "未知",
}  # fmt: skip
"""Levels of the hierarchy from the top, the last where none is known."""

BY = {"year": 4, "month": 7, "day": 10}
"""Periods by name, and how many characters of a date each keeps."""

_CENTRAL = Pattern("{central_opening}")
_NATION = Pattern("{nation}")
_OF_RANK = ("", "province", "city", "county", "town", "town")
_DOCUMENTS = """SELECT ?text ?id ?date ?area ?place {
  ?text a tg:Document ; dcterms:identifier ?id .
  OPTIONAL { ?text dcterms:issued ?date }
  OPTIONAL { ?text tg:place ?area . ?area rdfs:label ?place }
} ORDER BY ?date ?id ?place"""
_USES = """SELECT ?slogan ?text ?sentence ?begin {
  ?slogan a tg:Slogan .
  ?mention itsrdf:taIdentRef ?slogan ; nif:sentence ?sentence ; nif:referenceContext ?text ;
    nif:beginIndex ?begin .
} ORDER BY ?text ?begin ?slogan"""
_SPEAKERS = """SELECT DISTINCT ?slogan ?sentence ?who ?name {
  GRAPH ?sentence { ?who tg:invokes ?slogan }
  ?who rdfs:label ?name
} ORDER BY ?sentence ?name"""
_ORGANS = """SELECT DISTINCT ?who ?organ ?area {
  { SELECT DISTINCT ?who { ?who tg:invokes ?slogan } }
  { ?who org:holds/org:postIn ?body } UNION { ?who tg:organizer ?body }
  UNION { ?who a tg:Organization . BIND (?who AS ?body) }
  ?body rdfs:label ?organ .
  OPTIONAL { ?body org:subOrganizationOf*/tg:jurisdiction/rdfs:label ?area }
}"""


@dataclass(frozen=True, slots=True)
class Text:
    """A document: identifier, date (``2021-07-05`` or nothing), place and that place's level."""

    id: str
    date: str
    place: str
    level: str


@dataclass(frozen=True, slots=True)
class Use:
    """A slogan in a sentence, who uses it there and at which level."""

    slogan: str
    text: Text
    sentence: str
    begin: int
    speakers: tuple[str, ...]
    level: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """All documents, dated or not, and all uses in the order of the texts."""

    texts: list[Text]
    uses: list[Use] = field(repr=False)


def read(store: Store, place: str = "") -> Corpus:
    """The documents, of a place where one is named, and the uses in them.

    QueryError when no document is of that place, AmbiguousError when several places are called so.
    """
    wanted = meant(store, "Place", place) if place else None
    texts: dict[str, Text] = {}
    for row in ask(store, _DOCUMENTS):
        at = row.place or ""
        if not place or wanted == f"<{row.area}>":
            date = row.date.isoformat() if row.date else ""
            texts.setdefault(row.text, Text(row.id, date, at, level_of(at)))
    if place and not texts:
        raise QueryError(
            f"没有此地的文献 / no document is of {place}; see: tifagraph query KG documents"
        )
    return Corpus(list(texts.values()), list(_uses(store, texts)))


def level_of(place: str) -> str:
    """The level of a place by the last words of its name; nothing where they do not tell."""
    return "centre" if _NATION.of(default()).fullmatch(place) else _OF_RANK[rank(place)]


def ask(store: Store, query: str) -> Iterator[Any]:
    """The rows of a SELECT of ours."""
    return iter(cast(Rows, run(store, query)))


def _uses(store: Store, texts: dict[str, Text]) -> Iterator[Use]:
    speakers: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for row in ask(store, _SPEAKERS):
        speakers[row.slogan, row.sentence][row.who] = row.name
    organs: dict[str, set[str]] = defaultdict(set)
    for row in ask(store, _ORGANS):
        organs[row.who].add(
            "centre" if _CENTRAL.of(default()).match(row.organ) else level_of(row.area or "")
        )
    for row in ask(store, _USES):
        if text := texts.get(row.text):
            who = speakers[row.slogan, row.sentence]
            levels = {level for one in who for level in organs[one]} - {""}
            names = tuple(sorted(set(who.values())))
            level = _level(levels, text.level)
            yield Use(row.slogan, text, row.sentence, row.begin, names, level)


def _level(speakers: set[str], document: str) -> str:
    """Whose words these are: the document's level if a speaker is of it, else the highest one."""
    if not speakers or document in speakers:
        return document
    return next(level for level in LEVELS if level in speakers)

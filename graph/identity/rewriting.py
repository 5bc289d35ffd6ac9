"""Provisional names → final ones, in the lines of one document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from graph.claims import Final, Provisional
from graph.rdf import RELATIONS, TYPES, entity_iri, iri, literal

_A, _LABEL, _ALT = (f" {iri(p)} " for p in ("rdf:type", "rdfs:label", "skos:altLabel"))
_CLASS = {name.lower(): iri(f"tg:{name}") for name in TYPES}
_MEANS, _SENTENCE = iri("itsrdf:taIdentRef"), iri("nif:sentence")


def rewrite(lines: Iterable[str], names: Mapping[Provisional, Final], base: str) -> set[str]:
    """The lines with provisional keys replaced by final ones.

    ``names`` comes from `Decided.names`. A label that is no longer the entity's label becomes an
    alternative one. A name with a ``relation`` adds that relation of the entity, as when 市委 turns
    out to be the organ of a city, in the graph of each sentence that mentions the entity.
    """
    if not names:
        return set(lines)
    given = set(lines)
    terms = {
        _term(old, base): (_term(new, base), new.key.name)
        for old, new in names.items()
        if not old.relation
    }
    links = ((old, new) for old, new in names.items() if old.relation)
    out = given.union(*(_link(old, new, given, base) for old, new in links))
    if not terms:
        return out
    return {done for line in out for done in _rewritten(line, terms)}


def _term(entity: Provisional | Final, base: str) -> str:
    return entity_iri(base, entity.type, entity.key)


def _link(old: Provisional, new: Final, lines: set[str], base: str) -> Iterator[str]:
    """A relation of a provisional subject, in the default graph and in its sentences' graphs."""
    subject, target = _term(old, base), _term(new, base)
    sentences = _sentences(subject, lines)
    if not sentences:
        return
    triple = f"{subject} {iri(RELATIONS[old.relation])} {target}"
    yield f"{triple} ."
    yield from (f"{triple} {sentence} ." for sentence in sentences)
    yield f"{target}{_A}{_CLASS[new.type.lower()]} ."
    yield f"{target}{_LABEL}{literal(new.key.name, language='zh')} ."


def _sentences(entity: str, lines: set[str]) -> set[str]:
    """The sentences that mention an entity or state a relation of it."""
    about = [line.split(" ") for line in lines if entity in line and '"' not in line]
    mentions = {terms[0] for terms in about if terms[1:3] == [_MEANS, entity]}
    found = {terms[3] for terms in about if len(terms) == 5}
    for line in lines:
        if _SENTENCE in line:
            terms = line.split(" ")
            found |= {terms[2]} if terms[0] in mentions else set()
    return found


def _rewritten(line: str, terms: Mapping[str, tuple[str, str]]) -> Iterator[str]:
    quote = line.find('"')  # a literal is the last term before a graph, which is no entity
    end = len(line) if quote < 0 else quote
    given = line[:end].split(" ")
    if terms.keys().isdisjoint(given):
        yield line
        return
    head = " ".join(terms[term][0] if term in terms else term for term in given)
    if _LABEL in head and given[0] in terms:
        label = f"{literal(terms[given[0]][1], language='zh')} ."
        if line[end:] != label:
            yield head + label
            head = head.replace(_LABEL, _ALT)
    yield head + line[end:]

"""Provisional names → final ones, in the lines of one document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from graph.model import LINK
from graph.rdf import RELATIONS, TYPES, entity_iri, iri, literal

_A, _LABEL, _ALT = (f" {iri(p)} " for p in ("rdf:type", "rdfs:label", "skos:altLabel"))
_CLASS = {name.lower(): iri(f"tg:{name}") for name in TYPES}
_MEANS, _SENTENCE = iri("itsrdf:taIdentRef"), iri("nif:sentence")


def rewrite(lines: Iterable[str], names: Mapping[str, tuple[str, str]], base: str) -> set[str]:
    """The lines with provisional keys replaced by final ones.

    ``names`` maps them to (final key, label), as of `Decided.names`: keys of persons, others with
    their type before them (``organization/市委-2020``). What was a label and is not the label of
    the entity now becomes a further one beside it. A key with a LINK adds what the new name of its
    subject tells: that 市委 is the organ of the city, said by each sentence where it is named.
    """
    if not names:
        return set(lines)
    given = set(lines)
    links = {key: value for key, value in names.items() if LINK in key}
    terms = {
        _term(old, base): (_term(new, base), label)
        for old, (new, label) in names.items()
        if old not in links
    }
    out = {line for key, value in links.items() for line in _link(key, value, given, base)} | given
    if not terms:
        return out
    known = re.compile("|".join(map(re.escape, terms)))
    return {
        done
        for line in out
        for done in (_rewritten(line, terms, known) if known.search(line) else (line,))
    }


def _term(key: str, base: str) -> str:
    kind, slash, rest = key.partition("/")
    return entity_iri(base, kind, rest) if slash else entity_iri(base, "Person", key)


def _link(key: str, value: tuple[str, str], lines: set[str], base: str) -> Iterator[str]:
    """A relation of a provisional subject, in the default graph and in those of its sentences."""
    relation, _, tail = key.partition("/")[2].partition(LINK)
    subject, target = _term(tail, base), _term(value[0], base)
    sentences = _sentences(subject, lines)
    if not sentences:
        return
    triple = f"{subject} {iri(RELATIONS[relation])} {target}"
    yield f"{triple} ."
    yield from (f"{triple} {sentence} ." for sentence in sentences)
    yield f"{target}{_A}{_CLASS[value[0].partition('/')[0]]} ."
    yield f"{target}{_LABEL}{literal(value[1], language='zh')} ."


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


def _rewritten(
    line: str, terms: Mapping[str, tuple[str, str]], known: re.Pattern[str]
) -> Iterator[str]:
    quote = line.find('"')  # a literal is the last term before a graph, which is no entity
    end = len(line) if quote < 0 else quote
    head = known.sub(lambda found: terms[found[0]][0], line[:end])
    if _LABEL in head:
        label = f"{literal(terms[line[: line.index(' ')]][1], language='zh')} ."
        if line[end:] != label:
            yield head + label
            head = head.replace(_LABEL, _ALT)
    yield head + line[end:]

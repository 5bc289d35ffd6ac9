"""What is judged wrong, taken out of the lines of one document.

A sentence from which a statement or a mention was taken says by which judgement, so that nothing
goes unseen, and ``update`` can tell whether a judgement applied.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import NamedTuple, TypeAlias

from graph.claims import Final, Provisional
from graph.identity.judgement import WRONG, Judgement
from graph.identity.rewriting import rewrite
from graph.identity.stating import node
from graph.rdf import MENTIONED, RELATIONS, Statement, entity_iri, iri, literal
from graph.rdf import statements as parsed

_BY, _MEANS, _SENTENCE = map(iri, ("prov:wasInfluencedBy", "itsrdf:taIdentRef", "nif:sentence"))
_PART, _PHRASE = iri("dcterms:isPartOf"), iri("nif:Phrase")
_OF_MENTION = {_SENTENCE, *map(iri, ("nif:referenceContext", "tg:confidence"))}
_HOLDS, _MEMBER, _POST = map(iri, ("org:holds", "org:member", "tg:post"))
_Hits: TypeAlias = Callable[[Statement], bool]


class _Wrong(NamedTuple):
    """A judgement as terms; ``predicate`` and ``object`` are empty for an entity."""

    judgement: str
    subject: str
    predicate: str
    object: re.Pattern[str] | None
    bound: bool  # the object lives by the statement alone, as a demand does


class Wrong:
    """What some judgements say is wrong, for documents of graphs with a base."""

    def __init__(self, judgements: Iterable[Judgement], base: str) -> None:
        self.base = base
        self._all = [_terms(j, base) for j in sorted(judgements) if j.verdict == WRONG]
        self._subjects = sorted({one.subject for one in self._all})

    def __bool__(self) -> bool:
        return bool(self._all)

    def concerns(self, text: str) -> bool:
        """Whether lines, as one text, speak of the subject of a judgement."""
        return any(subject in text for subject in self._subjects)

    def renames(self, names: Mapping[Provisional, Final]) -> bool:
        """Whether final names of a document give it the subject of a judgement."""
        given = (entity_iri(self.base, *name) for name in names.values() if self._all)
        return any(term in self._subjects for term in given)

    def rewritten(self, lines: Iterable[str], names: Mapping[Provisional, Final]) -> set[str]:
        """The lines with final names, without what is wrong by its first name or by its final."""
        return self._without(rewrite(self._without(lines), names, self.base))

    def _without(self, lines: Iterable[str]) -> set[str]:
        left = set(lines)
        for one in self._all:
            if any(one.subject in line for line in left):
                left = _without(one, left)
        return left


def _terms(judgement: Judgement, base: str) -> _Wrong:
    subject = _term(judgement.a, base)
    by = node(judgement, base)
    if not judgement.relation:
        return _Wrong(by, subject, "", None, False)
    kind = judgement.b.partition("/")[0].capitalize()
    return _Wrong(
        by,
        subject,
        iri(RELATIONS[judgement.relation]),
        _object(judgement.b, base),
        kind not in MENTIONED,
    )


def _term(reference: str, base: str) -> str:
    return entity_iri(base, *reference.partition("/")[::2])


def _object(said: str, base: str) -> re.Pattern[str]:
    """The terms that the object of a statement may be: an entity, or a literal of any type."""
    text = re.escape(literal(said)) + r"(?:@[\w-]+|\^\^<[^>]*>)?"
    return re.compile(f"{re.escape(_term(said, base))}|{text}" if "/" in said else text)


def _without(one: _Wrong, lines: Collection[str]) -> set[str]:
    """The lines without what one judgement says is wrong, and what nothing else states then."""
    given = sorted(lines)
    said = dict(zip(given, parsed(f"{line}\n".encode() for line in given), strict=True))
    hit = {line for line, statement in said.items() if _hits(one)(statement)}
    doomed = _doomed(one, said, hit)
    mentions = {s[0] for s in said.values() if s[1] == _MEANS and s[2] in doomed}
    whole = mentions - {s[0] for s in said.values() if s[1] == _PART}  # a sentence may be a name
    gone = hit | {
        line
        for line, s in said.items()
        if s[0] in whole
        or not doomed.isdisjoint((s[0], s[2]))
        or (s[0] in mentions and (s[1] in _OF_MENTION or s[2] == _PHRASE))
    }
    if not gone:
        return set(given)
    left = {line: statement for line, statement in said.items() if line not in gone}
    unstated = _unstated({end for line in gone for end in said[line][:3:2]}, left.values())
    sentences = {said[line][3] for line in gone if said[line][3]}
    sentences |= {said[line][2] for line in gone if said[line][1] == _SENTENCE}
    marks = {f"{sentence} {_BY} {one.judgement} ." for sentence in sentences}
    return marks | {line for line, statement in left.items() if statement[0] not in unstated}


def _hits(one: _Wrong) -> _Hits:
    """Whether a statement is the one that is wrong."""

    def hits(statement: Statement) -> bool:
        return statement[:2] == (one.subject, one.predicate) and bool(
            one.object and one.object.fullmatch(statement[2])
        )

    return hits


def _doomed(one: _Wrong, said: Mapping[str, Statement], hit: Collection[str]) -> set[str]:
    """The entities that go whole: one that is none, a demand nobody makes, tenures of no holder."""
    if not one.object:
        return {one.subject}
    if one.bound:
        return {said[line][2] for line in hit if said[line][2].startswith("<")}
    if one.predicate != _HOLDS:
        return set()
    members = {s[0] for s in said.values() if s[1:3] == (_MEMBER, one.subject)}
    posts = {s[0] for s in said.values() if s[1] == _POST and one.object.fullmatch(s[2])}
    return members & posts


def _unstated(ends: set[str], left: Collection[Statement]) -> set[str]:
    """The ends of what was taken that no line left mentions or states."""
    kept = {s[2] for s in left} | {s[0] for s in left if s[3]}
    return {end for end in ends - kept if "#char=" not in end}

"""Recorded decisions: two are one, or are two, or what is read is wrong; who says so, when, why.

``judgements.tsv`` lies beside the documents and is applied at every build; to take a judgement
back, remove its line. A reference is the end of an IRI, ``person/李明-丰水县`` or ``李明-丰水县``:
a name and, after a hyphen, a mark that distinguishes the person – a place, an organ, a post, a
paper or a document. It means every mention with that name and mark, even if the IRI has changed.
Wrong is a statement (subject, relation, object), or an entity that is none of its kind, by its IRI:
the one of all documents, or the one that the document itself would give it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Hashable, Iterable, Iterator
from datetime import date
from typing import NamedTuple, TypeVar
from urllib.parse import unquote

from graph.characters import tidied
from graph.claims import Part, PersonClaim
from graph.model import InputError
from graph.rdf import RELATIONS, TYPES, ontology, slug

T = TypeVar("T", bound=Hashable)
WRONG = "wrong"
VERDICTS = ("same", "different", WRONG)
_REFERENCE = re.compile(f"(?:.*?://.*?/)?({'|'.join(map(str.lower, TYPES))})[/:](.+)")
_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""What would end a cell or a line of the file, or cannot be written in it."""


class Judgement(NamedTuple):
    """``verdict`` is one of `VERDICTS`; ``who``, ``when`` (a date) and ``why`` may be empty.

    Of "wrong" ``relation`` is the name of the relation that A does not have to B, which may be the
    text of a literal; both are empty where A is no such entity. Otherwise it is empty.
    """

    verdict: str
    a: str
    b: str
    who: str = ""
    when: str = ""
    why: str = ""
    relation: str = ""

    @property
    def about(self) -> Hashable:
        """What it decides, which no other may decide otherwise."""
        pair = frozenset((self.a, self.b))
        return (self.a, self.relation, self.b) if self.verdict == WRONG else pair

    def __str__(self) -> str:
        """``李明-丰水县 ≠ 李明-青芦县``, ``✗ event/全市水利工作会议 chair 李明``."""
        if self.verdict == WRONG:
            said = filter(None, (self.a, self.relation, self.b))
            return " ".join(["✗", *(part.removeprefix("person/") for part in said)])
        sign = "＝" if self.verdict == "same" else "≠"
        return f"{self.a.removeprefix('person/')} {sign} {self.b.removeprefix('person/')}"


def is_complete(judgement: Judgement) -> bool:
    """Whether it names all that its verdict is about."""
    _, a, b, *_, relation = judgement
    if judgement.verdict == WRONG:
        return bool(a and bool(relation) == bool(b) and (not relation or relation in RELATIONS))
    return bool(a and b and not relation)


def judged(verdict: str, a: str, b: str, why: str, who: str = "", relation: str = "") -> Judgement:
    """A judgement of today; ``relation`` by its name or label. InputError as of `proper`."""
    today, name = date.today().isoformat(), _relation_called(relation)
    return proper(Judgement(verdict, *references(a, name, b), who, today, why, name))


def _relation_called(name: str) -> str:
    """The relation of a name or a label, as chair or 主持; else what is given."""
    wanted = name.strip()
    return next((p.relation for p in ontology.relations() if wanted in p.labels), wanted)


def references(a: str, relation: str, b: str) -> tuple[str, str]:
    """The two ends, `plain`; what names no type is of one that the relation joins, or a text."""
    joined = {p.relation: p for p in ontology.relations()}.get(relation)
    if not joined or not b:
        return a and plain(a), b and plain(b)
    subject = plain(a, _likely(joined.domain))
    may_be_text = any(end.startswith("xsd:") for end in joined.range)
    if may_be_text and not _REFERENCE.fullmatch(b.strip("<>")):
        return subject, b
    return subject, plain(b, _likely(joined.range))


def _likely(classes: Collection[str]) -> str:
    """The type that a bare name is taken for where several may stand: a person."""
    names = (curie.removeprefix("tg:") for curie in classes)
    types = [name.lower() for name in names if name in TYPES]
    return "person" if "person" in types else types[0]


def proper(judgement: Judgement) -> Judgement:
    """The same; InputError for one that cannot be recorded."""
    if judgement.verdict == WRONG and not is_complete(judgement):
        known = "、".join(f"{name} {ontology.label(RELATIONS[name])}" for name in RELATIONS)
        raise InputError(
            "写出主体，或主体、关系、客体 / give the subject, or subject, relation and object; "
            f"relations are {known}"
        )
    if judgement.a == judgement.b or any(map(_BREAKS.search, judgement)):
        raise InputError(
            "A 和 B 应不同，且不含制表符和换行；同一文档里的两人写出职务 / A and B must differ and "
            "hold no tabs or line breaks; tell two in one document by their posts: "
            "李明-省国资委主任 李明-市财政局局长"
        )
    return judgement


def plain(reference: str, kind: str = "person") -> str:
    """``<https://…/id/person/李明-丰水县>`` or ``李明-丰水县`` → ``person/李明-丰水县``.

    ``kind`` is the type of what names none.
    """
    found = _REFERENCE.fullmatch(reference.strip("<>"))
    kind, key = found.groups() if found else (kind, reference)
    return f"{kind}/{tidied(unquote(key))}"


def names(reference: str) -> list[str]:
    """The names that a reference to a person may begin with, the longest first; else [].

    A name may contain a hyphen itself (让-伊夫·勒德里昂), so only the names in the documents show
    where it ends.
    """
    kind, _, key = reference.partition("/")
    parts = key.split("-") if kind == "person" else []
    return list(filter(None, ("-".join(parts[:n]) for n in range(len(parts), 0, -1))))


def meant(reference: str, claim: PersonClaim) -> bool:
    """Whether a reference means the person of a claim."""
    kind, _, key = reference.partition("/")
    own, wanted = slug(claim.name), slug(key)
    if kind != "person" or not wanted.startswith(own):
        return False
    mark = wanted.removeprefix(own)
    borne = (*marks(claim), *(key.mark for key in claim.keys))
    return mark in ("", "-") or (mark[0] == "-" and mark[1:] in map(slug, borne))


def parted(claims: Iterable[PersonClaim], judgements: Iterable[Judgement]) -> list[PersonClaim]:
    """The claims; one whose parts are judged different is replaced by a claim for each side."""
    found = list(claims)
    for judgement in judgements:
        if judgement.verdict == "different":
            found = [side for claim in found for side in _sides(claim, judgement)]
    return found


def _sides(claim: PersonClaim, judgement: Judgement) -> Iterator[PersonClaim]:
    """The claim, or two if A and B each mean some of its parts alone: the rest, and B's parts."""
    alone = {part: _of_parts(claim, part) for part in claim.parts}
    theirs = [p for p, c in alone.items() if meant(judgement.b, c) and not meant(judgement.a, c)]
    ours = [p for p, c in alone.items() if meant(judgement.a, c) and not meant(judgement.b, c)]
    if not (ours and theirs):
        yield claim
        return
    yield _of_parts(claim, *(part for part in claim.parts if part not in theirs))
    yield _of_parts(claim, *theirs)


def _of_parts(claim: PersonClaim, *parts: Part) -> PersonClaim:
    """The claim reduced to some of its parts."""
    held = {held for part in parts for held in part.held}
    return claim._replace(key=parts[0].key, held=tuple(sorted(held)), parts=parts)


def marks(claim: PersonClaim) -> Iterator[str]:
    """The marks that may follow a name to distinguish the person, the simplest first."""
    yield from filter(None, (claim.key.mark,))
    now_first = sorted(claim.held, key=lambda held: held.state != "now")
    yield from (held.place for held in now_first if held.place)
    yield from (held.organ for held in now_first if held.organ)
    yield from (held.post for held in now_first if held.post)
    yield from filter(None, (claim.press, "" if claim.held else claim.place))
    yield "-".join(filter(None, (claim.document, claim.key.mark)))


def linked(some: Iterable[T], groups: Iterable[Collection[T]]) -> set[T]:
    """Some names, or topics, and all that groups link to them: they must be decided together."""
    found, size = set(some), -1
    groups = list(groups)
    while len(found) != size:
        size = len(found)
        found.update(*(group for group in groups if not found.isdisjoint(group)))
    return found


def named(judgement: Judgement) -> set[str]:
    """All names that a judgement may be about (see `names`)."""
    return {name for reference in judgement[1:3] for name in names(reference)}


def borne(judgement: Judgement, names_borne: Container[str]) -> set[str]:
    """The names that a judgement is about, given the names in the documents."""
    found = (next((n for n in names(r) if n in names_borne), "") for r in judgement[1:3])
    return set(filter(None, found))

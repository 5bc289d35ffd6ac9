"""Recorded decisions that two are one, or are two: who says so, when and why; a line each.

``judgements.tsv`` lies beside the documents and is applied at every build; to take a judgement
back, remove its line. A reference is the end of an IRI, ``person/李明-丰水县`` or ``李明-丰水县``:
a name and, after a hyphen, a mark that distinguishes the person – a place, an organ, a post, a
paper or a document. It means every mention with that name and mark, even if the IRI has changed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Hashable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple, TypeVar
from urllib.parse import unquote

from graph.characters import normal, tidied
from graph.claims import Part, PersonClaim
from graph.files import replacing, turn
from graph.model import InputError
from graph.rdf import TYPES, entity_iri, expand, iri, literal, slug

T = TypeVar("T", bound=Hashable)
VERDICTS = ("same", "different")
_REFERENCE = re.compile(f"(?:.*?://.*?/)?({'|'.join(map(str.lower, TYPES))})[/:](.+)")
_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""What would end a cell or a line of the file, or cannot be written in it."""
_HEAD = "# tifagraph: same|different, A, B, who, when, why; remove a line to take it back\n"


class Judgement(NamedTuple):
    """``verdict`` is "same" or "different"; ``who``, ``when`` (a date) and ``why`` may be empty."""

    verdict: str
    a: str
    b: str
    who: str = ""
    when: str = ""
    why: str = ""

    def __str__(self) -> str:
        """``李明-丰水县 ≠ 李明-青芦县``."""
        sign = "＝" if self.verdict == "same" else "≠"
        return f"{self.a.removeprefix('person/')} {sign} {self.b.removeprefix('person/')}"


def read_judgements(path: str | Path, must_exist: bool = False) -> tuple[Judgement, ...]:
    """The judgements of a file, () if there is no file, unless it ``must_exist``.

    InputError names file and line of a line that is malformed or contradicts an earlier one.
    """
    path = Path(path)
    try:
        there = must_exist or path.exists()
        lines = path.read_text("utf-8-sig").splitlines() if there else []
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: 读不了 / cannot be read: {error}") from error
    found: dict[frozenset[str], Judgement] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) not in (3, 4, 5, 6) or cells[0] not in VERDICTS or not all(cells[:3]):
            raise InputError(
                f"{path}:{number}: 应为 same|different、A、B、who、when、why，以制表符分隔 / "
                "write same|different, A, B, who, when, why, separated by tabs"
            )
        judgement = Judgement(cells[0], *map(plain, cells[1:3]), *cells[3:])
        pair = frozenset((judgement.a, judgement.b))
        if found.setdefault(pair, judgement).verdict != judgement.verdict:
            raise InputError(
                f"{path}:{number}: 与前面的判断相反 / contradicts an earlier line; remove one"
            )
    return tuple(sorted(found.values()))


def judged(verdict: str, a: str, b: str, why: str, who: str = "") -> Judgement:
    """A judgement that is made today; InputError as in `record`."""
    today = date.today().isoformat()
    return _proper(Judgement(verdict, plain(a), plain(b), who, today, why))


def _proper(judgement: Judgement) -> Judgement:
    if judgement.a == judgement.b or any(map(_BREAKS.search, judgement)):
        raise InputError(
            "A 和 B 应不同，且不含制表符和换行；同一文档里的两人写出职务 / A and B must differ and "
            "hold no tabs or line breaks; tell two in one document by their posts: "
            "李明-省国资委主任 李明-市财政局局长"
        )
    return judgement


def record(path: str | Path, judgement: Judgement) -> None:
    """Add a judgement to a file, created if needed, that others may be adding to as well.

    InputError as in `read_judgements`, for a pair that is judged already, for two references that
    are one, for cells that hold tabs or line breaks, and where the file cannot be written.
    """
    path, line = Path(path), "\t".join(_proper(judgement)) + "\n"
    try:
        with turn(path):
            _unjudged(path, judgement)
            text = path.read_text("utf-8") if path.exists() else _HEAD
            text = text.rstrip("\n")
            with replacing(path.resolve()) as file:
                file.write(f"{text}\n{line}".encode())
    except OSError as error:
        raise InputError(
            f"{path}: 写不了 / cannot be written: {error.strerror}; give --in the folder of the "
            "documents"
        ) from error


def _unjudged(path: Path, judgement: Judgement) -> None:
    """InputError where a file has a judgement on that pair."""
    pair = {judgement.a, judgement.b}
    for earlier in read_judgements(path):
        if {earlier.a, earlier.b} == pair:
            said = " ".join(earlier[:3])
            raise InputError(f"{path}: 已有判断 / already judged: {said}; remove that line first")


def plain(reference: str) -> str:
    """``<https://…/id/person/李明-丰水县>`` or ``李明-丰水县`` → ``person/李明-丰水县``."""
    found = _REFERENCE.fullmatch(reference.strip("<>"))
    kind, key = found.groups() if found else ("person", reference)
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


def node(judgement: Judgement, base: str) -> str:
    """The IRI of a judgement."""
    a, b = (plain(reference).partition("/")[2] for reference in judgement[1:3])
    return f"<{base}judgement/{slug('-'.join((judgement.verdict, a, b)))}>"


def statements(judgement: Judgement, base: str) -> Iterator[str]:
    """A judgement as N-Quads lines: a prov:Activity with its verdict, agent, date and reason.

    Entities other than persons are also linked by owl:sameAs or owl:differentFrom: they are not
    merged.
    """
    subject = node(judgement, base)
    a, b = judgement[1:3]
    for kind in ("tg:Judgement", "prov:Activity"):
        yield f"{subject} <{expand('rdf:type')}> {iri(kind)} ."
    sign = "＝" if judgement.verdict == "same" else "≠"
    label = f"{a.partition('/')[2]} {sign} {b.partition('/')[2]}"
    yield f"{subject} {iri('rdfs:label')} {literal(normal(label), language='zh')} ."
    yield f"{subject} {iri('tg:verdict')} {literal(judgement.verdict)} ."
    if judgement.why:
        yield f"{subject} {iri('dcterms:description')} {literal(judgement.why)} ."
    if judgement.when:
        yield f"{subject} {iri('dcterms:date')} {literal(judgement.when, 'xsd:date')} ."
    if judgement.who:
        who = normal(judgement.who)
        agent = f"<{base}agent/{slug(who)}>"
        yield f"{subject} {iri('prov:wasAssociatedWith')} {agent} ."
        yield f"{agent} <{expand('rdf:type')}> {iri('prov:Agent')} ."
        yield f"{agent} {iri('rdfs:label')} {literal(who, language='zh')} ."
    if not named(judgement):
        link = iri("owl:sameAs" if judgement.verdict == "same" else "owl:differentFrom")
        one, other = (entity_iri(base, *r.partition("/")[::2]) for r in (a, b))
        yield f"{one} {link} {other} ."

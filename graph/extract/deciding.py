"""Mentions of one document: what the rules propose, what of it is kept."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from operator import attrgetter
from typing import NamedTuple, TypeAlias

from graph.extract.amending import amended
from graph.extract.analysis import Analysis, tag_at_once
from graph.extract.chinese_names import is_address, not_names, plain
from graph.extract.decoder import TYPES, Evidence, Span, choose, percent
from graph.extract.name_rows import completed
from graph.extract.place_rows import with_neighbours
from graph.extract.rules import registered
from graph.extract.shared import FINDINGS
from graph.lexicon import Pattern, default
from graph.model import EntityType, Mention
from graph.rdf import ontology

_PRECEDENCE = {cls.name: cls.precedence for cls in ontology.entity_types() if cls.precedence}
_TAGGER = "tagger-"  # so the rules' names begin that only pass on what the tagger takes for a name
_STANDING_IN = frozenset({
    "bare-meeting", "told-meeting", "deictic-place", "surname-and-title", "given-name",
    "listed-organ", "department-list", "quoted-show", "led-tour",
})  # fmt: skip
_IN_FRAME = "name-in-frame"  # the rule of a name that two readings agree on
_SURE = frozenset({"latin-name", "latin-post", "leader-by-office", _IN_FRAME})
"""Rules whose mentions no decoder has learned to judge, and those that need none."""
_SIDE_BY_SIDE = frozenset({"Place", "Organization"})  # what stands there without a joint, too
_ISSUING = Pattern("{issuing_organ}$")
_ADDRESSED = Pattern("[{han}]{form_of_address}(?:、|{conjunction})")
_Where: TypeAlias = tuple[int, int, EntityType]
"""Begin, end and type of a mention."""


class Decision(NamedTuple):
    """The ``mentions`` that stand, and those the rules alone would have ``settled`` on."""

    mentions: tuple[Mention, ...]
    settled: tuple[Mention, ...]


def settle(candidates: Iterable[Mention]) -> tuple[Mention, ...]:
    """A flat choice: the longest mention first, a rule's before the tagger's, then by type.

    KeyError names a type that the ontology does not know, or that no mention can bear.
    """
    best = sorted(candidates, key=_turn)
    taken: set[int] = set()
    chosen = []
    for mention in best:
        span = range(mention.begin, mention.end)
        if taken.isdisjoint(span):
            taken.update(span)
            chosen.append(mention)
    return tuple(sorted(chosen, key=attrgetter("begin")))


def _turn(mention: Mention) -> tuple[int, int, int, int, str]:
    begin, rule = mention.begin, mention.rule
    return begin - mention.end, _doubt(rule), _PRECEDENCE[mention.type], begin, rule


@cache
def _doubt(rule: str) -> int:
    return 0 if rule in _SURE else 2 if rule.startswith(_TAGGER) else 1


def evidence(analysis: Analysis) -> Evidence:
    """What the decoder is given of a document: all proposals of the rules, overlapping or not."""
    return _evidence([analysis])[0]


def _evidence(analyses: Sequence[Analysis]) -> list[Evidence]:
    """That of several. Each rule reads them one after the other: what it looks things up in stays
    in the processor's cache, so that all take two thirds of the time."""
    mention_rules, _ = registered()
    hits = [analysis.hits for analysis in analyses]
    for finding in FINDINGS:
        for analysis in analyses:
            finding(analysis)
    proposed: list[list[Mention]] = [[] for _ in analyses]
    for rule in mention_rules:
        for analysis, found in zip(analyses, proposed, strict=True):
            found.extend(rule(analysis))
    return [
        Evidence(analysis.learned, found, settle(found), listed, analysis.tags)
        for analysis, listed, found in zip(analyses, hits, proposed, strict=True)
    ]


def decide(analyses: Sequence[Analysis]) -> list[Decision]:
    """The mentions of each document; tagger and decoder read all of them in one pass.

    Mentions that stand in for another name (`_STANDING_IN`) are not the decoder's business: they
    stay where `settle` has them unless it reads a name there.
    """
    tag_at_once(analyses)
    known = _evidence(analyses)
    chosen = choose(list(map(of_known_types, known)))
    agreed = _agreed(analyses, known, chosen)
    return [Decision(*both) for both in zip(agreed, (tuple(k.settled) for k in known), strict=True)]


def of_known_types(known: Evidence) -> Evidence:
    """What the decoder has learned to judge; of other types the rules decide."""
    proposed, settled = (
        [m for m in some if m.type in TYPES] for some in (known.proposed, known.settled)
    )
    return known._replace(proposed=proposed, settled=settled)


def _parts(span: Span, settled: Mapping[int, Mention]) -> list[tuple[int, int]]:
    """A place or organ after another (江西|南昌市, 文化和旅游部|交通运输部) is two where the rules
    settled on two: ``settled``, by where each begins."""
    first = settled.get(span.begin)
    if first and first.end < span.end and span.type in _SIDE_BY_SIDE:
        found, end = list[Mention](), span.begin
        while end < span.end and (part := settled.get(end)):
            found.append(part)
            end = part.end
        tiled = len(found) > 1 and end == span.end
        if tiled and all(m.type == span.type and _stands_alone(m) for m in found):
            return [(m.begin, m.end) for m in found]
    return [(span.begin, span.end)]


def _stands_alone(mention: Mention) -> bool:
    """Whether it may stand beside another: an organ that issues, no fleet behind its navy."""
    return mention.type == "Place" or bool(_ISSUING.of(default()).search(mention.text))


def _whole(name: str, analysis: Analysis) -> bool:
    """Whether it is more than a surname, with or without an address (王女士), and one name."""
    lexicon = analysis.lexicon
    alone = not is_address(name, lexicon) and not _ADDRESSED.of(lexicon).match(name)
    return len(plain(name)) > 1 and alone


def _is_nobody(analysis: Analysis, span: Span, rules: Collection[_Where]) -> bool:
    """Whether a person is none: no whole name, or a word of three characters or more, which few
    are called by (夏玉米), and none of the rules takes it for a name."""
    name = analysis.text[span.begin : span.end]
    if not _whole(name, analysis):
        return True
    word = len(name) > 2 and name in not_names(analysis.lexicon)
    return word and (span.begin, span.end, "Person") not in rules


def _agreed(
    analyses: Sequence[Analysis], known: Sequence[Evidence], chosen: Iterable[list[Span]]
) -> Iterator[tuple[Mention, ...]]:
    """The mentions of each document, by what the decoder chose; all of them take each step before
    the next, as in `_evidence`."""
    found = [_mentions(*each) for each in zip(analyses, known, chosen, strict=True)]
    for step in (completed, with_neighbours):
        steps = zip(analyses, found, known, strict=True)
        found = [step(analysis, each, k.proposed) for analysis, each, k in steps]
    return (tuple(sorted(each, key=attrgetter("begin"))) for each in found)


def _mentions(analysis: Analysis, known: Evidence, spans: list[Span]) -> list[Mention]:
    """The spans as mentions, with the rule that proposed each if one did."""
    persons = {(s.begin, s.end) for s in spans if s.type == "Person"}
    others = [m for m in known.settled if m.type not in TYPES or m.rule in _SURE]
    others = [m for m in others if m.rule != _IN_FRAME or (m.begin, m.end) not in persons]
    theirs = {i for m in others for i in range(m.begin, m.end)}
    if theirs:
        spans = [s for s in spans if theirs.isdisjoint(range(s.begin, s.end))]
    rules = _rules(known.proposed)
    spans = [
        s
        for s in amended(analysis, known, spans)
        if s.type != "Person" or not _is_nobody(analysis, s, rules)
    ]
    settled = {m.begin: m for m in known.settled}
    out = [
        analysis.mention(begin, end, s.type, rules.get((begin, end, s.type), "decoder"), chance)
        for s, chance in ((s, percent(s.odds)) for s in spans)
        for begin, end in _parts(s, settled)
    ]
    out += others
    if standing_in := [m for m in known.settled if m.rule in _STANDING_IN]:
        taken = theirs.union(*(range(s.begin, s.end) for s in spans))
        out += (m for m in standing_in if taken.isdisjoint(range(m.begin, m.end)))
    return out


def _rules(proposed: Iterable[Mention]) -> dict[_Where, str]:
    """What is proposed → the rule that proposes it, the tagger's last, else the first by name."""
    rules: dict[_Where, str] = {}
    for m in proposed:
        at = (m.begin, m.end, m.type)
        other = rules.setdefault(at, m.rule)
        if other != m.rule:
            rules[at] = min(other, m.rule, key=_by_name)
    return rules


@cache
def _by_name(rule: str) -> tuple[bool, str]:
    return rule.startswith(_TAGGER), rule

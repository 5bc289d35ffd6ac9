"""Why a document yields what it yields: each sentence drawn, with the rule behind every finding.

The text form is the drawn notation (`notation`), so it can be mended by hand and kept as a case
or as gold; what it adds – rules and chances, entities, who is speaking, what was left out, what a
silent sentence lacked – stands in comments.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from itertools import chain, islice
from typing import Any, Literal, TypeAlias

from graph.evaluate.notation import Line, Paint, draw_line, draw_relation, escape, lines
from graph.extract import (
    NearMiss,
    Proposal,
    Reading,
    analyses,
    fallen,
    findings,
    near_misses,
    proposals,
    read,
)
from graph.lexicon import Lexicon
from graph.model import Document, Entity, Extraction, Mention, Relation
from graph.rdf import RELATIONS, ontology

Format: TypeAlias = Literal["text", "json"]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A sentence with what was found in it and what was proposed; where nothing was found, what
    came near."""

    line: Line
    speaker: Entity | None
    occasion: Entity | None
    near: tuple[NearMiss, ...]
    proposals: tuple[Proposal, ...]
    vetoed: tuple[Relation, ...]

    @property
    def silent(self) -> bool:
        """Whether the sentence yielded nothing."""
        return not (self.line.mentions or self.line.relations)


def explain(
    document: Document,
    format: Format = "text",
    color: bool = False,
    lexicon: Lexicon | None = None,
) -> str:
    """The document with every finding and its rule, as text to read or JSON for tools.

    ``color`` marks the types by their colours of the ontology, in ANSI sequences.
    """
    readings = [read(analysis) for analysis in analyses(document, lexicon)]
    whole = readings[0].analysis.source
    sentences = [s for reading in readings for s in _explanations(reading, findings(reading))]
    return _json(whole, sentences) if format == "json" else _text(whole, sentences, color)


def _explanations(reading: Reading, found: Extraction) -> Iterator[Explanation]:
    misses, proposed = list(near_misses(reading)), list(proposals(reading))
    vetoed = fallen(reading).relations
    for line, shown in zip(lines(found), lines(reading.analysis.unfolded(found)), strict=True):
        sentence = reading.analysis.sentence_at(line.begin)
        silent = not (line.mentions or line.relations)
        inside = (m for m in misses if silent and line.begin <= m.begin < line.end)
        yield Explanation(
            shown,
            next(iter(reading.speakers_at(line.end - 1)), None),
            reading.occasions[sentence],
            tuple(_as_written(reading, m) for m in islice(inside, 3)),
            tuple(p for p in proposed if shown.begin <= p.begin < shown.end),
            tuple(r for r in vetoed if line.begin <= r.sentence.begin < line.end),
        )


def _as_written(reading: Reading, miss: NearMiss) -> NearMiss:
    begin, end, text = reading.analysis.as_written(miss.begin, miss.end)
    return replace(miss, begin=begin, end=end, text=text)


# text


def _text(document: Document, sentences: list[Explanation], color: bool) -> str:
    paint, dim = (_painter(), _dim) if color else (_plain, str)
    kind = ontology.label(f"tg:kind-{document.kind}")
    blocks = [dim(f"# 文种 kind: {kind} {document.kind}")] if sentences else []
    paragraph = -1
    for sentence in sentences:
        indent = "  " if sentence.line.paragraph == paragraph else ""
        paragraph = sentence.line.paragraph
        stated = (draw_relation(r) + _chance(r.confidence) for r in sentence.line.relations)
        below = chain(stated, _comments(sentence))
        blocks.append("\n".join([indent + draw_line(sentence.line, paint), *map(dim, below)]))
    return "\n\n".join(blocks) + "\n"


def _plain(_: Mention, drawn: str) -> str:
    return drawn


def _painter() -> Paint:
    colours = {kind.name: kind.colour for kind in ontology.entity_types()}

    def paint(mention: Mention, drawn: str) -> str:
        red, green, blue = bytes.fromhex(colours[mention.type][1:])
        return f"\x1b[38;2;{red};{green};{blue}m{drawn}\x1b[39m"

    return paint


def _dim(line: str) -> str:
    return f"\x1b[2m{line}\x1b[22m"


def _chance(confidence: int) -> str:
    return f" {confidence}%" if confidence < 100 else ""


def _comments(sentence: Explanation) -> Iterator[str]:
    rules = {(p.begin, p.end, p.type): p.rules for p in sentence.proposals}
    for mention in sentence.line.mentions:
        name = mention.entity.name if mention.entity else ""
        meant = f" → {escape(name)}" if name not in ("", mention.text) else ""
        by = ", ".join(rules.get((mention.begin, mention.end, mention.type)) or (mention.rule,))
        yield f"# {escape(mention.text)}{meant}  ({by}{_chance(mention.confidence)})"
    who = [
        f"{label}: {escape(entity.name)}"
        for label, entity in (
            ("讲话人 speaker", sentence.speaker),
            ("场合 occasion", sentence.occasion),
        )
        if entity and not sentence.silent
    ]
    if who:
        yield "# " + "  ".join(who)
    yield from dict.fromkeys(_left_out(p) for p in sentence.proposals if not p.kept)
    for said in sentence.vetoed:
        yield f"# 否决 vetoed: {draw_relation(said)[3:]}{_chance(said.confidence)}"
    if sentence.silent:
        near = [f"“{escape(m.text)}” {m.rule}: {m.lacks}" for m in sentence.near]
        yield "# nothing: " + (near.pop(0) if near else "没有规则相近 / no rule came near")
        yield from (f"#          {miss}" for miss in near)


def _left_out(proposal: Proposal) -> str:
    by = ", ".join(proposal.rules) or "decoder"
    chance = "" if proposal.chance is None else f" {proposal.chance}%"
    if proposal.lost_to:
        why = f"让位 lost to {escape('、'.join(proposal.lost_to))}"
    elif proposal.chance is not None and proposal.bar and proposal.chance <= proposal.bar:
        why = f"未过 not above {proposal.bar}%"
    else:
        why = "称呼或所指不明 a form of address, or nothing tells what it means"
    return f"# 未取 left out: {escape(proposal.text)}  ({proposal.type}, {by}{chance}): {why}"


# JSON


def _json(document: Document, sentences: list[Explanation]) -> str:
    value = {
        "document": document.id,
        "title": document.title,
        "issued": document.issued,
        "kind": document.kind,
        "sentences": [_sentence(sentence) for sentence in sentences],
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _sentence(sentence: Explanation) -> dict[str, Any]:
    line = sentence.line
    return {
        **{name: getattr(line, name) for name in ("begin", "end", "text", "paragraph")},
        "speaker": _entity(sentence.speaker),
        "occasion": _entity(sentence.occasion),
        "mentions": [_mention(mention) for mention in line.mentions],
        "relations": [_relation(relation) for relation in line.relations],
        "vetoed": [_relation(relation) for relation in sentence.vetoed],
        "proposals": [asdict(proposal) for proposal in sentence.proposals],
        "near": [asdict(miss) for miss in sentence.near],
    }


def _entity(value: Entity | str | None) -> dict[str, str] | str | None:
    return (
        {"type": value.type, "key": str(value.key), "name": value.name}
        if isinstance(value, Entity)
        else value
    )


def _mention(mention: Mention) -> dict[str, Any]:
    return {**asdict(mention), "entity": _entity(mention.entity)}


def _relation(relation: Relation) -> dict[str, Any]:
    return {
        "subject": _entity(relation.subject),
        "relation": relation.name,
        "property": RELATIONS[relation.name],
        "object": _entity(relation.object),
        "rule": relation.rule,
        "confidence": relation.confidence,
    }

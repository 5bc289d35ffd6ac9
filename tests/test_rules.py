"""Every drawn case of ``tests/rules``, by file and line, against the whole of what is found.

A case judges the types and relations that it draws or forbids (``# nothing: …``, ``# no Post: …``):
of these it must hold all that the document yields and nothing else. ``# xfail: why`` says
what the rules do not know yet; the test fails when they have learnt it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.evaluate.notation import Case, Stated, parse
from graph.extract.pipeline import by_rules
from graph.model import Document, Entity, Extraction, Relation
from graph.text.head import prepare

RULES = Path(__file__).parent / "rules"
EXTRACT = Path(__file__).parent.parent / "graph" / "extract"
CASES_OF = {
    "addresses": "participation",
    "counted_formulas": "slogans",
    "departments": "organizations",
    "found_names": "persons",
    "held_events": "events",
    "held_posts": "holding",
    "latin_names": "persons",
    "local_organs": "organizations",
    "name_frames": "persons",
    "name_neighbours": "persons",
    "named_organs": "organizations",
    "said_at": "participation",
    "taking_part": "participation",
    "told_uses": "invoking",
    "unquoted_formulas": "slogans",
}
"""A module → the file of its cases, where several modules find the same."""


def _cases() -> Iterator[object]:
    for path in sorted(RULES.glob("*.txt")):
        for case in parse(path.read_text("utf-8"), path.name):
            weak = [
                note.removeprefix("xfail:").strip()
                for note in case.notes
                if note.startswith("xfail:")
            ]
            marks = [pytest.mark.xfail(reason=weak[0], strict=True)] if weak else []
            yield pytest.param(case, id=f"{path.name}:{case.line}", marks=marks)


@pytest.mark.parametrize("case", list(_cases()))
def test_rule(case: Case) -> None:
    """What is drawn is found, and no more of its kinds."""
    judged = {m.type for m in case.mentions} | {r.name for r in case.relations} | case.absent
    assert judged, "the case draws nothing and forbids nothing"
    found = by_rules(prepare(Document("case", case.text, "0" * 64)))
    spans = {(m.begin, m.end, m.type): m.text for m in found.mentions if m.type in judged}
    may = {(m.begin, m.end, m.type) for m in case.mentions if m.optional}
    must = {
        (m.begin, m.end, m.type): case.text[m.begin : m.end]
        for m in case.mentions
        if not m.optional
    }
    assert {span: text for span, text in spans.items() if span not in may} == must
    assert _stated(found, case, judged) == set(case.relations)


def _stated(found: Extraction, case: Case, judged: set[str]) -> set[Stated]:
    """The relations of the kinds judged, in the case's own names where they are names of theirs."""
    forms: dict[tuple[str, str], set[str]] = {}
    for mention in found.mentions:
        if mention.entity:
            forms.setdefault((mention.entity.type, mention.entity.key), set()).add(mention.text)

    def names(end: Entity | str) -> set[str]:
        if isinstance(end, str):
            return {end}
        return {end.name, *end.aliases} | forms.get((end.type, end.key), set())

    def as_drawn(relation: Relation) -> Stated:
        subjects, objects = names(relation.subject), names(relation.object)
        for drawn in case.relations:
            if (
                drawn.name == relation.name
                and drawn.subject in subjects
                and drawn.object in objects
            ):
                return drawn
        end = relation.object
        return Stated(
            relation.subject.name, relation.name, end if isinstance(end, str) else end.name
        )

    return {as_drawn(r) for r in found.relations if r.name in judged}


def _subjects() -> list[str]:
    """What the files of rules are about; those of posts held have two."""
    files = [p for room in ("mentions", "relations") for p in EXTRACT.glob(f"{room}/[a-z]*.py")]
    return sorted({CASES_OF.get(path.stem, path.stem) for path in files})


@pytest.mark.parametrize("subject", _subjects())
def test_every_rule_file_has_cases_of_both_kinds(subject: str) -> None:
    """At least eight that must match and five that must not."""
    cases = parse((RULES / f"{subject}.txt").read_text("utf-8"), f"{subject}.txt")
    must_not = [case for case in cases if case.absent]
    assert len(must_not) >= 5
    assert len(cases) - len(must_not) >= 8

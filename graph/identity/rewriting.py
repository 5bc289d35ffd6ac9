"""Provisional names → final ones, in the lines of one document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from graph.terms import entity_iri, iri, literal

_LABEL, _ALT = f" {iri('rdfs:label')} ", f" {iri('skos:altLabel')} "


def rewrite(lines: Iterable[str], names: Mapping[str, tuple[str, str]], base: str) -> set[str]:
    """The lines with provisional keys replaced by final ones.

    ``names`` maps them to (final key, label), as of `Decided.names`: keys of persons, others with
    their type before them (``organization/市委-2020``). What was a label and is not the label of
    the entity now becomes a further one beside it.
    """
    if not names:
        return set(lines)
    terms = {_term(old, base): (_term(new, base), label) for old, (new, label) in names.items()}
    known = re.compile("|".join(map(re.escape, terms)))
    out: set[str] = set()
    for line in lines:
        out.update(_rewritten(line, terms, known) if known.search(line) else (line,))
    return out


def _term(key: str, base: str) -> str:
    kind, slash, rest = key.partition("/")
    return entity_iri(base, kind, rest) if slash else entity_iri(base, "Person", key)


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

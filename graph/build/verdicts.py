"""Which judgements of a graph apply to somebody, and which to nobody.

A judgement on a name that no document contains has no effect and is often a typing error, so every
change of a graph reports which judgements it applied.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from graph.build.ledger import Ledger, opened
from graph.build.whole import read_judged
from graph.claims import PersonClaim, Topic
from graph.identity import WRONG, Judgement, meant, names, node, parted
from graph.query import meant as named_by
from graph.rdf import RELATIONS, entity_iri, iri, literal
from graph.store import Store


@dataclass(frozen=True, slots=True)
class Verdicts:
    """``applied`` are the judgements with an effect, ``unborne`` the references to nobody.

    ``vain`` are the "different" judgements both of whose references mean the same mentions,
    ``unstated`` the "wrong" ones on what no document says.
    """

    applied: tuple[Judgement, ...] = ()
    unborne: tuple[str, ...] = ()
    vain: tuple[Judgement, ...] = ()
    unstated: tuple[Judgement, ...] = ()


def verdicts(ledger: Ledger, store: Store) -> Verdicts:
    """Sort the judgements of a graph by their effect."""
    judged = read_judged(ledger)
    base = ledger.setting("base")
    wrong = [j for j in judged if j.verdict == WRONG]
    right = [j for j in wrong if not store.query(f"ASK {{ ?s {_BY} {node(j, base)} }}")]
    judgements = [j for j in judged if j.verdict != WRONG]
    bearers = {
        reference: _bearers(ledger, store, reference, judgements)
        for judgement in judgements
        for reference in judgement[1:3]
    }
    held = [j for j in judgements if bearers[j.a] and bearers[j.b]]
    vain = [j for j in held if j.verdict == "different" and not _parted(bearers[j.a], bearers[j.b])]
    return Verdicts(
        applied=tuple(sorted({*held, *wrong} - {*vain, *right})),
        unborne=tuple(sorted(reference for reference, found in bearers.items() if not found)),
        vain=tuple(vain),
        unstated=tuple(right),
    )


_BY = iri("prov:wasInfluencedBy")


def is_stated(store: Store, judgement: Judgement, base: str) -> bool:
    """Whether a graph has the entity, or makes the statement, that a judgement says is wrong."""
    subject, _, *_, relation = judgement[1:]
    term = entity_iri(base, *subject.partition("/")[::2])
    if not relation:
        return bool(store.query(f"ASK {{ {term} a ?type }}"))
    predicate, said = iri(RELATIONS[relation]), judgement.b
    values = f"FILTER (str(?o) = {literal(said)}"
    if "/" in said:
        values += f" || ?o = {entity_iri(base, *said.partition('/')[::2])}"
    tenure = f" UNION {{ ?t org:member {term} ; tg:post ?o }}" if relation == "holds" else ""
    return bool(store.query(f"ASK {{ {{ {term} {predicate} ?o }}{tenure} {values}) }}"))


def told_apart(store: Store, judgement: Judgement) -> None:
    """AmbiguousError for a bare name that several bear in a graph; a mark tells which is meant."""
    for reference in judgement[1:3]:
        kind, _, name = reference.partition("/")
        if name and "-" not in name and (judgement.verdict != WRONG or kind == "person"):
            named_by(store, kind.capitalize(), name)


def unborne(folder: Path, judgement: Judgement) -> list[str]:
    """What a judgement speaks of that the graph of a folder does not know: references to nobody,
    or a statement that nobody makes. Raises StoreError as `opened` does.

    A reference may name a post that only one of a document's two namesakes has, even though the
    graph does not yet keep them apart.
    """
    with opened(folder) as ledger:
        store = Store.open(folder)
        if judgement.verdict == WRONG:
            stated = is_stated(store, judgement, ledger.setting("base"))
            return [] if stated else [str(judgement).removeprefix("✗ ")]
        return [r for r in judgement[1:3] if not _bearers(ledger, store, r, ())]


def _bearers(
    ledger: Ledger, store: Store, reference: str, judgements: Iterable[Judgement]
) -> frozenset[PersonClaim | str]:
    """The claims of the persons that a reference means; for other entities the reference itself."""
    own = names(reference)
    if own:
        topics = (Topic("person", name) for name in own)
        said = (claim for _, claim in ledger.claims.all(topics))
        claims = parted((c for c in said if isinstance(c, PersonClaim)), judgements)
        return frozenset(claim for claim in claims if meant(reference, claim))
    term = entity_iri(ledger.setting("base"), *reference.partition("/")[::2])
    return frozenset({reference} if store.query(f"ASK {{ {term} a ?type }}") else ())


def _parted(a: frozenset[PersonClaim | str], b: frozenset[PersonClaim | str]) -> bool:
    return bool(a - b and b - a)

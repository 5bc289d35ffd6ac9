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
from graph.identity import Judgement, meant, names, parted
from graph.query import meant as named_by
from graph.rdf import entity_iri
from graph.store import Store


@dataclass(frozen=True, slots=True)
class Verdicts:
    """``applied`` are the judgements with an effect, ``unborne`` the references to nobody.

    ``vain`` are the "different" judgements both of whose references mean the same mentions.
    """

    applied: tuple[Judgement, ...] = ()
    unborne: tuple[str, ...] = ()
    vain: tuple[Judgement, ...] = ()


def verdicts(ledger: Ledger, store: Store) -> Verdicts:
    """Sort the judgements of a graph by their effect."""
    judgements = read_judged(ledger)
    bearers = {
        reference: _bearers(ledger, store, reference, judgements)
        for judgement in judgements
        for reference in judgement[1:3]
    }
    held = [j for j in judgements if bearers[j.a] and bearers[j.b]]
    vain = [j for j in held if j.verdict == "different" and not _parted(bearers[j.a], bearers[j.b])]
    return Verdicts(
        applied=tuple(j for j in held if j not in vain),
        unborne=tuple(sorted(reference for reference, found in bearers.items() if not found)),
        vain=tuple(vain),
    )


def told_apart(store: Store, judgement: Judgement) -> None:
    """AmbiguousError for a bare name that several bear in a graph; a mark tells which is meant."""
    for reference in judgement[1:3]:
        kind, _, name = reference.partition("/")
        if "-" not in name:
            named_by(store, kind.capitalize(), name)


def unborne(folder: Path, references: Iterable[str]) -> list[str]:
    """The references that mean nobody in the graph of a folder. Raises StoreError as `opened` does.

    A reference may name a post that only one of a document's two namesakes has, even though the
    graph does not yet keep them apart.
    """
    with opened(folder) as ledger:
        store = Store.open(folder)
        return [r for r in references if not _bearers(ledger, store, r, ())]


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

"""Claims of all documents → persons: evidence for one person and against, tier by tier.

A tier joins clusters of claims that share something – a post, an organ, a paper, a name listed
beside theirs, a place, a place and the one directly above it – strongest first and all at once, so
that order does not matter. It does not join against evidence (two counties at one time, two of a
name side by side). Similarity is no evidence; without evidence two stay two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from graph.claims import Claim, Final, PendingName, PersonClaim, PlaceClaim, Provisional, anonymous
from graph.identity import evidence
from graph.identity.cluster import GROUNDS, Cluster, joined
from graph.identity.judgement import (
    WRONG,
    Judgement,
    borne,
    linked,
    marks,
    meant,
    named,
    parted,
)
from graph.identity.stating import node, statements
from graph.lexicon import CITY, PROVINCE, rank
from graph.model import Key
from graph.rdf import entity_iri, iri, literal


@dataclass(frozen=True)
class Decided:
    """The persons of all names: `names` is for rewriting, `lines` for the graph.

    ``agreed`` maps each place to level → the place of that level around it; ``placed`` are the
    pending names (`graph.extract.claims.locality`) with the place that each stands for.
    """

    clusters: Mapping[str, tuple[Cluster, ...]]
    judgements: tuple[Judgement, ...] = ()
    agreed: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    placed: tuple[tuple[PendingName, str], ...] = ()
    _changed: dict[str, dict[Provisional, Final]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for key, cluster in self.persons():
            for claim in cluster.claims:
                for provisional in claim.keys:
                    if provisional != key:
                        names = self._changed.setdefault(claim.document, {})
                        names[Provisional("Person", provisional)] = Final("Person", key)
        for pending, place in self.placed:
            names = self._changed.setdefault(pending.document, {})
            names[pending.provisional] = pending.final(place)

    def persons(self) -> Iterator[tuple[Key, Cluster]]:
        """Every person's final key and claims."""
        for clusters in self.clusters.values():
            yield from zip(_keys(clusters), clusters, strict=True)

    def names(self, document: str) -> Mapping[Provisional, Final]:
        """The final names of the document's entities whose key or name changes."""
        return self._changed.get(document, {})

    def names_of(self, claims: Iterable[Claim]) -> dict[Provisional, Final]:
        """The same of the document of these claims, or of its parts."""
        documents = sorted({claim.document for claim in claims})
        return {old: new for each in documents for old, new in self.names(each).items()}

    def lines(self, base: str) -> set[str]:
        """The grounds of every merge, the marks of namesakes, and the judgements, as N-Quads."""
        found = {line for judgement in self.judgements for line in statements(judgement, base)}
        for key, cluster in self.persons():
            if self._is_none(key):
                continue
            names = {claim.name for claim in cluster.claims}
            person = entity_iri(base, "Person", key)
            for kind, value in cluster.grounds:
                said = literal("：".join(filter(None, (GROUNDS[kind], value))), language="zh")
                found.add(f"{person} {iri('tg:sameBecause')} {said} .")
            for judgement in self.judgements:
                if (
                    judgement.verdict != WRONG
                    and names & named(judgement)
                    and any(meant(r, c) for r in judgement[1:3] for c in cluster.claims)
                ):
                    by = node(judgement, base)
                    found.add(f"{person} {iri('prov:wasInfluencedBy')} {by} .")
            if key.mark:
                found.add(marked(key, base))
        return found

    def _is_none(self, key: Key) -> bool:
        """Whether it is judged that there is no such person."""
        own = entity_iri("", "Person", key)
        none = (j.a for j in self.judgements if j.verdict == WRONG and not j.relation)
        return any(entity_iri("", *reference.partition("/")[::2]) == own for reference in none)


def marked(key: Key, base: str) -> str:
    """The line that gives a person of several of a name the name with the mark."""
    full = literal(f"{key.name}（{key.mark}）", language="zh")
    return f"{entity_iri(base, 'Person', key)} {iri('skos:altLabel')} {full} ."


def alone(claim: PersonClaim) -> Key:
    """The key of the person of a claim that nothing joins to others of the same shape."""
    return Key(claim.name, list(marks(claim))[-1])


def decide(claims: Iterable[Claim], judgements: Iterable[Judgement] = ()) -> Decided:
    """The persons of the claims; the order of claims and judgements does not matter."""
    judged = tuple(sorted(set(judgements)))
    by_name: dict[str, list[PersonClaim]] = defaultdict(list)
    lies: dict[str, list[PlaceClaim]] = defaultdict(list)
    waiting: list[PendingName] = []
    for claim in claims:
        if isinstance(claim, PersonClaim):
            by_name[claim.name].append(claim)
        elif isinstance(claim, PlaceClaim):
            lies[claim.place].append(claim)
        else:
            waiting.append(claim)
    clusters: dict[str, tuple[Cluster, ...]] = {}
    agreed = {place: around for place in sorted(lies) if (around := _around(lies[place]))}
    placed = tuple(
        (pending, agreed[pending.place][pending.level])
        for pending in sorted(waiting)
        if pending.level in agreed.get(pending.place, {})
    )
    about_names = [(j, borne(j, by_name)) for j in judged]
    groups = [names for _, names in about_names]
    for first in sorted(by_name):
        together = linked((first,), groups)
        if first == min(together):
            found = (c for n in together for c in by_name[n])
            mine = [j for j, names in about_names if together & names]
            clusters[first] = _decide(sorted(set(found)), mine)
    return Decided(clusters, judged, agreed, placed)


def _around(claims: list[PlaceClaim]) -> dict[str, str]:
    """Level → the place of that level around the claims' place, if most documents agree."""
    votes: dict[str, int] = defaultdict(int)
    for claim in claims:
        votes[claim.container] += claim.times
    found = {}
    for level, at in ((PROVINCE, 1), (CITY, 2)):
        named = {p: said for p, said in votes.items() if rank(p) == at and p.endswith(level)}
        if place := _agreed(named):
            found[level] = place
    return found


def _agreed(votes: Mapping[str, int]) -> str:
    """The place with at least twice the votes of any other, '' if there is none."""
    first, *others = sorted(votes, key=lambda p: (-votes[p], p)) or [""]
    return first if first and all(votes[first] >= 2 * votes[p] for p in others) else ""


def _decide(claims: list[PersonClaim], judgements: list[Judgement]) -> tuple[Cluster, ...]:
    if len(claims) == 1 and not judgements:
        return (Cluster(tuple(claims)),)
    claims = sorted(parted(_with_places_named(claims), judgements))
    case = evidence.Case(claims, judgements)
    clusters = [Cluster((claim,)) for claim in claims]
    clusters = joined(clusters, case.judged, lambda parts: False)
    if all(anonymous(claim.name) for claim in claims):
        return tuple(clusters)
    clusters = joined(clusters, evidence.listed, case.denied)
    for tier in (evidence.posts, evidence.organs, evidence.press, evidence.peers):
        clusters = joined(clusters, tier, case.clash)
    clusters = joined(clusters, evidence.places, case.in_one_place)
    clusters = joined(clusters, case.above(clusters), case.siblings)
    clusters = joined(clusters, case.home(clusters), case.rivals)
    return tuple(sorted(clusters, key=lambda c: c.claims))


def _with_places_named(claims: list[PersonClaim]) -> list[PersonClaim]:
    """The claims with 丰水县所在市 replaced by the city that other claims put the county in."""
    names = _places_named(claims)
    if not names:
        return claims

    def known(place: str) -> str:
        return names.get(place, place)

    return sorted(
        claim._replace(
            held=tuple(h._replace(place=known(h.place)) for h in claim.held),
            within=tuple(w._replace(container=known(w.container)) for w in claim.within),
        )
        for claim in claims
    )


def _places_named(claims: list[PersonClaim]) -> dict[str, str]:
    """丰水县所在市 → the city that most claims put the county in, if they agree."""
    unnamed: dict[str, set[str]] = defaultdict(set)
    for lies in (lies for claim in claims for lies in claim.within if not lies.named):
        unnamed[lies.container].add(lies.place)
    names: dict[str, str] = {}
    for container, parts in sorted(unnamed.items()):
        votes: dict[str, int] = defaultdict(int)
        for claim in claims:
            for other in {w.container for w in claim.within if w.place in parts}:
                votes[other] += claim.times
        level = rank(container)
        known = {p: said for p, said in votes.items() if p not in unnamed and rank(p) == level}
        names[container] = _agreed(known) or min(p for p in votes if p in unnamed)
    return names


def _label(cluster: Cluster) -> str:
    """The longest of the names."""
    return min((c.name for c in cluster.claims), key=lambda n: (-len(n), n))


def _keys(clusters: tuple[Cluster, ...]) -> list[Key]:
    """The keys: the name alone for the only or the listed person, else with a mark after it."""
    if len(clusters) == 1:
        return [Key(_label(clusters[0]))]
    one_is_listed = sum(cluster.listed for cluster in clusters) == 1
    borne = [list(dict.fromkeys(m for c in _by_date(k) for m in marks(c))) for k in clusters]
    count: dict[str, int] = defaultdict(int)
    for own in borne:
        for mark in own:
            count[mark] += 1
    keys = []
    for cluster, own in zip(clusters, borne, strict=True):
        own_mark = next((mark for mark in own if count[mark] == 1), own[-1])
        bare = cluster.listed and one_is_listed
        keys.append(Key(_label(cluster), "" if bare else own_mark))
    return keys


def _by_date(cluster: Cluster) -> list[PersonClaim]:
    """A person's claims by date, undated ones last."""
    return sorted(cluster.claims, key=lambda c: (not c.date, c.date, c))

"""Evidence for one person, as tiers of keys that claims share, and evidence against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations

from graph.claims import CENTRE, OURS, PersonClaim
from graph.identity.cluster import Cluster, Ground
from graph.identity.judgement import Judgement, meant
from graph.lexicon import rank


def listed(cluster: Cluster) -> Iterator[Ground]:
    """The person in the lexicon's list."""
    if cluster.listed:
        yield "listed", ""


def posts(cluster: Cluster) -> Iterator[Ground]:
    """The same post."""
    yield from (("post", h.post) for h in cluster.held if h.post and not h.shared)


def organs(cluster: Cluster) -> Iterator[Ground]:
    """A post in the same organ."""
    yield from (("organ", h.organ) for h in cluster.held if h.organ and not h.shared)


def press(cluster: Cluster) -> Iterator[Ground]:
    """A byline in the same paper, or in papers of one place."""
    for claim in cluster.claims:
        named = "" if claim.press == OURS else claim.press
        yield from (("press", who) for who in (named, claim.press and claim.place) if who)


def peers(cluster: Cluster) -> Iterator[Ground]:
    """A name listed beside the person's."""
    yield from (("peer", peer) for claim in cluster.claims for peer in claim.peers)


def places(cluster: Cluster) -> Iterator[Ground]:
    """Posts in the same place; for a province only in its leading organs."""
    yield from (("place", p) for p in cluster.places if rank(p) > 1 or p in cluster.leads)


class Case:
    """What is known about one name: where its places lie, and the judgements on it."""

    def __init__(self, claims: list[PersonClaim], judgements: list[Judgement]) -> None:
        self.judgements = judgements
        self.within: dict[str, set[str]] = defaultdict(set)
        for claim in claims:
            for place, container, _ in claim.within:
                self.within[place].add(container)
        self.apart = [
            ({c for c in claims if meant(j.a, c)}, {c for c in claims if meant(j.b, c)})
            for j in judgements
            if j.verdict == "different"
        ]

    def judged(self, cluster: Cluster) -> Iterator[Ground]:
        """A judgement that two are one."""
        for judgement in self.judgements:
            if judgement.verdict == "same" and any(
                meant(judgement.a, c) or meant(judgement.b, c) for c in cluster.claims
            ):
                yield "judgement", "＝".join(r.partition("/")[2] for r in judgement[1:3])

    def denied(self, parts: list[Cluster]) -> bool:
        """Whether two of them are in one document, or judged different."""
        claims = {claim for part in parts for claim in part.claims}
        documents = [{claim.document for claim in part.claims} for part in parts]
        return len(set().union(*documents)) < sum(map(len, documents)) or any(
            (a - b) & claims and (b - a) & claims for a, b in self.apart
        )

    def clash(self, parts: list[Cluster]) -> bool:
        """`denied`, or posts in two separate places are held at one time, or one that was left, or
        posts of two foreign states at any time."""
        claims = [claim for part in parts for claim in part.claims]
        return (
            self.denied(parts)
            or self._beside_at_once(claims, alone=len(claims) == 1)
            or (not any(part.listed for part in parts) and _left_before(claims))
            or _of_two_states(parts)
        )

    def _beside_at_once(self, claims: list[PersonClaim], alone: bool) -> bool:
        """Whether posts in two separate places are held at one time.

        A document that gives both posts to one person does not count: it says that he holds both.
        """
        places = sorted({h.place for c in claims for h in c.held if h.place})
        pairs = [pair for pair in combinations(places, 2) if self.beside(*pair)]
        held = _held(claims) if pairs else {}
        for pair in pairs:
            spans = [
                sorted(date for date, also in held.get(place, ()) if alone or other not in also)
                for place, other in (pair, pair[::-1])
            ]
            if all(spans) and max(s[0] for s in spans) <= min(s[-1] for s in spans):
                return True
        return False

    def in_one_place(self, parts: list[Cluster]) -> bool:
        """`clash`, or posts in different bureaus or firms are held at one time (two 局长)."""
        busy: dict[frozenset[str], list[str]] = defaultdict(list)
        for part in parts:
            busy[part.offices] += part.busy
        return self.clash(parts) or any(
            not one & other and min(a) <= max(b) and min(b) <= max(a)
            for (one, a), (other, b) in combinations(busy.items(), 2)
            if a and b
        )

    def beside(self, a: str, b: str) -> bool:
        """Whether two places are different and neither lies in the other."""
        return CENTRE not in (a, b) and a != b and not (self._in(a, b) or self._in(b, a))

    def _in(self, place: str, container: str) -> bool:
        above, seen = {place}, {place}
        while above:
            above = {q for p in above for q in self.within.get(p, ())} - seen
            seen |= above
            if container in above:
                return True
        return False

    def siblings(self, parts: list[Cluster]) -> bool:
        """`in_one_place`, or two of the clusters have separate places."""
        placed = [part for part in parts if part.places]
        return self.in_one_place(parts) or any(
            self.beside(p, q)
            for one, other in combinations(placed, 2)
            for p in one.places - other.places
            for q in other.places - one.places
        )

    def rivals(self, parts: list[Cluster]) -> bool:
        """`clash`, or a name without a post could mean several of them."""
        return self.clash(parts) or sum(bool(part.places) for part in parts) > 1

    def above(self, clusters: list[Cluster]) -> Callable[[Cluster], Iterator[Ground]]:
        """A tier: posts in a place and in the place directly above, at least one leading."""
        present = frozenset().union(*(c.places for c in clusters))
        leading = frozenset().union(*(c.leads for c in clusters))

        def keys(cluster: Cluster) -> Iterator[Ground]:
            for place in sorted(cluster.places):
                for container in sorted(self.within.get(place, set()) & present):
                    if place in cluster.leads or container in leading:
                        yield "above", f"{place}、{container}"
                for part in sorted(present):
                    if place in self.within.get(part, ()) and (place in leading or part in leading):
                        yield "above", f"{part}、{place}"

        return keys

    def home(self, clusters: list[Cluster]) -> Callable[[Cluster], Iterator[Ground]]:
        """A tier: a name without a post means the person of its document's place."""
        present = frozenset().union(*(c.places for c in clusters))

        def keys(cluster: Cluster) -> Iterator[Ground]:
            yield from (("home", p) for p in sorted(cluster.places) if rank(p) > 1)
            if not cluster.held and not any(c.press for c in cluster.claims):
                homes = {c.place for c in cluster.claims} & present
                yield from (("home", p) for p in sorted(homes) if rank(p) > 1)

        return keys


def _held(claims: list[PersonClaim]) -> dict[str, list[tuple[str, set[str]]]]:
    """Place → the date of each claim of a post now held there, with all places of that claim."""
    held: dict[str, list[tuple[str, set[str]]]] = defaultdict(list)
    for claim in claims:
        if claim.date:
            places = {h.place for h in claim.held}
            for place in {h.place for h in claim.held if h.state == "now"}:
                held[place].append((claim.date, places))
    return held


def _left_before(claims: list[PersonClaim]) -> bool:
    """Whether a former head of a foreign state (前总统) is its head later: father and son."""
    at: dict[str, dict[str, list[str]]] = {"then": defaultdict(list), "now": defaultdict(list)}
    for claim in claims:
        for held in claim.held:
            if claim.date and held.abroad and held.state in at:
                at[held.state][held.post].append(claim.date)
    left, holds = at["then"], at["now"]
    return any(min(left[post]) < max(holds[post]) for post in left if post in holds)


def _of_two_states(parts: list[Cluster]) -> bool:
    """Whether two clusters hold posts of foreign states, and none of one state."""
    foreign = [part.states for part in parts if part.states]
    return any(one.isdisjoint(other) for one, other in combinations(foreign, 2))

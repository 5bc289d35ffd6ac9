"""Claims joined to clusters, one tier of evidence at a time; their order does not matter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from graph.claims import Held, PersonClaim

GROUNDS = {
    "listed": "名录人物",
    "judgement": "人工判断",
    "post": "同一职务",
    "organ": "同一机构",
    "press": "同一媒体",
    "peer": "同列者",
    "place": "同一地方",
    "above": "上下级地方",
    "home": "同一地方的文档",
}
"""What joins claims, strongest first, and its label in the graph."""

Ground: TypeAlias = tuple[str, str]
Keys: TypeAlias = "Callable[[Cluster], Iterable[Ground]]"


@dataclass(frozen=True)
class Cluster:
    """Claims taken for one person, and the grounds for that (none for a single claim)."""

    claims: tuple[PersonClaim, ...]
    grounds: frozenset[Ground] = frozenset()

    @cached_property
    def held(self) -> tuple[Held, ...]:
        """All posts in the claims."""
        return tuple(h for c in self.claims for h in c.held)

    @cached_property
    def places(self) -> frozenset[str]:
        """The places of these posts."""
        return frozenset(h.place for h in self.held if h.place and not h.shared)

    @cached_property
    def leads(self) -> frozenset[str]:
        """The places in whose leading organs the person holds a post."""
        return frozenset(h.place for h in self.held if h.place and h.leading)

    @cached_property
    def offices(self) -> frozenset[str]:
        """The bureaus and firms, not leading organs, in which the person now holds posts."""
        return frozenset(
            h.organ
            for h in self.held
            if h.organ and h.state == "now" and not (h.leading or h.shared)
        )

    @cached_property
    def busy(self) -> list[str]:
        """The dates, sorted, of the claims that give one of `offices`."""
        return sorted(
            c.date for c in self.claims if c.date and self.offices & {h.organ for h in c.held}
        )

    @cached_property
    def states(self) -> frozenset[str]:
        """The foreign states of which the person holds a post."""
        return frozenset(h.place for h in self.held if h.abroad)

    @property
    def listed(self) -> bool:
        """Whether this is the person in the lexicon's list."""
        return any(claim.listed for claim in self.claims)


def joined(
    clusters: list[Cluster],
    keys: Keys,
    clash: Callable[[list[Cluster]], bool],
) -> list[Cluster]:
    """One tier: clusters that share a key are merged unless they clash.

    In a component that clashes, the clusters that clash in themselves are set aside and the rest is
    tried again; what still clashes stays unmerged.
    """
    out: list[Cluster] = []
    for component in _components(clusters, keys):
        if not clash(component):
            out.append(_merged(component, keys))
            continue
        bridges = [part for part in component if clash([part])]
        rest = [part for part in component if part not in bridges]
        out += bridges
        for smaller in _components(rest, keys):
            out += smaller if clash(smaller) else [_merged(smaller, keys)]
    return out


def _components(clusters: list[Cluster], keys: Keys) -> list[list[Cluster]]:
    """The connected components of clusters that share keys, in the order of their first."""
    if len(clusters) == 1:
        return [clusters]
    import networkx as nx  # slow to load, and only who builds needs it

    sharing: nx.Graph[int | Ground] = nx.Graph()
    sharing.add_nodes_from(range(len(clusters)))
    sharing.add_edges_from((i, key) for i, cluster in enumerate(clusters) for key in keys(cluster))
    return [
        [clusters[i] for i in sorted(node for node in component if isinstance(node, int))]
        for component in nx.connected_components(sharing)
    ]


def _merged(parts: list[Cluster], keys: Keys) -> Cluster:
    if len(parts) == 1:
        return parts[0]
    seen: dict[Ground, int] = defaultdict(int)
    for part in parts:
        for key in set(keys(part)):
            seen[key] += 1
    shared = {key for key, count in seen.items() if count > 1}
    claims = tuple(sorted(claim for part in parts for claim in part.claims))
    return Cluster(claims, frozenset(shared).union(*(part.grounds for part in parts)))

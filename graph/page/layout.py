"""Where the nodes stand: groups apart, chains of posts together, nothing upon anything else."""

from __future__ import annotations

import math
from typing import TypeAlias

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from graph.page.evidence import Graph

SEED = 20
ASPECT = 1.9
GAP = 24.0
_PULL = {"holds": 3.0, "post_in": 3.0, "part_of": 2.0, "jurisdiction": 1.5, "invokes": 0.7}
_Points: TypeAlias = NDArray[np.float64]


def sizes(graph: Graph) -> dict[str, float]:
    """Node → radius: from the least to the most mentioned of this picture, by orders of size."""
    weight = {node: math.log1p(data["mentions"]) for node, data in graph.nodes(data=True)}
    least, most = min(weight.values(), default=0.0), max(weight.values(), default=0.0)
    span = most - least or math.inf
    return {node: round(6 + 16 * ((w - least) / span) ** 1.6, 1) for node, w in weight.items()}


def islands(graph: Graph) -> list[list[str]]:
    """The nodes in groups that hold together (Louvain; Blondel et al. 2008), the largest first."""
    return _groups(_plain(graph)) if graph else []


def positions(graph: Graph, radius: dict[str, float]) -> dict[str, tuple[int, int]]:
    """Node → whole coordinates, wider than high, with a gap between the rims of any two nodes.

    ForceAtlas2 in its LinLog form (Jacomy et al. 2014; Noack 2009), whose distances show how
    densely groups are linked; then nodes that still touch are pushed apart. Deterministic.
    """
    if len(graph) < 2:
        return dict.fromkeys(graph, (0, 0))
    plain = _plain(graph)
    with np.errstate(all="ignore"):  # it divides by the distance of a node to itself
        placed = nx.forceatlas2_layout(
            plain,
            pos=_start(plain),
            # Each round looks at every pair of nodes: large pictures get fewer.
            max_iter=_rounds(plain, 400),
            scaling_ratio=2.0,
            gravity=0.6,
            linlog=True,
            weight="weight",
            seed=SEED,
        )
    radii = np.array([radius[node] for node in plain])
    at = _apart(
        _spread(np.array([placed[node] for node in plain], dtype=float)), radii, _rounds(plain, 80)
    )
    return {node: (round(x), round(y)) for node, (x, y) in zip(plain, at.tolist(), strict=True)}


def _plain(graph: Graph) -> nx.Graph[str]:
    """Undirected and simple, in an order that does not depend on the projection's."""
    plain: nx.Graph[str] = nx.Graph()
    plain.add_nodes_from(sorted(graph))
    for source, target, name in sorted(graph.edges(keys=True)):
        more = _PULL.get(name, 1.0) * (1 + math.log(graph.edges[source, target, name]["weight"]))
        before = plain.get_edge_data(source, target, {"weight": 0.0})["weight"]
        plain.add_edge(source, target, weight=before + more)
    return plain


def _groups(plain: nx.Graph[str]) -> list[list[str]]:
    found = nx.community.louvain_communities(plain, weight="weight", seed=SEED)
    return sorted(map(sorted, found), key=lambda group: (-len(group), group))


def _start(plain: nx.Graph[str]) -> dict[str, _Points]:
    """The groups along a spiral, the members of each on a circle: a start without chance."""
    start = {}
    for place, group in enumerate(_groups(plain)):
        out, turn = math.sqrt(place + 0.5), 2.4 * place
        for number, node in enumerate(group):
            inner = 2 * math.pi * number / len(group)
            x = out * math.cos(turn) + 0.4 * math.cos(inner)
            y = out * math.sin(turn) + 0.4 * math.sin(inner)
            start[node] = np.array([x, y])
    return start


def _spread(at: _Points) -> _Points:
    """To the page's scale and shape; strays, which would waste the picture, are drawn in."""
    at = at - np.median(at, axis=0)
    far = np.hypot(at[:, 0], at[:, 1]) + 1e-9
    at *= np.sqrt(np.median(far) / far)[:, None]
    stretch = np.array([math.sqrt(ASPECT), 1 / math.sqrt(ASPECT)])
    spread: _Points = at * stretch * (17.0 * math.sqrt(len(at)) / (np.std(at, axis=0) + 1e-9))
    return spread


def _rounds(plain: nx.Graph[str], most: int) -> int:
    return max(most // 8, min(most, most * 400**2 // len(plain) ** 2))


def _apart(at: _Points, radii: _Points, rounds: int) -> _Points:
    wanted = radii[:, None] + radii[None, :] + GAP
    for _ in range(rounds):
        between = at[:, None, :] - at[None, :, :]
        distance = np.hypot(between[..., 0], between[..., 1])
        np.fill_diagonal(distance, np.inf)
        short = np.clip(wanted - distance, 0, None)
        if not (short > 1).any():
            break
        at = at + 0.3 * (between / np.maximum(distance, 1e-6)[..., None] * short[..., None]).sum(1)
    return at

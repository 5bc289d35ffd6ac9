"""Coordinates of nodes: groups apart, chains of posts together, no node on another.

Coordinates and radii are in pixels of the page at its first zoom.
"""

from __future__ import annotations

import math
from typing import TypeAlias, TypeVar

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from graph.page.evidence import Graph

SEED = 20
ASPECT = 1.9
"""Width of the picture divided by its height."""

GAP = 24.0
"""The least distance between the rims of two nodes, in pixels."""

MAX_UNGROUPED_NODES = 800
"""With more nodes, each group is laid out by itself: the time grows with their square."""

# How much more strongly than others a relation draws its ends together.
_PULL = {"holds": 3.0, "post_in": 3.0, "part_of": 2.0, "jurisdiction": 1.5, "invokes": 0.7}
_Points: TypeAlias = NDArray[np.float64]
"""Nodes x 2: coordinates; or radii, one a node."""
_Node = TypeVar("_Node", str, int)


def sizes(graph: Graph) -> dict[str, float]:
    """Node → radius, 6 to 22 pixels, by the logarithm of its mentions among those of the graph."""
    weight = {node: math.log1p(data["mentions"]) for node, data in graph.nodes(data=True)}
    least, most = min(weight.values(), default=0.0), max(weight.values(), default=0.0)
    span = most - least or math.inf
    return {node: round(6 + 16 * ((w - least) / span) ** 1.6, 1) for node, w in weight.items()}


def islands(graph: Graph) -> list[list[str]]:
    """The nodes in densely linked groups (Louvain; Blondel et al. 2008), the largest first."""
    return _groups(_plain(graph)) if graph else []


def positions(graph: Graph, radius: dict[str, float]) -> dict[str, tuple[int, int]]:
    """Node → whole coordinates, with a gap between the rims of any two nodes; deterministic.

    ForceAtlas2 in its LinLog form (Jacomy et al. 2014; Noack 2009), in which densely linked groups
    stand near each other; then nodes that still touch are pushed apart.
    """
    if len(graph) < 2:
        return dict.fromkeys(graph, (0, 0))
    plain = _plain(graph)
    at = _by_groups(plain, radius) if len(plain) > MAX_UNGROUPED_NODES else _flat(plain, radius)
    return {node: (round(x), round(y)) for node, (x, y) in zip(plain, at.tolist(), strict=True)}


def _flat(plain: nx.Graph[str], radius: dict[str, float], most: int = 400) -> _Points:
    """The nodes laid out all at once, in ``most`` rounds where they are few."""
    return _apart(
        _forces(plain, most), np.array([radius[node] for node in plain]), _rounds(plain, 80)
    )


def _forces(plain: nx.Graph[_Node], most: int) -> _Points:
    """ForceAtlas2 from a start without chance."""
    with np.errstate(all="ignore"):  # it divides by the distance of a node to itself
        placed = nx.forceatlas2_layout(
            plain,
            pos=_start(plain),
            # Each round looks at every pair of nodes: large pictures get fewer.
            max_iter=_rounds(plain, most),
            scaling_ratio=2.0,
            gravity=0.6,
            linlog=True,
            weight="weight",
            seed=SEED,
        )
    return _spread(np.array([placed[node] for node in plain], dtype=float))


def _by_groups(plain: nx.Graph[str], radius: dict[str, float]) -> _Points:
    """Each group laid out by itself, then the groups as discs.

    Groups that no chain of links joins to the first stand on a spiral around those it does.
    """
    index = {node: place for place, node in enumerate(plain)}
    groups = _groups(plain)
    inner = [_inner(_part(plain, group), radius) for group in groups]
    discs = [float(np.hypot(*at.T).max()) + 2 * GAP for _, at in inner]
    whole = _quotient(plain, groups)
    linked = sorted(nx.node_connected_component(whole, 0))
    rim = [place for place in whole if place not in linked]
    middle = np.zeros((len(groups), 2))
    if len(linked) > 1:
        size = np.array([discs[place] for place in linked])
        at = _around_first(_forces(_part(whole, linked), 200))
        at *= 0.5 * math.sqrt(np.square(size).sum()) / at.std()
        middle[linked] = _apart(at, size, 300, heavy=True)
        middle -= (middle[linked].max(0) + middle[linked].min(0)) / 2
    oval = np.array([math.sqrt(ASPECT), 1 / math.sqrt(ASPECT)])
    edge = np.hypot(*(middle[linked] / oval).T) + np.array([discs[place] for place in linked])
    reach = float(edge.max()) + 2 * GAP
    for step, place in enumerate(rim):
        reach += 1.5 * discs[place] ** 2 / reach
        middle[place] = reach * oval * (math.cos(2.4 * step), math.sin(2.4 * step))
    found = np.zeros((len(plain), 2))
    for (nodes, at), centre in zip(inner, middle, strict=True):
        found[[index[node] for node in nodes]] = at + centre
    return found


def _part(plain: nx.Graph[_Node], nodes: list[_Node]) -> nx.Graph[_Node]:
    """The subgraph of the nodes, in this order; that of networkx's own depends on a set."""
    part: nx.Graph[_Node] = nx.Graph()
    part.add_nodes_from(nodes)
    for node in nodes:
        part.add_edges_from(
            (node, beside, data) for beside, data in plain[node].items() if beside in part
        )
    return part


def _quotient(plain: nx.Graph[str], groups: list[list[str]]) -> nx.Graph[int]:
    """The graph of the groups, by number; a weight is the sum of those between their members."""
    of = {node: place for place, group in enumerate(groups) for node in group}
    whole: nx.Graph[int] = nx.Graph()
    whole.add_nodes_from(range(len(groups)))
    for source, target, data in plain.edges(data=True):
        if of[source] != of[target]:
            before = whole.get_edge_data(of[source], of[target], {"weight": 0.0})["weight"]
            whole.add_edge(of[source], of[target], weight=before + data["weight"])
    return whole


def _around_first(at: _Points) -> _Points:
    """The first in the middle, the others at equal angles around it, in the order of theirs."""
    away = at[1:] - at[0]
    far = np.hypot(*away.T)
    turn = np.empty(len(far))
    turn[np.argsort(np.arctan2(away[:, 1], away[:, 0]), kind="stable")] = (
        2 * np.pi * np.arange(len(far)) / len(far)
    )
    around = far[:, None] * np.stack([ASPECT * np.cos(turn), np.sin(turn)], 1)
    return np.concatenate([np.zeros((1, 2)), around])


def _inner(part: nx.Graph[str], radius: dict[str, float]) -> tuple[list[str], _Points]:
    """A group's nodes and their coordinates around its middle; up to four stand on a circle."""
    if len(part) > 4:
        at = _flat(part, radius, 150)
    else:
        turn = 2 * np.pi * np.arange(len(part)) / len(part)
        wide = GAP * 1.4 * (len(part) > 1)
        at = wide * np.stack([np.cos(turn), np.sin(turn)], 1)
    middled: _Points = at - (at.max(0) + at.min(0)) / 2
    return list(part), middled


def _plain(graph: Graph) -> nx.Graph[str]:
    """The undirected simple graph, nodes and edges sorted, weights by relation and sentences."""
    plain: nx.Graph[str] = nx.Graph()
    plain.add_nodes_from(sorted(graph))
    for source, target, name in sorted(graph.edges(keys=True)):
        more = _PULL.get(name, 1.0) * (1 + math.log(graph.edges[source, target, name]["weight"]))
        before = plain.get_edge_data(source, target, {"weight": 0.0})["weight"]
        plain.add_edge(source, target, weight=before + more)
    return plain


def _groups(plain: nx.Graph[_Node]) -> list[list[_Node]]:
    """Louvain's communities, sorted, the largest first."""
    found = nx.community.louvain_communities(plain, weight="weight", seed=SEED)
    return sorted(map(sorted, found), key=lambda group: (-len(group), group))


def _start(plain: nx.Graph[_Node]) -> dict[_Node, _Points]:
    """Where ForceAtlas2 starts: the groups along a spiral, the members of each on a circle."""
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
    """Coordinates at the page's scale and shape, with nodes that lie far out drawn in."""
    at = at - np.median(at, axis=0)
    far = np.hypot(at[:, 0], at[:, 1]) + 1e-9
    at *= np.sqrt(np.median(far) / far)[:, None]
    stretch = np.array([math.sqrt(ASPECT), 1 / math.sqrt(ASPECT)])
    spread: _Points = at * stretch * (17.0 * math.sqrt(len(at)) / (np.std(at, axis=0) + 1e-9))
    return spread


def _rounds(plain: nx.Graph[_Node], most: int) -> int:
    """``most`` rounds up to 400 nodes, fewer by the square beyond, an eighth at the least."""
    return max(most // 8, min(most, most * 400**2 // len(plain) ** 2))


def _apart(at: _Points, radii: _Points, rounds: int, *, heavy: bool = False) -> _Points:
    """Push discs apart that are nearer than the gap; ``heavy`` ones yield less, the larger they
    are."""
    wanted = radii[:, None] + radii[None, :] + GAP
    mass = np.square(radii)
    yields = 0.6 * mass / (mass[:, None] + mass) if heavy else 0.3
    for _ in range(rounds):
        between = at[:, None, :] - at[None, :, :]
        distance = np.hypot(between[..., 0], between[..., 1])
        np.fill_diagonal(distance, np.inf)
        short = np.clip(wanted - distance, 0, None)
        if not (short > 1).any():
            break
        push = short * yields / np.maximum(distance, 1e-6)
        at = at + (between * push[..., None]).sum(1)
    return at

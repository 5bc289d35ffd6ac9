"""Some named graphs of a database, to be asked as if there were no others."""

from __future__ import annotations

from typing import NamedTuple

import pyoxigraph as ox


class Dataset(NamedTuple):
    """What a query asks instead of the whole graph: the IRIs of the named graphs that make its
    default graph, and of those that it has as named graphs. ValueError for what is no IRI."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()

    def of(self, database: ox.Store) -> ox.Store:
        """These graphs in memory: Oxigraph 0.5 would count a triple that is in two default graphs
        twice, where a merged graph has it once."""
        part = ox.Store()
        for name in self.graphs():
            part.add_graph(name)
            part.extend(database.quads_for_pattern(None, None, None, name))
        for given in self.default:
            for quad in database.quads_for_pattern(None, None, None, ox.NamedNode(given)):
                part.add(ox.Quad(*quad.triple))
        return part

    def graphs(self) -> list[ox.NamedNode | ox.BlankNode]:
        """The names of the named graphs."""
        return [ox.NamedNode(name) for name in self.named]

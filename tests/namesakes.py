"""The graph of `sample` with two persons of one name, who hold posts in two invented counties."""

from __future__ import annotations

from pathlib import Path

import sample

from graph.rdf import BASE, iri, literal
from graph.store import Store


def write(folder: Path) -> Store:
    """The graph, opened."""
    return Store.write(folder, sample.lines() | set(lines()))


def lines() -> list[str]:
    """What is added to `sample.lines`."""
    found = []
    for county, post in (("北河县", "中共北河县委书记"), ("南山县", "南山县水利局局长")):
        person, held = f"<{BASE}person/秦越-{county}>", f"<{BASE}post/{post}>"
        organ, place = f"<{BASE}organization/{county}机关>", f"<{BASE}place/{county}>"
        for subject, kind, label in (
            (person, "Person", "秦越"),
            (held, "Post", post),
            (organ, "Organization", f"{county}机关"),
            (place, "Place", county),
        ):
            found.append(f"{subject} {iri('rdf:type')} {iri('tg:' + kind)} .")
            found.append(f"{subject} {iri('rdfs:label')} {literal(label, language='zh')} .")
        found.append(f"{person} {iri('org:holds')} {held} .")
        found.append(f"{held} {iri('org:postIn')} {organ} .")
        found.append(f"{organ} {iri('tg:jurisdiction')} {place} .")
        alias = literal(post.removeprefix("中共"), language="zh")
        found.append(f"{held} {iri('skos:altLabel')} {alias} .")
    return found

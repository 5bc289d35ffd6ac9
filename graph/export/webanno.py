"""The documents as WebAnno TSV 3.3, as INCEpTION reads and writes it: what is marked, and as what.

A token is a character, so that a mark may begin anywhere; its layer is INCEpTION's own of named
entities, with the entity's IRI as ``identifier`` and its type as ``value``. Offsets count UTF-16
units, as Java does. Relations have no layer there that every project has: they are left out.
`graph.curate` reads it back.
"""

from __future__ import annotations

import re
from typing import BinaryIO

from graph.export.annotations import Annotated, annotated
from graph.export.archive import Archive
from graph.export.source import Source

HEAD = (
    "#FORMAT=WebAnno TSV 3.3\n"
    "#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value\n"
)
_SENTENCES = """SELECT ?d ?b ?e { ?s a tg:Sentence ; dcterms:isPartOf ?d ; nif:beginIndex ?b ;
  nif:endIndex ?e } ORDER BY ?b"""
_SPECIAL = re.compile(r"[\\\[\]|_;*]|->")


def webanno(source: Source, output: BinaryIO) -> None:
    """Write the archive of a TSV file a document."""
    with Archive(output) as archive:
        for item in annotated(source):
            archive.add(f"{item.document.id}.tsv", _tsv(source, item).encode())


def _tsv(source: Source, item: Annotated) -> str:
    text = item.document.text
    units = [0]
    for char in text:
        units.append(units[-1] + (2 if ord(char) > 0xFFFF else 1))
    labels = _labels(item)
    rows = source.rows(_SENTENCES, d=item.iri)
    blocks = []
    for number, row in enumerate(rows, 1):
        begin, end = int(row["b"].value), int(row["e"].value)
        lines = [f"#Text={_escaped(line)}" for line in text[begin:end].split("\n")]
        places = (place for place in range(begin, end) if not text[place].isspace())
        for token, place in enumerate(places, 1):
            cells = [
                f"{number}-{token}",
                f"{units[place]}-{units[place + 1]}",
                _escaped(text[place]),
            ]
            lines.append("\t".join([*cells, *labels.get(place, ("_", "_")), ""]))
        blocks.append("\n".join(lines) + "\n")
    return HEAD + "\n\n" + "\n".join(blocks)


def _labels(item: Annotated) -> dict[int, tuple[str, str]]:
    """Identifiers and types of each marked character, by its place, with the number of the mark."""
    found: dict[int, list[tuple[str, str]]] = {}
    for number, mark in enumerate(item.marks, 1):
        for place in range(mark.begin, mark.end):
            label = f"{_value(mark.iri)}[{number}]", f"{_value(mark.type)}[{number}]"
            found.setdefault(place, []).append(label)
    joined = {place: zip(*labels, strict=True) for place, labels in found.items()}
    return {
        place: ("|".join(next(columns)), "|".join(next(columns)))
        for place, columns in joined.items()
    }


def _value(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\r", "\\r")

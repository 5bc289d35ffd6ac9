"""What lies beside the ontology and is made of it: ``python -m graph.rdf.generate`` writes it."""

from __future__ import annotations

from graph.rdf.dictionary import data_dictionary
from graph.rdf.shacl import shapes
from graph.resources import ONTOLOGY

GENERATED = {"README.md": data_dictionary, "shapes.ttl": shapes}
"""Files of the ontology's folder → what makes their text."""

if __name__ == "__main__":
    for name, text in GENERATED.items():
        (ONTOLOGY / name).write_bytes(text().encode())  # UTF-8 and \n whatever the system

"""What answers call an entity: its label, or its short address where another is called so, too.

It is done in the SPARQL of a question, so that every engine, format and page says the same, and
namesakes are rows of their own. A question lists the variables that hold names at its head,
``# names: ?person ?post``, and binds each by a triple of its own, ``?holder rdfs:label ?person``.
What has no label, a date say, is called by itself. The names are known at the end of the query
alone, so that they do not hold up its joins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph.model import QueryError

_LABELLED = r"(\?\w+) rdfs:label \?%s\b"
# `graph.rdf.address`, in SPARQL
_TOLD = """\
  BIND (IF(BOUND(?{name}_label), IF(
    EXISTS {{ ?{name}_twin rdfs:label ?{name}_label FILTER (?{name}_twin != {it}) }},
    STRLANG(REPLACE(REPLACE(STR({it}), "^.*/", ""), "%23", "#"), "zh"), ?{name}_label),
    STR({it})) AS ?{name})
"""


def told_apart(text: str, names: Iterable[str]) -> str:
    """The SPARQL of a question whose variables ``names`` tell namesakes apart.

    QueryError for one that no triple binds to a label.
    """
    told = ""
    for name in names:
        labelled = re.search(_LABELLED % name, text)
        if labelled is None:
            raise QueryError(
                f"names: 缺 / write what ?{name} is the name of: ?it rdfs:label ?{name} ."
            )
        text = re.sub(_LABELLED % name, rf"\1 rdfs:label ?{name}_label", text)
        told += _TOLD.format(name=name, it=labelled[1])
    body, end, modifiers = text.rpartition("}")
    return body + told + end + modifiers

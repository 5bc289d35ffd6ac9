"""Which mentions of one name mean one person: decided over all documents, explained, reversible.

A document knows its own persons only. Extraction names them provisionally (``person/陈涛``, or
``person/陈涛~丰水县`` where one document tells two of a name apart) and says what it knows of each
in a `Claim`: posts, organs, places, date. Once all documents have spoken,

    claims   = extract.graph_lines(document)[1].claims     per document; plain values, fit for JSON
    decided  = decide(claims of all documents, judgements)
    lines    = rewrite(lines of one document, decided.names(document.id), base)
    graph    = the sorted union of all rewritten lines and decided.lines(base)

`decide` is pure and free of order, and works name by name: what it says of a name depends on the
claims of that name alone, or of the names that a judgement links to it (`linked`). So after a
change of some documents only the names that they bear, before or after, need deciding again
(``decide`` over the claims of these names), and only the documents whose ``decided.names(id)``
came out different need rewriting. ``names`` holds only what must change: it is empty for most.

A name alone is nobody's evidence. `graph.identity.evidence` says what is, for and against;
`extract.claims.witness` what a document can tell. The same way, under names that begin with ``~``,
documents settle where places lie, so that 市委 in a county's report becomes its city's committee
(`graph.extract.claims.locality`). `apart`, `echoes` and `occasions` tell apart what one document's
wording shows to be two: namesakes side by side, common nouns, meetings of different dates.
"""

from __future__ import annotations

from graph.identity.decision import Decided, decide
from graph.identity.judgement import (
    Judgement,
    linked,
    name,
    plain,
    read_judgements,
    record,
)
from graph.identity.rewriting import rewrite
from graph.identity.variants import A_SLOGAN, keys_of, links, relinked, variants
from graph.model import JUDGEMENTS, Claim, Held

__all__ = [
    "A_SLOGAN",
    "JUDGEMENTS",
    "Claim",
    "Decided",
    "Held",
    "Judgement",
    "decide",
    "keys_of",
    "linked",
    "links",
    "name",
    "plain",
    "read_judgements",
    "record",
    "relinked",
    "rewrite",
    "variants",
]

"""Which mentions of one name mean one person: decided over all documents, explained, reversible.

A document knows its own persons only. Extraction names them provisionally (``person/陈涛``, or
``person/陈涛~丰水县`` where one document tells two of a name apart) and says what it knows of each
in a `PersonClaim`: posts, organs, places, date. Once all documents have spoken,

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
`extract.claims.witness` what a document can tell. The same way documents settle, by what each says
of a place (`PlaceClaim`), where it lies, so that 市委 in a county's report, a `PendingName`,
becomes its city's committee (`graph.extract.claims.locality`).
"""

from __future__ import annotations

from graph.identity.decision import Decided, decide
from graph.identity.judgement import (
    Judgement,
    linked,
    meant,
    named,
    names,
    parted,
    plain,
    read_judgements,
    record,
)
from graph.identity.rewriting import rewrite
from graph.identity.variants import A_SLOGAN, keys_of, links, relinked, variants
from graph.model import JUDGEMENTS, Held, PersonClaim

__all__ = [
    "A_SLOGAN",
    "JUDGEMENTS",
    "Decided",
    "Held",
    "Judgement",
    "PersonClaim",
    "decide",
    "keys_of",
    "linked",
    "links",
    "meant",
    "named",
    "names",
    "parted",
    "plain",
    "read_judgements",
    "record",
    "relinked",
    "rewrite",
    "variants",
]

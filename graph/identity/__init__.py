"""Which mentions of one name mean one person: decided over all documents, explained, reversible.

A document knows its own persons only. Extraction names them provisionally (``person/陈涛``, or
``person/陈涛-丰水县`` where one document distinguishes two of a name) and states what it knows of
each in a `PersonClaim`: posts, organs, places, date. Then, over all documents,

    claims   = extract.graph_lines(document)[1]            per document; plain values, fit for JSON
    decided  = decide(claims of all documents, judgements)
    lines    = Wrong(judgements, base).rewritten(lines of one document, decided.names(document.id))
    graph    = the sorted union of all rewritten lines and decided.lines(base)

`decide` is pure, does not depend on order, and works name by name: its result for a name depends
only on the claims about that name and about the names that a judgement links to it (`linked`). So
after a change of some documents only the names in them, before or after, need to be decided again
(``decide`` over the claims about these names), and only the documents whose ``decided.names(id)``
changed need rewriting. ``names`` contains only what must change: for most documents nothing.

The same name is no evidence. `graph.identity.evidence` defines what is, for and against;
`extract.claims.witness` what a document can claim. In the same way the documents decide, by their
claims about a place (`PlaceClaim`), where it lies, so that 市委 in a county's report, a
`PendingName`, becomes the committee of its city (`graph.extract.claims.locality`).
"""

from __future__ import annotations

from graph.claims import Held, PersonClaim
from graph.identity.decision import Decided, alone, decide, marked
from graph.identity.judgement import (
    VERDICTS,
    WRONG,
    Judgement,
    judged,
    linked,
    meant,
    named,
    names,
    parted,
    plain,
)
from graph.identity.recording import read_judgements, record
from graph.identity.refuting import Wrong
from graph.identity.rewriting import rewrite
from graph.identity.stating import node, statements
from graph.identity.variants import (
    A_SLOGAN,
    keys,
    keys_of,
    link,
    links,
    pairs,
    relinked,
    slogan,
    variants,
)
from graph.model import JUDGEMENTS

__all__ = [
    "A_SLOGAN",
    "JUDGEMENTS",
    "VERDICTS",
    "WRONG",
    "Decided",
    "Held",
    "Judgement",
    "PersonClaim",
    "Wrong",
    "alone",
    "decide",
    "judged",
    "keys",
    "keys_of",
    "link",
    "linked",
    "links",
    "marked",
    "meant",
    "named",
    "names",
    "node",
    "pairs",
    "parted",
    "plain",
    "read_judgements",
    "record",
    "relinked",
    "rewrite",
    "slogan",
    "statements",
    "variants",
]

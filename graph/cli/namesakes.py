"""How namesakes are shown: who bears a name, and pairs of one name to judge."""

from __future__ import annotations

import re

from rich.text import Text

from graph.characters import tamed
from graph.cli.terminal import say, stdout
from graph.model import AmbiguousError
from graph.query import Rows
from graph.rdf import ontology

_BESIDE = 14  # characters of a sentence shown on either side of a name
_CANDIDATES = 10  # bearers of a name that are told


def which(error: AmbiguousError) -> None:
    """Who bears a name, each by the address that means it alone, its type and a post or day."""
    say("错误 / error:", error.question, "bold red")
    for address, said in list(error.candidates.items())[:_CANDIDATES]:
        kind = next(
            (t.labels for t in ontology.entity_types() if t.name.lower() == address.split("/")[0]),
            (),
        )
        say("", "  ".join(filter(None, (address, " ".join(kind), said))))
    if len(error.candidates) > _CANDIDATES:
        more = len(error.candidates) - _CANDIDATES
        say("", f"… 还有 {more} 个 / {more} more")


def pairs(rows: Rows) -> None:
    """Pairs of one name on stdout, a block each: two addresses, their sentences, the reasons."""
    console = stdout()
    for row in rows:
        console.print(Text(row.name, "bold"))
        for address, said in (row.a, row.said_a), (row.b, row.said_b):
            console.print(Text(f"  {address}", "cyan"))
            console.print(_around(said, row.name), style="dim")
        for label, reasons in ("同 same", row.same), ("异 different", row.different):
            if reasons:
                console.print(Text(f"  {label}: {reasons}"))
        console.print()
    if rows:
        say("逐对判断 / judge each:", "tifagraph same|different A B --because WHY --in DOCS")


def _around(sentence: str, name: str) -> Text:
    """The part of a sentence where a name stands, with the document that its end names."""
    text, bracket, document = sentence.rpartition("（")
    spaced = r"\s?".join(map(re.escape, name))  # 李　明
    found = re.search(spaced, text)
    begin = max(0, (found.start() if found else 0) - _BESIDE)
    end = begin + 2 * _BESIDE + len(name)
    cut = f"{'…' if begin else ''}{text[begin:end]}{'…' if end < len(text) else ''}"
    said = Text(f"    {tamed(cut)}{bracket}{document}")
    said.highlight_regex(spaced, "bold")
    return said

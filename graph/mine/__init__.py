"""Candidate formulations (提法) of a corpus, ready to be reviewed into ``slogans.tsv``.

A formulation is treated as one (坚持…, 践行…, “…”) and recurs word for word. So what stands after
such a cue is sorted, and the prefixes at which it branches are the candidates (the nodes of a
suffix tree; Nagao and Mori 1994 count n-grams by the same sorting). All their uses are then counted
in one pass of an automaton, and ranked by how fixed they are: how often they are treated as a
formulation, whether they end where words end, how varied their neighbours are (branching entropy;
Jin and Tanaka-Ishii 2006), how much their parts attract each other (pointwise mutual information;
Church and Hanks 1990), and over how many documents they are spread.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import Any

from graph.extract import extract
from graph.identity import variants
from graph.lexicon import MINED, Lexicon, Pattern, load
from graph.mine.corpus import Text, read, spool
from graph.mine.recurrence import passages, plausible, recurring
from graph.mine.usage import Usage, free, frequencies, parts, rank, used, whole
from graph.model import Document, Entity, Extraction
from graph.stages import tell
from graph.text import prepare

COLUMNS = ("name", "kind", "components", "first", "strength", "source", *MINED)

_LONGER = 0.3  # what a known formulation and more behind it is worth
_NUMERIC = Pattern("[{numeral|counting_word}](?!个五年).{1,7}$")
_KINDS = (
    ("numeric", _NUMERIC),
    ("campaign", Pattern(".*{campaign_title|mined_campaign}$")),
    ("strategy", Pattern(".*{strategy_head|mined_strategy}$")),
    ("doctrine", Pattern(".*{doctrine_head|ism|mined_doctrine}$")),
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A formulation met in ``documents`` documents; ``row`` has the columns of COLUMNS.

    ``kind`` is the lexicon's, or the one that its form suggests; ``known`` is its row in the
    lexicon, if it has one; ``components`` what its first document says
    it consists of; ``quoted`` the share of uses in quotation marks; ``variants`` are others that
    differ by a word or in order.
    """

    name: str
    kind: str
    known: dict[str, str]
    components: tuple[str, ...]
    documents: int
    uses: int
    first_date: str
    last_date: str
    quoted: float
    variants: tuple[str, ...]
    example: str

    @property
    def row(self) -> dict[str, Any]:
        """The columns: what the lexicon has of it, or would have; ``first`` is left to find out."""
        fixed = self.quoted >= 0.2 or self.kind != "formula" or len(self.name) > 6
        proposed = {
            "kind": self.kind,
            "components": "|".join(self.components),
            "strength": "fixed" if fixed else "weak",
            "source": "mined, to be reviewed",
        }
        found = {column: getattr(self, column) for column in ("name", *MINED)}
        values = proposed | self.known | found
        return {column: values.get(column, "") for column in COLUMNS}


def as_tsv(candidates: Iterable[Candidate]) -> str:
    """A word list to review; as ``slogans.tsv`` in a folder it is one (`lists.amended`)."""
    lines = [
        "# 待审提法，最像的在前；删去不是的 / To be reviewed, the likeliest first",
        "\t".join(COLUMNS),
    ]
    for candidate in candidates:
        row = candidate.row | {
            "quoted": f"{candidate.quoted:.2f}",
            "variants": "|".join(candidate.variants),
        }
        lines.append("\t".join(re.sub(r"\s+", " ", str(value)) for value in row.values()))
    return "\n".join(lines) + "\n"


def as_json(candidates: Iterable[Candidate]) -> str:
    """The same as a JSON array of objects."""
    rows = [candidate.row for candidate in candidates]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def mine(
    documents: Iterable[Document],
    *,
    min_documents: int = 3,
    known: bool = False,
    lexicon: Lexicon | None = None,
) -> list[Candidate]:
    """The candidates met in at least ``min_documents`` documents, the most fixed first.

    In half of these at least they stand after a cue or in quotation marks. Documents of one text
    count once. ``known`` keeps those that the lexicon has already. Memory grows with what stands
    after a cue, some hundredth of the text, not with the text itself, which waits on disk.
    """
    lexicon = lexicon or load(None)
    rows = {entry.form: dict(entry.fields) for entry in lexicon.entries("slogans")}
    with TemporaryFile() as file:
        met = passages(spool((prepare(d, lexicon) for d in documents), file), lexicon)
        found = recurring(met, max(2, (min_documents + 1) // 2))
        tell("mine")
        names = [name for name in sorted(found) if plausible(name, lexicon)]
        usage = used(read(file), names, lexicon)
        names = [name for name in names if usage[name].documents >= min_documents]
        names = whole([name for name in names if free(usage[name])], usage, rows)
        cuts = {part for name in names for part in (name, *parts(name))}
        frequency = frequencies(read(file), cuts)
        glossed = _glossed(read(file), {name: usage[name].first[1] for name in names}, lexicon)
    others = variants({*names, *rows})

    def score(name: str) -> float:
        longer = name not in rows and any(name[:end] in rows for end in range(4, len(name)))
        return rank(name, usage[name], frequency) * (_LONGER if longer else 1)

    return [
        _candidate(
            name,
            rows.get(name, {}).get("kind") or _kind(name, lexicon),
            usage[name],
            rows.get(name, {}),
            glossed[name],
            others[name],
        )
        for name in sorted(names, key=lambda name: (-score(name), name))
        if known or name not in rows
    ]


def _kind(name: str, lexicon: Lexicon) -> str:
    """The kind that the form of a formulation suggests."""
    fits = (kind for kind, form in _KINDS if form.of(lexicon).match(name))
    return next(fits, "formula")


def _candidate(
    name: str,
    kind: str,
    usage: Usage,
    row: dict[str, str],
    components: tuple[str, ...],
    variants: tuple[str, ...],
) -> Candidate:
    (first, example), quoted = usage.first, usage.quoted / usage.uses
    dates = (first, usage.last_date) if usage.last_date else ("", "")
    counts = (usage.documents, usage.uses, *dates, quoted)
    return Candidate(name, kind, row, components, *counts, variants, example)


def _glossed(
    texts: Iterable[Text], examples: dict[str, str], lexicon: Lexicon
) -> defaultdict[str, tuple[str, ...]]:
    """The parts of a numeric formulation, where the first document to use it lists them."""
    numeric_form = _NUMERIC.of(lexicon)
    numeric = {name: example for name, example in examples.items() if numeric_form.match(name)}
    wanted, found = set(numeric.values()), defaultdict[str, tuple[str, ...]](tuple)
    for identifier, issued, text in texts:
        if identifier not in wanted:
            continue
        with suppress(Exception):  # a rule's mistake must cost one document's parts, no more
            document = Document(identifier, text, "", issued=issued)
            for name, part in _parts_told(extract(document, lexicon)):
                if numeric.get(name) == identifier:
                    found[name] += (part,)
    return found


def _parts_told(found: Extraction) -> Iterator[tuple[str, str]]:
    for relation in found.relations:
        if relation.name == "component":
            part = relation.object
            yield relation.subject.name, part.name if isinstance(part, Entity) else part

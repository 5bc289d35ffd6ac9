"""How many words taken out of the grammar by lot the tests notice: draw_words.py [SEED [COUNT]].

Each is taken out alone; then the sentences of tests/lexicon that it stands in are read again.
"""

from __future__ import annotations

import random
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))
import test_word_classes as tables

from graph.extract.pairs.model import load
from graph.lexicon import Lexicon, ranks
from graph.lexicon import lexicon as lexicons
from graph.resources import LEXICON


def noticed(row: str, folder: Path) -> bool:
    """Whether a sentence of the word reads otherwise without its row of the grammar."""
    grammar = (LEXICON / "grammar.tsv").read_text("utf-8")
    (folder / "grammar.tsv").write_text(grammar.replace(f"\n{row}\n", "\n"), "utf-8")
    without = Lexicon(folder, tables.TABLES / "own")
    tables.lexicon = lambda: without
    lexicons.load = lambda _: without
    ranks._ranks.cache_clear()
    word, word_class, *_ = row.split("\t")
    if not without.word_class(word_class):
        return True  # patterns refuse a class without words
    if word_class == "cue":
        return word in load().cues
    wrong = (
        not case.holds(word, read(case, word))
        for table, read in (("patterns.tsv", tables.matched), ("classes.tsv", tables.read))
        for case in tables.cases(table)
        if case.word_class == word_class and word in case.words.split("|")
    )
    missed = (n for n in tables.near_misses() if (n.word_class, n.word) == (word_class, word))
    return any(wrong) or any(not (n.hits() and n.misses()) for n in missed)


def main(seed: int = 1, count: int = 40) -> None:
    """Prints the seed, the words missed and how many were noticed."""
    lines = (LEXICON / "grammar.tsv").read_text("utf-8").splitlines()
    _, *rows = [line for line in lines if not line.startswith("#")]
    drawn = random.Random(seed).sample(rows, count)
    with TemporaryDirectory() as temporary:
        folder = Path(temporary) / "lexicon"
        shutil.copytree(LEXICON, folder)
        missed = [row.split("\t")[:2] for row in drawn if not noticed(row, folder)]
    for word, word_class in missed:
        print(f"not noticed: {word} ({word_class})")
    print(f"seed {seed}: {count - len(missed)} of {count} noticed")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))

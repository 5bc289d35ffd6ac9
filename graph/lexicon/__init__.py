"""The word lists.

Takes the folder of lists, ours and a user's; gives the entries of each, and one automaton that
finds them all in a text.
"""

from __future__ import annotations

from graph.characters import HAN
from graph.lexicon.contents import Contents
from graph.lexicon.learned import as_learned
from graph.lexicon.led import Led
from graph.lexicon.lexicon import Entry, Hit, Lexicon, default, load, once_per_lexicon
from graph.lexicon.lists import MINED
from graph.lexicon.needs import meets, needs
from graph.lexicon.patterns import Pattern, any_of
from graph.lexicon.ranks import CITY, PROVINCE, rank

__all__ = [
    "CITY",
    "HAN",
    "MINED",
    "PROVINCE",
    "Contents",
    "Entry",
    "Hit",
    "Led",
    "Lexicon",
    "Pattern",
    "any_of",
    "as_learned",
    "default",
    "load",
    "meets",
    "needs",
    "once_per_lexicon",
    "rank",
]

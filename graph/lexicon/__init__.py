"""The word lists.

Takes the folder of lists, ours and a user's; gives the entries of each, and one automaton that
finds them all in a text.
"""

from __future__ import annotations

from graph.characters import HAN
from graph.lexicon.lexicon import Entry, Hit, Lexicon, default, load, once_per_lexicon
from graph.lexicon.lists import MINED
from graph.lexicon.patterns import Pattern, any_of
from graph.lexicon.ranks import CITY, MUNICIPALITIES, PROVINCE, rank

__all__ = [
    "CITY",
    "HAN",
    "MINED",
    "MUNICIPALITIES",
    "PROVINCE",
    "Entry",
    "Hit",
    "Lexicon",
    "Pattern",
    "any_of",
    "default",
    "load",
    "once_per_lexicon",
    "rank",
]

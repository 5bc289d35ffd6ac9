"""What a tenure is: a person's time in a post, and what a line says of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from graph.lexicon import Lexicon, Pattern
from graph.model import Entity, Mention, Sentence

ELECTED = Pattern("{electing_verb}")
"""That a post was given by votes."""
NOT_YET = ("proposed", "elect")
"""What is said of a post that is not held yet."""
_ACTING = Pattern("{acting_prefix}[{han}]{0,2}{chief_ending}$")
_ASIDE = re.compile("（[^（）]*）?")


class Tenure(NamedTuple):
    """A person's time in a post. ``since`` and ``until`` are ``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD``
    or empty; ``status`` is as the ontology's tg:status."""

    person: Entity
    post: Entity
    status: str
    since: str = ""
    until: str = ""


Told = tuple[Tenure, Sentence]


def status_of(act: str, post: Mention, lexicon: Lexicon) -> str:
    """``acting`` for 代市长, else the act."""
    return "acting" if _ACTING.of(lexicon).search(post.text) else act


def brackets(line: str) -> list[tuple[int, int]]:
    """Where the brackets of a line stand."""
    return [found.span() for found in _ASIDE.finditer(line)]


def inside(position: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a position lies in one of the spans."""
    return any(begin <= position < end for begin, end in spans)

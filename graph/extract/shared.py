"""What most mention rules look at: found in all documents of a batch before any rule reads one."""

from __future__ import annotations

from collections.abc import Callable

from graph.extract.analysis import Analysis
from graph.extract.mentions.organizations import candidates as organs
from graph.extract.mentions.persons import names
from graph.extract.mentions.places import spans
from graph.extract.mentions.posts import stacks
from graph.extract.person_names import grammar_of
from graph.extract.tagged_names import tagged_names
from graph.extract.toponyms import own

FINDINGS: tuple[Callable[[Analysis], object], ...] = (
    own, spans, organs, stacks, tagged_names, grammar_of, names,
)  # fmt: skip
"""Each after those that it takes itself; `graph.extract.analysis.once` keeps them."""

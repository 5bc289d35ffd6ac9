"""Rules: small functions, one kind in one file, found by walking their folders.

A mention rule takes the document under analysis and yields mentions (``@mentions``); overlaps are
settled afterwards, so a rule may say all it sees. A relation rule takes the document as read so far
– mentions settled and resolved, speaker and occasion known – and yields relations (``@relations``).
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable
from functools import lru_cache

from graph.extract.analysis import Analysis
from graph.extract.discourse.reading import Reading
from graph.model import Mention, Relation

MentionRule = Callable[[Analysis], Iterable[Mention]]
RelationRule = Callable[[Reading], Iterable[Relation]]

_MENTIONS: list[MentionRule] = []
_RELATIONS: list[RelationRule] = []


def mentions(rule: MentionRule) -> MentionRule:
    """Registers a mention rule."""
    _MENTIONS.append(rule)
    return rule


def relations(rule: RelationRule) -> RelationRule:
    """Registers a relation rule."""
    _RELATIONS.append(rule)
    return rule


@lru_cache(maxsize=1)
def registered() -> tuple[tuple[MentionRule, ...], tuple[RelationRule, ...]]:
    """All rules of the two folders, by module and by place in it."""
    for folder in ("mentions", "relations"):
        package = importlib.import_module(f"{__package__}.{folder}")
        for module in sorted(name for _, name, _ in pkgutil.iter_modules(package.__path__)):
            importlib.import_module(f"{package.__name__}.{module}")
    return tuple(_MENTIONS), tuple(_RELATIONS)

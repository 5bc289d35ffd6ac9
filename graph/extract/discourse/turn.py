"""A turn of speech: since where who speaks."""

from __future__ import annotations

from dataclasses import dataclass

from graph.model import Entity


@dataclass(frozen=True, slots=True)
class Turn:
    """The speakers from ``begin`` on: a person, an occasion, the organs of a policy; or nobody.

    ``titled``: the title stands behind the name, 陆维书记指出, as who only tells of somebody says.
    """

    begin: int
    speakers: tuple[Entity, ...]
    titled: bool = False

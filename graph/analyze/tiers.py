"""Six tiers of intensity by the share of documents that use a slogan.

The scale is that of the China Media Project (2016, 沸、烫、热、暖、温、冷), made for a year of the
People's Daily. Its two upper bounds are published: 0.0518 (2,000 articles a year) and 0.0129 (500).
The three below go on in the same steps, each a quarter of the one above. In a graph of few
documents one use is a large share: look at the counts, or give bounds of your own.
"""

from __future__ import annotations

from typing import NamedTuple

from graph.model import QueryError


class Tier(NamedTuple):
    """A tier, in both languages, and the least share that belongs to it."""

    zh: str
    en: str
    least: float


_NAMES = (
    ("沸", "boiling"), ("烫", "scalding"), ("热", "hot"),
    ("暖", "warm"), ("温", "tepid"), ("冷", "cold"),
)  # fmt: skip
_BOUNDS = "0.0518,0.0129,0.0032,0.0008,0.0002"


def tiers(bounds: str) -> tuple[Tier, ...]:
    """The six tiers of five bounds from high to low, written ``0.0518,0.0129,…``.

    QueryError where they are not five falling shares between 0 and 1.
    """
    try:
        shares = [float(bound) for bound in bounds.split(",")]
    except ValueError:
        shares = []
    falling = all(high > low for high, low in zip((1.0, *shares), (*shares, 0.0), strict=True))
    if len(shares) != len(_NAMES) - 1 or not falling:
        raise QueryError(
            f"“{bounds}” 应为五个由高到低的份额 / are no five falling shares; write {_BOUNDS}"
        )
    return tuple(Tier(*names, least) for names, least in zip(_NAMES, (*shares, 0.0), strict=True))


TIERS = tiers(_BOUNDS)


def tier_of(share: float, scale: tuple[Tier, ...]) -> Tier:
    """The tier of a share."""
    return next(tier for tier in scale if share >= tier.least)

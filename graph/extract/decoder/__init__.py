"""Which spans of a text are mentions: rules propose, a learned model decides.

In two stages. A conditional random field over characters (`lattice`) reads the text with what the
rules propose; a logistic model over whole spans (`choice`) weighs what it reads. ``data/decoder``
holds the weights of both and the scripts that train them.

Weights are integers and all sums are exact, so every machine decides the same, and any grouping of
documents gives the same.
"""

from __future__ import annotations

from graph.extract.decoder.choice import bar, choose, percent, weigh
from graph.extract.decoder.features import Evidence
from graph.extract.decoder.model import TYPES, Span

__all__ = ["TYPES", "Evidence", "Span", "bar", "choose", "percent", "weigh"]

"""How good the extraction is.

Takes documents and gold; gives scores with every error, a sentence explained, and the shapes of
sentences that yield nothing.
"""

from __future__ import annotations

from graph.evaluate.coverage import Coverage, coverage
from graph.evaluate.explain import explain
from graph.evaluate.notation import STATED
from graph.evaluate.scores import evaluate

__all__ = ["STATED", "Coverage", "coverage", "evaluate", "explain"]

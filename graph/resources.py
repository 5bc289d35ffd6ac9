"""Where ontology and word lists lie: beside the package in a checkout, inside it in a wheel."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
_BUNDLED = PACKAGE / "resources_"
ROOT = _BUNDLED if _BUNDLED.is_dir() else PACKAGE.parent

ONTOLOGY = ROOT / "ontology"
LEXICON = ROOT / "data" / "lexicon"

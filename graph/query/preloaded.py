"""Imported once by the server of forks: what its workers will have read without opening a file."""

from __future__ import annotations

from graph.characters import spellings
from graph.query.query import named

named()
spellings("會")  # the dictionaries of the scripts

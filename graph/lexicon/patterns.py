"""Regular expressions that name classes of words, so that the words themselves are data.

    Pattern("{Person}在会上{verbs.speech}了?[{numeral}]点意见")

| written | stands for |
|---|---|
| ``{numeral}`` | a word of that class in ``grammar.tsv``, longest first, where its row allows it |
| ``{verbs.speech}`` | a word of the list ``verbs.tsv`` whose kind, role or level is ``speech`` |
| ``{level|place_unit}`` | a word of any of these classes, longest first |
| ``{han}``, ``[{han}“”]`` | any Chinese character; within a character class too |
| ``[{numeral}]`` | within a character class: the characters of those words |
| ``{numeral:opening}`` | no character, but one that such a word begins with comes next |
| ``{numeral:not_after}`` | no character, but no such word stands in front |
| ``{part}`` | the ``part`` given beside the template, a template itself |

A quantifier (``{2,4}``) is no name. A class of which a user's lists remove every word matches
nothing. A user's lists change what a pattern matches, so one is
compiled for a lexicon (`Pattern.of`) and kept with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from graph.characters import HAN
from graph.lexicon.firsts import with_firsts

if TYPE_CHECKING:
    from graph.lexicon.lexicon import Lexicon
    from graph.lexicon.lists import Row

_NAME = re.compile(r"\{(?P<names>[A-Za-z_.|]+)(?P<about>:opening|:not_after)?\}")
_NOTHING, _ANYTHING = "(?!)", "[\\s\\S]"
_MANY = 6  # words; their first characters are compared all at once before the words one by one
_GROUPS = re.compile(r"(?:\((?:\?:|\?P<\w+>)?)*")
"""What a template opens with where `re` itself looks for the first characters of its words."""
_CHARACTER_CLASS = re.compile(r"(?<!\\)\[(?:\\.|[^\]\\])*\]")


class Pattern:
    """A template over word classes; hashable by identity, so keep it in a constant."""

    def __init__(self, template: str, parts: Mapping[str, str] | None = None) -> None:
        for name, part in (parts or {}).items():
            template = template.replace(f"{{{name}}}", part)
        self.template = template

    def of(self, lexicon: Lexicon) -> re.Pattern[str]:
        """The regular expression for the words of a lexicon. KeyError names an unknown class."""
        try:
            return lexicon.memo[self]  # type: ignore[return-value]
        except KeyError:
            compiled = lexicon.memo[self] = re.compile(
                with_firsts(expanded(self.template, lexicon))
            )
            return compiled


def expanded(template: str, lexicon: Lexicon) -> str:
    """A template with its word classes spelt out. KeyError names a class that is none of ours."""

    def characters(found: re.Match[str]) -> str:
        drawn = found[0].replace("{han}", HAN)
        drawn = _NAME.sub(lambda m: "".join(map(re.escape, _forms(m, lexicon))), drawn)
        return {"[]": _NOTHING, "[^]": _ANYTHING}.get(drawn, drawn)

    def words(found: re.Match[str]) -> str:
        if found["about"] == ":not_after":
            return "".join(f"(?<!{re.escape(word)})" for word in _forms(found, lexicon))
        if found["names"] == "han":
            return f"[{HAN}]"
        forms = _forms(found, lexicon)
        if found["about"]:
            return _opening(forms)
        known = any_of(_guard(*row) for row in forms.items())
        opens = len(forms) < _MANY or _GROUPS.fullmatch(found.string, 0, found.start())
        return known if opens else f"(?:{_opening(forms)}{known})"

    return _NAME.sub(words, _CHARACTER_CLASS.sub(characters, template))


def _forms(found: re.Match[str], lexicon: Lexicon) -> Mapping[str, Row]:
    """The words that a name stands for, longest first, each with its row of ``grammar.tsv``."""
    rows: dict[str, Row] = {}
    for name in found["names"].split("|"):
        listed, _, kind = name.rpartition(".")
        if not lexicon.has(listed, kind):
            raise KeyError(found[0])
        of_list: dict[str, Row] = {w: {} for w in lexicon.kind(listed, kind)} if listed else {}
        rows |= of_list if listed else lexicon.word_class(kind)
    return {word: rows[word] for word in sorted(rows, key=lambda w: (-len(w), w))}


def _opening(words: Iterable[str]) -> str:
    """Whether one of these may begin here: its first character comes next."""
    first = sorted({word[0] for word in words})
    return f"(?=[{re.escape(''.join(first))}])" if first else _NOTHING


def any_of(patterns: Iterable[str]) -> str:
    """A group of a regular expression: any of these, nothing if there are none."""
    return f"(?:{'|'.join(patterns) or _NOTHING})"


def _guard(word: str, row: Row) -> str:
    """A word, then what it does not stand behind and before: `re` compares the word first."""
    before = "".join(f"(?<!{re.escape(w + word)})" for w in _alternatives(row, "not_after"))
    behind = "|".join(map(re.escape, _alternatives(row, "not_before")))
    return f"{re.escape(word)}{before}{f'(?!{behind})' if behind else ''}"


def _alternatives(row: Row, column: str) -> list[str]:
    return [word for word in (row.get(column) or "").split("|") if word]

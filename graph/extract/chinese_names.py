"""What a Chinese name is made of, and what only looks like one: surnames, blanks, dots, titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from graph.extract.common_words import is_word
from graph.lexicon import HAN, Lexicon, Pattern, once_per_lexicon

BLANKS, DOTS = "　 ", "·•・‧"
DOTTED = re.compile(f"[{HAN}]{{1,7}}(?:[{DOTS}][{HAN}]{{1,9}}){{1,9}}")
_PARTED = f"[{HAN}](?P<gap>[　 ]{{1,3}})[{HAN}]"  # 丁　蕙, also with more blanks between
_THIRD = f"(?P=gap)[{HAN}](?![{HAN}]|(?P=gap)[{HAN}](?![{HAN}]))"  # 佘 国 强, and no fourth
_COMPOUND = "{surnames.compound}[　 ]{1,3}[{han}]{1,2}(?![{han}])"  # 欧阳　修
_THIRD_SAID = (  # 佘 国 强主持
    "(?P=gap)(?!{after_name|verbs.speech}|[{at_mark}{and_word}{about_mark}])[{han}]"
    "(?={after_name|verbs.speech})"
)
SPACED = Pattern(
    f"(?<![{{han}}\\d])(?:{_COMPOUND}|{_PARTED}(?:{_THIRD}|(?![{{han}}]?(?P=gap)(?![　 ]))))"
)
_TWO = f"[{HAN}][{BLANKS}]{{1,3}}[{HAN}](?![{HAN}])"
_OF_TWO = re.compile(_TWO)
_ROW_OF_TWO = re.compile(
    f"(?<![{HAN}])(?:{_TWO}[{BLANKS}]+)+{_TWO}(?![{BLANKS}]+[{HAN}](?![{HAN}]))"
)
_GAPS_IN_ROW = re.compile(f"[{BLANKS}][{HAN}][{BLANKS}]+[{HAN}][{BLANKS}]{{1,3}}[{HAN}]")
"""What every row of them has; it begins with a blank, which most texts lack."""
WITH_BLANKS = Pattern(f"{_COMPOUND}|{_PARTED}(?:{_THIRD}|{_THIRD_SAID})?")
OF_PARTS = Pattern("(?:{name_part}){1,3}{name_part_last}?")
"""A Tibetan or Mongolian name made of its usual parts: 扎西|才让, 多杰."""
ADDRESS = Pattern("(?:{form_of_address|courtesy_title}|{deputy}?{called_title})$")
_HEADING = Pattern(
    "{address_title|notice_noun|notice_ending|charter_title|regulation_title|plan_title|career_title}"
)
_GAP = re.compile(r"(?<![A-Za-z.])\s+|\s+(?![A-Za-z])")


class Surnames(NamedTuple):
    """The surnames of one and of two characters."""

    single: frozenset[str]
    compound: frozenset[str]

    def length(self, text: str, begin: int = 0) -> int:
        """How many characters the surname there has, 0 if none is: 欧阳修 2, 王强 1, 我校 0."""
        if text[begin : begin + 2] in self.compound:
            return 2
        return int(text[begin : begin + 1] in self.single)


@once_per_lexicon
def surnames(lexicon: Lexicon) -> Surnames:
    """The surnames of a lexicon."""
    words = lexicon.words("surnames")
    one, two = (frozenset(word for word in words if len(word) == n) for n in (1, 2))
    return Surnames(one, two)


def spaced_in_row(text: str, lexicon: Lexicon) -> list[tuple[int, int]]:
    """The names of two characters in rows with blanks within the names and between: 陈 明 赵 敏."""
    known, out = surnames(lexicon), list[tuple[int, int]]()
    for row in _rows_of_two(text):
        names = [*_OF_TWO.finditer(text, *row.span())]
        title = any(is_title(name[0], lexicon) for name in names)
        if all(known.length(name[0]) for name in names) and not title and not _words(row, lexicon):
            out += (name.span() for name in names)
    return out


def set_wide(text: str, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Where common words are set wide, of which none is a name: 严 明 纪 律."""
    return [row.span() for row in _rows_of_two(text) if _words(row, lexicon)]


def _rows_of_two(text: str) -> Iterator[re.Match[str]]:
    return _ROW_OF_TWO.finditer(text) if _GAPS_IN_ROW.search(text) else iter(())


def _words(row: re.Match[str], lexicon: Lexicon) -> bool:
    return all(is_word(plain(name[0]), lexicon) for name in _OF_TWO.finditer(row[0]))


@once_per_lexicon
def initials(lexicon: Lexicon) -> frozenset[str]:
    """What names begin with: the characters of surnames and of the parts of Tibetan names."""
    return frozenset(
        word[0] for word in (*lexicon.words("surnames"), *lexicon.word_class("name_part"))
    )


@once_per_lexicon
def not_names(lexicon: Lexicon) -> frozenset[str]:
    """Words that open with a surname and are nobody's name: 常务, 高度, 江河, 安哥拉."""
    lists = (lexicon.words(name) for name in ("verbs", "landmarks", "countries"))
    return frozenset().union(lexicon.words("words", kind="notname"), *lists)


@lru_cache(maxsize=1 << 12)  # the same names are in many documents
def is_address(text: str, lexicon: Lexicon) -> bool:
    """Whether it is a surname and an address or office alone, and nobody's name: 王女士, 王书记."""
    surname = surnames(lexicon).length(text) or 1
    return bool(ADDRESS.of(lexicon).fullmatch(text[surname:]))


@lru_cache(maxsize=1 << 12)
def is_title(text: str, lexicon: Lexicon) -> bool:
    """Whether it is what a document is called, set wide, and nobody's name: 贺　信, 方　案."""
    return bool(_HEADING.of(lexicon).fullmatch(plain(text)))


def plain(surface: str) -> str:
    """A name without white space but between Latin words: 丁　蕙 → 丁蕙, Mary Lee."""
    return surface if surface.isalnum() else _GAP.sub("", surface)

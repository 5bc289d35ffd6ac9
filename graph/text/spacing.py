"""Lists as they are typed – 书　　记 丁  蕙, 局长……沈岩 – read as 书记 丁蕙, 局长：沈岩."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from graph.characters import HAN, Folded
from graph.lexicon import Lexicon, Pattern

_SPREAD = re.compile(f"(?<![{HAN}])[{HAN}](?:[ 　]{{1,8}}[{HAN}](?![{HAN}])){{1,4}}")
_APART = re.compile(f"[ 　](?<=[{HAN}].)(?<![{HAN}]{{2}}.)")
"""A blank behind a single character, of which there is one where characters are spread."""
_HEAD = "{post_modifier}?(?:{posts.level}|{posts.title}|{posts.head}|{posts.national})"
_POST = Pattern(f"(?!{{group_member}}$){_HEAD}")
_NAME = re.compile(
    f"(?m)^[ 　|]*(?P<surname>[{HAN}])(?P<gap>[ 　]{{1,3}})[{HAN}](?=[ 　]{{4,}}|\t)"
)
_LED = Pattern(
    f"(?m)^[ 　]*[{{han}}]{{0,12}}?{_HEAD}(?:（[^（）]{{1,4}}）)?"
    "[ 　]*(?P<leader>…+|[.·]{3,}|[—–-]{1,3}|/|\t)[ 　]*(?=[{han}])"
)
_LEADER = re.compile("[…—–/\t.·-](?:(?<![.·])|[.·]{2})")
_BLANKS = re.compile("[ 　]+")
_FEWEST_LED = 2  # lines with leaders of one kind


def closed_up(folded: Folded, lexicon: Lexicon) -> Folded:
    """The text in which heads of posts, and names in the first column of a table, have no blanks
    inside, and a colon for dots, a dash or a tab between posts and names; all else keeps its place.
    """
    leaders = list(_leaders(folded.text, lexicon))
    if not leaders and " " not in folded.text and "　" not in folded.text:
        return folded
    characters = list(folded.text)
    for begin, _ in leaders:
        characters[begin] = "："
    text = "".join(characters)
    surnames = lexicon.words("surnames")
    names = (m.span("gap") for m in _NAME.finditer(text) if m["surname"] in surnames)
    more = ((begin + 1, end) for begin, end in leaders if end > begin + 1)
    gaps = sorted({*_gaps(text, _POST.of(lexicon)), *names, *more})
    return folded._replace(text=text).without(gaps) if gaps or leaders else folded


def _leaders(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """What leads from the post that a line opens with to the name, where several lines have it."""
    if "\n" not in text or not _LEADER.search(text):
        return
    found = list(_LED.of(lexicon).finditer(text))
    kinds = Counter(match["leader"][0] for match in found)
    for match in found:
        if kinds[match["leader"][0]] >= _FEWEST_LED:
            yield match.start("leader"), match.end()


def _gaps(text: str, post: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The blanks inside of the longest post that spread characters begin with."""
    for found in _SPREAD.finditer(text) if _APART.search(text) else ():
        blanks = [blank.span() for blank in _BLANKS.finditer(text, *found.span())]
        for number in range(len(blanks), 0, -1):
            if post.fullmatch(_BLANKS.sub("", text[found.start() : blanks[number - 1][1] + 1])):
                yield from blanks[:number]
                break

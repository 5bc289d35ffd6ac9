"""Two of one name in one document, listed side by side: told apart."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from itertools import pairwise

from graph.extract.claims.places import Places
from graph.extract.claims.witness import roles
from graph.extract.discourse.reading import Reading
from graph.lexicon import Pattern
from graph.model import CENTRE, Entity, Mention

_BETWEEN_POSTS = re.compile("[、，和兼任 　]{0,3}")
_ASIDE = re.compile("（([^（），。]{2,12})）")
_NO_MARK = Pattern("[男女]|.{1,8}族|{courtesy_title}|.*{no_mark}.*")
_LIST = 4000  # characters between two in one list, at most
_TOLD = Pattern(
    "{verbs.speech}|{meeting_verb}|{personnel_verb}|{chairing_verb}|{joining_verb}|{deciding_verb}|[。；]"
)


def tell_apart(reading: Reading) -> None:
    """Gives two of one name, listed side by side with different posts, keys of their own.

    青芦县副县长陈涛、丰水县委副书记陈涛 → 陈涛~青芦县, 陈涛~丰水县. So do different brackets behind
    both: 王凯（河南）、王凯（解放军）. Elsewhere in the document the name means the one whose post
    or mark stands beside it, else the one named last.
    """
    mentions = list(reading.mentions)
    places = Places(reading)
    for name, at in _repeated(mentions).items():
        posts = {i: _posts_before(reading, mentions, i) for i in at}
        asides = {i: _aside(reading, mentions[i]) for i in at}
        marks: dict[str, str] = {}
        leads = roles(reading.analysis.lexicon).get(name) == "leader"
        for i, j in pairwise(at):
            if asides[i] and asides[j] and asides[i] != asides[j]:
                marks |= {asides[k]: asides[k] for k in (i, j)}
            elif _side_by_side(reading, mentions, i, j) and _differ(posts[i], posts[j]):
                here, there = places.marks(posts[i][0]), places.marks(posts[j][0])
                if leads and not {here[0], there[0]} - {"", CENTRE}:
                    continue  # 国家主席、中央军委主席: a leader of the nation has several posts
                ways = zip(here, there, strict=True)
                one, other = next(pair for pair in ways if len(set(pair)) == 2 and all(pair))
                marks |= dict.fromkeys(posts[i], one) | dict.fromkeys(posts[j], other)
        told = {i: [marks[p] for p in (asides[i], *posts[i]) if p in marks] for i in at}
        if not marks:
            continue
        mark = next(found[0] for found in told.values() if found)
        for i in at:
            mark = next(iter(told[i]), mark)
            entity = Entity("Person", f"{name}~{mark}", name, (), (f"{name}（{mark}）",))
            mentions[i] = replace(mentions[i], entity=entity)
    reading.mentions = tuple(mentions)


def _aside(reading: Reading, mention: Mention) -> str:
    """What brackets behind a name say to tell it from another: 王凯（河南）."""
    found = _ASIDE.match(reading.analysis.text, mention.end)
    return (
        found[1] if found and not _NO_MARK.of(reading.analysis.lexicon).fullmatch(found[1]) else ""
    )


def _repeated(mentions: list[Mention]) -> dict[str, list[int]]:
    """Names of persons met more than once → the positions of their mentions."""
    found: dict[str, list[int]] = defaultdict(list)
    for i, mention in enumerate(mentions):
        if mention.type == "Person" and mention.entity:
            found[mention.entity.name].append(i)
    return {name: at for name, at in found.items() if len(at) > 1}


def _posts_before(reading: Reading, mentions: list[Mention], i: int) -> list[str]:
    """Keys of the posts right before a name."""
    posts, begin = [], mentions[i].begin
    for mention in (mentions[at] for at in range(i - 1, -1, -1)):
        gap = reading.analysis.text[mention.end : begin]
        if mention.type != "Post" or not mention.entity or not _BETWEEN_POSTS.fullmatch(gap):
            break
        posts.append(mention.entity.key)
        begin = mention.begin
    return posts


def _side_by_side(reading: Reading, mentions: list[Mention], i: int, j: int) -> bool:
    """Whether two stand in one list: names and posts, commas, little else between them."""
    text = reading.analysis.text
    if mentions[j].begin - mentions[i].end > _LIST:
        return False
    whole = text[mentions[i].end : mentions[j].begin]
    gaps = "".join(text[a.end : b.begin] for a, b in pairwise(mentions[i : j + 1]))
    rest = re.sub("[、，和与及以兼 　]", "", gaps)
    return (
        len(rest) <= len(whole) / 3
        and not _TOLD.of(reading.analysis.lexicon).search(whole)
        and "\n" not in whole
    )


def _differ(one: list[str], other: list[str]) -> bool:
    return bool(one and other) and not set(one) & set(other)

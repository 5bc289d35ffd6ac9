"""Posts in a leading group or a headquarters: 组长, 副指挥长, the 办公室主任 of its office."""

from __future__ import annotations

from collections.abc import Sequence

from graph.extract.analysis import Analysis
from graph.extract.chinese_names import plain
from graph.extract.resolve.post import TITLE
from graph.extract.resolve.resolver import Organ, ResolvedPost, Resolver
from graph.lexicon import Pattern
from graph.model import Entity, Key, Mention, Sentence

_HEAD = Pattern("{post_modifier}?{group_head}")
_GROUP = Pattern("{group_noun}$")
_OFFICE = Pattern("{group_noun}(?:[^。]{0,8}设[^。]{0,8})?{group_office}")
_IN_OFFICE = Pattern("{group_office}{title}", {"title": TITLE})


def apart(mention: Mention, analysis: Analysis) -> ResolvedPost:
    """A post of an organ that nobody can tell, kept apart by its document."""
    name = plain(mention.text)
    forms = () if name == mention.text else (mention.text,)
    key = Key(name, document=analysis.document.id)
    return ResolvedPost(Entity("Post", key, name, aliases=forms))


class Groups:
    """The groups of a document, and the posts in them; its mentions in the order of the text."""

    def __init__(self, analysis: Analysis, resolver: Resolver, mentions: Sequence[Mention]) -> None:
        self._analysis, self._resolver, self._mentions = analysis, resolver, mentions
        self._group = _GROUP.of(analysis.lexicon)

    def has(self, mention: Mention) -> bool:
        """Whether a post is in a group by its words: 组长, 副指挥长; 任成员."""
        lexicon = self._analysis.lexicon
        head = _HEAD.of(lexicon).fullmatch(plain(mention.text))
        member = mention.text in lexicon.word_class("group_member")
        return bool(head or (member and self._is_given(mention)))

    def post(self, number: int, near: Organ | None) -> ResolvedPost | None:
        """The post with this index, of the group before it and not of its holder's other organ
        ``near``; None if it is in no group."""
        mention = self._mentions[number]
        if self.has(mention):
            group = self._known(number, near)
            post = plain(mention.text)
            return self._resolver.post(post, group) if group else apart(mention, self._analysis)
        lexicon = self._analysis.lexicon
        if not _IN_OFFICE.of(lexicon).fullmatch(mention.text):
            return None
        sentence = self._analysis.sentence_at(mention.begin)
        office = _OFFICE.of(lexicon).search(self._analysis.reading(sentence))
        if not office and not self._given_with(number, sentence):
            return None
        group = self._known(number, near)
        if group is None or group.unresolved:
            return apart(mention, self._analysis)
        return self._resolver.post(group.stem + mention.text)

    def _given_with(self, number: int, sentence: Sentence) -> bool:
        """Whether a post is given behind those of a group: 甲任组长，乙任办公室主任."""
        before = (m for m in self._mentions[:number] if m.begin >= sentence.begin)
        return self._is_given(self._mentions[number]) and any(
            self.has(m) for m in before if m.type == "Post"
        )

    def _is_given(self, mention: Mention) -> bool:
        given = (*self._analysis.lexicon.word_class("appointed_as"),)
        return self._analysis.text.endswith(given, 0, mention.begin)

    def _known(self, number: int, near: Organ | None) -> Organ | None:
        """The group that leads the words before a post, or the only one named so far."""
        if near and self._group.search(near.name):
            return near
        before = (m.text for m in self._mentions[:number] if m.type == "Organization")
        named = {text for text in before if self._group.search(text)}
        longest = max(sorted(named), key=len, default="")
        alone = all(longest.endswith(text) for text in named)
        return self._resolver.organ(longest) if longest and alone else None

"""Posts in their context: the organ and the country that 主任 or 总理 is of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph.analysis import Analysis
from graph.model import Entity, Mention, Sentence
from graph.resolve import Office, Organ, Resolver

_PLAIN_POST = re.compile(
    "(?:(?:国民|国家|联邦)?议会|国会|[参众]议院|内阁|政府)?(?:副|第一副)?(?:总统|"
    "总理|首相|主席|议长|外长|国防部长|外交部长|国务卿)$"
)
_ABROAD_ONLY = re.compile("(?:副|第一副)?(?:总统|首相|国王)")  # China has none
_STATE_POSTS = ("国家主席", "国家副主席")
_STACKED = ("", "、", "兼")
_NATION = re.compile("(?:中国共产党中央委员会|中华人民共和国国务院)")
_OF_NATION = re.compile("(?:候补)?委员|常委|(?:总|副)?书记|副?总理|秘书长|成员|参事|国务委员")
"""What a post after one in them may be of them, too: no 董事长, no foreign 主席."""
_PARTY = re.compile("(?:党|运动|联盟|阵线|协会|联合会|委员会)”?$")
_MINISTER = re.compile("([\u4e00-\u9fff]{1,7}(?!部)[\u4e00-\u9fff])部长")
_CHINESE = re.compile("中华人民共和国|中国|中共|全国")


class PostsInContext:
    """Resolves the posts among a document's mentions, asked in the order of the text."""

    def __init__(self, analysis: Analysis, resolver: Resolver, settled: Sequence[Mention]) -> None:
        self._analysis, self._resolver, self._settled = analysis, resolver, settled
        self._of_foreigners = set(self._beside(foreign=True))
        self._of_ours = set(self._beside(foreign=False))
        self._organ: tuple[Sentence | None, Organ | None] = (None, None)
        self._country: tuple[Sentence | None, str] = (None, "")
        self._led: Mention | None = None  # the last post of that country

    def office(self, number: int) -> Office:
        """The office of the mention of this number, which is a post."""
        mention = self._settled[number]
        sentence = self._analysis.sentence_at(mention.begin)
        here = self._country[0] == sentence
        near = here or _ABROAD_ONLY.fullmatch(mention.text)
        country = self._country[1] if near else self._resolver.locale.country
        country = self._leading(number) or country
        if number in self._of_ours:
            country = ""
        stacked = country if here and self._stacked(mention) else ""
        office = self._abroad(mention, country, stacked)
        if office is None:
            office = self._resolver.post(self._surface(number), self._near(mention, sentence))
        leading = office.organ.root.name if office.organ else office.entity.name
        if number in self._of_foreigners and _CHINESE.match(leading):
            office = self._of_foreigner(mention)
        self._remember(mention, office, sentence, stacked)
        return office

    def _leading(self, number: int) -> str:
        """The country that leads the clause, nobody named since: 菲律宾前总统."""
        mention, text = self._settled[number], self._analysis.text
        begin = max(text.rfind(mark, 0, mention.begin) for mark in "，。；：\n") + 1
        persons = [m.end for m in self._settled[:number] if m.type == "Person"]
        begin = max(begin, *persons[-1:], 0)
        named = [h.entry["name"] for h in self._analysis.longest
                 if h.entry.list == "countries" and begin <= h.begin < mention.begin]  # fmt: skip
        party = mention.text.endswith("主席") and _PARTY.search(text, begin, mention.begin)
        return named[-1] if named and named[-1] != "中国" and not party else ""

    def _near(self, mention: Mention, sentence: Sentence) -> Organ | None:
        """The organ named last in the sentence, if the post may be one of its."""
        organ = self._organ[1] if self._organ[0] == sentence else None
        national = organ and _NATION.match(organ.name)
        return None if national and not _OF_NATION.fullmatch(mention.text) else organ

    def _remember(self, mention: Mention, office: Office, sentence: Sentence, led: str) -> None:
        led = self._resolver.country(mention.text) or led
        if office.organ and not led:
            led = self._resolver.country(office.organ.name)
        if led:
            self._country = (sentence, led)
        self._led = mention if led else None
        if office.organ:
            self._organ = (sentence, office.organ)

    def _surface(self, number: int) -> str:
        """主席 right behind a name is the head of state (习近平主席), 外交部长 behind a post of the
        nation its minister; what was once one is of the organ before it."""
        mention = self._settled[number]
        organ, before = self._organ[1], self._settled[max(number - 1, 0)]
        if before.type == "Organization" and self._between(before, mention) == "原":
            return before.text + mention.text  # 中国能建原党委书记
        ministry = _MINISTER.fullmatch(mention.text)
        if ministry and organ and _NATION.match(organ.name) and before.type == "Post":
            stacked = self._between(before, mention) in _STACKED
            return f"{ministry[1]}部部长" if stacked else mention.text
        follows = number > 0 and self._settled[number - 1].end == mention.begin
        return "国家主席" if mention.text == "主席" and follows else mention.text

    def _stacked(self, mention: Mention) -> bool:
        """Whether a post stands in one stack with the one before: 越共中央总书记、国家主席."""
        return self._led is not None and self._between(self._led, mention) in _STACKED

    def _between(self, one: Mention, other: Mention) -> str:
        return self._analysis.text[one.end : other.begin]

    def _abroad(self, mention: Mention, country: str, stacked: str) -> Office | None:
        """总理, 国会主席 after a foreign head of state in one sentence: of that country too;
        国家主席 only in one stack with a post of that country."""
        text = mention.text
        if self._resolver.country(text) or not (
            (country and _PLAIN_POST.match(text)) or (stacked and text in _STATE_POSTS)
        ):
            return None
        office = self._resolver.post(country + text, None)
        aliases = tuple(dict.fromkeys((*office.entity.aliases, text)))
        return replace(office, entity=replace(office.entity, aliases=aliases))

    def _beside(self, foreign: bool) -> Iterator[int]:
        """Where a post stands in a stack before, or right behind, a listed name of either kind."""
        text, settled = self._analysis.text, self._settled
        for number, person in enumerate(settled):
            if person.type != "Person" or not self._listed(person, foreign):
                continue
            end = person.end
            for at in range(number + 1, len(settled)):
                if settled[at].type != "Post" or text[end : settled[at].begin] not in _STACKED:
                    break
                end = settled[at].end
                yield at
            begin = person.begin
            for at in range(number - 1, -1, -1):
                if settled[at].type != "Post" or text[settled[at].end : begin] not in _STACKED:
                    break
                begin = settled[at].begin
                yield at

    def _listed(self, person: Mention, foreign: bool) -> bool:
        name = self._analysis.text[person.begin : person.end]
        known = self._resolver.lexicon.known.get(name, [])
        return any(e.list == "persons" and (e["role"] == "foreign") == foreign for e in known)

    def _of_foreigner(self, mention: Mention) -> Office:
        """总理 of the country named last before, never that of China; of nobody knows which."""
        before = [h.entry["name"] for h in self._analysis.longest
                  if h.entry.list == "countries" and h.end <= mention.begin]  # fmt: skip
        country = before[-1] if before and before[-1] != "中国" else ""
        name = country + mention.text
        key = name if country else f"{name}-{self._analysis.document.id}"
        return Office(Entity("Post", key, name))

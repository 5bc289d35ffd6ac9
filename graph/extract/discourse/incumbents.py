"""Posts in their context: the organ of 主任, the country of 总理."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from graph.extract.analysis import Analysis
from graph.extract.common_words import behind_word, bounded
from graph.extract.discourse.bearers import STACKED, bearers
from graph.extract.discourse.groups import Groups, apart
from graph.extract.person_names import plain
from graph.extract.resolve.organ import NATIONAL, last_headed
from graph.extract.resolve.post import TITLE
from graph.extract.resolve.resolver import Organ, ResolvedPost, Resolver
from graph.extract.states import countries, foreign_state
from graph.extract.toponyms import NOT_OWN
from graph.lexicon import HAN, Pattern
from graph.model import Entity, Key, Mention, Sentence

_PLAIN_POST = Pattern("{state_chamber}?{deputy}?{state_post}$")
_ABROAD_ONLY = Pattern("{deputy}?{foreign_head}")  # China has none
_NATION = Pattern("{national_organ}")
_DEPUTY = Pattern("{deputy}(?=[{han}])")
_CLAUSE = 200  # characters at most
_NONE = (("", 0), ("", 0))
_BOUND = Pattern("[^{han}]|{post_lead}")
_ELLIPTIC = Pattern("{committee_office|host_office|other_office}?{title}", {"title": TITLE})
_OF_LEVEL = Pattern("[{bare_level}]|{post_modifier}?{posts.level}")
_NOT_OWN = Pattern(NOT_OWN)
_UNREAD = re.compile(f"[{HAN}]+$")
_MINISTER = Pattern("(?P<field>[{han}]{1,7}(?!部)[{han}])(?P<title>{minister_head})")
_SUITE = Pattern("{accompanying_verb}(?P<guest>[^，。；]{1,20}?){visit_to_us}[^，。；]{0,2}[有是]")
_CHINESE = Pattern("{chinese}")
_CELLS = Pattern("{gap}(?:{sex}{gap})?", {"gap": "(?:[　 ]*[|\\t：][　 ]*|[　 ]{2,})"})


def offices(
    analysis: Analysis, resolver: Resolver, mentions: Sequence[Mention]
) -> dict[Mention, ResolvedPost]:
    """The posts among a document's mentions, given in the order of the text, with what they mean.

    A bare post (副主任, 总理) is in the organ, or of the country, of the posts before it.
    """
    posts = _PostsInOrder(analysis, resolver, mentions)
    found = {m: posts.office(i) for i, m in enumerate(mentions) if m.type == "Post"}
    return posts.told_elsewhere(found)


class _PostsInOrder:
    """Posts resolved one after the other: organs and countries named before are context."""

    def __init__(self, analysis: Analysis, resolver: Resolver, settled: Sequence[Mention]) -> None:
        self._analysis, self._resolver, self._settled = analysis, resolver, settled
        self._lexicon = analysis.lexicon
        states = [hit for hit in analysis.longest if foreign_state(hit.entry)]
        self._at, self._states = [h.begin for h in states], [h.entry["name"] for h in states]
        self._groups = Groups(analysis, resolver, settled)
        held = bearers(analysis, settled).items()
        self._bearers = {post: settled[person].text for post, person in held}
        self._of_name: dict[str, str] = {}  # a name → the country of its post
        self._organs: tuple[Sentence | None, list[Organ]] = (None, [])
        self._country: tuple[Sentence | None, str] = (None, "")
        self._led: Mention | None = None  # the last post of that country

    def office(self, number: int) -> ResolvedPost:
        """The post meant by the mention with this index."""
        mention = self._settled[number]
        sentence = self._analysis.sentence_at(mention.begin)
        here = self._country[0] == sentence
        bearer = self._bearers.get(number, "")
        if guest := self._guest(mention, sentence):
            return self._of_foreigner(mention, guest)
        country = self._country_of(number, here, bearer)
        stacked = country if here and self._stacked(mention) else ""
        office = self._abroad(mention, country, stacked)
        if office is None:
            continued = self._organs[0] == sentence or self._below_its_head(mention, sentence)
            named = self._organs[1] if continued else []
            organ = last_headed(named, mention.text, self._lexicon)
            if in_group := self._groups.post(number, organ):
                return in_group
            if self._cut(number):
                return apart(mention, self._analysis)
            near = self._near(mention, organ)
            office = self._resolver.post(plain(self._surface(number)), near)
        leading = office.organ.root.name if office.organ else office.entity.name
        foreign = self._listed(bearer, foreign=True) or (
            bearer
            and mention.text in self._lexicon.word_class("premier")
            and not self._listed(bearer, foreign=False)
        )
        if foreign and _CHINESE.of(self._lexicon).match(leading):
            office = self._of_foreigner(mention, bearer)
        self._remember(mention, office, sentence, stacked)
        if bearer and self._led:
            self._of_name.setdefault(bearer, self._country[1])
        return office

    def _below_its_head(self, mention: Mention, sentence: Sentence) -> bool:
        """Whether a line says who the deputies are of whom the line above names the head:
        副主任：王昆 below 市人大常委会主任：李桐."""
        above, deputy = self._organs[0], _DEPUTY.of(self._lexicon).match(mention.text)
        if not above or not deputy or not self._analysis.text.startswith("：", mention.end):
            return False
        return sentence.begin - above.end <= 1 and f"{mention.text[deputy.end() :]}：" in above.text

    def _guest(self, mention: Mention, sentence: Sentence) -> str:
        """The foreign guest whose suite a post is in, or '': 陪同伊萨亚斯访华的有外交部部长."""
        before = self._analysis.text[sentence.begin : mention.begin]
        suite = _SUITE.of(self._lexicon).match(before)
        return suite["guest"] if suite and not self._resolver.country(mention.text) else ""

    def told_elsewhere(self, found: Mapping[Mention, ResolvedPost]) -> dict[Mention, ResolvedPost]:
        """The posts, a bare one by the only fuller one that its holder is told to have: 王宁主任 of
        the headline is 市住建委主任王宁."""
        told: dict[str, dict[Mention, ResolvedPost]] = defaultdict(dict)
        holders = {self._settled[number]: name for number, name in self._bearers.items()}
        for mention, name in holders.items():
            if mention in found:
                told[name][mention] = found[mention]

        def meant(mention: Mention, office: ResolvedPost) -> ResolvedPost:
            if office.organ or mention not in holders:
                return office
            fuller = {
                other.entity.key: other
                for at, other in told[holders[mention]].items()
                if other.organ and not other.organ.unresolved and at.text.endswith(mention.text)
            }
            return next(iter(fuller.values())) if len(fuller) == 1 else office

        return {mention: meant(mention, office) for mention, office in found.items()}

    def _country_of(self, number: int, here: bool, bearer: str) -> str:
        """The country whose 总统 or 总理 is meant, '' if neither words before nor name show it."""
        mention = self._settled[number]
        if self._listed(bearer, foreign=False):
            return ""
        if told := self._leading(number) or self._of_name.get(bearer):
            return told
        if _ABROAD_ONLY.of(self._lexicon).fullmatch(mention.text) and not here:
            return self._foremost() if bearer else self._country[1]
        near = here and (self._stacked(mention) or self._bounded(number))
        return self._country[1] if near else self._resolver.place_context.country

    def _foremost(self) -> str:
        """The foreign country that the document names twice as often as any other."""
        (first, most), (_, next_most) = [*countries(self._analysis).most_common(2), *_NONE][:2]
        return first if most >= 2 * next_most else ""

    def _bounded(self, number: int) -> bool:
        """Whether a post begins at a word boundary, unlike 总统 in 中非总统."""
        mention, text = self._settled[number], self._analysis.text
        before = self._settled[number - 1].end if number else 0
        return before == mention.begin or bool(
            _BOUND.of(self._lexicon).match(text, mention.begin - 1)
        )

    def _cut(self, number: int) -> bool:
        """Whether a post's own words begin before it, unread: 第一医院|院长, 临水|区委书记."""
        mention = self._settled[number]
        if self._bounded(number) or behind_word(self._analysis, mention.begin):
            return False
        if _OF_LEVEL.of(self._lexicon).match(mention.text):
            return self._in_unread_place(number)
        listed = self._lexicon.words("posts", kind="title")
        national = self._lexicon.words("posts", kind="national")
        told = bool(_ELLIPTIC.of(self._lexicon).fullmatch(mention.text))
        return told and mention.text not in (*listed, *national)

    def _in_unread_place(self, number: int) -> bool:
        """Whether two or three characters that may be a place's name stand before 区委书记."""
        mention, text = self._settled[number], self._analysis.text
        since = max(self._settled[number - 1].end if number else 0, mention.begin - 4)
        name = _UNREAD.search(text, since, mention.begin)
        return (
            name is not None
            and 2 <= len(name[0]) <= 3
            and not _NOT_OWN.of(self._lexicon).search(name[0])
            and bounded(name[0], mention.text[0], self._analysis) == name[0]
        )

    def _leading(self, number: int) -> str:
        """The country at the beginning of the clause, if nobody is named after it: 菲律宾前总统."""
        mention, text = self._settled[number], self._analysis.text
        chairman = tuple(self._lexicon.word_class("chairman"))
        if not _PLAIN_POST.of(self._lexicon).match(mention.text) or mention.text.endswith(chairman):
            return ""  # 主席 may be of a party, or of anything
        near = max(0, mention.begin - _CLAUSE)
        begin = max(near - 1, *(text.rfind(mark, near, mention.begin) for mark in "，。；：\n")) + 1
        before = (self._settled[at] for at in range(number - 1, -1, -1))
        person = next((m for m in before if m.type == "Person" or m.end <= begin), None)
        begin = max(begin, person.end if person else 0)
        named = self._named(begin, mention.begin)
        return (named or [""])[0 if "、" in text[begin : mention.begin] else -1]

    def _named(self, begin: int, end: int) -> list[str]:
        """The foreign countries, without continents, named between two offsets."""
        first, behind = (bisect_left(self._at, offset) for offset in (begin, end))
        return self._states[first:behind]

    def _near(self, mention: Mention, organ: Organ | None) -> Organ | None:
        """The organ named last in the sentence, if the post may be one of its posts."""
        national = organ and _NATION.of(self._lexicon).match(organ.name)
        return (
            None
            if national and mention.text not in self._lexicon.word_class("national_post")
            else organ
        )

    def _remember(
        self, mention: Mention, office: ResolvedPost, sentence: Sentence, led: str
    ) -> None:
        led = self._resolver.country(mention.text) or led
        if office.organ and not led:
            led = self._resolver.country(office.organ.name)
        if led:
            self._country = (sentence, led)
        self._led = mention if led else None
        if office.organ:
            before = self._organs[1] if self._organs[0] == sentence else []
            self._organs = (sentence, [*before, office.organ])
        elif mention.text.endswith(tuple(self._lexicon.word_class("association_head"))):
            self._organs = (None, [])  # 全国政协主席甲当选会长，乙当选秘书长: of the association

    def _surface(self, number: int) -> str:
        """The post in full: 主席 directly behind a listed name is the head of state, 外交部长
        behind a national post is the nation's minister; with 原 between an organ and a post, the
        post belongs to that organ."""
        mention = self._settled[number]
        organ, before = next(reversed(self._organs[1]), None), self._settled[max(number - 1, 0)]
        if before.type == "Organization" and self._between(before, mention) == "原":
            return before.text + mention.text  # 中国能建原党委书记
        whose = self._settled[max(number - 2, 0)]
        if (whose.type, before.type) == ("Organization", "Person") and (
            (whose.end, before.end) == (before.begin, mention.begin)
            or (self._in_row(whose, before) and self._in_row(before, mention))
        ):
            return whose.text + mention.text  # 市委许伟书记; 市财政局 | 王强 | 局长
        if before.type == "Organization" and self._in_row(before, mention):
            return before.text + mention.text  # 王强 | 市财政局 | 局长
        ministry = _MINISTER.of(self._lexicon).fullmatch(mention.text)
        if (
            ministry
            and organ
            and _NATION.of(self._lexicon).match(organ.name)
            and before.type == "Post"
        ):
            stacked = self._between(before, mention) in STACKED
            return ministry["field"] + "部" + ministry["title"] if stacked else mention.text
        follows = number > 0 and self._settled[number - 1].end == mention.begin
        known = before.type != "Person" or self._listed(before.text, foreign=False)
        of_state = follows and known and mention.text in self._lexicon.word_class("chairman")
        return NATIONAL + mention.text if of_state else mention.text

    def _in_row(self, one: Mention, other: Mention) -> bool:
        """Whether two stand in neighbouring cells of a row, the second what needs an organ, if it
        is a post; a cell with the sex may lie between."""
        row = _CELLS.of(self._lexicon).fullmatch(self._between(one, other))
        needs = other.type == "Person" or _ELLIPTIC.of(self._lexicon).fullmatch(other.text)
        return bool(row and needs)

    def _stacked(self, mention: Mention) -> bool:
        """Whether a post is in one stack with the post before it: 越共中央总书记、国家主席."""
        return self._led is not None and self._between(self._led, mention) in STACKED

    def _between(self, one: Mention, other: Mention) -> str:
        return self._analysis.text[one.end : other.begin]

    def _abroad(self, mention: Mention, country: str, stacked: str) -> ResolvedPost | None:
        """总理, 国会主席 after a foreign head of state in one sentence: of that country too;
        国家主席 only in one stack with a post of that country."""
        text = mention.text
        if self._of_a_party(mention, country) and not stacked:
            return None
        if self._resolver.country(text) or not (
            (country and _PLAIN_POST.of(self._lexicon).match(text))
            or (stacked and text in self._lexicon.word_class("head_of_state"))
        ):
            return None
        office = self._resolver.post(country + text, None)
        aliases = tuple(dict.fromkeys((*office.entity.aliases, text)))
        return replace(office, entity=replace(office.entity, aliases=aliases))

    def _of_a_party(self, mention: Mention, country: str) -> bool:
        """Whether a bare 主席 is not the head of a foreign state: 洪森主席 leads a party."""
        words = self._lexicon.word_class
        return mention.text in words("chairman") and country not in words("chaired_state")

    def _listed(self, name: str, foreign: bool) -> bool:
        known = self._resolver.lexicon.known.get(name, [])
        return any(e.list == "persons" and (e["role"] == "foreign") == foreign for e in known)

    def _of_foreigner(self, mention: Mention, bearer: str) -> ResolvedPost:
        """The post in the foreign country named last; kept apart by document if none is named."""
        last = bisect_left(self._at, mention.begin) - 1
        country = self._of_name.get(bearer) or (self._states[last] if last >= 0 else "")
        country = "" if self._of_a_party(mention, country) else country
        name = country + mention.text
        key = Key(name, document="" if country else self._analysis.document.id)
        return ResolvedPost(Entity("Post", key, name))

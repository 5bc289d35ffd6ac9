"""Posts in their context: the organ of 主任, the country of 总理."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from graph.extract.analysis import Analysis
from graph.extract.chinese_names import plain
from graph.extract.discourse.bearers import STACKED, bearers, home_of, is_listed
from graph.extract.discourse.groups import Groups, apart
from graph.extract.discourse.organs_beside import OrgansBeside
from graph.extract.discourse.post_countries import (
    FORMER,
    PLAIN_POST,
    StatesNamed,
    addressed,
    foremost,
    leading_country,
    of_a_party,
    of_others,
)
from graph.extract.discourse.post_words import NATION, at_boundary, between, cut, handed_on, in_full
from graph.extract.resolve.organ import last_headed
from graph.extract.resolve.resolver import Organ, ResolvedPost, Resolver
from graph.lexicon import Pattern
from graph.model import Entity, Key, Mention, Sentence

_ABROAD_ONLY = Pattern(f"{{deputy}}?{{foreign_head}}|{FORMER}")  # China has none
_DEPUTY = Pattern("{deputy}(?=[{han}])")
_SUITE = Pattern("{accompanying_verb}(?P<guest>[^，。；]{1,20}?){visit_to_us}[^，。；]{0,2}[有是]")
_CHINESE = Pattern("{chinese}")


def offices(
    analysis: Analysis, resolver: Resolver, mentions: Sequence[Mention]
) -> dict[Mention, ResolvedPost]:
    """The posts among a document's mentions, given in the order of the text, with what they mean.

    A bare post (副主任, 总理) is in the organ, or of the country, of the posts before it.
    """
    named = [i for i, m in enumerate(mentions) if m.type == "Post"]
    if not named:
        return {}
    posts = _PostsInOrder(analysis, resolver, mentions)
    return posts.told_elsewhere({mentions[i]: posts.office(i) for i in named})


class _PostsInOrder:
    """Posts resolved one after the other: organs and countries named before are context."""

    def __init__(self, analysis: Analysis, resolver: Resolver, settled: Sequence[Mention]) -> None:
        self._analysis, self._resolver, self._settled = analysis, resolver, settled
        self._lexicon = analysis.lexicon
        self._states = StatesNamed(analysis)
        self._groups = Groups(analysis, resolver, settled)
        self._beside = OrgansBeside(analysis, resolver, settled)
        held = bearers(analysis, settled).items()
        self._bearers = {post: settled[person].text for post, person in held}
        self._of_name: dict[str, str] = {}  # a name → the country of its post
        self._organs: tuple[Sentence | None, list[Organ]] = (None, [])
        self._country: tuple[Sentence | None, str] = (None, "")
        self._led: Mention | None = None  # the last post of that country
        self._leads: dict[str, str] = {}  # 总理 → the state whose was named last

    def office(self, number: int) -> ResolvedPost:
        """The post meant by the mention with this index."""
        mention = self._settled[number]
        sentence = self._analysis.sentence_at(mention.begin)
        here = self._country[0] == sentence
        bearer = self._bearers.get(number, "")
        if guest := self._guest(mention, sentence):
            return self._of_foreigner(mention, guest)
        if of := self._minister_of(mention, here, bearer) or self._addressed(mention):
            return self._of_country(mention, of)
        country = self._country_of(number, here, bearer)
        stacked = country if here and self._stacked(mention) else ""
        office = self._abroad(mention, country, stacked)
        if office is None and of_others(mention, bearer, self._analysis):
            return apart(mention, self._analysis)
        if office is None:
            continued = self._organs[0] == sentence or self._below_its_head(mention, sentence)
            named = self._organs[1] if continued and not handed_on(mention, self._analysis) else []
            organ = last_headed(named, mention.text, self._lexicon)
            if in_group := self._groups.post(number, organ):
                return in_group
            if cut(number, self._settled, self._analysis):
                return apart(mention, self._analysis)
            office = self._at_home(number, organ)
        leading = office.organ.root.name if office.organ else office.entity.name
        foreign = is_listed(bearer, True, self._lexicon) or (
            bearer
            and mention.text in self._lexicon.word_class("premier")
            and not is_listed(bearer, False, self._lexicon)
        )
        if foreign and _CHINESE.of(self._lexicon).match(leading):
            office = self._of_foreigner(mention, bearer)
        self._remember(mention, office, sentence, stacked)
        if bearer and self._led:
            self._of_name.setdefault(bearer, self._country[1])
        return office

    def _at_home(self, number: int, organ: Organ | None) -> ResolvedPost:
        """A post of this nation: in the organ of the posts before it, else in the one beside it."""
        mention = self._settled[number]
        last = next(reversed(self._organs[1]), None)
        surface = plain(in_full(number, self._settled, last, self._analysis))
        near = self._near(mention, organ)
        if near and surface == mention.text and (visited := self._beside.visited(number)):
            return self._resolver.post(surface, visited)
        if near and self._beside.fits(near, surface):
            return self._resolver.post(surface, near)
        zone = self._beside.zone(surface)
        beside = self._beside.organ(number) if surface == mention.text else None
        return self._resolver.post(zone + surface, beside or near)

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
        if all(office.organ or mention not in holders for mention, office in found.items()):
            return dict(found)
        for mention, name in holders.items():
            if mention in found:
                told[name][mention] = found[mention]

        @cache
        def only_fuller(name: str, title: str) -> ResolvedPost | None:
            fuller = {
                other.entity.key: other
                for at, other in told[name].items()
                if other.organ and not other.organ.unresolved and at.text.endswith(title)
            }
            return next(iter(fuller.values())) if len(fuller) == 1 else None

        def meant(mention: Mention, office: ResolvedPost) -> ResolvedPost:
            if office.organ or mention not in holders:
                return office
            return only_fuller(holders[mention], mention.text) or office

        return {mention: meant(mention, office) for mention, office in found.items()}

    def _country_of(self, number: int, here: bool, bearer: str) -> str:
        """The country whose 总统 or 总理 is meant, '' if neither words before nor name show it."""
        mention = self._settled[number]
        if is_listed(bearer, False, self._lexicon):
            return ""
        led = leading_country(number, self._settled, self._states, self._analysis)
        if told := led or self._of_name.get(bearer) or home_of(bearer, self._lexicon):
            return told
        if bearer and self._meets_another(mention):
            return ""
        if _ABROAD_ONLY.of(self._lexicon).fullmatch(mention.text) and not here:
            return foremost(self._analysis) if bearer else self._country[1]
        whole = at_boundary(number, self._settled, self._analysis)
        near = here and (whole or self._stacked(mention))
        return self._country[1] if near else self._resolver.place_context.country

    def _addressed(self, mention: Mention) -> str:
        """The state whose 总理 was named last, where one is spoken to: 总理先生."""
        return self._leads.get(mention.text, "") if addressed(mention, self._analysis) else ""

    def _meets_another(self, mention: Mention) -> bool:
        """Whether the only state of a sentence stands behind a post, as whom its holder meets:
        外长罗长青同沙特外交大臣费萨尔会谈."""
        sentence = self._analysis.sentence_at(mention.begin)
        before = self._states.between(sentence.begin, mention.begin)
        behind = self._states.between(mention.end, sentence.end)
        return not before and len(set(behind)) == 1

    def _near(self, mention: Mention, organ: Organ | None) -> Organ | None:
        """The organ named last in the sentence, if the post may be one of its posts."""
        national = organ and NATION.of(self._lexicon).match(organ.name)
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
            if post := PLAIN_POST.of(self._lexicon).search(mention.text):
                self._leads[post[0]] = led
        self._led = mention if led else None
        if office.organ:
            before = self._organs[1] if self._organs[0] == sentence else []
            self._organs = (sentence, [*before, office.organ])
        elif mention.text.endswith(tuple(self._lexicon.word_class("association_head"))):
            self._organs = (None, [])  # 全国政协主席甲当选会长，乙当选秘书长: of the association

    def _stacked(self, mention: Mention) -> bool:
        """Whether a post is in one stack with the post before it: 越共中央总书记、国家主席."""
        return self._led is not None and between(self._led, mention, self._analysis) in STACKED

    def _abroad(self, mention: Mention, country: str, stacked: str) -> ResolvedPost | None:
        """总理, 国会主席 after a foreign head of state in one sentence: of that country too;
        国家主席 only in one stack with a post of that country."""
        text = mention.text
        if not country:
            return None
        if of_a_party(mention, country, self._lexicon) and not stacked:
            return None
        if self._resolver.country(text) or not (
            PLAIN_POST.of(self._lexicon).match(text)
            or (stacked and text in self._lexicon.word_class("head_of_state"))
        ):
            return None
        return self._of_country(mention, country)

    def _of_country(self, mention: Mention, country: str) -> ResolvedPost:
        """A post whose name leaves out its country."""
        office = self._resolver.post(country + mention.text, None)
        aliases = tuple(dict.fromkeys((*office.entity.aliases, mention.text)))
        return replace(office, entity=replace(office.entity, aliases=aliases))

    def _minister_of(self, mention: Mention, here: bool, bearer: str) -> str:
        """The country whose minister is meant, by the letter before him (乌|内务部长) or by the
        posts before him, if his name is a foreigner's; or ''."""
        minister = mention.text.endswith(tuple(self._lexicon.word_class("minister")))
        if not minister or self._resolver.country(mention.text):
            return ""
        initial = self._analysis.text[mention.begin - 1 : mention.begin]
        if country := self._resolver.place_context.initials.get(initial, ""):
            return country
        surnames = self._lexicon.words("surnames")
        abroad = bearer and ("·" in bearer or len(bearer) > 3 or bearer[0] not in surnames)
        return self._country[1] if here and abroad else ""

    def _of_foreigner(self, mention: Mention, bearer: str) -> ResolvedPost:
        """The post in the country that its holder is told or known to be of, else in the one named
        last; kept apart by document if none is named."""
        country = self._of_name.get(bearer) or home_of(bearer, self._lexicon)
        country = country or self._states.before(mention.begin)
        country = "" if of_a_party(mention, country, self._lexicon) else country
        name = country + mention.text
        key = Key(name, document="" if country else self._analysis.document.id)
        return ResolvedPost(Entity("Post", key, name))

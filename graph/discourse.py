"""The running context of a document: its place, its occasions, who is speaking where.

Built once from the settled mentions; relation rules ask it. The speaker's scope runs from a verb of
speech to the next one or to a paragraph that tells something else (Mann and Thompson's attribution,
at its simplest); the occasion is the last one that was convened.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from graph.analysis import Analysis
from graph.dates import DateMention, dates
from graph.model import Entity, Mention, Sentence
from graph.resolve import LEVELS, Locale, Office, Organ, Resolver
from graph.skeleton import Skeleton, pattern, skeleton
from graph.toponyms import own, short

_BARE_LEVEL = re.compile(
    "(?<![\u4e00-\u9fff])(?:我|全|本)?(省|市|县|区|州|旗)(?=[委政人纪监])|"
    "[我全本](省|市|县|区|州|旗)(?!委|政)"
)
_UNIT = re.compile(f"(?:{'|'.join(LEVELS)})$")
_GROUPS = {"自治区": "省", "特别行政区": "省", "自治州": "州", "自治县": "县", "自治旗": "旗"}
_EXPLICIT = re.compile(
    "^(?:中国共产党|中共)|(?:市|县|区|省|州)(?:委|人民政府|政府|人大常委会|"
    "第[一二三四五六七八九十])"
)
_HOST = re.compile("(?:大学|学院|集团|医院|公司)$")
_HOSTED = re.compile(
    "我校|我院|全校|学校党委|集团(?:党委|公司|上下)|"
    "(?<![\u4e00-\u9fff])党委(?:（扩大）会议|书记)|我司|公司党委"
)

SPEECH = (
    "(?:指出|强调|表示|要求|说|认为|希望|提出|坦言|叮嘱|提醒|建议|号召|呼吁|宣布|称|"
    "充分肯定|明确|谈到|写道)"
)
_CUE = pattern(
    f"(?P<who>P|他|她|(?<![E与])(?:会议|全会|大会|座谈会|本次会议|会)|"
    f"E)(?P<between>T?[^，。；！？“”PEO]{{0,14}}?|"
    f"[^，。；]{{0,6}}在[^，。；]{{0,16}}(?:中|上|时)[，]?|T?(?:在|就|"
    f"对)[^，。；]{{1,24}}?|还)"
    f"(?P<verb>{SPEECH})(?!了?(?:加强|的重要讲话))"
)
_ORGAN_CUE = pattern("(?:^|[，。；])(?P<who>O)(?P<between>)(?P<verb>指出|强调|要求|号召)")
CONVENING = pattern(
    "(?:召开|举行|举办|召开了|举行了|主持召开|主持)(?:了|的)?[^，。P]{0,4}?E(?!时|上|"
    "的|期间)|(?:出席|参加)E(?!的|期间)|E(?:[^，。；EP]{0,16}?)(?:召开|举行|举办|"
    "开幕|闭幕|圆满|在L|暨)|^E$|^E[，　 ]"
)
_ELSEWHERE = pattern(
    "(?:在|向|对)E(?:上|期间|时)?的?(?:重要)?(?:讲话|致辞|演讲|主旨)|(?:学习|贯彻|"
    "传达|根据|按照|落实)[^，。]{0,12}E"
)
_ASIDE = re.compile("会前|会后|随后|当[日天晚]|[^，。]{0,8}(?:上午|下午|晚)|学习会前|闭幕会后")
_BYLINE = pattern("T*P")
_GENERIC = re.compile(
    "(?:(?:19|20)\\d\\d年)?(?:第[一二三四五六七八九十百]+[次讲]|党委|党组|常委会（|"
    "宪法宣誓|专题|座谈会|联组会|高峰论坛)"
)
_CONVENES = re.compile("^[^，。；]{0,16}(?:召开|举行|举办)了?[^，。；]{0,3}$")
_SUBJECT = pattern("(?:O消息（O）：|[^，。：PT]{0,12}[，：])?(?:T[、，]?)*P(?![、和与P])")
_ISSUED = pattern("O(?:关于|干部任前|[^，。]{0,12}(?:公告|通知|公示)$)")
_CONTINUES = re.compile(
    "^(?:[一二三四五六七八九十]+[要是、]|第[一二三四五六七八九十]+[，、]|"
    "[（(][一二三四五六七八九十]+[）)]|\\d+[.．、]|要|首先|其次|最后|同时|[“”])"
)


@dataclass(frozen=True, slots=True)
class Turn:
    """From ``begin`` on, ``speaker`` is speaking: a person, an occasion, an organ, or nobody."""

    begin: int
    speaker: Entity | None


class Reading:
    """A document with its mentions resolved and its discourse followed."""

    def __init__(self, analysis: Analysis, settled: Sequence[Mention]) -> None:
        self.analysis = analysis
        self.sentences = analysis.sentences
        self.locale = locale(analysis, settled)
        self.resolver = Resolver(analysis.lexicon, self.locale)
        self.offices: dict[Mention, Office] = {}
        self.organs: dict[Mention, Organ] = {}
        self.mentions = self._resolved(settled)

    # mentions → entities

    def _resolved(self, settled: Sequence[Mention]) -> tuple[Mention, ...]:
        out: list[Mention] = []
        context: tuple[Sentence | None, Organ | None] = (None, None)
        for mention in settled:
            sentence = self.analysis.sentence_at(mention.begin)
            if (
                mention.type == "Post"
                and mention.text == "主席"
                and out
                and out[-1].end == mention.begin
            ):
                office = self.resolver.post("国家主席")
                self.offices[mention] = office
                entity = office.entity
            elif mention.type == "Post":
                organ = context[1] if context[0] == sentence else None
                office = self.resolver.post(mention.text, organ)
                self.offices[mention] = office
                if office.organ:
                    context = (sentence, office.organ)
                entity = office.entity
            else:
                entity = self._entity(mention)
            if mention.rule != "deictic-place" or entity.name != mention.text:
                out.append(replace(mention, entity=entity))
        out = list(self._identified(out))
        self.offices = {replace(m, entity=o.entity): o for m, o in self.offices.items()}
        self.organs = {replace(m, entity=o.entity): o for m, o in self.organs.items()}
        return tuple(out)

    def _entity(self, mention: Mention) -> Entity:
        text = mention.text
        if mention.type == "Organization":
            organ = self._antecedent(mention) or self.resolver.organ(text)
            self.organs[mention] = organ
            return organ.entity
        if mention.type == "Place":
            return self.resolver.place(text)
        if mention.type == "Person":
            name = re.sub(r"\s", "", text)
            return Entity("Person", name, name)
        entity = self.resolver.titled(mention.type, text)
        year = self.analysis.anchor[0]
        if text == "政府工作报告" and year:
            name = f"{year}年{text}"
            return replace(entity, key=name, name=name, aliases=(text,))
        return entity

    def _identified(self, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
        """Occasions told apart by a fuller name in the document or the organ that convenes them."""
        events = [m for m in mentions if m.type == "Event" and m.entity]
        same: dict[Entity, Entity] = {}
        for mention in events:
            fuller = [m for m in events if m.text.endswith(mention.text) and m.text != mention.text]
            if fuller and mention.entity and fuller[0].entity and _GENERIC.match(mention.text):
                same[mention.entity] = fuller[0].entity
        for organ, event in pairwise(mentions):
            between = self.analysis.text[organ.end : event.begin]
            if organ.type == "Organization" and event.type == "Event" and _CONVENES.search(between):
                convened = self._convened_by(self.organs.get(replace(organ, entity=None)), event)
                if convened and event.entity:
                    same.setdefault(event.entity, convened)
        return tuple(replace(m, entity=same[m.entity]) if m.entity in same else m for m in mentions)

    def _convened_by(self, organ: Organ | None, mention: Mention) -> Entity | None:
        event = mention.entity
        if organ is None or event is None or organ.unresolved:
            return None
        if _GENERIC.match(mention.text):
            name = organ.stem + mention.text
            return replace(event, key=name, name=name, aliases=(mention.text, *event.aliases))
        place = organ.root.place
        if place and event.name == mention.text and place not in mention.text:
            return replace(event, aliases=(*event.aliases, place + mention.text))
        return None

    def _antecedent(self, mention: Mention) -> Organ | None:
        """The organ named before that an echo (常委会) is the end of."""
        if mention.rule != "organ-echo":
            return None
        named = [*self.organs.items(), *((m, o.organ) for m, o in self.offices.items() if o.organ)]
        ends = [o for m, o in named if o.stem.endswith(mention.text) and m.begin < mention.begin]
        return ends[-1] if ends else None

    # sentences

    @cached_property
    def _by_sentence(self) -> dict[Sentence, list[Mention]]:
        groups: dict[Sentence, list[Mention]] = defaultdict(list)
        for mention in self.mentions:
            groups[self.analysis.sentence_at(mention.begin)].append(mention)
        return groups

    @cached_property
    def skeletons(self) -> list[Skeleton]:
        """Every sentence drawn."""
        return [skeleton(s, self._by_sentence.get(s, [])) for s in self.sentences]

    def dates_in(self, sentence: Sentence) -> list[DateMention]:
        """The dates of a sentence, with document offsets."""
        return [d for d in self._dates if sentence.begin <= d.begin < sentence.end]

    @cached_property
    def _dates(self) -> list[DateMention]:
        return list(dates(self.analysis.text, self.analysis.anchor))

    # occasions

    @cached_property
    def occasions(self) -> dict[Sentence, Entity | None]:
        """The occasion each sentence belongs to: the last one convened, at first the document's."""
        convened: list[tuple[Sentence, Entity]] = []
        told = -1
        for drawn in self.skeletons:
            cue = _CUE.search(drawn.drawn)
            entity = self._convened(drawn, cue.start() if cue else len(drawn.drawn))
            if entity and (told != drawn.sentence.paragraph or _ASIDE.match(drawn.sentence.text)):
                convened.append((drawn.sentence, entity))
            if cue:
                told = drawn.sentence.paragraph
        current = convened[0][1] if convened else None
        lookup = dict(convened)
        out: dict[Sentence, Entity | None] = {}
        for sentence in self.sentences:
            current = lookup.get(sentence, current)
            out[sentence] = current
        return out

    def _convened(self, drawn: Skeleton, limit: int) -> Entity | None:
        elsewhere = {
            m
            for found in _ELSEWHERE.finditer(drawn.drawn)
            for m in drawn.within(*found.span(), "Event")
        }
        for found in CONVENING.finditer(drawn.drawn, 0, limit):
            for mention in drawn.within(*found.span(), "Event"):
                if mention not in elsewhere and mention.entity:
                    return mention.entity
        return None

    # speakers

    @cached_property
    def turns(self) -> list[Turn]:
        """The turns of speech in order; nobody speaks before the first."""
        author = self._author
        out = [Turn(0, author)]
        last_person: Entity | None = None
        paragraph = -1
        for drawn in self.skeletons:
            sentence = drawn.sentence
            cues = (
                list(_CUE.finditer(drawn.drawn))[:1] or list(_ORGAN_CUE.finditer(drawn.drawn))[:1]
            )
            if sentence.paragraph != paragraph:
                paragraph = sentence.paragraph
                if not _CONTINUES.match(sentence.text):
                    out.append(Turn(sentence.begin, author))
            for cue in cues:
                speaker = self._speaker(drawn, cue, last_person)
                if speaker:
                    out.append(Turn(drawn.offset(cue.start()), speaker))
                    if speaker.type == "Person":
                        last_person = speaker
            if not cues:
                subject = _SUBJECT.match(drawn.drawn)
                person = next(drawn.within(*subject.span(), "Person"), None) if subject else None
                last_person = person.entity if person else last_person
        return out

    @cached_property
    def _author(self) -> Entity | None:
        """Who speaks where nobody is quoted: the name under a title, the organ of a notice."""
        for drawn in self.skeletons[:3]:
            if _BYLINE.fullmatch(drawn.drawn):
                return next(drawn.within(0, len(drawn.drawn), "Person")).entity
        for drawn in self.skeletons[:2]:
            if _ISSUED.match(drawn.drawn):
                return next(drawn.within(0, 1, "Organization")).entity
        return None

    def _speaker(self, drawn: Skeleton, cue: re.Match[str], last: Entity | None) -> Entity | None:
        who = cue["who"]
        if who in "他她":
            return last
        for mention in drawn.within(cue.start("who"), cue.end("who")):
            if mention.type == "Event" and mention.entity != self.occasions[drawn.sentence]:
                return self.occasions[drawn.sentence]
            return mention.entity
        return self.occasions[drawn.sentence]

    def speaker_at(self, offset: int) -> Entity | None:
        """Who is speaking at an offset of the document."""
        begins = [turn.begin for turn in self.turns]
        return self.turns[bisect_right(begins, offset) - 1].speaker


def locale(analysis: Analysis, settled: Sequence[Mention]) -> Locale:
    """What 市, 县, 省 stand for in a document, voted by its own places, organs and publisher."""
    document, text = analysis.document, analysis.text
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    shorts: dict[str, str] = {}
    names = own(analysis)
    for name, unit in sorted(names.items()):
        level = _GROUPS.get(unit, unit)
        bare = short(name)
        if unit not in ("村", "镇", "乡", "街道", "社区") and len(bare) > 1:
            shorts.setdefault(bare, name)
            if unit in ("自治县", "自治州", "自治旗"):
                shorts.setdefault(bare + unit[-1], name)
        votes[level][name] += text.count(name) + 0.5 * text.count(bare)
        votes[level][name] += 6 * (bare in document.publisher) + 2 * (bare in document.title)
        votes[level][name] += 2 * text.count("《" + name) + sum(
            1 for m in re.finditer(re.escape(name), text) if _EXPLICIT.match(text, m.end() - 1)
        )
    for mention in settled:
        if mention.type == "Place" and mention.text not in names:
            for entry in analysis.lexicon.known.get(mention.text, []):
                if entry.list == "places" and entry["name"] != mention.text:
                    listed = _UNIT.search(entry["name"])
                    if listed:
                        votes[_GROUPS.get(listed[0], listed[0])][entry["name"]] += 1
                    break
    levels = {
        level: max(sorted(counts), key=counts.__getitem__)
        for level, counts in votes.items()
        if max(counts.values(), default=0) >= (2 if level in "市县区" else 1)
    }
    used = Counter(next(g for g in m.groups() if g) for m in _BARE_LEVEL.finditer(text))
    levels = {level: name for level, name in levels.items() if level in "省市县区州旗"}
    place = document.place
    if not place:
        order = sorted(
            (level for level in used if level in levels),
            key=lambda lv: (-used[lv], "区县旗州市省".index(lv)),
        )
        place = levels[order[0]] if order else ""
    elif place not in levels.values():
        given = _UNIT.search(place)
        if given:
            levels[_GROUPS.get(given[0], given[0])] = place
    for level in ("自治区", "自治州", "自治县"):
        if _GROUPS[level] in levels and levels[_GROUPS[level]].endswith(level):
            levels[level] = levels[_GROUPS[level]]
    return Locale(document.id, levels, shorts, place, _host(analysis, settled))


def _host(analysis: Analysis, settled: Sequence[Mention]) -> str:
    """The school or firm that 我校 and a bare 党委 mean: the one named most, if any is meant."""
    if not _HOSTED.search(analysis.text):
        return ""
    names = dict.fromkeys(
        m.text for m in settled if m.type == "Organization" and _HOST.search(m.text)
    )
    return max(names, key=analysis.text.count, default="")


def mentions_of(drawn: Skeleton, span: tuple[int, int], *kinds: str) -> Iterator[Mention]:
    """The mentions of some types within a span of a drawing."""
    for mention in drawn.within(*span):
        if mention.type in kinds:
            yield mention

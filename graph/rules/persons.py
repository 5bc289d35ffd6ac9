"""Persons: a name after a post, in a list of names, before a verb of speech; spaced, minority and
foreign names; well-known people; what the tagger sees; and every echo of an accepted name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.analysis import Analysis, once
from graph.lexicon import Lexicon, once_per_lexicon
from graph.model import Mention
from graph.rules import mentions
from graph.rules.posts import stacks
from graph.toponyms import HAN

_RIGHT = re.compile(
    "[，。、；：！？（）()“”《》〈〉,;:\\s]|$|(?:指出|强调|表示|要求|说|认为|希望|"
    "提出|坦言|叮嘱|出席|主持|参加|列席|讲话|发言|致辞|汇报|通报|传达|"
    "作(?!为)|率|一行|陪同|同志|等|先后|分别|代表|介绍|来到|深入|会见|宣布|回应|围绕|"
    "批示|应邀|担任|辞去|不再|兼|任|到会|监誓|领学|逐条|签|当选|还|主席|"
    "总书记|委员长|总理|部长|书记|带领|带队|走进|首先|登上|听取|对|建议)"
)
_MARK = re.compile("[，。、；：！？（）()“”《》\\s]|$")
_WEAK = re.compile("[和与及以就在为的是被同向从将也都已由受女男]")
_NOT_GIVEN = re.compile(
    "[的了是在和与及等将被把、，。；：（）“”《》〈〉\\s\\d]|主持|出席|参加|讲话|指出|"
    "强调|会议|同志|表示"
)
_NOT_NAME = re.compile(
    "强调|支持|成立|应当|解决|高度|全[面国市省县会]|关于|方[面案]|常态|严[格肃]|"
    "任[务何]|明[确年]|时[代期]|党(?:支部|委|组|员|的)|[省市县区]|摄影|牵头"
)
_TITLED = re.compile("书记|主席|总理|部长|委员|主任|会议")
_SPACED = re.compile(f"(?<![{HAN}])([{HAN}])[　 ]([{HAN}])(?![{HAN}]?[　 ])")
_DOTTED = re.compile(f"[{HAN}]{{1,7}}(?:[·•・‧][{HAN}]{{1,9}})+")
_LED_IN = re.compile("免去|任命|聘任|记者|干部|队员|主任|长|书记|总统|总理|代表")
_HAN_CHAR = re.compile(f"[{HAN}]")
LEAD = re.compile("^|(?<=[。！？；：，、\\n“（　 ])|(?<=会上)")
_SPEECH = re.compile(
    "(?:在(?:讲话|致辞|主持|批示)[^，。]{0,6})?(?:指出|强调|表示|要求|说|坦言|提出|"
    "希望|建议|认为|充分肯定|主持)"
)


@once_per_lexicon
def _surnames(lexicon: Lexicon) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Surnames of one and of two characters, and words that only look like names."""
    words = lexicon.words("surnames")
    return (
        frozenset(w for w in words if len(w) == 1),
        frozenset(w for w in words if len(w) == 2),
        frozenset(lexicon.words("words", kind="notname")),
    )


class Grammar:
    """Where a Chinese name can begin, and where it ends there."""

    def __init__(self, analysis: Analysis) -> None:
        self.text = analysis.text
        self.single, self.compound, self.not_names = _surnames(analysis.lexicon)
        self.known = {h.begin: h.end for h in analysis.hits if h.entry.list == "persons"}
        self.tagged = {
            t.begin: t.end
            for t in analysis.tags
            if t.type == "Person" and self._named(t.begin, t.end)
        }

    def _named(self, begin: int, end: int) -> bool:
        """Whether a tagged name opens with a surname, or is too long or too foreign for one."""
        text = self.text[begin:end]
        if text in self.not_names or _NOT_NAME.match(text) or _TITLED.search(text):
            return False
        return (
            text[0] in self.single
            or text[:2] in self.compound
            or len(text) > 3
            or "·" in text
            or self.text.count(text) > 1
        )

    def end(self, begin: int, sure: bool) -> int | None:
        """The end of the name at ``begin``; ``sure`` says that the context demands one."""
        if begin in self.known:
            return max(self.known[begin], self.tagged.get(begin, 0))
        dotted = _DOTTED.match(self.text, begin)
        if dotted:
            return self._dotted_end(begin, dotted.end())
        best: tuple[float, int] | None = None
        for end in self._ends(begin):
            given = self.text[begin + 1 : end]
            if (
                self.text[begin:end] in self.not_names
                or _NOT_NAME.match(self.text[begin:end])
                or _NOT_GIVEN.search(given.replace("　", ""))
            ):
                continue
            score = (
                2.5
                if _MARK.match(self.text, end)
                else 2.0
                if _RIGHT.match(self.text, end)
                else 1.0
                if _weak(self.text, end)
                else 0.0
            )
            score += 1.2 if self.tagged.get(begin) == end else 0.0
            if score >= (1.0 if sure else 2.0) and (best is None or (score, end) > best):
                best = (score, end)
        if best:
            return best[1]
        return self.tagged.get(begin)

    def _dotted_end(self, begin: int, limit: int) -> int:
        """The last part of a dotted name is as short as its right neighbour allows."""
        last = max(self.text.rfind(dot, begin, limit) for dot in "·•・‧") + 1
        for end in range(last + 1, limit):
            if _RIGHT.match(self.text, end) or (end > last + 1 and _WEAK.match(self.text, end)):
                return end
        return limit

    def _ends(self, begin: int) -> Iterator[int]:
        if (
            self.text[begin : begin + 1] not in self.single
            and self.text[begin : begin + 2] not in self.compound
        ):
            return
        if _SPACED.match(self.text, begin) or re.match(
            f"[{HAN}][　 ][{HAN}]", self.text[begin : begin + 3]
        ):
            yield begin + 3
            return
        if self.text[begin : begin + 2] in self.compound:
            yield from (begin + 3, begin + 4)
        if self.text[begin] in self.single:
            yield from (begin + 2, begin + 3)


def _weak(text: str, end: int) -> bool:
    """A particle may follow a name, but not one that another particle or mark follows at once."""
    return (
        bool(_WEAK.match(text, end))
        and not _WEAK.match(text, end + 1)
        and not _MARK.match(text, end + 1)
    )


@once
def names(analysis: Analysis) -> dict[tuple[int, int], str]:
    """All accepted names: (begin, end) → the rule behind."""
    grammar, text = Grammar(analysis), analysis.text
    found: dict[tuple[int, int], str] = {}

    def take(begin: int, rule: str, sure: bool = False) -> None:
        end = grammar.end(begin, sure)
        if end:
            found.setdefault((begin, end), rule)
            _list(end, rule)

    def _list(end: int, rule: str) -> None:
        joint = re.match("[、]|和|以及|与|及", text[end : end + 2])
        if joint:
            following = end + joint.end()
            nxt = grammar.end(following, sure=False)
            if nxt and (following, nxt) not in found:
                found[following, nxt] = "name-list"
                _list(nxt, rule)

    foreign = {h.begin for h in analysis.longest if h.entry.list == "countries"}
    for stack in stacks(analysis):
        at = stack[-1][1]
        at += len(text[at : at + 1]) if text[at : at + 1] in ("　", " ") else 0
        take(at, "after-post", sure=stack[-1][2] != "bare")
        if stack[-1][0] in foreign and not any(b == at for b, _ in found):
            abroad = _FOREIGN.match(text, at)
            if abroad:
                found[at, abroad.end()] = "foreign-name"
    for hit in analysis.hits:
        if hit.entry.list == "persons":
            take(hit.begin, "known-person")
    for tag in analysis.tags:
        surface = text[tag.begin : tag.end]
        if (
            tag.type == "Person"
            and tag.begin in grammar.tagged
            and "·" not in surface
            and not _overlong(surface, found, text)
        ):
            take(tag.begin, "tagger-person")
    for match in re.finditer("同志", text):
        for begin in (match.start() - 3, match.start() - 2, match.start() - 4):
            bounded = begin >= 0 and not _HAN_CHAR.match(text, begin - 1) if begin else begin == 0
            if bounded and grammar.end(begin, sure=True) == match.start():
                found.setdefault((begin, match.start()), "before-comrade")
    posts = {stack[-1][1] for stack in stacks(analysis)}
    for match in _DOTTED.finditer(text):
        dot = re.search("[·•・‧]", match[0])
        assert dot is not None
        starts = [
            b
            for b in range(match.start(), match.start() + dot.start())
            if b in posts or not b or not _HAN_CHAR.match(text, b - 1)
        ]
        inside = [
            t.begin
            for t in analysis.tags
            if t.type == "Person" and match.start() <= t.begin < match.start() + dot.start()
        ]
        lead = _LED_IN.search(text, match.start(), match.start() + dot.start())
        starts = starts or ([lead.end()] if lead else inside)
        if starts:
            take(max(starts) if lead is None else starts[-1], "dotted-name")
    for match in _SPACED.finditer(text):
        if match[1] in grammar.single:
            found.setdefault(match.span(), "spaced-name")
            _list(match.end(), "spaced-name")
    for match in LEAD.finditer(text):
        end = grammar.end(match.start(), sure=False)
        if end and _SPEECH.match(text, end):
            found.setdefault((match.start(), end), "before-speech")
    return found


_FOREIGN = re.compile(f"[{HAN}]{{2,8}}?(?=[，。、；）]|\\d|先后|出席|表示|强调|举行|会谈|会见)")
_CALLED = re.compile(
    "(?<![\u4e00-\u9fff])(.)(书记|省长|市长|县长|区长|主任|局长|部长|院长|校长|主席|厅长)"
)


@mentions
def called(analysis: Analysis) -> Iterator[Mention]:
    """A surname and a title (郭书记), where one person of that surname is named before."""
    surnames = [analysis.text[b] for b, _ in names(analysis)]
    people = {plain(analysis.text[b:e]) for b, e in names(analysis)}
    for match in _CALLED.finditer(analysis.text):
        if match[1] in surnames and sum(1 for name in people if name[0] == match[1]) == 1:
            yield analysis.mention(*match.span(), "Person", "surname-and-title")


def _overlong(surface: str, found: dict[tuple[int, int], str], text: str) -> bool:
    """Whether a tagged name runs on past one that a post names in the document (西雅尔多反驳)."""
    return len(surface) > 3 and any(
        surface.startswith(text[b:e]) and surface != text[b:e]
        for (b, e), rule in found.items()
        if rule == "after-post"
    )


def plain(surface: str) -> str:
    """A name as it is filed: 丁　蕙 → 丁蕙."""
    return re.sub(r"\s", "", surface)


@mentions
def persons(analysis: Analysis) -> Iterator[Mention]:
    """Accepted names, then their echoes anywhere in the document."""
    accepted = names(analysis)
    for (begin, end), rule in accepted.items():
        yield analysis.mention(begin, end, "Person", rule)
    surfaces = {plain(analysis.text[b:e]) for b, e in accepted}
    echo = sorted({s for s in surfaces if len(s) > 1}, key=lambda n: (-len(n), n))
    if echo:
        for match in re.finditer("|".join(map(re.escape, echo)), analysis.text):
            if match.span() not in accepted:
                yield analysis.mention(*match.span(), "Person", "name-echo")

"""Posts: an organ, a place or nothing, a modifier (副, 代, 常务副), a head (书记, 市长).

Here are the candidates, and the stacks that 、 and 兼 join (市委常委、组织部部长). Only those that
somebody holds in the text become mentions (`held_posts`): 党委书记要履行 names a class.
"""

from __future__ import annotations

import re
from typing import TypeAlias

from graph.extract.analysis import Analysis, once
from graph.extract.mentions.organizations import by_end
from graph.extract.mentions.places import ends, foreign, spans
from graph.extract.resolve.posts import AIDES, ALSO
from graph.lexicon import Led, Lexicon, Pattern, once_per_lexicon

JOIN = Pattern("[、，]?{concurrently}?(?:（{concurrently}）)?")
NEVER = Pattern("{no_post}|(?<=主席)[团国]")
_BEFORE_HOLDER = re.compile("(?:（兼）)?(?:[　 ]*：)?[　 ]*")
_MORE = Pattern(f"{AIDES}|{ALSO}")
_HEADS = Led(
    "post_modifier|posts.national|posts.level|posts.title|posts.head",
    "(?:(?P<national>{posts.national})(?!长)|{post_modifier}?"
    "(?:(?P<level>{posts.level})|(?P<title>{posts.title})|(?P<head>{posts.head})))",
)
_MINISTRY = Pattern("(?:(?!{in_company})[{han}]){1,8}")
_PARTY = Pattern("[{han}“”]{1,12}?{party_ending}”?党?")
_PARTY_OR_STATE = Pattern("|[{han}]{0,8}{party_or_state}{central_body}?")
_SENT = Pattern("{incumbency}?驻\\Z")
_BARE_OFFICE = Pattern("(?:{host_noun}(?:[{han}]{2,4}(?=部))?)?{post_office}\\Z")

_SECTION = Pattern(
    "(?:(?!{appointed_as|class_word|concurrently|conjunction|organ_lead_in|leading_verb})[{han}]){3,11}"
)
"""A department of some body, by its own name: 科研处, 科研机构管理办公室."""
_CELL_OWNER = Pattern(
    "(?:(?!{appointed_as|class_word|concurrently|conjunction|organ_lead_in|leading_verb})[{han}]){2,10}"
    "(?:{section_unit|division_head}|中心|公司){own_office}?|{own_office}$"
)
_LONGEST = 12  # characters of a department's name
_BEGINS = Pattern("(?:\\A|[^{han}]|{appointed_as})$")
_OPENS = Pattern("(?:\\A|[^{han}]|{own_mark})$")

Candidate: TypeAlias = tuple[int, int, str]
"""Begin, end and kind of a post: that of its head in the list, or ``office`` where an office noun
without a name leads it, or ``bare`` where nothing does."""


@once
def candidates(analysis: Analysis) -> dict[int, tuple[int, str]]:
    """Begin → (end, kind) of every post the words allow, none overlapping."""
    found: dict[int, tuple[int, str]] = {}
    position = 0
    for head in _HEADS.finditer(analysis.text, analysis.lexicon):
        if head.start() >= position and not _is_no_post(analysis, head):
            begin, position, kind = _candidate(analysis, head)
            found[begin] = (position, kind)
    return found


def _is_no_post(analysis: Analysis, head: re.Match[str]) -> bool:
    """Whether a longer word begins here (主席团), or the head is the name of a country."""
    country = head[0] in analysis.lexicon.word_class("post_and_country")
    return bool(NEVER.of(analysis.lexicon).match(analysis.text, head.end())) or (
        country and head.start() not in foreign(analysis)
    )


def _candidate(analysis: Analysis, head: re.Match[str]) -> Candidate:
    """The post that a head belongs to, with what leads it and the aides and ranks behind it."""
    start, end = head.span()
    kind = head.lastgroup or "head"
    lead = _national(analysis, start) if kind == "national" else _beside(analysis, head)
    if lead is None and kind in ("head", "title"):
        country = _country(analysis, head)
        if country < start:
            return country, end, "head"
        lead = _office(analysis, head)
    begin, kind = lead or (start, "bare" if kind == "head" else kind)
    more = _MORE.of(analysis.lexicon).match(analysis.text, end)
    return _stationed(analysis, begin), more.end() if more else end, kind


def _national(analysis: Analysis, start: int) -> tuple[int, str]:
    """总书记, 总理: of China, unless an organ or a foreign country leads it."""
    abroad = _abroad(analysis, start, _PARTY_OR_STATE)
    begin = min(by_end(analysis).get(start, start), abroad)
    return begin, "national" if begin == start else "head"


def _beside(analysis: Analysis, head: re.Match[str]) -> tuple[int, str] | None:
    """Begin and kind of a post that an organ or a place stands directly before."""
    kind, start = head.lastgroup or "head", head.start()
    organs = by_end(analysis)
    if start in organs:
        return organs[start], kind
    if _shared(analysis, head) in organs:
        return organs[start + 1], "head"
    if (led := _qualified(analysis, start)) in organs:
        return organs[led], kind
    place = ends(analysis).get(start)
    return None if place is None else (place, kind)


def _qualified(analysis: Analysis, start: int) -> int:
    """Where 原 or 专职 begins before a head: 厦门大学|原|副校长; -1 where neither stands there."""
    before = _qualifiers(analysis.lexicon)
    if not analysis.text.endswith(before, 0, start):
        return -1
    return next(start - len(w) for w in before if analysis.text.endswith(w, 0, start))


@once_per_lexicon
def _qualifiers(lexicon: Lexicon) -> tuple[str, ...]:
    words = lexicon.word_class
    return (*(word for word in words("former_post") if len(word) == 1), *words("full_time"))


def _shared(analysis: Analysis, head: re.Match[str]) -> int:
    """Where the organ before a head ends: 公安部长, 县委宣传部长 have one 部 for both."""
    return head.start() + (head[0] in analysis.lexicon.word_class("minister_head"))


def _country(analysis: Analysis, head: re.Match[str]) -> int:
    """Where the foreign country of a minister or of a party's chief begins, or the head itself."""
    for led, between in (("minister", _MINISTRY), ("party_chief", _PARTY)):
        if head[0].endswith((*analysis.lexicon.word_class(led),)):
            return _abroad(analysis, head.start(), between)
    return head.start()


def _office(analysis: Analysis, head: re.Match[str]) -> tuple[int, str] | None:
    """Begin and kind of a post that an office noun without a name leads: 组织部长, 公司董事长; with
    the organ or the department that it is in, where one stands before it."""
    start = head.start()
    section = _whose(analysis, start, _SECTION) if _fits(analysis, head) else start
    if section < start:
        return section, "office"
    bare_office, first = _BARE_OFFICE.of(analysis.lexicon), max(0, start - 9)
    for end in (start, _shared(analysis, head)):
        if office := bare_office.search(analysis.text, first, end):
            begin = ends(analysis).get(office.start(), office.start())
            return _whose(analysis, begin, _CELL_OWNER), "office"
    return None


def _whose(analysis: Analysis, start: int, form: Pattern) -> int:
    """Where the department before an office or a title begins, with the organ that it is in:
    清华大学|文科建设处|副处长, 排水管理处|党总支副书记; ``start`` where none stands there."""
    text, organs, owner = analysis.text, by_end(analysis), form.of(analysis.lexicon)
    begins = _BEGINS.of(analysis.lexicon)
    for at in range(max(0, start - _LONGEST), start - 1):
        opens = at in organs or begins.search(text, max(0, at - 3), at)
        if opens and owner.fullmatch(text, at, start):
            return organs.get(at, at)
    return organs.get(start, start)


def _fits(analysis: Analysis, head: re.Match[str]) -> bool:
    """Whether what stands before a title is what it heads: 科研处|处长, 管理办公室|主任."""
    text, title, start = analysis.text, head[0], head.start()
    unit = title[-2:-1] if title.endswith("长") else ""
    if title.endswith("主任"):
        return text.endswith((*analysis.lexicon.word_class("led_by_director"),), 0, start)
    return bool(unit) and text[start - 1 : start] == unit


def _stationed(analysis: Analysis, begin: int) -> int:
    """Where an ambassador's post begins: before the country that sends him (中国新任驻俄大使)."""
    sent = _SENT.of(analysis.lexicon).search(analysis.text, max(0, begin - 4), begin)
    if not sent:
        return begin
    opens = _OPENS.of(analysis.lexicon).search(analysis.text, 0, sent.start())
    return ends(analysis).get(sent.start(), sent.start() if opens else begin)


def _abroad(analysis: Analysis, start: int, between: Pattern) -> int:
    """Where the foreign country begins whose ministry or party leads the post, or ``start``.

    ``between`` is what stands between country and post, at most 16 characters.
    """
    ministry = between.of(analysis.lexicon)
    if spans(analysis).get((start - 1, start)) == "country-initial":
        return start - 1  # 俄外长
    for end in range(start, max(0, start - 16), -1):
        begin = foreign(analysis).get(end)
        if begin is not None and ministry.fullmatch(analysis.text, end, start):
            return begin
    return start


def holder_after(text: str, end: int) -> int:
    """Where the name of a holder begins behind his post: 市长沈岩, 组长： 沈岩, 书记（兼）沈岩."""
    between = _BEFORE_HOLDER.match(text, end)
    return between.end() if between else end


@once
def stacks(analysis: Analysis) -> list[list[Candidate]]:
    """Posts that follow one another: 市委常委、组织部部长."""
    out: list[list[Candidate]] = []
    joint = JOIN.of(analysis.lexicon)
    for begin, (end, kind) in sorted(candidates(analysis).items()):
        joined = out and joint.fullmatch(analysis.text, out[-1][-1][1], begin)
        if joined:
            out[-1].append((begin, end, kind))
        else:
            out.append([(begin, end, kind)])
    return out

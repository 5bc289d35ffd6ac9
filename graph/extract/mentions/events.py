"""Events: meetings, ceremonies and exhibitions.

A noun phrase ends in a head noun (会议, 座谈会, 仪式) and begins behind the word that opens it
(召开, 出席, 在). Congresses and plenums are known by their ordinals, meetings of an organ by the
organ.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.extract.analysis import Analysis, once
from graph.extract.mentions.local_organs import with_party
from graph.extract.mentions.organizations import by_end
from graph.extract.mentions.persons import names
from graph.extract.mentions.places import ends
from graph.extract.rules import mentions
from graph.extract.toponyms import CHINA
from graph.lexicon import Led, Lexicon, Pattern
from graph.model import Mention

_PARTS = {
    "number": "(?:{ordinal_mark}?{times})",
    "ordinal": "{ordinal_mark}{times}",
    "times": "{n}{times_unit}",
    "term": "{ordinal_mark}?{n}{term_unit}",
    "n": "[{numeral}\\d]{1,8}+",
}
HEADS = Pattern("{meeting_head}")
_HEAD = (
    "{meeting_head}"
    "(?:{ceremony_part}|{together_with}[{han}]{2,24}?{joint_occasion})?(?!{no_occasion_behind})"
)
_HEADED, _HEADS = Pattern(_HEAD), Led("meeting_head", _HEAD)
_OPEN = Pattern(f"(?<!{CHINA})——|{{occasion_opening}}|[《，。；：！？【】\\s、]|(?!{{enlarged}})（")
_CLOSING = {"“": "”", "‘": "’", "『": "』", "「": "」"}
_NAMED_AS = Pattern("\\A(?:{named_as}|[ 　])+")
_BARE = Pattern("^{vague_occasion}?{meeting_head}$")
_PLENUM = Pattern(
    "(?:{commemorating|party_name|mass_body|numeral:opening}|(?=[{ordinal_mark}全中\\d]))"
    "(?:{commemorating}(?:(?!{occasion_verb})[^，。；：“”《》]){2,24}{anniversary_unit}{jubilee}|"
    "{party_name}?{term}{central_body}{0,2}[{numeral}、中{ordinal_mark}]{0,16}{n}{plenum_head}|"
    "{party_name}?{term}{n}中(?:、{n}中)*{plenum}|"
    "{party_name}{ordinal_mark}?[{numeral}]{1,3}{congress_short}(?!{congress_behind})|"
    f"(?:{CHINA})?{{mass_body}}[{{numeral}}]{{1,3}}{{congress_short}}|"
    "{party}{ordinal}{party_congress}|{term}{nationwide}{assembly}{times}{plain_meeting}|"
    "{term}[{han}]{1,8}?{committee_short}{times}{plenum}|"
    "{term}(?:(?!{occasion_verb})[{han}]){2,16}{ordinal}{session_kind}?{plain_meeting}|"
    "{nationwide}、全[{bare_level}][{han}]{2,10}?{plain_meeting})",
    _PARTS,
)
_ORGAN_MEETING = Pattern(
    "(?:{term})?{number}?{session_kind}?{enlarged}?{number}?{enlarged}?{session_kind}{0,2}"
    "{session_head}|"
    "(?:{term})?{session_kind}{0,2}(?:{enlarged}{any_meeting}|{any_meeting}{enlarged})|"
    "{term}{times}{numbered_plenum}|{ordinal}{session_kind}?{meeting_noun}|"
    "{ordinal_mark}{n}{round_unit}{inspection_round}|"
    "{ordinal}{whole_body}?{representatives|place_congress}",
    _PARTS,
)
_TERM = Pattern("{term}\\Z", _PARTS)
_TELLS_OF = Pattern("(?P<teller>[{han}]{2,3}){verbs.report}{meeting_noun}\\Z")
_TOLD = Pattern(
    "[^，。；]{0,12}?{convening_verb}{perfective}?(?P<meeting>{session_kind}?{plain_meeting})"
    "(?![^，。　 \\n])"
)
_SIZE = Pattern("{congress_short}{congress_behind}")
_VOLUME = Pattern("{ordinal_mark}{n}{volume_unit}", _PARTS)
_VOLUMES = Pattern("《[^《》]*》(?:{ordinal_mark}{n}{volume_unit}、)+\\Z", _PARTS)
_NO_OCCASION = frozenset({"War", "Movement", "Disaster"})
_EDITION = Pattern(  # $ would take a line end
    "(?:(?:19|20)\\d\\d{year_unit}?)?(?:{ordinal_mark}{n}{term_unit}|{first_edition})?\\Z", _PARTS
)
_CONVENED = Pattern("{session_verb}{joint_session}|{joint_session}上")
_FULLER = Pattern("{session_verb:not_after}(?<=[{han}”])(?<!{times_unit}){joint_session}")
_ENLARGED = Pattern("{enlarged_body}(?:{enlarged}{any_meeting}|{any_meeting}{enlarged})")
_BRIEFING = Pattern("{convening_verb}{perfective}?(?P<meeting>{press}{briefing})")
_JOINT = Pattern("{joint_session_name}")
_ORDINAL = Pattern("[{bare_level}]{ordinal}{place_congress}", _PARTS)


@mentions
@once
def plenums(analysis: Analysis) -> list[Mention]:
    """党的二十大, 二十届三中全会, 十四届全国人大四次会议."""
    return list(_congresses(analysis))


def _congresses(analysis: Analysis) -> Iterator[Mention]:
    """Congresses by their ordinals, and events of the lexicon with the year or number before."""
    edition, size = _EDITION.of(analysis.lexicon), _SIZE.of(analysis.lexicon)
    of_party = tuple(analysis.lexicon.word_class("party_name"))
    for match in analysis.matches(_PLENUM):
        begin = with_party(analysis, ends(analysis).get(match.start(), match.start()))
        yield analysis.mention(begin, match.end(), "Event", "congress")
    for hit in analysis.hits_of["meetings"]:
        if hit.entry["kind"] not in _NO_OCCASION:
            if size.match(analysis.text, hit.end - 1):  # 党的一大法宝
                continue
            whole = hit.entry.form.startswith(of_party)  # 2012年|党的十八大
            led = edition.search(analysis.text, max(0, hit.begin - 12), hit.begin)
            begin = led.start() if led and not whole else hit.begin
            yield analysis.mention(begin, hit.end, "Event", "known-event")


@mentions
@once
def organ_meetings(analysis: Analysis) -> list[Mention]:
    """An organ's own meeting: 市政府第七十二次常务会议, 市委五届十三次全会."""
    of_place = (
        analysis.mention(begin, end, "Event", "organ-meeting")
        for begin, end in _ordinal_of_place(analysis)
    )
    return [*_of_organs(analysis), *of_place]


def _of_organs(analysis: Analysis) -> Iterator[Mention]:
    """Meetings right behind the name of an organ."""
    meeting, ordinal = _ORGAN_MEETING.of(analysis.lexicon), _TERM.of(analysis.lexicon)
    for end, begin in by_end(analysis).items() if analysis.may(_ORGAN_MEETING) else ():
        match = meeting.match(analysis.text, end)
        if match:
            term = ordinal.search(analysis.text, max(0, begin - 6), begin)
            begin = term.start() if term else begin
            yield analysis.mention(begin, match.end(), "Event", "organ-meeting")


@mentions
def bare_meetings(analysis: Analysis) -> Iterator[Mention]:
    """座谈会 by itself, where one is convened and the document gives it no fuller name."""
    told_of = _TOLD.of(analysis.lexicon)
    for match in analysis.matches(_ENLARGED):
        yield analysis.mention(*match.span(), "Event", "organ-meeting")
    for match in analysis.matches(_BRIEFING):
        yield analysis.mention(*match.span("meeting"), "Event", "bare-meeting")
    for end in by_end(analysis) if analysis.may(_TOLD) else ():
        told = told_of.match(analysis.text, end)
        if told:
            yield analysis.mention(*told.span("meeting"), "Event", "told-meeting")
    if any(analysis.matches(_CONVENED)) and not any(analysis.matches(_FULLER)):
        for match in analysis.matches(_JOINT):
            yield analysis.mention(*match.span(), "Event", "bare-meeting")


def _ordinal_of_place(analysis: Analysis) -> Iterator[tuple[int, int]]:
    """澄州市第五次党代会: begin and end."""
    for match in analysis.matches(_ORDINAL):
        begin = ends(analysis).get(match.start() + 1, match.start())
        yield with_party(analysis, begin), match.end()


@mentions
def noun_phrases(analysis: Analysis) -> Iterator[Mention]:
    """全市机关党的建设工作会议: from the word that opens the phrase to its head noun."""
    lexicon = analysis.lexicon
    starts = _HEADS.starts(analysis.text, lexicon)
    if not starts:
        return
    named: dict[int, list[int]] = {}
    for mention in (*plenums(analysis), *organ_meetings(analysis)):
        if mention.rule != "known-event":
            named.setdefault(mention.end, []).append(mention.begin)
    bare, tells_of, opened = (form.of(lexicon) for form in (_BARE, _TELLS_OF, _NAMED_AS))
    people = names(analysis)
    for sentence in dict.fromkeys(map(analysis.sentence_at, starts)):
        text = analysis.reading(sentence)
        for match in _HEADS.finditer(text, lexicon):
            begin = _left(text, match.start(), lexicon)
            begin += sum(map(len, opened.findall(text[begin : match.end()])))
            begin = _series(text, begin, lexicon)
            begin += _opens_quotation(text[begin : match.end()])
            phrase = text[begin : match.end()]
            if match.end() - begin > 4 and not bare.match(phrase):
                offset = sentence.begin
                if any(offset + begin < b for b in named.get(offset + match.end(), ())):
                    continue
                teller = tells_of.match(phrase)
                if teller and (offset + begin, offset + begin + teller.end("teller")) in people:
                    continue  # 黄南介绍大会|筹备情况
                yield analysis.mention(offset + begin, offset + match.end(), "Event", "noun-phrase")


def _left(text: str, head: int, lexicon: Lexicon) -> int:
    """Where the phrase begins whose head noun begins at ``head``, at most 40 characters before.

    Quotations and brackets are kept whole.
    """
    strong = _strong(text, head, lexicon)
    if strong is not None:
        return strong
    opens, enlarged = _OPEN.of(lexicon), tuple(lexicon.word_class("enlarged"))
    limit, begin = max(0, head - 40), 0
    depth = 0
    for i in range(head - 1, limit - 1, -1):
        char = text[i]
        if char == "）" and not text.endswith(enlarged, 0, i + 1):
            return i + 1
        if char in "”’』）》":
            depth += 1
        elif char in "“‘『（《":
            depth -= 1
            if depth < 0:
                return i + 1
        elif depth == 0:
            opening = opens.match(text, i)
            end = opening.end() if opening else head + 1
            if end <= head and not _inside_name(text, i, end, lexicon):
                begin = end
                break
    else:
        begin = limit
    return begin


def _series(text: str, begin: int, lexicon: Lexicon) -> int:
    """Where a phrase about several volumes begins: 《文选》第一卷、|第二卷出版座谈会."""
    led = _VOLUMES.of(lexicon).search(text, max(0, begin - 40), begin)
    behind = _VOLUME.of(lexicon).match(text, begin)
    return led.start() if led and behind else begin


def _opens_quotation(phrase: str) -> bool:
    """Whether a quotation begins with it and does not end in it: “山水论坛|”."""
    closing = _CLOSING.get(phrase[0])
    return bool(closing) and phrase.count(phrase[0]) > phrase.count(str(closing))


_OPENER = Pattern("{phrase_opener}{particle}?")
_NAME_PARTS = Pattern("{name_part|inner_word}")
_CLOSED = Pattern(
    "[，。；：！？{possessive}]|{meeting_head}(?!{together_with}|{about_occasion})|{phrase_end}|{together_doing}{jointly}?{chairing_verb}"
)


def _strong(text: str, head: int, lexicon: Lexicon) -> int | None:
    """Where a phrase begins behind 召开 and the like, or between 在 and 上; None without these.

    Only such a phrase may contain 和, 与 and 、.
    """
    openers = [m.end() for m in _OPENER.of(lexicon).finditer(text, max(0, head - 45), head)]
    after = _HEADED.of(lexicon).match(text, head)
    if after and text.startswith("上", after.end()):
        near = range(max(0, head - 45), head)
        openers += [at + 1 for at in near if text[at] == "在"]
    closed = _CLOSED.of(lexicon)
    for begin in sorted(openers, reverse=True):
        if begin < head and not closed.search(text, begin, head):
            return begin
    return None


def _inside_name(text: str, begin: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a word that opens phrases is part of a name here: 的 in 党的建设工作会议."""
    for match in _NAME_PARTS.of(lexicon).finditer(text, max(0, begin - 6), min(len(text), end + 6)):
        if match.start() <= begin and end <= match.end():
            return True
    return False

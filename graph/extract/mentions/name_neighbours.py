"""Names by what stands right beside them: a title or a verb of speech behind, a post in brackets, a
label before.

Where that and the tagger tell one name (``name-in-frame``), it needs no decoder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.extract.analysis import Analysis, once
from graph.extract.mentions.found_names import Found
from graph.extract.mentions.organizations import by_end
from graph.extract.mentions.posts import stacks
from graph.extract.states import initials
from graph.extract.tagged_names import listed
from graph.lexicon import Led, Pattern

_SPEECH = Pattern(
    "(?:{at_mark}{speaking_noun}[^，。]{0,6})?(?:{verbs.speech}|{chairing_verb})|"
    "{verbs.report}{meeting_noun}(?=[{han}])|"
    "{on_behalf}(?:{host_noun}?(?:{host_party|party_cell})|[{bare_level}]{organ_core})"
)
_SPOKEN = Led("at_mark|verbs.speech|chairing_verb|verbs.report|on_behalf", _SPEECH.template)
_MARKS = frozenset("，。、；：！？“”（）\n")
"""What no name has in it but one that is listed or that the tagger sees."""
_LEAD = re.compile("[。！？；：，、\\n“（　 会](?:(?<!会)|上)")  # `re` is quick to find a character
_TITLE = Led(
    "deputy|called_title|courtesy_title",
    "(?:(?P<office>{deputy}?{called_title})|{courtesy_title})"
    "(?=[，。、；：\\s]|$|{verbs.speech}|{after_name}|[{name_particle}])",
)
_JOINT = Pattern("{conjunction|list_lead}")
_ITEM = Pattern("(?m:^)(?:[　 ]{0,9}（?\\d{1,3}）?[.、　 ]{0,4})?|[。！？；：，、“　 ]")
_NOTE = Pattern("（(?:{sex}|[{han}]{1,5}{people_noun})(?=[，、）])")
_LABEL = Pattern("{byline_label}(?:[：:][　 ]{0,3}|[　 ]{1,3})")
_CREDITED = re.compile("(?P<blanks>[　 ]{1,3})|[、）\\n]|$")
_NAMESAKE = Pattern("(?P<name>[{han}]{2,3}){going_verb}(?P=name)")
_LENGTHS = (2, 3, 4)


@once
def clauses(analysis: Analysis) -> dict[int, None]:
    """Where a clause begins, in order: at the begin of the text, behind a mark, a blank or 会上."""
    return dict.fromkeys((0, *(lead.end() for lead in _LEAD.finditer(analysis.text))))


def before_title(analysis: Analysis, found: Found) -> None:
    """王平市长说, 县委方正书记到村里: at the beginning of a clause or behind an organ; 江州市长
    is nobody, if 江州 stands without him or is listed."""
    text, joints = analysis.text, _JOINT.of(analysis.lexicon)
    titles = list(analysis.led(_TITLE))
    if not titles:
        return
    leads = {*clauses(analysis), *by_end(analysis), *_tagged(analysis)}
    leads.update(joint.end() for joint in joints.finditer(text))
    of_firms = analysis.lexicon.word_class("firm_title")
    for title in titles:
        end = title.start()
        for begin in (end - length for length in _LENGTHS):
            free = begin in leads and found.grammar.may_be(begin, end)
            free = free and not _is_other(analysis, text[begin:end], title[0])
            if free and _tagged(analysis).get(begin, 0) >= end:
                found.spans[begin, end] = "name-in-frame"
            elif free and title["office"] and title[0] not in of_firms:
                found.spans[begin, end] = "before-comrade"


@once
def _tagged(analysis: Analysis) -> dict[int, int]:
    """Begin → end of what the tagger takes for a person."""
    return {tag.begin: tag.end for tag in analysis.tags if tag.type == "Person"}


def _is_other(analysis: Analysis, name: str, title: str) -> bool:
    """Whether a name before a title is a listed organ's, or may be the place's that has a head."""
    if any(entry.list == "organs" for entry in analysis.lexicon.known.get(name, [])):
        return True
    if title[0] not in analysis.lexicon.word_class("bare_level"):
        return False
    listed = {name, name + title[0]} & analysis.lexicon.known.keys()
    return bool(listed) or analysis.text.count(name) > analysis.text.count(name + title)


def bracketed(analysis: Analysis, found: Found) -> None:
    """成员：于和（市财政局局长）, 龙飞（侗族）."""
    text = analysis.text
    if "（" not in text:
        return
    posts = {stack[0][0] - 1 for stack in stacks(analysis) if text.startswith("）", stack[-1][1])}
    notes = {note.start() for note in analysis.matches(_NOTE)}
    ends = notes | {at for at in posts if text[at : at + 1] == "（"}
    leads = {lead.end() for lead in _ITEM.of(analysis.lexicon).finditer(text)} if ends else ()
    for end in ends:
        for begin in (end - length for length in _LENGTHS):
            if begin in leads and found.grammar.end(begin, sure=True) == end:
                found.spans.setdefault((begin, end), "after-post")


def labelled(analysis: Analysis, found: Found) -> None:
    """记者 周密 江河, 摄影：王者."""
    for label in analysis.matches(_LABEL):
        begin = label.end()
        while end := found.grammar.end(begin, sure=True):
            behind = _CREDITED.match(analysis.text, end)
            if not behind or analysis.text[begin:end] in analysis.lexicon.known:
                break  # 记者：江西的位置呢
            found.spans.setdefault((begin, end), "after-post")
            begin = behind.end("blanks") if behind["blanks"] else len(analysis.text)


def beside_namesake(analysis: Analysis, found: Found) -> None:
    """罗平到罗平调研: who goes to a place is not the place."""
    if not analysis.may(_NAMESAKE):
        return
    text = analysis.text
    tagged, form = _tagged(analysis), _NAMESAKE.of(analysis.lexicon)
    leads = {at for at in tagged if form.match(text, at) and at in clauses(analysis)}
    for match in form.finditer(text) if leads else ():
        begin, end = match.span("name")
        if begin in leads and found.grammar.may_be(begin, end) and tagged[begin] >= end:
            found.spans[begin, end] = "name-in-frame"


def speaking(analysis: Analysis, found: Found) -> None:
    """A name between the beginning of a clause and a verb of speech."""
    speech, text = _SPEECH.of(analysis.lexicon), analysis.text
    verbs = [at for at in _SPOKEN.starts(text, analysis.lexicon) if speech.match(text, at)]
    if not verbs:
        return
    told = {end: begin for begin, end in found.spans}
    known = {*found.grammar.tagged, *listed(analysis)} & clauses(analysis).keys()
    for at in found.grammar.openings(sorted(known.union(_reaching(analysis, verbs)))):
        if text.startswith("方", at + 1) and text[at] in initials(analysis):
            continue  # 俄方, 乌方则称: a state's side
        end = found.grammar.end(at, sure=False)
        if end and told.get(end, at) > at:
            continue  # 市委书记艾尔肯·图尔迪: the post is no part of the dotted name
        said = speech.match(text, end) if end else None
        if end and said and not text.startswith("\n", said.end()):  # 三、工作要求
            found.spans.setdefault((at, end), "before-speech")


def _reaching(analysis: Analysis, verbs: list[int]) -> Iterator[int]:
    """Where a clause begins that no mark parts from the next verb: a name there may reach it."""
    text, begins, last = analysis.text, clauses(analysis), -1
    for verb in verbs:
        at = verb
        while at > last:
            if at in begins:
                yield at
            at = last if text[at - 1 : at] in _MARKS else at - 1
        last = verb

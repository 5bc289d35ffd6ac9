"""What tells in one sentence who speaks or is told of: verbs of speech with their subjects."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.extract.patterns import MaskedSentence, MaskedSentences, masked
from graph.lexicon import Lexicon, Pattern
from graph.model import Entity

_NOTIFIES = masked(
    "(?P<who>{Organization})[^。；{Person}{Organization}]{0,40}?{notifying_verb}(?!{verbs.speech})"
)
"""An organ whose bulletin is told of: 市纪委通报三起案例. …通报强调."""
_ORGAN_CUE = masked(
    "(?:^|[，。；])(?P<who>{Organization})"
    "(?P<between>(?:[{about_mark}{at_mark}][^，。；：“”{Person}{Organization}{Event}]{1,20}，)?)(?P<verb>{verbs.speech})"
)
_LATER = masked(
    "(?:{dateline}|(?:(?!{verbs.speech})[^，。；：“”{Person}{Organization}{Post}{Event}]){1,16}，)?"
    "(?:{Organization}?{Post}[、，]?)*(?P<who>{Person})"
    "(?P<between>(?:{word}|“{word}{1,20}”){1,60}?，(?:并|{likewise})?)"
    "(?!{later_deed})(?P<verb>{verbs.speech})",
    {"dateline": "(?:{Organization}{news_head}（{Organization}）：)", "word": "[^。；：“”]"},
)
_SUBJECT = masked(
    "(?:{Organization}{news_head}（{Organization}）：|[^，。：{Person}{Post}]{0,12}[，：])?"
    "(?:{Organization}?{Post}[、，]?)*{Person}(?![、和与{Person}])"
)
_ADDRESSES = masked("(?P<who>{Person}){Post}?[^，。；{Person}]{0,14}?(?:，.?)?{verbs.address}")
_PRESIDES = masked("(?P<who>{Person}){Post}?[^，。；{Person}]{0,14}?{chairing_verb}")
_PUBLISHED = masked(
    "{publishing_verb}[^，。；{Person}]{0,8}?(?:{Post}[、，]?)*{Person}"
    "[^，。；{Person}{Organization}]{0,8}{published_noun}"
)
_VERBS = {
    "says": "{no_speech_lead:not_after}{verbs.speech}|{instructing_verb}(?=[，：“])|"
    "{denial:not_after}{saying_verb}(?=[，：])|致{greeting}{greeting_form}|"
    "{rendering_verb}{perfective}?[^，。；{Person}{Event}]{0,30}{report_title}"
}
CUE = masked(
    "(?=[{Person}{Event}{third_person|told_text|meeting_noun|this_meeting|audience|attending_all}]|"
    "[{han}]{Post})"  # what it can begin with, asked first
    "(?P<who>(?<![{about_mark}{recipient_mark}])(?<![{about_mark}{recipient_mark}]{Post})"
    "{as_quoted:not_after}{Person}|{third_person}|(?:^|(?<=[　，；]))[{han}](?={Post})|"
    "(?<![{Event}作]){told_text}(?={verbs.speech})|"
    "(?<![{Event}与])(?:{meeting_noun}|{this_meeting})|"
    "(?:{audience}|{attending_all}[^，。；{Person}{Event}{Organization}]{0,6}?)(?={unanimously}?{verbs.speech})|"
    "{Event})"
    "(?P<between>{Post}?[^，。；！？“”{Person}{Event}{Organization}{possessive}]{0,14}?|"
    "[^，。；（）{Person}]{0,6}{at_mark}[^，。；]{0,16}[中上时]，?|"
    "{Post}?[{at_mark}{about_mark}][^，。；]{1,24}?|{on_behalf}[^。；{Person}]{1,80}?|{likewise})"
    "(?P<verb>{says})(?!{perfective}?{no_speech})",
    _VERBS,
)
"""Somebody and a verb of speech: 马卫光强调, 会议指出, 他在讲话中说."""
_SAYS = masked("{says}", _VERBS)
"""The verb of `CUE`: that a sentence has none is seen at once."""
_DECREED = masked(
    "(?P<who>{Policy})[”》]?{likewise}?[^，。；{Organization}]{0,8}?"
    "(?P<between>){no_speech_lead:not_after}(?P<verb>{verbs.speech}|{decreeing_verb})"
)
_LEAD = masked("[，；](?:{Organization}|{Post}|、|(?<=；){conjunction})*$")
"""The titles of another person, where a clause begins with them."""
_REFERS = Pattern("[^，。；]{0,8}?{referring_verb}")  # 按照李强总理要求: a noun, and nobody speaks


class FirstCues(dict[MaskedSentence, "re.Match[str] | None"]):
    """Sentence → its first verb of speech with its subject, looked for where it is asked for."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._lexicon = lexicon

    def __missing__(self, sentence: MaskedSentence) -> re.Match[str] | None:
        cue = self[sentence] = _first_cue(sentence, self._lexicon)
        return cue


def _first_cue(sentence: MaskedSentence, lexicon: Lexicon) -> re.Match[str] | None:
    """The first verb of speech in a sentence with its subject (`CUE`)."""
    if not _SAYS.of(lexicon).search(sentence.masked):
        return None
    for found in CUE.of(lexicon).finditer(sentence.masked):
        nouns = (lexicon.word_class(name) for name in ("demand_noun", "instructing_verb"))
        if not any(found["verb"] in words for words in nouns):
            return found
        clause = sentence.clause(found.start())
        if not _REFERS.of(lexicon).match(sentence.masked, clause, found.start()):
            return found
    return None


def decreed_in(sentence: MaskedSentence, lexicon: Lexicon) -> re.Match[str] | None:
    """A verb of speech that a policy is the subject of: 《意见》指出; not 落实《意见》要求."""
    if not sentence.names("Policy"):
        return None
    found, refers = _DECREED.of(lexicon).search(sentence.masked), _REFERS.of(lexicon)
    clause = sentence.clause(found.start()) if found else 0
    noun = found and found["verb"] in lexicon.word_class("demand_noun")
    return (
        None if noun and found and refers.match(sentence.masked, clause, found.start()) else found
    )


def speech_cue(
    sentence: MaskedSentence, first: re.Match[str] | None, lexicon: Lexicon
) -> re.Match[str] | None:
    """A verb of speech with its subject, one later in the sentence before the first."""
    later = _LATER.of(lexicon).match(sentence.masked) if sentence.names("Person") else None
    if later or first or not sentence.names("Organization"):
        return later or first
    return _ORGAN_CUE.of(lexicon).search(sentence.masked)


def further_cues(
    sentence: MaskedSentence, said: re.Match[str], lexicon: Lexicon
) -> Iterator[re.Match[str]]:
    """Others who speak later in a sentence: 甲指出，…；乙强调，…; 甲作报告，乙作“…”专题报告."""
    if any(sentence.within(said.end(), len(sentence.masked), "Person")):
        verbs, lead = lexicon.kind("verbs", "speech"), _LEAD.of(lexicon)
        for found in CUE.of(lexicon).finditer(sentence.masked, said.end()):
            apart = lead.search(sentence.masked, said.end(), found.start())
            reports = said["verb"] not in verbs and found["verb"] not in verbs
            if apart and (reports or apart[0].startswith("；")):
                yield found


def subject(sentence: MaskedSentence, lexicon: Lexicon) -> tuple[Entity, ...]:
    """The person that a sentence without speech is about, whom 他 means in the next one: who speaks
    or presides, or whom it begins with."""
    if not sentence.names("Person"):
        return ()
    for form in (_ADDRESSES, _PRESIDES):
        for acting in form.of(lexicon).finditer(sentence.masked):
            who = next(sentence.within(*acting.span("who")), None)
            if who and who.entity:
                return (who.entity,)
    match = _SUBJECT.of(lexicon).match(sentence.masked)
    person = next(sentence.within(*match.span(), "Person"), None) if match else None
    return (person.entity,) if person and person.entity else ()


def introduce(sentences: MaskedSentences, lexicon: Lexicon) -> bool:
    """Whether any of them may introduce a text (`writer`)."""
    return sentences.may(_PUBLISHED, lexicon) or sentences.may(_NOTIFIES, lexicon)


def writer(sentence: MaskedSentence, lexicon: Lexicon) -> tuple[Entity, ...]:
    """Whose text a sentence introduces: 发表陆维署名文章, 市纪委通报三起案例."""
    for form, kind in ((_PUBLISHED, "Person"), (_NOTIFIES, "Organization")):
        match = form.of(lexicon).search(sentence.masked) if sentence.names(kind) else None
        named = next(sentence.within(*match.span(), kind), None) if match else None
        if named and named.entity:
            return (named.entity,)
    return ()

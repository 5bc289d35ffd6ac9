"""Who is speaking where: from a verb of speech to the next one, or to another paragraph.

The attribution of Mann and Thompson's Rhetorical Structure Theory (1988), at its simplest.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.extract.patterns import MaskedSentence, masked
from graph.lexicon import Lexicon, Pattern
from graph.model import Entity, Mention, Sentence

_ORGAN_CUE = masked("(?:^|[，。；])(?P<who>{Organization})(?P<between>)(?P<verb>{verbs.speech})")
_NEAR_CHARACTERS = 400
_LEADER = masked("{Person}{Post}[^，。]{0,8}?{verbs.speech}")
_LATER = masked(
    "{dateline}?(?:{Organization}?{Post}[、，]?)*(?P<who>{Person})"
    "(?P<between>[^。；：“”]{1,60}?，(?:并|{likewise})?)(?!{later_deed})(?P<verb>{verbs.speech})",
    {"dateline": "(?:{Organization}{news_head}（{Organization}）：)"},
)
_SUBJECT = masked(
    "(?:{Organization}{news_head}（{Organization}）：|[^，。：{Person}{Post}]{0,12}[，：])?"
    "(?:{Organization}?{Post}[、，]?)*{Person}(?![、和与{Person}])"
)
_PUBLISHED = masked(
    "{publishing_verb}[^，。；{Person}]{0,8}?(?:{Post}[、，]?)*{Person}"
    "[^，。；{Person}{Organization}]{0,8}{published_noun}"
)
_LABEL = masked(
    "[　 ]*(?:(?:{Post}|{Organization})*(?P<who>{Person}){courtesy_title}?|"
    "(?P<role>{interview_label})|"
    "(?P<asked>[^，。；：]{0,16}{question_label})|(?P<answered>{answer_label}))[：:]"
)
_INTRODUCED = masked(
    "[　 ]*(?P<role>{interview_label}|{answer_label})[：:　 ]*(?:{Post}|{Organization}|[、，　 ])*"
    "(?P<who>{Person}){courtesy_title}?[　 ]*$"
)
"""主持人：省政府新闻办副主任 孔令舟 above a transcript tells who speaks below 主持人：."""
_CONTINUES = Pattern(
    "^(?:[{numeral}]+[{demand_mark}、]|{ordinal_mark}[{numeral}]+[，、]|"
    "[（(][{numeral}]+[）)]|\\d+[.．、]|{continuing}|{order_word})"
)
_HEADING = Pattern("{verbs.speech}$")  # …时强调, and what in the lines of a headline below
_LINE = 40  # characters that a line of a headline has at most
_DECREED = masked(
    "(?P<who>{Policy})[”》]?{likewise}?[^，。；{Organization}]{0,8}?"
    "(?P<between>)(?P<verb>{verbs.speech}|{decreeing_verb})"
)
CUE = masked(
    "(?P<who>{as_quoted:not_after}{Person}|{third_person}|(?<![{Event}作]){told_text}(?={verbs.speech})|"
    "(?<![{Event}与])(?:{meeting_noun}|{this_meeting})|"
    "(?:{audience}|{attending_all}[^，。；{Person}{Event}{Organization}]{0,6}?)(?={unanimously}?{verbs.speech})|"
    "{Event})"
    "(?P<between>{Post}?[^，。；！？“”{Person}{Event}{Organization}{possessive}]{0,14}?|"
    "[^，。；]{0,6}{at_mark}[^，。；]{0,16}[中上时]，?|"
    "{Post}?[{at_mark}就对][^，。；]{1,24}?|{on_behalf}[^。；{Person}]{1,80}?|{likewise})"
    "(?P<verb>{no_speech_lead:not_after}{verbs.speech}|"
    "{rendering_verb}{perfective}?[^，。；{Person}{Event}]{0,30}{report_title}|致{greeting}{greeting_form})(?!{perfective}?{no_speech})"
)
"""Somebody and a verb of speech: 马卫光强调, 会议指出, 他在讲话中说."""


_QUOTES = Pattern("[^，。；：“]{0,6}[：，]“")  # 指出：“…”: the turn ends with the quotation
_SPOKEN_IN = masked("{at_mark}《?{Policy}》?[中里]|{entitled}[《“]{Policy}[》”]")


@dataclass(frozen=True, slots=True)
class Turn:
    """The speakers from ``begin`` on: a person, an occasion, the organs of a policy; or nobody."""

    begin: int
    speakers: tuple[Entity, ...]


def turns(
    sentences: Sequence[MaskedSentence],
    lexicon: Lexicon,
    cues: Mapping[Sentence, re.Match[str] | None],
    occasions: Mapping[Sentence, Entity | None],
    issuers: Mapping[Entity, tuple[Entity, ...]],
    authors: Mapping[int, tuple[Entity, ...]],
) -> list[Turn]:
    """The turns of a document in order; nobody, or its author, speaks before the first.

    ``authors`` are those of the document, at 0, and of what it sends on, where its text begins.

    ``cues`` are the first of each sentence (`CUE`), ``issuers`` maps a policy to the organs that
    speak in 《意见》指出. In a transcript the person of the line speaks.
    """
    heads, continues, labels = (form.of(lexicon) for form in (_HEADING, _CONTINUES, _LABEL))
    anaphors = {*lexicon.word_class("third_person"), *lexicon.word_class("told_text")}
    author = authors[0]
    out = [Turn(0, author)]
    last: tuple[Entity, ...] = ()
    paragraph = -1
    heading, direct, quoting = False, False, 0
    quotes = _QUOTES.of(lexicon)
    roles = _introduced(sentences, lexicon)
    for sentence in sentences:
        source = sentence.source
        if source.paragraph != paragraph:
            paragraph = source.paragraph
            author = authors.get(source.begin, author)
            label = labels.match(sentence.masked)
            author = _labelled(sentence, label, sentences[0], roles) if label else author
            if label or not (continues.match(source.text) or heading):
                out.append(Turn(source.begin, author))
        if (author or direct) and out[-1].speakers != author and quoting <= 0:
            out.append(Turn(source.begin, author))  # whom the author tells of speaks one sentence
        direct = direct and quoting > 0
        quoting = max(0, quoting) + source.text.count("“") - source.text.count("”")
        if said := _speech_cue(sentence, cues[source], lexicon):
            direct = bool(quotes.match(sentence.masked, said.end()))
            named = _speaker(sentence, said, occasions[source])
            speakers = last if said["who"] in anaphors else named
            if not speakers:
                out.append(Turn(sentence.offset(said.start()), ()))
            elif not _quoted(speakers, out[-1], sentence, said, lexicon):
                out.append(Turn(sentence.offset(said.start()), speakers))
                last = speakers if speakers[0].type == "Person" else last
        elif decreed := _DECREED.of(lexicon).search(sentence.masked):
            out.extend(_decree(sentence, decreed, issuers))
        else:
            last = _subject(sentence, lexicon) or last
        heading = bool(heads.search(source.text)) or (heading and len(source.text) < _LINE)
    return out


def _speech_cue(
    sentence: MaskedSentence, first: re.Match[str] | None, lexicon: Lexicon
) -> re.Match[str] | None:
    """A verb of speech with its subject, one later in the sentence before the first."""
    return (
        _LATER.of(lexicon).match(sentence.masked)
        or first
        or _ORGAN_CUE.of(lexicon).search(sentence.masked)
    )


def _decree(
    sentence: MaskedSentence,
    decreed: re.Match[str],
    issuers: Mapping[Entity, tuple[Entity, ...]],
) -> Iterator[Turn]:
    """The turn of the organs that speak in their policy, if they are known."""
    policy = _at(sentence, decreed)
    if speakers := issuers.get(policy.entity, ()) if policy and policy.entity else ():
        yield Turn(sentence.offset(decreed.start()), speakers)


def _introduced(
    sentences: Sequence[MaskedSentence], lexicon: Lexicon
) -> Mapping[str, tuple[Entity, ...]]:
    """Role → the person that a line of the text says has it, nobody where there are several."""
    found: dict[str, set[Entity]] = defaultdict(set)
    form = _INTRODUCED.of(lexicon)
    for sentence in sentences:
        if sentence.names("Person") and (line := form.match(sentence.masked)):
            named = sentence.within(*line.span("who"))
            found[line["role"]] |= {m.entity for m in named if m.entity}
    return {role: tuple(who) for role, who in found.items() if len(who) == 1}


def _labelled(
    sentence: MaskedSentence,
    label: re.Match[str],
    title: MaskedSentence,
    roles: Mapping[str, tuple[Entity, ...]],
) -> tuple[Entity, ...]:
    """Whose words follow 林远：, 主持人： (``roles`` tell who that is), 答： (of whom the title
    names, or the text introduces so) and 问： (of nobody known)."""
    role = label["role"] or label["answered"]
    if role in roles:
        return roles[role]
    if label["answered"]:
        persons = [m.entity for m in title.mentions if m.type == "Person" and m.entity]
    else:
        persons = [m.entity for m in sentence.within(*label.span("who")) if m.entity]
    return tuple(persons[:1])


def _quoted(
    speakers: tuple[Entity, ...],
    current: Turn,
    sentence: MaskedSentence,
    said: re.Match[str],
    lexicon: Lexicon,
) -> bool:
    """Whether a leader is quoted in another's speech: 习近平主席提出 while somebody else speaks."""
    speaking = any(s.type == "Person" for s in current.speakers) and current.speakers != speakers
    same_paragraph = current.begin >= sentence.source.begin - _NEAR_CHARACTERS
    return (
        speaking
        and same_paragraph
        and bool(_LEADER.of(lexicon).match(sentence.masked, said.start()))
    )


def _subject(sentence: MaskedSentence, lexicon: Lexicon) -> tuple[Entity, ...]:
    """The person that a sentence without speech is about, whom 他 means in the next one, or whose
    article the sentence introduces."""
    match = _SUBJECT.of(lexicon).match(sentence.masked)
    match = match or _PUBLISHED.of(lexicon).search(sentence.masked)
    person = next(sentence.within(*match.span(), "Person"), None) if match else None
    return (person.entity,) if person and person.entity else ()


def _at(sentence: MaskedSentence, said: re.Match[str]) -> Mention | None:
    return next(sentence.within(*said.span("who")), None)


def _speaker(
    sentence: MaskedSentence, said: re.Match[str], occasion: Entity | None
) -> tuple[Entity, ...]:
    """The speaker that the cue names; names of meetings mean the sentence's occasion."""
    mention = _at(sentence, said)
    if mention and mention.entity and mention.type != "Event":
        return (mention.entity,)
    return (occasion,) if occasion else ()


def spoken_in(sentences: Sequence[MaskedSentence], lexicon: Lexicon) -> frozenset[Mention]:
    """Mentions of what one speaks in and so does not cite: 在《报告》中强调, and the title of a
    speech, 题为《…》的致词."""
    form = _SPOKEN_IN.of(lexicon)
    return frozenset(
        mention
        for sentence in sentences
        for match in form.finditer(sentence.masked)
        for mention in sentence.within(*match.span(), "Policy")
    )

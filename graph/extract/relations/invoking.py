"""invokes (slogans) and cites (policies): by whoever is speaking where the mention stands."""

from __future__ import annotations

from collections.abc import Iterator

from graph.extract.discourse.authors import DAY, adoptions
from graph.extract.discourse.reading import Reading
from graph.extract.patterns import masked, related
from graph.extract.rules import relations
from graph.model import Entity, Mention, Relation

_TREATS = masked(
    "(?:{meeting_noun}|{Event}){likewise}?[^，。；]{0,8}?{treating_verb}|"
    "{convening_verb}[^，。；]{0,4}{Event}"
)
_PRESENTS = masked(
    "(?P<who>{Person})(?:[^，。；{Person}{Policy}]{0,10}，)?[^，。；{Person}{Policy}]{0,8}"
    "{rendering_verb}{perfective}?(?P<what>[^。；{Person}]*?"
    "{presentation}(?:[、，]{title_opening}[^。；{Person}]*?{presentation})*)"
)
_OF_HIS = masked(
    "(?P<who>{Person})(?:{Post}|{courtesy_title})?(?:{at_mark}[^，。；“{Person}{Slogan}]{1,24}上)?"
    "(?:{verbs.speech}{possessive}|{title_opening})?[“‘](?P<what>{Slogan})[”’]"
    "{possessive}?[^，。；{Person}{Slogan}]{0,4}?(?:{instruction|demand_noun|behest|saying_noun}|(?<={possessive}){word_noun})"
)
_IS_HIS = masked(
    "[“‘](?P<what>{Slogan})[”’](?:，[这正]?)?是(?:{Organization}|{Post}|、)*(?P<who>{Person})"
    "[^，。；“{Person}{Slogan}{Event}]{0,14}?(?:{behest|saying_noun|exhorting_verb|demand_noun})(?![^，。；]*{possessive})"
)
"""“…”，这是韩松对我们的嘱托: the words are his."""
_AS_HE_SAID = masked(
    "{as_quoted}(?:{Organization}|{Post}|、)*(?P<who>{Person})[^。；，“{Person}{Slogan}]{0,24}?"
    "{verbs.speech}{possessive}?(?:那样)?[，：](?P<what>[^。；{Person}{Organization}{Event}]*)"
)
"""正如陆维所说，…: the words are his."""
_LECTURES = masked(
    "(?P<who>{Person})(?:{Post}|{courtesy_title})?[^，。；“《{Person}{Organization}{Event}]{0,8}"
    "{rendering_verb}{perfective}?(?:{entitled})?[“《](?P<what>[^”》{Person}]{1,24})[”》]"
    "[^，。；“{Person}]{0,8}?{verbs.deliver}"
)
"""骆宾作“改革开放与乡村振兴”专题报告."""
_MADE_BY = masked("(?P<who>{Person}){rendering_verb}{possessive}《(?P<what>{Policy})")
"""听取了骆宾作的《…报告》."""
_OF_OTHERS = (
    ("Slogan", _OF_HIS), ("Slogan", _IS_HIS), ("Slogan", _AS_HE_SAID), ("Slogan", _LECTURES),
    ("Policy", _LECTURES), ("Policy", _MADE_BY),
)  # fmt: skip
"""What a form says to be whose; of two forms the later one tells."""
_SPEAK = frozenset({"Person", "Organization", "Event"})
_PASSED = masked(
    "(?P<policy>{Policy})[^，。；{Policy}{Event}]{0,6}[由经](?P<event>{Event})"
    "[^，。；{Policy}{Event}]{0,20}{passing_verb}|(?P<sitting>{Event})《(?P<whose>{Policy})》"
)


_REVISED = masked(
    "[　 （）](?:{day})?[　 ]*{Event}[^，。；《{Event}]{0,8}"
    "(?:{adopting_verb}|{revising_verb})(?!{possessive})",
    {"day": DAY},
)
"""…第二次会议修改: what else has happened to a norm, on the line that says who passed it."""


@relations
def passed(reading: Reading) -> Iterator[Relation]:
    """《…法》已由…第三十七次会议于…修订通过, …会议《关于…的决议》: the meeting cites it."""
    form = _PASSED.of(reading.analysis.lexicon)
    for sentence in reading.holding(_PASSED):
        for match in form.finditer(sentence.masked):
            what, at = ("policy", "event") if match["policy"] else ("whose", "sitting")
            (policy,) = sentence.within(*match.span(what), "Policy")
            (event,) = sentence.within(*match.span(at), "Event")
            if event.entity and policy.entity:
                yield Relation(event.entity, "cites", policy.entity, sentence.source, "passed-by")


@relations
def adopted(reading: Reading) -> Iterator[Relation]:
    """…第四次会议通过 on a line below a title: what has the title is cited by the sitting."""
    sentences = reading.masked_sentences
    titles = [m.entity for s in sentences[:1] for m in s.mentions if m.type == "Policy"]
    lexicon = reading.analysis.lexicon
    revised = _REVISED.of(lexicon)
    for sentence, match in adoptions(sentences, lexicon) if titles or reading.norms.parts else ():
        here = reading.norms.at(sentence.source.begin) or next(iter(titles), None)
        spans = [(match.start("who"), match.end())]
        spans += [more.span() for more in revised.finditer(sentence.masked, match.end())]
        for sitting in (each for span in spans for each in sentence.within(*span, "Event")):
            yield from related(sitting.entity, "cites", here, sentence, "adopted-title")


@relations
def presented(reading: Reading) -> Iterator[Relation]:
    """韩松作了关于《…条例》的说明: who presents a policy cites it."""
    form = _PRESENTS.of(reading.analysis.lexicon)
    for sentence in reading.holding(_PRESENTS):
        for match in form.finditer(sentence.masked):
            (person,) = sentence.within(*match.span("who"), "Person")
            for policy in sentence.within(*match.span("what"), "Policy"):
                if person.entity and policy.entity:
                    yield Relation(
                        person.entity, "cites", policy.entity, sentence.source, "presents"
                    )


def _of_others(reading: Reading) -> Iterator[tuple[Mention, Entity]]:
    """The formulas and policies of one whom a sentence names with them: 落实韩松“…”的批示要求."""
    for kind, form in _OF_OTHERS:
        for sentence in reading.holding(form):
            for match in form.of(reading.analysis.lexicon).finditer(sentence.masked):
                (person,) = sentence.within(*match.span("who"))
                for used in sentence.within(*match.span("what"), kind):
                    if person.entity:
                        yield used, person.entity


def _in_title(reading: Reading) -> set[Entity]:
    """The policies issued that the first line names: those that a report is about."""
    titles = [sentence.text for sentence in reading.sentences[:1]]
    return {i.policy for i in reading.issues if any(i.policy.name in title for title in titles)}


@relations
def invoking(reading: Reading) -> Iterator[Relation]:
    """Slogans and policies in a speaker's turn; policies also of a meeting that treats them."""
    named = [m for m in reading.mentions if m.type in ("Slogan", "Policy") and m.entity]
    if not named:
        return
    treating, unspoken = {}, reading.spoken_in | reading.rejected
    of_others = dict(_of_others(reading))
    authors = tuple(author.entity for author in reading.authors)
    own = {*reading.norms.own, *reading.norms.carried} or _in_title(reading)
    issued = {
        (issue.policy, issue.organ)
        for issue in reading.issues
        if issue.organ not in authors or issue.policy in own  # who writes may cite what it wrote
    }
    treats = _TREATS.of(reading.analysis.lexicon)
    for sentence in reading.holding(_TREATS):
        match = treats.search(sentence.masked) if sentence.names("Policy") else None
        if match:
            treating[sentence.source] = sentence.offset(match.start())
    for mention in named:
        if mention in unspoken or mention.entity is None:
            continue
        source = reading.analysis.sentence_at(mention.begin)
        turn = reading.turn_at(mention.begin)
        speakers = (of_others[mention],) if mention in of_others else turn.speakers
        treated = mention.type == "Policy" and mention.begin >= treating.get(source, 1 << 60)
        occasion = reading.occasions[source]
        if treated and occasion and speakers in ((), authors):
            speakers = (occasion,)
        if turn.speakers and turn.begin == mention.begin:
            continue  # 《意见》强调: what speaks is not cited
        if mention.type == "Policy" and source in reading.sentences[:1] and speakers == authors:
            continue  # its own title
        name = "invokes" if mention.type == "Slogan" else "cites"
        for speaker in speakers:
            if speaker.type in _SPEAK and (mention.entity, speaker) not in issued:
                yield Relation(speaker, name, mention.entity, source, "speaker-scope")

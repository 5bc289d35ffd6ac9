"""Who invokes which slogan and cites which policy: whoever is speaking where it stands."""

from __future__ import annotations

from collections.abc import Iterator

from graph.extract.discourse.reading import Reading
from graph.extract.patterns import pattern
from graph.extract.rules import relations
from graph.model import Mention, Relation

_TREATS = pattern(
    "(?:(?:会议|全会|大会|E)(?:还)?[^，。；]{0,8}?(?:审议|学习|传达|听取|通过|研究|"
    "表决|同意|书面学习)|(?:召开|举行)[^，。；]{0,4}E)"
)

_PRESENTS = pattern(
    "(?P<who>P)(?:[^，。；PD]{0,10}，)?[^，。；PD]{0,8}作了?(?P<what>[^。；P]*?)(?:说明|报告|汇报)"
)
_SPEAK = frozenset({"Person", "Organization", "Event"})
_SPOKEN_IN = pattern("在《?D》?[中里]")
_PASSED = pattern("(?P<what>D)[^，。；DE]{0,6}(?:由|经)(?P<where>E)[^，。；DE]{0,20}通过")


@relations
def passed(reading: Reading) -> Iterator[Relation]:
    """《…法》已由…第三十七次会议于…修订通过: cited by the meeting."""
    for drawn in reading.skeletons:
        for match in _PASSED.finditer(drawn.drawn):
            (policy,) = drawn.within(*match.span("what"), "Policy")
            (event,) = drawn.within(*match.span("where"), "Event")
            if event.entity and policy.entity:
                yield Relation(event.entity, "cites", policy.entity, drawn.sentence, "passed-by")


def _sources(reading: Reading) -> set[Mention]:
    """Reports that somebody speaks in: 习近平在二十大报告中强调 cites none."""
    return {
        mention
        for drawn in reading.skeletons
        for match in _SPOKEN_IN.finditer(drawn.drawn)
        for mention in drawn.within(*match.span(), "Policy")
    }


@relations
def presented(reading: Reading) -> Iterator[Relation]:
    """邓励作了关于提请审议《…条约》的议案的说明: cited by who presents it."""
    for drawn in reading.skeletons:
        for match in _PRESENTS.finditer(drawn.drawn):
            (person,) = drawn.within(*match.span("who"), "Person")
            for policy in drawn.within(*match.span("what"), "Policy"):
                if person.entity and policy.entity:
                    yield Relation(
                        person.entity, "cites", policy.entity, drawn.sentence, "presents"
                    )


@relations
def invoking(reading: Reading) -> Iterator[Relation]:
    """invokes and cites, by the speaker in whose turn the formula or title stands."""
    treating, sources = {}, _sources(reading)
    issued = {(issue.policy, issue.organ) for issue in reading.issues}
    for drawn in reading.skeletons:
        match = _TREATS.search(drawn.drawn)
        if match:
            treating[drawn.sentence] = drawn.offset(match.start())
    for mention in reading.mentions:
        if mention.type not in ("Slogan", "Policy") or mention in sources:
            continue
        if mention.entity is None:
            continue
        sentence = reading.analysis.sentence_at(mention.begin)
        speakers = reading.speakers_at(mention.begin)
        treated = mention.type == "Policy" and mention.begin >= treating.get(sentence, 1 << 60)
        occasion = reading.occasions[sentence]
        if not speakers and treated and occasion:
            speakers = (occasion,)
        name = "invokes" if mention.type == "Slogan" else "cites"
        for speaker in speakers:
            if speaker.type in _SPEAK and (mention.entity, speaker) not in issued:
                yield Relation(speaker, name, mention.entity, sentence, "speaker-scope")

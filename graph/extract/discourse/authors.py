"""Who speaks in a document where nobody is quoted: the author of a speech, the issuer of a norm.

Read from its form: title, lines below it, salutation, signature at its foot. The forms are those of
the standard for official documents of China, GB/T 9704-2012, and of collections of laws.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from graph.extract.patterns import MaskedSentence, masked
from graph.extract.resolve.organ import PARTY
from graph.extract.resolve.resolver import POLICY_KINDS, Organ, Resolver
from graph.lexicon import Lexicon, Pattern
from graph.model import Entity, Mention

_HEAD_SENTENCES, _TITLE_SENTENCES, _FOOT_SENTENCES = 10, 3, 4
_LINE_CHARACTERS, _LONGEST_TITLE, _TITLE_END = 60, 120, 60

DAY = "[{numeral}\\d]{2,4}{year_unit}[{numeral}\\d]{1,3}{month_unit}[{numeral}\\d]{1,3}{day_unit}"
_SALUTED = Pattern("[　 ]*{salutation}")
BYLINE = masked(
    "[　 ]*(?:{Post}(?:[、　 ]|{concurrently})*)*(?P<who>{Person})"
    "(?:[　 ]*(?:$|(?P<greeting>{salutation})|{contents_title})|[　 ]+(?={day}))",
    {"day": "\\d{1,2}{month_unit}\\d{1,2}{day_unit}"},
)
"""Who speaks or writes, on a line of its own, with posts before the name or a greeting behind."""

_GIVEN_AT = masked(
    "[—　 ]*(?:[^，。；]{0,20}{at_mark})?{Event}上{possessive}?[　 ]*"
    "[^，。；{Person}{Event}]{0,16}[　 ]*(?P<who>{Person})(?:[　 ]|$)"
)
_GIVEN_BY = masked("{Post}*[　 ]*(?P<who>{Person})[^，。；{Person}]{0,30}{address_title}[　 ]*$")
_GIVEN = masked(
    "[—　 ]*{at_mark}(?P<who>{Event})[^，。；{Person}]{0,8}{possessive}?{address_title}[　 ]*$"
)
BELOW_TITLE = "[—　 ]+[^，。；]{0,20}{at_mark}{Event}上[　 ]*$"
"""A line below the title of a speech, a template: ——在全市水利工作会议上."""
_BELOW_TITLE = masked(BELOW_TITLE)
_DELIVERED = masked(
    "[^。；]{0,60}?(?P<who>{Person})(?:{at_mark}{Event}上)?{delivering_verb}[^，。；{Person}]{0,6}{Policy}"
)
_ON_BEHALF = masked("[^。；]{0,20}?[{own_mark}][{han}]{0,2}{on_behalf}(?P<who>{Organization})")
_TITLE = Pattern(
    f"(?:{'|'.join(POLICY_KINDS.values())}|{{notice_noun}})(?:（[^（）]{{1,24}}）)?[》”]?"
    "(?:[^，。；]{0,12}{number_unit})?[　 ]*$"
)
_OPENING = Pattern(
    "[《“]?(?P<who>[^《“，。；]{2,40}?)(?:{title_opening|issuing_verb|forwarding_verb})"
)
_ORDER = Pattern(
    f"[　 （]*(?:{DAY}[　 ]*)?(?P<who>[^，。；《》]{{2,40}}?)[　 ]*"
    "(?:{order_noun}|{promulgating_verb})(?:{ordinal_mark}|[　 （）]*$|{promulgating_verb})"
)
_ORDERING = Pattern("{order_noun|promulgating_verb}")
_ADOPTED = masked("(?P<who>{Event})[^。；]{0,60}?{adopting_verb}")
_SIGNED = Pattern(f"(?P<who>[^，。；：《》]{{2,40}}?)[　 ]*(?:{DAY}.*)?$")
_DATE = Pattern(f"[　 （]*{DAY}")
_ISSUING = Pattern("[{han}]*{issuing_organ}$")
_LETTER = Pattern("[　 ]*[^，。；：]{0,24}{address_title}[　 ]*")
_BLANKS = re.compile("[、\\s　]+")
_SIDE_BY_SIDE = Pattern(  # 中共曲靖市委办公室|曲靖市人民政府办公室, 市委|市政府, 省委|市委
    "(?P<first>(?P<level>{bare_level})[{han}]{0,12}?{issuing_organ}|"
    "{party_name}?(?P<place>[{han}]{2,9}?)[{han}]*?{issuing_organ})"
    "(?P<second>(?:(?P=level)(?!直)|(?P=place))[{han}]*{issuing_organ}|"
    "{cabinet}(?:[{han}]*{issuing_organ})?|(?P<own>{bare_level}(?:{committee_short}|{government})))"
)
_PAPER = Pattern("[《“]?(?P<who>[{han}]{1,8}{media_head})[》”]?{editorial}")
_OWN_PAPER = Pattern("[　 （(—]*{own_press}?{editorial}")
_EDITORIAL = Pattern("{editorial}")
_FROM = Pattern(
    "[　 （(]*(?:{reprint_label}|{publisher_label})[:：]?[《“]?(?P<who>[{han}]{1,8}{media_head})"
)
_SITTING = Pattern(
    "(?:\\d{4}{year_unit})?(?:{ordinal_mark}?(?:[{numeral}]+|\\d+){times_unit})?"
    "{sitting_kind}?{plain_meeting}$"
)
_TERM = Pattern("{ordinal_mark}?[{numeral}]+{term_unit}")


@dataclass(frozen=True, slots=True)
class Author:
    """Who speaks, the offset where the document says so, and the rule that read it; ``organ``
    where its name was read from the text."""

    entity: Entity
    offset: int
    rule: str
    organ: Organ | None = None


def authors(
    sentences: Sequence[MaskedSentence], resolver: Resolver, may: Callable[[Pattern], bool]
) -> tuple[Author, ...]:
    """The authors of a document: several where organs issue it together, none for a report.

    ``may`` tells what its text may match (`Analysis.may`): most have no word of most forms.
    """
    head = sentences[:_HEAD_SENTENCES]
    return (
        _speaker(head, resolver.lexicon, may(_SALUTED))
        or _undersigned(sentences, resolver.lexicon)
        or _titled(head, resolver)
        or (_ordered(head, resolver) if may(_ORDERING) else ())
        or _adopted(head, resolver)
        or (_signed(sentences, resolver) if may(_DATE) else ())
        or (_paper(sentences, resolver) if may(_EDITORIAL) else ())
    )


def _speaker(head: Sequence[MaskedSentence], lexicon: Lexicon, greets: bool) -> tuple[Author, ...]:
    """Of a speech, a report or a letter: the name in its title, on a line of its own or told to
    have delivered it, else the occasion it was given at, or on whose behalf."""
    byline, saluted = BYLINE.of(lexicon), _SALUTED.of(lexicon)
    given_at, given_by, given = (f.of(lexicon) for f in (_GIVEN_AT, _GIVEN_BY, _GIVEN))
    title, short = head[:_TITLE_SENTENCES], [s for s in head if len(s.masked) <= _LINE_CHARACTERS]
    bylines = filter(None, (byline.match(s.masked) for s in head if s.names("Person")))
    addressed = (greets and any(saluted.match(s.source.text) for s in head)) or any(
        found["greeting"] for found in bylines
    )
    if not addressed and not any(s.names("Person") or s.names("Event") for s in head):
        return ()
    at = [s for s in short if s.names("Event")]
    occasions = (given_at, given, _BELOW_TITLE.of(lexicon))
    spoken = addressed or any(form.match(s.masked) for form in occasions for s in at)
    forms = [(byline, "Person", head if spoken else title), (given_at, "Person", at)]
    if addressed:
        forms += [(given_by, "Person", title), (_DELIVERED.of(lexicon), "Person", head)]
    forms.append((given, "Event", at))
    if addressed:
        forms.append((_ON_BEHALF.of(lexicon), "Organization", head))
    for form, kind, lines in forms:
        for sentence in lines:
            if sentence.names(kind) and (match := form.match(sentence.masked)):
                who = sentence.within(*match.span("who"))
                return tuple(Author(m.entity, m.begin, "given-by") for m in who if m.entity)
    return ()


def _undersigned(sentences: Sequence[MaskedSentence], lexicon: Lexicon) -> tuple[Author, ...]:
    """Of a letter: the name on a line of its own at its foot."""
    byline = BYLINE.of(lexicon)
    foot = [s for s in sentences[-_FOOT_SENTENCES:] if s.names("Person")]
    if foot and _LETTER.of(lexicon).fullmatch(_BLANKS.sub("", sentences[0].source.text)):
        for sentence in reversed(foot):
            if match := byline.match(sentence.masked):
                who = sentence.within(*match.span("who"))
                return tuple(Author(m.entity, m.begin, "signature") for m in who if m.entity)
    return ()


def _titled(head: Sequence[MaskedSentence], resolver: Resolver) -> tuple[Author, ...]:
    """Of a notice or a decision: the organs that open its title, which may take two lines, or that
    stand on the line above it."""
    opening, title = _OPENING.of(resolver.lexicon), _TITLE.of(resolver.lexicon)
    about = tuple(resolver.lexicon.word_class("title_opening"))
    lines = [s.source.text[:_LONGEST_TITLE] for s in head[: _TITLE_SENTENCES + 1]]
    above: tuple[Author, ...] = ()
    for sentence, line, after in zip(head, lines, (*lines[1:], ""), strict=False):
        match = opening.match(line)
        ends = (match or above) and any(
            title.search(whole[-_TITLE_END:]) for whole in (line, line + after)
        )
        if match and ends:
            return _organs(match["who"], sentence, resolver, "title-opening")
        if above and ends and line.strip(" 　").startswith(about):
            return above
        alone = _organs(line.strip(" 　"), sentence, resolver, "title-opening")
        above = (*above, *alone) if alone else ()
    return ()


def _ordered(head: Sequence[MaskedSentence], resolver: Resolver) -> tuple[Author, ...]:
    """Of a norm: the organs whose order makes it public, on one line or a line each."""
    orders, approving = (
        tuple(resolver.lexicon.word_class(name)) for name in ("order_noun", "approving_verb")
    )
    above: tuple[Author, ...] = ()
    approved: tuple[Author, ...] = ()
    for sentence in head:
        line = sentence.source.text.strip()
        if len(line) > _LINE_CHARACTERS and not line.startswith("（"):
            break
        if above and line.startswith(orders):
            return above
        alone = _organs(line, sentence, resolver, "order")
        above = (*above, *alone) if alone else ()
        match = _ORDER.of(resolver.lexicon).match(line)
        rule = "approved" if match and line.strip("）　 ").endswith(approving) else "order"
        found = _organs(match["who"], sentence, resolver, rule) if match else ()
        if found and rule == "order":
            return found
        approved = approved or found
    return approved


def _adopted(head: Sequence[MaskedSentence], resolver: Resolver) -> tuple[Author, ...]:
    """Of a norm: the body whose sitting adopted it; in a communiqué the sitting itself speaks."""
    communique = tuple(resolver.lexicon.word_class("communique_title"))
    if head and head[0].source.text.strip(" 　").endswith(communique):
        return ()
    for sentence, match in adoptions(head, resolver.lexicon):
        for sitting in sentence.within(*match.span("who"), "Event"):
            if found := sitting_of(sitting, sentence, resolver):
                return found
    return ()


def sitting_of(
    sitting: Mention, sentence: MaskedSentence, resolver: Resolver
) -> tuple[Author, ...]:
    """The body whose sitting it is by its name: 市五届人大二次会议."""
    lexicon = resolver.lexicon
    body = _TERM.of(lexicon).sub("", _SITTING.of(lexicon).sub("", sitting.text))
    return _organs(body, sentence, resolver, "adopted")


def adoptions(
    sentences: Sequence[MaskedSentence], lexicon: Lexicon
) -> Iterator[tuple[MaskedSentence, re.Match[str]]]:
    """The lines below a title that say which sitting adopted or approved it."""
    for sentence in sentences[:_HEAD_SENTENCES]:
        if len(sentence.masked) > _LINE_CHARACTERS:
            return
        named = sentence.names("Event") and not sentence.masked.endswith("。")
        if named and (match := _ADOPTED.of(lexicon).search(sentence.masked)):
            yield sentence, match


def _signed(sentences: Sequence[MaskedSentence], resolver: Resolver) -> tuple[Author, ...]:
    """The organs on lines of their own above a date, at the foot or before what is attached."""
    signed, date = _SIGNED.of(resolver.lexicon), _DATE.of(resolver.lexicon)
    above: tuple[Author, ...] = ()
    for sentence in sentences[_TITLE_SENTENCES:]:
        line = sentence.source.text.strip()
        if above and date.match(line):
            return above
        match = signed.fullmatch(line)
        found = _organs(match["who"], sentence, resolver, "signature") if match else ()
        if found and match and match.end("who") < len(line):
            return (*above, *found)
        above = (*above, *found) if found else ()
    return ()


def _paper(sentences: Sequence[MaskedSentence], resolver: Resolver) -> tuple[Author, ...]:
    """Of an editorial: the paper, by its name or as the one that a line tells it is from."""
    paper, own, source = (form.of(resolver.lexicon) for form in (_PAPER, _OWN_PAPER, _FROM))
    head = sentences[:_TITLE_SENTENCES]
    found = [(s, paper.match(s.source.text)) for s in head]
    if not any(match for _, match in found) and any(own.match(s.source.text) for s in head):
        lines = (*sentences[:_HEAD_SENTENCES], *sentences[-_FOOT_SENTENCES:])
        found = [(s, source.match(s.source.text)) for s in lines]
    for sentence, match in found:
        if match:
            entity = resolver.organ(match["who"]).entity
            return (Author(entity, sentence.source.begin, "editorial"),)
    return ()


def _organs(
    text: str, sentence: MaskedSentence, resolver: Resolver, rule: str
) -> tuple[Author, ...]:
    """The organs that a text names and nothing else."""
    ends = tuple(resolver.lexicon.word_class("issuing_organ"))
    if not text.endswith(ends) and not _BLANKS.fullmatch(text[-1:]):
        return ()
    names = listed(text, resolver.lexicon)
    if not all(_ISSUING.of(resolver.lexicon).match(name) for name in names):
        return ()
    at = sentence.source.begin
    organs = map(resolver.organ, names)
    return tuple(Author(organ.entity, at, rule, organ) for organ in organs)


def listed(text: str, lexicon: Lexicon) -> Sequence[str]:
    """The names of organs that a text lists, with something between them or side by side."""
    if side_by_side := _SIDE_BY_SIDE.of(lexicon).fullmatch(text):
        first, second = side_by_side.group("first", "second")
        place = first[:-1].removeprefix(PARTY)
        own = side_by_side["own"] and place.endswith(second[0])  # 清源市委|市政府: of 清源, too
        return first, place + second[1:] if own else second
    return [name for name in _BLANKS.split(text) if name]

"""directive: the numbered demands of a speech or notice, in order, each by its first clause.

A run counts 1, 2, 3 … in one style (一要, 第一, （一）, 一、, 1.) and has at least two members.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.extract.discourse.reading import Reading
from graph.extract.rules import relations
from graph.lexicon import Lexicon, Pattern
from graph.model import Entity, Key, Relation
from graph.text import value

_CLAUSE_BEGIN = "(?:(?<=[，。；：！\\n])|(?<=^))"
_LINE_BEGIN = "(?:(?<=\\n)|(?<=^))"
_N = "(?P<n>[{numeral}])"
_STYLES = tuple(
    (Pattern(first), Pattern(style))  # what the first of a run opens with, and all of them
    for first, style in (
        ("{first_numeral}{demand_mark}", _CLAUSE_BEGIN + _N + "{demand_mark}"),
        (
            "{ordinal_mark}{first_numeral}",
            _CLAUSE_BEGIN + "{ordinal_mark}" + _N + "(?:[，、]|{demand_mark})",
        ),
        ("[（(]{first_numeral}", "{article_part:not_after}[（(]" + _N + "[）)]"),
        ("{first_numeral}、", _LINE_BEGIN + _N + "、"),
        ("1", _LINE_BEGIN + "(?P<n>[1-9])[.．、](?!\\d)"),
    )
)
_ORDERLY = Pattern(_CLAUSE_BEGIN + "{order_word}，")
_ANNOUNCED = Pattern(
    "([{numeral}{pair_word}]){point_measure}{possessive}?{demand_noun}[：:]((?:要[^；。]{1,300}；){1,9}要[^；。]{1,300})。"
)
_CLAUSE = Pattern(
    "[^。；\\n！？]{1,400}?(?=，(?:[{numeral}]{demand_mark}|{ordinal_mark}[{numeral}][，、])|[。；\\n！？]|$)"
)
_SUBJECT = Pattern("{personnel_verb}|{ordinal_mark}[{numeral}]+{article_unit}|{section_heading}")
_VERB = Pattern("{demand_verb}")


@dataclass(frozen=True, slots=True)
class Directive:
    """A numbered demand: the offset of its number, and its first clause."""

    begin: int
    head: str


def runs(text: str, lexicon: Lexicon) -> Iterator[list[Directive]]:
    """The runs of demands: by numbers of one style, by 首先 and 其次, and by “两点要求：要…；要…”.

    Two demands of a run are at most 2,500 characters apart.
    """
    for first, style in _STYLES:
        if not first.of(lexicon).search(text):
            continue
        run: list[tuple[int, Directive]] = []
        for match in style.of(lexicon).finditer(text):
            number = value(match["n"])
            directive = Directive(match.start(), _head(text, match.end(), lexicon))
            if number == len(run) + 1 and (not run or match.start() - run[-1][1].begin < 2500):
                run.append((number, directive))
            else:
                if len(run) > 1:
                    yield [d for _, d in run]
                run = [(1, directive)] if number == 1 else []
        if len(run) > 1:
            yield [d for _, d in run]
    orderly = _ORDERLY.of(lexicon).finditer(text)
    run_ = [Directive(m.start(), _head(text, m.end(), lexicon)) for m in orderly]
    if len(run_) > 1:
        yield run_
    for match in _ANNOUNCED.of(lexicon).finditer(text):
        heads = [h for h in match[2].split("；") if h]
        if len(heads) == value(match[1]):
            yield [Directive(match.start(2) + match[2].index(h), h[1:]) for h in heads]


def _head(text: str, begin: int, lexicon: Lexicon) -> str:
    """The first clause of a demand, as it stands in the text; '' if there is none."""
    clause = _CLAUSE.of(lexicon).match(text, begin)
    return clause[0].strip("，、： ") if clause else ""


@relations
def directives(reading: Reading) -> Iterator[Relation]:
    """Each demand: of who is speaking there, else of the occasion, else of the document itself."""
    text, document = reading.analysis.text, reading.analysis.document
    lexicon = reading.analysis.lexicon
    subject = _SUBJECT.of(lexicon)
    serial = 0
    for run in sorted(runs(text, lexicon), key=lambda r: r[0].begin):
        if any(subject.search(d.head) for d in run):
            continue
        sentence = reading.analysis.sentence_at(run[0].begin)
        speakers = reading.speakers_at(run[0].begin)
        source = speakers[0] if speakers else reading.occasions[sentence]
        if source is None and not _demanding(run, lexicon):
            continue
        for order, directive in enumerate(run, 1):
            serial += 1
            if directive.head:
                key = Key(document.id, str(serial))
                entity = Entity("Directive", key, directive.head, order=order)
                where = reading.analysis.sentence_at(directive.begin)
                whose = source or _document_itself(reading)
                yield Relation(whose, "directive", entity, where, "numbered-demand")


def _demanding(run: list[Directive], lexicon: Lexicon) -> bool:
    """Whether most clauses of a run begin with a verb: 加强组织领导, not 生态环境监测执法."""
    verb = _VERB.of(lexicon)
    return 2 * sum(1 for directive in run if verb.match(directive.head)) > len(run)


def _document_itself(reading: Reading) -> Entity:
    """The policy that the document is, where nobody speaks in it."""
    document = reading.analysis.document
    first = next((m for m in reading.mentions if m.type == "Policy" and m.entity), None)
    if first and first.entity and first.text in document.title:
        return first.entity
    name = document.title or document.id
    return Entity("Policy", Key(name), name)

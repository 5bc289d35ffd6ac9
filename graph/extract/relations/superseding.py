"""amends, repeals and replaces: what a policy does to earlier ones, by its title or in its text.

Who does it is the policy that the sentence, or the one before it, puts in force, else the document
itself. What is only planned or proposed (拟修改, 建议废止) does nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from graph.extract.discourse.norms import Norms, head
from graph.extract.discourse.reading import Reading
from graph.extract.patterns import MaskedSentence, masked, related
from graph.extract.rules import relations
from graph.lexicon import Lexicon, Pattern
from graph.model import Entity, Mention, Relation

_PARTS = {
    "policies": "(?:[《“]?{Policy}[》”]?(?:[（(][^（）()]*[）)])?(?:[、，]|{conjunction})?"
    "(?:[^，。；、《{Policy}]{2,24}{issuing_verb}{possessive}(?=《))?){1,60}",
    "doing": "(?:{repeal_adverb}|{since_word}[^，。；{Policy}]{4,14}{from_then_on})*",
}
_FORMS = {
    "repeals": (
        masked("(?P<old>{policies}){doing}{ceasing_verb}(?![前后时的])", _PARTS),
        masked("{repealing_verb}(?P<old>{policies})", _PARTS),
    ),
    "amends": (
        masked(
            "(?<!{will})对(?P<old>{policies})[^，。；{Policy}]{0,20}?"
            "(?:[作做出]{1,2}|{conducting_verb}|{repeal_adverb}){as_follows}?"
            "[^，。；]{0,4}?{revising_verb}",
            _PARTS,
        ),
        masked(
            "(?P<old>{Policy})[》”]?{ordinal_mark}[{numeral}]+{article_part}"
            "[^。；{Policy}]{0,40}?(?:{revising_verb}为|{adding_verb})"
        ),
        masked("{deleting_verb}《?(?P<old>{Policy})[》”]?{ordinal_mark}[{numeral}]+{article_part}"),
    ),
}
_POLICY = masked("{Policy}")
_LISTING = Pattern(
    "{repealing_verb}{as_follows}[^，。；：]{0,20}：$|"
    "{as_follows}[^，。；：]{0,20}?{repeal_adverb}*{ceasing_verb}：$"
)
_LISTED = masked(
    "[　 ]*(?:(?P<han>[{numeral}]+、)|(?P<digits>\\d+[、.．])|"
    "(?P<brackets>[（(][{numeral}\\d]+[）)]))[　 ]*《?(?P<old>{Policy})?"
)
_NUMBERS = ("han", "digits", "brackets")
_REPLACING = masked(
    "(?:{this_one}(?P<noun>[{han}]{1,6})|(?P<new>{Policy})[》”]?)[^，。；{Policy}]{0,6}?"
    "{replacing_verb}{perfective}?原?(?P<old>{policies})",
    _PARTS,
)
_REPLACED = masked(
    "(?P<old>{policies})[{by}被](?:{this_one}(?P<noun>[{han}]{1,6}?)|[《“]?(?P<new>{Policy})[》”]?)"
    "所?{replacing_verb}",
    _PARTS,
)
_TITLE = Pattern(
    "(?P<verb>{revising_verb}|{repealing_verb})(?P<old>(?:[《〈][^《》〈〉]{2,60}[》〉][、{and_word}]?)+)"
)
_HISTORY = masked(
    "{referring_verb}[^，。；{Policy}]{0,60}《?(?P<by>{Policy})》?"
    "(?:{ordinal_mark}[{numeral}]+{times_unit})?{revising_verb}(?=[，；）　 ]|$)"
)
_DECIDING = Pattern("{title_opening}.*(?:{decision_noun}|{notice_noun})$")
_QUOTED = re.compile("[《〈]([^《》〈〉]+)[》〉]")
_UNSETTLED = Pattern("{unsettled_word}[^，。；]*$")
_CLAUSE_CHARACTERS = 100


@relations
def titles(reading: Reading) -> Iterator[Relation]:
    """关于修改《…》的决定 amends what it names, 关于废止《…》的决定 repeals it."""
    lexicon = reading.analysis.lexicon
    title, deciding = _TITLE.of(lexicon), _DECIDING.of(lexicon)
    repealing = lexicon.word_class("repealing_verb")
    for mention in reading.mentions:
        if mention.type != "Policy" or not mention.entity or not deciding.search(mention.text):
            continue
        sentence = reading.analysis.sentence_at(mention.begin)
        for match in title.finditer(mention.text):
            name = "repeals" if match["verb"] in repealing else "amends"
            for old in _QUOTED.findall(match["old"]):
                policy = reading.resolver.titled("Policy", old)
                if policy.kinds:  # its last words tell that it is one
                    yield Relation(mention.entity, name, policy, sentence, "amending-title")


@relations
def histories(reading: Reading) -> Iterator[Relation]:
    """What the line below a title tells to have revised a norm: （…根据《…》修正）."""
    history = _HISTORY.of(reading.analysis.lexicon)
    for sentence in head(reading.masked_sentences) if reading.norms.parts else ():
        old = reading.norms.at(sentence.source.begin)
        for match in history.finditer(sentence.masked) if old else ():
            for decision in sentence.within(*match.span("by")):
                yield from related(decision.entity, "amends", old, sentence, "revised-by")


@relations
def clauses(reading: Reading) -> Iterator[Relation]:
    """《…》同时废止; 对《…》作如下修改; 本办法代替《…》."""
    lexicon = reading.analysis.lexicon
    told = {effect.sentence: effect.policy for effect in reading.effects}
    paragraph, named = -1, None
    for sentence in reading.masked_sentences if reading.holding(_POLICY) else ():
        same = sentence.source.paragraph == paragraph
        paragraph = sentence.source.paragraph
        named = told.get(sentence.source) or (named if same else None)
        if sentence.names("Policy"):
            new = named or reading.norms.at(sentence.source.begin)
            yield from _done(new, sentence, lexicon)
            yield from _replaced(reading.norms, sentence, lexicon)


@relations
def lists(reading: Reading) -> Iterator[Relation]:
    """The lines below 废止下列规章：, as long as they are numbered in one style."""
    lexicon = reading.analysis.lexicon
    listing, listed = _LISTING.of(lexicon), _LISTED.of(lexicon)
    style: str | None = None  # '' before the first line of a list
    for sentence in reading.masked_sentences if reading.holding(_LISTING) else ():
        line = listed.match(sentence.masked)
        number = line and next(name for name in _NUMBERS if line[name])
        if line and style in ("", number):
            style = number
            old = sentence.within(*line.span("old"))
            new = reading.norms.at(sentence.source.begin)
            yield from _each(new, "repeals", old, sentence, "repealed-list")
        else:
            match = listing.search(sentence.masked)
            style = "" if match and _settled(match, lexicon) else None


def _settled(match: re.Match[str], lexicon: Lexicon) -> bool:
    """Whether the clause does what it says, and does not plan or propose it."""
    clause = max(0, match.start() - _CLAUSE_CHARACTERS)
    return not _UNSETTLED.of(lexicon).search(match.string, clause, match.start())


def _done(new: Entity | None, sentence: MaskedSentence, lexicon: Lexicon) -> Iterator[Relation]:
    """What the policy that a sentence speaks for repeals and amends in it."""
    for name, forms in _FORMS.items():
        for form in forms:
            for match in form.of(lexicon).finditer(sentence.masked):
                if _settled(match, lexicon):
                    old = sentence.within(*match.span("old"), "Policy")
                    yield from _each(new, name, old, sentence, f"{name}-clause")


def _replaced(own: Norms, sentence: MaskedSentence, lexicon: Lexicon) -> Iterator[Relation]:
    """《…》代替《…》, 《…》由本办法代替."""
    for form in (_REPLACING, _REPLACED):
        for match in form.of(lexicon).finditer(sentence.masked):
            if not _settled(match, lexicon):
                continue
            old = sentence.within(*match.span("old"), "Policy")
            if match["noun"]:
                new = own.called(match["noun"], sentence.source.begin)
            else:
                new = next((m.entity for m in sentence.within(*match.span("new"))), None)
            yield from _each(new, "replaces", old, sentence, "replaces-clause")


def _each(
    new: Entity | None, name: str, old: Iterable[Mention], sentence: MaskedSentence, rule: str
) -> Iterator[Relation]:
    for mention in old:
        if mention.entity != new:
            yield from related(new, name, mention.entity, sentence, rule)

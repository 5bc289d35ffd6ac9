"""The foreign countries that a document names, and which of them a 总统 or 总理 leads."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from graph.extract.analysis import Analysis
from graph.extract.discourse.bearers import is_listed
from graph.extract.states import countries, states_named
from graph.lexicon import Lexicon, Pattern
from graph.model import Mention

FORMER = "前{deputy}?{state_post}"
"""A template: a post that a foreigner held, 前总理; one of this nation is 原国务院总理."""
PLAIN_POST = Pattern("前?{state_chamber}?{deputy}?{state_post}$")
"""A post of a state without its name: 总统, 副总理."""
_FORMER_POST, _ADDRESSED = Pattern(f"{FORMER}$"), Pattern("{polite_form}")
_CLAUSE = 200  # characters at most
_NONE = (("", 0), ("", 0))


class StatesNamed:
    """The foreign countries, without continents, that a document names, by where they stand."""

    def __init__(self, analysis: Analysis) -> None:
        states = states_named(analysis)
        self._at, self._states = [h.begin for h in states], [h.entry["name"] for h in states]

    def between(self, begin: int, end: int) -> list[str]:
        """Those named between two offsets."""
        first, behind = (bisect_left(self._at, offset) for offset in (begin, end))
        return self._states[first:behind]

    def before(self, offset: int) -> str:
        """The last one named before an offset, or ''."""
        last = bisect_left(self._at, offset) - 1
        return self._states[last] if last >= 0 else ""


def leading_country(
    number: int, settled: Sequence[Mention], states: StatesNamed, analysis: Analysis
) -> str:
    """The country at the beginning of the clause, if nobody is named after it: 菲律宾前总统."""
    mention, text = settled[number], analysis.text
    chairman = tuple(analysis.lexicon.word_class("chairman"))
    if not PLAIN_POST.of(analysis.lexicon).match(mention.text) or mention.text.endswith(chairman):
        return ""  # 主席 may be of a party, or of anything
    near = max(0, mention.begin - _CLAUSE)
    begin = max(near - 1, *(text.rfind(mark, near, mention.begin) for mark in "，。；：\n")) + 1
    before = (settled[at] for at in range(number - 1, -1, -1))
    person = next((m for m in before if m.type == "Person" or m.end <= begin), None)
    begin = max(begin, person.end if person else 0)
    named = states.between(begin, mention.begin)
    return (named or [""])[0 if "、" in text[begin : mention.begin] else -1]


def addressed(mention: Mention, analysis: Analysis) -> bool:
    """Whether a state's post without a name is how a foreigner is spoken to: 总理先生."""
    lexicon = analysis.lexicon
    return bool(
        PLAIN_POST.of(lexicon).match(mention.text)
        and _ADDRESSED.of(lexicon).match(analysis.text, mention.end)
    )


def of_others(mention: Mention, bearer: str, analysis: Analysis) -> bool:
    """Whether a post is of a foreign state, be it one that nobody names: 总统先生, 前总理."""
    former = _FORMER_POST.of(analysis.lexicon).match(mention.text)
    told = former or addressed(mention, analysis)
    return bool(told) and not is_listed(bearer, False, analysis.lexicon)


def foremost(analysis: Analysis) -> str:
    """The foreign country that the document names twice as often as any other."""
    (first, most), (_, next_most) = [*countries(analysis).most_common(2), *_NONE][:2]
    return first if most >= 2 * next_most else ""


def of_a_party(mention: Mention, country: str, lexicon: Lexicon) -> bool:
    """Whether a bare 主席 is not the head of a foreign state: 洪森主席 leads a party."""
    words = lexicon.word_class
    return mention.text in words("chairman") and country not in words("chaired_state")

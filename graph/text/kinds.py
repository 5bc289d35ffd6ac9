"""What kind of document a text is: told by its head, its form and its foot.

A form weighs more than a title: lines that open with dates make a chronicle, a line addressed to
各县（市、区）人民政府 makes a notice. What has the form of none is a news report.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph.cached import cached_property
from graph.lexicon import Lexicon, Pattern, meets, needs

NEWS = "news"
"""The kind of what bears no mark of another."""

_BLANKS = re.compile("[\\s　]+")
_TITLE_LINES, _HEAD_LINES, _FOOT_LINES = 4, 10, 3
_LONGEST_TITLE = 80
_LINE_CHARACTERS = 200  # of a line no more is looked at

_DATE = "\\d{4}{year_unit}\\d+{month_unit}\\d+{day_unit}"
_END = "(?:\\d{4}{year_unit})?(?:{ordinal_mark}?\\d+{number_unit})?(?:（[^（）]{1,60}）)*$"
_NUMBER = "[{han}（）]{1,12}[〔\\[（【]\\d{4}[〕\\]）】]{ordinal_mark}?\\d+{number_unit}"
_DAY = "(?:\\d{4}{year_unit})?\\d{1,2}{month_unit}(?:\\d{1,2}{day_unit})?(?!\\d*[—－–~～至-])"
_YEARS = (
    "\\d{4}(?:{year_unit}|[.．/-])(?:\\d{1,2}{month_unit}?)?\\d*{day_unit}?"
    "[　 ]*(?:[—－–~～至-]+|{from_then_on}|任)"
)

_AT = "{at_mark}[^，。；]{2,60}上"

# forms: what many lines, or a line of the head, look like
_TURN = Pattern(
    "(?:[^，。：？]{0,20}[、　 ])?[^，。：？]{0,12}"
    "(?:{question_label|answer_label|interview_label})[^，。：？]{0,12}："
)
_LABELLED = Pattern("[^，。：？（]{2,12}：")
_SPOKEN = Pattern("{salutation}[^。]{0,40}[：，！]|[^，。：]{1,15}{salutation}[^，。]{0,10}：$")
_GIVEN = Pattern(
    f"(?:.*[—－-]{{2}}|[—－-]*)(?:{_DATE})?{_AT}{{possessive}}?(?:{{address_title}}.{{0,10}})?$|"
    f"[—－-]+(?:{_DATE})?{_AT}"
)
ADDRESSED = Pattern("(?:[^。；：]{2,40}[，、])?{addressee_opening}[^。；：]{2,150}：$")
NUMBERED = Pattern(f"(?:.*{{notice_ending}})?{_NUMBER}(?:$|{{addressee_opening}})")
_NUMBERED_TITLE = Pattern(f".*{{notice_ending}}{_NUMBER}(?:$|{{addressee_opening}})")
_APPOINTING = Pattern("{appointing_line}|(?:[^，。：（]|（[^（）]*）){2,60}为[^。；]{2,40}[；。]?$")
_ARTICLE = Pattern("{ordinal_mark}[{numeral}]+[{article_unit}{chapter_unit}][　 ]")
_DATED_ENTRY = Pattern(_DAY)
_TENURE = Pattern(_YEARS)
_LIFE = Pattern(
    "[^，。：\n]{2,12}(?:[，\n]|{courtesy_title}，?)(?:{former_name}[^，]+，)?(?:{sex}，"
    "[^。]*\\d{4}{year_unit}\\d*{month_unit}?(?:{born}|，)|"
    "\\d{4}{year_unit}[\\d{month_unit}{day_unit}]*{born})"
)
"""Whose life is told: 程望山，男，汉族，1970年5月生; the name may be a line of its own."""
_HEADING = Pattern("(?:[{numeral}]+、|（[{numeral}]+）)")
_ADOPTED = Pattern(
    f"[（　 ]*{_DATE}.*(?:{{adopting_verb}}|{{promulgating_verb}})|.{{0,40}}{{order_noun}}$"
)
_INQUIRY = Pattern("(?:(?!{plain_meeting})[^。])*?{under_inquiry}")
_ESSAYIST = Pattern("[（(]?{essay_author}")

# titles
_NO_NEWS = "^(?!.*{announcing_verb})"  # 签署主席令 is what a report tells
_COLLECTED = Pattern("{collection_title}$")
_ASKED = Pattern(f"{{transcript_title}}{_END}")
_CHRONICLE = Pattern("{chronicle_title}")
_CAREER = Pattern(f"{{career_title}}{_END}|{{mourning}}[^，。]{{2,10}}$")
_APPOINTMENT = Pattern(
    "{appointment_noun}[^，。]{0,16}(?:{notice_noun|decision_title|personnel_list})"
    + _END
    + "|{personnel_change}[^，。]*{personnel}$"
)
_SPEECH = Pattern(f"{_NO_NEWS}.*(?:{{possessive|season}}|^){{address_title}}{_END}")
_ORDERED = Pattern(_NO_NEWS + ".*{order_noun}(?:{ordinal_mark}[{numeral}\\d]+{number_unit})?$")
_PROMULGATED = Pattern(".*{promulgated}")
_COMMUNIQUE = Pattern(f"{_NO_NEWS}.*{{communique_title}}{_END}")
_REGULATION = Pattern(f"(?:{{regulation_title|law_title|charter_title|procedures}}){_END}")
_AMENDING = Pattern("{amending_verb}.*{decision_noun}$")
_NOTICE = Pattern(
    "^(?!.*{treating_verb|announcing_verb}.*{title_opening})"
    f".*{{title_opening}}.*{{notice_ending}}{_END}|{{notice_noun}}{_END}"
)
_PLAN = Pattern(f"{{notice_ending}}{_END}")
_COMMENT = Pattern("{editorial|comment_column}|^{essay_opening}")


@dataclass(frozen=True)
class _Lines:
    """The lines of a document that are not blank, stripped; the title first."""

    lines: list[str]
    lexicon: Lexicon
    text: str  # all of it

    @cached_property
    def titles(self) -> list[str]:
        """What may be the title: a line of the head, or two that it is broken into."""
        head: list[str] = []
        for line in self.lines[:_TITLE_LINES]:
            if len(line) > _LONGEST_TITLE or line.endswith(("。", "：")):
                break
            head.append(_BLANKS.sub("", line))
        lines = [*head, *(one + other for one, other in pairwise(head))]
        return [line[1:-1] if line[:1] == "《" and line[-1:] == "》" else line for line in lines]

    @cached_property
    def _title(self) -> str:
        return "\n".join(self.titles)

    def called(self, form: Pattern) -> bool:
        """Whether the title is of the form."""
        may = meets(self._title, needs(form, self.lexicon))
        return may and any(map(form.of(self.lexicon).search, self.titles))

    def _opens(self, form: Pattern, lines: Sequence[str]) -> Iterator[re.Match[str] | None]:
        """Whether lines open in the form."""
        may = meets(self.text, needs(form, self.lexicon))
        return map(form.of(self.lexicon).match, lines) if may else iter(())

    def head(self, form: Pattern, lines: int = _HEAD_LINES) -> bool:
        """Whether a line of the head opens in the form."""
        return any(self._opens(form, self.lines[:lines]))

    def foot(self, form: Pattern) -> bool:
        """Whether one of the last lines opens in the form."""
        return any(self._opens(form, self.lines[-_FOOT_LINES:]))

    def count(self, form: Pattern) -> int:
        """How many lines open in the form."""
        return sum(map(bool, self._opens(form, self.lines)))

    def mostly(self, form: Pattern, least: int) -> bool:
        """Whether so many lines open in the form, and half of all."""
        found = self.count(form) if len(self.lines) >= least else 0
        return found >= least and 2 * found >= len(self.lines) - 2

    @property
    def life(self) -> bool:
        """Whether the first lines open as a life does."""
        return any(self._opens(_LIFE, ["\n".join(self.lines[:2])]))


def kind(title: str, text: str, lexicon: Lexicon) -> str:
    """The kind of a document, as the ontology's scheme names it: ``speech``, ``notice`` …

    ``title`` is the title where it is known and does not stand in the text.
    """
    lines = [line.strip(" 　\t")[:_LINE_CHARACTERS] for line in (title, *text.split("\n"))]
    told = [line for line in lines[lines[0] in lines[1:] :] if line]
    page = _Lines(told, lexicon, f"{title}\n{text}")
    return next((name for name, fits in _KINDS if fits(page)), NEWS)


def _collection(page: _Lines) -> bool:
    return page.called(_COLLECTED) or page.count(_NUMBERED_TITLE) > 1


def _transcript(page: _Lines) -> bool:
    turns = page.count(_TURN)
    dialogue = turns > 1 and page.mostly(_LABELLED, 4)
    return dialogue or turns >= (1 if page.called(_ASKED) else 3)


def _chronicle(page: _Lines) -> bool:
    return page.called(_CHRONICLE) or (page.mostly(_DATED_ENTRY, 4) and not page.life)


def _appointment(page: _Lines) -> bool:
    return page.called(_APPOINTMENT) or page.mostly(_APPOINTING, 2)


def _career(page: _Lines) -> bool:
    return page.called(_CAREER) or page.mostly(_TENURE, 3) or page.life


def _discipline(page: _Lines) -> bool:
    return page.head(_INQUIRY, 2)


def _speech(page: _Lines) -> bool:
    return page.head(_SPOKEN) or page.head(_GIVEN) or page.called(_SPEECH)


def _notice(page: _Lines) -> bool:
    titled = page.called(_NOTICE) and not page.called(_AMENDING)
    return titled or page.head(ADDRESSED)


def _regulation(page: _Lines) -> bool:
    articles = page.count(_ARTICLE)
    if articles > 2 or (page.called(_ORDERED) and page.head(_PROMULGATED)):
        return True
    titled = page.called(_REGULATION) or page.called(_AMENDING)
    return titled and bool(articles or page.head(_ADOPTED) or page.count(_HEADING))


def _numbered(page: _Lines) -> bool:
    return page.head(NUMBERED) or (page.called(_PLAN) and page.count(_HEADING) > 1)


def _commentary(page: _Lines) -> bool:
    return page.called(_COMMENT) or page.foot(_ESSAYIST)


_KINDS: tuple[tuple[str, Callable[[_Lines], bool]], ...] = (
    ("collection", _collection),
    ("transcript", _transcript),
    ("discipline", _discipline),
    ("chronicle", _chronicle),
    ("appointment", _appointment),
    ("career", _career),
    ("notice", _notice),
    ("speech", _speech),
    ("communique", lambda page: page.called(_COMMUNIQUE)),
    ("regulation", _regulation),
    ("notice", _numbered),
    ("commentary", _commentary),
)

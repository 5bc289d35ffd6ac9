"""The year that a text fixes without telling it: by a plan, an anniversary, a numbered session."""

from __future__ import annotations

from collections.abc import Iterator

from graph.lexicon import Lexicon, Pattern, default, once_per_lexicon
from graph.text.dates import YEAR
from graph.text.numerals import ONES, TEN, number, value

_TENS = f"(?:[{ONES}]?{TEN}[{ONES}]?|[{ONES}])"
_THIS_YEAR = Pattern("{this_year}[^。！？\\n]*")
_PLAN_EDGE = Pattern(
    f"“?(?P<plan>{TEN}?[{ONES}])五”?{{plan_noun}}?(?:{{possessive|with_success}})*"
    "(?:(?P<last>{plan_end})|{plan_start})"
)
_COUNTED = Pattern(
    "(?P<began>{foundings.anniversary})(?P<years>\\d{2,3}){anniversary}|"
    f"{{ordinal_mark}}(?P<times>\\d{{1,2}}|{_TENS})个(?P<day>{{foundings.day}})"
)
_SESSION = Pattern(
    f"(?:{{ordinal_mark}}?(?P<term>{_TENS}){{term_unit}}{{national_session}}|"
    f"{{national_conference}}{{ordinal_mark}}?(?P<conference>{_TENS}){{term_unit}})"
    f"{{ordinal_mark}}?(?P<session>[{ONES}]){{times_unit}}{{plain_meeting}}"
)
_NAMED = Pattern(
    f"(?P<year>{YEAR}){{year_unit}}(?P<fiscal>度)?"
    f"(?P<nth>.*{{ordinal_mark}}[\\d{ONES}{TEN}]+[{{times_unit}}期])?"
)
_FIRST_REGULAR = 5
_LOOKING_BACK = Pattern("{looking_back}")


def clue_year(text: str, lexicon: Lexicon | None = None) -> int:
    """The year that the text itself fixes for 今年: a plan's first or last year, an anniversary.

    今年…“十三五”规划圆满收官 → 2020; 今年是中国共产党成立100周年 → 2021; 0 where there is none, or
    where two clues disagree.
    """
    lexicon = lexicon or default()
    years: set[int] = set()
    for sentence in _THIS_YEAR.of(lexicon).findall(text):
        years.update(_of_plans(sentence, lexicon), _counted(sentence, lexicon))
    return years.pop() if len(years) == 1 else 0


def _of_plans(text: str, lexicon: Lexicon) -> Iterator[int]:
    for plan in _PLAN_EDGE.of(lexicon).finditer(text):
        yield 1955 + 5 * value(plan["plan"]) - (0 if plan["last"] else 4)


def _counted(text: str, lexicon: Lexicon) -> Iterator[int]:
    """Of a 40th Teachers' Day, a hundredth anniversary."""
    began = _began(lexicon)
    for found in _COUNTED.of(lexicon).finditer(text):
        if found["day"]:
            yield began[found["day"]] + number(found["times"])
        else:
            yield began[found["began"]] + int(found["years"])


@once_per_lexicon
def _began(lexicon: Lexicon) -> dict[str, int]:
    return {entry.form: int(entry["year"]) for entry in lexicon.entries("foundings")}


def year_of(name: str, month: int, lexicon: Lexicon) -> int:
    """The year in which an occasion of this name was held in ``month``; 0 if the name fixes none.

    2016年第14次常务会议 → 2016, 十四届全国人大三次会议 → 2025, 庆祝第40个教师节座谈会 → 2024. What
    looks back (2019年度民主生活会, 2020年总结会) is often held a year later, a work conference of
    a year at the end of the one before: neither tells.
    """
    years = {*_counted(name, lexicon), *_of_session(name, lexicon)}
    sure = not _LOOKING_BACK.of(lexicon).search(name)
    for found in _NAMED.of(lexicon).finditer(name):
        if found["nth"] or (sure and not found["fiscal"] and month < 11):
            years.add(number(found["year"]))
    return years.pop() if len(years) == 1 else 0


def _of_session(name: str, lexicon: Lexicon) -> Iterator[int]:
    """Of the National People's Congress and the conference: the first session of the 14th met in
    2023, and since the fifth each has met once a year for five years."""
    for found in _SESSION.of(lexicon).finditer(name):
        term = value(found["term"] or found["conference"])
        if term >= _FIRST_REGULAR:
            yield 1953 + 5 * term + value(found["session"]) - 1

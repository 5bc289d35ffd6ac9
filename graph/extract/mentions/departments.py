"""Departments listed without a place, a level or a name: 党办、宣传部、工会等部门负责人.

The list is told by what stands behind it; each of its words must be a department by the lists, or
by its last word beside one that is.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.extract.analysis import Analysis
from graph.extract.mentions.local_organs import of_each, office_forms
from graph.extract.mentions.organizations import by_end, candidates
from graph.extract.rules import mentions
from graph.lexicon import Pattern
from graph.model import Mention

_BEHIND = Pattern(
    "{and_others|own_office|indefinite|department_staff|byline_role:opening}"
    "(?:{and_others}[{numeral}\\d多余个家]{0,4}{indefinite}?{department_noun}|"
    "{own_office}?{indefinite}?{department_staff}|{byline_role}）)"
)
"""What stands behind a list of departments: 等8个单位, 机关工作人员, 有关负责人, 供稿."""
_COMPOSED = Pattern(
    "(?:(?<=、)|(?<=以及)|(?<=及))(?:(?!{class_word|no_name_word|conjunction})[{han}]){2,7}(?:{division_head|office_short|bureau_unit})$"
)
_OPENS = Pattern("(?:\\A|[^{han}]|{conjunction|organ_lead_in|leading_verb})$")
_OWN = Pattern("(?<![{han}]){host_noun}(?:{group_office|own_office})$")
"""局办公室, 学院机关."""
_JOINT = Pattern("(?:、|{conjunction})$")
_LONGEST = 10  # characters of a department's name
_NEWS = "news"  # a statute's 公安局、财政局 are those of any place


@mentions
def departments(analysis: Analysis) -> Iterator[Mention]:
    """The departments of each list, where two or more stand in it."""
    text, done = analysis.text, 0
    if "、" not in text or analysis.document.kind != _NEWS:
        return
    for behind in analysis.matches(_BEHIND):
        listed = list(_listed(analysis, behind.start(), done))
        done = behind.end()
        if len(listed) > 1 and not of_each(analysis, listed[-1][0]):
            for begin, end, known in listed:
                if not known:
                    yield analysis.mention(begin, end, "Organization", "department-list")


def _listed(analysis: Analysis, end: int, since: int) -> Iterator[tuple[int, int, bool]]:
    """The departments that end before an offset, the last first, and whether another rule finds
    each. What opens a list must open its words, too: not 设在|宣传部."""
    text, joint = analysis.text, _JOINT.of(analysis.lexicon)
    while end > since:
        begin = _department(analysis, end)
        if begin == end:
            return
        yield begin, end, (begin, end) in candidates(analysis)
        before = joint.search(text, max(since, begin - 2), begin)
        if not before:
            return
        end = before.start()


def _department(analysis: Analysis, end: int) -> int:
    """Where the department that ends here begins; ``end`` where none does."""
    text, lexicon = analysis.text, analysis.lexicon
    opens = _OPENS.of(lexicon)
    known, own_ones = office_forms(lexicon), lexicon.word_class("own_department")
    for begin in range(max(0, end - _LONGEST), end - 1):
        name = text[begin:end]
        if (name in known or name in own_ones) and opens.search(text, max(0, begin - 3), begin):
            return begin
    if own := _OWN.of(lexicon).search(text, max(0, end - _LONGEST), end):
        return own.start()
    if end in by_end(analysis):
        return by_end(analysis)[end]
    composed = _COMPOSED.of(lexicon).search(text, max(0, end - _LONGEST), end)
    return composed.start() if composed else end

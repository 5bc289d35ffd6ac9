"""Posts that somebody holds in the text.

A post counts where a name stands beside its stack, where it is given to somebody (任命, 当选), and
where a post that counts elsewhere in the document is named again.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.extract.analysis import Analysis, once
from graph.extract.mentions.persons import names
from graph.extract.mentions.places import spans
from graph.extract.mentions.posts import Candidate, holder_after, stacks
from graph.extract.rules import mentions
from graph.lexicon import Pattern
from graph.model import Mention

_APPOINTED = Pattern("{appointment_verb}$")
_SET_OFF = Pattern(
    "(?:（[^（）]{1,8}）)?(?:[　 \\t|]+{sex})?(?:[　 \\t|]+[{han}]{3,16})?"
    "(?:[　 \\t|]+|（(?:{sex}|[，兼])*)$"
)
"""Between a name and the post that its row tells, with cells of the sex and of the organ."""
_ROW = 40  # characters that stand between at most
_DATED = Pattern(
    "(?m:^)[　 ]*\\d{4}"
    "[\\d{year_unit}{month_unit}{day_unit}{to_mark}{to_date}.．　 —－–~～-]*[：　 ]$"
)
_RESUME_TITLE = Pattern("{sex}，[^。\\n]*，$")


@mentions
def held(analysis: Analysis) -> Iterator[Mention]:
    """The posts of stacks that somebody holds, then those that are named again."""
    accepted: set[str] = set()
    rest: list[Candidate] = []
    for stack in stacks(analysis):
        for post, is_held in zip(stack, _held(analysis, stack), strict=True):
            if is_held:
                accepted.add(analysis.text[post[0] : post[1]])
                rule = "latin-post" if analysis.text[post[1] - 1].isascii() else "post-stack"
                yield analysis.mention(post[0], post[1], "Post", rule)
            else:
                rest.append(post)
    for leader in analysis.lexicon.word_class("leader_short"):
        if any(post.endswith(leader) for post in accepted):
            accepted.add(leader)  # 贯彻总书记重要指示
    for post in rest:
        if rule := _echo(analysis, post, accepted):
            yield analysis.mention(post[0], post[1], "Post", rule)


def _held(analysis: Analysis, stack: list[Candidate]) -> Iterator[bool]:
    """Whether somebody holds each post of a stack: by what stands beside the stack or the post."""
    text, (starts, finishes) = analysis.text, _edges(analysis)
    first, last = stack[0][0], stack[-1][1]
    word_class = analysis.lexicon.word_class
    set_off = _SET_OFF.of(analysis.lexicon)
    before = (at for at in range(max(0, first - _ROW), first) if at in finishes)
    beside = (
        holder_after(text, last) in starts
        or (first in finishes and len(stack) <= 2)
        or any(set_off.match(text, at, first) for at in before)
        or text.startswith((*word_class("post_behind"), *word_class("polite_form")), last)
        or _is_given(analysis, first)
        or _is_dated(analysis, first)
    )
    for begin, _, _ in stack:
        yield beside or _is_given(analysis, begin)


@once
def _edges(analysis: Analysis) -> tuple[set[int], set[int]]:
    """Where persons' names begin, and where they end."""
    return {begin for begin, _ in names(analysis)}, {end for _, end in names(analysis)}


def _is_given(analysis: Analysis, begin: int) -> bool:
    """Whether a verb of appointment stands right before a post."""
    appointed = _APPOINTED.of(analysis.lexicon)
    return bool(appointed.search(analysis.text, max(0, begin - 2), begin))


def _is_dated(analysis: Analysis, begin: int) -> bool:
    """Whether a post stands behind the period that a line of a career opens with."""
    dated = _DATED.of(analysis.lexicon)
    in_career = analysis.document.kind == "career"
    return in_career and bool(dated.search(analysis.text, max(0, begin - 40), begin))


def _echo(analysis: Analysis, post: Candidate, accepted: set[str]) -> str:
    """The rule by which a post counts that nobody stands beside, or ''."""
    (begin, end, kind), text = post, analysis.text
    resume = _RESUME_TITLE.of(analysis.lexicon)
    if (
        (kind == "title" and resume.search(text, max(0, begin - 40), begin))
        or (kind == "national" and end - begin > 3)
        or (kind not in ("bare", "title") and text[begin:end] in accepted)
    ):
        return "post-echo"
    if kind == "head" and text[begin:end].endswith(tuple(analysis.lexicon.word_class("spokesman"))):
        return "post-echo"
    return "post-of-state" if kind == "head" and begin in _countries(analysis) else ""


@once
def _countries(analysis: Analysis) -> set[int]:
    """Where a country begins, by its name or its first character (俄总统)."""
    listed = {hit.begin for hit in analysis.hits_of["countries"]}
    return listed | {b for (b, _), rule in spans(analysis).items() if rule == "country-initial"}

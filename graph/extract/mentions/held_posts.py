"""The posts of stacks that somebody holds, and their echoes in the document."""

from __future__ import annotations

from collections.abc import Iterator

from graph.extract.analysis import Analysis, once
from graph.extract.mentions.persons import names
from graph.extract.mentions.places import spans
from graph.extract.mentions.posts import stacks
from graph.extract.rules import mentions
from graph.lexicon import Pattern
from graph.model import Mention

_APPOINTED = Pattern("{appointment_verb}$")


@mentions
def held(analysis: Analysis) -> Iterator[Mention]:
    """The posts of stacks that somebody holds, and their echoes in the document."""
    text, persons = analysis.text, names(analysis)
    starts, finishes = {b for b, _ in persons}, {e for _, e in persons}
    appointed, word_class = _APPOINTED.of(analysis.lexicon), analysis.lexicon.word_class
    behind, polite_forms = tuple(word_class("post_behind")), tuple(word_class("polite_form"))
    accepted: set[str] = set()
    rest: list[tuple[int, int, str]] = []
    for stack in stacks(analysis):
        first, last = stack[0][0], stack[-1][1]
        named = last in starts or (last + 1 in starts and text[last] in "　 ：")
        follows = first in finishes and len(stack) <= 2
        given = text.startswith(behind, last) or appointed.search(text, max(0, first - 2), first)
        for begin, end, kind in stack:
            polite = text.startswith(polite_forms, last)
            if (
                named
                or follows
                or given
                or polite
                or appointed.search(text, max(0, begin - 2), begin)
            ):
                accepted.add(text[begin:end])
                yield analysis.mention(begin, end, "Post", "post-stack")
            else:
                rest.append((begin, end, kind))
    for leader in word_class("leader_short"):
        if any(post.endswith(leader) for post in accepted):
            accepted.add(leader)  # 贯彻总书记重要指示
    resume = _RESUME_TITLE.of(analysis.lexicon)
    for begin, end, kind in rest:
        if (
            (kind == "title" and resume.search(text, max(0, begin - 40), begin))
            or (kind == "national" and end - begin > 3)
            or (kind not in ("bare", "title") and text[begin:end] in accepted)
        ):
            yield analysis.mention(begin, end, "Post", "post-echo")
        elif kind == "head" and begin in _countries(analysis):
            yield analysis.mention(begin, end, "Post", "post-of-state")


@once
def _countries(analysis: Analysis) -> set[int]:
    listed = {hit.begin for hit in analysis.hits if hit.entry.list == "countries"}
    return listed | {b for (b, _), rule in spans(analysis).items() if rule == "country-initial"}


_RESUME_TITLE = Pattern("{sex}，[^。\\n]*，$")

"""Numbered points that demand nothing: told, listed, a mere subject, or putting a norm in force."""

from __future__ import annotations

from collections.abc import Iterable

from graph.lexicon import Lexicon, Pattern

_SAID = "[^，。；：\\n]"
_OPENS = "[　 \\n]*[（(]?{ordinal_mark}?$"
_TELLING = Pattern(
    f"(?:{{telling_noun}}{{told_by}}{_SAID}{{0,10}}|[{{numeral}}{{pair_word}}]{{point_unit}}{{possessive}}?{{telling_noun}}|"
    "{feature_noun}[^。；：\\n]{0,20}[？?][　 \\n]*{answer_label}|"
    f"{{some_people}}{_SAID}{{0,8}}{{claiming_verb}}|{{telling_verb}}{_SAID}{{0,16}}|"
    f"{{problem_noun}}|{{fact_noun}}|{{agenda_noun}}{_SAID}{{0,6}})[，：]{_OPENS}"
)
"""主要原因有三条：, 有人主张：, 会议议程： — what follows is told, not demanded."""
_LISTING = Pattern("{following_word}[^。；：\\n]{1,24}：[　 ]*\\n[　 ]*[（(]?$")
_DEMANDING = Pattern("^{demand_verb}|{must}")
"""下列区域禁止燃放： — what follows are things, unless it says what to do."""
_FORMAL = Pattern(
    "[》”](?:（[^（）]*）)?{repeal_adverb}*{ceasing_verb}$|"
    "{from_then_on}{formally}?{effect_verb}(?:，[^，]{2,12})?$|"
    "{charging_verb}{interpretation}$|^{repealing_verb}《[^》]*》(?:（[^（）]*）|[、和]|《[^》]*》)*$|"
    "^对《[^》]*》[^，。；]{0,6}{revising_verb}$|"
    "^(?:{repealing_verb}|{revising_verb}){as_follows}|"
    "^{approval}(?!.*{by}[^，。；]{1,40}{charging_verb})"
)
"""三、《…》同时废止 demands nothing, nor does 原则同意《方案》, unless it tells who is to lead."""
_TOPIC = Pattern("(?!.*{solving_verb}).*{topic_noun}$|{title_opening}[^，。；]*$")
"""（一）工业的地区分布问题 is what is spoken of, as is 一、关于待遇."""
_LEAD_CHARACTERS = 60


def asks_nothing(head: str, lexicon: Lexicon) -> bool:
    """Whether a point only names its subject, or puts a norm in force or out of it."""
    return bool(_TOPIC.of(lexicon).match(head) or _FORMAL.of(lexicon).search(head))


def announced_as_told(text: str, begin: int, heads: Iterable[str], lexicon: Lexicon) -> bool:
    """Whether the words before a run of points say that these are told, or things of a list."""
    before = max(0, begin - _LEAD_CHARACTERS), begin
    if _TELLING.of(lexicon).search(text, *before):
        return True
    demanding = _DEMANDING.of(lexicon)
    listing = _LISTING.of(lexicon).search(text, *before)
    return bool(listing) and not any(demanding.search(head) for head in heads)

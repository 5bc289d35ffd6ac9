"""Where a place cannot begin: on a common word (落实省委) or on the word before it (任昆明市)."""

from __future__ import annotations

from graph.extract.analysis import Analysis
from graph.lexicon import Lexicon, Pattern, once_per_lexicon

_NOUN = "noun"
_POSITION = Pattern("[{located}][{locative}]|[{flank}][{numeral}起]|[{numeral}]排")
"""Where something is: 席上, 村里, 左一, 二排."""
_LED = Pattern("[{place_lead}]")
_NAMELESS_LEAD = Pattern("^{nameless_lead}")
_ONLY_LEADS = Pattern("[{place_lead}]{2,3}|[{han}]+[{no_place_end}]")


@once_per_lexicon
def _kinds(lexicon: Lexicon) -> dict[str, str]:
    """Common words of two characters → whether they name towns (``town``) or no place at all."""
    verbs = {entry.form: "word" for entry in lexicon.entries("verbs")}
    return verbs | {entry.form: entry["kind"] for entry in lexicon.entries("common")}


def is_common(word: str, lexicon: Lexicon) -> bool:
    """Whether it is a common word of two characters, or a verb; nouns, which people and firms are
    called by, do not count."""
    return _kinds(lexicon).get(word, _NOUN) != _NOUN


def is_word(word: str, lexicon: Lexicon) -> bool:
    """Whether it is a common word of two characters, noun or not."""
    return word in _kinds(lexicon)


def no_city(word: str, lexicon: Lexicon) -> bool:
    """Whether no county or city is called by two characters: 信赖|市委, 会上|区长, 左一|县长; what
    has a name of its own is another thing (民革|省委)."""
    common = is_word(word, lexicon) or _POSITION.of(lexicon).match(word)
    own = word in lexicon.known or word in lexicon.word_class("allied_party")
    return bool(common) and not own


def of_common_words(head: str, lexicon: Lexicon) -> bool:
    """Whether what stands before the noun of a name is made of common words alone: 联合|实验室,
    总|医院, 冰雪|嘉年华. Then every document has one, and no two need be the same."""
    head = _NAMELESS_LEAD.of(lexicon).sub("", head)
    owners, common_ones = lexicon.word_class("owner_noun"), _kinds(lexicon)
    words = (head[begin : begin + 2] for begin in range(0, len(head), 2))
    return all(word in owners or common_ones.get(word, _NOUN) != _NOUN for word in words)


def common(name: str, unit: str, lexicon: Lexicon) -> bool:
    """Whether a place's name without its unit opens with a common word, or is made of leads.

    A town, street or village may be called by one that also names towns (团结街道) or by a noun;
    a county or city that the gazetteer lacks by none (会上|市委, 今天|区长).
    """
    small = unit in lexicon.word_class("small_unit")
    kind = _kinds(lexicon).get(name[:2])
    opens = kind == "word" or (kind is not None and not small)
    placed = not small and _POSITION.of(lexicon).match(name)
    return opens or bool(placed) or bool(_ONLY_LEADS.of(lexicon).fullmatch(name))


def bounded(name: str, unit: str, analysis: Analysis) -> str:
    """A name without the lead before it, as 昆明 of 任昆明市; '' where it is no place's name.

    A place of the gazetteer that begins inside stands by itself; of an unknown county's or city's
    three characters a lead (原, 任) is none, and the last two are no common word (要|确保|省委).
    """
    lexicon = analysis.lexicon
    if _listed(name + unit, lexicon):
        return name
    if common(name, unit, lexicon) or any(
        _listed(name[cut:] + unit, lexicon) for cut in range(1, len(name) - 1)
    ):
        return ""
    small = unit in lexicon.word_class("small_unit")
    if small or len(name) < 3:
        return name
    if common(name[1:], unit, lexicon):
        return ""
    return name[1:] if _LED.of(lexicon).match(name) else name


def _listed(form: str, lexicon: Lexicon) -> bool:
    return any(entry.list == "places" for entry in lexicon.known.get(form, []))


def behind_word(analysis: Analysis, at: int) -> bool:
    """Whether a common word ends where something begins: 陪同|市长."""
    return at > 1 and is_common(analysis.text[at - 2 : at], analysis.lexicon)

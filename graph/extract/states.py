"""Foreign states: the countries a document names, and their organs and offices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container

from graph.extract.analysis import Analysis, once
from graph.extract.toponyms import CHINA
from graph.lexicon import Entry, Hit, Lexicon, Pattern, once_per_lexicon

STATE_ORGAN = Pattern("{foreign_organ}")
"""Organs that stand behind the name of a state."""
STATE = Pattern(
    "{acting|foreign_office|cabinet|foreign_organ|state:opening}(?:{acting}?{foreign_office}|"
    "{cabinet}|{foreign_organ}|{state}(?=[{han}]{2,8}{state_body}))"
)
"""Offices and organs that may follow the first character of a state's name: 乌国防部."""
_STATE_NAME = 12  # characters at most
_CHINA = Pattern("{china}")
_HEADER = Pattern("(?m:^.{0,60}?{news_source}[^，。\n]{0,20})")


@once
def countries(analysis: Analysis) -> Counter[str]:
    """The foreign countries that a document names, and how often."""
    return Counter(hit.entry["name"] for hit in states_named(analysis))


@once
def states_named(analysis: Analysis) -> list[Hit]:
    """Where a document names foreign countries; not where a name of one more character begins so,
    沙特尔."""
    names = {tag.begin: tag.end for tag in analysis.tags if tag.type in ("Person", "Place")}
    return [
        hit
        for hit in analysis.longest_of["countries"]
        if foreign_state(hit.entry) and names.get(hit.begin) != hit.end + 1
    ]


def foreign_state(entry: Entry) -> bool:
    """Whether a word of the lists names a state, no continent, and not this one."""
    return (
        entry.list == "countries"
        and entry["name"] != CHINA
        and bool(entry["capital"] or entry["full"].endswith("国"))
    )


def opening_state(name: str, lexicon: Lexicon) -> str:
    """The foreign state whose name opens that of a post or an organ, or ''."""
    sizes = range(min(len(name), _STATE_NAME), 1, -1)
    entries = (entry for size in sizes for entry in lexicon.known.get(name[:size], []))
    return next((entry["name"] for entry in entries if foreign_state(entry)), "")


@once_per_lexicon
def _usual_initials(lexicon: Lexicon) -> dict[str, str]:
    return {e["initial"]: e["name"] for e in lexicon.entries("countries") if e["initial"]}


@once
def initials(analysis: Analysis) -> dict[str, str]:
    """First character → the foreign country it may stand for, best one that the document names."""
    ranked = sorted(countries(analysis).items(), key=lambda found: (found[1], found[0]))
    other_words = analysis.lexicon.word_class("no_initial")  # 新总统, 也军…
    named = {name[0]: name for name, _ in ranked if name[0] not in other_words}
    return {**_usual_initials(analysis.lexicon), **named}


def side(text: str, states: Container[str]) -> bool:
    """Whether two characters mean a foreign state's side or two states, and nobody: 孟方, 中孟;
    ``states`` are the characters that stand for one (`initials`)."""
    if len(text) != 2 or not (text[1] == "方" or CHINA[0] in text):
        return False
    return all(sign in ("方", CHINA[0]) or sign in states for sign in text)


@once
def country(analysis: Analysis) -> str:
    """The foreign country whose 总理 a document means: the only country it names; '' if there
    are several, or China is named too."""
    found, lexicon = countries(analysis), analysis.lexicon
    if len(found) != 1 or _CHINA.of(lexicon).search(_HEADER.of(lexicon).sub("", analysis.text)):
        return ""
    return next(iter(found))

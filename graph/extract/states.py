"""Foreign states: the countries a document names, and their organs and offices."""

from __future__ import annotations

import re
from collections import Counter

from graph.extract.analysis import Analysis, once
from graph.extract.toponyms import HAN
from graph.lexicon import Entry, Lexicon, once_per_lexicon
from graph.text import opening

STATE_ORGAN = (
    "(?:国会|议会)?[参众]议院|(?:国防|外交|财政|内政|卫生|能源|司法|商务|农业|教育|交通|经济|紧急情况)部|"
    "(?:防卫|外务|农林水产|厚生劳动|经济产业|财务|国土交通|文部科学|总务|法务|环境)省|"
    "最高拉达|国家杜马|联邦议院|国民议会|议会|国会|政府|国家安全局|"
    "[海空陆]军|国防军|军(?![人事官费备机舰工民区])"
)
"""Organs that stand behind the name of a state."""


STATE = (
    f"{opening('前副第代候总首国外防财议内卫能司商农教交经紧最联参众政海空陆军务厚文法环')}(?:"
    "(?:前|副|第一副|代理|候任)?(?:总统|总理|首相|国王|外长|外相|防长|财长|议长|国务卿)|国务院|"
    f"{STATE_ORGAN}|国家(?=[{HAN}]{{2,8}}(?:公司|局|委员会|银行)))"
)
"""Offices and organs that may follow the first character of a state's name: 乌国防部."""


_NO_INITIAL = frozenset("中新也多几所文海白布马")  # 新总统, 也军…: other words


_CHINA = re.compile("中国|我国|中方|中共|国务院|全国|习近平")


_HEADER = re.compile("^.{0,60}?(?:新闻联播|新华社)[^，。\n]{0,20}", re.MULTILINE)


@once
def countries(analysis: Analysis) -> Counter[str]:
    """The foreign countries that a document names, and how often."""
    return Counter(hit.entry["name"] for hit in analysis.longest if foreign_state(hit.entry))


def foreign_state(entry: Entry) -> bool:
    """Whether a word of the lists names a state, no continent, and not this one."""
    return (
        entry.list == "countries"
        and entry["name"] != "中国"
        and bool(entry["capital"] or entry["full"].endswith("国"))
    )


@once_per_lexicon
def _usual_initials(lexicon: Lexicon) -> dict[str, str]:
    return {e["initial"]: e["name"] for e in lexicon.entries("countries") if e["initial"]}


@once
def initials(analysis: Analysis) -> dict[str, str]:
    """First character → the foreign country that it may stand for, first of all of the document."""
    ranked = sorted(countries(analysis).items(), key=lambda found: (found[1], found[0]))
    named = {name[0]: name for name, _ in ranked if name[0] not in _NO_INITIAL}
    return {**_usual_initials(analysis.lexicon), **named}


@once
def country(analysis: Analysis) -> str:
    """The foreign country whose 总理 a document means: the only one it names, China aside too."""
    found = countries(analysis)
    if len(found) != 1 or _CHINA.search(_HEADER.sub("", analysis.text)):
        return ""
    return next(iter(found))

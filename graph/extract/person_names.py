"""Where a Chinese name can begin and where it ends: surnames, given names, what may follow one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.extract.analysis import Analysis, once
from graph.extract.common_words import is_common
from graph.lexicon import HAN, Lexicon, Pattern, once_per_lexicon
from graph.text import counts

_RIGHT = Pattern(
    "[，。、；：！？（）()“”《》〈〉,;:\\s]|$|(?!{no_speech_verb}){verbs.speech}|{after_name}|"
    "{change_of_office|since_verb}"
)
_MARK = re.compile("[，。、；：！？（）()“”《》\\s]|$")
_WEAK = re.compile("[和与及以就在为的是被同向从将也都已由受因女男]")
_NOT_GIVEN = Pattern(
    "[的了是在和与及等将被把、，。；：（）“”《》〈〉\\s\\d]|{verbs.speech}|{no_given_name}|^某"
)
_NOT_NAME = Pattern("{no_name|verbs.speech}")
_TITLED = Pattern("{title_word}")
_MEMORIAL = Pattern("{memorial}")
_FOREIGN_CHARACTERS = 4
_DOTS = tuple("·•・‧")
_ADDRESS = Pattern("(?:{form_of_address|courtesy_title}|{deputy}?{called_title})$")
_TITLE_BEHIND = Pattern("{deputy}?{called_title}|{courtesy_title}")
_GOES_ON = Pattern("{conjunction}[{han}]{0,6}{called_title}|{going_verb}")
_AFTER_VERB = Pattern("{after_verb}")
_SWALLOWED = Pattern("就《|{delivering_verb}{verbs.report|verbs.address|address_title}")
_TAKES_OFFICE = Pattern(
    "(?P<post>{serving_verb}(?:{posts.head|posts.level|posts.title}))|"
    "(?P<verb>{change_of_office|since_verb})"
)
_SETTLED = Pattern("{settled}")
_ITEM = Pattern(
    "(?:(?<=[、：，。])|(?m:^))(?:(?![{never_given}])[{han}]){2,3}?"
    "(?=[、（\\n]|$|{deputy}?{called_title})"
)
_GAP = re.compile(r"(?<![A-Za-z.])\s+|\s+(?![A-Za-z])")
_BRACKETS = frozenset("（(")
_PARTICLES = frozenset("就作和与在将向对及以说时等于又再因")
_PARTED = f"[{HAN}](?P<gap>[　 ]{{1,3}})[{HAN}]"  # 丁　蕙, also with more blanks between
_THIRD = f"(?P=gap)[{HAN}](?![{HAN}]|(?P=gap)[{HAN}](?![{HAN}]))"  # 佘 国 强, and no fourth
_COMPOUND = "{surnames.compound}[　 ]{1,3}[{han}]{1,2}(?![{han}])"  # 欧阳　修
SPACED = Pattern(
    f"(?<![{{han}}\\d])(?:{_COMPOUND}|{_PARTED}(?:{_THIRD}|(?![{{han}}]?(?P=gap)(?![　 ]))))"
)
_THIRD_SAID = (  # 佘 国 强主持
    f"(?P=gap)(?!{{after_name|verbs.speech}}|[在和与就])[{HAN}](?={{after_name|verbs.speech}})"
)
_WITH_BLANKS = Pattern(f"{_COMPOUND}|{_PARTED}(?:{_THIRD}|{_THIRD_SAID})?")
_JOINS_NOBODY = Pattern("[和与及同]{going_verb}(?![^，。；\\n]{1,8}的)")
"""许家和|到江州: part of the name before; not 高远和|前往现场的人."""
_OF_PARTS = Pattern("(?:{name_part}){1,3}{name_part_last}?")
DOTTED = re.compile(f"[{HAN}]{{1,7}}(?:[·•・‧][{HAN}]{{1,9}}){{1,9}}")


@once_per_lexicon
def _surnames(lexicon: Lexicon) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Surnames of one and of two characters, and words that only look like names."""
    words = lexicon.words("surnames")
    never = {*lexicon.words("words", kind="notname")}
    never.update(*(lexicon.words(name) for name in ("verbs", "landmarks", "countries")))
    return (
        frozenset(w for w in words if len(w) == 1),
        frozenset(w for w in words if len(w) == 2),
        frozenset(never),
    )


def is_address(text: str, lexicon: Lexicon) -> bool:
    """Whether it is a surname and an address or office alone, and nobody's name: 王女士, 王书记."""
    surname = 2 if text[:2] in _surnames(lexicon)[1] else 1
    return bool(_ADDRESS.of(lexicon).fullmatch(text[surname:]))


_HEADING = Pattern(
    "{address_title|notice_noun|notice_ending|charter_title|regulation_title|plan_title|career_title}"
)


def is_title(text: str, lexicon: Lexicon) -> bool:
    """Whether it is what a document is called, set wide, and nobody's name: 贺　信, 方　案."""
    return bool(_HEADING.of(lexicon).fullmatch(plain(text)))


class Grammar:
    """Where a Chinese name can begin, and where it ends there."""

    def __init__(self, analysis: Analysis) -> None:
        self.text, self.lexicon = analysis.text, analysis.lexicon
        self._right, self._not_name = _RIGHT.of(self.lexicon), _NOT_NAME.of(self.lexicon)
        self._not_given = _NOT_GIVEN.of(self.lexicon)
        self.single, self.compound, self.not_names = _surnames(analysis.lexicon)
        known = [h for h in analysis.hits if h.entry.list == "persons"]
        self.known = {h.begin: h.end for h in known}
        self._chinese = {h.begin for h in known if h.entry["role"] != "foreign"}
        self._places = {
            h.begin
            for h in analysis.longest
            if h.entry.list in ("countries", "landmarks") and h.end - h.begin > 1
        }
        self._counted: dict[str, int] = {}
        self._posts = self.lexicon.words("posts")
        self._seen = {self.text[t.begin : t.end] for t in analysis.tags if t.type == "Person"}
        self._counts = counts(self._seen, self.text)
        people = [(self._behind_post(t.begin), t.end) for t in analysis.tags if t.type == "Person"]
        self.tagged = {
            begin: self._trimmed(begin, end) for begin, end in people if self._named(begin, end)
        }

    def _behind_post(self, begin: int) -> int:
        """Where a tagged name begins, behind a post whose end looks like a surname: 镇长|孙民."""
        post = self.text[max(0, begin - 1) : begin + 1]
        cut = self.text[begin : begin + 2] in self.compound and post in self._posts
        return begin + cut

    def _trimmed(self, begin: int, end: int) -> int:
        """The end of a tagged name without a particle it has swallowed (康义就关于…), a foreign one
        without a common word (卢拉反复强调)."""
        address = _ADDRESS.of(self.lexicon).search(self.text, begin + 2, end)
        end = address.start() if address else end
        if end - begin >= _FOREIGN_CHARACTERS and self.text[begin : begin + 2] not in self.compound:
            end -= 2 * is_common(self.text[end - 2 : end], self.lexicon)
        right = self._right.match(self.text, end)
        bounded = right and not _SWALLOWED.of(self.lexicon).match(self.text, end - 1)
        shorter = self.text[begin : end - 1] in self._seen  # 周正|在, if 周正 is seen elsewhere
        particle = end - begin in (3, 4) and self.text[end - 1] in _PARTICLES
        swallowed = particle and (shorter or not bounded)
        swallowed = swallowed or self.text[end - 1] in _BRACKETS
        cuts = end - begin == 3 and (self._cuts_word(end) or self._takes_office(begin, end))
        return end - 1 if swallowed or cuts else end

    def _takes_office(self, begin: int, end: int) -> bool:
        """Whether the last character of a name begins what somebody does who changes office (王建|
        转任市长, 李云|任局长), unless the document has the name elsewhere, too."""
        verb = _TAKES_OFFICE.of(self.lexicon).match(self.text, end - 1)
        name = self.text[begin:end]
        behind = (verb["verb"] or verb["post"] or "")[1:] if verb else ""
        return bool(behind) and self._times(name) == self._times(name + behind)

    def _cuts_word(self, end: int) -> bool:
        """Whether a name that ends here would cut a verb or another word: 柏青检|查, 柏青笑|着;
        李国强|调研 not for 强调, as a word begins behind it, too."""
        text, lexicon = self.text, self.lexicon
        if is_common(text[end : end + 2], lexicon):
            return False
        if _AFTER_VERB.of(lexicon).match(text, end):
            return True
        begins_well = self._right.match(text, end) or _WEAK.match(text, end)
        cut = is_common(text[end - 1 : end + 1], lexicon)
        return cut and (not begins_well or bool(self._right.match(text, end - 1)))

    def _between_words(self, end: int) -> bool:
        """Whether a word begins where a name ends, though another would cut it: 李国强|调研."""
        words = (self.text[end - 1 : end + 1], self.text[end : end + 2])
        return all(is_common(word, self.lexicon) for word in words)

    def _named(self, begin: int, end: int) -> bool:
        """Whether a tagged name opens with a surname, or is too long or too foreign for one."""
        text = self.text[begin:end]
        if (
            text in self.not_names
            or self._not_name.match(text)
            or _TITLED.of(self.lexicon).search(text)
        ):
            return False
        if _SETTLED.of(self.lexicon).match(self.text, end):
            return False
        if is_address(text, self.lexicon) or text.isascii() or self._is_office(begin, end):
            return False
        if "·" not in text and any(
            self.known.get(i) == end or i in self._places for i in range(begin + 1, end - 1)
        ):
            return False  # 同托卡耶夫, 于顿涅茨克: the listed name is enough
        return (
            text[0] in self.single
            or text[:2] in self.compound
            or len(text) > 3
            or "·" in text
            or self._counts[text] > 1
        )

    def _is_office(self, begin: int, end: int) -> bool:
        """Whether it ends like an organ, and its head's title stands behind: 安监站|站长."""
        last = self.text[end - 1] in self.lexicon.word_class("no_name_last")
        return last and bool(_TITLE_BEHIND.of(self.lexicon).match(self.text, end))

    def end(self, begin: int, sure: bool) -> int | None:
        """The end of the name at ``begin``; ``sure`` says that the context demands one."""
        if begin in self.known:
            return self._known_end(begin)
        dotted = DOTTED.match(self.text, begin)
        if dotted:
            return self._dotted_end(begin, dotted.end())
        within = (end for end in self._ends(begin) if end <= len(self.text))
        scores = {end: self._score(begin, end, sure) for end in within}
        best = max(scores, key=lambda end: (scores[end], end), default=0)
        if best and scores[best] >= (1.0 if sure else 2.0):
            return self._throughout(begin, best)
        seen = self.tagged.get(begin) or self._of_parts(begin)
        return self._throughout(begin, seen) if seen else None

    def _of_parts(self, begin: int) -> int | None:
        """The end of a Tibetan or Mongolian name made of its usual parts (扎西|才让, 多杰)."""
        name = _OF_PARTS.of(self.lexicon).match(self.text, begin)
        bounded = name and (
            self._right.match(self.text, name.end()) or _weak(self.text, name.end())
        )
        return name.end() if name and bounded else None

    def _throughout(self, begin: int, end: int) -> int:
        """Where a name ends by how the whole document has it: 盖世同, if 同 always stands behind
        盖世; 王洪|接受, if 接 mostly does not behind 王洪; 骆宾|冒雨, where another word is cut."""
        text = self.text
        if end - begin == 2 and _WEAK.match(text, end):
            times = self._times(text[begin:end])
            return end + (times > 2 and self._times(text[begin : end + 1]) == times)
        if end - begin == 3 and is_common(text[end - 1 : end + 1], self.lexicon):
            shorter, times = self._times(text[begin : end - 1]), self._times(text[begin:end])
            return end - (shorter > 2 * times or (times == 1 and self._cuts(end)))
        return end

    def _cuts(self, end: int) -> bool:
        """Whether no other word begins where a name ends inside a common one."""
        bounded = self._right.match(self.text, end)
        return not bounded and not is_common(self.text[end : end + 2], self.lexicon)

    def _times(self, name: str) -> int:
        """How often the document has a string, counted once however often it is asked."""
        if name not in self._counted:
            self._counted[name] = self.text.count(name)
        return self._counted[name]

    def _known_end(self, begin: int) -> int | None:
        """The end of a listed name, or of the longer one that opens with it; None where it is part
        of another word (斯大林|格勒, 比奥|比奥大区)."""
        end, tagged = self.known[begin], self.tagged.get(begin, 0)
        name, following = self.text[begin:end], self.text[end : end + 1]
        doubled = self.text.startswith(name, end) or self.text.endswith(name, 0, begin)
        if doubled or _MEMORIAL.of(self.lexicon).match(self.text, end):
            return None
        dotted = following in _DOTS and DOTTED.match(self.text, begin)
        if dotted:
            return self._dotted_end(begin, dotted.end())  # 巴沙尔·贾法里: another one
        whole = end - begin > 2 and following not in _DOTS
        whole |= begin in self._chinese and tagged - end > 1  # 李希|系统
        open_end = not self._right.match(self.text, end) and not _weak(self.text, end)
        longer = tagged > end and (open_end or self._right.match(self.text, tagged))
        return tagged if longer and not whole and not self._crosses(begin, tagged) else end

    def _crosses(self, begin: int, end: int) -> bool:
        """Whether a listed name begins inside and ends behind: 蔡奇丁|薛祥."""
        return any(self.known.get(inner, 0) > end for inner in range(begin + 1, end))

    def _score(self, begin: int, end: int, sure: bool) -> float:
        """How well a name may end here: by what follows it, and by what the tagger saw. ``sure``
        is where a word may be a name: 县长|江山|主持."""
        if not self._admits(begin, end, sure):
            return 0.0
        own_last = self._own_last(begin, end)
        joins_nobody = _JOINS_NOBODY.of(self.lexicon)
        agreed = 1.2 if self.tagged.get(begin) == end else 0.0
        if end - begin > 2 and self._takes_office(begin, end):
            return agreed
        if agreed and self._between_words(end):
            return 2.0 + agreed
        if _MARK.match(self.text, end):
            return 2.5 + agreed
        if self._right.match(self.text, end):
            return 2.0 + agreed
        if own_last:
            return 1.0 + agreed
        if joins_nobody.match(self.text, end):
            return 0.0
        return agreed + (1.0 if _weak(self.text, end) else 0.0)

    def borne_end(self, begin: int) -> int | None:
        """The end of a word at ``begin`` that people are called by and that ends as a name does."""
        end = begin + 2
        return end if self._is_borne(self.text[begin:end], end) else None

    def may_be(self, begin: int, end: int) -> bool:
        """Whether a span opens with a surname, and nothing in it shows that it is no name."""
        text = self.text
        length = 2 if text[begin : begin + 2] in self.compound else 1
        surname = length == 2 or text[begin] in self.single
        surname = surname and text[begin:end].isalpha() and not self._is_office(begin, end)
        surname = surname and not (end - begin > 2 and self._takes_office(begin, end))
        return surname and 1 <= end - begin - length <= 2 and self._admits(begin, end, sure=True)

    def _admits(self, begin: int, end: int, sure: bool) -> bool:
        """Whether nothing in a span shows that it is no name."""
        name = self.text[begin:end]
        given = plain(name)[1 : -1 if self._own_last(begin, end) else None]
        no_given = self._not_given.search(given) and not self._is_item(begin, end)
        word = name in self.not_names and not (sure and self._is_borne(name, end))
        address = is_address(name, self.lexicon) or self._not_name.match(name)
        return not (word or address or no_given or self._cut(begin, end))

    def _cut(self, begin: int, end: int) -> bool:
        """Whether a span ends inside another name or word: 常务工|作, 白梅主|任."""
        words = is_common(self.text[end - 1 : end + 1], self.lexicon)
        words = words and self.text[begin : end - 1] in self.not_names
        title = _TITLE_BEHIND.of(self.lexicon).match(self.text, end - 1)
        return words or bool(title) or self._crosses(begin, end)

    def _own_last(self, begin: int, end: int) -> bool:
        """Whether a name ends in a particle of its own: 许家和|到江州."""
        joins_nobody = _JOINS_NOBODY.of(self.lexicon)
        return end - begin > 2 and bool(joins_nobody.match(self.text, end - 1))

    def _is_borne(self, name: str, end: int) -> bool:
        """Whether people are called by a word, and it ends where a name does."""
        borne = plain(name) in self.lexicon.word_class("word_borne")
        titled = _TITLE_BEHIND.of(self.lexicon).match(self.text, end)
        joined = _GOES_ON.of(self.lexicon).match(self.text, end)
        return borne and bool(titled or joined or self._right.match(self.text, end))

    def _is_item(self, begin: int, end: int) -> bool:
        """Whether a name with a particle is the whole item of a list (、龙在田、于和), no word."""
        item = _ITEM.of(self.lexicon).match(self.text, begin)
        word = is_common(self.text[begin + 1 : end], self.lexicon)
        return item is not None and item.end() == end and not word

    def _dotted_end(self, begin: int, limit: int) -> int:
        """The last part of a dotted name is as short as its right neighbour allows."""
        last = max(self.text.rfind(dot, begin, limit) for dot in "·•・‧") + 1
        if last < self.tagged.get(begin, 0) < limit:
            limit = self.tagged[begin]
        item = self.text[limit : limit + 1] == "、"  # 阿不都热西提、
        for end in range(last + 1, limit):
            weak = not item and end > last + 1 and _weak(self.text, end)
            if self._right.match(self.text, end) or weak:
                return end
        return limit

    def _ends(self, begin: int) -> Iterator[int]:
        if (
            self.text[begin : begin + 1] not in self.single
            and self.text[begin : begin + 2] not in self.compound
        ):
            return
        if parted := _WITH_BLANKS.of(self.lexicon).match(self.text, begin):
            yield parted.end()
            return
        if self.text[begin : begin + 2] in self.compound:
            yield from (begin + 3, begin + 4)
        if self.text[begin] in self.single:
            yield from (begin + 2, begin + 3)


grammar_of = once(Grammar)
"""The grammar of a document, made once."""


def _weak(text: str, end: int) -> bool:
    """A particle may follow a name, but not one that another particle or mark follows at once."""
    return (
        bool(_WEAK.match(text, end))
        and not _WEAK.match(text, end + 1)
        and not _MARK.match(text, end + 1)
    )


def plain(surface: str) -> str:
    """A name without white space but between Latin words: 丁　蕙 → 丁蕙, Mary Lee."""
    return _GAP.sub("", surface)

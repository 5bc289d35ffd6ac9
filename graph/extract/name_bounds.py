"""What stands where a name may end: a mark, a verb, a title, the rest of a word that it cuts."""

from __future__ import annotations

import re

from graph.extract.analysis import Analysis, once
from graph.extract.common_words import is_common
from graph.lexicon import Lexicon, Pattern, once_per_lexicon

_MARKS = "，。、；：！？（）()“”《》"
_CLOSE = Pattern(
    f"[{_MARKS}〈〉,;:\\s]|$|"
    "{verbs.speech|after_name|change_of_office|since_verb|deed_opening:opening}"
    "(?:(?!{no_speech_verb}){verbs.speech}|{after_name}|{change_of_office|since_verb|deed_opening})"
)
_PARTICLE = Pattern("[{name_follower}{sex}]")
_TITLE = Pattern("{deputy}?{called_title}|{courtesy_title}")
_AFTER_VERB = Pattern("{after_verb}")
_TAKES_OFFICE = Pattern(
    "{serving_verb}[{han}]{0,12}?(?:{posts.head|posts.level|posts.title})(?![{han}])|"
    "(?!{serving_verb}){change_of_office|since_verb}|{current_serving|deed_opening}"
)
_DEED = (
    "{verbs.speech}|{verbs.report}|{verbs.address}|{verbs.attend}|{rendering_verb}|{chairing_verb}"
)
_ADVERB = Pattern("{speaking_adverb}{manner_mark}?(?:{deed})|{exhorting_verb}", {"deed": _DEED})
_PERHAPS_ADVERB = Pattern("{given_or_adverb}(?:{deed})", {"deed": _DEED})
_JOINS_NOBODY = Pattern("[{and_word}{with_another}]{going_verb}(?![^，。；\\n]{1,8}的)")
"""许家和|到江州: part of the name before; not 高远和|前往现场的人."""


@once_per_lexicon
def _title_initials(lexicon: Lexicon) -> frozenset[str]:
    """What titles begin with."""
    classes = ("deputy", "called_title", "courtesy_title")
    return frozenset(word[0] for name in classes for word in lexicon.word_class(name))


class Bounds:
    """The places of a text where a name may end, by what stands at them."""

    def __init__(self, analysis: Analysis) -> None:
        self._text, self._lexicon = analysis.text, analysis.lexicon
        self._close, self._title = _CLOSE.of(self._lexicon), _TITLE.of(self._lexicon)
        self._title_initials = _title_initials(self._lexicon)
        self._particle = _PARTICLE.of(self._lexicon)
        self._adverb = _ADVERB.of(self._lexicon)
        self._perhaps = _PERHAPS_ADVERB.of(self._lexicon)
        self._joins_nobody = _JOINS_NOBODY.of(self._lexicon)
        self._counted: dict[str, int] = {}
        self._takes: dict[str, bool] = {}

    def mark(self, end: int) -> bool:
        """Whether a mark, a blank or the end of the text stands there."""
        character = self._text[end : end + 1]
        return not character or character in _MARKS or character.isspace()

    def close(self, end: int) -> bool:
        """Whether what stands there is no part of a name: a mark, a verb of speech, 担任, 一行."""
        return bool(self._close.match(self._text, end))

    def particle(self, end: int) -> bool:
        """Whether a particle stands there that may follow a name or be its last: 和, 同, 向."""
        return bool(self._particle.match(self._text, end))

    def lone_particle(self, end: int) -> bool:
        """Whether one does, and no other particle or mark follows it at once."""
        return self.particle(end) and not self.particle(end + 1) and not self.mark(end + 1)

    def adverb(self, end: int) -> bool:
        """Whether it is said there how somebody speaks or acts: 进一步|指出, 也|表示."""
        return bool(self._adverb.match(self._text, end))

    def ends_in_adverb(self, begin: int, end: int) -> bool:
        """Whether the last character of a name of three begins such an adverb: 李云|则提出; one
        that given names end in too (曾), where the document has the shorter name more often."""
        if end - begin < 3 or self.adverb(end - 1):
            return end - begin >= 3
        if not self._perhaps.match(self._text, end - 1):
            return False
        shorter, times = (self.times(self._text[begin:at]) for at in (end - 1, end))
        return shorter > times

    def title(self, end: int) -> bool:
        """Whether a title stands there: 站长, 副县长, 同志."""
        initial = self._text[end : end + 1] in self._title_initials
        return initial and bool(self._title.match(self._text, end))

    def joins_nobody(self, end: int) -> bool:
        """Whether 和 or its like stands there and only a journey follows: 许家|和到江州."""
        return bool(self._joins_nobody.match(self._text, end))

    def office(self, end: int) -> bool:
        """Whether what ends there ends like an organ, and its head's title follows: 安监站|站长."""
        last = self._text[end - 1] in self._lexicon.word_class("no_name_last")
        return last and self.title(end)

    def takes_office(self, begin: int, end: int) -> bool:
        """Whether the last character of a name begins what somebody does who changes office (王建|
        转任市长, 李云|任局长) or what is done for others (王云|为大家), wherever it is named."""
        name, office = self._text[begin:end], _TAKES_OFFICE.of(self._lexicon)
        if name not in self._takes and office.match(self._text, end - 1):
            uses = re.finditer(re.escape(name), self._text)
            self._takes[name] = all(office.match(self._text, use.end() - 1) for use in uses)
        return self._takes.get(name, False)

    def cuts_word(self, end: int) -> bool:
        """Whether a name that ends there would cut a verb or another word: 柏青检|查, 柏青笑|着;
        李国强|调研 not for 强调, as a word begins behind it, too."""
        if self._word(end):
            return False
        if _AFTER_VERB.of(self._lexicon).match(self._text, end):
            return True
        begins_well = self.close(end) or self.particle(end)
        return self._word(end - 1) and (not begins_well or self.close(end - 1))

    def between_words(self, end: int) -> bool:
        """Whether a word begins there, though another would be cut: 李国强|调研."""
        return self._word(end - 1) and self._word(end)

    def throughout(self, begin: int, end: int) -> int:
        """Where a name ends by how the whole document has it: 盖世同, if 同 always stands behind
        盖世; 王洪|接受, if 接 mostly does not behind 王洪; 骆宾|冒雨, where another word is cut."""
        text = self._text
        if end - begin == 2 and self.particle(end):
            times = self.times(text[begin:end])
            return end + (times > 2 and self.times(text[begin : end + 1]) == times)
        if end - begin == 3 and self._word(end - 1):
            shorter, times = self.times(text[begin : end - 1]), self.times(text[begin:end])
            alone = times == 1 and not self.close(end) and not self._word(end)
            return end - (shorter > 2 * times or alone)
        return end

    def times(self, name: str) -> int:
        """How often the document has a string, counted once however often it is asked."""
        if name not in self._counted:
            self._counted[name] = self._text.count(name)
        return self._counted[name]

    def _word(self, begin: int) -> bool:
        """Whether a common word of two characters stands there."""
        return is_common(self._text[begin : begin + 2], self._lexicon)


bounds_of = once(Bounds)
"""The bounds of a document, made once."""

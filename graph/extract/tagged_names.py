"""What the tagger takes for names, trimmed: without what is none, and without what it swallowed."""

from __future__ import annotations

from graph.extract.analysis import Analysis, once
from graph.extract.chinese_names import ADDRESS, is_address, not_names, surnames
from graph.extract.common_words import is_common
from graph.extract.name_bounds import bounds_of
from graph.lexicon import Pattern

NOT_NAME = Pattern("{no_name|verbs.speech}")
_TITLED = Pattern("{title_word}")
_SETTLED = Pattern("{settled}|(?!{kin}|{time_relation})之(?![间一外际])")
_SWALLOWED = Pattern("{about_mark}《|{delivering_verb}{verbs.report|verbs.address|address_title}")
_BRACKETS = frozenset("（(")
_FOREIGN_CHARACTERS = 4


@once
def listed(analysis: Analysis) -> dict[int, int]:
    """Where the names of the list of persons stand: begin → end."""
    return {h.begin: h.end for h in analysis.hits_of["persons"]}


@once
def tagged_names(analysis: Analysis) -> dict[int, int]:
    """What the tagger takes for names, and they may be: begin → end."""
    if all(tag.type != "Person" for tag in analysis.tags):
        return {}
    tagged = _Tagged(analysis)
    return {begin: tagged.trimmed(begin, end) for begin, end in tagged.spans()}


class _Tagged:
    """The persons of the tagger in a document."""

    def __init__(self, analysis: Analysis) -> None:
        self._text, self._lexicon = analysis.text, analysis.lexicon
        self._surnames, self._bounds = surnames(analysis.lexicon), bounds_of(analysis)
        self._listed = listed(analysis)
        self._places = {
            h.begin
            for name in ("countries", "landmarks")
            for h in analysis.longest_of[name]
            if h.end - h.begin > 1
        }
        self._tags = [tag for tag in analysis.tags if tag.type == "Person"]
        self._seen = {self._text[tag.begin : tag.end] for tag in self._tags}

    def spans(self) -> list[tuple[int, int]]:
        """Begin and end of each that may be a name."""
        spans = [(self._behind_post(tag.begin), tag.end) for tag in self._tags]
        return [span for span in spans if self._named(*span)]

    def trimmed(self, begin: int, end: int) -> int:
        """The end of a name without a particle it has swallowed (康义就关于…), a foreign one
        without a common word (卢拉反复强调)."""
        text, bounds = self._text, self._bounds
        address = ADDRESS.of(self._lexicon).search(text, begin + 2, end)
        end = address.start() if address else end
        if end - begin >= _FOREIGN_CHARACTERS and self._surnames.length(text, begin) != 2:
            end -= 2 * is_common(text[end - 2 : end], self._lexicon)
        cuts = end - begin == 3 and (bounds.cuts_word(end) or bounds.takes_office(begin, end))
        return end - 1 if cuts or self._swallows(begin, end) else end

    def _swallows(self, begin: int, end: int) -> bool:
        """Whether the last character is none of a name: a bracket; a particle, where nothing that
        follows a name stands behind it (康义就|关于) or the shorter name is seen elsewhere
        (周正在, if 周正 is)."""
        if self._text[end - 1] in _BRACKETS:
            return True
        particles = self._lexicon.word_class("swallowed_particle")
        if end - begin not in (3, 4) or self._text[end - 1] not in particles:
            return False
        bounded = self._bounds.close(end) and not _SWALLOWED.of(self._lexicon).match(
            self._text, end - 1
        )
        return not bounded or self._text[begin : end - 1] in self._seen

    def _behind_post(self, begin: int) -> int:
        """Where a name begins, behind a post whose end looks like a surname: 镇长|孙民."""
        post = self._text[max(0, begin - 1) : begin + 1]
        cut = self._surnames.length(self._text, begin) == 2
        return begin + (cut and post in self._lexicon.words("posts"))

    def _named(self, begin: int, end: int) -> bool:
        """Whether it opens with a surname, or is too long or too foreign for one."""
        text = self._text[begin:end]
        name = self._surnames.length(text) > 0 or len(text) > 3 or "·" in text
        name = name or (text in self._seen and self._bounds.times(text) > 1)
        return name and not self._is_none(begin, end)

    def _is_none(self, begin: int, end: int) -> bool:
        """Whether it is a word, an address, an office or a place, or a listed name is in it."""
        text, lexicon = self._text[begin:end], self._lexicon
        return bool(
            text in not_names(lexicon)
            or NOT_NAME.of(lexicon).match(text)
            or _TITLED.of(lexicon).search(text)
            or _SETTLED.of(lexicon).match(self._text, end)
            or is_address(text, lexicon)
            or text.isascii()
            or self._bounds.office(end)
            or ("·" not in text and self._opens_late(begin, end))
        )

    def _opens_late(self, begin: int, end: int) -> bool:
        """Whether the name is a listed one within it: 同|托卡耶夫, 于|顿涅茨克."""
        inner = range(begin + 1, end - 1)
        return any(self._listed.get(at) == end or at in self._places for at in inner)

"""Characters: which are not seen, and the one form of a text and a name however it was typed.

Ranges are written out (Unicode 16.0), so that a graph's bytes do not depend on Python's tables.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from graph.characters.script import simplified, traditional

BOM = "\ufeff"
"""What opens a table in CSV: without it, spreadsheets read Chinese as another encoding."""
HAN = "\u4e00-\u9fff"
"""The Chinese characters of nearly all text: a range for `re`."""

_ACTING = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff"
)
# Default_Ignorable_Code_Point but for Hangul fillers: soft hyphen, zero widths, variation
# selectors, bidirectional controls, tags; and the marks of interlinear annotations.
_IGNORABLE = (
    "\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
UNSEEN = f"\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff{_IGNORABLE}"
"""The characters that draw nothing, or act on what stands around them: a class for `re`."""

_TAMED = re.compile(f"[{_ACTING}]")
_SPELT = re.compile(f"[{UNSEEN}]")


def tamed(text: str) -> str:
    """The text with U+FFFD for each control and bidirectional character; line ends and tabs stay.

    One for one, so that offsets stay true; the others that are not seen change nothing around them.
    """
    return _TAMED.sub("\ufffd", text)


def spelt(text: str) -> str:
    """The text on one line, with escapes such as ``\\u200b`` for all that is not seen."""
    return _SPELT.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


_RADICALS = dict(
    zip(
        "⺟⺠⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
        "母民西见角贝车長长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
        strict=True,
    )
)
_COMPATIBLE = (range(0x2F00, 0x2FD6), range(0xF900, 0xFB00), range(0x2F800, 0x2FA1E))
_ASCII = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+%&#@=*"
_BLANKS = "\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
_FORMS = str.maketrans(
    {
        **{chr(ord(char) + 0xFEE0): char for char in _ASCII},
        **dict(zip("「」『』•・‧･⋅∙", "“”“”······", strict=True)),
        **_RADICALS,
        **{chr(n): unicodedata.normalize("NFKC", chr(n)) for block in _COMPATIBLE for n in block},
        **dict.fromkeys(_BLANKS, " "),
        **dict.fromkeys("－–―─", "—"),  # a hyphen stays one: 威廉-亚历山大
        "．": ".",
        **dict.fromkeys("\x85\u2028\u2029", "\n"),
        **dict.fromkeys(map(chr, range(0xFDD0, 0xFDF0)), "□"),  # signs of `graph.extract.patterns`
    }
)
_OTHER_FORMS = "".join(f"{chr(block[0])}-{chr(block[-1])}" for block in _COMPATIBLE) + re.escape(
    "".join(chr(n) for n in _FORMS if not any(n in block for block in _COMPATIBLE))
)
_OTHER_FORM = re.compile(f"[{_OTHER_FORMS}]")
_MARKS = "\u0300-\u036f\u3099\u309a"  # combining ones
_PICTURES = (  # but for stars, digits in circles
    "\u20e3\u2600-\u2604\u2607-\u26ff\u2700-\u2775\u2794-\u27bf\U0001f000-\U0001faff"
)
_SHORTER = re.compile(
    f"(?P<left_out>[{_IGNORABLE}{_PICTURES}]+)|[A-Za-z\u00c0-\u024f\u3041-\u30ff][{_MARKS}]+"
)
_LEFT_OUT = _IGNORABLE + _PICTURES + _MARKS
_MAY_BE_SHORTER = re.compile(f"[{_LEFT_OUT}]")
_WORDS_END = f"[{HAN}”’》）]"
_HALF_WIDTH = re.compile(  # begins with a class of characters, which `re` finds at once
    f"[,:;!?.()](?:(?<=[()])(?:(?=[{HAN}])|(?<=[{HAN}].))|"
    f"(?<![()])(?:(?<={_WORDS_END}.)|(?<={_WORDS_END} .))(?:(?![0-9A-Za-z])|(?<=[,;])(?=[0-9])))"
)
_OF_NAMES = (  # characters that spell names of other languages and open or end few words
    "阿艾安奥巴拜班贝比别伯博布不查茨达戴丹德登狄迪丁都顿恩尔法菲费芬夫弗福盖甘冈戈格葛根古哈汉豪赫亨"
    "洪胡霍基吉济加贾江杰卡凯坎考柯科克肯孔库夸拉莱赖兰朗劳勒雷里力丽利连列林琳隆卢鲁伦罗洛马玛买迈曼"
    "梅门蒙孟米密敏摩莫姆木穆娜纳乃尼宁努诺帕潘庞佩皮珀普齐奇乔切琴热萨塞赛桑瑟沙莎山申史斯松苏素索塔"
    "泰坦汤特提图吐托娃瓦威韦维沃乌西希夏肖谢辛休逊雅亚娅扬耶叶伊依因英尤玉约泽扎詹哲朱卓兹佐甫翰司孜吾汗合"
)
_POINT_IN_NAME = re.compile(f"[.．](?<=[{_OF_NAMES}]{{2}}[.．])(?=[{_OF_NAMES}]{{2}})")
"""沙依拉.哈力克; between other words it ends a sentence."""
_STRAIGHT = re.compile(f'"([^"\n]*[{HAN}][^"\n]*)"')
_WIDE = dict(zip(",:;!?.()", "，：；！？。（）", strict=True))


class Folded(NamedTuple):
    """A text in its one form; ``begins`` and ``ends`` say where each character stood before.

    They are empty where every character is in its place still.
    """

    text: str
    begins: array[int]
    ends: array[int]

    def span(self, begin: int, end: int) -> tuple[int, int]:
        """Offsets of the folded text, ``end`` the greater → those of the text as it was."""
        return (self.begins[begin], self.ends[end - 1]) if self.begins else (begin, end)

    def without(self, spans: Iterable[tuple[int, int]]) -> Folded:
        """The text without these spans, which stand in order; what is left keeps its places."""
        text, begins, ends, last = [], array("I"), array("I"), 0
        for begin, end in (*spans, (len(self.text), 0)):
            text.append(self.text[last:begin])
            begins.extend(self.begins[last:begin] if self.begins else range(last, begin))
            ends.extend(self.ends[last:begin] if self.begins else range(last + 1, begin + 1))
            last = end
        return Folded("".join(text), begins, ends)


def fold(text: str) -> Folded:
    """The text in the one form that rules and names know, with the places of its characters.

    “ stands for 「, · for •, — for －, ， for a comma between Chinese words, 1 and A for １ and Ａ,
    a unified ideograph for a radical or a compatibility ideograph. What is not seen is left out,
    and so are pictures (👏). A text in traditional script is in simplified characters.
    """
    if not _foldable().search(text):  # most texts
        return Folded(text, array("I"), array("I"))
    return _in_one_form(simplified(_unified(text)))


@cache
def _foldable() -> re.Pattern[str]:
    """The characters of which a text without its one form has one."""
    marks = "".join(_WIDE) + '"'
    return re.compile(f"[{_OTHER_FORMS}{traditional()}{_LEFT_OUT}{marks}]")


def _unified(text: str) -> str:
    return text.translate(_FORMS) if _OTHER_FORM.search(text) else text


def _in_one_form(text: str) -> Folded:
    begins, ends = array("I"), array("I")
    if _MAY_BE_SHORTER.search(text) and _SHORTER.search(text):
        kept = []
        for piece, begin, end in _shortened(text):
            kept.append(piece)
            whole = len(piece) == end - begin
            begins.extend(range(begin, end) if whole else [begin] * len(piece))
            ends.extend(range(begin + 1, end + 1) if whole else [end] * len(piece))
        text = "".join(kept)
    text = _POINT_IN_NAME.sub("·", text)
    if '"' in text:
        text = _STRAIGHT.sub("“\\1”", text)
    text = _HALF_WIDTH.sub(lambda mark: _WIDE[mark[0]], text)
    return Folded(text, begins, ends)


def _shortened(text: str) -> Iterator[tuple[str, int, int]]:
    """The text in pieces, each with the offsets of what it stands for."""
    last = 0
    for found in _SHORTER.finditer(text):
        yield text[last : found.start()], last, found.start()
        seen = "" if found["left_out"] else unicodedata.normalize("NFC", found[0])
        yield seen, *found.span()
        last = found.end()
    yield text[last:], last, len(text)


_LINE_END = re.compile("[ \t　]*\n[ \t　]*")
_EDGE = " ，,、；;：:"
_HAN = f"[\u3400-\u4dbf{HAN}\U00020000-\U0003ffff]"
_SPREAD = re.compile(f"(?<={_HAN})(?<!{_HAN}{_HAN}) (?={_HAN})|(?<={_HAN}) (?={_HAN}(?!{_HAN}))")


def tidied(name: str) -> str:
    """A name without blanks and commas at its ends, and one blank where there are several.

    A blank beside a single character is typography: 丁　蕙 and 四 个 意 识 have none. A line may
    break within a name, and is none of it.
    """
    if "\n" in name:
        name = _LINE_END.sub("", name)
    plain = " ".join(name.split()).strip(_EDGE) or name
    return _SPREAD.sub("", plain) if " " in plain else plain


@lru_cache(maxsize=1 << 16)
def normal(name: str) -> str:
    """The one form of a name in its own script: equal exactly where two are the same name."""
    return tidied(_in_one_form(_unified(unicodedata.normalize("NFC", name))).text)


_QUOTES = "“”‘’「」『』\"' "


def spellings(name: str) -> list[str]:
    """What a name may be recorded as, however somebody typed or quoted it, in either script."""
    plain = name.strip(_QUOTES)
    return sorted({name, normal(plain), normal(fold(plain).text)})

"""The number that a numeral writes."""

from __future__ import annotations

import re
import unicodedata

ONES = "一二三四五六七八九"
TEN = "十"
DIGITS = f"零〇○{ONES}"
"""Chinese digits as years write them; ○ is often typed for 〇."""
JANUARY = "元"
"""The first month, 元月."""
_ZERO = DIGITS[0]
_TWO = ("两", "双")


def value(numeral: str) -> int:
    """The value of a numeral below a hundred, or of 百: 7 → 7, 两 → 2, 十四 → 14, 二十 → 20; of the
    first month's name."""
    tens, ten, ones = numeral.partition(TEN)
    if ten:
        return 10 * (value(tens) if tens else 1) + (value(ones) if ones else 0)
    if numeral == JANUARY:
        return 1
    return 2 if numeral in _TWO else int(unicodedata.numeric(numeral))


_PLAIN = str.maketrans(DIGITS, "000123456789", " 　")
_PLAIN_DIGITS = str.maketrans(DIGITS, "000123456789")


def number(numeral: str) -> int:
    """A number as dates write it: 2008, 1 9 9 8, 二〇〇八, 二十四. ValueError for anything else."""
    digits = numeral.translate(_PLAIN)
    return int(digits) if digits.isdecimal() else value(numeral)


def written(number: int) -> str:
    """A number from 1 to 9999 in Chinese numerals: 88 → 八十八, 105 → 一百零五, 10 → 十."""
    out = ""
    for place, unit in zip(range(3, -1, -1), ("千", "百", TEN, ""), strict=True):
        digit = number // 10**place % 10
        if digit:
            out += ONES[digit - 1] + unit
        elif out and number % 10**place and not out.endswith(_ZERO):
            out += _ZERO
    return out.removeprefix(ONES[0]) if 10 <= number < 20 else out


def arabic(text: str) -> str:
    """The text with its numerals below a hundred in digits: 二〇二一年十二月 → 2021年12月."""
    text = re.sub(f"([{ONES[:3]}])?{TEN}([{ONES}])?", _tens, text)
    return text.translate(_PLAIN_DIGITS)


def _tens(match: re.Match[str]) -> str:
    return f"{match[1] or ONES[0]}{match[2] or _ZERO}"

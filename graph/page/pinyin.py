"""The pinyin initials of a Chinese name, as they are typed in a search."""

from __future__ import annotations

# The first character of each pinyin initial among the 3,755 of GB 2312's first level, which
# stand in the order of their sound.
_INITIALS = [
    (start.encode("gb2312"), letter)
    for start, letter in zip(
        "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝", "abcdefghjklmnopqrstwxyz", strict=True
    )
]


def initials(name: str) -> str:
    """陆知远 → ``lzy``. Characters beyond the 3,755 of GB 2312's first level are left out."""
    found = ""
    for char in name.lower():
        code = char.encode("gb2312", "ignore")
        if len(code) == 2 and b"\xb0\xa1" <= code < b"\xd7\xfa":
            found += max((start, letter) for start, letter in _INITIALS if start <= code)[1]
        elif char.isascii() and char.isalnum():
            found += char
    return found

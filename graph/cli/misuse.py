"""What typer says of wrong use, in both languages."""

from __future__ import annotations

import re

_SAID = {
    r"Missing argument '(.*?)'\.(.*)": r"缺少 \1 / Missing argument '\1'.\2",
    r"Missing option (.*?)\.(.*)": r"缺少选项 \1 / Missing option \1.\2",
    r"Missing command\.": "缺少命令 / Missing command.",
    r"No such command '(.*?)'\.(.*)": r"没有命令 \1 / No such command '\1'.\2",
    r"No such option: (\S+)(.*)": r"没有选项 \1 / No such option: \1\2",
    r"Got unexpected extra argument\(s\) \((.*)\)": (
        r"多出 \1 / Got unexpected extra argument(s) (\1)"
    ),
    r"Option '(.*?)' requires (.*)": r"选项 \1 后应有值 / Option '\1' requires \2",
    r"Option '(.*?)' does not take a value\.": (
        r"选项 \1 不带值 / Option '\1' does not take a value."
    ),
    r"Invalid value for (.*?): (.*) is not one of (.*)\.": (
        r"\1 没有 \2，可取 \3 / Invalid value for \1: \2 is not one of \3."
    ),
    r"Invalid value for (.*?): Input should be less than or equal to (.*)": (
        r"\1 至多 \2 / Invalid value for \1: it must be \2 at most."
    ),
    r"Invalid value for (.*?): Input should be greater than or equal to (.*)": (
        r"\1 至少 \2 / Invalid value for \1: it must be \2 at least."
    ),
    r"Invalid value for (.*?): Input should be a valid (integer|number).*": (
        r"\1 应是数 / Invalid value for \1: it must be a number."
    ),
    r"Invalid value for (.*?): (.*)": r"\1 的值不对 / Invalid value for \1: \2",
}


def both(message: str) -> str:
    """The message with the Chinese before it, where it is one that typer is known to give."""
    plain = message.replace("Value error, ", "")  # pydantic's, before what was wrong
    for said, ours in _SAID.items():
        if found := re.fullmatch(said, plain, re.DOTALL):
            return found.expand(ours)
    return plain

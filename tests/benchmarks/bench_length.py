"""How the time of extraction grows with the length of a text: seconds per doubling, and exponent.

    python tests/benchmarks/bench_length.py [SHAPE …] [--most 80000]

Each shape is one unit repeated in a single line, the hardest case for a rule. An exponent of 1 is
linear, of 2 quadratic; it is that of the last two doublings.
"""

from __future__ import annotations

import argparse
import math
import time

from graph.extract import graph_lines
from graph.lexicon import default
from graph.model import Document
from graph.text import prepare

HEAD = "澄州市召开会议\n2021年7月5日\n"
NAMES = "".join(f"王{chr(0x4E00 + n % 5000)}{chr(0x5000 + n % 4999)}、" for n in range(20_000))
SHAPES = {
    "titles-open": "《", "quotes-open": "“", "parens-open": "（", "stops": "。", "commas": "，",
    "enumeration": "、", "dots": "·", "spaces": " ", "digits": "1", "numerals": "一",
    "city": "市", "committee": "委", "committees": "委员会", "of": "的", "is": "是", "at": "在",
    "han": "国", "latin": "a", "about": "关于", "plan": "以“", "merged": "将", "demand": "一要",
    "demands": "一要加强学习，二要抓好落实，", "quotations": "“三个”", "quoted": "“云上澄州”",
    "titles": "《澄州市水利条例》", "titles-nested": "《关于《", "lists": "甲、乙、丙", "cities": "澄州市、",
    "places": "澄州市青芦县", "organs": "市委组织部", "state": "国防部", "posts": "市委书记、",
    "posts-run": "市委书记", "persons": "陆知远、", "persons-run": "陆知远", "after-post": "市长李明、",
    "speech": "市委书记沈岩强调，", "speech-long": "沈岩在会议上强调要抓落实", "meetings": "市委常委会会议",
    "meeting-open": "召开会议", "conference": "全市水利工作会议", "dates": "7月5日至", "relative": "昨日",
    "appoint": "任命李明为市长，", "remove": "免去李明的市长职务，", "attend": "市长李明出席会议，副市长宋远主持会议，",
    "articles": "第一条推行“云上澄州”。", "bureaux": "发改局、", "foreign": "俄罗斯总统", "echo": "常委会",
    "village": "青芦镇前垄村", "spaced": "丁　蕙　", "comrade": "王强同志", "number": "（澄政发〔2020〕3号）",
    "firm": "澄州水务有限公司", "lines": "第一，\n", "stars": "会上，", "heard": "听取",
    "published": "发布《", "bracketed": "李明（河南）、", "namesakes": "青芦县副县长陈涛、丰水县委书记陈涛、",
}  # fmt: skip


def line(shape: str, length: int) -> str:
    """So many characters of a shape; ``names`` are as many different ones as fit."""
    if shape == "names":
        return NAMES[:length]
    unit = "".join(SHAPES.values()) if shape == "mixed" else SHAPES[shape]
    return (unit * (length // len(unit) + 1))[:length]


def seconds(text: str) -> float:
    """How long extraction takes."""
    begun = time.perf_counter()
    graph_lines(prepare(Document("length", HEAD + text, "")), lexicon=default())
    return time.perf_counter() - begun


def main() -> None:
    """Print a table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("shapes", nargs="*", default=[*SHAPES, "names", "mixed"])
    arguments.add_argument("--most", type=int, default=80_000, metavar="CHARACTERS")
    given = arguments.parse_args()
    lengths = [given.most >> n for n in (4, 3, 2, 1, 0)]
    print(f"{'shape':<14}", *(f"{length:>8,}" for length in lengths), "exponent", sep="  ")
    seconds("预热")
    for shape in given.shapes:
        times = [seconds(line(shape, length)) for length in lengths]
        exponent = math.log2(times[-1] / times[-3]) / 2
        print(f"{shape:<14}", *(f"{taken:8.2f}" for taken in times), f"{exponent:8.2f}", sep="  ")


if __name__ == "__main__":
    main()

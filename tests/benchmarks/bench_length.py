"""How the time of extraction grows with the length of a text: seconds per doubling, and exponent.

    python tests/benchmarks/bench_length.py [UNIT …] [--most 160000]

A unit is repeated in a single line, the hardest case for a rule. An exponent of 1 is linear, of 2
quadratic; it is that of the last two doublings.
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
_PAIRS = [chr(0x4E00 + n % 5000) + chr(0x5000 + n % 4999) for n in range(60_000)]
DIFFERENT = {
    "names": [f"王{pair}、" for pair in _PAIRS],
    "quotations": [f"“{pair}澄州”" for pair in _PAIRS],
    "titles": [f"《{pair}条例》" for pair in _PAIRS],
    "holders": [f"市长王{pair}、" for pair in _PAIRS],
    "counties": [f"{pair}县委书记王{pair}、" for pair in _PAIRS],
    "offices of one": [f"{pair}县县长王强，" for pair in _PAIRS],
    "invokers": [f"王{pair}强调“{pair}澄州”，" for pair in _PAIRS],
    "organs": [f"{pair}有限公司、" for pair in _PAIRS],
}
"""Units that differ each time, so that what grows with their number shows."""
_PHRASES = """
委员会 关于 以“ 《关于《 一要 发布《 听取 昨日 常委会 国防部 一要加强学习，二要抓好落实，
（一）加强学习（二） “三个” “云上澄州” 甲、乙、丙 《澄州市水利条例》 澄州市、 澄州市青芦县
青芦镇前垄村 市委组织部 发改局、 市委书记、 市委书记 陆知远、 陆知远 市长李明、 王强同志
李·王 市委书记沈岩强调， 沈岩在会议上强调要抓落实 市长李明出席会议，副市长宋远主持会议，
市委常委会会议 召开会议 全市水利工作会议 7月5日至 2021年7月5日 任命李明为市长，
免去李明的市长职务， 第一条推行“云上澄州”。 俄罗斯总统 会上， （澄政发〔2020〕3号）
澄州水务有限公司 李明（河南）、 县长陈涛、市委书记陈涛、
"""
UNITS = (*"《“（。，、· 1一市委的是在国a将", "丁　蕙　", "第一，\n", *_PHRASES.split())


def line(unit: str, length: int) -> str:
    """So many characters of a unit, of one of those that differ, or of all (``mixed``)."""
    if unit in DIFFERENT:
        return "".join(DIFFERENT[unit])[:length]
    unit = "".join(UNITS) if unit == "mixed" else unit
    return (unit * (length // len(unit) + 1))[:length]


def seconds(text: str) -> float:
    """The processor's seconds that extraction takes: other programs do not count."""
    begun = time.process_time()
    graph_lines(prepare(Document("length", HEAD + text, "")), lexicon=default())
    return time.process_time() - begun


def main() -> None:
    """Print a table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("units", nargs="*", default=[*UNITS, *DIFFERENT, "mixed"])
    arguments.add_argument("--most", type=int, default=160_000, metavar="CHARACTERS")
    given = arguments.parse_args()
    lengths = [given.most >> n for n in (4, 3, 2, 1, 0)]
    print(*(f"{length:>8,}" for length in lengths), "exponent", "unit", sep="  ")
    seconds("预热")
    for unit in given.units:
        times = [seconds(line(unit, length)) for length in lengths]
        exponent = math.log2(times[-1] / times[-3]) / 2
        print(*(f"{taken:8.2f}" for taken in times), f"{exponent:8.2f}", repr(unit), sep="  ")


if __name__ == "__main__":
    main()

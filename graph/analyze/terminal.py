"""A study as text for a terminal: a table with a bar a period, and a chart."""

from __future__ import annotations

import io
import math

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from graph.analyze.slogans import TRENDS, Study, Usage

_BARS = "·▁▂▃▄▅▆▇█"
_SHOWN = 10  # replacements and orders


def table(study: Study, limit: int, width: int) -> str:
    """The most used slogans, then what replaced what and which stand in which order."""
    shown = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in ("提法 slogan", "文献 documents", "语温 tier", "走势 trend", _span(study)):
        shown.add_column(column, overflow="fold")
    for column in ("首见 first", "末见 last"):
        shown.add_column(column, no_wrap=True)
    for usage in study.slogans[:limit]:
        shown.add_row(
            Text(usage.slogan),
            f"{usage.documents}/{study.documents} {usage.share:.1%}",
            f"{usage.tier.zh} {usage.tier.en}",
            TRENDS[usage.trend],
            bars(study, usage),
            _first(usage),
            usage.last.date if usage.last else "",
        )
    console = Console(file=io.StringIO(), width=width, color_system=None, legacy_windows=False)
    console.print(shown)
    console.print(_notes(study, limit), soft_wrap=True)
    return _told(console)


def chart(study: Study, limit: int, width: int) -> str:
    """Each slogan's share by period as horizontal bars, with its counts."""
    console = Console(file=io.StringIO(), width=width, color_system=None, legacy_windows=False)
    room = max(10, width - 32)
    most = study.most(study.slogans[:limit]) or 1.0
    for usage in study.slogans[:limit]:
        console.print(Text(usage.slogan, "bold"))
        for (period, documents), share in zip(
            study.periods.items(), study.shares(usage), strict=True
        ):
            told = "" if share is None else f"{share:.1%}"
            counts = f"{usage.periods[period]}/{documents}"
            bar = "█" * round(room * (share or 0.0) / most)
            console.print(Text(f"  {period:<10} {told:>6} {counts:>9}  {bar}"), soft_wrap=True)
    return _told(console)


def bars(study: Study, usage: Usage) -> str:
    """One character a period, as high as its share among this slogan's; a blank: no documents."""
    shares, most = study.shares(usage), study.most([usage]) or 1.0
    return "".join(" " if s is None else _BARS[math.ceil(8 * s / most)] for s in shares)


def _span(study: Study) -> str:
    periods = list(study.periods)
    return f"{periods[0]}–{periods[-1]}" if periods else ""


def _first(usage: Usage) -> str:
    if usage.first is None:
        return ""
    return " ".join((usage.first.date, "、".join(usage.first.speakers)))


def _notes(study: Study, limit: int) -> Text:
    lines = []
    if len(study.slogans) > limit:
        lines.append(f"… 共 {len(study.slogans)} 个 / of {len(study.slogans)} slogans (--limit)")
    for item in study.replacements[:_SHOWN]:
        lines.append(
            f"更替 replaced: {item.old}（末 last {item.until}）→ {item.new}"
            f"（首 first {item.since}，{item.days:+} 日 days）"
        )
    for pair in study.orders[:_SHOWN]:
        lines.append(f"次序 order: {pair.first} < {pair.second}  {pair.times}/{pair.together}")
    lines.append(
        f"分母 denominators: 文献 documents {study.documents}，无日期 undated {study.undated}；"
        + " ".join(f"{period}:{n}" for period, n in study.periods.items())
    )
    lines.append("语温 tiers: " + " ".join(f"{t.zh} {t.en} ≥{t.least}" for t in study.tiers))
    return Text("\n" + "\n".join(lines))


def _told(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return "".join(line.rstrip() + "\n" for line in console.file.getvalue().splitlines())

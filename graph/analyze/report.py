"""A study as one HTML page that opens without a network: charts in SVG, every count with its
denominator, the sentence behind every first and last use."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import ModuleType
from typing import cast

from jinja2 import Environment, StrictUndefined, Template

from graph.analyze.corpus import LEVELS
from graph.analyze.replacement import Replacement
from graph.analyze.slogans import TRENDS, Study, Usage
from graph.model import InputError

_COLORS = ("#146fa1", "#f06313", "#39a150", "#b23a66", "#773def", "#935f11")
_CHARTED = len(_COLORS)  # slogans in the first chart, each in a colour of its own
_PAIRS = 6  # replacements that are drawn
# pygal's tooltips, which a file cannot load, and its comments, which tell the day of the drawing
_LEFT_OUT = re.compile("<script.*?</script>|<!--.*?-->", re.DOTALL)
_FONT = '"Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif'


def report(study: Study, title: str = "") -> str:
    """The page. InputError where the library that draws the charts is not installed."""
    by_name = {usage.slogan: usage for usage in study.slogans}
    top = [usage for usage in study.slogans if usage.first][:_CHARTED]
    pairs = [
        (item, _lines(study, [by_name[item.old], by_name[item.new]], f"pair-{place}", (520, 250)))
        for place, item in enumerate(_strongest(study, by_name))
    ]
    return _page().render(
        title=title or "提法图谱 · 提法在时间中 / Slogans in time",
        study=study,
        levels={level: name for level, name in LEVELS.items() if level},
        trends=TRENDS,
        all_levels=LEVELS,
        overview=_lines(study, top, "overview", (960, 400)),
        pairs=pairs,
        spread=[usage for usage in study.slogans if len(usage.spread) > 1],
        sparks={usage.slogan: _spark(study, usage) for usage in study.slogans},
    )


def _strongest(study: Study, by_name: Mapping[str, Usage]) -> list[Replacement]:
    """The replacements of most documents, in the order of time."""

    def documents(item: Replacement) -> int:
        return min(by_name[item.old].documents, by_name[item.new].documents)

    chosen = sorted(study.replacements, key=documents, reverse=True)[:_PAIRS]
    return sorted(chosen, key=lambda item: item.since)


def _lines(study: Study, usages: list[Usage], name: str, size: tuple[int, int]) -> str:
    """Shares of documents by period, a line a slogan; ``size`` is width and height."""
    pygal = _pygal()
    style = pygal.style.Style(
        background="transparent", plot_background="transparent", colors=_COLORS,
        foreground="#555", foreground_strong="#333", foreground_subtle="#999",
        font_family=_FONT, label_font_size=13, major_label_font_size=13, legend_font_size=14,
        value_font_size=12, opacity="1", stroke_width=2.5,
        guide_stroke_color="#ccc", major_guide_stroke_color="#bbb",
    )  # fmt: skip
    chart = pygal.Line(
        style=style, width=size[0], height=size[1], js=[], margin=4, margin_right=36,
        allow_interruptions=True, dots_size=4,
        legend_at_bottom=True, legend_at_bottom_columns=min(len(usages), 3) or 1,
        truncate_legend=24, range=(0.0, study.most(usages) or 1.0),
        value_formatter=lambda share: f"{share:.0%}" if share >= 0.1 else f"{share:.1%}",
        disable_xml_declaration=True, explicit_size=False,
        x_labels_major_count=size[0] // 80,
        show_minor_x_labels=len(study.periods) <= size[0] // 60,
    )  # fmt: skip
    chart.uuid = name  # instead of a random one: the same study gives the same bytes
    chart.x_labels = list(study.periods)
    for usage in usages:
        chart.add(usage.slogan, study.shares(usage))
    return _LEFT_OUT.sub("", str(chart.render(is_unicode=True)))


def _pygal() -> ModuleType:
    """The library that draws. InputError where it is not installed."""
    try:
        import pygal
    except ImportError as error:
        raise InputError(
            "画图需要 pygal / charts need pygal: pip install 'tifagraph[report]'"
        ) from error
    # it leaves a hook of a form that Python no longer calls, of which every later import warns
    sys.meta_path[:] = [hook for hook in sys.meta_path if type(hook).__module__ != "pygal"]
    return cast(ModuleType, pygal)


def _spark(study: Study, usage: Usage) -> list[tuple[str, float]]:
    """Height of each period's bar, from 0 to 1, and what it says when pointed at."""
    most = study.most([usage]) or 1.0
    return [
        (f"{period}: {usage.periods[period]}/{documents}", (share or 0.0) / most)
        for (period, documents), share in zip(
            study.periods.items(), study.shares(usage), strict=True
        )
    ]


@cache
def _page() -> Template:
    source = resources.files("graph.analyze").joinpath("report.html").read_text("utf-8")
    jinja = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return jinja.from_string(source)

"""Who came after whom: what tenures tell goes before when somebody was first or last seen."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import graph
from graph.query.query import bind, query_meant

NOTICE = """\
澄州市人民政府关于黎守田等同志职务任免的通知
各县（市、区）人民政府，市政府各部门：
市政府研究决定：
任命：
黎守田为澄州市财政局局长。
免去：
周谷川的澄州市财政局局长职务。
澄州市人民政府
2003年4月2日
"""
CAREER = """\
方志诚简历
方志诚，男，汉族，1958年3月生，云泽青芦人，中共党员。
1998.03—2001.05 澄州市财政局局长
2001.05— 澄州市副市长
"""
SEEN = """\
澄州市召开财政工作会议
2002年1月8日
澄州市财政局局长周谷川出席会议。
"""


def built(folder: Path, documents: dict[str, str]) -> graph.KnowledgeGraph:
    (folder / "docs").mkdir()
    for name, text in documents.items():
        (folder / "docs" / f"{name}.txt").write_text(text, "utf-8")
    return graph.build(folder / "docs", folder / "kg")


def after(kg: graph.KnowledgeGraph) -> list[tuple[object, ...]]:
    rows = kg.query("succession", post="澄州市财政局局长")
    return [(row.person, row.until, row.successor, row.since) for row in rows]


def test_an_appointment_and_a_removal_on_one_day_give_a_successor(tmp_path: Path) -> None:
    day = date(2003, 4, 2)
    kg = built(tmp_path, {"a": NOTICE})
    assert after(kg) == [("周谷川", day, "黎守田", day)]


def test_a_career_tells_what_no_report_saw(tmp_path: Path) -> None:
    """Its months stand beside days: of who is seen alone, first and last sight."""
    kg = built(tmp_path, {"a": NOTICE, "b": CAREER, "c": SEEN})
    day = date(2003, 4, 2)
    assert after(kg) == [
        ("方志诚", "2001-05", "周谷川", date(2002, 1, 8)),
        ("周谷川", day, "黎守田", day),
    ]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # inside rdflib
def test_both_engines_tell_one_succession(tmp_path: Path) -> None:
    kg = built(tmp_path, {"a": NOTICE, "b": CAREER, "c": SEEN})
    text = bind(kg.store, query_meant("succession"), {})
    theirs = [tuple(None if v is None else str(v) for v in row) for row in kg.rdflib().query(text)]
    ours = [tuple(None if v is None else str(v) for v in row) for row in kg.query("succession")]
    assert theirs == ours and len(ours) == 2

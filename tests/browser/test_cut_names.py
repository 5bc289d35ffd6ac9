"""Long names on the picture: what tells them apart stays, in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from written import LU, entity, extraction, write

TREATY = "澄州市人民政府和{}市人民政府关于相互承认检验检疫结果的协定"
TOWNS = ("临江", "青芦", "云麓")


def test_names_cut_alike_show_where_they_differ(tmp_path: Path, opened: Any) -> None:
    treaties = [(LU, "cites", entity("Policy", TREATY.format(town))) for town in TOWNS]
    one = opened(write(tmp_path, extraction("t", "三项协定", "2021-05-06", treaties)))
    one.page.click("#picture")
    with one.page.expect_download() as saved:
        one.page.locator("#keep button", has_text="SVG").click()
    text = Path(saved.value.path()).read_text("utf-8")
    names = {part.split(">")[-1] for part in text.split("</text>")}
    assert {f"澄州市…{town}…的协定" for town in TOWNS} <= names
    assert not one.errors

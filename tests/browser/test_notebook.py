"""A notebook, executed and shown: its tables, the page in a cell, what an untrusted one has."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from written import LATER, REPORT, store_of

nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")
nbconvert = pytest.importorskip("nbconvert")
pytestmark = [
    pytest.mark.slow,  # starts a kernel
    pytest.mark.filterwarnings("default"),  # what Jupyter's own packages warn of
]

CELLS = {
    "open": 'import graph\nkg = graph.open("kg")\nkg.view(focus="沈月华", documents=False)',
    "rows": 'kg.query("slogans")',
    "frame": 'kg.query("slogans").to_pandas()',
    "network": 'sorted(kg.networkx("sentences", types=["Slogan"]))[0]',
    "build": "import graph.notebook\ngraph.notebook.QUIET_SECONDS = 0\n"
    "document = graph.Document('a', '市委书记陆知远主持会议。', '0' * 64)\n"
    "built = graph.build([document], 'built')",
    "size": "len(kg.view(focus='沈月华', documents=False).html)",
}


@pytest.fixture(scope="module")
def notebook(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("notebook")
    store_of(folder, REPORT, LATER)
    cells = [nbformat.v4.new_code_cell(text) for text in CELLS.values()]
    written = nbformat.v4.new_notebook(cells=cells)
    resources = {"metadata": {"path": str(folder)}}
    return nbclient.NotebookClient(written, timeout=120, resources=resources).execute()


def output(notebook: Any, name: str) -> dict[str, str]:
    """The one output of a cell by type of content."""
    (found,) = notebook.cells[list(CELLS).index(name)].outputs
    return dict(found.data)


def test_each_cell_shows_what_it_holds(notebook: Any) -> None:
    assert "提法<br>slogan" in output(notebook, "rows")["text/html"]
    assert output(notebook, "rows")["text/plain"].splitlines()[0].startswith("提法")
    assert "四个澄州" in output(notebook, "frame")["text/html"]
    assert output(notebook, "network")["text/plain"].startswith("'slogan/")


def test_a_build_shows_its_stages_while_it_runs(notebook: Any) -> None:
    (found,) = notebook.cells[list(CELLS).index("build")].outputs
    assert found.output_type == "display_data"
    assert found.data["text/plain"] == ""  # the last of the updates: it is done


def test_the_page_in_a_cell_is_lighter_than_its_file(notebook: Any) -> None:
    shown = output(notebook, "open")
    assert len(shown["text/html"]) < 0.6 * int(output(notebook, "size")["text/plain"])
    assert re.fullmatch(r"<Page of [\d,]+ characters; .*>", shown["text/plain"])


def shown(chromium: Any, notebook: Any, folder: Path) -> Any:
    html, _ = nbconvert.HTMLExporter().from_notebook_node(notebook)
    (folder / "notebook.html").write_text(html, "utf-8")
    page = chromium.new_page(viewport={"width": 1100, "height": 800})
    page.goto((folder / "notebook.html").as_uri())
    return page


def test_the_wheel_scrolls_the_notebook_and_zooms_with_ctrl(
    notebook: Any, chromium: Any, tmp_path: Path
) -> None:
    page = shown(chromium, notebook, tmp_path)
    page.frame_locator("iframe").locator("html[data-drawn]").wait_for()
    inside = page.frames[1]
    assert inside.evaluate("document.querySelector('h1').textContent") == "沈月华"
    picture = "document.querySelector('#graph canvas').toDataURL()"
    page.mouse.move(400, 400)
    page.wait_for_timeout(800)
    drawn = inside.evaluate(picture)

    page.mouse.wheel(0, 60)
    page.wait_for_function("scrollY === 60")
    hint = inside.locator("#tip")
    assert hint.text_content() == "按住 Ctrl 滚动可缩放"
    hint.wait_for(state="hidden")
    assert inside.evaluate(picture) == drawn

    page.keyboard.down("Control")
    page.mouse.wheel(0, -240)
    page.keyboard.up("Control")
    page.wait_for_timeout(500)
    assert inside.evaluate(picture) != drawn
    assert page.evaluate("scrollY") == 60
    page.close()


def test_what_cannot_unpack_the_page_shows_the_text_in_the_frame(
    notebook: Any, chromium: Any, tmp_path: Path
) -> None:
    page = chromium.new_page()
    html = output(notebook, "open")["text/html"]
    older = html.replace("DecompressionStream", "NoSuchThing")  # a browser of before 2023
    (tmp_path / "cell.html").write_text(f"<meta charset=utf-8>{older}", "utf-8")
    page.goto((tmp_path / "cell.html").as_uri())
    page.frame_locator("iframe").get_by_text("请信任此笔记本").wait_for(state="visible")
    page.close()


def test_without_trust_a_text_stands_in_its_place(
    notebook: Any, chromium: Any, tmp_path: Path
) -> None:
    """A notebook that is not trusted drops frames and scripts, as this does."""
    page = chromium.new_page(viewport={"width": 1100, "height": 800})
    html = output(notebook, "open")["text/html"]
    (tmp_path / "cell.html").write_text(f"<meta charset=utf-8>{html}", "utf-8")
    page.goto((tmp_path / "cell.html").as_uri())
    page.frame_locator("iframe").locator("html[data-drawn]").wait_for()
    text = page.get_by_text("请信任此笔记本")
    beneath = "([x, y]) => document.elementFromPoint(x, y).tagName"
    box = text.bounding_box()
    assert page.evaluate(beneath, [box["x"] + 60, box["y"] + 20]) == "IFRAME"

    page.evaluate("document.querySelectorAll('iframe, script').forEach((one) => one.remove())")
    assert page.evaluate(beneath, [box["x"] + 60, box["y"] + 20]) == "P"
    assert "trust this notebook" in text.text_content()
    page.close()

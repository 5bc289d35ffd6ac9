"""The page in a real browser: it draws, it answers, it loads nothing and runs no data."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from graph.describe import quads
from graph.model import (
    Document,
    Entity,
    Extraction,
    Mention,
    Relation,
    Sentence,
    TifagraphError,
)
from graph.page.pinyin import initials
from graph.store import Store
from graph.view import view

ALERT = "window.__pwned=1;alert(1)"
HOSTILE = [
    f"<img src=x onerror='{ALERT}'>",
    f"</script><script>{ALERT}</script>",
    f"<a href=\"javascript:{ALERT}\" onmouseover='{ALERT}'>href</a>",
    "{{7*7}}{% raw %}{#",
    "\u202e倒写\u2066名\u2069",
    "<!--<script>",
    "__proto__",
    "' onclick='" + ALERT + "' \u2028",
    "长" * 3000,
]


def entity(kind: Any, name: str, **more: Any) -> Entity:
    return Entity(kind, name, name, **more)


def extraction(
    name: str, title: str, issued: str, said: Iterable[tuple[Entity, str, Entity | str]]
) -> Extraction:
    """A document of one sentence a relation, ``subject：object。``, with both names as mentions."""
    text, sentences, mentions, relations = "", [], [], []
    for index, (subject, relation, value) in enumerate(said):
        other = value.name if isinstance(value, Entity) else value
        begin = len(text)
        text += f"{subject.name}：{other}。\n"
        sentence = Sentence(begin, len(text) - 1, text[begin:-1], index)
        sentences.append(sentence)
        ends = begin, begin + len(subject.name) + 1
        mentions.append(Mention(ends[0], ends[1] - 1, subject.name, subject.type, "test", subject))
        if isinstance(value, Entity):
            end = ends[1] + len(other)
            mentions.append(Mention(ends[1], end, other, value.type, "test", value))
        relations.append(Relation(subject, relation, value, sentence, "test"))
    document = Document(
        name, text, hashlib.sha256(text.encode()).hexdigest(), title=title, issued=issued
    )
    return Extraction(document, tuple(sentences), tuple(mentions), tuple(relations))


LU = entity("Person", "陆知远", aliases=("老陆",))
SHEN = entity("Person", "沈月华")
SECRETARY = entity("Post", "澄州市委书记")
COMMITTEE = entity("Organization", "中共澄州市委员会", kinds=("PartyOrgan",))
CITY = entity("Place", "澄州市")
MEETING = entity("Event", "澄州市委全会", kinds=("Meeting",))
PLAN = entity("Policy", "澄水保护条例")
SLOGAN = entity("Slogan", "四个澄州")
DEMAND = Entity("Directive", "a/1", "抓收官", order=1)
REPORT = extraction(
    "a",
    "市委全会召开",
    "2018-12-26",
    [
        (LU, "holds", SECRETARY),
        (SECRETARY, "post_in", COMMITTEE),
        (COMMITTEE, "jurisdiction", CITY),
        (MEETING, "chair", LU),
        (MEETING, "on_date", "2018-12-25"),
        (LU, "invokes", SLOGAN),
        (LU, "directive", DEMAND),
    ],
)
LATER = extraction(
    "b",
    "二次全会",
    "2021-07-02",
    [(SHEN, "invokes", SLOGAN), (SHEN, "cites", PLAN), (LU, "invokes", SLOGAN)],
)
TRAP = extraction(
    "c",
    HOSTILE[1] + HOSTILE[0],
    "2020-01-01",
    [
        (entity("Person", first, aliases=(second,)), name, entity(kind, second))
        for first, second in zip(HOSTILE, HOSTILE[1:] + HOSTILE[:1], strict=True)
        for name, kind in (("holds", "Post"), ("invokes", "Slogan"))
    ],
)


UNDATED = extraction("d", "", "", [(LU, "invokes", SLOGAN)])


def write(folder: Path, *found: Extraction, **options: Any) -> Path:
    store = Store.write(folder / "kg", [line for one in found for line in quads(one)])
    view(store, folder / "graph.html", **options)
    return folder / "graph.html"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("page"), REPORT, LATER, UNDATED, title="澄州图谱")


def colours(page: Any) -> int:
    """How many colours the canvas shows."""
    return int(
        page.evaluate("""() => {
            const canvas = document.querySelector("#graph canvas");
            const ctx = canvas.getContext("2d");
            const { data } = ctx.getImageData(0, 0, canvas.width, canvas.height);
            return new Set(new Uint32Array(data.buffer)).size;
        }""")
    )


def drawn(page: Any, field: str) -> list[str]:
    """A field of each node that the page holds."""
    script = "f => JSON.parse(document.getElementById('data').textContent).nodes.map(n => n[f])"
    return list(page.evaluate(script, field))


def type_of(opened: Any, kind: str) -> Any:
    return opened.page.locator(f"#legend [data-type={kind}]")


def test_draws_and_loads_nothing(path: Path, opened: Any) -> None:
    one = opened(path)
    assert colours(one.page) > 50
    assert one.page.locator("h1").text_content() == one.page.title() == "澄州图谱"
    story = one.page.locator("#holds").text_content()
    shown = "3 篇文档 · 2018-12-26 – 2021-07-02 · 8 个实体 · 7 条关系"
    assert story.replace("\xa0", " ") == shown
    assert one.requests == [path.as_uri()]
    assert not one.errors
    assert path.stat().st_size < 1_000_000


def test_search_leads_to_the_sentence(path: Path, opened: Any) -> None:
    one = opened(path)
    for typed, found in [("老陆", "陆知远"), ("syh", "沈月华"), ("四个", "四个澄州")]:
        one.page.keyboard.press("/")
        one.page.keyboard.type(typed)
        one.page.keyboard.press("Enter")
        assert one.picked() == found
    panel = one.page.locator("#panel")
    assert panel.locator("blockquote", has_text="陆知远：四个澄州。").count() > 0
    assert panel.locator("mark:not(.other)").first.text_content() == "四个澄州"
    assert "《市委全会召开》" in panel.text_content()
    panel.locator("button.name", has_text="陆知远").click()
    assert one.picked() == "陆知远"
    assert panel.locator(".row", has_text="抓收官").locator(".order").text_content() == "1."
    assert (
        panel.locator(".row", has_text="四个澄州").locator(".when").text_content()
        == "2018-12 – 2021-07"
    )
    opener = panel.locator(".row", has_text="澄州市委书记").locator(".more")
    opener.click()
    evidence = panel.locator("li", has_text="澄州市委书记").locator("blockquote").first
    assert evidence.is_visible()
    assert evidence.locator("mark").all_text_contents() == ["陆知远", "澄州市委书记"]
    one.page.keyboard.press("Escape")
    assert one.picked() == ""
    one.page.go_back()
    assert one.picked() == "陆知远"


def test_pointer_finds_nodes_and_edges(path: Path, opened: Any) -> None:
    one = opened(path, "#node=person/沈月华")
    assert one.picked() == "沈月华"
    box = one.page.locator("#graph").bounding_box()
    for x in range(int(box["x"]), int(box["x"] + box["width"]) - 420, 9):
        for y in range(int(box["y"]) + 20, int(box["y"] + box["height"]), 60):
            one.page.mouse.move(x, y)
            tip = one.page.locator("#tip")
            if tip.is_visible() and "—" in tip.text_content():
                one.page.mouse.click(x, y)
                panel = one.page.locator("#panel")
                assert panel.locator(".way").count() == 1
                assert panel.locator("blockquote mark").count() >= 2
                assert "#edge=e" in one.page.url
                return
    raise AssertionError("no line found under the pointer")


def test_legend_is_the_filter(path: Path, opened: Any) -> None:
    one = opened(path)
    before = colours(one.page)
    labels = int(one.page.locator("#graph").get_attribute("data-labels"))
    assert labels == 8
    type_of(one, "Person").click()
    assert type_of(one, "Person").get_attribute("aria-pressed") == "false"
    one.page.wait_for_function("document.getElementById('graph').dataset.labels === '6'")
    assert colours(one.page) != before
    again = opened(path, "#" + one.page.url.partition("#")[2])
    assert type_of(again, "Person").get_attribute("aria-pressed") == "false"
    type_of(one, "Person").click()
    one.page.wait_for_function("document.getElementById('graph').dataset.labels === '8'")


def test_speaks_both_languages_and_keeps_its_state_in_the_url(path: Path, opened: Any) -> None:
    one = opened(path, "#node=organization/中共澄州市委员会")
    assert one.picked() == "中共澄州市委员会"
    assert "机构 · 党的机关" in one.page.locator("#panel .kind").text_content()
    one.page.click("#language")
    assert one.page.evaluate("document.documentElement.lang") == "en"
    assert "Organisation · party organ" in one.page.locator("#panel .kind").text_content()
    assert "8\xa0entities" in one.page.locator("#holds").text_content()
    again = opened(path, "#" + one.page.url.partition("#")[2])
    assert again.picked() == "中共澄州市委员会"
    assert "8\xa0entities" in again.page.locator("#holds").text_content()
    assert not one.errors + again.errors


def test_a_strange_link_opens_the_plain_page(path: Path, opened: Any) -> None:
    one = opened(path, "#lang=__proto__&off=toString,Person&node=__proto__&edge=constructor")
    assert one.picked() == ""
    assert type_of(one, "Person").get_attribute("aria-pressed") == "false"
    assert not one.errors


def test_hostile_content_does_nothing(tmp_path: Path, opened: Any) -> None:
    html = write(tmp_path, TRAP, REPORT, title=HOSTILE[0] + HOSTILE[1] + HOSTILE[3])
    one = opened(html)
    keys = drawn(one.page, "key")
    assert len(keys) == 6 + 3 * len(HOSTILE)
    for key in keys:
        one.page.evaluate("key => { location.hash = new URLSearchParams({ node: key }) }", key)
        one.page.wait_for_selector("#panel:not([hidden])")
        for more in one.page.locator("#panel .more").all():
            if more.get_attribute("aria-expanded") == "false":
                more.click()
    one.page.keyboard.press("Escape")
    one.page.fill("#search", "<")
    one.page.hover("#hits li")
    one.page.mouse.move(640, 400)
    assert one.page.evaluate("window.__pwned") is None
    assert not one.dialogs
    assert not one.errors
    assert one.requests == [html.as_uri()]
    strange = "img, iframe, a:not([href^='#']), [onclick], [onmouseover]"
    assert one.page.locator(strange).count() == 0
    assert one.page.locator("h1").text_content().startswith(HOSTILE[0])
    one.page.evaluate("key => { location.hash = new URLSearchParams({ node: key }) }", keys[0])
    assert one.page.evaluate("document.documentElement.scrollWidth") == 1280
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", html.read_text(encoding="utf-8"))


def test_markup_would_be_stopped_even_if_it_got_in(path: Path, opened: Any) -> None:
    one = opened(path)
    one.page.evaluate(
        """alert => {
        const script = document.createElement("script");
        script.textContent = alert;
        document.body.append(script);
        document.body.insertAdjacentHTML("beforeend", `<img src="data:," onerror="${alert}">`);
        document.body.insertAdjacentHTML("beforeend", '<img src="https://example.org/x.png">');
    }""",
        ALERT,
    )
    one.page.wait_for_timeout(200)
    assert one.page.evaluate("window.__pwned") is None
    assert not one.dialogs
    assert len([error for error in one.errors if "Content Security Policy" in error]) >= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_narrow_screens_get_a_sheet(path: Path, opened: Any, scheme: str) -> None:
    one = opened(
        path, "#node=slogan/四个澄州", viewport={"width": 390, "height": 844}, color_scheme=scheme
    )
    box = one.page.locator("#panel").bounding_box()
    assert (box["x"], box["width"]) == (0, 390)
    assert box["y"] > 300 and box["y"] + box["height"] == 844
    assert one.page.evaluate("document.documentElement.scrollWidth") == 390
    paper = one.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (paper == "rgb(250, 247, 240)") == (scheme == "light")


def test_focus_draws_the_neighbourhood_and_opens_it(tmp_path: Path, opened: Any) -> None:
    one = opened(write(tmp_path, REPORT, LATER, focus="沈月华"))
    assert one.picked() == one.page.title() == "沈月华"
    one.page.keyboard.press("Escape")
    assert one.picked() == ""
    one.page.go_back()
    assert one.picked() == "沈月华"
    assert sorted(drawn(one.page, "label")) == sorted(["沈月华", "四个澄州", "澄水保护条例"])
    one.page.locator("#panel button.name", has_text="四个澄州").click()
    assert "另有 1 条关系" in one.page.locator("#panel").text_content()
    two = opened(write(tmp_path, REPORT, LATER, focus="沈月华", hops=2))
    assert "陆知远" in drawn(two.page, "label")
    with pytest.raises(TifagraphError, match="无此人"):
        write(tmp_path, REPORT, focus="无此人")


def test_an_empty_graph_still_opens(tmp_path: Path, opened: Any) -> None:
    one = opened(write(tmp_path))
    assert "0\xa0篇文档" in one.page.locator("#holds").text_content()
    assert not one.errors


def test_at_most_so_many_nodes(tmp_path: Path) -> None:
    html = write(tmp_path, REPORT, LATER, limit=4).read_text(encoding="utf-8")
    assert len(re.findall(r'"id":"n\d+"', html)) == 4


def test_same_input_same_bytes(path: Path, tmp_path: Path) -> None:
    store = path.parent / "kg"
    script = (
        "import sys; from graph.store import Store; from graph.view import view;"
        f"view(Store.open(sys.argv[1]), sys.argv[2], title={'澄州图谱'!a})"
    )
    for seed in ("1", "2"):
        target = tmp_path / f"{seed}.html"
        env = os.environ | {"PYTHONHASHSEED": seed, "LC_ALL": "POSIX", "PYTHONUTF8": "0"}
        subprocess.run([sys.executable, "-c", script, store, target], env=env, check=True)
        assert target.read_bytes() == path.read_bytes()
    assert [child.name for child in tmp_path.iterdir() if child.name.startswith(".")] == []


def test_a_page_that_cannot_be_written(path: Path, tmp_path: Path) -> None:
    with pytest.raises(TifagraphError, match="cannot write"):
        view(Store.open(path.parent / "kg"), tmp_path / "missing" / "graph.html")


def test_initials_of_names() -> None:
    assert initials("陆知远") == "lzy"
    assert initials("“四个澄州”A1") == "sgcza1"

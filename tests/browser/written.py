"""A few documents written for the page, some of them hostile, and the page of them."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from graph.model import Document, Entity, Extraction, Key, Mention, Relation, Sentence
from graph.page.scope import Scope
from graph.page.view import view
from graph.rdf.describe import quads
from graph.store.store import Store

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
    return Entity(kind, Key(name), name, **more)


def extraction(
    name: str,
    title: str,
    issued: str,
    said: Iterable[tuple[Entity, str, Entity | str]],
    kind: str = "",
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
        name, text, hashlib.sha256(text.encode()).hexdigest(), title, issued, kind=kind
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
DEMAND = Entity("Directive", Key("a/1"), "抓收官", order=1, level=1)
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


def store_of(folder: Path, *found: Extraction) -> Store:
    return Store.write(folder / "kg", [line for one in found for line in quads(one)])


def write(
    folder: Path,
    *found: Extraction,
    title: str = "",
    documents: bool | None = None,
    **scope: Any,
) -> Path:
    store = store_of(folder, *found)
    view(store, folder / "graph.html", Scope(**scope), title=title, documents=documents)
    return folder / "graph.html"


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


def story(html: str) -> dict[str, Any]:
    """The data that a page carries."""
    found = re.search(r'id="data">(.*?)</script>', html)
    assert found
    return dict(json.loads(zlib.decompress(base64.b64decode(found[1]))))


def drawn(page: Any, field: str) -> list[str]:
    """The ``key`` or ``label`` of each node that the page draws at first."""
    place = ["key", "label"].index(field)
    return [node[place] for node in story(page.content())["nodes"] if node[4] is not None]


def data(page: Any, name: str) -> str:
    """What the picture tells of itself: how many ``nodes``, ``links`` and ``labels`` it shows."""
    return str(page.locator("#graph").get_attribute(f"data-{name}"))

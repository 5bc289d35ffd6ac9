"""Places that the places beside them show, in a row and behind the unit that they lie in."""

from __future__ import annotations

import pytest

from graph.extract import extract
from graph.extract.place_rows import lies_in
from graph.lexicon import default
from graph.model import Document
from graph.text import prepare


def _places(text: str) -> set[str]:
    found = extract(prepare(Document("d", text, ""))).mentions
    return {m.text for m in found if m.type == "Place"}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("调研组看了清源、前垄两村的水渠。", {"清源", "前垄"}),
        (
            "引水渠往南接到泸西、弥勒、开远、蒙自，旱地都能浇上水。",
            {"泸西", "弥勒", "开远", "蒙自"},
        ),
        ("列车驶至辽宁沈阳，又转往葡萄牙里斯本。", {"辽宁", "沈阳", "葡萄牙", "里斯本"}),
        ("车队从湖北当阳出发，运往湘西州花垣县。", {"湖北", "当阳", "湘西州", "花垣县"}),
    ],
)
def test_what_stands_beside_a_place_is_one(text: str, places: set[str]) -> None:
    assert _places(text) == places


@pytest.mark.parametrize(
    "text",
    ["生产、生活两区分开，井然有序。", "龙头、配套两个市场都要用好。", "公司、学校两旗舰店开张。"],
)
def test_a_row_of_common_words_names_no_places(text: str) -> None:
    assert not _places(text)


def test_only_a_unit_that_lies_in_the_one_before_it_belongs_to_its_chain() -> None:
    lexicon = default()
    assert lies_in("当阳", "湖北", lexicon)
    assert lies_in("曲阜市", "济宁市", lexicon)
    assert lies_in("里斯本", "葡萄牙", lexicon)
    assert not lies_in("当阳", "湖南", lexicon)
    assert not lies_in("里斯本", "湖南", lexicon)
    assert not lies_in("湖北", "当阳", lexicon)
    assert not lies_in("湖北", "湖北省", lexicon)


@pytest.mark.parametrize(
    ("room", "alone"), [("主楼824室", True), ("人民大会堂金色大厅", False), ("杭州音乐厅", False)]
)
def test_a_room_that_no_place_leads_is_its_documents_own(room: str, alone: bool) -> None:
    found = extract(prepare(Document("d", f"座谈会在{room}举行。", ""))).mentions
    keys = {m.entity.key.document for m in found if m.type == "Place" and m.entity}
    assert any(keys) == alone
    assert keys


def test_a_place_is_named_without_the_aid_to_another() -> None:
    places = _places("慰问组在新疆看望了温州援疆干部，援疆工作成效明显，两国友谊长存。")
    assert "温州" in places
    assert not any(aid in place for place in places for aid in ("援疆", "两国"))


def test_a_unit_by_its_full_name_is_no_person() -> None:
    found = extract(prepare(Document("d", "近日，曲阜市表示，要改进作风。", ""))).mentions
    assert {(m.type, m.text) for m in found} == {("Place", "曲阜市")}

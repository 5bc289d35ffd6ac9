"""What every document has one of is not one thing over all of them."""

from __future__ import annotations

import hashlib

import pytest

from graph.extract import extract
from graph.extract.resolve.resolver import PlaceContext, Resolver
from graph.lexicon import default
from graph.model import Document, Key
from graph.text import prepare


def keys(text: str, issued: str = "") -> set[Key]:
    digest = hashlib.sha256(text.encode()).hexdigest()
    found = extract(prepare(Document("d", text, digest, "", issued)))
    return {
        m.entity.key for m in found.mentions if m.type in ("Organization", "Event") and m.entity
    }


@pytest.mark.parametrize("name", ["社区党委", "项目组", "社区卫生服务中心"])
def test_an_organisation_of_common_words_is_its_documents(name: str) -> None:
    assert Key(name, document="d") in keys(f"{name}在杭州召开会议。")


@pytest.mark.parametrize("name", ["中国科学院", "学习出版社", "中央代表团"])
def test_one_with_a_name_is_one(name: str) -> None:
    assert all(not key.document for key in keys(f"{name}今天表示，工作正在进行。"))


def test_an_occasion_of_its_purpose_alone_is_its_documents() -> None:
    assert all(key.document for key in keys("庆祝大会在北京举行。", "2025-03-18"))


def test_this_year_is_a_year() -> None:
    said = keys("今年两会期间，林远发言。去年两会期间，陈松发言。", "2025-03-18")
    assert "2025年两会" in {key.name for key in said}


def test_what_is_held_every_year_is_of_its_year() -> None:
    (one,), (other,) = (keys("国合会年会在北京开幕。", f"{year}-08-30") for year in (2023, 2024))
    assert (one.name, other.name) == ("国合会年会", "国合会年会")
    assert one != other


@pytest.mark.parametrize("site", ["行政楼", "人民广场", "党群服务中心", "3号楼"])
def test_a_site_that_every_place_has_is_its_documents(site: str) -> None:
    """Nobody says whose it is; one with its city is one."""
    resolver = Resolver(default(), PlaceContext("d", {"市": "澄州市"}))
    assert resolver.place(site).key == Key(site, document="d")
    assert resolver.place(f"澄州市{site}").key == Key(f"澄州市{site}")


@pytest.mark.parametrize("title", ["战略合作框架协议", "合作协议", "谅解备忘录", "工作方案"])
def test_a_paper_that_any_two_sign_is_its_documents(title: str) -> None:
    resolver = Resolver(default(), PlaceContext("d"))
    assert resolver.titled("Policy", title).key == Key(title, document="d")
    assert not resolver.titled("Policy", f"澄州市与丰水县{title}").key.document

"""Foreigners by a surname: the listed person where nothing contradicts, else whoever bears it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

import graph
from graph.claims import Held, PersonClaim
from graph.extract.claims.witness import claims
from graph.extract.pipeline import by_rules, extract, findings, read
from graph.identity.decision import decide
from graph.lexicon import Lexicon, default
from graph.model import Document, Key
from graph.resources import LEXICON
from graph.text import prepare


def document(text: str, identifier: str = "d", issued: str = "") -> Document:
    """A document of the text."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return prepare(Document(identifier, text, digest, issued=issued))


def persons(text: str) -> list[str]:
    """Who is meant, mention by mention, by their keys."""
    mentions = by_rules(document(text)).mentions
    return [str(m.entity.key) for m in mentions if m.type == "Person" and m.entity]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        # the country of the post decides, also where it is told later or by one character
        ("伊朗总统莱希发表讲话。莱希说，愿加强合作。", ["易卜拉欣·莱希"] * 2),
        ("斯洛伐克议长莱希发表讲话。莱希说，愿加强合作。", ["莱希"] * 2),
        ("莱希强调加强合作\n斯洛伐克议长莱希发表讲话。", ["莱希"] * 2),
        ("俄罗斯和叙利亚会谈。俄外长拉夫罗夫发表讲话。", ["谢尔盖·拉夫罗夫"]),
        ("叙利亚国防部长阿巴斯发表讲话。", ["阿巴斯"]),
        # of several it is the one of that country, none where two are
        ("英国首相约翰逊发表讲话。", ["鲍里斯·约翰逊"]),
        ("美国众议长约翰逊发表讲话。", ["约翰逊"]),
        ("约翰逊强调，英国愿加强合作。", ["约翰逊"]),
        ("巴基斯坦外长吉拉尼发表讲话。", ["吉拉尼"]),
        # or of that organisation or part of the country
        ("美国多地抗议。芝加哥市长约翰逊发表讲话。", ["布兰登·约翰逊"]),
        ("欧洲理事会主席米歇尔访问法国。", ["夏尔·米歇尔"]),
        ("联合国秘书长古特雷斯发表讲话。", ["安东尼奥·古特雷斯"]),
        # without a post, the only one of the list, in a text that names a state
        ("莱希强调，伊朗愿加强合作。", ["易卜拉欣·莱希"]),
        ("莱希强调，愿加强合作。", ["莱希"]),
        # who has another office than that of a state is no other person
        ("非洲联盟轮值主席洛伦索访问法国。", ["若昂·曼努埃尔·贡萨尔维斯·洛伦索"]),
        # names with the first name stay what they are
        ("英国前首相鲍里斯·约翰逊发表讲话。约翰逊强调合作。", ["鲍里斯·约翰逊"] * 2),
        ("斯洛伐克议长里夏德·莱希发表讲话。莱希强调合作。", ["里夏德·莱希"] * 2),
    ],
)
def test_who_a_surname_means(text: str, meant: list[str]) -> None:
    assert persons(text) == meant


def test_one_surname_of_two_states_is_two_persons() -> None:
    text = "加拿大外长贝尔纳发表讲话。英国首相贝尔纳发表讲话。"
    assert persons(text) == ["贝尔纳-加拿大", "贝尔纳-英国"]


def test_a_list_of_ones_own_adds_a_bearer(tmp_path: Path) -> None:
    row = "莱希\t里夏德·莱希\tforeign\t斯洛伐克"
    (tmp_path / "persons.tsv").write_text(f"name\tfull\trole\tcountry\n{row}\n", "utf-8")
    text = "斯洛伐克议长莱希发表讲话。伊朗总统莱希发表讲话。"
    mentions = by_rules(document(text), Lexicon(LEXICON, tmp_path)).mentions
    meant = [m.entity.name for m in mentions if m.type == "Person" and m.entity]
    assert meant == ["里夏德·莱希", "易卜拉欣·莱希"]


def listed(text: str) -> bool:
    """Whether a document takes its only person for the one of the list."""
    reading = read(document(text))
    (claim,) = (c for c in claims(reading, findings(reading)) if isinstance(c, PersonClaim))
    return claim.listed


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("伊朗总统莱希发表讲话。", True),
        ("斯洛伐克议长莱希发表讲话。", False),
        ("美国众议长约翰逊发表讲话。", False),
        ("印度国务部长辛格发表讲话。", False),
        ("日本首相岸田文雄发表讲话。", True),
    ],
)
def test_who_is_the_person_of_the_list(text: str, one: bool) -> None:
    assert listed(text) is one


def test_documents_do_not_join_two_of_a_surname(tmp_path: Path) -> None:
    """A president and two speakers of parliaments; what two documents tell of one is joined."""
    told = [
        ("a", "伊朗总统莱希发表讲话。", "2022-01-05"),
        ("b", "伊朗总统莱希访问法国。", "2023-01-05"),
        ("c", "斯洛伐克议长莱希发表讲话。", "2025-01-05"),
        ("d", "斯洛伐克议长莱希访问法国。", "2025-02-05"),
        ("e", "荷兰议长莱希访问法国。", "2026-01-05"),
    ]
    documents = [document(text, name, issued) for name, text, issued in told]
    built = graph.build(documents, tmp_path / "kg")
    holders = built.query("who-holds-what")
    assert {(str(row.person), str(row.post)) for row in holders} == {
        ("易卜拉欣·莱希", "伊朗总统"),
        ("莱希-斯洛伐克", "斯洛伐克议长"),
        ("莱希-荷兰", "荷兰议长"),
    }


def test_posts_of_two_states_are_evidence_against_one_person() -> None:
    held = [
        ("a", "2020-01-05", Held("加拿大外长", place="加拿大")),
        ("b", "2024-01-05", Held("英国首相", place="英国")),
        ("c", "2024-01-06", Held("加拿大总理", place="加拿大")),
    ]
    told = [
        PersonClaim(document, Key("贝尔纳"), date, peers=("林沃",), held=(post,))
        for document, date, post in held
    ]
    decided = decide(told[:2])
    assert {str(key) for key, _ in decided.persons()} == {"贝尔纳-加拿大", "贝尔纳-英国"}
    assert {str(key) for key, _ in decide(told[::2]).persons()} == {"贝尔纳"}


def test_a_minister_in_company_is_of_no_ministry() -> None:
    text = "代表团到访。新加坡陪同部长、财政部部长陆知远到机场迎接。"
    reading = read(document(text))
    told = {f"{r.subject.name} {r.name}" for r in findings(reading).relations}
    assert "陆知远 holds" in told
    assert not [each for each in told if each.startswith("新加坡陪同部")]


def test_who_is_completed_by_a_surname_has_a_country() -> None:
    rows = [e for e in default().entries("persons") if e["role"] == "foreign" and e["full"]]
    assert [row.form for row in rows if not row["country"]] == []


def test_a_name_that_begins_like_a_country_names_none() -> None:
    """A bare 外长 beside 沙特尔 is nobody's minister that is known."""
    found = by_rules(document("8月3日，外长罗长青同沙特尔举行会谈。"))
    posts = {m.entity.name for m in found.mentions if m.type == "Post" and m.entity}
    assert posts == {"外长"}


def _ministers(text: str) -> dict[str, str]:
    """Who holds what, as extraction states it."""
    stated = extract(document(text)).relations
    return {
        r.subject.name: r.object.name
        for r in stated
        if r.name == "holds" and not isinstance(r.subject, str) and not isinstance(r.object, str)
    }


def test_ministers_of_one_state_in_a_row_are_all_its() -> None:
    """Though a name of two offices is cut (港口和机场部长); our own ministers stay ours."""
    held = _ministers(
        "离开巴西利亚时，巴西农业部长法瓦罗、矿产和能源部长西尔韦拉、港口和机场部长科斯塔送行。"
        "国务院总理李强会见巴西总统卢拉，商务部长王文涛参加。"
    )
    assert held["西尔韦拉"] == "巴西能源部部长"
    assert held["王文涛"] == "商务部部长"
    assert not any(post.startswith(("能源", "机场", "港口")) for post in held.values())


def test_two_states_and_what_one_says_are_no_name() -> None:
    """乌称乌|内务部长: the minister is of the state that its first letter stands for."""
    text = "乌称乌内务部长等官员因直升机坠毁死亡。\n乌克兰内务部18日说。"
    assert not _ministers(text)
    found = extract(document(text))
    assert not [m.text for m in found.mentions if m.type == "Person"]


def test_a_known_foreigners_post_is_of_his_own_country() -> None:
    """Not of the one named before him."""
    held = _ministers(
        "陆远会见葡萄牙外长兰热尔、老挝总理宋赛。陆远表示，在通伦总书记的引领下，合作走深走实。\n"
        "陆远会见印度尼西亚总统普拉博沃。去年，德索萨总统访问了澄州。"
    )
    assert held["通伦·西苏里"].startswith("老挝")
    assert held["马塞洛·雷贝洛·德索萨"] == "葡萄牙总统"

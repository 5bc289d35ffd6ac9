"""Who is who over all documents: scored on our own clusters, free of order, never by likeness."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Hashable, Mapping
from functools import cache
from pathlib import Path

import pytest

import graph
from graph.build.ledger import opened
from graph.check import duplicates
from graph.claims import Claim, Topic, Within
from graph.cli import main
from graph.extract.pipeline import graph_lines
from graph.identity import (
    Held,
    Judgement,
    PersonClaim,
    decide,
    linked,
    plain,
    read_judgements,
    record,
    rewrite,
)
from graph.model import Document, InputError, Key
from graph.rdf.terms import BASE
from graph.read import documents
from graph.text.head import prepare

DATA = Path(__file__).parent.parent / "data"


@cache
def demo() -> dict[str, tuple[set[str], tuple[Claim, ...]]]:
    """Document → its lines and claims, of the sample reports."""
    found = {}
    for document in documents([DATA / "documents"]):
        assert isinstance(document, Document)
        found[document.id] = graph_lines(prepare(document))
    return found


def claims() -> list[Claim]:
    return [claim for _, said in demo().values() for claim in said]


# the sample reports against clusters made by hand


def gold(name: str) -> dict[tuple[str, str], str]:
    rows = (DATA / "gold" / "clusters" / f"{name}.tsv").read_text("utf-8").splitlines()
    cells = [row.split("\t") for row in rows if not row.startswith("#")][1:]
    return {(document, surface): cluster for cluster, document, surface in cells}


def b_cubed(gold: Mapping[Hashable, str], found: Mapping[Hashable, str]) -> tuple[float, float]:
    """Precision and recall, averaged over what is in both (A. Bagga, B. Baldwin, 1998)."""
    items = gold.keys() & found.keys()
    assert len(items) > 0.9 * len(gold)

    def side(ours: Mapping[Hashable, str], theirs: Mapping[Hashable, str]) -> float:
        members = defaultdict(set)
        for item in items:
            members[ours[item]].add(item)
        shares = (
            sum(theirs[other] == theirs[item] for other in members[ours[item]])
            / len(members[ours[item]])
            for item in items
        )
        return sum(shares) / len(items)

    return side(found, gold), side(gold, found)


def test_persons_of_the_sample_reports() -> None:
    found = {
        (c.document, str(c.key)): str(key)
        for key, p in decide(claims()).persons()
        for c in p.claims
    }
    precision, recall = b_cubed(gold("persons"), found)
    assert precision == 1  # no two persons are ever made one
    assert 2 * precision * recall / (precision + recall) >= 0.97


def test_organs_of_the_sample_reports(tmp_path: Path) -> None:
    kg = graph.build(DATA / "documents", tmp_path)
    rows = kg.query(
        "SELECT ?document ?surface ?organ { ?m itsrdf:taIdentRef ?organ ; nif:anchorOf ?surface ;"
        " nif:referenceContext/dcterms:identifier ?document . ?organ a tg:Organization }"
    )
    found = {(row.document, row.surface): row.organ for row in rows}
    precision, recall = b_cubed(gold("organs"), found)
    assert precision == 1
    assert 2 * precision * recall / (precision + recall) >= 0.97


def test_two_of_a_name_stay_two_and_a_career_is_one() -> None:
    keys = {str(key) for key, _ in decide(claims()).persons()}
    assert {"李明-丰水县", "李明-青芦县", "陈涛-丰水县", "陈涛-青芦县"} <= keys
    assert {"韩松", "孟广田", "陆知远", "佘秀英", "葛云帆", "习近平"} <= keys


# free of order, name by name


def test_the_order_of_claims_plays_no_part() -> None:
    expected = dict(decide(claims()).persons())
    for seed in range(5):
        shuffled = claims()
        random.Random(seed).shuffle(shuffled)
        assert dict(decide(shuffled).persons()) == expected


def test_a_name_depends_on_the_claims_of_that_name_alone() -> None:
    everything = decide(claims())
    names = [Topic("person", name) for name in ("陈涛", "李明", "沈月华")]
    for wanted in (*names, Topic("place", "青芦县")):
        alone = decide(claim for claim in claims() if claim.topic == wanted)
        assert alone.lines(BASE) <= everything.lines(BASE)
        for document in demo():
            assert alone.names(document).items() <= everything.names(document).items()


def test_claims_survive_json(tmp_path: Path) -> None:
    with opened(tmp_path, new=True) as ledger:
        for document, (_, said) in demo().items():
            ledger.claims.keep(document, said)
            assert sorted(ledger.claims.of([document]), key=repr) == sorted(said, key=repr)


# evidence, case by case


def claim(document: str, *posts: str, **fields: object) -> PersonClaim:
    """李明 in a document: posts as ``职务@机构@地方``; fields as of PersonClaim."""
    held = tuple(Held(*post.split("@"), shared="代表" in post) for post in posts)
    return PersonClaim(document, Key("李明"), held=held, **fields)  # type: ignore[arg-type]


def persons(*said: PersonClaim, judgements: tuple[Judgement, ...] = ()) -> set[str]:
    """The documents that tell of each person: {"a b", "c"}."""
    found = decide(said, judgements).persons()
    return {" ".join(sorted(c.document for c in person.claims)) for _, person in found}


A, B = "青县县长@青县政府@青县", "丰县县长@丰县政府@丰县"
WITHIN = (Within("青县", "澄市"), Within("丰县", "澄市"))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param([claim("a", A), claim("b", A)], {"a b"}, id="one post"),
        pytest.param([claim("a"), claim("b")], {"a", "b"}, id="no evidence"),
        pytest.param([claim("a", A), claim("b", B)], {"a", "b"}, id="two counties"),
        pytest.param(
            [claim("a", "青县教育局局长@青县教育局@青县"), claim("b", "青县书记@青县县委@青县")],
            {"a b"},
            id="a career in one county",
        ),
        pytest.param(
            [
                claim("a", "青县教育局局长@青县教育局@青县", date="2020-01-01"),
                claim("b", "青县水利局局长@青县水利局@青县", date="2020-01-01"),
            ],
            {"a", "b"},
            id="two bureaus on one day",
        ),
        pytest.param(
            [claim("a", "全国人大代表@全国人大"), claim("b", "全国人大代表@全国人大")],
            {"a", "b"},
            id="a post of thousands",
        ),
        pytest.param([claim("a", A), claim("b", B), claim("c", A, B)], {"a b c"}, id="says both"),
        pytest.param(
            [
                *(claim(f"a{year}", A, date=f"{year}-01-01") for year in (2018, 2020)),
                claim("b", B, date="2019-01-01"),
                claim("c", A, B, date="2019-06-01"),
            ],
            {"a2018 a2020", "b", "c"},
            id="both at one time: what joins them is set aside",
        ),
        pytest.param(
            [claim("a", press="青报"), claim("b", press="青报"), claim("c", press="丰报")],
            {"a b", "c"},
            id="a byline",
        ),
        pytest.param(
            [claim("a", peers=("王五",)), claim("b", peers=("王五", "赵六"))],
            {"a b"},
            id="beside the same name",
        ),
        pytest.param(
            [claim("a", A), claim("b", place="青县"), claim("c", place="丰县")],
            {"a b", "c"},
            id="bare in a document of the place",
        ),
        pytest.param(
            [claim("a", A), claim("b", place="青县", press="青报")],
            {"a", "b"},
            id="a reporter is not the mayor",
        ),
        pytest.param(
            [claim("a", listed=True), claim("b", A), claim("c", listed=True)],
            {"a c", "b"},
            id="the one of the list, and a namesake in a county",
        ),
    ],
)
def test_evidence(said: list[PersonClaim], expected: set[str]) -> None:
    assert persons(*said) == persons(*reversed(said)) == expected


def leader(document: str, post: str, organ: str, place: str) -> PersonClaim:
    return claim(document)._replace(held=(Held(post, organ, place, leading=True),), within=WITHIN)


def test_from_a_county_to_its_city_unless_a_second_stands_there() -> None:
    up = leader("a", "青县书记", "青县县委", "青县"), leader("b", "副市长", "澄市政府", "澄市")
    assert persons(*up) == {"a b"}
    assert persons(*up, leader("c", "丰县书记", "丰县县委", "丰县")) == {"a", "b", "c"}


def test_the_city_of_a_county_is_called_what_others_call_it() -> None:
    unnamed = claim("a")._replace(
        held=(Held("", place="青县所在市", leading=True),), within=(Within.unnamed("青县", "市"),)
    )
    assert persons(unnamed, leader("b", "副市长", "澄市政府", "澄市")) == {"a b"}


# documents: what they tell apart, what they leave to others


def built(tmp_path: Path, **texts: str) -> graph.KnowledgeGraph:
    folder = tmp_path / "docs"
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return graph.build(folder, tmp_path / "kg")


def entities(kg: graph.KnowledgeGraph, kind: str) -> set[str]:
    rows = kg.query(f"SELECT ?x {{ ?x a tg:{kind} }}")
    return {row.x.removeprefix(f"{BASE}{kind.lower()}/") for row in rows}


def test_two_of_a_name_side_by_side(tmp_path: Path) -> None:
    kg = built(
        tmp_path,
        a="青芦县副县长陈涛、丰水县委副书记陈涛作交流发言。陈涛说，要抓好落实。",
        b="丰水县委副书记陈涛出席会议。",
    )
    assert entities(kg, "Person") == {"陈涛-青芦县", "陈涛-丰水县"}
    rows = kg.query(
        "SELECT ?label ?form { ?x a tg:Person ; rdfs:label ?label ; skos:altLabel ?form }"
    )
    assert set(rows) == {("陈涛", "陈涛（青芦县）"), ("陈涛", "陈涛（丰水县）")}


def test_a_city_that_only_other_documents_name(tmp_path: Path) -> None:
    county = (
        "青芦县委书记李明主持召开县委常委会会议，传达市委全会精神。\n县委强调，市委要求明确。\n"
    )
    city = (
        "澄州市委书记陆知远到青芦县调研。\n澄州市委副书记、澄州市市长沈月华参加调研。\n市委强调。"
    )
    alone = entities(built(tmp_path, a=county), "Organization")
    assert "市委-a" in alone
    kg = built(tmp_path, a=county, b=city)
    both = entities(kg, "Organization")
    assert "市委-a" not in both and "中共澄州市委员会" in both
    told = kg.query(
        "SELECT ?text { GRAPH ?s { ?organ tg:jurisdiction ?place } ?s nif:anchorOf ?text ;"
        " dcterms:isPartOf/dcterms:identifier 'a' . ?place rdfs:label '澄州市'@zh }"
    )
    assert [row.text for row in told] == ["县委强调，市委要求明确。"]


def test_a_city_and_a_province_that_the_gazetteer_knows(tmp_path: Path) -> None:
    text = (
        "越城区委书记李明主持召开区委常委会会议，传达市委和省委全会精神。\n区委强调，要抓好落实。\n"
    )
    found = entities(built(tmp_path, a=text), "Organization")
    assert {"中共越城区委员会", "中共绍兴市委员会"} <= found
    assert not {organ for organ in found if organ.endswith("-a")}


def test_a_villager_is_not_the_mayor(tmp_path: Path) -> None:
    mayor = "澄州市委召开会议。澄州市市长李明出席会议。\n市委强调，要抓好落实。"
    bare = "澄州市委召开会议。李明出席会议。\n市委强调，要抓好落实。"
    villager = "澄州市委召开会议。\n村民李明说，日子好了。\n市委强调，要抓好落实。"
    assert entities(built(tmp_path, a=mayor, b=bare), "Person") == {"李明"}
    assert len(entities(built(tmp_path, a=mayor, b=villager), "Person")) == 2


def test_meetings_of_two_years_are_two_and_reports_of_one_day_are_one(tmp_path: Path) -> None:
    text = "{day}，澄州市委组织部召开全市组织部长会议。澄州市委书记陆知远出席会议。\n"
    days = {"a": "2020年2月26日", "b": "2020年2月26日", "c": "2021年2月26日"}
    kg = built(tmp_path, **{name: text.format(day=day) for name, day in days.items()})
    found = sorted(e for e in entities(kg, "Event") if "组织部长会议" in e)
    assert [event[-10:] for event in found] == ["2020-02-26", "2021-02-26"]


def test_a_common_noun_is_the_name_before_it_or_the_documents_own(tmp_path: Path) -> None:
    named = "澄州水务有限公司建成投产。公司董事长尤振海出席。"
    kg = built(tmp_path, a=named, b="公司董事长尤振海出席仪式。", c="公司董事长尤振海出席会议。")
    posts = {post for post in entities(kg, "Post") if "董事长" in post}
    assert posts == {"澄州水务有限公司董事长", "公司董事长-b", "公司董事长-c"}


def test_only_what_changed_is_rewritten() -> None:
    decided = decide(claims())
    for document, (lines, _) in demo().items():
        names = decided.names(document)
        done = rewrite(lines, names, BASE)
        assert (done == lines) is not bool(names)
        for line in done:
            assert not any(f"/person/{old.key}>" in line for old in names if old.type == "Person")
    assert not {old.key for old in decided.names("local-05")} & {Key("陆知远"), Key("沈月华")}


# judgements


SAME = Judgement("same", "person/李明-青县", "person/李明-丰县", "某人", "2024-01-01", "公示")


def test_judgements_outweigh_evidence() -> None:
    assert persons(claim("a", A), claim("b", B), judgements=(SAME,)) == {"a b"}
    two = SAME._replace(a="person/李明-a"), SAME._replace(a="person/李明-c", b="person/李明-d")
    said = claim("a", A), claim("b", B), claim("c"), claim("d")
    assert persons(*said, judgements=two) == {"a b", "c d"}  # for the same reason, but two
    apart = Judgement("different", "person/李明-a", "person/李明-b")
    assert persons(claim("a", A), claim("b", A), judgements=(apart,)) == {"a", "b"}
    other = PersonClaim("b", Key("李小明"), held=(Held("县长"),))
    alias = Judgement("same", "person/李明", "person/李小明")
    assert persons(claim("a", A), other, judgements=(alias,)) == {"a b"}
    assert linked({"李明"}, [{"李明", "李小明"}]) == {"李明", "李小明"}
    (key, _), *none = decide([claim("a", A), other], [alias]).persons()
    assert key == Key("李小明") and not none


def test_a_judgement_is_kept_applied_shown_and_taken_back(tmp_path: Path) -> None:
    texts = {"a": "青芦县委书记李明出席会议。", "b": "丰水县委书记李明出席会议。"}
    before = built(tmp_path, **texts)
    two = {"李明-青芦县", "李明-丰水县"}
    assert entities(before, "Person") == two
    bytes_before = (tmp_path / "kg" / "graph.nq").read_bytes()
    why = ["--because", "任前公示", "--by", "张三", "--in", str(tmp_path / "docs")]
    assert main(["same", "李明-青芦县", f"{BASE}person/李明-丰水县", *why]) == 0
    after = built(tmp_path, **texts)
    assert entities(after, "Person") == {"李明"}
    (row,) = after.query(
        "SELECT ?verdict ?why ?who { ?x a tg:Person ; prov:wasInfluencedBy ?j . ?j tg:verdict"
        " ?verdict ; dcterms:description ?why ; prov:wasAssociatedWith/rdfs:label ?who }"
    )
    assert row == ("same", "任前公示", "张三")
    assert main(["different", "李明-青芦县", "李明-丰水县", *why]) == 2  # judged already
    file = tmp_path / "docs" / "judgements.tsv"
    elsewhere = str(file.rename(tmp_path / "ours.tsv"))
    update = ["update", str(tmp_path / "kg"), str(tmp_path / "docs")]
    assert main(update) == 0 and entities(graph.open(tmp_path / "kg"), "Person") == two
    assert main([*update, "--judgements", elsewhere]) == 0
    assert entities(graph.open(tmp_path / "kg"), "Person") == {"李明"}
    assert main([*update, "--judgements", str(tmp_path / "none.tsv")]) == 2
    Path(elsewhere).rename(file)
    file.write_text("".join(file.read_text("utf-8").splitlines(keepends=True)[:-1]), "utf-8")
    built(tmp_path, **texts)
    assert (tmp_path / "kg" / "graph.nq").read_bytes() == bytes_before


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("perhaps\ta\tb\n", r"judgements\.tsv:1: .*separated by tabs"),
        ("same\ta\n", r":1: "),
        ("# x\nsame\ta\tb\ndifferent\tb\ta\n", r":3: .*contradicts an earlier line"),
    ],
)
def test_a_wrong_judgement_is_named(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "judgements.tsv"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError, match=message):
        read_judgements(path)


@pytest.mark.parametrize(
    ("given", "reference"),
    [
        ("李明-丰水县", "person/李明-丰水县"),
        ("person/李明-2020/0421", "person/李明-2020/0421"),
        (f"<{BASE}person/李明-2020%2F0421>", "person/李明-2020/0421"),
        (f"{BASE}organization/市委-a", "organization/市委-a"),
    ],
)
def test_references_as_they_are_given(given: str, reference: str) -> None:
    assert plain(given) == reference


def test_judgements_are_read_as_written(tmp_path: Path) -> None:
    path = tmp_path / "judgements.tsv"
    assert read_judgements(path) == ()
    record(path, SAME)
    assert read_judgements(path) == (SAME,)
    with pytest.raises(InputError, match="already judged"):
        record(path, SAME)
    with pytest.raises(InputError, match="must differ"):
        record(path, SAME._replace(b=SAME.a))


# duplicates


def test_duplicates_say_what_is_for_and_against(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "青芦县副县长陈涛、丰水县委副书记陈涛在全县工作会议上作交流发言。"
    kg = built(tmp_path, a=text, b="丰水县委副书记陈涛出席。")
    (pair,) = duplicates(kg.store)
    assert (pair.name, pair.a, pair.b) == ("陈涛", "person/陈涛-丰水县", "person/陈涛-青芦县")
    assert "told apart in: a" in pair.different and "丰水县 ≠ 青芦县" in pair.different
    assert pair.said_b == f"{text}（a）"
    assert main(["duplicates", str(tmp_path / "kg"), "--format", "csv"]) == 0
    assert capsys.readouterr().out.startswith("name,a,b,same,different,said_a,said_b")
    record(tmp_path / "docs" / "judgements.tsv", Judgement("different", pair.a, pair.b))
    assert not duplicates(built(tmp_path).store)

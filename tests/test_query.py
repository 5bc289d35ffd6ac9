"""The competency questions, each with its exact answer, and what a query says when it is wrong."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
import sample

from graph.build.build import build
from graph.model import Document, QueryError
from graph.query import presented
from graph.query.query import bind, named, query_meant, run
from graph.query.results import FORMATS, Rows, render
from graph.resources import ONTOLOGY
from graph.store.store import Store

A, B, C = date(2020, 4, 21), date(2020, 5, 6), date(2021, 3, 1)
PUBLIC, IN_FORCE = date(2020, 5, 1), date(2020, 6, 1)
MEETING, ECONOMY = "中共江州市委常委会会议", "江州市经济工作会议"
COMMITTEE, GOVERNMENT, DEPARTMENT = "中共江州市委员会", "江州市人民政府", "中共江州市委组织部"
LU, SU = (f"https://w3id.org/tifagraph/id/person/{name}" for name in ("陆知远", "苏映雪"))
SECRETARY, MAYOR, HEAD = "中共江州市委书记", "江州市市长", "中共江州市委组织部部长"

ANSWERS: list[tuple[str, dict[str, str], list[tuple[object, ...]]]] = [
    ("who-holds-what", {}, [
        ("陆知远", SECRETARY, COMMITTEE, A, C, 2),
        ("苏映雪", MAYOR, GOVERNMENT, B, B, 1),
        ("周岚", HEAD, DEPARTMENT, C, C, 1),
    ]),
    ("who-holds-what", {"person": "苏映雪"}, [("苏映雪", MAYOR, GOVERNMENT, B, B, 1)]),
    ("who-holds-what", {"post": "市长"}, [("苏映雪", MAYOR, GOVERNMENT, B, B, 1)]),
    ("who-holds-what", {"organization": "市委"}, [("陆知远", SECRETARY, COMMITTEE, A, C, 2)]),
    ("officials-of-place", {"place": "江州市", "date": "2020-05"}, [
        ("江州市", GOVERNMENT, MAYOR, "苏映雪", B, B),
    ]),
    ("officials-of-place", {"place": "江州市"}, [
        ("江州市", COMMITTEE, SECRETARY, "陆知远", A, C),
        ("江州市", DEPARTMENT, HEAD, "周岚", C, C),
        ("江州市", GOVERNMENT, MAYOR, "苏映雪", B, B),
    ]),
    ("who-chaired", {"person": "陆知远"}, [(MEETING, "陆知远", date(2020, 4, 20), "江州市")]),
    ("who-chaired", {"date": "2021"}, []),
    ("who-attended", {"place": "江州市", "date": "2020-04"}, [
        (MEETING, "苏映雪", date(2020, 4, 20), "江州市"),
    ]),
    ("who-spoke", {}, [(ECONOMY, "苏映雪", None, None)]),
    ("slogans", {}, [
        ("两个维护", 4, 3, A, C, "2020/0421"),
        ("三严三实", 1, 1, C, C, "2021/0301"),
        ("四个意识", 1, 1, A, A, "2020/0421"),
    ]),
    ("slogans", {"date": "2020-05"}, [("两个维护", 1, 1, B, B, "2020/0506")]),
    ("slogan-users", {"slogan": "两个维护"}, [
        ("两个维护", "陆知远", 2, A, C, "2020/0421", "江州市"),
        ("两个维护", "苏映雪", 1, B, B, "2020/0506", "江州市"),
    ]),
    ("slogan-users", {"person": "周岚"}, []),
    ("demands", {"event": MEETING}, [
        ("2020/0421", "陆知远", 1, 1, "抓学习"),
        ("2020/0421", "陆知远", 1, 2, "抓落实"),
    ]),
    ("demands", {"event": "全市经济工作会议"}, [
        ("2020/0506", ECONOMY, 1, 1, "稳就业"),
    ]),
    ("responsible", {"organization": GOVERNMENT}, [
        (GOVERNMENT, "稳就业", ECONOMY, B, "2020/0506"),
    ]),
    ("policies-changed", {"date": "2020-06"}, [
        ("江州市就业规定", "repealed", "江州市就业条例", IN_FORCE, None, "2020/0506"),
    ]),
    ("policies-changed", {"change": "amended"}, []),
    ("policies", {"organization": GOVERNMENT}, [
        ("江州市就业条例", None, GOVERNMENT, ECONOMY, PUBLIC, IN_FORCE),
    ]),
    ("policies", {"date": "2021"}, []),
    ("policies-cited", {}, [("中国共产党章程", None, None, "陆知远", 1, A, A)]),
    ("evidence", {"about": "陆知远", "relation": "invokes", "document": "2021/0301"}, [
        ("陆知远", "invokes", "两个维护", C, "2021/0301", 0, 28,
         "市委书记陆知远、市委组织部部长周岚出席，讲“两个维护”。"),
    ]),
    ("evidence", {"subject": MEETING, "relation": "on_date"}, [
        (MEETING, "date", "2020-04-20", A, "2020/0421", 0, 29,
         "江州市召开市委常委会会议，市委书记陆知远主持，苏映雪出席。"),
    ]),
    ("mentions", {"entity": "两个维护", "document": "2021/0301"}, [
        ("两个维护", "两个维护", C, "2021/0301", 22, 26, None,
         "市委书记陆知远、市委组织部部长周岚出席，讲“两个维护”。"),
        ("两个维护", "两个维护", C, "2021/0301", 30, 34, None,
         "“两个维护”和“三严三实”要讲透。"),
    ]),
    ("cooccurrence", {"slogan": "两个维护"}, [
        ("两个维护", "三严三实", 1, 1),
        ("两个维护", "四个意识", 1, 1),
    ]),
    ("organs", {"organization": COMMITTEE}, [
        (COMMITTEE, None, "江州市", 1),
        (DEPARTMENT, COMMITTEE, None, 1),
    ]),
    ("events", {}, [
        (None, ECONOMY, None, None, None),
        (date(2020, 4, 20), MEETING, "江州市", COMMITTEE, "陆知远"),
    ]),
    ("events", {"person": "陆知远"}, [
        (date(2020, 4, 20), MEETING, "江州市", COMMITTEE, "陆知远"),
    ]),
    ("silent", {"date": "2021-01-01"}, [("四个意识", A, A, 1)]),
    ("components", {}, [("三严三实", "严以修身", 1)]),
    ("slogan-variants", {"slogan": "四个意识"}, []),
    ("succession", {}, []),
    ("career", {"person": "周岚"}, [
        ("周岚", "2021-02", None, "appointed", HEAD, DEPARTMENT, C),
    ]),
    ("career", {"person": "陆知远"}, [
        ("陆知远", None, None, "attested", SECRETARY, COMMITTEE, A),
    ]),
    ("career", {"person": "周岚", "status": "removed"}, []),
    ("appointments", {"date": "2021-02"}, [
        ("2021-02", "appointed", "周岚", HEAD, DEPARTMENT, "2021/0301"),
    ]),
    ("appointments", {"status": "removed"}, []),
    ("kinds", {}, [("news", 3, 7, A, C)]),
    ("kinds", {"date": "2020"}, [("news", 2, 5, A, B)]),
    ("adopted", {}, []),
    ("documents", {"date": "2021"}, [(C, "2021/0301", "news", "干部大会", "江州市", 2)]),
    ("documents", {"kind": "speech"}, []),
    ("leadership", {"place": "江州市", "date": "2020-05-01"}, [
        ("江州市", COMMITTEE, SECRETARY, "陆知远", None, A, C),
    ]),
    ("leadership", {"place": "江州市", "date": "2020-04-20"}, []),
    ("appeared-together", {"person": "陆知远"}, [
        ("陆知远", "苏映雪", 1, date(2020, 4, 20), date(2020, 4, 20)),
    ]),
    ("network-attendance", {"date": "2020"}, [("苏映雪", "陆知远", 1, SU, LU)]),
    ("network-career", {}, []),
    ("naming-order", {"person": "苏映雪"}, [
        (A, "2020/0421", MEETING, 2, 2, "苏映雪",
         "江州市召开市委常委会会议，市委书记陆知远主持，苏映雪出席。"),
    ]),
    ("order-changes", {}, []),
    ("rank-between", {"event": MEETING, "later": ECONOMY}, [
        ("2020/0421", "2020/0506", 1, 1, 0, "苏映雪"),
    ]),
    ("demands-by-modality", {"event": ECONOMY}, [
        (B, "2020/0506", ECONOMY, "要", "", "一要稳就业。"),
    ]),
    ("policy-lag", {}, [("中国共产党章程", None, "陆知远", A, "2020/0421", None, 0)]),
    ("policy-way", {"policy": "中国共产党章程"}, [
        ("中国共产党章程", "transmitted", "陆知远", "city", "江州市", A, 0, "2020/0421",
         "陆知远强调，要增强“四个意识”、做到“两个维护”，学习《中国共产党章程》。"),
    ]),
    ("silent-documents", {"entity": "四个意识", "date": "2020"}, [
        ("四个意识", 1, 2, B, "2020/0506", "全市经济工作会议召开"),
    ]),
]  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return Store.write(tmp_path_factory.mktemp("kg"), sample.lines())


@pytest.fixture(scope="module")
def dataset(store: Store) -> rdflib.Dataset:
    return store.rdflib()


def rows(store: Store, query: str, **given: str) -> Rows:
    answer = run(store, query, **given)
    assert isinstance(answer, Rows)
    return answer


@pytest.mark.parametrize(("name", "given", "wanted"), ANSWERS)
def test_answer(
    store: Store, name: str, given: dict[str, str], wanted: list[tuple[object, ...]]
) -> None:
    assert [tuple(row) for row in rows(store, name, **given)] == wanted


# A name that nothing bears must give no rows either, which rdflib's aggregates make hard.
NOBODY = [
    (name, {p.name: "甲" for p in query.parameters[:1] if p.type not in ("Date", "Period")})
    for name, query in named().items()
]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # inside rdflib
@pytest.mark.parametrize(("name", "given"), [(n, g) for n, g, _ in ANSWERS] + NOBODY)
def test_rdflib_gives_the_same_rows(
    store: Store, dataset: rdflib.Dataset, name: str, given: dict[str, str]
) -> None:
    def text(term: object) -> str | None:
        return None if term is None else str(getattr(term, "value", term))

    if missing := [
        p for p in query_meant(name).parameters if not p.optional and p.name not in given
    ]:
        pytest.skip(f"{name} needs {missing}")
    ours = [tuple(map(text, terms)) for terms in rows(store, name, **given).terms]
    theirs = dataset.query(bind(store, query_meant(name), given))
    assert [tuple(None if t is None else str(t) for t in row) for row in theirs] == ours


def test_a_document_without_a_date_hides_no_dates(tmp_path: Path) -> None:
    """Who came after whom, which formula beside which, since when: of what is dated."""
    told = {
        ("2020/1", "2020-01-01"): "江州市政府市长陆知远强调，要做到“碳达峰、碳中和”。",
        ("2021/1", "2021-01-01"): "江州市政府市长苏映雪强调，要做到“碳达峰碳中和”。",
        ("undated", ""): "江州市政府市长苏映雪强调，要做到“碳达峰碳中和”。",
    }
    documents = [Document(i, text, "0" * 64, issued=day) for (i, day), text in told.items()]
    build(documents, tmp_path)
    store, new = Store.open(tmp_path), date(2021, 1, 1)
    answers: dict[str, list[tuple[object, ...]]] = {
        "slogans": [
            ("碳达峰碳中和", 2, 2, new, new, "2021/1"),
            ("碳达峰、碳中和", 1, 1, date(2020, 1, 1), date(2020, 1, 1), "2020/1"),
        ],
        "slogan-variants": [
            ("碳达峰、碳中和", "碳达峰碳中和", 2, new, new),
            ("碳达峰碳中和", "碳达峰、碳中和", 1, date(2020, 1, 1), date(2020, 1, 1)),
        ],
        "succession": [("江州市市长", "陆知远", date(2020, 1, 1), "苏映雪", new)],
    }
    for name, wanted in answers.items():
        assert [tuple(row) for row in rows(store, name)] == wanted
    held = {row.person: (row.first_seen, row.last_seen) for row in rows(store, "who-holds-what")}
    assert held["苏映雪"] == (new, new)


def test_every_query_is_answered_and_described() -> None:
    files = {path.stem: path.read_text("utf-8") for path in (ONTOLOGY / "queries").iterdir()}
    assert set(files) == set(named()) == {name for name, _, _ in ANSWERS}
    empty = ox.Store()
    for query in named().values():
        assert query.title
        assert re.search("[一-鿿]", query.title_zh)
        assert query.description.endswith(".")
        assert query.description_zh.endswith("。")
        for parameter in query.parameters:
            chinese, _, english = parameter.description.partition(" / ")
            assert re.search("[一-鿿]", chinese), f"{query.name}: write # param … : 中文 / English"
            assert english
            assert f"# {parameter.name}: " in query.text
            assert f"${parameter.name}" in query.text
        assert not list(empty.query(query.text))  # type: ignore[arg-type]  # no prefix is missing


def test_rows_are_named_values_and_slices(store: Store) -> None:
    found = rows(store, "who-holds-what")
    assert (found[0].person, found[0].first_seen, found[-1].person) == ("陆知远", A, "周岚")
    said = ("first_seen", "last_seen", "sentences")
    assert found.columns == ("person", "post", "organization", *said)
    assert [row.sentences for row in found[1:]] == [1, 1]
    assert isinstance(found.terms[0][0], ox.Literal)
    (row,) = rows(store, "SELECT ?p (1.5 AS ?class) (true AS ?b) { ?p rdfs:label '陆知远'@zh }")
    assert tuple(row) == ("https://w3id.org/tifagraph/id/person/陆知远", row[1], True)
    assert float(row[1]) == 1.5


def test_a_value_goes_to_its_own_variable_alone(store: Store) -> None:
    """$day is not the beginning of $days."""
    query = """\
# param day Date: a day (optional)
SELECT $days {
  VALUES $days { 1 }
  # day: FILTER(BOUND($days) && $day = "2020-04-20"^^xsd:date)
}"""
    assert [tuple(row) for row in rows(store, query, day="2020-04-20")] == [(1,)]


def test_ask_construct_and_files(store: Store, tmp_path: Path) -> None:
    assert run(store, "ASK { ?x a tg:Person }") is True
    triples = run(store, "CONSTRUCT { ?p org:holds ?o } WHERE { ?p org:holds ?o ; rdfs:label ?n }")
    assert isinstance(triples, tuple)
    assert render(triples) == (
        "@prefix org: <http://www.w3.org/ns/org#> .\n"
        "@prefix person: <https://w3id.org/tifagraph/id/person/> .\n"
        "@prefix post: <https://w3id.org/tifagraph/id/post/> .\n\n"
        f"person:周岚 org:holds post:{HEAD} .\n\nperson:苏映雪 org:holds post:{MAYOR} .\n\n"
        f"person:陆知远 org:holds post:{SECRETARY} .\n"
    )
    mine = tmp_path / "mine.rq"
    mine.write_text(
        "# title: Mine\n# param who Person: whose label (optional)\n\n"
        "SELECT ?n {\n  # who: VALUES ?p { $who }\n  ?p a tg:Person ; rdfs:label ?n } ORDER BY ?n",
        "utf-8",
    )
    assert [row.n for row in rows(store, f"@{mine}")] == ["周岚", "苏映雪", "陆知远"]
    assert [row.n for row in rows(store, f"@{mine}", who="周岚")] == ["周岚"]


@pytest.mark.parametrize("value", [
    '陆知远"@zh } ?x ?y ?z . { "', "$person", "陆知远\n  ?x ?y ?z .", "\\", "'''", "# x", "陆知远 ",
    "https://w3id.org/tifagraph/id/person/陆知远",
])  # fmt: skip
def test_a_value_is_only_ever_a_value(store: Store, value: str) -> None:
    found = {row.person for row in rows(store, "who-holds-what", person=value)}
    assert found == ({"陆知远"} if value.strip().endswith("陆知远") else set())
    assert not rows(store, "demands", document=value)


@pytest.mark.parametrize(("query", "given", "message"), [
    ("who-hold-what", {}, "did you mean who-holds-what"),
    ("nothing-like-it", {}, "there are adopted, appeared-together, appointments"),
    ("mentions", {}, "mentions 缺少参数 entity / mentions needs entity; "
     "参数有 / it takes entity (必填 required), document (可选 optional), "),
    ("who-chaired", {"x": "1"}, "has no parameter x; 参数有 / it takes event (可选 optional), "),
    ("ASK {}", {"x": "1"}, "SPARQL has no parameter x; 没有参数 / it takes no parameters"),
    ("who-chaired", {"date": "20-4"}, "write 2020, 2020-04 or 2020-04-21"),
    ("who-chaired", {"date": "2021-13-45"}, "“2021-13-45” 不是年、月或日 / is no year, month"),
    ("who-chaired", {"date": "2021-00"}, "write 2020, 2020-04 or 2020-04-21"),
    ("mentions", {"entity": "两个维护", "confidence": "sure"},
     "“sure” 不是数 / is no number; write it as 0.95"),
    ("silent", {"date": "2021-02-30"}, "不是日期 / is no date; write it as 2020-04-21"),
    ("evidence", {"relation": "invoke"}, "did you mean invokes"),
    ("who-chaired", {"person": "http://x> <y"}, "is no IRI"),
    ("@nowhere.rq", {}, "cannot read the query file nowhere.rq"),
    ("SELECT * {\n ?s foo:x ?o }", {}, "line 2, column 10 (?s foo:x ?o }): 前缀未声明"),
    ("SELECT * { ?s ?p }", {}, "malformed at line 1, column 19"),
    ("SELECT ?x { ?x ?y ?z } GROUP BY ?y", {}, "The SELECT contains a variable that is unbound"),
    ("DELETE WHERE { ?s ?p ?o }", {}, "only read here"),
    ("", {}, "malformed at line 1"),
    ('ASK { """a " b""" ?x ?y } SERVICE <http://x> { ?s ?p ?o } #"', {}, "without a network"),
    ("ASK { service silent<http://x>{ ?s ?p ?o }}", {}, "without a network"),
    ("ASK { ?s ?p '\udc80' }", {}, "not valid Unicode"),
])  # fmt: skip
def test_errors_say_what_to_try(
    store: Store, query: str, given: dict[str, str], message: str
) -> None:
    with pytest.raises(QueryError) as caught:
        run(store, query, **given)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_unknown_name_gives_no_rows_and_a_hint(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    assert not rows(store, "slogan-users", slogan="两个")
    assert caplog.messages == [
        "没有叫“两个”的提法 / no slogan is called that；有 / there is 两个维护"
    ]


def test_a_word_like_service_is_no_request(store: Store) -> None:
    text = "ASK { VALUES ?service { 'SERVICE <http://x>' } # SERVICE\n FILTER(BOUND(?service)) }"
    assert run(store, text) is True


HOSTILE = """SELECT ?名 ?n { VALUES (?名 ?n) {
  ("\\u001b[31m红\\u202E" 1) ("=cmd|' /C calc'!A0" 20) ("a,b\\"c\\nd" UNDEF) ("[bold]x" 3) } }"""


def test_table_is_aligned_and_harmless(store: Store) -> None:
    text = render(run(store, HOSTILE))
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", text)
    assert "[bold]x" in text
    chinese, head, rule, *body = render(presented(store, "who-holds-what", timeout=60)).splitlines()
    assert chinese.split() == ["人物", "职务", "机构", "最早载明", "最晚载明", "句数"]
    assert set(rule) == {"─"}
    columns = [re.search(r"^(.*?)20\d\d", line) for line in body]
    assert len({wide(match[1]) for match in columns if match}) == 1
    assert head.index("first_seen") == wide(columns[0][1])  # type: ignore[index]
    narrow = render(run(store, "evidence", about="两个维护"), width=60).splitlines()
    assert max(map(wide, narrow)) <= 60


def wide(text: str) -> int:
    """Columns of a terminal, where a Chinese character takes two."""
    return sum(2 if "⺀" <= char <= "￠" else 1 for char in text)


def test_csv_and_json_carry_the_values(store: Store) -> None:
    answer = run(store, HOSTILE)
    text = render(answer, "csv")
    assert text.startswith("名,n\r\n")
    assert list(csv.reader(io.StringIO(text, newline="")))[1:] == [
        ["\x1b[31m红\u202e", "1"], ["=cmd|' /C calc'!A0", "20"], ['a,b"c\nd', ""], ["[bold]x", "3"],
    ]  # fmt: skip
    assert json.loads(render(answer, "json"))[1:3] == [
        {"名": "=cmd|' /C calc'!A0", "n": 20},
        {"名": 'a,b"c\nd', "n": None},
    ]
    assert '"person": "陆知远"' in render(run(store, "who-holds-what"), "json")
    assert json.loads(render(run(store, "who-holds-what"), "json"))[0]["first_seen"] == "2020-04-21"
    assert json.loads(render(run(store, "who-holds-what", person="甲"), "json")) == []


def test_sparql_json_is_the_standard_one(store: Store) -> None:
    answer = rows(store, "who-holds-what")
    text = render(answer, "sparql-json")
    parsed = ox.parse_query_results(text, ox.QueryResultsFormat.JSON)
    assert [tuple(solution) for solution in parsed] == answer.terms  # type: ignore[union-attr]
    assert render(True, "sparql-json") == '{"head": {}, "boolean": true}\n'
    assert render(False) == "false\n"
    with pytest.raises(QueryError, match=f"there are {', '.join(FORMATS)}"):
        render(answer, "xml")

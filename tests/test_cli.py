"""The command line as a user meets it: what stands on stdout and on stderr, and the exit code."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import graph
from graph.cli import main

MISSING = "没有这个文件或文件夹 / no such file or folder; check the path"
NOT_UTF8 = (
    "编码认不出 / in no encoding that reads as Chinese (not UTF-8 at byte 0); "
    "save it as UTF-8, or try: iconv -f GB18030 -t UTF-8"
)


def tifagraph(
    *arguments: str | Path, stdin: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own."""
    code = "from graph.cli import run; run()"
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        input=stdin,
        capture_output=True,
        env={**os.environ, **environment},
    )


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def folder(kg: graph.KnowledgeGraph) -> str:
    return str(kg.store.path)


def test_build_leaves_a_graph_in_every_form_and_says_what_to_try(
    reports: Path, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", str(reports), "-o", "kg"]) == 0
    out, err = capsys.readouterr()
    assert {path.name for path in (here / "kg").iterdir() if path.name[0] != "."} == {
        "graph.nq",
        "graph.ttl",
        "graph.html",
        "manifest.json",
        "documents.sqlite",
        "store",
    }
    assert out.startswith("文档 documents 2 · 句子 sentences ")
    assert "提法 slogan" in out
    assert "没有发现 without a finding: 文档 documents 0 " in out
    assert "query kg who-holds-what" in err
    assert "evidence kg 四个意识" in err

    assert main(["stats", "kg"]) == 0
    assert capsys.readouterr().out == out


@pytest.mark.slow
@pytest.mark.parametrize("stdin", ["市委召开会议。", '{"id": "stdin", "text": "市委召开会议。"}'])
def test_build_reads_standard_input(stdin: str, here: Path) -> None:
    assert tifagraph("build", "-", "-o", "kg", stdin=stdin.encode()).returncode == 0
    kg = graph.open("kg")
    assert [row.id for row in kg.query("SELECT ?id { ?d dcterms:identifier ?id }")] == ["stdin"]


def test_bad_documents_are_named_and_the_others_built(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "in").mkdir()
    (here / "in" / "good.txt").write_text("市委书记程望山主持会议。", "utf-8")
    (here / "in" / "empty.txt").touch()
    (here / "in" / "gbk\n\x1b[2J.txt").write_bytes("张三".encode("gbk"))
    (here / "in" / "list.jsonl").write_text('{"id": "x", "text": "市委开会。"}\n{"id"', "utf-8")
    (here / "void").mkdir()
    assert main(["build", "void", "in", "nowhere", "-o", "kg"]) == 1
    out, err = capsys.readouterr()
    left_out = [line for line in err.splitlines() if "left out" in line]
    assert [line.removeprefix("略过 / left out: ") for line in left_out] == [
        "in/empty.txt: 没有文字 / empty: there is no text in it",
        f"in/gbk\\n\\x1b[2J.txt: {NOT_UTF8}",
        "in/list.jsonl:2: 不是合法的 JSON / not valid JSON: "
        "Expecting ':' delimiter: line 1 column 6 (char 5)",
        f"nowhere: {MISSING}",
        "void: 文件夹里没有文件 / no file in this folder",
    ]
    assert "文档 documents 2 " in out


NO_KG = "nokg 不存在 / does not exist: run `tifagraph build DOCUMENTS -o nokg` first"


@pytest.mark.parametrize(
    ("arguments", "lines"),
    [
        (["build", "nowhere", "-o", "kg"], [f"nowhere: {MISSING}"]),
        (["build", "a", "b", "-o", "kg"], [f"a: {MISSING}", f"b: {MISSING}"]),
        (["build", "gbk.txt", "-o", "kg"], [f"gbk.txt: {NOT_UTF8}"]),
        (["build", "-o", "kg"], ["缺少 DOCS / Missing argument 'DOCS'. (tifagraph build --help)"]),
        (["build", "in", "--workers", "0"], None),
        (
            ["buidl"],
            ["没有命令 buidl / No such command 'buidl'. Did you mean 'build'? (tifagraph --help)"],
        ),
        (["query", "nokg", "slogans"], None),
        (["query", "KG", "slogan"], None),
        (["query", "KG", "slogans", "-p", "city=x"], None),
        (
            ["query", "KG", "slogans", "-p", "city"],
            ["参数写作 名=值 / write a parameter as NAME=VALUE, not “city”"],
        ),
        (["query", "nokg"], [NO_KG]),
        (
            ["query", "KG", "-p", "person=苏映雪"],
            ["-p 须与 NAME|SPARQL|@FILE 同用 / -p goes with NAME|SPARQL|@FILE"],
        ),
        (
            ["query", "demo", "slogans", "--endpoint", "http://127.0.0.1:9/"],
            [
                "有 --endpoint 就不写 KG，去掉“demo” / no KG is given with --endpoint: leave out "
                "“demo”"
            ],
        ),
        (
            ["view", "KG", "-o", "page.html", "--hops", "3"],
            ["--hops 须与 --focus NAME 同用 / --hops goes with --focus NAME"],
        ),
        (
            ["build", "good.txt", "-o", "kg", "--partitions", "4"],
            ["--partitions 须与 --engine spark 同用 / --partitions goes with --engine spark"],
        ),
        (
            ["add", "KG", "good.txt", "--partitions", "4"],
            ["--partitions 须与 --engine spark 同用 / --partitions goes with --engine spark"],
        ),
        (
            ["build", "good.txt", "-o", "kg", "--workers", "2", "--engine", "spark"],
            ["--workers 须与 --engine local 同用 / --workers goes with --engine local"],
        ),
        *(
            (
                ["export", "KG", "-o", "y.gexf", option, value],
                [
                    "gexf 不写标题、许可、日期 / has no title, licence and date; --title, "
                    "--licence and --published are for ro-crate"
                ],
            )
            for option, value in (("--title", "x"), ("--licence", "foo"), ("--published", "nodate"))
        ),
        *(
            ([*verb, "-o", file], [f"{file}: 后缀应为 / the suffix must be {suffixes}"])
            for verb, file, suffixes in (
                (["mine", "good.txt"], "m.csv", ".tsv, .json"),
                (["reconcile", "KG", "good.txt", "--column", "x"], "z.xlsx", ".csv"),
                (["slogans", "KG"], "s.pdf", ".csv, .html, .json"),
            )
        ),
        (["query", "KG", "SELECT * {"], None),
        (["query", "KG", "@nowhere.rq"], None),
        (["query", "KG", "slogans", "--format", "xls"], None),
        (["export", "KG", "-o", "graph.doc"], None),
        (["explain", "nowhere"], [f"nowhere: {MISSING}"]),
        (["explain", "gbk.txt"], [f"gbk.txt: {NOT_UTF8}"]),
        (["evaluate", "KG", "nowhere"], None),
        (["view", "KG", "-o", "page.html", "--focus", "无此人"], None),
        (["build", "good.txt", "-o", "gbk.txt"], None),
        (["build", "good.txt", "-o", "/proc/kg"], None),
        (["build", "good.txt", "-o", "kg", "--base", "x"], None),
    ],
)
def test_wrong_use_is_one_line_and_exit_code_2(
    arguments: list[str],
    lines: list[str] | None,
    here: Path,
    folder: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (here / "good.txt").write_text("市委召开会议。", "utf-8")
    (here / "gbk.txt").write_bytes("张三".encode("gbk"))
    assert main([folder if word == "KG" else word for word in arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    said = err.splitlines()
    assert all(line.startswith("错误 / error: ") for line in said)
    if lines is None:
        assert len(said) == 1
    else:
        assert said == [f"错误 / error: {line}" for line in lines]
    assert not (here / "kg").exists()
    assert not list(here.glob("*.gexf"))


def test_query_as_table_csv_json_and_turtle(
    folder: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def answer(*arguments: str) -> str:
        assert main(["query", folder, *arguments]) == 0
        return capsys.readouterr().out

    table = answer("who-holds-what", "-p", "person=苏映雪")
    assert "苏映雪" in table
    assert "程望山" not in table
    rows = list(csv.DictReader(answer("who-holds-what", "--format", "csv").splitlines()))
    assert {row["person"] for row in rows} == {"程望山", "苏映雪", "高存义"}
    people = json.loads(
        answer("SELECT ?x { ?p a tg:Person ; rdfs:label ?x } ORDER BY ?x", "--format", "json")
    )
    assert people == [{"x": "程望山"}, {"x": "苏映雪"}, {"x": "高存义"}]
    assert answer("CONSTRUCT { ?p a tg:Person } { ?p a tg:Person }").count(" a tg:Person .") == 3
    assert answer("ASK { ?p a tg:Person }") == "true\n"


def test_values_by_position(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    def answer(*arguments: str) -> str:
        assert main(["query", folder, *arguments, "--format", "csv"]) == 0
        return capsys.readouterr().out

    by_name = answer("who-holds-what", "-p", "person=苏映雪")
    assert answer("who-holds-what", "苏映雪") == by_name
    post = next(csv.DictReader(by_name.splitlines()))["post"]
    of_post = answer("who-holds-what", "-p", "person=苏映雪", "-p", f"post={post}")
    assert answer("who-holds-what", "苏映雪", post) == of_post != by_name
    assert answer("who-holds-what", "苏映雪", "-p", f"post={post}") == of_post


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["career", "苏映雪", "attested", "x"],
            "值太多，“x”无处可放 / too many values; parameters",
        ),
        (
            ["career", "苏映雪", "-p", "person=程望山"],
            "参数 person 给了两次 / parameter person is given",
        ),
        (["ASK {}", "x"], "parameters are: 无 / none"),
    ],
)
def test_values_that_have_no_place(
    arguments: list[str], said: str, folder: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["query", folder, *arguments]) == 2
    assert said in capsys.readouterr().err


def test_query_lists_its_questions(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", folder]) == 0
    out = capsys.readouterr().out
    assert out.count("\n") > 20
    assert "who-holds-what" in out
    assert "  -p slogan=… " in out


def test_nothing_found_is_exit_code_1(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evidence", folder, "四个意"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    note, nothing = err.splitlines()
    assert note.startswith("提示 / note: ")
    assert "四个意识" in note
    assert nothing == "没有结果 / nothing found"
    assert main(["query", folder, "SELECT ?x { ?x a <x:Nothing> }", "--format", "json"]) == 1
    assert capsys.readouterr().out == "[]\n"


def test_evidence_shows_each_sentence_with_what_it_states(
    folder: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evidence", folder, "两个维护"]) == 0
    head, sentence, *stated = capsys.readouterr().out.splitlines()
    assert head == "2020/0421  2020-04-21"
    assert sentence.startswith("程望山强调，")
    assert "  程望山 — 使用提法 → 两个维护" in stated
    assert main(["evidence", folder, "两个维护", "--format", "json"]) == 0
    assert {row["text"] for row in json.loads(capsys.readouterr().out)} == {sentence}


@pytest.mark.slow
def test_explain_draws_the_findings_of_a_text(here: Path) -> None:
    run = tifagraph("explain", "-", stdin="市委书记程望山主持会议。".encode())
    assert run.returncode == 0
    assert "[程望山](Person)" in run.stdout.decode()
    found = json.loads(tifagraph("explain", "-", "--format", "json", stdin="甲。".encode()).stdout)
    assert found["document"] == "stdin"


def test_export_and_view_write_where_they_are_told(
    folder: str, here: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert main(["export", folder, "-o", "graph.ttl"]) == 0
    assert main(["export", folder, "-o", "-"]) == 0
    out, err = capfdbinary.readouterr()
    assert out == (here / "graph.ttl").read_bytes()
    size = f"{len(out):,} 字节 bytes"
    assert [size in line for line in err.decode().splitlines()] == [True, False]
    assert main(["export", folder, "-o", "people.ttl", "--layer", "entities"]) == 0
    assert b"#char=" not in (here / "people.ttl").read_bytes()
    assert main(["view", folder, "-o", "page.html", "--focus", "苏映雪", "--hops", "2"]) == 0
    assert "苏映雪" in (here / "page.html").read_text("utf-8")


@pytest.mark.slow
def test_utf8_under_any_locale_and_no_colour_in_a_pipe(folder: str) -> None:
    for locale in {"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}:
        run = tifagraph("query", folder, "slogans", **locale)
        assert run.returncode == 0
        assert "四个意识" in run.stdout.decode()
        assert b"\x1b" not in run.stdout


_PAGE = 4096  # bytes: a pipe that holds less than the export


def test_a_pipe_that_closes_early_ends_quietly(folder: str) -> None:
    command = [
        sys.executable,
        "-c",
        "from graph.cli import run; run()",
        "export",
        folder,
        "-o",
        "-",
    ]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, pipesize=_PAGE
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


def test_the_unforeseen_is_one_line_too(
    monkeypatch: pytest.MonkeyPatch, folder: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(path: Path) -> None:
        raise ZeroDivisionError("a\nb")

    monkeypatch.setattr(graph, "open", broken)
    assert main(["stats", folder]) == 2
    assert capsys.readouterr().err == (
        "错误 / error: 意外错误，请报告 / unexpected, please report it with what "
        "TIFAGRAPH_DEBUG=1 shows: ZeroDivisionError: a\\nb\n"
    )
    monkeypatch.setenv("TIFAGRAPH_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        main(["stats", folder])


def test_every_command_explains_itself_in_both_languages(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--help"]) == 0
    commands = [line.split()[0] for line in capsys.readouterr().out.splitlines() if " / " in line]
    names = {name for name in commands if name.isalpha() and name.isascii()}
    assert names >= {"build", "query", "evidence", "explain", "evaluate", "view", "export", "stats"}
    for name in names:
        assert main([name, "--help"]) == 0
        text = capsys.readouterr().out
        assert "例 / Example:" in text
        assert f"tifagraph {name} " in text
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"tifagraph {graph.__version__}\n"

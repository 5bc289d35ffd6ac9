"""Help as plain text: every verb, at any width, no word cropped, both languages."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
from rich.cells import cell_len

from graph.cli import app, main
from graph.cli.help import wrapped
from graph.cli.misuse import both

VERBS = sorted(command.callback.__name__ for command in app.registered_commands) or sorted(
    command.callback.__name__
    for group in app.registered_groups
    for command in group.typer_instance.registered_commands
)


@pytest.mark.parametrize("width", [60, 80])
@pytest.mark.parametrize("verb", ["", *VERBS])
def test_no_line_is_wider_and_no_word_cut(
    verb: str, width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "400")  # as wide as it gets, for the words as they are
    assert main([*filter(None, [verb]), "--help"]) == 0
    words = set(re.findall(r"[!-~]+", capsys.readouterr().out))
    monkeypatch.setenv("COLUMNS", str(width))
    assert main([*filter(None, [verb]), "--help"]) == 0
    out = capsys.readouterr().out
    assert set(re.findall(r"[!-~]+", out)) == words
    for line in out.splitlines():
        assert cell_len(line) <= width or " " not in line.strip(), line
    assert "│" not in out
    assert re.search("[一-龥]", out)


def test_no_verb_gets_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    help_ = capsys.readouterr().out
    assert main([]) == 2
    out, err = capsys.readouterr()
    assert (out.strip(), err) == (help_.strip(), "")


def test_typers_own_words_are_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    out = " ".join(capsys.readouterr().out.split())
    for words in "显示帮助 / Show this", "安装补全 / Install", "显示补全的脚本 / Show the script":
        assert words in out
    assert main(["build", "--help"]) == 0
    assert "[必填 required]" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["build"], "缺少 DOCS / Missing argument 'DOCS'."),
        (["build", "a"], "缺少选项 '-o' / '--out' / Missing option '-o' / '--out'."),
        (["stats", "a", "b"], "多出 b / Got unexpected extra argument(s) (b)"),
        (["stats", "--foo"], "没有选项 --foo / No such option: --foo"),
        (
            ["slogans", "a", "--by", "week"],
            "'--by' 没有 'week'，可取 'year', 'month', 'day' / Invalid value for '--by': 'week' is "
            "not one of 'year', 'month', 'day'. (",
        ),
        (["serve", "a", "--port", "65536"], "'--port' 至多 65535 / Invalid value for '--port': "),
        (["serve", "a", "--port", "-1"], "'--port' 至少 0 / Invalid value for '--port': it must "),
        (["serve", "a", "--port", "x"], "'--port' 应是数 / Invalid value for '--port': it must "),
        (["slogans", "a", "--by"], "选项 --by 后应有值 / Option '--by' requires an argument."),
    ],
)
def test_misuse_is_told_in_both_languages(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert capsys.readouterr().err.startswith(f"错误 / error: {said}")


@pytest.mark.parametrize(
    ("verb", "said"),
    [
        ("build", "needs tifagraph[spark]."),
        ("add", "needs tifagraph[spark]."),
        ("query", "最多内存，默认 4096 / How much memory it may take; by default 4096."),
        ("serve", "Its page may record who is who, and what is wrong, in KG/judgements.tsv."),
    ],
)
def test_what_help_says(
    verb: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    assert main([verb, "--help"]) == 0
    assert said in " ".join(capsys.readouterr().out.split())


def test_other_messages_stay() -> None:
    assert both("something else") == "something else"


def test_wrapping_counts_columns_and_keeps_marks_with_their_han() -> None:
    assert list(wrapped("甲乙丙，丁", 6)) == ["甲乙", "丙，丁"]
    assert list(wrapped("see [甲乙] now", 8)) == ["see [甲", "乙] now"]
    assert list(wrapped("a-very-long-word b", 4)) == ["a-very-long-word", "b"]


def test_python_m_graph_is_the_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "graph", "--version"], capture_output=True, text=True
    )
    assert (done.returncode, done.stdout.split()[0]) == (0, "tifagraph")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("tifagraph q", ["query"]),
        ("tifagraph query kg sl", ["slogan-users", "slogan-variants", "slogans"]),
        ("tifagraph query kg slogan-users -p ", ["slogan=", "person=", "organization=", "event="]),
        ("tifagraph query kg slogan-users -p s", ["slogan="]),
    ],
)
def test_a_shell_is_offered_what_may_follow(typed: str, offered: list[str]) -> None:
    environment = {
        "_TIFAGRAPH_COMPLETE": "complete_bash",
        "COMP_WORDS": typed,
        "COMP_CWORD": str(typed.count(" ")),
    }
    done = subprocess.run(
        [sys.executable, "-m", "graph"],
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
    )
    assert done.stdout.split() == offered

"""The command line: the library's verbs, their results on stdout, talk about them on stderr.

Exit codes: 0 fine; 1 done, with findings (documents left out, nothing found); 2 wrong use, or it
cannot be done. Errors are one line each; the traceback of an unforeseen one shows under
``TIFAGRAPH_DEBUG=1``.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal, cast

import typer

import graph
from graph import terminal
from graph.query import named
from graph.read import documents
from graph.rows import Rows, Triples, render
from graph.terms import BASE

app = typer.Typer(
    name="tifagraph",
    help="中文公文知识图谱 / A knowledge graph of Chinese official text.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


_INTERRUPTED = 130  # what typer makes of Ctrl-C


def run() -> None:
    """The console script."""
    sys.exit(main())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; no exception leaves but for debugging."""
    terminal.use_utf8()
    logging.getLogger("graph").handlers = [terminal.Notes()]
    try:
        code = app(arguments, prog_name="tifagraph", standalone_mode=False)
        sys.stdout.flush()
        if code == _INTERRUPTED:
            terminal.error("已中断 / interrupted")
        return int(code or 0)
    except (BrokenPipeError, SystemExit):  # who reads the pipe has seen enough; typer exits then
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except graph.TifagraphError as error:
        for line in (str(error), *getattr(error, "__notes__", ())):
            terminal.error(line)
    except Exception as error:
        if os.environ.get("TIFAGRAPH_DEBUG"):
            raise
        if hasattr(error, "format_message"):
            _misuse(error.format_message(), getattr(error, "ctx", None))
        else:
            terminal.error(_unforeseen(error))
    return 2


def _misuse(message: str, context: typer.Context | None) -> None:
    """One line for wrong use of the command line; none where the help was shown instead."""
    if message:
        path = context.command_path if context else "tifagraph"
        terminal.error(f"{message} ({path} --help)")


def _unforeseen(error: Exception) -> str:
    return (
        f"意外错误，请报告 / unexpected, please report it with what TIFAGRAPH_DEBUG=1 shows: "
        f"{type(error).__name__}: {error}"
    )


def _version(wanted: bool) -> None:
    if wanted:
        print(f"tifagraph {graph.__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="版本 / The version."),
    ] = False,
) -> None:
    pass


KG = Annotated[Path, typer.Argument(metavar="KG", help="图的文件夹 / The graph's folder.")]


@app.command()
def build(
    docs: Annotated[
        list[str],
        typer.Argument(
            metavar="DOCS",
            help="文件夹、文件或 - / Folders, files (.txt, .jsonl, .jsonl.gz), or - for stdin.",
        ),
    ],
    out: Annotated[
        Path, typer.Option("-o", "--out", metavar="KG", help="图的文件夹 / The graph's folder.")
    ],
    base: Annotated[
        str, typer.Option(help="实体 IRI 前缀 / What the IRIs of entities begin with.")
    ] = BASE,
    workers: Annotated[
        int | None, typer.Option(min=1, help="进程数 / Processes; by default what is fastest.")
    ] = None,
) -> int:
    """从文档建图 / Build the graph of documents.

    例 / Example:  tifagraph build data/documents -o kg
    """
    with terminal.progress() as progress:
        kg = graph.build(docs, out, base=base, workers=workers, progress=progress)
        kg.export(out / "graph.ttl")
        kg.view(out / "graph.html")
    for failure in kg.report.failures:
        terminal.say("略过 / left out:", str(failure), "yellow")
    terminal.summary(kg.report)
    slogans = cast("Rows", kg.query("slogans"))
    terminal.next_steps(out, slogans[0].slogan if slogans else None)
    return 1 if kg.report.failures or not any(kg.report.entities.values()) else 0


@app.command()
def stats(kg: KG) -> int:
    """图中有什么 / Count what a graph holds.

    例 / Example:  tifagraph stats kg
    """
    report = graph.open(kg).report
    terminal.summary(report)
    return 0 if any(report.entities.values()) else 1


Format = Annotated[str, typer.Option(help="table, csv, json, sparql-json")]


@app.command()
def query(
    kg: KG,
    question: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME|SPARQL|@FILE",
            help="查询名、SPARQL 或文件；不写则列出 / Nothing lists the named queries.",
        ),
    ] = None,
    parameters: Annotated[
        list[str] | None,
        typer.Option("-p", "--param", metavar="NAME=VALUE", help="参数 / A parameter's value."),
    ] = None,
    format: Format = "table",
) -> int:
    """查询 / Ask a named question or any SPARQL; triples come as Turtle.

    例 / Example:  tifagraph query kg who-holds-what -p place=澄州市
    """
    opened = graph.open(kg)
    if question is None:
        terminal.questions(named().values())
        return 0
    answer = opened.query(question, **dict(map(_parameter, parameters or ())))
    return _print(answer, format)


def _parameter(given: str) -> tuple[str, str]:
    name, equals, value = given.partition("=")
    if not (name and equals):
        raise graph.QueryError(f"参数写作 名=值 / write a parameter as NAME=VALUE, not “{given}”")
    return name, value


def _print(answer: Rows | bool | Triples, format: str) -> int:
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    sys.stdout.write(render(answer, format, width))
    return _found(answer)


def _found(answer: Rows | bool | Triples) -> int:
    if isinstance(answer, bool) or answer:
        return 0
    terminal.say("没有结果 / nothing found")
    return 1


@app.command()
def evidence(
    kg: KG,
    name: Annotated[str, typer.Argument(metavar="NAME", help="名称 / What something is called.")],
    format: Annotated[str, typer.Option(help="text, table, csv, json, sparql-json")] = "text",
) -> int:
    """原文依据 / Show the sentences behind everything said of a name.

    例 / Example:  tifagraph evidence kg 两个维护
    """
    rows = graph.open(kg).evidence(name)
    if format != "text":
        return _print(rows, format)
    terminal.evidence(rows)
    return _found(rows)


@app.command()
def explain(
    file: Annotated[str, typer.Argument(metavar="FILE", help="文件或 - / A file, or - for stdin.")],
    format: Annotated[Literal["text", "json"], typer.Option(help="text, json")] = "text",
) -> int:
    """解释 / Draw what is found in a text, with the rule behind each finding.

    例 / Example:  tifagraph explain report.txt
    """
    from graph.explain import explain as drawn

    left_out = 0
    for document in documents([file]):
        if isinstance(document, graph.InputError):
            terminal.error(str(document))
            left_out += 1
        else:
            colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
            sys.stdout.write(drawn(document, format, colour))
    return 2 if left_out else 0


@app.command()
def evaluate(
    kg: KG,
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="标注文件夹 / The folder of gold.")],
    errors: Annotated[bool, typer.Option("--errors", help="列出错误 / List the errors.")] = False,
    format: Annotated[Literal["text", "json"], typer.Option(help="text, json")] = "text",
) -> int:
    """评测 / Score a graph against annotated documents: precision, recall, F1.

    例 / Example:  tifagraph evaluate kg data/gold --errors
    """
    from graph.evaluate import evaluate as score

    scores = score(graph.open(kg).store, gold)
    if format == "json":
        print(json.dumps(scores.as_dict(), ensure_ascii=False, indent=1))
    else:
        sys.stdout.write(scores.text(errors).rstrip("\n") + "\n")
    return 1 if scores.absent else 0


@app.command()
def view(
    kg: KG,
    out: Annotated[
        Path, typer.Option("-o", "--out", metavar="FILE", help="网页文件 / The page to write.")
    ],
    focus: Annotated[
        str | None, typer.Option(metavar="NAME", help="以谁为中心 / Only what is around this name.")
    ] = None,
    hops: Annotated[
        int, typer.Option(min=1, max=5, help="几步之内 / Within how many relations of it.")
    ] = 1,
) -> None:
    """画成网页 / Draw the graph as one interactive page that needs no network.

    例 / Example:  tifagraph view kg -o page.html --focus 两个维护 --hops 2
    """
    graph.open(kg).view(out, focus=focus, hops=hops)


@app.command()
def export(
    kg: KG,
    out: Annotated[
        Path, typer.Option("-o", "--out", metavar="FILE", help="文件或 - / File, or - for stdout.")
    ],
    format: Annotated[
        str, typer.Option(help="turtle, trig, nquads, json-ld; 默认依后缀 / by default the suffix.")
    ] = "",
) -> None:
    """导出 / Write the graph as Turtle, TriG, N-Quads or JSON-LD.

    例 / Example:  tifagraph export kg -o graph.trig
    """
    to_stdout = str(out) == "-"
    graph.open(kg).export(sys.stdout.buffer if to_stdout else out, format)

"""The command line: the library's verbs, their results on stdout, talk about them on stderr.

Exit codes: 0 fine; 1 done, with findings (documents left out, nothing found); 2 wrong use, or it
cannot be done; 130 ended by Ctrl-C. Errors are one line each; the traceback of an unforeseen one
shows under ``TIFAGRAPH_DEBUG=1``.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

import graph
from graph.cli import (
    build,
    check,
    curation,
    export,
    help,
    identity,
    inputs,
    mcp,
    misuse,
    namesakes,
    profile,
    quality,
    query,
    reconcile,
    serve,
    slogans,
    spark,
    terminal,
)

app = typer.Typer(
    name="tifagraph",
    cls=help.Group,
    help="中文公文知识图谱 / A knowledge graph of Chinese official text.",
    invoke_without_command=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for verbs in (
    build, spark, inputs, check, query, profile, slogans, reconcile, serve, mcp, quality, export,
    curation,
    identity,
):  # fmt: skip
    app.add_typer(verbs.app)

help.make_plain(app)

_INTERRUPTED = 130  # what typer makes of Ctrl-C


def run() -> None:
    """The console script."""
    try:
        code = main()
    except OSError:
        if os.environ.get("TIFAGRAPH_DEBUG"):
            raise
        code = 2  # nor can stderr be written: the exit code alone tells of it
    sys.exit(code)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; no exception leaves but for debugging."""
    terminal.hold_streams()
    terminal.use_utf8()
    logging.getLogger("graph").handlers = [terminal.Notes()]
    try:
        code = app(arguments, prog_name="tifagraph", standalone_mode=False)
        sys.stdout.flush()
        if code == _INTERRUPTED:
            terminal.error("已中断 / interrupted")
        return int(code or 0)
    except (BrokenPipeError, SystemExit):  # who reads the pipe has seen enough; typer exits then
        _silence()
        return 0
    except OSError as error:
        if os.environ.get("TIFAGRAPH_DEBUG"):
            raise
        terminal.error(_system(error))
        if error.filename is None:
            _silence()
    except MemoryError:
        terminal.error("内存不足 / out of memory; try: ulimit -v unlimited, or fewer documents")
    except graph.AmbiguousError as error:
        namesakes.which(error)
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


def _silence() -> None:
    """Throw away what stdout still holds: Python would complain of it at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _system(error: OSError) -> str:
    """What the system refused: an error that names no file is one of stdout."""
    reason = error.strerror or error
    if error.filename is None:
        return f"标准输出写不了 / cannot write to stdout: {reason}; write to a file elsewhere"
    return f"{error.filename}: {reason}; 请检查路径与权限 / check the path and the rights to it"


def _misuse(message: str, context: typer.Context | None) -> None:
    """One line for wrong use of the command line."""
    path = context.command_path if context else "tifagraph"
    terminal.error(f"{misuse.both(message)} ({path} --help)")


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
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="版本 / The version."),
    ] = False,
) -> None:
    if context.invoked_subcommand is None:
        print(context.get_help())
        raise typer.Exit(2)

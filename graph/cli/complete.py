"""What a shell offers after Tab: the questions and their parameters."""

from __future__ import annotations

from collections.abc import Iterator

import typer

from graph.query import named


def questions(incomplete: str) -> Iterator[tuple[str, str]]:
    """The named questions that begin so, each with its title."""
    for query in named().values():
        if query.name.startswith(incomplete):
            yield query.name, f"{query.title_zh} {query.title}"


def parameters(ctx: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """The parameters of the question that stands before."""
    # an option that still lacks its value leaves all words unread in ctx.args
    words = (ctx.params.get("question"), *ctx.args)
    asked = next((named()[word] for word in words if word in named()), None)
    for parameter in asked.parameters if asked else ():
        if parameter.name.startswith(incomplete):
            yield f"{parameter.name}=", parameter.description

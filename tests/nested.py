"""Queries nested so deeply that parsers overflow: asked of a store and of a server."""

NESTED = {
    "brackets": "ASK { FILTER " + "(" * 10_000 + "1" + ")" * 10_000 + " }",
    "groups": "ASK " + "{" * 10_000 + "}" * 10_000,
    "not": "ASK { FILTER (" + "!" * 50_000 + "true) }",
    "or": "ASK { FILTER (1" + " || 1" * 50_000 + ") }",
    "paths": "ASK { ?a " + "(" * 20_000 + "<p:>" + ")" * 20_000 + " ?b }",
    "blank": "ASK { ?a <p:> " + "[ <p:> " * 20_000 + "1" + "]" * 20_000 + " }",
}

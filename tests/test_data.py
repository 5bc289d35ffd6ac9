"""The lists: well formed, with their sources, and documented as they are."""

from __future__ import annotations

import pytest

from graph.lexicon import lists
from graph.lexicon.lexicon import default
from graph.resources import LEXICON, ROOT

LISTS = lists.read(LEXICON)


@pytest.mark.parametrize("name", LISTS)
def test_every_entry_has_a_source(name: str) -> None:
    rows = LISTS[name]
    assert rows
    assert all(row["source"].strip() for row in rows)
    assert all(value == value.strip() for row in rows for value in row.values())


@pytest.mark.parametrize("name", LISTS)
def test_the_data_readme_tells_each_list_as_it_is(name: str) -> None:
    rows = LISTS[name]
    told = f"| `{name}.tsv` | {len(rows):,} | {' '.join(rows[0])} |"
    assert told in (ROOT / "data" / "README.md").read_text("utf-8")


def test_division_codes_are_those_of_their_parents() -> None:
    codes = {row["code"]: row for row in LISTS["places"] if row["code"]}
    for code, row in codes.items():
        assert len(code) == 6 and code.isdigit()
        if row["parent"] and row["level"] != "province":
            assert code[:2] == row["parent"][:2] and row["parent"] in codes


def test_numeric_slogans_have_as_many_parts_as_they_say() -> None:
    digits = "零一二三四五六七八九十"
    for entry in default().entries("slogans"):
        name, parts = entry["name"], entry["components"].split("|")
        if entry["components"] and name[0] in digits and name[1] == "个" and "、" not in name:
            assert len(parts) == digits.index(name[0]), name

"""Inputs that fuzzing found, and the fuzzer's targets over their seeds and damaged ones."""

from __future__ import annotations

import random
import sys
from datetime import date
from pathlib import Path

import pytest

from graph.evaluate.gold import read_gold
from graph.model import InputError
from graph.text import dates

sys.path.insert(0, str(Path(__file__).parents[1] / "fuzz"))
from targets import SEEDS, TARGETS, attempt


@pytest.mark.parametrize("name", TARGETS)
def test_damaged_seeds_raise_nothing_unforeseen(name: str) -> None:
    chance = random.Random(name)
    for seed in SEEDS[name]:
        attempt(name, seed)
        for _ in range(100):
            data = bytearray(seed)
            for _ in range(chance.randint(1, 4)):
                place = chance.randrange(len(data) + 1)
                data[place : place + chance.randint(0, 4)] = chance.randbytes(chance.randint(0, 4))
            attempt(name, bytes(data))


@pytest.mark.parametrize("suffix", ["drawn", "yaml"])
@pytest.mark.parametrize("broken", ["gold", "text"])
def test_gold_that_is_not_utf8(tmp_path: Path, suffix: str, broken: str) -> None:
    gold, text = tmp_path / f"a.{suffix}", tmp_path / "a.txt"
    gold.write_bytes("[陆知远](Person)".encode()[: -1 if broken == "text" else -11])
    text.write_bytes("陆知远主持。".encode()[: -1 if broken == "text" else None])
    wrong = text if broken == "text" else gold
    with pytest.raises(InputError, match="cannot be read: it is not UTF-8") as caught:
        read_gold(gold, "a")
    assert str(caught.value).startswith(f"{wrong}: ")


@pytest.mark.parametrize("anchor", [(1, 1, 1), (2020, 2, 30), (9999, 12, 31)])
def test_dates_at_the_ends_of_the_calendar(anchor: tuple[int, int, int]) -> None:
    for text in ("昨天", "前天", "31日", "12月31日", "2日"):
        values = [found.value for found in dates(text, anchor)]
        assert all(date.fromisoformat(value) for value in values)
        assert values or anchor != (9999, 12, 31)

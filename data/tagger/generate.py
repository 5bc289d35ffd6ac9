"""Sentences in the manner of local official reports, invented, with exact spans of their names.

``grammar.txt`` is a context-free grammar; what a symbol of SPANS expands to is a name of that type,
and the outermost one counts. Persons, towns, firms and schools are made up from surnames,
characters and real divisions.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from pathlib import Path

import jieba

Line = tuple[str, list[tuple[int, int, str]]]

SPANS = {"person": "Person"}
SPANS |= dict.fromkeys(("place", "town", "bare", "seat", "nation"), "Place")
SPANS |= dict.fromkeys(("organ", "standing", "wei", "fu"), "Organization")

GRAMMAR = Path(__file__).resolve().parent / "grammar.txt"
UNIT = r"(省|市|县|区|自治.|地区|盟|旗|新区)$"
REGION = r"(省|市|县|区|维吾尔自治区|壮族自治区|回族自治区|自治区)$"
NUMBERS = {"dd": (1, 31), "mm": (1, 12), "yy": (1955, 2025)}


class Generator:
    """Draws labelled lines; the same seed, divisions and clauses give the same lines.

    ``divisions`` is a file of real provinces, cities and counties, one a line (further columns are
    not read, nor comments and the head); ``clauses`` are what is said between the names.
    """

    def __init__(self, divisions: Path, clauses: list[str], seed: int) -> None:
        self.random = random.Random(seed)
        self.clauses = clauses
        self.rules: dict[str, list[str]] = defaultdict(list)
        self.lists: dict[str, list[str]] = defaultdict(list)
        for row in GRAMMAR.read_text("utf-8").splitlines():
            if row.startswith("@"):
                name, *words = row[1:].split()
                self.lists[name] += words
            elif ":=" in row:
                name, body = (part.strip(" ") for part in row.split(":=", 1))
                self.rules[name] += [body] if name == "line" else body.split("|")
        rows = divisions.read_text("utf-8").splitlines()
        self.real = [r.split("\t")[0] for r in rows if not r.startswith(("#", "name\t"))]
        self.provinces = [name for name in self.real if name.endswith(("省", "自治区"))]
        self.family_weights = [max(1.0, 60 - i / 5) for i in range(len(self.lists["family"]))]
        self._learn_given_names()

    def _learn_given_names(self) -> None:
        """The characters of given names by frequency, from jieba's dictionary (MIT)."""
        middle, last = Counter[str](), Counter[str]()
        families = set(self.lists["family"])
        for row in jieba.get_dict_file():
            word, _, kind = row.decode("utf-8").split()
            if kind == "nr" and word[0] in families and len(word) in (2, 3):
                last[word[-1]] += 1
                middle[word[1]] += len(word) == 3
        self.given = [self._weighted(middle), self._weighted(last)]
        self.common = "".join(c for c, n in last.most_common(2500) if "一" <= c <= "鿿")

    @staticmethod
    def _weighted(counts: Counter[str]) -> tuple[list[str], list[int]]:
        kept = sorted(c for c, n in counts.items() if n >= 3 and "一" <= c <= "鿿")
        return kept, [counts[c] for c in kept]

    def person(self) -> str:
        """A name: Han of two or three characters; now and then spaced, compound, with dots."""
        pick = self.random
        draw = pick.random()
        family = pick.choices(self.lists["family"], self.family_weights)[0]
        if draw < 0.03:
            family = pick.choice(self.lists["compound"])
        elif draw < 0.07:
            words = self.lists["minority"]
            parts = ["".join(pick.choices(words, k=pick.choice((1, 1, 2)))) for _ in "ab"]
            return "·".join(parts) if pick.random() < 0.8 else parts[0] + parts[1]
        elif draw < 0.10:
            words = self.lists["foreign"]
            parts = ["".join(pick.choices(words, k=pick.randint(2, 4))) for _ in "abc"]
            return "·".join(parts[: pick.choice((1, 2, 2, 3))])
        middle, end = (
            pick.choices(*usual)[0] if pick.random() < 0.9 else pick.choice(self.common)
            for usual in self.given
        )
        if pick.random() < 0.72:
            return family + middle + end
        if pick.random() < 0.3 and len(family) == 1:
            return family + pick.choice("　　　 ") + end
        return family + end

    def stem(self) -> str:
        """The proper part of a place name, invented or real: 澄州 of 澄州市."""
        pick = self.random
        draw = pick.random()
        if draw < 0.35:
            name = pick.choice(self.real)
            return re.sub("(?<=..)" + UNIT, "", name if len(name) <= 4 else name[:2])
        tail = self.lists["tail"]
        if draw < 0.5:
            return pick.choice(self.common) + pick.choice(tail)
        if draw < 0.55:
            return "".join(pick.choice(self.lists["stem"]) for _ in "ab") + pick.choice(tail)
        return pick.choice(self.lists["stem"]) + pick.choice(tail)

    def bare(self) -> str:
        """A place called by its name without what it is: 澄州, 浙江."""
        if self.random.random() < 0.3:
            return re.sub(REGION, "", self.random.choice(self.provinces))
        return self.stem()

    def brand(self) -> str:
        """What a firm calls itself."""
        pick = self.random
        if pick.random() < 0.7:
            return "".join(pick.choices(self.lists["brand"], k=pick.choice((2, 2, 2, 3))))
        return pick.choice(self.common) + pick.choice(self.common)

    def name(self, symbol: str) -> str:
        """An invented name: of a person, a town, an organ."""
        text: list[str] = []
        self._expand(symbol, text, [], True)
        return "".join(text)

    def line(self) -> Line:
        """One line and its names, in order."""
        text: list[str] = []
        spans: list[tuple[int, int, str]] = []
        self._expand("line", text, spans, False)
        return "".join(text), spans

    def _word(self, symbol: str) -> str | None:
        """What a symbol without rules stands for."""
        if symbol in ("person", "stem", "bare", "brand"):
            return str(getattr(self, symbol)())
        if symbol in NUMBERS:
            return str(self.random.randint(*NUMBERS[symbol]))
        if symbol in ("clause", "plain"):
            return self.random.choice(self.clauses) + "，" * (symbol == "plain")
        if symbol in ("real", "province"):
            return self.random.choice(self.real if symbol == "real" else self.provinces)
        return None

    def _expand(
        self, symbol: str, text: list[str], spans: list[tuple[int, int, str]], inside: bool
    ) -> None:
        begin = sum(map(len, text))
        named = symbol in SPANS and not inside
        word = self._word(symbol)
        if word is not None:
            text.append(word)
        else:
            for piece in re.split(r"(\{\w+\})", self.random.choice(self.rules[symbol])):
                if piece.startswith("{"):
                    self._expand(piece[1:-1], text, spans, inside or named)
                else:
                    text.append(piece)
        if named:
            spans.append((begin, sum(map(len, text)), SPANS[symbol]))

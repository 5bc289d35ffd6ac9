"""Each slogan in time: who used it first and last, in which share of the documents, beside what.

A share is always of the documents of its period, whether they use a slogan or not; documents
without a date count in the totals and in no period.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from graph.analyze.corpus import BY, LEVELS, Text, Use, ask, read
from graph.analyze.order import Order, orders
from graph.analyze.replacement import Replacement, replacements
from graph.analyze.tiers import TIERS, Tier, tier_of
from graph.rdf import iri
from graph.store import Store

_COMPANIONS = 5  # so many are told of each slogan
TRENDS = {
    "new": "新 new", "rising": "升 rising", "falling": "降 falling", "steady": "平 steady",
    "silent": "沉寂 silent", "undated": "无日期 undated",
}  # fmt: skip
"""What the last period shows beside the one before it."""
_FACTS = """SELECT DISTINCT ?slogan ?name ?fact ?other {
  ?slogan a tg:Slogan ; rdfs:label ?name .
  OPTIONAL {
    VALUES ?fact { tg:component tg:variantOf }
    ?slogan ?fact ?thing .
    OPTIONAL { ?thing rdfs:label ?label }
    BIND (COALESCE(STR(?label), STR(?thing)) AS ?other)
  }
} ORDER BY ?name ?slogan ?fact ?other"""


@dataclass(frozen=True, slots=True)
class Moment:
    """A first or last use: its day, document, sentence and who speaks there."""

    date: str
    document: str
    sentence: str
    speakers: tuple[str, ...]


@dataclass(slots=True)
class Usage:
    """A slogan in time.

    ``periods`` counts documents by period, ``levels`` and ``places`` all its documents; ``spread``
    is the first day at each level, from the top; ``companions`` counts shared sentences. ``trend``
    is one of TRENDS, and compares the last two periods that have documents.
    """

    slogan: str
    members: list[str]
    variants: list[str]
    documents: int
    sentences: int
    share: float
    tier: Tier
    trend: str
    first: Moment | None
    last: Moment | None
    periods: dict[str, int]
    levels: dict[str, int]
    places: dict[str, int]
    companions: dict[str, int]
    spread: dict[str, str]

    def lag(self, level: str) -> int | None:
        """Days from the first dated use at any level to the first at this one."""
        if level not in self.spread:
            return None
        return (_day(self.spread[level]) - _day(min(self.spread.values()))).days


@dataclass(slots=True)
class Study:
    """All slogans of a graph; ``periods`` counts its dated documents, ``documents`` all."""

    documents: int
    undated: int
    by: str
    periods: dict[str, int]
    tiers: tuple[Tier, ...]
    slogans: list[Usage]
    replacements: list[Replacement] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)

    def shares(self, usage: Usage) -> list[float | None]:
        """The share of each period's documents that use a slogan; None of a period without any."""
        return [usage.periods[period] / n if n else None for period, n in self.periods.items()]

    def most(self, usages: Iterable[Usage]) -> float:
        """The largest share that one of these slogans has in any period."""
        return max((share or 0.0 for one in usages for share in self.shares(one)), default=0.0)


def study(
    store: Store, by: str = "year", place: str = "", scale: tuple[Tier, ...] = TIERS
) -> Study:
    """The slogans of a graph by use, of the documents of a place where one is named.

    ``by`` is a period of BY. QueryError when no document is of that place.
    """
    corpus = read(store, place)
    dates = Counter(text.date[: BY[by]] for text in corpus.texts if text.date)
    periods = {period: dates[period] for period in _without_gaps(sorted(dates))}
    names, facts = _facts(store)
    used: dict[str, list[Use]] = defaultdict(list)
    for use in corpus.uses:
        used[use.slogan].append(use)
    reading = _Reading(
        documents=len(corpus.texts),
        periods=periods,
        scale=scale,
        names=names,
        facts=facts,
        beside=_companions(corpus.uses, names),
        said=_sentences(store, used.values()),
    )
    found = [reading.usage(key, uses) for key, uses in used.items()]
    found.sort(key=lambda usage: (-usage.documents, -usage.sentences, usage.slogan))
    days = {names[key]: [u.text.date for u in uses if u.text.date] for key, uses in used.items()}
    return Study(
        documents=len(corpus.texts),
        undated=sum(not text.date for text in corpus.texts),
        by=by,
        periods=periods,
        tiers=scale,
        slogans=found,
        replacements=replacements(found, days),
        orders=orders(corpus.uses, names),
    )


def _without_gaps(periods: list[str]) -> list[str]:
    """Years or months from the first to the last, in order; days stay as they are."""
    if not periods or len(periods[0]) == BY["day"]:
        return periods
    if len(periods[0]) == BY["year"]:
        return [f"{year:04}" for year in range(int(periods[0]), int(periods[-1]) + 1)]
    first, last = (int(one[:4]) * 12 + int(one[5:]) - 1 for one in (periods[0], periods[-1]))
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(first, last + 1)]


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the study of each slogan draws on: counts of documents, and facts by slogan."""

    documents: int
    periods: Mapping[str, int]
    scale: tuple[Tier, ...]
    names: Mapping[str, str]
    facts: Mapping[str, Mapping[str, list[str]]]
    beside: Mapping[str, Counter[str]]
    said: Mapping[str, str]

    def usage(self, slogan: str, uses: list[Use]) -> Usage:
        """One slogan in time, of its uses."""
        texts = {use.text for use in uses}
        dated = sorted(
            (use for use in uses if use.text.date),
            key=lambda use: (use.text.date, use.text.id, use.begin),
        )
        counts = self._by_period(texts)
        share = len(texts) / self.documents
        levels = Counter(level for _, level in {(use.text, use.level) for use in uses})
        places = Counter(text.place for text in texts if text.place)
        return Usage(
            slogan=self.names[slogan],
            members=self.facts[slogan]["component"],
            variants=self.facts[slogan]["variantOf"],
            documents=len(texts),
            sentences=len({use.sentence for use in uses}),
            share=share,
            tier=tier_of(share, self.scale),
            trend=_trend([counts[period] / n for period, n in self.periods.items() if n]),
            first=self._moment(dated[0]) if dated else None,
            last=self._moment(dated[-1]) if dated else None,
            periods=counts,
            levels={level: levels[level] for level in LEVELS if levels[level]},
            places=dict(sorted(places.items(), key=_most)),
            companions=dict(sorted(self.beside[slogan].items(), key=_most)[:_COMPANIONS]),
            spread=_spread(dated),
        )

    def _by_period(self, texts: Iterable[Text]) -> dict[str, int]:
        width = len(next(iter(self.periods), ""))
        counts = Counter(text.date[:width] for text in texts if text.date)
        return {period: counts[period] for period in self.periods}

    def _moment(self, use: Use) -> Moment:
        return Moment(use.text.date, use.text.id, self.said[use.sentence], use.speakers)


def _spread(dated: Iterable[Use]) -> dict[str, str]:
    """The first day at each level, from the top; the uses are in the order of time."""
    first: dict[str, str] = {}
    for use in dated:
        first.setdefault(use.level, use.text.date)
    return {level: first[level] for level in LEVELS if level and level in first}


def _most(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]


def _trend(shares: list[float]) -> str:
    """How the last period differs from the one before it."""
    if not any(shares):
        return "undated"
    last, before = shares[-1], shares[-2] if len(shares) > 1 else 0.0
    if not last:
        return "falling" if before else "silent"
    if not any(shares[:-1]):
        return "new"
    return "rising" if last > before else "falling" if last < before else "steady"


def _facts(store: Store) -> tuple[dict[str, str], dict[str, dict[str, list[str]]]]:
    """The names of the slogans, and what each consists of and varies."""
    names: dict[str, str] = {}
    facts: dict[str, dict[str, list[str]]] = {}
    for row in ask(store, _FACTS):
        names[row.slogan] = row.name
        known = facts.setdefault(row.slogan, {"component": [], "variantOf": []})
        if row.fact:
            known[row.fact.rpartition("#")[2]].append(row.other)
    return names, facts


def _companions(uses: Iterable[Use], names: Mapping[str, str]) -> dict[str, Counter[str]]:
    """Of each slogan, in how many sentences each other one stands beside it."""
    together: dict[str, set[str]] = defaultdict(set)
    for use in uses:
        together[use.sentence].add(use.slogan)
    beside: dict[str, Counter[str]] = defaultdict(Counter)
    for slogans in together.values():
        for one in slogans:
            beside[one].update(names[other] for other in slogans if other != one)
    return beside


def _sentences(store: Store, used: Iterable[list[Use]]) -> dict[str, str]:
    """The text of each sentence that is a first or last use."""
    ends = set()
    for uses in used:
        dated = sorted((u.text.date, u.text.id, u.begin, u.sentence) for u in uses if u.text.date)
        ends |= {use[3] for use in (*dated[:1], *dated[-1:])}
    values = " ".join(f"<{sentence}>" for sentence in sorted(ends))
    query = f"SELECT ?s ?said {{ VALUES ?s {{ {values} }} ?s {iri('nif:anchorOf')} ?said }}"
    # a sentence that is one mention from end to end has one anchor all the same
    return {row.s: row.said for row in ask(store, query)}


def _day(text: str) -> date:
    return date.fromisoformat(text)

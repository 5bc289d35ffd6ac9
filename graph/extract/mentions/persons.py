"""Persons: a name counts by what stands beside it, by the lexicon or by the tagger.

Beside it stand a post, another name of a list, 同志 or a verb of speech. Where it ends,
`graph.extract.person_names` decides. A name that counts once counts everywhere in its document.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from graph.extract.analysis import Analysis, once
from graph.extract.chinese_names import (
    DOTS,
    DOTTED,
    SPACED,
    is_address,
    is_title,
    not_names,
    plain,
    spaced_in_row,
    surnames,
)
from graph.extract.leaders import leaders
from graph.extract.mentions import name_frames as frames
from graph.extract.mentions import name_neighbours as neighbours
from graph.extract.mentions.found_names import Found
from graph.extract.mentions.latin_names import latin_names
from graph.extract.mentions.places import by_words
from graph.extract.mentions.posts import candidates, holder_after, stacks
from graph.extract.person_names import grammar_of
from graph.extract.rules import mentions
from graph.extract.tagged_names import listed
from graph.extract.titled_names import titled_names
from graph.lexicon import HAN, Led, Pattern
from graph.model import Mention
from graph.text import occurrences

_LED_IN = Pattern("{name_lead}")
_NAMED_AFTER = Pattern("{named_after}")
_TITLED = Pattern("[{han}]{1,6}?{head_title}")
_HAN_CHAR = re.compile(f"[{HAN}]")
_FOREIGN = Pattern(
    "(?!{no_person_start}|{no_foreign_name})(?:(?![的等两])[{han}]){2,8}?"
    "(?=[，。、；）]|\\d|{after_foreign_name}|{verbs.speech})"
)
_WHOLE = 3  # characters of a name with a given name of two
_CALLED_SO = Pattern("{called_title}\\Z")
_CALLED = Led("deputy|called_title", "(?<![{han}])(?P<surname>.){deputy}?{called_title}", before=1)
_GIVEN_NAME = Led(
    "courtesy_title",
    "(?<![{han}])(?P<given>[{han}]{2}){courtesy_title}(?=[，。、；]|{verbs.speech}|{after_name})",
    before=2,
)


@once
def names(analysis: Analysis) -> dict[tuple[int, int], str]:
    """All accepted names: (begin, end) → the name of the first rule that accepts it."""
    found = Found(grammar_of(analysis), {})
    for witness in (
        _after_posts,
        _known,
        _tagged,
        _before_comrade,
        neighbours.before_title,
        neighbours.bracketed,
        neighbours.labelled,
        neighbours.beside_namesake,
        _dotted,
        _spaced,
        frames.in_rows,
        neighbours.speaking,
        frames.given,
        frames.byline,
        frames.born,
        _in_latin_letters,
    ):
        witness(analysis, found)
    return found.spans


def _after_posts(analysis: Analysis, found: Found) -> None:
    """市委书记陆知远; after a foreign post also what has no Chinese surname."""
    foreign = {h.begin for h in analysis.longest_of["countries"]}
    titled, name_abroad = _TITLED.of(analysis.lexicon), _FOREIGN.of(analysis.lexicon)
    called = _CALLED_SO.of(analysis.lexicon)
    for stack in stacks(analysis):
        begin, end, kind = stack[0][0], stack[-1][1], stack[-1][2]
        at = holder_after(analysis.text, end)
        if analysis.text.startswith("和", at) and titled.match(analysis.text, at + 1):
            at += 1  # 国家主席和通伦总书记: none of the surname 和
        if (at > end and at in candidates(analysis)) or _is_called(analysis, begin, end):
            continue  # 总领事 自治区主席; 温总理|向大会
        named = found.take(at, "after-post", sure=kind != "bare")
        borne = called.search(analysis.text, begin, end) and found.grammar.borne_end(at)
        if not named and borne:
            found.add(at, borne, "after-post")
        elif not named and begin in foreign:
            abroad = name_abroad.match(analysis.text, at)
            if abroad and abroad[0] not in not_names(analysis.lexicon):
                found.spans[at, abroad.end()] = "foreign-name"


def _is_called(analysis: Analysis, begin: int, end: int) -> bool:
    """Whether a surname alone stands before a post: who holds it is named."""
    called = analysis.text[begin - 1 : end] if begin else ""
    alone = begin < 2 or not _HAN_CHAR.match(analysis.text, begin - 2)
    return alone and called.isalpha() and is_address(called, analysis.lexicon)


def _known(analysis: Analysis, found: Found) -> None:
    """Persons of the lexicon."""
    for begin in listed(analysis):
        found.take(begin, "known-person")


def _tagged(analysis: Analysis, found: Found) -> None:
    """What the tagger takes for persons, unless it runs on past a name that stands after a post
    elsewhere (西雅尔多反驳), or words beside it show a place or a storm."""
    told = {analysis.text[b:e] for (b, e), rule in found.spans.items() if rule == "after-post"}
    storms = tuple(analysis.lexicon.word_class("storm"))
    places = by_words(analysis)
    for tag in analysis.tags:
        if tag.begin not in found.grammar.tagged:
            continue
        surface = analysis.text[tag.begin : tag.end]
        if "·" in surface:
            continue
        overlong = len(surface) > 3 and any(surface[:n] in told for n in range(len(surface)))
        placed = tag.begin in places or analysis.text.endswith(storms, 0, tag.begin)
        if not overlong and not placed:
            found.take(tag.begin, "tagger-person")


_COMRADE = Pattern("{courtesy_title}")


def _before_comrade(analysis: Analysis, found: Found) -> None:
    """王强同志, where no Chinese character stands before the name; 罗春山市长."""
    for begin, end in titled_names(analysis).items():
        found.spans.setdefault((begin, end), "before-comrade")
    for match in analysis.matches(_COMRADE):
        end = match.start()
        for begin in (end - 3, end - 2, end - 4):
            bounded = begin == 0 or (begin > 0 and not _HAN_CHAR.match(analysis.text, begin - 1))
            if bounded and found.grammar.end(begin, sure=True) == end:
                found.spans.setdefault((begin, end), "before-comrade")


def _dotted(analysis: Analysis, found: Found) -> None:
    """买买提江·艾山: begins behind a post, a word that leads names in or no Chinese character, else
    where the tagger has it begin."""
    if not any(dot in analysis.text for dot in DOTS):
        return
    posts = {stack[-1][1] for stack in stacks(analysis)}
    people = {tag.begin for tag in analysis.tags if tag.type == "Person"}
    led_in, named_after = _LED_IN.of(analysis.lexicon), _NAMED_AFTER.of(analysis.lexicon)
    for match in DOTTED.finditer(analysis.text):
        first = range(match.start(), match.start() + len(re.split(f"[{DOTS}]", match[0])[0]))
        text = analysis.text
        bounds = [b for b in first if b in posts or not b or not _HAN_CHAR.match(text, b - 1)]
        lead = led_in.search(text, first.start, first.stop)
        tagged = [begin for begin in first if begin in people]
        if lead and lead.end() in first:
            bounds.append(lead.end())
        starts = bounds or tagged
        titled = (
            text[max(0, match.start() - 1)] in "《【"
            or text[match.end() : match.end() + 1] in "》】"
        )
        if titled:
            continue
        if starts and not named_after.search(text, first.stop, match.end() + 3):
            found.take(max(starts), "dotted-name")


def _spaced(analysis: Analysis, found: Found) -> None:
    """丁　蕙, 佘 国 强; 贺　信 is a title."""
    if not analysis.may(SPACED):  # without a blank
        return
    surname, rows = surnames(analysis.lexicon), spaced_in_row(analysis.text, analysis.lexicon)
    in_rows = {at for span in rows for at in range(*span)}
    for match in SPACED.of(analysis.lexicon).finditer(analysis.text):
        if match.start() in in_rows:
            continue
        if surname.length(match[0]) and not is_title(match[0], analysis.lexicon):
            found.add(*match.span(), "spaced-name")
    for span in rows:
        found.add(*span, "spaced-name")


def _in_latin_letters(analysis: Analysis, found: Found) -> None:
    """集团CEO John Smith."""
    found.spans.update(dict.fromkeys(latin_names(analysis), "latin-name"))


@mentions
def called(analysis: Analysis) -> Iterator[Mention]:
    """郭书记, 永安同志, where the document names exactly one person so; 周总理 of 1964."""
    of_time = leaders(analysis)
    for begin, end in of_time:
        yield analysis.mention(begin, end, "Person", "leader-by-office")
    accepted = names(analysis)
    so_called, by_given = (
        list(analysis.led(form)) if accepted else [] for form in (_CALLED, _GIVEN_NAME)
    )
    if not (so_called or by_given):
        return
    people = {plain(analysis.text[b:e]) for b, e in accepted}
    surnames = Counter(name[0] for name in people)
    for match in so_called:
        if surnames[match["surname"]] == 1 and match.span() not in of_time:
            yield analysis.mention(*match.span(), "Person", "surname-and-title")
    given = Counter(name[1:] for name in people if len(name) == _WHOLE)
    for match in by_given:
        if given[match["given"]] == 1 and match["given"] not in people:
            yield analysis.mention(*match.span("given"), "Person", "given-name")


@mentions
def persons(analysis: Analysis) -> Iterator[Mention]:
    """The accepted names, then all other places of the document where they stand."""
    accepted = names(analysis)
    for (begin, end), rule in accepted.items():
        yield analysis.mention(begin, end, "Person", rule)
    surfaces = {plain(analysis.text[b:e]): rule for (b, e), rule in accepted.items()}
    for begin, end in occurrences({s for s in surfaces if len(s) > 1}, analysis.text):
        if (begin, end) not in accepted:
            latin = surfaces[analysis.text[begin:end]] == "latin-name"
            yield analysis.mention(begin, end, "Person", "latin-name" if latin else "name-echo")

"""A text as what was learned from texts knows it: a user's verbs read as ours of their role.

Tagger, decoder and judge have seen 指出 and never a user's 坦承; with 指出 in its place, all that
they have learned of verbs of speech holds of it.
"""

from __future__ import annotations

import re

from graph.lexicon.lexicon import Lexicon, default, once_per_lexicon


def as_learned(text: str, lexicon: Lexicon) -> str:
    """The text, as long as before, with a verb of ours for each that only the user's list has."""
    ours = _stand_ins(lexicon)
    if not ours:
        return text
    verbs = "|".join(map(re.escape, sorted(ours, key=len, reverse=True)))
    return re.sub(verbs, lambda found: ours[found[0]], text)


@once_per_lexicon
def _stand_ins(lexicon: Lexicon) -> dict[str, str]:
    """A user's verb → the first of ours with its role, behind what the user's is longer by.

    Not one of a single character, which stands in too many other words.
    """
    ours = default().entries("verbs")
    known = {entry.form for entry in ours}
    found: dict[str, str] = {}
    for verb in lexicon.entries("verbs"):
        if verb.form not in known and len(verb.form) > 1:
            fitting = (e.form for e in ours if e["role"] == verb["role"])
            own = next(form for form in fitting if len(form) <= len(verb.form))
            found[verb.form] = verb.form[: -len(own)] + own
    return found

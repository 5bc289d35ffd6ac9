"""Label plain text with a permissively licensed tagger, to train ours on.

    python data/tagger/silver.py CORPUS.jsonl.gz --exclude GOLD_DIR > labelled.tsv

CORPUS has one JSON object a line with "id" and "text"; documents that GOLD_DIR/ID.txt holds are
left out, so that what we measure on was not trained on. The tagger is baidu LAC 2.1.2 (Apache-2.0,
code and weights in its wheel). It was written for ``paddle.fluid``, which is gone: `lac` puts
``paddle.inference`` of paddlepaddle 3.3 in its place.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np

SENTENCE = re.compile(r"[^\n\t]{40,}?[。！？；]”?|[^\n\t]+")
TYPES = {"PER": "Person", "LOC": "Place", "ORG": "Organization"}
TYPES |= {"nr": "Person", "ns": "Place", "nt": "Organization"}


def lac() -> Any:
    """LAC in its NER mode, over ``paddle.inference``."""
    import paddle
    from paddle import inference

    class Tensor:
        def __init__(self, data: Any) -> None:
            self.data = data

    class Predictor:
        def __init__(self, config: Any) -> None:
            self.inner = inference.create_predictor(config)

        def run(self, tensors: list[Any]) -> list[Any]:
            handle = self.inner.get_input_handle(self.inner.get_input_names()[0])
            handle.copy_from_cpu(np.ascontiguousarray(tensors[0].data.reshape(-1, 1)))
            handle.set_lod(tensors[0].lod)
            self.inner.run()
            out = self.inner.get_output_handle(self.inner.get_output_names()[0])
            values = out.copy_to_cpu().reshape(-1)
            data = SimpleNamespace(int64_data=lambda: values)
            return [SimpleNamespace(lod=out.lod(), data=data)]

    def config(path: str) -> Any:
        made = inference.Config(path)
        made.disable_gpu()
        made.switch_ir_optim(False)
        made.enable_new_executor(False)
        made.enable_new_ir(False)
        return made

    core, fluid = ModuleType("paddle.fluid.core"), ModuleType("paddle.fluid")
    vars(core).update(PaddleTensor=Tensor, create_paddle_predictor=Predictor, AnalysisConfig=config)
    vars(fluid).update(
        core=core,
        CPUPlace=paddle.CPUPlace,
        Executor=lambda place: None,
        is_compiled_with_cuda=lambda: False,
        Tensor=object,
    )
    sys.modules.update({"paddle.fluid": fluid, "paddle.fluid.core": core})
    paddle.fluid = fluid
    from LAC import LAC

    return LAC(mode="lac")


def label(sentences: list[str]) -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
    """LAC's names in each sentence; sentences whose words do not add up are left out."""
    model = lac()
    for first in range(0, len(sentences), 64):
        batch = sentences[first : first + 64]
        for text, (words, kinds) in zip(batch, model.run(list(batch)), strict=True):
            ends = np.cumsum([len(word) for word in words]).tolist()
            if ends[-1:] == [len(text)]:
                spans = zip(ends, words, kinds, strict=True)
                yield text, [(e - len(w), e, TYPES[k]) for e, w, k in spans if k in TYPES]


def sentences(corpus: Path, exclude: Path | None, characters: int) -> list[str]:
    """Distinct sentences of documents drawn from all over the corpus."""
    held_out = {path.stem for path in exclude.glob("*.txt")} if exclude else set()
    opened = gzip.open if corpus.suffix == ".gz" else open
    with opened(corpus, "rt", encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines]
    random.Random(7).shuffle(documents)
    found: dict[str, None] = {}
    size = 0
    for document in documents:
        if size >= characters:
            break
        if document["id"] in held_out:
            continue
        for match in SENTENCE.finditer(document["text"]):
            sentence = match.group().strip()[:250]
            if len(sentence) >= 5 and sentence not in found:
                found[sentence] = None
                size += len(sentence)
    return list(found)


def main() -> None:
    """Write each sentence, a tab, and its names as ``begin,end,type``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--exclude", type=Path, help="folder of texts not to train on")
    parser.add_argument("--characters", type=int, default=3_000_000)
    options = parser.parse_args()
    for text, spans in label(sentences(options.corpus, options.exclude, options.characters)):
        print(text, " ".join(f"{b},{e},{kind}" for b, e, kind in spans), sep="\t")


if __name__ == "__main__":
    main()

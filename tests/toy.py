"""A copy of the project whose ontology has one entity type and one relation more: a block each.

Beside the two blocks there are the rules that find them, a file each, as for any type of ours.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from graph.resources import ROOT

TYPE = """
tg:KeyProject a owl:Class ;
    rdfs:label "重点项目"@zh , "key project"@en ;
    skos:definition "有名称的建设项目。"@zh , "A named construction project."@en ;
    tg:color "#0b8f8f" ; tg:shape "diamond" ; tg:rank 9 ; tg:precedence 8 ;
    rdfs:isDefinedBy <https://w3id.org/tifagraph/ontology> .
"""

RELATION = """
tg:fundedBy a owl:ObjectProperty ;
    rdfs:label "出资方"@zh , "funded by"@en ;
    skos:definition "为该项目出资的机构。"@zh , "The organisation that pays for the project."@en ;
    schema:domainIncludes tg:KeyProject ; schema:rangeIncludes tg:Organization ;
    tg:inverseLabel "出资的项目"@zh , "pays for"@en ;
    tg:relationName "funded_by" ; tg:rank 18 ;
    rdfs:isDefinedBy <https://w3id.org/tifagraph/ontology> .
"""

MENTION_RULE = '''
"""Projects by name, behind what is done with them."""

import re
from collections.abc import Iterator

from graph.extract.analysis import Analysis
from graph.extract.rules import mentions
from graph.model import Mention

_NAMED = re.compile("(?<=实施)[一-龥]{2,12}?项目")


@mentions
def projects(analysis: Analysis) -> Iterator[Mention]:
    """实施青溪水库加固项目."""
    for match in _NAMED.finditer(analysis.text):
        yield analysis.mention(*match.span(), "KeyProject", "named-project")
'''

RELATION_RULE = '''
"""Who pays for a project."""

from collections.abc import Iterator

from graph.extract.discourse.reading import Reading
from graph.extract.patterns import masked
from graph.extract.rules import relations
from graph.model import Relation

_FUNDS = masked("(?P<who>{Organization})出资实施(?P<what>{KeyProject})")


@relations
def funding(reading: Reading) -> Iterator[Relation]:
    """市财政局出资实施青溪水库加固项目."""
    for sentence in reading.masked_sentences:
        for match in _FUNDS.of(reading.analysis.lexicon).finditer(sentence.masked):
            (who,) = sentence.within(*match.span("who"))
            (what,) = sentence.within(*match.span("what"))
            if who.entity and what.entity:
                yield Relation(what.entity, "funded_by", who.entity, sentence.source, "funds")
'''

DRAWN = """\
[市财政局](Organization)出资实施[青溪水库加固项目](KeyProject)。
=> 青溪水库加固项目 funded_by 市财政局

青溪水库加固项目由市财政局出资。
# no KeyProject: the toy rule asks for 实施 before it
"""

REPORT = """\
青溪水库加固
　　来源：澄州日报　2021年3月8日
　　本报讯　3月8日，澄州市财政局出资实施青溪水库加固项目。市长苏映雪出席会议。
"""


def enlarge(root: Path) -> Path:
    """Copies package, ontology and data to ``root`` and adds the blocks and rules there."""
    for folder in (
        "graph",
        "ontology",
        "data/lexicon",
        "data/tagger",
        "data/decoder",
        "data/relations",
    ):
        ignore = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / folder, root / folder, ignore=ignore)
    with (root / "ontology" / "tifagraph.ttl").open("a", encoding="utf-8") as ontology:
        ontology.write(TYPE + RELATION)
    extract = root / "graph" / "extract"
    (extract / "mentions" / "projects.py").write_text(MENTION_RULE, "utf-8")
    (extract / "relations" / "funding.py").write_text(RELATION_RULE, "utf-8")
    return root


def run(root: Path, *arguments: str | Path) -> str:
    """What Python prints when run with the copy: ``-c code`` or ``-m module``, then arguments."""
    environment = {**os.environ, "PYTHONPATH": str(root), "PYTHONUTF8": "1"}
    command = [sys.executable, *map(str, arguments)]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def tifagraph(root: Path, *arguments: str | Path) -> str:
    """What the copy's console command prints."""
    return run(root, "-c", "from graph.cli import run; run()", *arguments)

"""What `verify` finds wrong, kind by kind, as it is said; most telling first."""

from __future__ import annotations

KINDS = {
    "manifest": ("与 manifest.json 不符", "not as manifest.json says"),
    "malformed": ("不是 N-Quads 行", "no N-Quads line"),
    "unsorted": ("行序有误或重复", "a line out of order, or repeated"),
    "foreign": ("多出的一行，没有文档说过", "a line that no document gives"),
    "lost": ("缺少的一行", "a line is missing"),
    "database": ("数据库与 graph.nq 不符", "the database is not that of graph.nq"),
    "source-changed": ("文档内容已变", "the document has changed"),
    "source-missing": ("找不到文档", "the document is not among the sources"),
    "source-new": ("文档不在图中", "the document is not in the graph"),
    "anchor": ("原文不在所述位置", "the text does not stand at its offsets"),
    "unstated": ("关系没有句子陈述", "no sentence states the relation"),
    "not-in-default": ("关系不在默认图中", "the relation is not in the default graph"),
    "no-sentence": ("命名图不是句子", "a named graph that is no sentence"),
    "no-relation": ("命名图中不是关系", "a named graph holds what is no relation"),
    "unmentioned": ("实体没有出处", "nothing mentions the entity"),
}

"""Events, policies, slogans, and any type without names of its own structure: their wording is
their identity, local organs of events spelt out."""

from __future__ import annotations

import re

from graph.extract.resolve.places import LEVEL, Locale
from graph.lexicon import Lexicon
from graph.model import Entity, EntityType

POLICY_KINDS = {
    "Law": "法|法典|宪法",
    "Regulation": "条例|规定|细则|规则|准则|守则|规程|规范|制度|规约",
    "Plan": "规划|计划|方案|纲要|要点|预案|路线图|蓝图|行动纲领|安排",
    "Notice": "通知|通告|公告|通报|公报|公示|启事",
    "Opinion": "意见|建议|批复|函|指示|总结",
    "Report": "报告|白皮书|蓝皮书|清单|目录|名录|预算|决算",
    "Decision": "决定|决议|命令|令|议案|提案|宣言|声明|倡议书|共识|联合公报|联合声明|倡议|备忘录",
    "Treaty": "公约|条约|协定|协议|议定书|宪章|合同",
    "Charter": "章程|党章",
    "Measures": (
        "办法|措施|政策|举措|标准|[一二三四五六七八九十百]+条|"
        "[一二三四五六七八九十]+项规定|指引|指南|导则|手册"
    ),
}
"""The subclass of a policy → the last words of a title that tell it."""

_EVENT_KINDS = {
    "Plenum": "中全会$",
    "PartyCongress": "[一二三四五六七八九十]大$|党代会$|次全国代表大会$",
    "PeoplesCongressSession": "(?:人大|政协)[一二三四五六七八九十]+次会议$",
    "Ceremony": "仪式$|开幕式$|闭幕式$",
    "Exhibition": "展$|展览$|博览会$|展览会$|交易会$",
    "Forum": "论坛$",
    "Inspection": "巡察$|调研$|考察$",
    "Meeting": "会$|会议$|讲座$|座谈$",
}
_SLOGAN_KINDS = {
    "NumericSlogan": "^[一二三四五六七八九十百千双两\\d].{0,7}$",
    "Doctrine": "(?:思想|理论|科学发展观)$",
    "Strategy": "战略$",
    "Campaign": "(?:行动|工程|活动|教育)$",
}
_WHOLE = re.compile("全(自治区|省|市|县|区|州)(?![、，])")
_VERSION = re.compile("（[^（）]*(?:草案|试行|修订|稿)[^（）]*）$")
_MARKS = re.compile("[“”‘’『』「」]")


def titled(kind: EntityType, surface: str, lexicon: Lexicon, locale: Locale) -> Entity:
    """What is known by its wording; types with a way of their own stand in a table."""
    resolve = _RESOLVERS.get(kind)
    return resolve(surface, lexicon, locale) if resolve else _worded(kind, surface, {})


def event(surface: str, lexicon: Lexicon, locale: Locale) -> Entity:
    """A meeting by its noun phrase: 市委六届四次全会 → 中共澄州市委六届四次全会."""
    for entry in lexicon.known.get(surface, []):
        if entry.list == "meetings":
            forms = (entry["full"] or entry["name"], entry["name"], *entry["also"].split("|"))
            return _entity("Event", forms, _EVENT_KINDS)
    whole, level = _WHOLE.match(surface), LEVEL.match(surface)
    place = locale.levels.get(whole[1] if whole else level[0] if level else "", "")
    if place and whole:
        forms = (place + surface, surface, place + surface[whole.end() :])
    elif place and level:
        rest = surface[level.end() :]
        party = "中共" if rest.startswith(("委", "纪委")) else ""
        forms = (party + place + rest, place + rest, surface)
    else:
        forms = (surface, surface.removeprefix("党的"))
    return _entity("Event", forms, _EVENT_KINDS)


def policy(surface: str, lexicon: Lexicon, _: Locale) -> Entity:
    """A law by its full name, anything else by its title; a version in brackets stays."""
    forms: tuple[str, ...] = (surface,)
    for entry in lexicon.known.get(surface, []):
        if entry.list == "policies":
            forms = (
                entry["full"] or entry["name"],
                entry["name"],
                *entry["also"].split("|"),
                surface,
            )
    bare = _VERSION.sub("", forms[0])
    tails = {kind: f"(?:{words}){_VERSION.pattern[:-1]}?$" for kind, words in POLICY_KINDS.items()}
    return _entity("Policy", (*forms, bare), tails)


def slogan(surface: str, _: Lexicon, __: Locale) -> Entity:
    """A formula by its exact wording, quotation marks left out."""
    return _worded("Slogan", surface, _SLOGAN_KINDS)


_RESOLVERS = {"Event": event, "Policy": policy, "Slogan": slogan}


def _worded(kind: EntityType, surface: str, kinds: dict[str, str]) -> Entity:
    """Known by its exact wording, quotation marks left out."""
    return _entity(kind, (_MARKS.sub("", surface),), kinds)


def _entity(kind: EntityType, forms: tuple[str, ...], kinds: dict[str, str]) -> Entity:
    name = forms[0]
    told = next(((sub,) for sub, pattern in kinds.items() if re.search(pattern, name)), ())
    aliases = tuple(dict.fromkeys(f for f in forms[1:] if f and f != name))
    return Entity(kind, name, name, told, aliases)

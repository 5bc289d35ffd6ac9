"""A document's own gazetteer: the places it names with their unit (澄州市, 沙屏彝族自治县)."""

from __future__ import annotations

import re

from graph.extract.analysis import Analysis, once

HAN = "\u4e00-\u9fff"
UNITS = "特别行政区|自治区|自治州|自治县|自治旗|省|市|县|区|旗|盟|镇|乡|街道|村|社区"
_PEOPLES = (
    "维吾尔|哈萨克|柯尔克孜|塔吉克|达斡尔|鄂温克|鄂伦春|朝鲜|土家|布依|傈僳|仡佬|拉祜|景颇|布朗|"
    "回|藏|苗|彝|壮|满|侗|瑶|白|哈尼|黎|傣|畲|水|羌|蒙古|各"
)
ETHNIC = f"(?:(?:{_PEOPLES})族){{0,4}}"
_CUES = (
    "在|到|来到|深入|走进|赴|至|从|与|和|及|由|对|抵达|前往|位于|离开|以及|于|现任|"
    "曾任|任命|报请|提请|驻|出席|参加|召开|"
    "来源：|发布：|本报|让|使|是|为|中共|中国共产党|拟任|曾任|任"
)
_OWN = re.compile(
    rf"(?:(?<=[^{HAN}])|(?<=^)|(?:{_CUES}))([{HAN}]{{2,3}}?)({ETHNIC}(?:{UNITS}))(?!长|"
    rf"委员|域|直|[{HAN}]?领导)"
)
NOT_OWN = (
    "[我本全各该此每几多市县区省镇乡村内外的了是有为以把将被让其到在与和等年月日由届"
    "次听取对照接着去]|[两中]$|"
    "部分|有关|先进|重点|主要|所有|部门|直属|基层|贫困|革命|少数|民族|特别|自治|行政|"
    "试验|传达|代表|组织|贯彻|听取|对接|陪同|担任|现任|曾任|原任|提请|报请|兼任|有关|"
    "成立"
)
_ORGANS = re.compile(
    "委(?!员)|党委|党工委|委员会|人民政府|政府|人大|政协|纪委|人民|第.{1,3}届|[\u4e00-\u9fff]{2,6}局"
)
_BOUNDED = re.compile(rf"(?:[^{HAN}]|^|{_CUES}|[省市州])$")
_CROSSED = re.compile(
    "[参增更附添施]加|沿海|[入出]海"
)  # 参加纳米…, 沿海城市: no place begins inside
GENERIC = frozenset({"阿拉伯", "城区", "郊区", "矿区", "和县"})
_SMALL = ("村", "镇", "乡", "街道", "社区")


@once
def own(analysis: Analysis) -> dict[str, str]:
    """Full names of the document's places → their unit."""
    found: dict[str, str] = {}
    for match in _OWN.finditer(analysis.text):
        name, unit = match[1], match[2]
        if not re.search(NOT_OWN, name) and _attested(analysis, match):
            found[name + unit] = re.sub(".*族", "", unit)
    for hit in analysis.longest:
        if (
            hit.entry.list == "places"
            and hit.entry.form == hit.entry["name"]
            and stands(analysis, hit.begin, hit.end)
        ):
            unit_match = re.search(f"(?:{UNITS})$", hit.entry.form)
            if unit_match:
                found[hit.entry.form] = unit_match[0]
    return found


def _attested(analysis: Analysis, match: re.Match[str]) -> bool:
    """What the gazetteer does not know needs a witness: publisher, tagger, an organ of it."""
    name = match[1]
    if name in analysis.document.publisher or name in _tagged_places(analysis):
        return True
    before = analysis.text[max(0, match.start(1) - 2) : match.start(1)]
    if before.endswith("《") or (
        match[2] in _SMALL and before in ("来到", "走进", "前往", "抵达", "深入", "离开")
    ):
        return True
    return bool(_ORGANS.match(analysis.text, match.end()))


@once
def _tagged_places(analysis: Analysis) -> set[str]:
    """What the tagger takes for a place or for the beginning of an organ, without its unit."""
    return {
        re.sub(f"(?:{ETHNIC})(?:{UNITS})$", "", analysis.text[tag.begin : tag.end])
        for tag in analysis.tags
        if tag.type == "Place"
    }


def stands(analysis: Analysis, begin: int, end: int) -> bool:
    """Whether a listed place may stand here: names of two characters need a boundary or a cue."""
    form = analysis.text[begin:end]
    if (
        (form == "中国" and analysis.text.startswith(("特色", "式", "化"), end))
        or form in GENERIC
        or (begin and _CROSSED.match(analysis.text, begin - 1))
        or (form[-1] == "区" and analysis.text[end : end + 1] in tuple("县域块位"))
    ):
        return False
    return (
        end - begin > 2
        or form[-1] not in "县区市"
        or bool(_BOUNDED.search(analysis.text, max(0, begin - 3), begin))
    )


def short(name: str) -> str:
    """A place's name without its unit: 澄州市 → 澄州, 沙屏彝族自治县 → 沙屏."""
    bare = re.sub(f"(?:{UNITS})$", "", name)
    return re.sub(f"(?<=[{HAN}]{{2}})(?:(?:{_PEOPLES})族?)+$", "", bare)


@once
def short_forms(analysis: Analysis) -> dict[str, str]:
    """Short form → full name of the document's own places of a county's rank and above."""
    return {
        short(name): name
        for name, unit in own(analysis).items()
        if unit not in _SMALL and len(short(name)) > 1
    }

"""Posts whose names tell the organ or the country: 古巴外交部长, 市委书记, 杭州大学教授."""

from __future__ import annotations

from dataclasses import replace

from graph.extract.resolve.organ import Organ
from graph.extract.resolve.place_organs import is_bureau
from graph.extract.resolve.post import Names, PostName, ResolvedPost, in_organ, loose, post_entity
from graph.extract.resolve.state_posts import membership, of_state
from graph.lexicon import Lexicon, Pattern

_TWO_POSTS = "兼"
_MEMBER = "委员"
_ENVOY = "特使"
_SPEAKER = "议长"  # of a chamber
_OF_SEVERAL = Pattern("(?:^|等)[{numeral}多两]国$")
_IN_COMPANY = Pattern("{in_company}$")
_OF_CABINET = Pattern("{cabinet_rank}$")
_SUBJECT_AT = Pattern("(?P<school>.*{school_head})(?!.*{school_part}$)[{han}]+")
_STATE = Pattern("{level|province_unit}$")
_SITTING = Pattern("{meeting_noun}")
_JOINED = Pattern("{and_word}$")
_OF_STATE = Pattern("{member_minister}$")
_ON_A_MATTER = Pattern("(?:问题|事务)$")
_RULER = Pattern("{deputy}?(?:{ruler}|{foreign_head})$")
_PARTY_DUTY = Pattern("{central_body}{member_duty}书记")
_MEMBER_FOR = Pattern(
    "(?P<body>.+?)(?P<duty>{member_duty})|(?P<committee>.*委员会)(?P<field>[{han}]{2,4})"
)
_INTERNATIONAL = "InternationalOrganization"


def in_named_organ(post: PostName, names: Names) -> ResolvedPost:
    """The organ or the country stands in the name: 西班牙首相, 古巴外交部长, 市委书记."""
    before = post.before[membership(post.before, names) :]
    post, surface, title = post._replace(before=before), post.surface, post.title
    if found := of_state(post, names) or _of_no_organ(post, names):
        return found
    if _minister(title, names.lexicon) and _JOINED.of(names.lexicon).search(before):
        joined = names.organs.organ(before + title[:-1])
        return in_organ(joined, post._replace(title=title[-2:]), names)
    if _SITTING.of(names.lexicon).fullmatch(before):
        return loose(surface, names)  # 大会副秘书长: of no organ
    if teaches := _teaches(before, title, names.lexicon):
        return ResolvedPost(post_entity(surface), names.organs.organ(before[:teaches]))
    if _PARTY_DUTY.of(names.lexicon).fullmatch(before + title):
        return loose(surface, names)  # 古共…中央组织书记
    if title == _MEMBER and (member := _MEMBER_FOR.of(names.lexicon).fullmatch(before)):
        duty = member["duty"] or member["field"]  # 石桥镇党委|组织委员, 欧盟委员会|贸易委员
        body = names.organs.organ(member["body"] or member["committee"])
        return in_organ(body, post._replace(title=duty + title), names)
    organ = _organ(before, title, names)
    if organ.kind == _INTERNATIONAL and _OF_STATE.of(names.lexicon).search(title):
        return loose(surface, names)  # 东盟外长: of its members
    return in_organ(organ, post, names)


def _of_no_organ(post: PostName, names: Names) -> ResolvedPost | None:
    """A post of a whole government, or of several; None where it is in one organ."""
    surface, before, title, *_ = post
    lexicon = names.lexicon
    if title == _ENVOY and _ON_A_MATTER.of(lexicon).search(before):
        return ResolvedPost(post_entity(surface))  # 美国中东问题特使: of the whole government
    if _TWO_POSTS in before or _OF_CABINET.of(lexicon).search(before):
        return ResolvedPost(post_entity(surface))  # 卡塔尔首相兼外交大臣, 英国首席内阁大臣
    if _OF_SEVERAL.of(lexicon).search(before):
        return loose(surface, names)  # 约旦等八国外交部长
    if _minister(title, lexicon) and _IN_COMPANY.of(lexicon).search(before):
        return loose(surface, names)  # 新加坡陪同部长: of whatever ministry
    if _RULER.of(lexicon).fullmatch(title) and not title.endswith(_SPEAKER):
        return ResolvedPost(post_entity(surface))  # 阿布扎比王储, 不丹第四世国王: of no organ
    if title in lexicon.word_class("chief_minister") and _STATE.of(lexicon).search(before):
        return ResolvedPost(post_entity(surface))  # 马六甲州首席部长: of the whole government
    return None


def _organ(before: str, title: str, names: Names) -> Organ:
    """The organ before a title, with what the title has for both: 外交|部长, 公安|局长."""
    lexicon, length = names.lexicon, names.places.prefix(before)[1]
    ministry = (
        _minister(title, lexicon)
        and title not in lexicon.word_class("chief_minister")
        and not before.endswith(tuple(lexicon.word_class("whole_office")))
    )
    shared = title[-2:-1]  # 公安局长 has one 局 for both
    bureau = is_bureau(before[length:] + shared, lexicon)
    organ = names.organs.organ(before + ("部" if ministry else shared if bureau else ""))
    if bureau and not organ.place and organ.name == before + shared:
        return replace(organ, unresolved=names.place_context.document)
    return organ


def _minister(title: str, lexicon: Lexicon) -> bool:
    return title.endswith(tuple(lexicon.word_class("minister")))


def _teaches(before: str, title: str, lexicon: Lexicon) -> int:
    """Where the school of a teacher ends, before what is taught: 杭州大学|经济学|教授; or 0."""
    taught = title.endswith(tuple(lexicon.word_class("teaching_rank")))
    school = _SUBJECT_AT.of(lexicon).match(before) if taught else None
    return school.end("school") if school else 0

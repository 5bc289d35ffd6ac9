"""Posts of governments, at home and abroad: 市长, 西班牙首相, 俄罗斯外长, 驻外大使."""

from __future__ import annotations

from graph.extract.resolve.organ import GOVERNMENT, NATIONAL, Organ
from graph.extract.resolve.places import alone
from graph.extract.resolve.plain_organs import embassy
from graph.extract.resolve.post import Names, PostName, ResolvedPost, loose, post_entity
from graph.extract.toponyms import CHINA, plainer
from graph.lexicon import Lexicon, Pattern, once_per_lexicon

_GOVERNMENT = Pattern("{government}$")
_OF_PLACE = Pattern("(?:[{han}]{2,6}{place_unit}){1,3}")
_TOWN = Pattern("[{han}]{1,5}{town_unit}")
_MEMBER = Pattern("[{han}]+(?:{member_state})")
_INCUMBENCY = Pattern("{incumbency}(?=驻)")
_AMBASSADOR = Pattern(f"(?:{CHINA})?驻(?P<state>[{{han}}]{{2,8}}?)大使")
_ACTING = "代理"  # and 代 for short
_LEVEL = Pattern("{level}")
_CITY_UNIT = "市"


@once_per_lexicon
def _written_out(lexicon: Lexicon) -> dict[str, str]:
    """Titles of foreign ministers for short → in full: 外长 → 外交部长."""
    ministers = tuple(lexicon.word_class("minister_head"))
    rows = (e for e in lexicon.entries("posts") if e["full"].endswith(ministers))
    return {e["word"]: e["full"].replace("部部长", "部长") for e in rows}


@once_per_lexicon
def cities_abroad(lexicon: Lexicon) -> frozenset[str]:
    """Foreign cities of the list of landmarks."""
    return frozenset(e["name"] for e in lexicon.entries("landmarks") if e["kind"] == "city")


@once_per_lexicon
def _governments(lexicon: Lexicon) -> frozenset[str]:
    """What a government is called beside its head: 政府总理, 前政府总理."""
    terms = (*lexicon.word_class("former_post"), *lexicon.word_class("newly"), "新")
    return frozenset(term + GOVERNMENT for term in ("", *terms))


def heads_government(government: str, title: str, lexicon: Lexicon) -> bool:
    """Whether words and title, without a country, are of the head of one: 前政府总理."""
    return government in _governments(lexicon) and title in lexicon.word_class("premier_title")


def of_government(post: PostName, level: str, context: Organ | None, names: Names) -> ResolvedPost:
    """市长, 青芦县副县长, 澄州市人民政府市长: in the government of the level's place."""
    text = _GOVERNMENT.of(names.lexicon).sub("", post.before)
    place, length = names.places.prefix(text)
    spelt_out = place and text[:length].endswith(place[-1])
    if spelt_out and _TOWN.of(names.lexicon).fullmatch(text, length):
        place, length = place + text[length:], len(text)
    city = text.removesuffix(_CITY_UNIT)
    if city in cities_abroad(names.lexicon):  # 莫斯科市长: of no 人民政府
        forms = (city + post.title, city + _CITY_UNIT + post.title, post.surface)
        return ResolvedPost(post_entity(*forms))
    if text and not length and not _LEVEL.of(names.lexicon).fullmatch(text):
        county = text.endswith(level) and level in names.lexicon.word_class("county_unit")
        if not county or not _OF_PLACE.of(names.lexicon).fullmatch(text):
            return loose(post.surface, names)  # 阿斯旺省省长: not of the document's place
        place, length = text, len(text)  # of a place that nothing else tells of
    if not place and context and context.root.place.endswith(level):
        place = context.root.place
    place = place or names.place_context.levels.get(level, "")
    if not place and not text:
        return loose(post.surface, names, names.organs.organ(level + GOVERNMENT))
    if not place or 0 < length < len(text):
        return loose(post.surface, names)
    return _in_government(place, post, names)


def _in_government(place: str, post: PostName, names: Names) -> ResolvedPost:
    """A post in the government of a place, by all its names: 澄州市代市长, 澄州市代理市长."""
    organ = names.organs.core(place, GOVERNMENT)
    title = post.title.replace(_ACTING, _ACTING[0])
    acting = organ.name + title.replace(_ACTING[0], _ACTING, 1)
    shorter = (*plainer(place, names.lexicon), *alone(place, names.lexicon))
    plain = [each + title for each in shorter]
    forms = (place + title, organ.name + title, place + GOVERNMENT + title, acting, *plain)
    return ResolvedPost(post_entity(*forms, post.surface), organ)


def membership(before: str, names: Names) -> int:
    """The length of what leads a foreign country: 上合组织轮值主席国|哈萨克斯坦."""
    led = _MEMBER.of(names.lexicon).match(before)
    return led.end() if led and names.places.abroad(before[led.end() :]) else 0


def of_state(post: PostName, names: Names) -> ResolvedPost | None:
    """An envoy, or a post of a foreign state as a whole: 俄罗斯外长; None for any other."""
    surface, before, title, *_ = post
    lexicon = names.lexicon
    country, length = names.places.prefix(before)
    if "驻" in before and title.endswith(tuple(lexicon.word_class("envoy_ending"))):
        name = _INCUMBENCY.of(lexicon).sub("", surface)
        sent = _AMBASSADOR.of(lexicon).fullmatch(name)
        if not sent:
            return ResolvedPost(post_entity(name, surface))
        entity = post_entity(f"{CHINA}驻{sent['state']}大使", name, surface)
        known = names.places.country(sent["state"])
        return ResolvedPost(entity, embassy(sent["state"]) if known else None)
    if not names.places.abroad(before[:length]):
        return None
    rest = before[length:]
    if rest in ("", NATIONAL, *lexicon.word_class("state_form")):
        full = _written_out(lexicon).get(title, title)
        return ResolvedPost(post_entity(country + rest + full, country + rest + title, surface))
    if heads_government(rest, title, lexicon):
        entity = post_entity(country + title, country + rest + title, surface)
        return ResolvedPost(entity, names.organs.organ(country + GOVERNMENT))
    return None

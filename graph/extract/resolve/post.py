"""What a post is: a title and the organ that it is in, and how its name is split into both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from graph.extract.resolve.organ import Organ, without
from graph.extract.resolve.organs import OrganNames
from graph.extract.resolve.places import PlaceContext, PlaceNames
from graph.lexicon import Lexicon, Pattern
from graph.model import Entity, Key

TITLE = "{full_time}?{post_modifier}?(?:{posts.national|posts.head|posts.level|posts.title})"
"""What a post's name ends in, a template."""
TITLED = Pattern(f"(?:{TITLE}|{{minor_rank}})$")
"""A name that ends in a title."""
_MODIFIED = Pattern("{title_modifier}{1,2}$")
_LEADING = Pattern("{title_modifier}(?={level})")  # 候补|省委委员
_FORMER = Pattern("{former_post}(?={party_cell|discipline_cell}?$)")
_OF_TERM = Pattern(
    "(?P<of>{conference}){ordinal_mark}?[{numeral}\\d]+{term_unit}{full_committee}?$|"
    "{ordinal_mark}[{numeral}\\d]+{term_unit}$"
)
"""The term of a conference before a title: 省政协第五届|常委; of any body, 协会第三届|会长."""
_DUTY = Pattern("{duty_verb}[{han}]{2,8}的$")
_NEWLY = Pattern("(?<=[{han}]{2}){newly}(?=[{han}])")
_HOSTED = Pattern("^(?P<noun>{host_noun})(?={host_party}|$)")
_SCHOOL = Pattern("{school_head}$")


@dataclass(frozen=True)
class ResolvedPost:
    """A post's entity and the organ it is in, where one is known."""

    entity: Entity
    organ: Organ | None = None


class Names(NamedTuple):
    """What the posts of one document are resolved by."""

    lexicon: Lexicon
    place_context: PlaceContext
    places: PlaceNames
    organs: OrganNames


class PostName(NamedTuple):
    """A post's name as it stands, and split: the words for its organ and its title."""

    surface: str
    before: str
    title: str
    known: bool
    """Whether the title is one of the lexicon; else it is the whole name."""
    of_host: bool = False
    """Whether it is said to be of the document's own body: 分局政委."""


def split(surface: str, names: Names) -> PostName:
    """省委|组织部部长, 原|省水利厅|厅长: the modifiers of a title are its own."""
    lexicon = names.lexicon
    match = TITLED.of(lexicon).search(surface)
    title = match[0] if match else surface
    before = _standing(surface[: len(surface) - len(title)], names)
    if modified := _MODIFIED.of(lexicon).search(before):
        before, title = before[: modified.start()], modified[0] + title
    if leading := _LEADING.of(lexicon).match(before):
        before, title = before[leading.end() :], leading[0] + title
    before = without(_OF_TERM.of(lexicon), "of", before)
    hosted = _HOSTED.of(lexicon).match(before)
    own = bool(hosted and _names(hosted["noun"], names.place_context.host, lexicon))
    before = before[hosted.end() :] if hosted and own else before
    return PostName(surface, before, title, match is not None, own)


def _names(noun: str, host: str, lexicon: Lexicon) -> bool:
    """Whether a noun may mean the document's host: 局 a 水利局, 集团公司 a 集团, no other firm."""
    return noun[:2] in host[-4:] or (noun[-1] == "校" and bool(_SCHOOL.of(lexicon).search(host)))


def _standing(before: str, names: Names) -> str:
    """What leads a title, without 原 at its end, before a party cell or an organ, and without 新任
    and 分管日常工作的: a post outlives its holder's term (省水利厅原|厅长, 省水利厅原党组|书记,
    原|省水利厅|厅长, 澄江集团新任党委|书记)."""
    before = _NEWLY.of(names.lexicon).sub("", _DUTY.of(names.lexicon).sub("", before))
    before = _FORMER.of(names.lexicon).sub("", before)
    formerly = names.lexicon.word_class("former_post")
    former = next((w for w in formerly if before.startswith(w)), "")
    rest = before[len(former) :]
    opens = names.places.prefix(rest)[1] and not names.places.prefix(before)[1]
    return rest if former and opens else before


def post_entity(name: str, *aliases: str) -> Entity:
    """A post that is one and the same in every document."""
    others = dict.fromkeys(aliases)
    others.pop(name, None)
    return Entity("Post", Key(name), name, (), tuple(others))


def loose(surface: str, names: Names, organ: Organ | None = None) -> ResolvedPost:
    """A post of an organ that nobody names: kept apart by its document."""
    key = Key(surface, document=names.place_context.document)
    return ResolvedPost(Entity("Post", key, surface), organ)


def in_organ(organ: Organ, post: PostName, names: Names) -> ResolvedPost:
    """A post in an organ: 澄州市水利局 + 局长; the document's own where the organ is."""
    forms = [form + post.title for form in (organ.stem, *organ.forms)]
    entity = post_entity(*forms, post.surface)
    return loose(entity.name, names, organ) if organ.unresolved else ResolvedPost(entity, organ)

"""FollowTheMoney entities, as its own library reads them."""

from __future__ import annotations

import json
from pathlib import Path

import followthemoney
import pytest
import sample
from followthemoney.proxy import EntityProxy

import graph
from graph.export import Source, export
from graph.store import Store

pytestmark = pytest.mark.slow


def read(path: Path) -> dict[str, EntityProxy]:
    """The entities of a file by id, each valid by its schema."""
    found = {}
    for line in path.read_text("utf-8").splitlines():
        data = json.loads(line)
        followthemoney.model.get(data["schema"]).validate(data)
        entity = followthemoney.model.get_proxy(data, cleaned=False)
        assert entity.id == data["id"] not in found
        for name, values in data["properties"].items():
            plain = {" ".join(value.split()) for value in values}  # as the library cleans texts
            assert set(entity.get(name)) == plain, name
        found[entity.id] = entity
    return found


@pytest.fixture(scope="module")
def entities(
    demo: graph.KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, EntityProxy]:
    path = tmp_path_factory.mktemp("ftm") / "demo.ftm.json"
    demo.export(path)
    return read(path)


def schema(entities: dict[str, EntityProxy], name: str) -> list[EntityProxy]:
    return [entity for entity in entities.values() if entity.schema.name == name]


def test_every_entity_is_valid_and_every_link_leads_somewhere(
    demo: graph.KnowledgeGraph, entities: dict[str, EntityProxy]
) -> None:
    report = demo.report
    for name, kind in (("Person", "Person"), ("Position", "Post"), ("Event", "Event")):
        assert len(schema(entities, name)) == report.entities[kind]
    assert len(schema(entities, "Organization")) == report.entities["Organization"]
    assert len(schema(entities, "Document")) == report.documents
    for entity in entities.values():
        for prop, value in entity.itervalues():
            if prop.type.name == "entity":
                assert entities[value].schema.is_a(prop.range), (prop.name, value)


def test_tenures_have_dates_status_and_their_sentence(
    demo: graph.KnowledgeGraph, entities: dict[str, EntityProxy]
) -> None:
    found = [
        (entities[e.first("holder")].caption, entities[e.first("post")].caption, e)
        for e in schema(entities, "Occupancy")
    ]
    told = {post: e for person, post, e in found if person == "邹立群" and e.has("startDate")}
    occupancy = told["中共澄州市纪委副书记"]
    assert occupancy.get("startDate") == ["2019-02-20"]
    assert occupancy.get("status") == ["elected"]
    (document,) = (entities[iri] for iri in occupancy.get("proof"))
    assert document.get("fileName") == ["local-05"]
    assert all("邹立群" in sentence for sentence in occupancy.get("description"))
    ended = [e for _, _, e in found if e.has("endDate")]
    assert len(ended) == demo.report.relations["until"]


def test_who_holds_a_post_occupies_it(
    demo: graph.KnowledgeGraph, entities: dict[str, EntityProxy]
) -> None:
    held = [e for e in schema(entities, "Occupancy") if not e.has("recordId")]
    assert len(held) == demo.report.relations["holds"]
    assert all(e.has("proof") and e.has("description") for e in held)


def test_events_have_dates_places_and_people(entities: dict[str, EntityProxy]) -> None:
    (plenum,) = (
        e
        for e in schema(entities, "Event")
        if e.caption == "中国共产党澄州市第五届纪律检查委员会第四次全体会议"
    )
    assert sorted(plenum.get("date")) == ["2019-02-19", "2019-02-20"]
    assert {entities[iri].schema.name for iri in plenum.get("involved")} <= {
        "Person",
        "Organization",
    }
    assert plenum.has("involved")


def test_who_is_proposed_occupies_nothing(tmp_path: Path) -> None:
    lines = {line.replace('"appointed"', '"proposed"') for line in sample.lines()}
    assert lines != sample.lines()
    for given, wanted in ((lines, 0), (sample.lines(), 1)):
        path = tmp_path / f"{wanted}.ftm.json"
        export(Source(Store.write(tmp_path / str(wanted), given)), path)
        occupancies = schema(read(path), "Occupancy")
        assert sum(e.has("status") for e in occupancies) == wanted

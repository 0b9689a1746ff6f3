from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.dossier import SCHEMA, render_json
from recoupe.model import JudgmentKind, Ruling, Voice
from tests import build
from tests.dossier.comparison import compared
from tests.dossier.story import bridge
from tests.store.judged import anchor, judgment

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The contract, key for key.
KEYS = {
    "articles": "id path url outlet title byline credit language text sha256 published furniture",
    "rejections": "path stage reason",
    "entities": "id name kind aliases party mentions reasons",
    "attributions": "id article content source cue speakers resolution relayed_by quotation stance "
    "certainty said_on venue part",
    "quantities": "id article span low high approximate strict unit counted event scope part_of "
    "as_of attribution speakers",
    "timexes": "article span type value mod",
    "conditionals": "article span reading",
    "reuse": "left right kind score",
    "lineage": "from to kind direction score reasons evidence",
    "families": "id articles reasons",
    "stories": "id title articles",
    "utterances": "id speakers said_on venue attributions reasons",
    "claims": "id story text attributions assertions utterances articles families parties "
    "origins_at_most origins reasons degrees",
    "series": "id story counted event scope points relation reasons",
    "findings": "id kind score claims left right reason",
    "chronology": "date what kind attributions articles",
    "judgments": "id kind author at reason about value touched obstacle",
}
INNER = {
    ("articles", "published"): "earliest latest basis reason",
    ("articles", "furniture"): "text reason",
    ("entities", "mentions"): "article start end text title role",
    ("attributions", "content"): "start end text",
    ("attributions", "resolution"): "entity how evidence",
    ("quantities", "span"): "start end text",
    ("reuse", "left"): "article start end text",
    ("series", "points"): "quantity as_of low high approximate strict speakers party article "
    "made_of",
    ("findings", "left"): "article start end text",
    ("claims", "assertions"): "article start end text",
    ("claims", "degrees"): "firmness attributions passages",
    ("claims", "reasons"): "fr en",
}


@pytest.fixture(scope="module")
def written() -> Any:
    story = compared()
    first = story.readings[0].analysis.article
    decided = judgment(JudgmentKind.SET_PUBLISHED, (anchor(first),), value="2031-03-04")
    ruling = Ruling(judgment=decided, touched=(first.id,), obstacle=None)
    judged = replace(story.crosscheck, rulings=(ruling,))
    return json.loads(render_json(replace(story, crosscheck=judged)))


def spans(part: Any, article: str | None = None) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every span in a part of the contract, with the id of its article."""
    if isinstance(part, dict):
        article = part["article"] if isinstance(part.get("article"), str) else article
        if {"start", "end", "text"} <= part.keys():
            assert article is not None
            yield article, part
        for inner in part.values():
            yield from spans(inner, article)
    if isinstance(part, list):
        for inner in part:
            yield from spans(inner, article)


def test_the_object_has_the_keys_of_the_contract_in_their_order(written: Any) -> None:
    assert list(written) == ["recoupe", "schema", "language", "as_of", *KEYS]
    assert written["schema"] == SCHEMA == 1


@pytest.mark.parametrize("kind", KEYS)
def test_every_record_has_all_its_keys_and_no_other(kind: str, written: Any) -> None:
    assert written[kind], "the story must have one of each, or nothing is tested"
    assert {tuple(record) for record in written[kind]} == {tuple(KEYS[kind].split())}


@pytest.mark.parametrize(("kind", "key"), INNER)
def test_every_inner_record_has_all_its_keys(kind: str, key: str, written: Any) -> None:
    found = [record[key] for record in written[kind]]
    records = [r for part in found for r in (part if isinstance(part, list) else [part])]

    assert {tuple(record) for record in records} == {tuple(INNER[kind, key].split())}


def test_every_span_is_that_slice_of_its_article(written: Any) -> None:
    texts = {article["id"]: article["text"] for article in written["articles"]}
    found = list(spans({k: v for k, v in written.items() if k != "articles"}))

    assert len(found) > 50
    assert [(a, s) for a, s in found if texts[a][s["start"] : s["end"]] != s["text"]] == []


def test_actors_that_crosscheck_joined_are_one_entity(written: Any) -> None:
    said = [a for a in written["attributions"] if "alerté" in a["content"][0]["text"]]

    assert [a["speakers"] for a in said] == [["entity-mayor"], ["entity-mayor"]]
    assert {r["entity"] for a in said for r in a["resolution"]} == {"entity-mayor"}


def test_an_actor_that_nobody_joined_is_an_entity_of_its_own(written: Any) -> None:
    [crew] = [e for e in written["entities"] if e["name"] == "les pompiers du Lot"]
    [toll] = [q for q in written["quantities"] if q["low"] == 12]

    assert toll["speakers"] == [crew["id"]]
    assert crew["mentions"][0]["text"] == "les pompiers du Lot"


def test_every_id_that_is_named_is_an_entity(written: Any) -> None:
    known = {entity["id"] for entity in written["entities"]}
    named = {i for a in written["attributions"] for i in (*a["speakers"], *a["relayed_by"])}

    assert named <= known


def test_a_part_names_the_quantity_it_is_part_of(written: Any) -> None:
    by_id = {q["id"]: q for q in written["quantities"]}
    [part] = [q for q in written["quantities"] if q["part_of"]]

    assert by_id[part["part_of"]]["span"]["text"] == "Au moins douze personnes"


def test_a_quantity_is_as_of_the_period_in_its_scope(written: Any) -> None:
    [cars] = [q for q in written["quantities"] if q["counted"] == "véhicules"]

    assert (cars["scope"], cars["as_of"]) == ("cette année", "2031")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        pytest.param(30.0, "30", id="whole"),
        pytest.param(0.5, "0.5", id="fraction"),
        pytest.param(float("inf"), "null", id="beyond"),
        pytest.param(None, "null", id="open"),
    ],
)
def test_whole_numbers_are_written_without_a_point(value: float | None, shown: str) -> None:
    page = build.article("Il y a 30 blessés.")
    quantity = build.quantity(page, "30 blessés", low=value, high=None)
    analysis = build.analysis(page, quantities=(quantity,))

    assert f'"low": {shown},' in render_json(build.dossier(build.reading(analysis)))


def test_nothing_read_gives_empty_lists() -> None:
    empty = json.loads(render_json(build.dossier()))

    assert {kind: empty[kind] for kind in KEYS} == {kind: [] for kind in KEYS}


def test_the_order_of_articles_does_not_matter() -> None:
    story = bridge()
    turned = build.dossier(
        *reversed(story.readings), rejections=story.rejections, crosscheck=story.crosscheck
    )

    assert render_json(turned) == render_json(story)


def test_each_record_stands_on_its_own_line() -> None:
    lines = render_json(bridge()).splitlines()

    assert sum(line.startswith('  {"id": "att-') for line in lines) == 10


def test_a_figure_without_a_voice_is_on_nobodys_word() -> None:
    page = build.article("Il y a 30 blessés.")
    quantity = build.quantity(page, "30 blessés", low=30, high=30)
    reading = build.reading(
        build.analysis(page, quantities=(quantity,)),
        voices=(Voice(quantity=0, attribution_id=None, speakers=()),),
    )
    [found] = json.loads(render_json(build.dossier(reading)))["quantities"]

    assert (found["attribution"], found["speakers"]) == (None, [])


@given(st.text(min_size=1))
def test_any_text_comes_back_as_it_went_in(text: str) -> None:
    written = render_json(build.dossier(build.reading(build.article(text))))
    back = json.loads(written.encode("utf-8"))

    assert back["articles"][0]["text"] == text


def test_half_a_character_is_escaped_and_comes_back() -> None:
    written = render_json(build.dossier(build.reading(build.article("avant \ud800 après"))))

    assert json.loads(written.encode("utf-8"))["articles"][0]["text"] == "avant \ud800 après"

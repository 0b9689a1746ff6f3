"""What was found in several neighborhoods is put side by side, and nobody stands twice."""

from __future__ import annotations

from dataclasses import replace

from recoupe.crosscheck import crosscheck, united
from recoupe.model import (
    Entity,
    EntityKind,
    EntityMention,
    Link,
    Passage,
    Reason,
    Span,
    Tracing,
    Utterance,
)
from tests.build import AS_OF
from tests.crosscheck.invented import dam


def entity(name: str, *articles: str, party: str | None = None, key: str = "e") -> Entity:
    return Entity(
        id=key,
        name=name,
        kind=EntityKind.PERSON,
        aliases=(),
        party=party,
        mentions=tuple(
            EntityMention(passage=Passage(a, Span(0, 4)), title=None, role=None) for a in articles
        ),
        actor_ids=tuple(f"actor of {a}" for a in articles),
    )


def test_what_one_neighborhood_gives_stays_as_it_is() -> None:
    _, found = crosscheck(list(dam().values()), Tracing(), as_of=AS_OF)

    assert found.claims
    assert united([found]) == found


def test_neither_the_order_nor_how_articles_are_split_changes_the_order_of_records() -> None:
    _, found = crosscheck(list(dam().values()), Tracing(), as_of=AS_OF)
    halves = [
        replace(found, claims=found.claims[::2], findings=(), chronology=found.chronology[1::2]),
        replace(
            found,
            entities=(),
            stories=(),
            utterances=(),
            series=(),
            claims=found.claims[1::2],
            chronology=found.chronology[::2],
        ),
    ]

    assert united(halves) == united(halves[::-1]) == found


def test_who_is_named_in_two_neighborhoods_stands_once_under_the_name_most_mentions_give() -> None:
    one = replace(united([]), entities=(entity("Jeanne Aubrac", "a", "b"),))
    other = replace(united([]), entities=(entity("J. Aubrac", "c", party="Valdorie"),))

    [found] = united([one, other]).entities

    assert (found.name, found.aliases, found.party) == ("Jeanne Aubrac", ("J. Aubrac",), "Valdorie")
    assert {m.passage.article_id for m in found.mentions} == {"a", "b", "c"}
    assert found.actor_ids == ("actor of a", "actor of b", "actor of c")


def test_who_is_merged_is_one_in_all_neighborhoods_and_in_what_was_said() -> None:
    said = Utterance(id="u", speakers=("e2",), said_on=None, venue=None, attribution_ids=("said",))
    one = replace(united([]), entities=(entity("Jeanne Aubrac", "a", "b", key="e1"),))
    other = replace(united([]), entities=(entity("Mme Aubrac", "c", key="e2"),), utterances=(said,))
    why = Reason("Décidé.", "Decided.")
    merged = Link(sides=(frozenset({"actor of a", "actor of c"}),), why=why)
    by_name = Link(sides=(frozenset({"actor of a", "e2"}),), why=why)
    newer = Link(sides=(frozenset({"actor of a"}), frozenset({"actor of c"})), why=why)

    for links in ([merged], [by_name], [merged, newer]):
        found = united([one, other], links=links)
        assert [e.name for e in found.entities] == ["Jeanne Aubrac"]
        assert found.entities[0].reasons == (why,)
        assert found.utterances[0].speakers == ("e1",)
    assert len(united([one, other], links=[newer, merged]).entities) == 2

"""Look records of a dossier up by their ids, and join actors to entities.

Speakers within an article are actors; crosscheck joins them to entities. Only
the outlets put the two together, and they do it here. An actor in no entity
stands as an entity of its own.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recoupe.model import Entity, EntityMention, Passage, Span, TimexType, quantity_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from recoupe.model import Actor, Article, Attribution, Dossier, Reading, Voice

START = Span(0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """The records of a dossier by id; readings by path, then by id."""

    readings: tuple[Reading, ...]
    articles: Mapping[str, Article]
    attributions: Mapping[str, Attribution]
    attributions_by_start: Mapping[tuple[str, int], tuple[Attribution, ...]]
    quantity_by_passage: Mapping[Passage, str]  # ids
    entities: tuple[Entity, ...]
    entity_of_actor: Mapping[str, Entity]
    entity_by_id: Mapping[str, Entity]

    def attributions_at(self, article_id: str, start: int) -> tuple[Attribution, ...]:
        """The attributions whose content begins at a character of an article."""
        return self.attributions_by_start.get((article_id, start), ())

    def text_of(self, passage: Passage) -> str:
        """The words of a passage."""
        return passage.span.of(self.articles[passage.article_id].text)

    def entity_ids(self, actor_ids: Iterable[str]) -> tuple[str, ...]:
        """The entities of actors, each once, in the actors' order."""
        return tuple(dict.fromkeys(self._entity_id(actor_id) for actor_id in actor_ids))

    def speakers(self, ids: Iterable[str]) -> tuple[Entity, ...]:
        """The entities that actor or entity ids stand for; unknown ids are left out."""
        found = (self.entity_by_id.get(self._entity_id(any_id)) for any_id in ids)
        return tuple({entity.id: entity for entity in found if entity}.values())

    def _entity_id(self, actor_id: str) -> str:
        entity = self.entity_of_actor.get(actor_id)
        return entity.id if entity else actor_id


def build_index(dossier: Dossier) -> Index:
    """The look-ups that every outlet needs, made once per dossier."""
    readings = tuple(sorted(dossier.readings, key=_place))
    joined = {
        actor_id: entity for entity in dossier.entities for actor_id in sorted(entity.actor_ids)
    }
    lone = {
        actor.id: _alone(actor, reading.analysis.article.id)
        for reading in readings
        for actor in reading.actors
        if actor.id not in joined
    }
    entities = tuple(sorted((*dossier.entities, *lone.values()), key=lambda e: (e.name, e.id)))
    return Index(
        readings=readings,
        articles={r.analysis.article.id: r.analysis.article for r in readings},
        attributions={a.id: a for r in readings for a in r.attributions},
        attributions_by_start=_by_start(readings),
        quantity_by_passage={
            Passage(r.analysis.article.id, quantity.span): quantity_id(r.analysis.article.id, n)
            for r in readings
            for n, quantity in enumerate(r.analysis.quantities)
        },
        entities=entities,
        entity_of_actor={**joined, **lone},
        entity_by_id={entity.id: entity for entity in entities},
    )


def in_order(attributions: Iterable[Attribution]) -> list[Attribution]:
    """Attributions of one article as a reader meets them."""
    return sorted(attributions, key=lambda a: (min(a.content, default=START), a.id))


def voices_by_quantity(reading: Reading) -> dict[int, Voice]:
    """On whose word each quantity stands, by its position in the analysis."""
    return {voice.quantity: voice for voice in reading.voices}


def periods(reading: Reading) -> tuple[str | None, ...]:
    """For each quantity, the TIMEX3 value of the period in its scope; None when there is none."""
    dates = sorted(
        (timex.span, timex.value)
        for timex in reading.analysis.timexes
        if timex.type in (TimexType.DATE, TimexType.TIME)
    )
    starts = [span.start for span, _ in dates]

    def inside(scope: Span) -> str | None:
        found = dates[bisect_left(starts, scope.start) : bisect_left(starts, scope.end)]
        return found[0][1] if found else None

    return tuple(
        next((value for scope in quantity.scope if (value := inside(scope))), None)
        for quantity in reading.analysis.quantities
    )


def sentence_around(reading: Reading, position: int) -> Span | None:
    """The sentence that the character at `position` stands in."""
    tokens = reading.analysis.tokens
    after = bisect_right(tokens.sentences, position, key=lambda bounds: tokens.start[bounds[0]])
    if not after:
        return None
    first, last = tokens.sentences[after - 1]
    found = Span(tokens.start[first], tokens.end[last - 1])
    return found if position < found.end else None


def _by_start(
    readings: Iterable[Reading],
) -> Mapping[tuple[str, int], tuple[Attribution, ...]]:
    found: dict[tuple[str, int], tuple[Attribution, ...]] = {}
    for reading in readings:
        for attribution in reading.attributions:
            if attribution.content:
                key = (attribution.article_id, attribution.content[0].start)
                found[key] = (*found.get(key, ()), attribution)
    return found


def _place(reading: Reading) -> tuple[str, str]:
    article = reading.analysis.article
    return article.path, article.id


def _alone(actor: Actor, article_id: str) -> Entity:
    """An actor that crosscheck joined to nobody, as an entity of its own."""
    return Entity(
        id=actor.id,
        name=actor.name,
        kind=actor.kind,
        aliases=actor.aliases,
        party=actor.party,
        mentions=tuple(
            EntityMention(passage=Passage(article_id, m.span), title=m.title, role=m.role)
            for m in actor.mentions
        ),
        actor_ids=(actor.id,),
    )

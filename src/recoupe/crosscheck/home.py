"""Give the state's own people and bodies their state, where a story knows one state alone.

At home nobody says which state a ministry or a prefect serves. Once one
article of the story does (« le ministère des Transports de Valdorie »), and
no other state's government is spoken of, that state is the party of them all.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from recoupe.crosscheck.spelling import spelling_of
from recoupe.model import EntityKind
from recoupe.text import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from recoupe.crosscheck.spelling import Spelling
    from recoupe.model import Entity, Reading, Story


def with_home(
    entities: Sequence[Entity], stories: Sequence[Story], *, readings: Iterable[Reading]
) -> tuple[Entity, ...]:
    """The entities; those of the one state of their stories have it as their party.

    Cost: linear in the mentions of entities.
    """
    story_of = {a: story.id for story in stories for a in story.article_ids}
    language = {r.analysis.article.id: r.analysis.article.language for r in readings}
    stories_of = {
        e.id: {story_of[a] for m in e.mentions if (a := m.passage.article_id) in story_of}
        for e in entities
    }
    held: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        for story_id in stories_of[entity.id]:
            held[story_id].append(entity)
    homes = {story_id: _home(some) for story_id, some in held.items()}
    own = {e.id: {homes[s] for s in stories_of[e.id]} for e in entities}
    officials = {
        e.id: home
        for e in entities
        if len(own[e.id]) == 1 and (home := min(own[e.id], key=str)) is not None
        if _is_of_state(e, spelling_of(language[e.mentions[0].passage.article_id]))
    }
    bodies = {e.name: officials[e.id] for e in entities if e.id in officials}
    return tuple(_placed(e, officials, bodies=bodies) for e in entities)


def _placed(entity: Entity, officials: Mapping[str, str], *, bodies: Mapping[str, str]) -> Entity:
    """The entity with the party of its state, or of the body it speaks for."""
    home = officials.get(entity.id) or bodies.get(entity.party or "")
    return replace(entity, party=home) if home else entity


def _home(entities: Sequence[Entity]) -> str | None:
    """The one state whose government a story speaks of; None when there are several, or none."""
    places = {folded(e.name): e.name for e in entities if e.kind is EntityKind.PLACE}
    states = {
        state
        for e in entities
        if e.kind is EntityKind.GOVERNMENT
        for state in _states(e, places=places)
    }
    return min(states) if len(states) == 1 else None


def _states(entity: Entity, *, places: Mapping[str, str]) -> Iterator[str]:
    """The state that a government is, or that completes its name."""
    if entity.party is not None and entity.party != entity.name:
        yield entity.party
        return
    for name in (entity.name, *entity.aliases):
        words = folded(name).replace("'", "' ").split()
        for start in range(2, len(words)):
            place = places.get(" ".join(words[start:]))
            if place:
                yield place
                return


def _is_of_state(entity: Entity, spelling: Spelling) -> bool:
    """Whether an entity that no article gives a state speaks for one by its noun."""
    if entity.kind is EntityKind.PERSON:
        roles = [entity.name, *sorted({m.role for m in entity.mentions if m.role})]
        return entity.party is None and any(spelling.is_of_state(r) for r in roles)
    is_own = entity.party in (None, entity.name)
    is_body = entity.kind in (EntityKind.ORGANIZATION, EntityKind.GOVERNMENT)
    return is_body and is_own and spelling.is_of_state(entity.name)

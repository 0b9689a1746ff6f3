"""Join the actors of several articles into entities.

Two actors are one entity when they bear the same full name, accents, case and
apostrophes aside, and are of the same kind.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from typing import TYPE_CHECKING

from recoupe.model import Entity, EntityMention, Passage
from recoupe.text import folded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from recoupe.model import Actor, EntityKind, Reading

#: Hexadecimal digits of an entity's id.
ID_DIGITS = 12


def join_actors(readings: Iterable[Reading]) -> tuple[Entity, ...]:
    """The entities that the actors of all articles are, by name."""
    groups: dict[tuple[str, EntityKind], list[tuple[str, Actor]]] = defaultdict(list)
    for reading in readings:
        for actor in reading.actors:
            article_id = reading.analysis.article.id
            groups[folded(actor.name), actor.kind].append((article_id, actor))
    entities = (_entity(name, kind, group) for (name, kind), group in groups.items())
    return tuple(sorted(entities, key=lambda e: (folded(e.name), e.kind, e.id)))


def _entity(name: str, kind: EntityKind, group: list[tuple[str, Actor]]) -> Entity:
    """One entity from the actors of one name; its spelling is the most usual."""
    actors = [actor for _, actor in group]
    names = [actor.name for actor in actors]
    parties = [actor.party for actor in actors if actor.party]
    aliases = {alias for actor in actors for alias in (*actor.aliases, actor.name)}
    best = _most_usual(names)
    mentions = sorted(
        (
            EntityMention(passage=Passage(article_id, m.span), title=m.title, role=m.role)
            for article_id, actor in group
            for m in actor.mentions
        ),
        key=lambda m: m.passage,
    )
    return Entity(
        id=hashlib.sha256(f"{kind}:{name}".encode()).hexdigest()[:ID_DIGITS],
        name=best,
        kind=kind,
        aliases=tuple(sorted(aliases - {best})),
        party=_most_usual(parties) if parties else None,
        mentions=tuple(mentions),
        actor_ids=tuple(sorted(actor.id for actor in actors)),
    )


def _most_usual(values: list[str]) -> str:
    """The value that occurs most often; of those, the longest, then the first by letters."""
    return min(set(values), key=lambda v: (-values.count(v), -len(v), v))

"""Put what was found in several neighborhoods of articles side by side, as one.

Articles of two neighborhoods are of two stories, so nothing is compared again:
lists are put in their order, and who is named in both stands once.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from recoupe.crosscheck import chronology, claims, entities, findings, series, stories, utterances
from recoupe.crosscheck.groups import Groups
from recoupe.crosscheck.settling import Settled
from recoupe.model import Crosscheck

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from recoupe.model import Entity, Link


def united(found: Sequence[Crosscheck], *, links: Sequence[Link] = ()) -> Crosscheck:
    """All that was found, in the order in which one cross-check gives it.

    The order of `found` does not matter. `links`, of ids of actors and of
    entities, are what editors hold for one or for several.
    """
    named = tuple(_once(chain.from_iterable(one.entities for one in found)))
    joined, now = _judged(named, links)
    if now:
        found = [_renamed(one, now) for one in found]
    return Crosscheck(
        entities=tuple(sorted(joined, key=entities.in_order)),
        stories=tuple(sorted((s for f in found for s in f.stories), key=stories.in_order)),
        utterances=tuple(sorted((u for f in found for u in f.utterances), key=utterances.in_order)),
        claims=tuple(sorted((c for f in found for c in f.claims), key=claims.in_order)),
        series=tuple(sorted((s for f in found for s in f.series), key=series.in_order)),
        findings=tuple(sorted((x for f in found for x in f.findings), key=findings.in_order)),
        chronology=tuple(sorted((e for f in found for e in f.chronology), key=chronology.in_order)),
        rulings=tuple(r for f in found for r in f.rulings),
    )


def _judged(
    named: Sequence[Entity], links: Sequence[Link]
) -> tuple[tuple[Entity, ...], Mapping[str, str]]:
    """The entities as editors join them, and the new ids of those that are gone."""
    if not links:
        return tuple(named), {}
    of = {actor: e.id for e in named for actor in e.actor_ids} | {e.id: e.id for e in named}
    groups = Groups(e.id for e in named)
    for left, right, why in Settled(links, of=of).joins:
        groups.join(left, right, reason=why)
    by_id = {e.id: e for e in named}
    joined: list[Entity] = []
    now: dict[str, str] = {}
    for root, ids in groups.groups().items():
        one = _one([by_id[i] for i in ids]) if len(ids) > 1 else by_id[root]
        reasons = {*one.reasons, *groups.reasons(root)}
        joined.append(replace(one, reasons=tuple(sorted(reasons))))
        now |= {i: one.id for i in ids if i != one.id}
    return tuple(joined), now


def _renamed(one: Crosscheck, now: Mapping[str, str]) -> Crosscheck:
    """A cross-check whose speakers bear the ids of the entities that they have become."""

    def speakers(ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(now.get(i, i) for i in ids))

    return replace(
        one,
        utterances=tuple(replace(u, speakers=speakers(u.speakers)) for u in one.utterances),
        series=tuple(
            replace(s, points=tuple(replace(p, speakers=speakers(p.speakers)) for p in s.points))
            for s in one.series
        ),
    )


def _once(entities_: Iterable[Entity]) -> Iterator[Entity]:
    """The entities, those of one id made one under the name that most mentions give."""
    by_id: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities_:
        by_id[entity.id].append(entity)
    for some in by_id.values():
        yield some[0] if len(some) == 1 else _one(some)


def _one(some: Sequence[Entity]) -> Entity:
    """One entity of several neighborhoods; its party is the one that most mentions give."""
    ordered = sorted(some, key=lambda e: (-len(e.mentions), e.name, e.party or "", e.actor_ids))
    chief = ordered[0]
    forms = {form for e in some for form in (e.name, *e.aliases)} - {chief.name}
    mentions = {m for e in some for m in e.mentions}
    return replace(
        chief,
        aliases=tuple(sorted(forms)),
        party=next((e.party for e in ordered if e.party), None),
        mentions=tuple(sorted(mentions, key=lambda m: (m.passage, m.title or "", m.role or ""))),
        actor_ids=tuple(sorted({a for e in some for a in e.actor_ids})),
        reasons=tuple(sorted({r for e in some for r in e.reasons})),
    )

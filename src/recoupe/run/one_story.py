"""The part of a dossier that is one story's: what its page shows, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from recoupe.model import Crosscheck, Tracing
from recoupe.text import text_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from recoupe.model import Entity, Passage, Reading, Story, Utterance
    from recoupe.run.together import Together


def of_story(found: Together, story: Story) -> Together:
    """What was found in a story's articles: their lineage, readings and accounts.

    An entity keeps the mentions and actors of these articles; what two stories
    share (a family, a saying) keeps its id and the part that is of this one.

    Cost: linear in the records of `found`.
    """
    tracing, readings, checked = found
    within = frozenset(story.article_ids)
    own = tuple(r for r in readings if r.analysis.article.id in within)
    texts = {text_id(r.analysis.article.text) for r in own}
    said = frozenset(a.id for r in own for a in r.attributions)
    traced = Tracing(
        reuse=tuple(r for r in tracing.reuse if _all_within(within, r.left, r.right)),
        lineage=tuple(n for n in tracing.lineage if {n.from_id, n.to_id} <= within),
        families=tuple(
            replace(f, article_ids=tuple(a for a in f.article_ids if a in within))
            for f in tracing.families
            if not within.isdisjoint(f.article_ids)
        ),
    )
    return (
        traced,
        own,
        Crosscheck(
            entities=tuple(_entities(checked.entities, own, within=within)),
            stories=(story,),
            utterances=tuple(_utterances(checked.utterances, said)),
            claims=tuple(c for c in checked.claims if c.story_id == story.id),
            series=tuple(s for s in checked.series if s.story_id == story.id),
            findings=tuple(f for f in checked.findings if _all_within(within, f.left, f.right)),
            chronology=tuple(e for e in checked.chronology if _all_within(within, *e.passages)),
            rulings=tuple(r for r in checked.rulings if texts & r.judgment.texts),
        ),
    )


def _all_within(within: AbstractSet[str], *passages: Passage | None) -> bool:
    return all(p.article_id in within for p in passages if p is not None)


def _entities(
    entities: Iterable[Entity], readings: Iterable[Reading], *, within: AbstractSet[str]
) -> Iterator[Entity]:
    """The entities that the articles name, each with what these articles say of it."""
    actors = frozenset(actor.id for r in readings for actor in r.actors)
    for entity in entities:
        named = tuple(a for a in entity.actor_ids if a in actors)
        if named:
            mentions = tuple(m for m in entity.mentions if m.passage.article_id in within)
            yield replace(entity, actor_ids=named, mentions=mentions)


def _utterances(utterances: Iterable[Utterance], said: AbstractSet[str]) -> Iterator[Utterance]:
    for utterance in utterances:
        own = tuple(a for a in utterance.attribution_ids if a in said)
        if own:
            yield replace(utterance, attribution_ids=own)

"""Read articles as editors have set them: their days, and who said what, when and how.

Pure: readings and decisions in, readings out. What is set here is what lineage
and cross-check then work on, so that everything that follows from it follows.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from recoupe.crosscheck import dated_on
from recoupe.model import (
    Actor,
    DateBasis,
    EntityKind,
    JudgmentKind,
    Link,
    Published,
    Resolution,
    Stance,
    digest,
)
from recoupe.text import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from recoupe.model import Attribution, Judgment, Reading

#: Between the first and the last day of an interval, as ISO 8601 writes it.
INTERVAL = "/"


def published_anew(reading: Reading, judgment: Judgment) -> Reading:
    """The reading with the day, or the days, of publication that an editor gives."""
    earliest, _, latest = (judgment.value or "").partition(INTERVAL)
    published = Published(
        earliest=earliest,
        latest=latest or earliest,
        basis=DateBasis.METADATA,
        reason=judgment.why,
    )
    return dated_on(reading, published)


def said_anew(reading: Reading, attribution_id: str, *, judgment: Judgment) -> Reading:
    """The reading with the day, or the stance, of one saying as an editor gives it."""

    def change(attribution: Attribution) -> Attribution:
        if judgment.kind is JudgmentKind.SET_STANCE:
            return replace(attribution, stance=Stance(judgment.value or ""))
        return replace(attribution, said_on=judgment.value)

    return _with(reading, attribution_id, change=change)


def spoken_anew(
    reading: Reading, attribution_id: str, *, judgment: Judgment, speakers: Sequence[Actor]
) -> tuple[Reading, tuple[Link, ...]]:
    """The reading with the speakers of one saying as an editor names them, or with none.

    A speaker whom the article does not name joins its actors, linked to the
    one of another article who was meant.
    """
    there = {actor.id for actor in reading.actors}
    actors, links = [], []
    for speaker in speakers or _named(reading, judgment.value):
        actor = speaker
        if speaker.id not in there:
            actor = _beside(reading, speaker)
            links.append(Link(sides=(frozenset({actor.id, speaker.id}),), why=judgment.why))
        actors.append(actor)
    ids = tuple(dict.fromkeys(actor.id for actor in actors))

    def change(attribution: Attribution) -> Attribution:
        evidence = attribution.source or attribution.content[0]
        return replace(
            attribution,
            speakers=ids,
            resolution=tuple(
                Resolution(actor_id=i, how=judgment.why, evidence=evidence) for i in ids
            ),
            relayed_by=tuple(i for i in attribution.relayed_by if i not in ids),
        )

    spoken = _with(reading, attribution_id, change=change)
    return (
        replace(
            spoken,
            actors=_added(reading.actors, actors),
            voices=tuple(
                replace(v, speakers=ids) if v.attribution_id == attribution_id else v
                for v in reading.voices
            ),
        ),
        tuple(links),
    )


def _with(
    reading: Reading, attribution_id: str, *, change: Callable[[Attribution], Attribution]
) -> Reading:
    """The reading with one attribution changed."""
    return replace(
        reading,
        attributions=tuple(
            change(a) if a.id == attribution_id else a for a in reading.attributions
        ),
    )


def _added(actors: Sequence[Actor], others: Iterable[Actor]) -> tuple[Actor, ...]:
    """The actors, with those of the others that are not among them."""
    return tuple({actor.id: actor for actor in (*others, *actors)}.values())


def _named(reading: Reading, name: str | None) -> tuple[Actor, ...]:
    """The actor of the article who bears a name, or a new one; none without a name."""
    if not name:
        return ()
    sought = folded(name)
    for actor in reading.actors:
        if sought in (folded(form) for form in (actor.name, *actor.aliases)):
            return (actor,)
    kind = EntityKind.PERSON
    return (Actor(id="", name=name, kind=kind, aliases=(), party=None, mentions=()),)


def _beside(reading: Reading, actor: Actor) -> Actor:
    """Somebody whom the article does not name, as an actor of it."""
    article_id = reading.analysis.article.id
    return replace(actor, id=f"actor-{digest(article_id, actor.kind, actor.name)}", mentions=())

"""Everything that accounts are compared on, laid out once with its look-ups."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recoupe.crosscheck.wording import Terms, terms_of
from recoupe.model import EntityKind, Passage, ReuseKind, Span
from recoupe.text import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from recoupe.model import (
        Article,
        Attribution,
        Entity,
        Lineage,
        Link,
        Reading,
        Reuse,
        Story,
        Tracing,
    )


#: Characters by which words may stand elsewhere than the lengths of two stretches tell.
SLACK_CHARS = 40


@dataclass(frozen=True, slots=True)
class Taken:
    """A stretch of one article and where it stands in another."""

    here: Span
    there: Span
    kind: ReuseKind
    score: float

    def around(self, span: Span) -> Taken:
        """What a part of this stretch stands for, as far as the lengths of both tell.

        A whole article that was taken is one stretch; its sentences are not all alike.
        """
        slack = SLACK_CHARS + abs(len(self.here) - len(self.there))
        if len(self.there) <= 2 * slack:
            return self
        scale = len(self.there) / len(self.here)
        start = self.there.start + int((span.start - self.here.start) * scale) - slack
        end = self.there.start + int((span.end - self.here.start) * scale) + slack
        start = max(self.there.start, min(start, self.there.end - 1))
        there = Span(start, max(start + 1, min(end, self.there.end)))
        return Taken(self.here, there, self.kind, self.score)


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """The readings of all articles, who speaks in them, and what they share.

    An article that was read twice stands once.
    """

    readings: Mapping[str, Reading]  # by article id, in the order of ids
    terms: Mapping[str, Terms]  # by article id
    entities: Mapping[str, Entity]  # by entity id
    entity_of_actor: Mapping[str, Entity]
    stories: tuple[Story, ...]
    story_of: Mapping[str, str]  # by article id
    families_of: Mapping[str, frozenset[str]]  # by article id
    taken: Mapping[tuple[str, str], tuple[Taken, ...]]  # by the ids of two articles
    sharing: Mapping[str, tuple[str, ...]]  # the articles that share words with one
    lineage: tuple[Lineage, ...]
    side_of: Mapping[str, str]  # by entity id
    copies: tuple[Link, ...]  # articles that editors hold for copies, or for independent

    def article(self, article_id: str) -> Article:
        """The article of that id."""
        return self.readings[article_id].analysis.article

    def words(self, passage: Passage) -> str:
        """The characters of a passage."""
        return passage.span.of(self.article(passage.article_id).text)

    def speakers(self, attribution: Attribution) -> tuple[str, ...]:
        """The entities that an attribution ascribes its content to, each once."""
        return self.entity_ids(attribution.speakers)

    def entity_ids(self, actor_ids: Iterable[str]) -> tuple[str, ...]:
        """The entities that actors are; an actor in no entity stands for itself."""
        found = (self.entity_of_actor.get(a) for a in actor_ids)
        ids = (e.id if e else a for e, a in zip(found, actor_ids, strict=True))
        return tuple(dict.fromkeys(ids))

    def side(self, speaker: str) -> str | None:
        """The side that an entity speaks for; a text, a paper, an unnamed body have none."""
        return self.side_of.get(speaker)

    def named(self, attribution: Attribution) -> str | None:
        """Whom an attribution names: its words, or the entity's name where that is plainer."""
        source = attribution.source
        names = [self.entities[s].name for s in self.speakers(attribution) if s in self.entities]
        if source is None:
            return ", ".join(names) or None
        tokens = self.readings[attribution.article_id].analysis.tokens
        first = self.token_at(attribution.article_id, source.start)
        words = source.of(self.article(attribution.article_id).text)
        is_vague = "," in words or (
            first < len(tokens)
            and (tokens.tag[first] == "PRON" or "Poss=Yes" in tokens.features[first])
        )
        return ", ".join(names) if is_vague and names else words

    def token_at(self, article_id: str, position: int) -> int:
        """The first token that ends after a character."""
        return bisect_right(self.readings[article_id].analysis.tokens.end, position)

    def sentence_at(self, article_id: str, span: Span) -> Span:
        """The sentences that a span stands in, whole."""
        tokens = self.readings[article_id].analysis.tokens
        bounds = tokens.sentences
        first = bisect_right(bounds, self.token_at(article_id, span.start), key=lambda b: b[0]) - 1
        last = bisect_right(bounds, self.token_at(article_id, span.end - 1), key=lambda b: b[0]) - 1
        if first < 0 or last < 0:
            return span
        return Span(tokens.start[bounds[first][0]], tokens.end[bounds[last][1] - 1])

    def are_kin(self, one: str, other: str) -> bool:
        """Whether two articles have a common ancestor."""
        return one == other or bool(
            self.families_of.get(one, frozenset()) & self.families_of.get(other, frozenset())
        )

    def counterparts(self, passage: Passage, other: str) -> tuple[Taken, ...]:
        """The stretches of `other` that stand for what a passage says."""
        stretches = self.taken.get((passage.article_id, other), ())
        return tuple(t.around(passage.span) for t in stretches if t.here.overlaps(passage.span))


def lay_out(
    readings: Sequence[Reading],
    *,
    entities: Sequence[Entity] = (),
    stories: Sequence[Story] = (),
    tracing: Tracing,
    copies: Sequence[Link] = (),
) -> Material:
    """The material of a set of articles; neither their order nor their paths matter.

    `copies` are what editors say of articles: copies of one another, or independent.
    """
    by_id = {r.analysis.article.id: r for r in readings}
    ordered = {article_id: by_id[article_id] for article_id in sorted(by_id)}
    families: dict[str, set[str]] = defaultdict(set)
    for family in tracing.families:
        for article_id in family.article_ids:
            families[article_id].add(family.id)
    taken = _both_ways(tracing.reuse)
    sharing: dict[str, list[str]] = defaultdict(list)
    for one, other in sorted(taken):
        sharing[one].append(other)
    return Material(
        readings=ordered,
        terms={article_id: terms_of(r.analysis) for article_id, r in ordered.items()},
        entities={e.id: e for e in entities},
        entity_of_actor={a: e for e in entities for a in e.actor_ids},
        stories=tuple(stories),
        story_of={a: story.id for story in stories for a in story.article_ids},
        families_of={a: frozenset(found) for a, found in families.items()},
        taken=taken,
        sharing={a: tuple(others) for a, others in sharing.items()},
        lineage=tracing.lineage,
        side_of=dict(_sides(ordered, entities)),
        copies=tuple(copies),
    )


def _sides(
    readings: Mapping[str, Reading], entities: Iterable[Entity]
) -> Iterator[tuple[str, str]]:
    """The side of each entity that has one."""
    outlets = {name for r in readings.values() for name in _outlet_names(r.analysis.article.outlet)}
    for entity in entities:
        if entity.party is None:
            continue
        speaks_for_itself = entity.party == entity.name
        if speaks_for_itself and (
            entity.kind is EntityKind.DOCUMENT
            or folded(entity.name) in outlets
            or _is_unnamed(readings, entity)
        ):
            continue
        yield entity.id, entity.party


def _is_unnamed(readings: Mapping[str, Reading], entity: Entity) -> bool:
    """Whether every mention brings somebody up without a name: « un organisme »."""
    for mention in entity.mentions:
        reading = readings.get(mention.passage.article_id)
        if reading is None:
            return False
        tokens = reading.analysis.tokens
        first = bisect_right(tokens.end, mention.passage.span.start)
        if first >= len(tokens) or "Definite=Ind" not in tokens.features[first]:
            return False
    return True


def _outlet_names(outlet: str | None) -> tuple[str, ...]:
    """The names by which an article may speak of an outlet: « Le Relevé », « Relevé »."""
    if not outlet:
        return ()
    name = folded(outlet)
    return name, name.partition(" ")[2] or name


def _both_ways(reuses: Iterable[Reuse]) -> dict[tuple[str, str], tuple[Taken, ...]]:
    """Every shared stretch, seen from either article."""
    found: dict[tuple[str, str], list[Taken]] = defaultdict(list)
    for reuse in reuses:
        left, right = reuse.left, reuse.right
        found[left.article_id, right.article_id].append(
            Taken(left.span, right.span, reuse.kind, reuse.score)
        )
        found[right.article_id, left.article_id].append(
            Taken(right.span, left.span, reuse.kind, reuse.score)
        )
    return {
        pair: tuple(sorted(some, key=lambda t: (t.here, t.there))) for pair, some in found.items()
    }

"""Point at the records of a dossier by words of articles, which outlast their ids."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from recoupe.errors import PlanError
from recoupe.run.anchors import article_anchor, content_of, words_anchor
from recoupe.run.naming import named
from recoupe.text import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from recoupe.model import Anchor, Attribution, Claim, Dossier, Entity

    Sides = tuple[tuple[Anchor, ...], ...]
    #: The anchors of a record, each with the ids by which it can be taken out.
    Held = Mapping[Anchor, frozenset[str]]

#: Words that hold on to one side, names that differ first: enough to find it again.
ANCHORS = 100

R = TypeVar("R")


class Pointer:
    """The records of a dossier by their ids, and the words that hold on to each."""

    def __init__(self, dossier: Dossier) -> None:
        readings = dossier.readings
        self._dossier = dossier
        self._articles = {r.analysis.article.id: r.analysis.article for r in readings}
        self._attributions = {a.id: a for r in readings for a in r.attributions if a.content}
        self._actors = {a.id: (r.analysis.article, a) for r in readings for a in r.actors}
        self._entities = {e.id: e for e in dossier.entities}
        self._stories = {s.id: s for s in dossier.stories}
        self._claims = {c.id: c for c in dossier.claims}
        self._findings = {f.id: f for f in dossier.findings}

    def entities(self, ids: Sequence[str], *, out: Sequence[str]) -> tuple[str, Sides]:
        """Entities by their names and mentions; `out` are articles in which one is another."""
        found = [self._known(self._entities, i, what="entity") for i in ids]
        return _joined(e.name for e in found), _sides([self._of_entity(e) for e in found], out)

    def stories(self, ids: Sequence[str], *, out: Sequence[str]) -> tuple[str, Sides]:
        """Stories by their titles and articles; `out` are articles of another."""
        found = [self._known(self._stories, i, what="story") for i in ids]
        held: list[Held] = [
            {article_anchor(self._articles[i]): frozenset({i}) for i in story.article_ids}
            for story in found
        ]
        return _joined(story.title for story in found), _sides(held, out)

    def claims(self, ids: Sequence[str], *, out: Sequence[str]) -> tuple[str, Sides]:
        """Claims by their text and words; `out` are articles, or sayings, that claim another."""
        found = [self._known(self._claims, i, what="claim") for i in ids]
        if len({claim.story_id for claim in found}) > 1:
            raise PlanError(
                f"{', '.join(ids)}: claims of two stories, expected claims of one; "
                "merge the stories first"
            )
        return _joined(c.text for c in found), _sides([self._of_claim(c) for c in found], out)

    def articles(self, ids: Sequence[str]) -> tuple[str, Sides]:
        """Articles by their headlines."""
        found = [article_anchor(self._known(self._articles, i, what="article")) for i in ids]
        return " / ".join(anchor.words for anchor in found), tuple((anchor,) for anchor in found)

    def finding(self, finding_id: str) -> tuple[str, Sides, str]:
        """A finding by the words that it lays side by side, and its kind."""
        finding = self._known(self._findings, finding_id, what="finding")
        anchors = [
            words_anchor(self._articles[p.article_id], p.span)
            for p in (finding.left, finding.right)
            if p
        ]
        about = " / ".join(anchor.words for anchor in anchors)
        return about, tuple((anchor,) for anchor in anchors), finding.kind.value

    def saying(self, attribution_id: str, *, speakers: Sequence[str]) -> tuple[str, Sides]:
        """A saying by its words and its cue, and those who said it by their names."""
        attribution = self._known(self._attributions, attribution_id, what="attribution")
        article = self._articles[attribution.article_id]
        cue = attribution.cue or attribution.source
        said = (self._said(attribution), *([words_anchor(article, cue)] if cue else []))
        named = [self._known(self._entities, i, what="entity") for i in speakers]
        return said[0].words, (said, *(_some(self._of_entity(e), first=article.id) for e in named))

    def _of_entity(self, entity: Entity) -> Held:
        """Words that name an entity, one place for each article."""
        named = sorted(
            (self._actors[i] for i in entity.actor_ids if i in self._actors),
            key=lambda pair: (pair[0].id, pair[1].id),
        )
        found = {
            words_anchor(article, actor.mentions[0].span): frozenset({article.id})
            for article, actor in named
            if actor.mentions
        }
        if not found:
            raise PlanError(
                f"{entity.id}: no words name {entity.name}, whom an editor set as a speaker, "
                "expected somebody named in an article; undo that, and set another"
            )
        return found

    def _of_claim(self, claim: Claim) -> Held:
        """Words that say what is claimed."""
        found: dict[Anchor, frozenset[str]] = {}
        for said in (self._attributions[i] for i in claim.attribution_ids):
            anchor = self._said(said)
            found[anchor] = found.get(anchor, frozenset[str]()) | {said.id, said.article_id}
        for passage in claim.assertions:
            article = self._articles[passage.article_id]
            found[words_anchor(article, passage.span)] = frozenset({article.id})
        return found

    def _said(self, attribution: Attribution) -> Anchor:
        return words_anchor(self._articles[attribution.article_id], content_of(attribution))

    def _known(self, records: Mapping[str, R], name: str, *, what: str) -> R:
        """The record of an id, or the only one that has these words."""
        if name in records:
            return records[name]
        found = [row for row in named(self._dossier, name) if row["kind"] == what]
        exact = [row for row in found if folded(row["words"]) == folded(name)]
        ids = [row["id"] for row in exact or found]
        if len(ids) == 1:
            return records[ids[0]]
        has = f"these words are of {', '.join(ids)}" if ids else f"no {what} has this id, or words"
        raise PlanError(
            f"{name}: {has}, expected one {what}; `recoupe correct find` shows their ids", id=name
        )


def _joined(words: Iterable[str]) -> str:
    return " = ".join(words)


def _sides(things: Sequence[Held], out: Sequence[str]) -> Sides:
    """A side for each thing; of one thing, what is taken out and what stays."""
    if len(things) > 1:
        return tuple(_some(held) for held in things)
    [held] = things
    taken = tuple(anchor for anchor, ids in held.items() if ids & set(out))
    known = set(chain.from_iterable(held.values()))
    if not out or not known.issuperset(out):
        strange = ", ".join(i for i in out if i not in known) or "nothing"
        raise PlanError(
            f"{strange}: cannot be taken out of it, expected ids of articles that it stands in: "
            f"{', '.join(sorted(known))}; name some of these"
        )
    kept = {anchor: ids for anchor, ids in held.items() if anchor not in taken}
    if not kept:
        raise PlanError(f"{', '.join(out)}: all of it, expected a part of it; name fewer")
    return taken, _some(kept)


def _some(held: Held, *, first: str = "") -> tuple[Anchor, ...]:
    """Words enough to find a thing again: those in one article first, then other words."""
    seen: set[str] = set()
    ranked: list[tuple[bool, bool, int, Anchor]] = []
    for anchor, ids in held.items():
        ranked.append((first not in ids, anchor.words in seen, len(ranked), anchor))
        seen.add(anchor.words)
    return tuple(anchor for *_, anchor in sorted(ranked)[:ANCHORS])

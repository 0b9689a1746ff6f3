"""Tell the origins of a claim one by one: who says it, in which articles, why these are one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from recoupe.dossier.edition import Place, anchor, one_line
from recoupe.dossier.passages import passage_anchor
from recoupe.model import JoinKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recoupe.dossier.edition import Cited, Edition
    from recoupe.dossier.parties import Mark
    from recoupe.model import Attribution, Claim, Origin

#: Names of one origin that are told.
NAMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginRow:
    """One origin of a claim."""

    mark: Mark
    who: str  # as named, as written, or that nobody is
    party: str | None  # the side they speak for, unless that is who they are
    places: tuple[tuple[Place, ...], ...]  # its words, by article
    silent: tuple[Cited, ...]  # those of its articles that name nobody, where others do
    joins: tuple[str, ...]  # what shows that its accounts are one, in words


def origin_rows(claim: Claim, edition: Edition) -> tuple[OriginRow, ...]:
    """The origins of a claim, those that most articles have first."""
    rows = [_row(origin, claim, edition=edition) for origin in claim.origins]
    return tuple(
        sorted(rows, key=lambda row: (-len(row.places), row.places[0][0].cited.number, row.who))
    )


def one_side(rows: Sequence[OriginRow], claim: Claim) -> str | None:
    """The party that all of several origins speak for; None where they do not."""
    marks = {row.mark for row in rows}
    return claim.parties[0] if len(rows) > 1 and len(marks) == len(claim.parties) == 1 else None


def _row(origin: Origin, claim: Claim, *, edition: Edition) -> OriginRow:
    words = edition.words
    speakers = edition.index.speakers(origin.speakers)
    known = edition.index.attributions
    said = [known[i] for i in origin.attribution_ids if i in known]
    parties = dict.fromkeys(s.party for s in speakers if s.party)
    names = [entity.name for entity in speakers]
    who = edition.names(speakers[:NAMED]) or _written(said, edition)
    return OriginRow(
        mark=edition.mark(speakers),
        who=who or words.say("nobody_named" if said else "no_source"),
        party=", ".join(p for p in parties if p not in names) or None,
        places=_places(origin, claim, edition=edition),
        silent=edition.cite({*origin.article_ids} - {a.article_id for a in said}) if said else (),
        joins=tuple(words.say(f"join.{k}") for k in JoinKind if k in origin.joins),
    )


def _places(origin: Origin, claim: Claim, *, edition: Edition) -> tuple[tuple[Place, ...], ...]:
    """Where an origin's words stand, article by article; what nobody is named for comes last."""
    by_article: dict[str, dict[str, None]] = {i: {} for i in origin.article_ids}
    for attribution_id in origin.attribution_ids:
        said = edition.index.attributions.get(attribution_id)
        if said and said.article_id in by_article:
            by_article[said.article_id][anchor("t", said.id)] = None
    for passage in claim.assertions:
        if passage.article_id in by_article:
            by_article[passage.article_id][passage_anchor(passage, edition)] = None
    return tuple(
        tuple(Place(cited=edition.cited[i], anchor=a) for a in anchors)
        for i, anchors in sorted(by_article.items(), key=lambda kept: edition.cited[kept[0]].number)
        if anchors
    )


def _written(said: Sequence[Attribution], edition: Edition) -> str:
    """The source as an article words it, where it stands for nobody known."""
    for one in said:
        if one.source:
            return one_line(one.source.of(edition.index.articles[one.article_id].text))
    return ""

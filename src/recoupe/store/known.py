"""What the latest cross-check knew, and what came since: news is told from both.

An article is fresh until its news is told, so that an addition that was
interrupted before is told by the next.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from recoupe.model import Span
from recoupe.store.results import known_claims
from recoupe.store.tables import (
    articles,
    attributions,
    changes,
    figures,
    readings,
    texts,
    untold_articles,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from recoupe.model import Claim

#: Parts of an article whose edits are told; other edits of the body bear no words.
_TOLD = ("headline", "figure", "quotation")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Words of one version of an address that the next has otherwise."""

    article_id: str  # the version that the span lies in: the earlier one for words that are gone
    edited_id: str  # the later version
    before: str | None
    after: str | None
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the latest cross-check knew, and what came since."""

    claims: tuple[Claim, ...]
    fresh: frozenset[str]  # ids of the articles that came since
    edits: tuple[Edit, ...]  # of the fresh articles


def known(connection: Connection, neighborhood: int) -> Known:
    """What the latest cross-check knew of a neighborhood's articles, and what came since."""
    fresh = connection.execute(
        select(articles.c.row_id, articles.c.article_id)
        .select_from(
            untold_articles.join(articles)
            .join(readings, readings.c.article_row == articles.c.row_id)
            .join(texts, texts.c.row_id == readings.c.text_row)
        )
        .where(readings.c.record.is_not(None), texts.c.neighborhood_row == neighborhood)
        .order_by(articles.c.row_id)
    ).all()
    return Known(
        claims=tuple(known_claims(connection, neighborhood)) if fresh else (),
        fresh=frozenset(row.article_id for row in fresh),
        edits=tuple(edit for row in fresh for edit in _edits(connection, row.row_id)),
    )


def _edits(connection: Connection, number: int) -> Iterator[Edit]:
    """What a version has otherwise than the one before, each with where the words stand."""
    later = articles.alias()
    rows = connection.execute(
        select(changes, later.c.article_id.label("edited_id"))
        .select_from(changes.join(later, later.c.row_id == changes.c.article_row))
        .where(changes.c.article_row == number, changes.c.kind.in_(_TOLD))
        .order_by(changes.c.row_id)
    ).all()
    for row in rows:
        is_gone = row.after is None
        place = row.earlier_row if is_gone else row.article_row
        words = row.before if is_gone else row.after
        span = _place_of(connection, row.kind, number=place, words=words)
        yield Edit(
            article_id=connection.execute(
                select(articles.c.article_id).where(articles.c.row_id == place)
            ).scalar_one(),
            edited_id=row.edited_id,
            before=row.before,
            after=row.after,
            span=span,
        )


def _place_of(connection: Connection, kind: str, *, number: int, words: str | None) -> Span:
    """Where words that changed stand in a version; its headline where they stand outside."""
    queries = {
        "figure": select(figures.c.start, figures.c.end)
        .where(figures.c.article_row == number, figures.c.words == words)
        .order_by(figures.c.start),
        "quotation": select(attributions.c.content_start, attributions.c.content_end)
        .where(attributions.c.article_row == number, attributions.c.content == words)
        .order_by(attributions.c.content_start),
    }
    found = connection.execute(queries[kind]).first() if kind in queries else None
    if found is not None:
        return Span(found[0], found[1])
    row = connection.execute(
        select(articles.c.headline_start, articles.c.headline_end, articles.c.text).where(
            articles.c.row_id == number
        )
    ).one()
    if row.headline_end:
        return Span(row.headline_start, row.headline_end)
    return Span(0, len(row.text.partition("\n")[0]))

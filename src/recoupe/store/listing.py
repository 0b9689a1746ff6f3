"""What a store holds, as rows for people and programs: its tables without the long texts."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from recoupe.store.tables import (
    additions,
    articles,
    attributions,
    audit_log,
    changes,
    claims,
    figures,
    rejections,
    stories,
    story_articles,
)

if TYPE_CHECKING:
    from sqlalchemy import Select

    from recoupe.store.opening import Store


class Listed(StrEnum):
    """What can be listed."""

    ARTICLES = "articles"
    CHANGES = "changes"
    STORIES = "stories"
    CLAIMS = "claims"
    REJECTIONS = "rejections"
    ADDITIONS = "additions"
    AUDIT = "audit"


def listing(store: Store, what: Listed) -> tuple[dict[str, Any], ...]:  # Any: cells of many types
    """The rows of what is asked for, one mapping per row, by the names of the columns."""
    with store.reading() as connection:
        return tuple(dict(row._mapping) for row in connection.execute(_CHOSEN[what]))


def counts(store: Store) -> dict[str, int]:
    """How many rows the tables have that people ask about."""
    asked = (articles, attributions, figures, rejections, changes)
    with store.reading() as connection:
        return {
            table.name: connection.scalar(select(func.count()).select_from(table)) or 0
            for table in asked
        }


def _changed() -> Select[Any]:
    return (
        select(
            articles.c.article_id,
            articles.c.url,
            articles.c.version,
            changes.c.kind,
            changes.c.before,
            changes.c.after,
        )
        .select_from(changes.join(articles, articles.c.row_id == changes.c.article_row))
        .order_by(articles.c.url, articles.c.version, changes.c.row_id)
    )


def _stories() -> Select[Any]:
    return (
        select(stories.c.story_id, stories.c.title, func.count().label("articles"))
        .select_from(stories.join(story_articles))
        .group_by(stories.c.story_id, stories.c.title)
        .order_by(stories.c.title, stories.c.story_id)
    )


_CHOSEN: dict[Listed, Select[Any]] = {
    Listed.ARTICLES: select(
        articles.c.article_id,
        articles.c.published_latest,
        articles.c.outlet,
        articles.c.title,
        articles.c.path,
        articles.c.url,
        articles.c.version,
    ).order_by(articles.c.path, articles.c.article_id),
    Listed.CHANGES: _changed(),
    Listed.STORIES: _stories(),
    Listed.CLAIMS: select(
        claims.c.claim_id, claims.c.origins_at_most, claims.c.parties, claims.c.text
    ).order_by(claims.c.origins_at_most.desc(), claims.c.claim_id),
    Listed.REJECTIONS: select(
        rejections.c.path, rejections.c.stage, rejections.c.reason_fr, rejections.c.reason_en
    ).order_by(rejections.c.path, rejections.c.stage),
    Listed.ADDITIONS: select(additions).order_by(additions.c.row_id),
    Listed.AUDIT: select(audit_log).order_by(audit_log.c.row_id),
}

"""Look one article up: as it was gathered, its versions, and the story that it is of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from recoupe.store.articles import article_of
from recoupe.store.tables import articles, changes, claims, story_articles

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from recoupe.model import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is another in a version: headline, figure, quotation or text, in both wordings."""

    kind: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleVersion:
    """A text seen at an address, and what changed in it since the one before."""

    number: int  # 1 for the first text seen there
    article_id: str
    title: str | None
    published: str | None  # ISO 8601 day
    changes: tuple[Change, ...]


def stored_article(connection: Connection, article_id: str) -> Article | None:
    """The article as it was gathered; None when there is none of that id."""
    row = connection.execute(select(articles).where(articles.c.article_id == article_id)).first()
    return article_of(row) if row else None


def versions_of(connection: Connection, article_id: str) -> tuple[ArticleVersion, ...]:
    """All texts seen at the article's address, the first first; none when it has no address."""
    url = select(articles.c.url).where(articles.c.article_id == article_id).scalar_subquery()
    rows = connection.execute(
        select(
            articles.c.row_id,
            articles.c.version,
            articles.c.article_id,
            articles.c.title,
            articles.c.published_latest,
        )
        .where(articles.c.url == url)
        .order_by(articles.c.version)
    ).all()
    found = connection.execute(
        select(changes)
        .where(changes.c.article_row.in_([row.row_id for row in rows]))
        .order_by(changes.c.row_id)
    ).all()
    return tuple(
        ArticleVersion(
            number=row.version,
            article_id=row.article_id,
            title=row.title,
            published=row.published_latest,
            changes=tuple(
                Change(kind=one.kind, before=one.before, after=one.after)
                for one in found
                if one.article_row == row.row_id
            ),
        )
        for row in rows
    )


def story_of_article(connection: Connection, article_id: str) -> str | None:
    """The story that an article is of, by the latest cross-check; None when it is of none yet."""
    found: str | None = connection.scalar(
        select(story_articles.c.story_id)
        .select_from(
            story_articles.join(articles, articles.c.row_id == story_articles.c.article_row)
        )
        .where(articles.c.article_id == article_id)
    )
    return found


def story_of_claim(connection: Connection, claim_id: str) -> str | None:
    """The story that a claim is of, by the latest cross-check; None when there is no such claim."""
    found: str | None = connection.scalar(
        select(claims.c.story_id).where(claims.c.claim_id == claim_id)
    )
    return found


def kept_claims(connection: Connection, claim_ids: Iterable[str]) -> frozenset[str]:
    """Those of the ids that a claim of the latest cross-check has."""
    chosen = select(claims.c.claim_id).where(claims.c.claim_id.in_(tuple(claim_ids)))
    return frozenset(connection.execute(chosen).scalars())


def stories_at(connection: Connection, places: Iterable[str]) -> tuple[str, ...]:
    """The stories of the articles at these addresses or paths, by the latest cross-check."""
    named = tuple(places)
    rows = connection.execute(
        select(story_articles.c.story_id)
        .select_from(
            story_articles.join(articles, articles.c.row_id == story_articles.c.article_row)
        )
        .where(or_(articles.c.url.in_(named), articles.c.path.in_(named)))
        .distinct()
        .order_by(story_articles.c.story_id)
    )
    return tuple(rows.scalars())

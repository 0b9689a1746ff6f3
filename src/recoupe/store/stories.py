"""The stories of a store as a list needs them, from tables alone: no record is opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import case, func, select

from recoupe.store.tables import claims, stories, story_articles

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldStory:
    """A story in one line; `first_day` and `last_day` bound when its articles appeared."""

    id: str
    title: str
    articles: int
    first_day: str | None  # ISO 8601
    last_day: str | None  # ISO 8601
    families: int
    claims: int
    claims_of_several_origins: int
    origins_at_most: int  # of the claim that has most


def told_stories(connection: Connection) -> tuple[ToldStory, ...]:
    """The stories as of the latest cross-check, the newest first."""
    held = (
        select(story_articles.c.story_id, func.count().label("articles"))
        .group_by(story_articles.c.story_id)
        .subquery()
    )
    said = (
        select(
            claims.c.story_id,
            func.count().label("claims"),
            func.sum(case((claims.c.origins_at_most > 1, 1), else_=0)).label("several"),
            func.max(claims.c.origins_at_most).label("most"),
        )
        .group_by(claims.c.story_id)
        .subquery()
    )
    rows = connection.execute(
        select(stories, held.c.articles, said.c.claims, said.c.several, said.c.most)
        .select_from(
            stories.join(held, held.c.story_id == stories.c.story_id).outerjoin(
                said, said.c.story_id == stories.c.story_id
            )
        )
        .order_by(func.coalesce(stories.c.last_day, "").desc(), stories.c.title, stories.c.story_id)
    )
    return tuple(
        ToldStory(
            id=row.story_id,
            title=row.title,
            articles=row.articles,
            first_day=row.first_day,
            last_day=row.last_day,
            families=row.families,
            claims=row.claims or 0,
            claims_of_several_origins=row.several or 0,
            origins_at_most=row.most or 0,
        )
        for row in rows
    )

"""Keep what is new, in the order it is told.

News is written in the transaction that puts one cross-check of a neighborhood
in the place of another, so that each change is told once, whatever is
interrupted. Articles whose news is not told yet stand in a table of their own:
a cross-check can be thrown away and made again without telling anything twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select

from recoupe.model import News, NewsKind, NewsPlace, Span
from recoupe.store.tables import articles, news, readings, texts, untold_articles

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection, Row, Select


def keep_news(connection: Connection, told: Iterable[News], *, neighborhood: int) -> None:
    """Keep news in the order it is told; no article of the neighborhood is fresh any more."""
    here = (
        select(readings.c.article_row)
        .select_from(readings.join(texts))
        .where(texts.c.neighborhood_row == neighborhood, readings.c.record.is_not(None))
    )
    connection.execute(delete(untold_articles).where(untold_articles.c.article_row.in_(here)))
    for one in told:
        there = select(news.c.row_id).where(news.c.news_id == one.id)
        if connection.execute(there).first() is None:
            connection.execute(insert(news).values(**_row(one)))


def news_since(connection: Connection, since: str = "") -> tuple[News, ...]:
    """What was told from a moment on, ISO 8601 in UTC; all that ever was when none is named."""
    return tuple(_news(row) for row in connection.execute(_chosen().where(news.c.at >= since)))


def newest_news(connection: Connection) -> int:
    """The row of the newest piece of news; 0 when there is none."""
    return connection.scalar(select(func.max(news.c.row_id))) or 0


def news_after(
    connection: Connection, row: int, *, limit: int | None = None
) -> tuple[tuple[int, News], ...]:
    """What was told after a row, with the rows, in the order it was told."""
    chosen = _chosen().where(news.c.row_id > row).limit(limit)
    return tuple((found.row_id, _news(found)) for found in connection.execute(chosen))


def latest_news(connection: Connection, count: int) -> tuple[News, ...]:
    """So many pieces of news, the newest first."""
    chosen = _chosen().order_by(None).order_by(news.c.row_id.desc()).limit(count)
    return tuple(_news(row) for row in connection.execute(chosen))


def _chosen() -> Select[Any]:  # Any: cells of several types
    """The rows of news with the words and articles they open on, in the order they were told."""
    length = news.c.end - news.c.start
    return (
        select(
            news,
            articles.c.article_id,
            articles.c.title,
            articles.c.outlet,
            articles.c.url,
            func.substr(articles.c.text, news.c.start + 1, length).label("words"),
        )
        .select_from(news.join(articles))
        .order_by(news.c.row_id)
    )


def _news(row: Row[Any]) -> News:  # Any: a row of `_chosen`
    return News(
        id=row.news_id,
        kind=NewsKind(row.kind),
        at=row.at,
        story_id=row.story_id,
        story=row.story,
        claim_id=row.claim_id,
        series_id=row.series_id,
        subject=row.subject,
        before=row.before,
        after=row.after,
        place=NewsPlace(
            article_id=row.article_id,
            title=row.title,
            outlet=row.outlet,
            url=row.url,
            span=Span(row.start, row.end),
            words=row.words,
        ),
    )


def _row(one: News) -> dict[str, Any]:  # Any: cells of several types
    return {
        "news_id": one.id,
        "kind": one.kind.value,
        "at": one.at,
        "story_id": one.story_id,
        "story": one.story,
        "claim_id": one.claim_id,
        "series_id": one.series_id,
        "subject": one.subject,
        "before": one.before,
        "after": one.after,
        "article_row": select(articles.c.row_id)
        .where(articles.c.article_id == one.place.article_id)
        .scalar_subquery(),
        "start": one.place.span.start,
        "end": one.place.span.end,
    }

"""Keep what was read in each article, so that no article is read twice.

A reading holds as long as what it was made from: the id that the article
bears, the version of Recoupe, the pipeline, and, for an article without a
date, the day that bounds every date. `unread` names the articles for which
one of these has moved, or that have no reading yet.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, delete, func, insert, or_, select

from recoupe.model import Reading, Rejection
from recoupe.store.articles import article_of, keep_rejection
from recoupe.store.changes import tell_changes
from recoupe.store.neighborhoods import reread_text
from recoupe.store.tables import (
    articles,
    attributions,
    figures,
    readings,
    rejections,
    story_articles,
    texts,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic import TypeAdapter
    from sqlalchemy import ColumnElement, Connection

    from recoupe.model import Article, Span
    from recoupe.store.opening import Store

#: Where an inserted clause cuts words.
CUT = " […] "
LISTED = "; "
#: Rows that are fetched at once: readings are large.
_AT_ONCE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """What the readings of a store are made under."""

    recoupe: str  # version
    pipeline: str  # "" for Recoupe's own
    as_of: str  # ISO 8601 day


def unread(connection: Connection, conditions: Conditions) -> list[tuple[int, Article]]:
    """The articles to read, with the numbers of their rows, in the order they came."""
    chosen = (
        select(articles)
        .select_from(articles.outerjoin(readings, readings.c.article_row == articles.c.row_id))
        .where(_lapsed(conditions))
        .order_by(articles.c.row_id)
    )
    return [(row.row_id, article_of(row)) for row in connection.execute(chosen)]


def count_unread(connection: Connection, conditions: Conditions) -> int:
    """How many articles are to be read."""
    chosen = (
        select(func.count())
        .select_from(articles.outerjoin(readings, readings.c.article_row == articles.c.row_id))
        .where(_lapsed(conditions))
    )
    return connection.scalar(chosen) or 0


def keep_reading(
    store: Store,
    number: int,
    *,
    outcome: Reading | Rejection,
    words: Mapping[str, int],
    conditions: Conditions,
) -> None:
    """Keep what was read in an article, or why it could not be; on disk when this returns.

    `words` are those by which the article tells its story.
    """
    with store.writing() as connection:
        row = connection.execute(
            select(
                articles.c.article_id,
                articles.c.url,
                articles.c.text,
                articles.c.published_latest,
                articles.c.addition_row,
            ).where(articles.c.row_id == number)
        ).one()
        for table in (readings, attributions, figures, rejections):
            connection.execute(delete(table).where(table.c.article_row == number))
        record = None
        if isinstance(outcome, Reading):
            record = written(outcome)
            _keep_rows(connection, outcome, number=number)
        else:
            keep_rejection(connection, outcome, addition=row.addition_row, article=number)
        connection.execute(
            insert(readings).values(
                article_row=number,
                article_id=row.article_id,
                recoupe=conditions.recoupe,
                pipeline=conditions.pipeline,
                as_of=None if row.published_latest else conditions.as_of,
                record=record,
                text_row=reread_text(connection, row.text),
                words=json.dumps(words, ensure_ascii=False) if record else None,
            )
        )
        if row.url is not None:
            tell_changes(connection, row.url)


def kept_readings(connection: Connection, neighborhood: int) -> Iterator[Reading]:
    """What was read in each article of a neighborhood, by itself."""
    chosen = (
        select(readings.c.record)
        .select_from(readings.join(texts))
        .where(readings.c.record.is_not(None), texts.c.neighborhood_row == neighborhood)
        .order_by(readings.c.article_row)
    )
    yield from (_adapter().validate_json(record) for record in connection.scalars(chosen))


def dated_readings(connection: Connection, *, story: str | None = None) -> Iterator[Reading]:
    """What was read in each article of a story, or of all, as their stories date it."""
    chosen = (
        select(func.coalesce(readings.c.dated_record, readings.c.record))
        .where(readings.c.record.is_not(None))
        .order_by(readings.c.article_row)
    )
    if story is not None:
        of_story = story_articles.c.article_row == readings.c.article_row
        chosen = chosen.join(story_articles, of_story).where(story_articles.c.story_id == story)
    rows = connection.scalars(chosen, execution_options={"yield_per": _AT_ONCE})
    yield from (_adapter().validate_json(record) for record in rows)


def written(reading: Reading) -> str:
    """A reading as JSON."""
    return _adapter().dump_json(reading).decode("utf-8")


def spans_outside(record: str) -> Iterator[str]:
    """The attributions of a reading, written as JSON, that lie outside their text."""
    reading = _adapter().validate_json(record)
    length = len(reading.analysis.article.text)
    for one in reading.attributions:
        spans = (*one.content, *(s for s in (one.cue, one.source, one.venue) if s))
        if any(not 0 <= span.start <= span.end <= length for span in spans):
            yield f"attribution {one.id} lies outside the text"


def _lapsed(conditions: Conditions) -> ColumnElement[bool]:
    """Which articles have no reading that holds."""
    return or_(
        readings.c.article_row.is_(None),
        readings.c.article_id != articles.c.article_id,
        readings.c.recoupe != conditions.recoupe,
        readings.c.pipeline != conditions.pipeline,
        and_(readings.c.as_of.is_not(None), readings.c.as_of != conditions.as_of),
    )


def _keep_rows(connection: Connection, reading: Reading, *, number: int) -> None:
    """Lay the attributions and figures of a reading out as rows."""
    said = [*_attribution_rows(reading, number)]
    counted = [*_figure_rows(reading, number)]
    if said:
        connection.execute(insert(attributions), said)
    if counted:
        connection.execute(insert(figures), counted)


def _attribution_rows(reading: Reading, number: int) -> Iterator[dict[str, Any]]:  # Any: cells
    text = reading.analysis.article.text
    names = {actor.id: actor.name for actor in reading.actors}

    def words(span: Span | None) -> str | None:
        return span.of(text) if span else None

    for one in reading.attributions:
        yield {
            "article_row": number,
            "attribution_id": one.id,
            "source": words(one.source),
            "speakers": LISTED.join(names[i] for i in one.speakers),
            "cue": words(one.cue),
            "content": CUT.join(span.of(text) for span in one.content),
            "content_start": min((span.start for span in one.content), default=0),
            "content_end": max((span.end for span in one.content), default=0),
            "quotation": one.quotation.value,
            "stance": one.stance.value,
            "certainty": one.certainty.value,
            "said_on": one.said_on,
        }


def _figure_rows(reading: Reading, number: int) -> Iterator[dict[str, Any]]:  # Any: cells
    text = reading.analysis.article.text
    voices = {voice.quantity: voice.attribution_id for voice in reading.voices}
    for place, one in enumerate(reading.analysis.quantities):
        yield {
            "article_row": number,
            "words": one.span.of(text),
            "start": one.span.start,
            "end": one.span.end,
            "low": one.low,
            "high": one.high,
            "approximate": one.approximate,
            "unit": one.unit,
            "counted": one.counted,
            "counted_lemma": one.counted_lemma,
            "event": one.event.value,
            "attribution_id": voices.get(place),
        }


@cache
def _adapter() -> TypeAdapter[Reading]:
    from pydantic import TypeAdapter

    return TypeAdapter(Reading)

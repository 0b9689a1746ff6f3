"""Keep what the latest cross-check found: all of it as records, the chief parts as tables.

It is a cache that people can read: made of readings, and made again whenever
a reading or a setting has moved. `inputs` is the hash of all it was made from.
"""

from __future__ import annotations

import hashlib
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from recoupe.model import Crosscheck, Reading, Tracing
from recoupe.store.news import keep_news
from recoupe.store.readings import kept_readings, written
from recoupe.store.tables import (
    articles,
    claim_articles,
    claims,
    crosschecks,
    readings,
    results,
    stories,
    story_articles,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pydantic import TypeAdapter
    from sqlalchemy import Connection

    from recoupe.model import News
    from recoupe.store.opening import Store

#: The tables that a cross-check fills, in the order in which they can be emptied.
_TABLES = (claim_articles, claims, story_articles, stories, results, crosschecks)


#: What needs all articles at once: lineage, readings dated by their stories, accounts.
Together = tuple[Tracing, tuple[Reading, ...], Crosscheck]


def inputs_of(connection: Connection, settings: Sequence[str]) -> str:
    """The hash of all that a cross-check would be made from now."""
    digest = hashlib.sha256("\x1f".join(settings).encode())
    rows = connection.execute(
        select(
            articles.c.article_id,
            articles.c.content_hash,
            readings.c.recoupe,
            readings.c.pipeline,
            readings.c.as_of,
        )
        .select_from(articles.join(readings, readings.c.article_row == articles.c.row_id))
        .order_by(articles.c.article_id)
    )
    for row in rows:
        digest.update("\x1f".join(str(cell) for cell in row).encode())
    return digest.hexdigest()


def kept_together(connection: Connection, inputs: str) -> Together | None:
    """What the latest cross-check found; None when it was made from something else."""
    made = connection.scalar(select(crosschecks.c.inputs))
    if made != inputs:
        return None
    found: dict[str, list[object]] = {}
    for kind, record in connection.execute(
        select(results.c.kind, results.c.record).order_by(results.c.row_id)
    ):
        found.setdefault(kind, []).append(_adapter(kind).validate_json(record))
    parts = {kind: tuple(records) for kind, records in found.items()}
    dated = sorted(
        kept_readings(connection, dated=True),
        key=lambda r: (r.analysis.article.path, r.analysis.article.id),
    )
    return Tracing(**_of(Tracing, parts)), tuple(dated), Crosscheck(**_of(Crosscheck, parts))


def made_from(connection: Connection) -> str | None:
    """What the latest cross-check was made from, as a hash; None when there is none yet."""
    made: str | None = connection.scalar(select(crosschecks.c.inputs))
    return made


def kept_records(connection: Connection, kind: str) -> Iterator[Any]:  # Any: of the kind's type
    """The records of one kind that the latest cross-check found, in their order."""
    adapter = _adapter(kind)
    rows = connection.execute(
        select(results.c.record).where(results.c.kind == kind).order_by(results.c.row_id)
    )
    yield from (adapter.validate_json(row.record) for row in rows)


def keep_together(
    store: Store, found: Together, *, inputs: str, as_of: str, told: Iterable[News] = ()
) -> None:
    """Keep what a cross-check found in place of what the one before did, and what it told anew."""
    _, dated, _ = found
    with store.writing() as connection:
        for table in _TABLES:
            connection.execute(delete(table))
        connection.execute(insert(crosschecks).values(row_id=1, inputs=inputs, as_of=as_of))
        rows = [
            {"kind": kind, "record": _adapter(kind).dump_json(record).decode()}
            for kind, record in _records(found)
        ]
        if rows:
            connection.execute(insert(results), rows)
        _keep_dated(connection, dated)
        _keep_tables(connection, found)
        keep_news(connection, told)


def _records(found: Together) -> Iterator[tuple[str, object]]:
    """Every record of lineage and cross-check, with the name of the field it stands in."""
    tracing, _, crosscheck = found
    for part in (tracing, crosscheck):
        for field in fields(part):
            yield from ((field.name, record) for record in getattr(part, field.name))


def _of(type_: type, parts: dict[str, tuple[object, ...]]) -> dict[str, Any]:  # Any: its fields
    return {field.name: parts.get(field.name, ()) for field in fields(type_)}


def _keep_dated(connection: Connection, dated: Sequence[Reading]) -> None:
    """Keep the readings that their stories dated anew, beside those of the articles alone."""
    kept = select(readings.c.article_id, readings.c.article_row, readings.c.record)
    known = {row.article_id: row for row in connection.execute(kept)}
    for reading in dated:
        row = known[reading.analysis.article.id]
        record = written(reading)
        connection.execute(
            update(readings)
            .where(readings.c.article_row == row.article_row)
            .values(dated_record=None if record == row.record else record)
        )


def _keep_tables(connection: Connection, together: Together) -> None:
    """Lay stories and claims out as rows."""
    _, _, found = together
    numbers = dict(connection.execute(select(articles.c.article_id, articles.c.row_id)).all())
    rows = {
        stories: [*_story_rows(together)],
        story_articles: [
            {"story_id": one.id, "article_row": numbers[article]}
            for one in found.stories
            for article in one.article_ids
        ],
        claims: [
            {
                "claim_id": one.id,
                "story_id": one.story_id,
                "text": one.text,
                "origins_at_most": one.origins_at_most,
                "parties": "; ".join(one.parties),
            }
            for one in found.claims
        ],
        claim_articles: [
            {"claim_id": one.id, "article_row": numbers[article]}
            for one in found.claims
            for article in dict.fromkeys(one.article_ids)
        ],
    }
    for table, values in rows.items():
        if values:
            connection.execute(insert(table), values)


def _story_rows(together: Together) -> Iterator[dict[str, Any]]:  # Any: cells of many types
    """The stories with their days, as dated, and how many families they have."""
    tracing, dated, found = together
    published = {r.analysis.article.id: r.analysis.article.published for r in dated}
    for one in found.stories:
        days = [published[a] for a in one.article_ids]
        yield {
            "story_id": one.id,
            "title": one.title,
            "first_day": min((d.earliest for d in days if d.earliest), default=None),
            "last_day": max((d.latest for d in days if d.latest), default=None),
            "families": sum(not set(one.article_ids).isdisjoint(f.article_ids)
                            for f in tracing.families),
        }  # fmt: skip


@cache
def _adapter(kind: str) -> TypeAdapter[Any]:  # Any: one adapter per kind of record
    """The adapter of the records that stand in a field of lineage or cross-check."""
    from typing import get_args, get_type_hints

    from pydantic import TypeAdapter

    hints = get_type_hints(Tracing) | get_type_hints(Crosscheck)
    return TypeAdapter(get_args(hints[kind])[0])

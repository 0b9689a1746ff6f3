"""Keep what cross-checks found: all of it as records, the chief parts as tables.

It is a cache that people can read, one neighborhood of articles at a time:
made of readings, and made again when one of them or a setting has moved.
`inputs` is the hash of all that a neighborhood's results were made from.
"""

from __future__ import annotations

import hashlib
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, exists, func, insert, select, update

from recoupe.model import Crosscheck, Reading, Ruling, Tracing
from recoupe.store.neighborhoods import in_parts
from recoupe.store.news import keep_news
from recoupe.store.readings import dated_readings, written
from recoupe.store.tables import (
    articles,
    claim_articles,
    claims,
    crosschecks,
    followed_judgments,
    neighborhoods,
    readings,
    results,
    stories,
    story_articles,
    texts,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pydantic import TypeAdapter
    from sqlalchemy import ColumnElement, Connection

    from recoupe.model import Claim, News
    from recoupe.store.opening import Store

#: Characters of a hash that mark a change.
_MARK_CHARS = 12
#: Lineage, readings dated by their stories, accounts.
Together = tuple[Tracing, tuple[Reading, ...], Crosscheck]


def is_settled(connection: Connection, *, made_under: str, decided: Sequence[str]) -> bool:
    """Whether the latest cross-check holds: made under these settings, and nothing has moved.

    `decided` are the judgments in force.
    """
    followed = connection.scalars(select(followed_judgments.c.judgment_id))
    return (
        connection.scalar(select(crosschecks.c.made_under)) == made_under
        and {*followed} == {*decided}
        and not connection.scalar(select(exists().where(~texts.c.is_grouped)))
        and not _outdated(connection, limit=1)
    )


def outdated(store: Store, made_under: str) -> tuple[int, ...]:
    """The neighborhoods to cross-check under these settings; all of them under other ones."""
    with store.writing() as connection:
        if connection.scalar(select(crosschecks.c.made_under)) != made_under:
            connection.execute(update(neighborhoods).values(is_current=False))
            connection.execute(delete(crosschecks))
            connection.execute(
                insert(crosschecks).values(row_id=1, made_under=made_under, settled=0)
            )
        return _outdated(connection)


def _outdated(connection: Connection, limit: int | None = None) -> tuple[int, ...]:
    rows = select(neighborhoods.c.row_id).where(~neighborhoods.c.is_current)
    return tuple(connection.scalars(rows.order_by(neighborhoods.c.row_id).limit(limit)))


def inputs_of(connection: Connection, neighborhood: int, *, settings: str) -> str:
    """The hash of all that a neighborhood's results would be made from now."""
    digest = hashlib.sha256(settings.encode())
    rows = connection.execute(
        select(
            readings.c.article_id,
            articles.c.content_hash,
            readings.c.recoupe,
            readings.c.pipeline,
            readings.c.as_of,
        )
        .select_from(readings.join(articles).join(texts))
        .where(texts.c.neighborhood_row == neighborhood, readings.c.record.is_not(None))
        .order_by(readings.c.article_id)
    )
    for row in rows:
        digest.update("\x1f".join(str(cell) for cell in row).encode())
    return digest.hexdigest()


def made_from(connection: Connection) -> str | None:
    """A mark that moves with every change of what was found; None when nothing was yet."""
    row = connection.execute(select(crosschecks.c.made_under, crosschecks.c.settled)).first()
    return f"{row.made_under[:_MARK_CHARS]}-{row.settled}" if row and row.settled else None


def known_claims(connection: Connection, neighborhood: int) -> Iterator[Claim]:
    """The claims, as found before, of the neighborhoods that a neighborhood's articles were in."""
    own = select(readings.c.article_row).join(texts).where(texts.c.neighborhood_row == neighborhood)
    homes = (
        select(stories.c.neighborhood_row)
        .join(story_articles)
        .where(story_articles.c.article_row.in_(own))
    )
    records = connection.scalars(
        select(results.c.record)
        .where(results.c.kind == "claims", results.c.neighborhood_row.in_(homes))
        .order_by(results.c.row_id)
    )
    yield from (_adapter("claims").validate_json(record) for record in records)


def kept_inputs(connection: Connection, neighborhood: int) -> str | None:
    """The hash of what a neighborhood's results were made from; None when there are none."""
    made: str | None = connection.scalar(
        select(neighborhoods.c.inputs).where(neighborhoods.c.row_id == neighborhood)
    )
    return made


def neighborhood_of_story(connection: Connection, story_id: str) -> int | None:
    """The neighborhood in which a story was found; None when there is no such story."""
    return connection.scalar(
        select(stories.c.neighborhood_row).where(stories.c.story_id == story_id)
    )


def kept_found(connection: Connection) -> tuple[Together, ...]:
    """What was found in each neighborhood, with the readings of the stories found there."""
    homes: dict[str, list[int]] = {}
    for article_id, number in connection.execute(
        select(articles.c.article_id, stories.c.neighborhood_row).select_from(
            story_articles.join(stories).join(
                articles, articles.c.row_id == story_articles.c.article_row
            )
        )
    ):
        homes.setdefault(article_id, []).append(number)
    dated: dict[int, list[Reading]] = {}
    for reading in dated_readings(connection):
        for number in homes.get(reading.analysis.article.id, ()):
            dated.setdefault(number, []).append(reading)
    parts: dict[int, dict[str, list[object]]] = {}
    for number, kind, record in connection.execute(
        select(results.c.neighborhood_row, results.c.kind, results.c.record).order_by(
            results.c.row_id
        )
    ):
        records = parts.setdefault(number, {}).setdefault(kind, [])
        records.append(_adapter(kind).validate_json(record))
    return tuple(_put(parts.get(number, {}), some) for number, some in dated.items())


def kept_story(connection: Connection, story_id: str) -> Together:
    """What was found in the neighborhood of a story, with the readings of that story alone."""
    number = neighborhood_of_story(connection, story_id)
    parts: dict[str, list[object]] = {}
    for kind, record in connection.execute(
        select(results.c.kind, results.c.record)
        .where(results.c.neighborhood_row == number)
        .order_by(results.c.row_id)
    ):
        parts.setdefault(kind, []).append(_adapter(kind).validate_json(record))
    return _put(parts, dated_readings(connection, story=story_id))


def kept_rulings(connection: Connection) -> dict[str, Ruling]:
    """What became of what editors decided, by the id of the judgment."""
    rows = connection.execute(select(results.c.record).where(results.c.kind == "rulings"))
    found = (_adapter("rulings").validate_json(record) for record in rows.scalars())
    return {ruling.judgment.id: ruling for ruling in found}


def _put(parts: dict[str, list[object]], dated: Iterable[Reading]) -> Together:
    """Records put together again, as cross-check gives them."""
    found = {kind: tuple(records) for kind, records in parts.items()}
    ordered = sorted(dated, key=lambda r: (r.analysis.article.path, r.analysis.article.id))
    return Tracing(**_of(Tracing, found)), tuple(ordered), Crosscheck(**_of(Crosscheck, found))


def settle(
    store: Store,
    neighborhood: int,
    *,
    inputs: str,
    found: Together | None = None,
    told: Iterable[News] = (),
) -> None:
    """Keep what was found in a neighborhood in place of what was there before, and its news.

    Nothing found: the inputs are those of what is there, which stays.
    """
    with store.writing() as connection:
        connection.execute(
            update(neighborhoods)
            .where(neighborhoods.c.row_id == neighborhood)
            .values(inputs=inputs, is_current=True)
        )
        connection.execute(update(crosschecks).values(settled=crosschecks.c.settled + 1))
        if found is None:
            return
        numbers = _rows_of(connection, found)
        _empty(connection, neighborhood)
        for ids in in_parts(one.id for one in found[2].stories):
            _forget(connection, stories.c.story_id.in_(ids))
        for ids in in_parts(one.id for one in found[2].claims):
            _forget_claims(connection, claims.c.claim_id.in_(ids))
        rows = [
            {
                "neighborhood_row": neighborhood,
                "kind": kind,
                "record": _adapter(kind).dump_json(record).decode(),
            }
            for kind, record in _records(found)
        ]
        if rows:
            connection.execute(insert(results), rows)
        _keep_dated(connection, found[1], numbers=numbers)
        _keep_tables(connection, found, neighborhood=neighborhood, numbers=numbers)
        keep_news(connection, told, neighborhood=neighborhood)


def forget(store: Store, neighborhood: int) -> None:
    """Forget what was found in a neighborhood in which there is nothing to read any more."""
    with store.writing() as connection:
        connection.execute(update(crosschecks).values(settled=crosschecks.c.settled + 1))
        _empty(connection, neighborhood)
        here = neighborhoods.c.row_id == neighborhood
        if connection.scalar(select(exists().where(texts.c.neighborhood_row == neighborhood))):
            connection.execute(update(neighborhoods).where(here).values(is_current=True))
        else:
            connection.execute(delete(neighborhoods).where(here))


def _empty(connection: Connection, neighborhood: int) -> None:
    """Empty the tables of a neighborhood."""
    connection.execute(delete(results).where(results.c.neighborhood_row == neighborhood))
    _forget(connection, stories.c.neighborhood_row == neighborhood)


def _forget(connection: Connection, which: ColumnElement[bool]) -> None:
    """Empty the tables of some stories."""
    gone = select(stories.c.story_id).where(which)
    _forget_claims(connection, claims.c.story_id.in_(gone))
    connection.execute(delete(story_articles).where(story_articles.c.story_id.in_(gone)))
    connection.execute(delete(stories).where(which))


def _forget_claims(connection: Connection, which: ColumnElement[bool]) -> None:
    gone = select(claims.c.claim_id).where(which)
    connection.execute(delete(claim_articles).where(claim_articles.c.claim_id.in_(gone)))
    connection.execute(delete(claims).where(which))


def _records(found: Together) -> Iterator[tuple[str, object]]:
    """Every record of lineage and cross-check, with the name of the field it stands in."""
    tracing, _, crosscheck = found
    for part in (tracing, crosscheck):
        for field in fields(part):
            yield from ((field.name, record) for record in getattr(part, field.name))


def _of(type_: type, parts: dict[str, tuple[object, ...]]) -> dict[str, Any]:  # Any: its fields
    return {field.name: parts.get(field.name, ()) for field in fields(type_)}


def _rows_of(connection: Connection, found: Together) -> dict[str, int]:
    """The rows of the articles of a neighborhood, by their ids."""
    numbers: dict[str, int] = {}
    for ids in in_parts(reading.analysis.article.id for reading in found[1]):
        numbers.update(
            connection.execute(
                select(articles.c.article_id, articles.c.row_id)
                .where(articles.c.article_id.in_(ids))
            ).all()
        )  # fmt: skip
    return numbers


def _keep_dated(
    connection: Connection, dated: Iterable[Reading], *, numbers: Mapping[str, int]
) -> None:
    """Keep the readings that their stories dated anew, beside those of the articles alone."""
    for reading in dated:
        connection.execute(
            update(readings)
            .where(readings.c.article_row == numbers[reading.analysis.article.id])
            .values(dated_record=func.nullif(written(reading), readings.c.record))
        )


def _keep_tables(
    connection: Connection, found: Together, *, neighborhood: int, numbers: Mapping[str, int]
) -> None:
    """Lay stories and claims out as rows."""
    checked = found[2]
    rows = {
        stories: [{"neighborhood_row": neighborhood, **one} for one in _story_rows(found)],
        story_articles: [
            {"story_id": one.id, "article_row": numbers[article]}
            for one in checked.stories
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
            for one in checked.claims
        ],
        claim_articles: [
            {"claim_id": one.id, "article_row": numbers[article]}
            for one in checked.claims
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
        within = frozenset(one.article_ids)
        yield {
            "story_id": one.id,
            "title": one.title,
            "first_day": min((d.earliest for d in days if d.earliest), default=None),
            "last_day": max((d.latest for d in days if d.latest), default=None),
            "families": sum(not within.isdisjoint(f.article_ids) for f in tracing.families),
        }


@cache
def _adapter(kind: str) -> TypeAdapter[Any]:  # Any: one adapter per kind of record
    """The adapter of the records that stand in a field of lineage or cross-check."""
    from typing import get_args, get_type_hints

    from pydantic import TypeAdapter

    hints = get_type_hints(Tracing) | get_type_hints(Crosscheck)
    return TypeAdapter(get_args(hints[kind])[0])

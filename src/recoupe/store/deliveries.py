"""Keep what was handed to the desk until it is read: files, pasted texts, addresses.

A delivery is on disk, its bytes with it, before anyone is told that it was
taken. Whoever reads it takes the oldest that is not finished; its bytes go
when it is. So nothing that was taken is lost when the reader is killed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from itertools import count
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select, update

from recoupe.model import Reason, Rejection
from recoupe.store.articles import storable
from recoupe.store.desk_tables import deliveries, delivery_parts
from recoupe.store.tables import articles, stories, story_articles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from sqlalchemy import Connection, Row

    from recoupe.store.opening import Store


class DeliveryKind(StrEnum):
    """How a delivery came."""

    FILES = "files"
    TEXT = "text"
    ADDRESSES = "addresses"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What somebody handed over, when (ISO 8601, UTC); `names` are its files or addresses."""

    kind: DeliveryKind
    author: str
    at: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a delivery; `failure` says why nothing could."""

    added: int = 0
    skipped: int = 0
    addition: int | None = None  # row of `additions`
    rejections: tuple[Rejection, ...] = ()
    failure: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDelivery:
    """A delivery as it is kept; no outcome while it waits or is read."""

    number: int
    delivery: Delivery
    outcome: Outcome | None


def keep_delivery(
    store: Store, delivery: Delivery, *, parts: Iterable[tuple[str, Iterable[bytes]]] = ()
) -> int:
    """Keep a delivery with its files, each as pieces of bytes; its number. It is on disk then."""
    with store.writing() as connection:
        number: int = connection.execute(
            insert(deliveries)
            .values(
                kind=delivery.kind.value,
                author=storable(delivery.author),
                at=delivery.at,
                names=json.dumps([storable(n) for n in delivery.names], ensure_ascii=False),
                added=0,
                skipped=0,
                rejections="[]",
            )
            .returning(deliveries.c.row_id)
        ).scalar_one()
        place = count()
        for name, pieces in parts:
            for piece in pieces:
                connection.execute(
                    insert(delivery_parts).values(
                        delivery_row=number, place=next(place), name=storable(name), bytes=piece
                    )
                )
    return number


def next_delivery(connection: Connection) -> KeptDelivery | None:
    """The oldest delivery that is not finished; None when all are."""
    waiting = select(deliveries).where(deliveries.c.finished.is_(False))
    row = connection.execute(waiting.order_by(deliveries.c.row_id).limit(1)).first()
    return _delivery(row) if row else None


def unpack_delivery(connection: Connection, number: int, *, folder: Path) -> None:
    """Write the files of a delivery into a folder, piece by piece."""
    rows = connection.execution_options(yield_per=1).execute(
        select(delivery_parts.c.name, delivery_parts.c.bytes)
        .where(delivery_parts.c.delivery_row == number)
        .order_by(delivery_parts.c.place)
    )
    for row in rows:
        with (folder / row.name).open("ab") as file:
            file.write(row.bytes)


def finish_delivery(store: Store, number: int, *, outcome: Outcome) -> None:
    """Note what came of a delivery, and let go of its bytes."""
    told = [[r.path, r.stage, r.reason.fr, r.reason.en] for r in outcome.rejections]
    with store.writing() as connection:
        connection.execute(delete(delivery_parts).where(delivery_parts.c.delivery_row == number))
        connection.execute(
            update(deliveries)
            .where(deliveries.c.row_id == number)
            .values(
                finished=True,
                added=outcome.added,
                skipped=outcome.skipped,
                addition_row=outcome.addition,
                rejections=storable(json.dumps(told, ensure_ascii=False)),
                failure=storable(outcome.failure) if outcome.failure else None,
            )
        )


def kept_delivery(connection: Connection, number: int) -> KeptDelivery | None:
    """The delivery of that number; None when there is none."""
    row = connection.execute(select(deliveries).where(deliveries.c.row_id == number)).first()
    return _delivery(row) if row else None


def latest_deliveries(connection: Connection, limit: int) -> tuple[KeptDelivery, ...]:
    """The latest deliveries, the newest first."""
    rows = connection.execute(select(deliveries).order_by(deliveries.c.row_id.desc()).limit(limit))
    return tuple(_delivery(row) for row in rows)


def waiting_deliveries(connection: Connection) -> int:
    """How many deliveries are not finished."""
    waiting = select(func.count()).select_from(deliveries).where(deliveries.c.finished.is_(False))
    return connection.scalar(waiting) or 0


def stories_of_addition(connection: Connection, addition: int) -> dict[str, str]:
    """The titles of the stories that the articles of an addition are of, by id."""
    rows = connection.execute(
        select(stories.c.story_id, stories.c.title)
        .select_from(
            stories.join(story_articles).join(
                articles, articles.c.row_id == story_articles.c.article_row
            )
        )
        .where(articles.c.addition_row == addition)
        .distinct()
        .order_by(stories.c.title)
    )
    return {row.story_id: row.title for row in rows}


def _delivery(row: Row[Any]) -> KeptDelivery:  # Any: rows of the table `deliveries`
    return KeptDelivery(
        number=row.row_id,
        delivery=Delivery(
            kind=DeliveryKind(row.kind),
            author=row.author,
            at=row.at,
            names=tuple(json.loads(row.names)),
        ),
        outcome=Outcome(
            added=row.added,
            skipped=row.skipped,
            addition=row.addition_row,
            rejections=tuple(_rejections(row.rejections)),
            failure=row.failure,
        )
        if row.finished
        else None,
    )


def _rejections(told: str) -> Iterator[Rejection]:
    for path, stage, fr, en in json.loads(told):
        yield Rejection(path=path, stage=stage, reason=Reason(fr, en))

"""Verify that a store is sound: the file, what its rows point at, and what they say.

Each check is a sentence with the faults it found; a sound store has none. An
addition that was interrupted is no fault: the next one goes on with it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from recoupe.store.articles import article_of, content_hash, words_of
from recoupe.store.columns import METADATA
from recoupe.store.judgments import kept_judgments
from recoupe.store.neighborhoods import words_read
from recoupe.store.readings import spans_outside
from recoupe.store.tables import (
    article_words,
    articles,
    figures,
    followed_judgments,
    judgments,
    news,
    readings,
    texts,
)
from recoupe.store.tables import attributions as said
from recoupe.text import neighborhoods

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sqlalchemy import Connection

    from recoupe.store.opening import Store

#: Rows that are fetched at once: articles are large.
_AT_ONCE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One thing that was verified, and the faults that were found."""

    name: str
    faults: tuple[str, ...]


def check(store: Store) -> tuple[Checked, ...]:
    """What holds and what does not; every check runs, whatever the others found."""
    found = []
    with store.reading() as connection:
        for name, faults in _CHECKS.items():
            try:
                found.append(Checked(name=name, faults=tuple(faults(connection))))
            except (DBAPIError, ValueError) as error:
                first = str(error).splitlines()[0]
                found.append(Checked(name=name, faults=(first,)))
                connection.rollback()
    return tuple(found)


def _integrity(connection: Connection) -> Iterator[str]:
    """What SQLite says of its own file; PostgreSQL watches over its own."""
    if connection.dialect.name == "sqlite":
        rows = connection.execute(text("PRAGMA integrity_check")).scalars()
        yield from (line for line in rows if line != "ok")


def _references(connection: Connection) -> Iterator[str]:
    """Rows that point at rows which are not there."""
    for table in METADATA.sorted_tables:
        for column in table.columns:
            for key in column.foreign_keys:
                there = select(key.column).where(key.column == column).correlate(table)
                query = select(func.count()).select_from(table)
                missing = connection.scalar(query.where(column.is_not(None), ~there.exists()))
                if missing:
                    yield f"{table.name}.{column.name}: {missing} rows point at nothing"


def _contents(connection: Connection) -> Iterator[str]:
    """Articles whose words are not those they were addressed by."""
    for row in _all(connection):
        article = article_of(row)
        if content_hash(article) != row.content_hash:
            yield f"article {row.article_id} ({row.path}): its content was changed"


def _words(connection: Connection) -> Iterator[str]:
    """Articles that search would not find by their words."""
    rows = connection.execute(select(article_words))
    indexed = {row.article_row: (row.headline, row.body) for row in rows}
    for row in _all(connection):
        words = words_of(article_of(row))
        if indexed.pop(row.row_id, None) != (words["headline"], words["body"]):
            yield f"article {row.article_id}: its words for search are not those of its text"


def _index(connection: Connection) -> Iterator[str]:
    """Whether SQLite's full-text index is in step with the words; a fault is raised by it."""
    if connection.dialect.name == "sqlite":
        connection.execute(
            text("INSERT INTO article_search(article_search, rank) VALUES ('integrity-check', 1)")
        )
        connection.rollback()
    yield from ()


def _spans(connection: Connection) -> Iterator[str]:
    """Rows and records whose offsets do not lead to the words they name."""
    length = func.length(articles.c.text)
    for table, start, end in (
        (said, said.c.content_start, said.c.content_end),
        (figures, figures.c.start, figures.c.end),
        (news, news.c.start, news.c.end),
    ):
        outside = connection.scalar(
            select(func.count())
            .select_from(table.join(articles, articles.c.row_id == table.c.article_row))
            .where((start < 0) | (end < start) | (end > length))
        )
        if outside:
            yield f"{table.name}: {outside} rows lie outside their article"
    moved = connection.scalar(
        select(func.count())
        .select_from(figures.join(articles, articles.c.row_id == figures.c.article_row))
        .where(
            func.substr(articles.c.text, figures.c.start + 1, figures.c.end - figures.c.start)
            != figures.c.words
        )
    )
    if moved:
        yield f"figures: {moved} rows do not have the words that stand there"


def _records(connection: Connection) -> Iterator[str]:
    """Readings whose record cannot be read, or is of another article or text."""
    rows = connection.execute(
        select(articles.c.article_id, articles.c.text, readings.c.record, readings.c.article_id)
        .select_from(readings.join(articles))
        .where(readings.c.record.is_not(None))
    )
    for article_id, body, record, read_as in rows:
        fields = json.loads(record)["analysis"]["article"]
        if fields["text"] != body:
            yield f"reading of {article_id}: it is of another text"
        elif fields["id"] != read_as:
            yield f"reading of {article_id}: it is of another article"
        yield from (f"reading of {article_id}: {fault}" for fault in spans_outside(record))


def _neighborhoods(connection: Connection) -> Iterator[str]:
    """Texts that stand in another neighborhood than their words give them.

    Where texts wait to be put into theirs, or a judgment to be followed, the
    next addition does so.
    """
    decided = {one.id for one in kept_judgments(connection) if one.undone is None}
    if decided != {*connection.scalars(select(followed_judgments.c.judgment_id))}:
        return
    rows = connection.execute(select(texts)).all()
    if not all(row.is_grouped for row in rows):
        return
    home = {row.row_id: row.neighborhood_row for row in rows}
    held: dict[int, set[int]] = defaultdict(set)
    for text_row, number in home.items():
        held[number].add(text_row)
    read = words_read(connection, sorted(home))
    rows_of = {row.text_id: row.row_id for row in rows}
    bonds = [
        frozenset(rows_of[text] for text in judgment.texts if text in rows_of)
        for judgment in kept_judgments(connection)
        if judgment.is_bond
    ]
    for group in neighborhoods({row: read.get(row, {}) for row in home}, bonds):
        if held[home[group[0]]] != set(group):
            yield f"neighborhood {home[group[0]]}: it is not that of text {group[0]}"


def _versions(connection: Connection) -> Iterator[str]:
    """Addresses whose versions do not count 1, 2, 3."""
    rows = connection.execute(
        select(
            articles.c.url, func.count().label("held"), func.max(articles.c.version).label("top")
        )
        .where(articles.c.url.is_not(None))
        .group_by(articles.c.url)
    )
    yield from (f"{row.url}: {row.held} versions, the last is {row.top}" for row in rows
                if row.held != row.top)  # fmt: skip


def _judgments(connection: Connection) -> Iterator[str]:
    """Judgments that are no longer what was decided, or take back what is not there."""
    ids = {judgment.id for judgment in kept_judgments(connection)}
    rows = connection.execute(select(judgments.c.judgment_id, judgments.c.undoes))
    for judgment_id, undoes in rows:
        if (undoes or judgment_id) not in ids:
            yield f"{judgment_id}: it is not what was decided"


def _all(connection: Connection) -> Iterable[Any]:  # Any: rows of `articles`
    """Every article's row, a few at a time."""
    return connection.execution_options(yield_per=_AT_ONCE).execute(
        select(articles).order_by(articles.c.row_id)
    )


_CHECKS: dict[str, Callable[[Connection], Iterator[str]]] = {
    "integrity of the file": _integrity,
    "references between rows": _references,
    "hashes of contents": _contents,
    "words for search": _words,
    "full-text index": _index,
    "offsets": _spans,
    "readings": _records,
    "neighborhoods": _neighborhoods,
    "versions": _versions,
    "judgments": _judgments,
}

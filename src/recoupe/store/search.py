"""Find articles by their words: all that is asked for must stand in an article.

Both databases look in the same words (`store/words.py`) and the order is
ours, so a query finds the same articles in the same order on both: those
that name more of it in the headline first, then the newest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select, text, update

from recoupe.store.articles import article_of, words_of
from recoupe.store.settings import keep_setting, kept_settings
from recoupe.store.tables import article_words, articles
from recoupe.store.words import SEARCH_VERSION, phrases_of_query, words_of_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, TextClause

    from recoupe.store.opening import Store

#: Characters of the text shown around the first word that was found.
_AROUND = 80
#: The setting that names the words a store was indexed with.
_VERSION = "search_version"
_SQLITE = text("SELECT rowid AS article_row FROM article_search WHERE article_search MATCH :wanted")
_POSTGRESQL = text(
    "SELECT article_row FROM article_words "
    "WHERE to_tsvector('simple', headline || ' ' || left(body, 500000)) "
    "@@ to_tsquery('simple', :wanted)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An article that a query found, with the words around."""

    article_id: str
    path: str
    url: str | None
    outlet: str | None
    title: str | None
    published: str | None  # ISO 8601 day
    around: str


def search(store: Store, query: str, *, limit: int) -> tuple[Hit, ...]:
    """The articles that hold every word of a query, those marked as a phrase side by side."""
    phrases = phrases_of_query(query)
    if not phrases:
        return ()
    with store.reading() as connection:
        found = _found(connection, phrases)
        rows = connection.execute(
            select(
                articles.c.row_id,
                articles.c.published_latest,
                articles.c.path,
                article_words.c.headline,
            )
            .select_from(articles.join(article_words))
            .where(articles.c.row_id.in_(found))
        ).all()
        wanted = {word for phrase in phrases for word in phrase}
        ranked = sorted(rows, key=lambda row: (row.path, row.row_id))
        ranked.sort(key=lambda row: row.published_latest or "", reverse=True)
        ranked.sort(key=lambda row: len(wanted & set(row.headline.split())), reverse=True)
        return tuple(_hit(connection, row.row_id, wanted=wanted) for row in ranked[:limit])


def renew_words(store: Store) -> None:
    """Make the words of all articles again when an older Recoupe made them otherwise."""
    with store.writing() as connection:
        if kept_settings(connection).get(_VERSION) == SEARCH_VERSION:
            return
        for row in connection.execute(select(articles)).all():
            connection.execute(
                update(article_words)
                .where(article_words.c.article_row == row.row_id)
                .values(words_of(article_of(row)))
            )
        keep_setting(connection, _VERSION, value=SEARCH_VERSION)


def _found(connection: Connection, phrases: Sequence[Sequence[str]]) -> TextClause:
    """The statement that gives the rows which hold every phrase, its words bound."""
    if connection.dialect.name == "sqlite":
        statement = _SQLITE
        wanted = " AND ".join('"' + " ".join(phrase) + '"' for phrase in phrases)
    else:
        statement = _POSTGRESQL
        wanted = " & ".join("(" + " <-> ".join(phrase) + ")" for phrase in phrases)
    return statement.bindparams(bindparam("wanted", wanted))


def _hit(connection: Connection, number: int, *, wanted: set[str]) -> Hit:
    """What is shown of an article that was found."""
    row = connection.execute(select(articles).where(articles.c.row_id == number)).one()
    return Hit(
        article_id=row.article_id,
        path=row.path,
        url=row.url,
        outlet=row.outlet,
        title=row.title,
        published=row.published_latest,
        around=_words_around(row.text, wanted),
    )


def _words_around(body: str, wanted: set[str]) -> str:
    """The text around the first place where a wanted word stands, on one line."""
    start = 0
    for piece in body.split(" "):
        if wanted.intersection(words_of_text(piece)):
            break
        start += len(piece) + 1
    first = max(0, min(start, len(body)) - _AROUND)
    shown = " ".join(body[first : start + _AROUND].split())
    return ("…" if first else "") + shown + ("…" if start + _AROUND < len(body) else "")

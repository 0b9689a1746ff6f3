"""Keep articles: each once, by its content; versions of one address side by side.

An article is known by what it says and where it stands: its url, or the path
of its file where it has none. The same page saved twice is one article; the
same agency copy on two sites is two, as it is for every count of Recoupe.

What a dossier calls an article's id is the hash of title and text; where two
articles have one, the first by path keeps it, exactly as `gather` does for
the articles of one run.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select, update

from recoupe.model import (
    Article,
    DateBasis,
    Furniture,
    FurnitureKind,
    Published,
    Reason,
    Rejection,
    Span,
)
from recoupe.store.tables import additions, article_words, articles, rejections, untold_articles
from recoupe.store.words import words_of_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection, Row

    from recoupe.store.opening import Store

#: Hexadecimal digits that tell two articles of one id apart, as intake has them.
_MARK_CHARS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What came of the articles that were handed over."""

    added: int = 0
    skipped: int = 0
    rejected: int = 0

    def __add__(self, other: Kept) -> Kept:
        return Kept(
            added=self.added + other.added,
            skipped=self.skipped + other.skipped,
            rejected=self.rejected + other.rejected,
        )


def begin_addition(store: Store, paths: Sequence[str], *, started_at: str) -> int:
    """The row of a new addition, begun at the time that the caller gives."""
    with store.writing() as connection:
        number: int = connection.execute(
            insert(additions)
            .values(started_at=started_at, paths=" ".join(paths), added=0, skipped=0, rejected=0)
            .returning(additions.c.row_id)
        ).scalar_one()
        return number


def finish_addition(store: Store, addition: int, *, finished_at: str) -> None:
    """Note that an addition is done."""
    with store.writing() as connection:
        connection.execute(
            update(additions).where(additions.c.row_id == addition).values(finished_at=finished_at)
        )


def keep_gathered(
    store: Store, gathered: Iterable[tuple[int, Article | Rejection]], *, addition: int
) -> Kept:
    """Keep what intake gave, each with its place; all of it is on disk when this returns.

    Articles that are there are skipped. An article takes the place of an
    earlier addition's rejection of the same path.
    """
    kept = Kept()
    with store.writing() as connection:
        for place, item in gathered:
            if isinstance(item, Rejection):
                kept += Kept(rejected=1)
                keep_rejection(connection, item, addition=addition)
                continue
            is_new = _keep(connection, _storable(item), place=place, addition=addition)
            kept += Kept(added=1) if is_new else Kept(skipped=1)
        connection.execute(
            update(additions)
            .where(additions.c.row_id == addition)
            .values(
                added=additions.c.added + kept.added,
                skipped=additions.c.skipped + kept.skipped,
                rejected=additions.c.rejected + kept.rejected,
            )
        )
    return kept


def keep_rejection(
    connection: Connection, rejection: Rejection, *, addition: int, article: int | None = None
) -> None:
    """Keep a rejection, once."""
    path = storable(rejection.path)
    reason = Reason(storable(rejection.reason.fr), storable(rejection.reason.en))
    known = select(rejections.c.row_id).where(
        rejections.c.path == path,
        rejections.c.stage == rejection.stage,
        rejections.c.reason_en == reason.en,
    )
    if connection.execute(known).first() is None:
        connection.execute(
            insert(rejections).values(
                path=path,
                stage=rejection.stage,
                reason_fr=reason.fr,
                reason_en=reason.en,
                addition_row=addition,
                article_row=article,
            )
        )


def storable(text: str) -> str:
    """The text as any database takes it: names of files may hold bytes that are no UTF-8."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")


def content_hash(article: Article) -> str:
    """The address of an article: the hash of what it says and of where it stands."""
    published = article.published
    parts = [
        article.url or article.path,
        article.outlet,
        article.title,
        article.byline,
        article.credit,
        article.language,
        article.text,
        published.earliest,
        published.latest,
        published.basis,
    ]
    written = json.dumps(parts, ensure_ascii=False)
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()


def kept_rejections(connection: Connection) -> tuple[Rejection, ...]:
    """What was set aside, by path."""
    rows = connection.execute(select(rejections).order_by(rejections.c.path, rejections.c.stage))
    return tuple(
        Rejection(path=r.path, stage=r.stage, reason=Reason(r.reason_fr, r.reason_en)) for r in rows
    )


def has_articles(connection: Connection) -> bool:
    """Whether a store holds anything to read."""
    return connection.execute(select(articles.c.row_id).limit(1)).first() is not None


def newest_day(connection: Connection) -> str | None:
    """The newest day that an article's metadata or page states."""
    newest: str | None = connection.scalar(select(func.max(articles.c.published_latest)))
    return newest


def article_of(row: Row[Any]) -> Article:  # Any: rows of the table `articles`
    """The article as it was gathered, from its row."""
    has_headline = row.headline_start is not None
    return Article(
        id=row.article_id,
        path=row.path,
        url=row.url,
        outlet=row.outlet,
        title=row.title,
        byline=row.byline,
        credit=row.credit,
        language=row.language,
        text=row.text,
        headline=Span(row.headline_start, row.headline_end) if has_headline else None,
        sha256=row.bytes_sha256,
        published=Published(
            earliest=row.published_earliest,
            latest=row.published_latest,
            basis=DateBasis(row.published_basis),
            reason=Reason(row.published_reason_fr, row.published_reason_en),
        ),
        furniture=tuple(
            Furniture(text=line["text"], kind=FurnitureKind(line["kind"]))
            for line in json.loads(row.furniture)
        ),
    )


def words_of(article: Article) -> dict[str, str]:
    """The words of an article as `article_words` has them."""
    headline = article.headline.of(article.text) if article.headline else article.title or ""
    return {
        "headline": " ".join(words_of_text(headline)),
        "body": " ".join(words_of_text(article.text)),
    }


def _storable(article: Article) -> Article:
    """The article with what came from file names and metadata made storable."""
    named = ("path", "url", "outlet", "title", "byline", "credit")
    given = {name: getattr(article, name) for name in named}
    changed: dict[str, Any] = {name: storable(value) for name, value in given.items() if value}
    return replace(article, **changed)


def _keep(connection: Connection, article: Article, *, place: int, addition: int) -> bool:
    """Keep an article unless it is there; whether it was new."""
    address = content_hash(article)
    known = select(articles.c.row_id).where(articles.c.content_hash == address)
    if connection.execute(known).first() is not None:
        return False
    row = _row_of(article) | {
        "content_hash": address,
        "place": place,
        "version": _versions(connection, article.url) + 1,
        "addition_row": addition,
    }
    row["article_id"] = _own_id(connection, article, place=place)
    number = connection.execute(
        insert(articles).values(row).returning(articles.c.row_id)
    ).scalar_one()
    connection.execute(insert(article_words).values(article_row=number, **words_of(article)))
    connection.execute(insert(untold_articles).values(article_row=number))
    connection.execute(
        delete(rejections).where(
            rejections.c.path == article.path, rejections.c.addition_row < addition
        )
    )
    return True


def _versions(connection: Connection, url: str | None) -> int:
    """How many versions of an address there are."""
    if url is None:
        return 0
    return connection.scalar(select(func.max(articles.c.version)).where(articles.c.url == url)) or 0


def _row_of(article: Article) -> dict[str, Any]:  # Any: the cells of a row have several types
    """The columns that an article itself fills."""
    published = article.published
    lines = [{"text": line.text, "kind": line.kind.value} for line in article.furniture]
    return {
        "given_id": article.id,
        "path": article.path,
        "url": article.url,
        "outlet": article.outlet,
        "title": article.title,
        "byline": article.byline,
        "credit": article.credit,
        "language": article.language,
        "published_earliest": published.earliest,
        "published_latest": published.latest,
        "published_basis": published.basis.value,
        "published_reason_fr": published.reason.fr,
        "published_reason_en": published.reason.en,
        "headline_start": article.headline.start if article.headline else None,
        "headline_end": article.headline.end if article.headline else None,
        "text": article.text,
        "bytes_sha256": article.sha256,
        "furniture": json.dumps(lines, ensure_ascii=False),
    }


def _own_id(connection: Connection, article: Article, *, place: int) -> str:
    """The id of a new article; those that it comes before give it up and are renamed."""
    rows = connection.execute(
        select(articles.c.row_id, articles.c.article_id, articles.c.path, articles.c.place)
        .where(articles.c.given_id == article.id)
    ).all()  # fmt: skip
    if not rows:
        return article.id
    ordered = sorted([(r.path, r.place, r.row_id) for r in rows] + [(article.path, place, 0)],
                     key=_order)  # fmt: skip
    numbers: list[int] = [number for *_, number in ordered]
    names: dict[int, str] = dict(zip(numbers, _names(article.id, ordered), strict=True))
    for row in rows:
        if row.article_id != names[row.row_id]:
            connection.execute(
                update(articles)
                .where(articles.c.row_id == row.row_id)
                .values(article_id=names[row.row_id])
            )
    return names[0]


def _order(item: tuple[str, int, int]) -> tuple[str, int, str]:
    """What `gather` puts articles in order by: the file, then the place in it."""
    path, place, _ = item
    return path.partition("!")[0].partition("#")[0], place, path


def _names(given: str, ordered: Iterable[tuple[str, int, int]]) -> Iterator[str]:
    """The ids of articles that were given one, in their order, as `gather` tells them apart."""
    taken: set[str] = set()
    for path, *_ in ordered:
        name, count = given, 1
        while name in taken:
            mark = hashlib.sha256(f"{path}\x1f{count}".encode()).hexdigest()[:_MARK_CHARS]
            name, count = f"{given}-{mark}", count + 1
        taken.add(name)
        yield name

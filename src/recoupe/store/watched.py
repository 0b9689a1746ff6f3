"""Keep what is known of every address that is watched: what it said last, when it is due.

The addresses a person names stand beside those that their feeds list. All of
it is written with what an address gave, so that a watch that is killed goes
on where it was.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from itertools import islice
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from recoupe.store.articles import storable
from recoupe.store.desk_tables import watched, watched_hosts
from recoupe.store.tables import articles

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Connection

    from recoupe.model import Article


#: Addresses that are looked up at once: databases bound the length of a question.
_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What is known of an address that is watched; times are ISO 8601 in UTC."""

    address: str
    feed: str | None  # that lists it; None where a person named it
    seen_at: str
    mark: str | None = None  # of the feed's entry
    title: str | None = None  # as the entry has it, like the next two
    byline: str | None = None
    published: str | None = None
    asked_url: str | None = None  # where redirects ended
    etag: str | None = None
    last_modified: str | None = None
    read_at: str | None = None
    due_at: str | None = None  # None: not asked for any more
    reads: int = 0
    failures: int = 0
    reason_fr: str | None = None  # of the latest failure
    reason_en: str | None = None


def kept_watched(connection: Connection, addresses: Iterable[str]) -> Mapping[str, Watched]:
    """What is known of addresses, by address; those that are not watched yet are left out."""
    found: dict[str, Watched] = {}
    asked = iter([storable(address) for address in addresses])
    while some := list(islice(asked, _AT_ONCE)):
        rows = connection.execute(select(watched).where(watched.c.address.in_(some)))
        found |= {row.address: Watched(**row._mapping) for row in rows}
    return found


def due(connection: Connection, at: str) -> tuple[Watched, ...]:
    """The addresses listed by feeds that are to be asked for by now, those met first first."""
    rows = connection.execute(
        select(watched)
        .where(watched.c.feed.is_not(None), watched.c.due_at <= at)
        .order_by(watched.c.seen_at, watched.c.address)
    )
    return tuple(Watched(**row._mapping) for row in rows)


def keep_watched(connection: Connection, these: Iterable[Watched]) -> None:
    """Keep what is known of addresses in place of what was."""
    for one in these:
        row = {k: storable(v) if isinstance(v, str) else v for k, v in asdict(one).items()}
        connection.execute(delete(watched).where(watched.c.address == row["address"]))
        connection.execute(insert(watched).values(row))


def left_alone(connection: Connection, at: str) -> frozenset[str]:
    """The hosts that asked to be left alone for longer than until now."""
    rows = connection.execute(select(watched_hosts.c.host).where(watched_hosts.c.until > at))
    return frozenset(row.host for row in rows)


def leave_alone(connection: Connection, host: str, *, until: str) -> None:
    """Leave a host alone until a moment."""
    connection.execute(delete(watched_hosts).where(watched_hosts.c.host == host))
    connection.execute(insert(watched_hosts).values(host=host, until=until))


def is_told(connection: Connection, article: Article) -> bool:
    """Whether the latest version of the article's address says just this."""
    if article.url is None:
        return False
    latest = connection.execute(
        select(articles.c.title, articles.c.text)
        .where(articles.c.url == article.url)
        .order_by(articles.c.version.desc())
    ).first()
    return latest is not None and (latest.title, latest.text) == (article.title, article.text)

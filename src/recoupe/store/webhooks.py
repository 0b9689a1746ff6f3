"""Keep how far each address has come to which news is sent.

The address itself is not kept: whoever knows it can post there. It is known
by its hash, and begins with what is told after it was first named.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from recoupe.store.desk_tables import webhooks
from recoupe.store.news import newest_news

if TYPE_CHECKING:
    from sqlalchemy import Connection


def taken_to(connection: Connection, address: str, *, host: str) -> int:
    """The row of the newest piece of news that an address took; it is noted when it is new."""
    name = _name(address)
    found: int | None = connection.scalar(
        select(webhooks.c.taken_to).where(webhooks.c.address_hash == name)
    )
    if found is not None:
        return found
    newest = newest_news(connection)
    connection.execute(insert(webhooks).values(address_hash=name, host=host, taken_to=newest))
    return newest


def keep_taken(connection: Connection, address: str, *, row: int) -> None:
    """Note that an address took the news up to a row."""
    connection.execute(
        update(webhooks).where(webhooks.c.address_hash == _name(address)).values(taken_to=row)
    )


def _name(address: str) -> str:
    return sha256(address.encode("utf-8", "replace")).hexdigest()

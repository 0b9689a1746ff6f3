"""How the articles of a store are read, whoever adds to it: kept with the store itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from recoupe.store.tables import settings

if TYPE_CHECKING:
    from sqlalchemy import Connection


def kept_settings(connection: Connection) -> dict[str, str]:
    """The settings of a store, by name."""
    rows = connection.execute(select(settings.c.name, settings.c.value))
    return {row.name: row.value for row in rows}


def keep_setting(connection: Connection, name: str, *, value: str) -> None:
    """Keep a setting for all that is read from now on."""
    connection.execute(delete(settings).where(settings.c.name == name))
    connection.execute(insert(settings).values(name=name, value=value))

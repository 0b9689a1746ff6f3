"""Bring a store's tables up to date when it is opened; people run no command for it.

The steps stand in `migrations/versions/`, one module each, and run in one
transaction: a store is at one revision or at the next, never between.
Alembic is imported when a store is opened, not before.

Source: Alembic, https://alembic.sqlalchemy.org; batch mode, because SQLite
cannot alter most columns in place.
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text

from recoupe.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Set

    from sqlalchemy import Connection, Engine

#: Two programs that open one new database of PostgreSQL take turns under this number.
_TURN = 7_326_001


def migrate(engine: Engine, *, place: str, create: bool) -> None:
    """Run the steps that a store lacks; nothing when it is up to date.

    Raises: StoreError for a database that is not a store, or is of a later Recoupe.
    """
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(files("recoupe.store") / "migrations"))
    steps = ScriptDirectory.from_config(config)
    head = steps.get_current_head()
    with engine.connect() as connection:
        if _revision(connection) == head:
            return
        connection.rollback()
        writer = connection.execution_options(recoupe_writes=True)
        with writer.begin():
            if writer.dialect.name == "postgresql":
                writer.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": _TURN})
            found = _revision(writer)
            if found == head:
                return
            known = {step.revision for step in steps.walk_revisions()}
            _check(writer, found, known=known, place=place, create=create)
            config.attributes["connection"] = writer
            command.upgrade(config, "head")


def _revision(connection: Connection) -> str | None:
    """The revision that a database is at; None when it has none."""
    from alembic.runtime.migration import MigrationContext

    return MigrationContext.configure(connection).get_current_revision()


def _check(
    connection: Connection, found: str | None, *, known: Set[str], place: str, create: bool
) -> None:
    """Raise StoreError unless the steps known here lead from what is found to the latest."""
    if found is not None:
        if found not in known:
            raise StoreError(
                f"{place}: made by a later Recoupe (revision {found}), expected one of "
                f"{', '.join(sorted(known))}; install that version",
                place=place,
                revision=found,
            )
        return
    tables = inspect(connection).get_table_names()
    if tables or not create:
        held = f"it holds the tables {', '.join(sorted(tables)[:5])}" if tables else "it is empty"
        raise StoreError(
            f"{place}: no store of Recoupe, {held}; name another, "
            "or make one with `recoupe store add`",
            place=place,
        )

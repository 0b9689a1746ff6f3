"""Where tests keep stores: a file each, or a database each of a PostgreSQL server."""

from __future__ import annotations

import os
import uuid
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import create_engine, make_url, text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: Names a server on which the tests may make and drop databases: postgresql://user@host:port/name.
SERVER = os.environ.get("RECOUPE_TEST_POSTGRES", "")
NO_SERVER = "no PostgreSQL: RECOUPE_TEST_POSTGRES names no server"


@contextmanager
def fresh_database() -> Iterator[str]:
    """The URL of an empty database, dropped in the end."""
    url = make_url(SERVER).set(drivername="postgresql+psycopg")
    name = f"recoupe_{uuid.uuid4().hex}"
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
        try:
            yield url.set(drivername="postgresql", database=name).render_as_string(False)
        finally:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


@contextmanager
def a_store(kind: str, folder: Path) -> Iterator[str]:
    """The name of a store that is not made yet."""
    if kind == "sqlite":
        yield str(folder / "story.db")
        return
    with fresh_database() as url:
        yield url

"""Open a store: a file of SQLite by default, a database of PostgreSQL by its URL.

SQLite runs with a write-ahead log, so that readers never wait for a writer,
and flushes every commit to the disk (`synchronous=FULL`): what is
acknowledged survives a power cut. A writer takes its lock when it begins, not
half-way, so that two writers queue instead of failing.

Source: https://sqlite.org/wal.html, https://sqlite.org/pragma.html.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool

from recoupe.errors import StoreError
from recoupe.store.faults import told
from recoupe.store.migrate import migrate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

#: A writer waits so long for another's transaction, in seconds; each lasts far less than one.
BUSY_S = 30
_DRIVERS = {
    "sqlite": "sqlite+pysqlite",
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """An open store: where it is, and how to read and write it."""

    place: str  # as people name it, without a password
    engine: Engine
    file: Path | None  # None for a server

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the store, whoever writes meanwhile."""
        with told(self.place), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection whose changes are kept together, on disk, or not at all."""
        with told(self.place), self.engine.connect() as connection:
            connection = connection.execution_options(recoupe_writes=True)
            with connection.begin():
                yield connection

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()


@contextmanager
def opened(name: str, *, create: bool = False) -> Iterator[Store]:
    """The store of that name, brought up to date; it is made when `create` says so.

    Raises: StoreError when there is none, or when it cannot be opened.
    """
    url = _url(name)
    file = Path(url.database or "") if url.get_backend_name() == "sqlite" else None
    place = str(file) if file else url.render_as_string(hide_password=True)
    if file and not create and not file.exists():
        raise StoreError(
            f"{place}: there is no store, expected a file that `recoupe store add` made; "
            f"make it with `recoupe store add coverage/ --store {place}`",
            place=place,
        )
    if file and not file.absolute().parent.is_dir():
        raise StoreError(
            f"{place}: there is no folder {file.absolute().parent}; create it or name another file",
            place=place,
        )
    store = Store(place=place, engine=_engine(url, place), file=file)
    try:
        with told(place):
            migrate(store.engine, place=place, create=create)
            if file:
                _keep_log(store.engine)
        yield store
    finally:
        store.close()


def _url(name: str) -> URL:
    """The address of a store: a URL as it stands, anything else a file of SQLite."""
    if "://" not in name:
        return URL.create("sqlite+pysqlite", database=name)
    try:
        url = make_url(name)
    except ArgumentError as error:
        raise _no_store(name.partition("://")[0]) from error
    driver = _DRIVERS.get(url.drivername.partition("+")[0])
    if driver is None or not url.database:
        raise _no_store(url.drivername)
    return url.set(drivername=driver)


def _no_store(scheme: str) -> StoreError:
    return StoreError(
        f"{scheme}://…: no address of a store, expected a file (story.db) or "
        "postgresql://user@host/name; correct --store or RECOUPE_STORE",
        scheme=scheme,
    )


def _engine(url: URL, place: str) -> Engine:
    """The engine for an address, with what a newsroom's file must hold to set."""
    if url.get_backend_name() != "sqlite":
        try:
            return create_engine(url, poolclass=NullPool, isolation_level="REPEATABLE READ")
        except ModuleNotFoundError as error:
            raise StoreError(
                f"{place}: PostgreSQL needs psycopg, which is not installed; "
                "install it with `pip install 'recoupe[postgres]'`",
                place=place,
                extra="postgres",
            ) from error
    engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": BUSY_S})
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: Any, _: object) -> None:  # Any: a DBAPI connection has no type of its own
    """Set what SQLite forgets between connections."""
    connection.isolation_level = None  # transactions begin where `_begin` says
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")


def _keep_log(engine: Engine) -> None:
    """Write ahead from now on; the file remembers, so only a store's own file is asked to."""
    connection = engine.raw_connection()
    try:
        connection.driver_connection.execute("PRAGMA journal_mode=WAL")  # type: ignore[union-attr]
    finally:
        connection.close()


def _begin(connection: Connection) -> None:
    """Begin a transaction; one that will write takes its turn at once."""
    writes = connection.get_execution_options().get("recoupe_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

"""Let one program at a time do long work on a store, and say who does.

The system lets go of the lock when its holder dies, however it dies: for a
file it is a lock on `story.db-writer` beside it, for PostgreSQL a lock of the
session. Who holds it stands in that file, or in the row `writer` of
`settings`. Readers and short corrections never need it.

Source: fcntl(2); PostgreSQL's advisory locks.
"""

from __future__ import annotations

import json
import os
import socket
import sys
import time
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import IO, TYPE_CHECKING

from sqlalchemy import delete, insert, select, text

from recoupe.errors import StoreError
from recoupe.store.faults import told
from recoupe.store.tables import settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from recoupe.store.opening import Store

#: A waiting writer asks this often, in seconds.
_AGAIN_S = 0.1
#: The number of the lock among PostgreSQL's advisory locks.
_NUMBER = 7_326_002
#: The row of `settings` that says who holds it.
WRITER = "writer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Who holds a store's lock: the process, its machine, since when (ISO 8601)."""

    pid: int
    host: str
    since: str


@contextmanager
def held(store: Store, *, since: str, wait_s: float) -> Iterator[None]:
    """Hold the lock for long work; wait for another holder up to `wait_s` seconds.

    Raises: StoreError that says who holds it.
    """
    me = Writer(pid=os.getpid(), host=socket.gethostname(), since=since)
    holding = _file_held if store.file else _session_held
    with holding(store, me, wait_s=wait_s):
        yield


@contextmanager
def _file_held(store: Store, me: Writer, *, wait_s: float) -> Iterator[None]:
    """The lock of a file's store."""
    path = _beside(store)
    try:
        stream = path.open("a+b")
    except OSError as error:
        raise StoreError(
            f"{path}: {error.strerror}, expected to write beside the store; "
            "check the folder and its permissions",
            place=store.place,
        ) from error
    with stream:
        _wait(lambda: _locked(stream), store, wait_s=wait_s, who=lambda: _named(_said(stream)))
        stream.truncate(0)
        stream.write(json.dumps(asdict(me)).encode())
        stream.flush()
        yield
        stream.truncate(0)


@contextmanager
def _session_held(store: Store, me: Writer, *, wait_s: float) -> Iterator[None]:
    """The lock of a server's store; the session that has it is open while the work lasts."""
    with told(store.place), store.engine.connect() as connection:
        session = connection.execution_options(isolation_level="AUTOCOMMIT")
        _wait(
            lambda: bool(session.scalar(text("SELECT pg_try_advisory_lock(:n)"), {"n": _NUMBER})),
            store,
            wait_s=wait_s,
            who=lambda: _named(_row(session)),
        )
        session.execute(delete(settings).where(settings.c.name == WRITER))
        session.execute(insert(settings).values(name=WRITER, value=json.dumps(asdict(me))))
        try:
            yield
        finally:
            session.execute(delete(settings).where(settings.c.name == WRITER))
            session.execute(text("SELECT pg_advisory_unlock(:n)"), {"n": _NUMBER})


def _wait(take: Callable[[], bool], store: Store, *, wait_s: float, who: Callable[[], str]) -> None:
    """Take the lock, now or when its holder lets go."""
    until = time.monotonic() + wait_s
    while not take():
        if time.monotonic() >= until:
            raise StoreError(
                f"{store.place}: {who()} writes to it, expected it free within {wait_s:g} s; "
                "run this again when that is done, or wait longer with --wait",
                place=store.place,
            )
        time.sleep(_AGAIN_S)


def _named(said: str) -> str:
    """The holder in words; its note may not be written yet."""
    try:
        writer = Writer(**json.loads(said))
    except (ValueError, TypeError):
        return "another process"
    return f"process {writer.pid} on {writer.host}, since {writer.since},"


def _said(stream: IO[bytes]) -> str:
    stream.seek(0)
    return stream.read(1000).decode("utf-8", "replace")


def _row(session: Connection) -> str:
    return session.scalar(select(settings.c.value).where(settings.c.name == WRITER)) or ""


def _beside(store: Store) -> Path:
    """The file that holds the lock."""
    file = store.file
    if file is None:
        raise StoreError(f"{store.place}: no file, expected one beside which to lock")
    return file.with_name(f"{file.name}-writer")


def _locked(stream: IO[bytes]) -> bool:
    """Whether this process has the lock now."""
    try:
        if sys.platform == "win32":
            import msvcrt

            stream.seek(2**30)  # beyond the note, so that others can read it
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True

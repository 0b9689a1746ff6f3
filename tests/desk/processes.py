"""A desk in a process of its own, as `recoupe serve` starts it."""

from __future__ import annotations

import multiprocessing
import re
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection

SERVE = "import sys; from recoupe.cli import main; sys.argv[0] = 'recoupe'; main()"
#: A loaded machine takes its time to start a process.
PATIENCE_S = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A desk that answers."""

    port: int
    pid: int

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def served(store: str, *more: str, port: int = 0, program: str = SERVE) -> Iterator[Served]:
    """A desk of a store from when it answers; it is ended in the end, unless it was before."""
    arguments = ["serve", "--store", store, "--port", str(port), "--ui-lang", "en", *more]
    with subprocess.Popen(
        [sys.executable, "-c", program, *arguments], stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr
        try:
            said = process.stderr.readline()
            found = re.search(r":(\d+)/", said)
            assert found or port, said
            port = int(found[1]) if found else port
            until = time.monotonic() + PATIENCE_S
            while not _answers(port) and time.monotonic() < until:
                time.sleep(0.02)
            yield Served(port=port, pid=process.pid)
        finally:
            process.terminate()


@contextmanager
def forked(store: str) -> Iterator[Served]:
    """A desk in a process that had all imports beforehand, for those who need many."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["recoupe.desk", "uvicorn.lifespan.on", "alembic.command"])
    hears, speaks = context.Pipe(duplex=False)
    process = context.Process(target=_serve, args=(store, speaks))
    process.start()
    try:
        assert hears.poll(PATIENCE_S)
        port = int(str(hears.recv()).rpartition(":")[2].strip("/"))
        until = time.monotonic() + PATIENCE_S
        while not _answers(port) and time.monotonic() < until:
            time.sleep(0.02)
        yield Served(port=port, pid=process.pid or 0)
    finally:
        process.terminate()
        process.join()


def _serve(store: str, speaks: Connection) -> None:
    from recoupe.desk import serve
    from recoupe.model import DeskSettings, Settings

    settings = Settings(workers=1, desk=DeskSettings(fetches=False, ui_language="en"))
    serve(store, settings=settings, clock=now, at=("127.0.0.1", 0), tell=speaks.send)


def now() -> str:
    """The time, for a desk of its own."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True

"""Measure the desk under fifty readers and one writer: `python -m bench.desk [READERS]`.

Everything runs on this machine, on loopback, and ends by itself: each reader
asks for a page so many times, the next as soon as it has the last, while one
writer hands articles over that the desk reads meanwhile. The same readers ask
the bare framework, in the same run, for the same bytes from a string. What is
reported is how long a page took, and whether any answer was none.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import platform
import statistics
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeVar

from bench.render import story
from recoupe.model import Settings

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator
    from multiprocessing.connection import Connection

T = TypeVar("T")

READERS = 50
PAGES = 6  # for each reader
ARTICLES = 20
WRITES = 10
#: The writer rests so long between articles, in seconds.
PAUSE_S = 0.5
#: Whatever happens, a round ends after so many seconds.
LONGEST_S = 300.0
SETTINGS = Settings(as_of="2026-12-31", workers=1)


def now() -> str:
    """A clock that stands still; the desk's reader takes it along into a process of its own."""
    return "2026-03-11T12:00:00+00:00"


def measure(readers: int) -> dict[str, list[float]]:
    """Seconds that each page took: of a story on the desk, and of the bare framework."""
    with TemporaryDirectory() as folder:
        name = str(Path(folder) / "story.db")
        _fill(name, Path(folder))
        with _process(_desk, name) as desk:
            path = asyncio.run(_bounded(lambda: _longest_story(desk)))
            page = asyncio.run(_bounded(lambda: _asked(desk, path)))
            with _process(_bare, page.decode()) as bare:
                alone = asyncio.run(_bounded(lambda: _readers(bare, "/", readers)))
            told = asyncio.run(_bounded(lambda: _with_a_writer(desk, path, readers)))
    return {"story": told, "bare": alone, "bytes": [len(page)]}


def _fill(name: str, folder: Path) -> None:
    """A store of a story, cross-checked."""
    from recoupe.run import add, dossier_of
    from recoupe.store import held, opened

    coverage = folder / "coverage"
    coverage.mkdir()
    for number, text in enumerate(story(ARTICLES)):
        (coverage / f"{number:04}.txt").write_text(text, "utf-8")
    with opened(name, create=True) as store:
        with held(store, since=now(), wait_s=0):
            add(store, [str(coverage)], settings=SETTINGS, clock=now)
        dossier_of(store, settings=SETTINGS, clock=now, wait_s=0)


async def _readers(port: int, path: str, readers: int) -> list[float]:
    """Seconds of each page that each of the readers asked for."""
    all_of = await asyncio.gather(*(_reader(port, path) for _ in range(readers)))
    return [one for some in all_of for one in some]


async def _reader(port: int, path: str) -> list[float]:
    took = []
    for _ in range(PAGES):
        begun = time.perf_counter()
        await _asked(port, path)
        took.append(time.perf_counter() - begun)
    return took


async def _with_a_writer(port: int, path: str, readers: int) -> list[float]:
    """The readers' seconds while one writer hands articles over."""
    writer = asyncio.create_task(_writer(port))
    took = await _readers(port, path, readers)
    await writer
    return took


async def _writer(port: int) -> None:
    for number in range(WRITES):
        text = f"Le port a rouvert le quai {number}, selon le préfet. Un docker a été blessé."
        await _asked(port, "/api/additions/text", body=f'{{"text": "{text}"}}', status=202)
        await asyncio.sleep(PAUSE_S)


async def _asked(port: int, path: str, *, body: str = "", status: int = 200) -> bytes:
    """The body of an answer.

    Raises: RuntimeError when the answer is another than expected.
    """
    content = body.encode()
    head = (
        f"{'POST' if body else 'GET'} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
        f"Recoupe-Author: bench\r\nConnection: close\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(content)}\r\n\r\n"
    )
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**20)
    try:
        writer.write(head.encode() + content)
        answer = await reader.read()
    finally:
        writer.close()
    if not answer.startswith(f"HTTP/1.1 {status} ".encode()):
        raise RuntimeError(f"{path}: {answer[:80]!r}, expected {status}")
    return answer.partition(b"\r\n\r\n")[2]


async def _longest_story(port: int) -> str:
    """The page of the story with the most articles."""
    import json

    items = json.loads(await _asked(port, "/api/stories"))["items"]
    return f"/stories/{max(items, key=lambda one: int(one['articles']))['id']}"


async def _bounded(work: Callable[[], Awaitable[T]]) -> T:
    async with asyncio.timeout(LONGEST_S):
        return await work()


@contextmanager
def _process(target: Callable[[str, Connection], None], given: str) -> Iterator[int]:
    """The port of a server in a process of its own, ended in the end."""
    context = multiprocessing.get_context("spawn")
    hears, speaks = context.Pipe(duplex=False)
    process = context.Process(target=target, args=(given, speaks))
    process.start()
    try:
        if not hears.poll(LONGEST_S):
            raise RuntimeError("the server does not start")
        port = int(str(hears.recv()).rpartition(":")[2].strip("/"))
        _wait_for(port)
        yield port
    finally:
        process.terminate()
        process.join()


def _wait_for(port: int) -> None:
    import socket

    until = time.monotonic() + LONGEST_S
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return


def _desk(name: str, speaks: Connection) -> None:
    """The desk, guarded, as `recoupe serve` has it."""
    from recoupe.desk import serve

    serve(name, settings=SETTINGS, clock=now, at=("127.0.0.1", 0), tell=speaks.send)


def _bare(page: str, speaks: Connection) -> None:
    """The framework with one route that gives a string."""
    import socket

    import uvicorn
    from fastapi import FastAPI
    from fastapi.responses import HTMLResponse

    app = FastAPI()

    @app.get("/")
    def whole() -> HTMLResponse:
        return HTMLResponse(page)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        speaks.send(f"http://127.0.0.1:{listener.getsockname()[1]}/")
        config = uvicorn.Config(app, log_level="warning", http="h11", ws="none")
        uvicorn.Server(config).run(sockets=[listener])


def _told(name: str, took: list[float]) -> str:
    """A line on how long pages took."""
    ordered = sorted(took)
    p95 = ordered[int(0.95 * (len(ordered) - 1))]
    return (
        f"{name:14} median {statistics.median(took) * 1000:8.1f} ms   p95 {p95 * 1000:8.1f} ms"
        f"   {len(took)} pages, no error"
    )


def main(arguments: list[str]) -> int:
    """Print one line for the desk, one for the bare framework."""
    readers = int(arguments[0]) if arguments else READERS
    found = measure(readers)
    cores, python = os.cpu_count(), platform.python_version()
    print(f"bench desk    {readers} readers, 1 writer   {cores} cores   python {python}")
    print(_told("bare framework", found["bare"]))
    print(_told(f"story {found['bytes'][0] / 1000:.0f} kB", found["story"]), flush=True)
    ratio = statistics.median(found["story"]) / statistics.median(found["bare"])
    print(f"a story takes {ratio:.1f} times what the bare framework takes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

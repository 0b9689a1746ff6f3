"""A web server on loopback for tests of fetching, in place of the network.

It answers by path, with whatever bytes a test wants: heads that lie, bodies
that never end. What it was asked stands in `seen`.
"""

from __future__ import annotations

import re
import socket
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import httpcore

from recoupe.intake import gather
from recoupe.model import Article, FetchSettings, GatherSettings, Rejection
from tests.intake.prose import HEADLINE, PROSE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from recoupe.intake.wire import Network

    #: What a path answers: pieces of bytes, sent one after another.
    Answers = dict[str, Callable[[], Iterable[bytes]]]

_GONE = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


@dataclass
class Site:
    """A server that runs: its port, its answers, and the requests it had."""

    port: int
    answers: Answers
    seen: list[str] = field(default_factory=list)

    def address(self, path: str = "/a", host: str = "localhost") -> str:
        """An address on this server."""
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """What was asked for, robots.txt left out."""
        asked = [head.split(" ")[1] for head in self.seen]
        return [path for path in asked if path != "/robots.txt"]

    def read(
        self, *paths: str, network: Network | None = None, **bounds: object
    ) -> list[Article | Rejection]:
        """Everything gathered from the paths, this server allowed by name."""
        given: dict[str, object] = {
            "allow_hosts": (f"localhost:{self.port}",),
            "pause_s": 0.0,
            "timeout_s": 5.0,
            **bounds,
        }
        fetch = FetchSettings(**given)  # type: ignore[arg-type]
        return list(gather(list(paths), GatherSettings(fetch=fetch), network=network))


@contextmanager
def site(answers: Answers | None = None) -> Iterator[Site]:
    """A server with these answers; what has none is not found."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        running = Site(server.getsockname()[1], dict(answers or {}))
        threading.Thread(target=_serve, args=(server, running), daemon=True).start()
        yield running
        server.shutdown(socket.SHUT_RDWR)


class Diverted(httpcore.SyncBackend):
    """Connections that all end at a server of ours, whatever number they call."""

    def __init__(self, port: int, dialed: list[str]) -> None:
        self._port = port
        self._dialed = dialed

    def connect_tcp(self, host: str, port: int, *more: Any, **named: Any) -> Any:
        self._dialed.append(host)
        return super().connect_tcp("127.0.0.1", self._port, *more, **named)


def page(*, head: str = "", body: str = "") -> bytes:
    """The page of an article."""
    paragraphs = body or "".join(f"<p>{paragraph}</p>" for paragraph in PROSE)
    title = f"<title>{HEADLINE}</title>"
    return (
        f'<!doctype html><html lang="fr"><head>{title}{head}</head><body><article>'
        f"<h1>{HEADLINE}</h1>{paragraphs}</article></body></html>"
    ).encode()


def answer(body: bytes = b"", *, status: str = "200 OK", **headers: object) -> bytes:
    """An answer with a true length, unless a header says otherwise."""
    fields = {"Content-Type": "text/html; charset=utf-8", "Content-Length": len(body)}
    fields |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value is not None)
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode("latin-1") + body


def once(data: bytes) -> Callable[[], Iterable[bytes]]:
    """The answer of a path that always says the same."""
    return lambda: (data,)


def onward(to: str) -> Callable[[], Iterable[bytes]]:
    """The answer of a path that sends elsewhere."""
    return once(answer(status="302 Found", Location=to))


def said(items: list[Article | Rejection]) -> str:
    """The English reason of the only thing found, which was set aside."""
    [found] = items
    assert isinstance(found, Rejection), found
    assert found.stage == "gather"
    assert found.reason.fr.endswith(".")
    assert found.reason.fr != found.reason.en
    return found.reason.en


def _serve(server: socket.socket, running: Site) -> None:
    while True:
        try:
            connection, _ = server.accept()
        except OSError:  # the test is over
            return
        threading.Thread(target=_reply, args=(connection, running), daemon=True).start()


def _reply(connection: socket.socket, running: Site) -> None:
    with connection:
        try:
            head = b""
            while b"\r\n\r\n" not in head and (more := connection.recv(4096)):
                head += more
                if head.startswith(b"\x16"):  # TLS: the greeting is all there is to see
                    break
            top, _, body = head.partition(b"\r\n\r\n")
            length = re.search(rb"(?im)^content-length: (\d+)", top)
            while length and len(body) < int(length[1]) and (more := connection.recv(4096)):
                head, body = head + more, body + more
            text = head.decode("latin-1")
            running.seen.append(text)
            path = text.split(" ")[1] if text.count(" ") > 1 else ""
            for piece in running.answers.get(path, once(_GONE))():
                connection.sendall(piece)
        except OSError:  # the reader hung up
            return

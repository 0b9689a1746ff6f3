"""Ask one host for one thing: to a checked number, within a time, never more than so many bytes.

httpcore speaks HTTP and TLS; what is written here is where it may connect
and when it must stop, because a bound on each read is none on the whole: a
byte every few seconds would hold a run for days. A name is looked up once,
all its numbers are judged, and the connection goes to one of those numbers,
so that a second look-up cannot lead elsewhere; name and certificate stay
those of the address.

The world comes in as `Network`, so that tests bring their own.
"""

from __future__ import annotations

import socket
import time
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Thread
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import httpcore
import httpx

from recoupe.intake import refusals
from recoupe.intake.address import is_public
from recoupe.intake.refusals import RefusedError, UnreachedError
from recoupe.model import PROJECT_PAGE, VERSION

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterable, Iterator, Mapping

#: How Recoupe tells sites who asks.
AGENT = f"Recoupe/{VERSION} (+{PROJECT_PAGE})"
#: Numbers of one name that are tried, one after another.
_TRIES = 4
_HEADERS = {
    "User-Agent": AGENT,
    "Accept": "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,"
    "application/xml;q=0.9,text/plain;q=0.8",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}
#: zlib's code for gzip alone.
_GZIP = 16 + zlib.MAX_WBITS


def looked_up(host: str) -> tuple[str, ...]:
    """The numbers that the system knows for a name."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(place[0]) for *_, place in found))


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """What fetching takes from the world."""

    resolve: Callable[[str], Iterable[str]] = looked_up
    backend: httpcore.NetworkBackend = field(default_factory=httpcore.SyncBackend)
    clock: Callable[[], float] = time.monotonic  # seconds, from anywhere
    wait: Callable[[float], None] = time.sleep
    tls: ssl.SSLContext = field(default_factory=httpcore.default_ssl_context)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How much one request may take, and whether its host may be private."""

    timeout_s: float
    limit_bytes: int
    may_be_private: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What a host answered: the head, and the body when it is read."""

    status: int
    headers: httpx.Headers
    read: Callable[[], bytes]


@contextmanager
def asked(
    url: httpx.URL,
    bounds: Bounds,
    *,
    network: Network,
    also: Mapping[str, str] = MappingProxyType({}),
    body: bytes | None = None,
) -> Iterator[Answer]:
    """The answer of the address's host, while the connection stands.

    `also` are headers beside those of every request; with a `body` it is sent there.

    Raises: RefusedError, also from reading the body.
    """
    line = _Line(network, bounds)
    method = "GET" if body is None else "POST"
    request = httpx.Request(method, url, headers={**_HEADERS, **also}, content=body)
    target = httpcore.URL(
        scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
    )
    try:
        with (
            httpcore.ConnectionPool(ssl_context=network.tls, network_backend=line) as pool,
            pool.stream(method, target, headers=request.headers.raw, content=body) as response,
        ):
            headers = httpx.Headers(response.headers)

            def read() -> bytes:
                return _body(response.iter_stream(), headers, limit=bounds.limit_bytes)

            yield Answer(response.status, headers, read)
    except httpcore.TimeoutException as error:
        raise RefusedError(refusals.out_of_time(bounds.timeout_s)) from error
    except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
        reason = refusals.no_connection(f"{type(error).__name__}: {error}"[:160])
        kind = UnreachedError if isinstance(error, httpcore.ConnectError) else RefusedError
        raise kind(reason) from error


class _Line(httpcore.NetworkBackend):
    """Connections to numbers that were judged, until one moment for all that is done on them."""

    def __init__(self, network: Network, bounds: Bounds) -> None:
        self._network = network
        self._bounds = bounds
        self._end = network.clock() + bounds.timeout_s

    def left(self) -> float:
        """Seconds until the end.

        Raises: httpcore.ReadTimeout when none are left.
        """
        seconds = self._end - self._network.clock()
        if seconds <= 0:
            raise httpcore.ReadTimeout
        return seconds

    def connect_tcp(  # type: ignore[override]  # the library calls it by name
        self,
        host: str,
        port: int,
        **_: object,  # its own bounds give way to the line's
    ) -> httpcore.NetworkStream:
        """A connection to the first of the name's numbers that takes one."""
        failed: Exception = httpcore.ConnectError("no number")
        for number in self._judged(host)[:_TRIES]:
            try:
                stream = self._network.backend.connect_tcp(number, port, timeout=self.left())
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
            else:
                return _Stream(stream, self)
        raise failed

    def _judged(self, host: str) -> tuple[str, ...]:
        """The numbers of a name, looked up once; one that is not public closes them all."""
        try:
            numbers = tuple(_in_time(lambda: self._network.resolve(host), self.left()))
        except (OSError, UnicodeError) as error:
            raise UnreachedError(refusals.unknown_host(host)) from error
        for number in numbers:
            if not self._bounds.may_be_private and not is_public(number):
                raise UnreachedError(refusals.not_public(host, number))
        return numbers


class _Stream(httpcore.NetworkStream):
    """A connection on which nothing waits longer than its line has time."""

    def __init__(self, stream: httpcore.NetworkStream, line: _Line) -> None:
        self._stream = stream
        self._line = line

    def read(self, max_bytes: int, **_: object) -> bytes:  # type: ignore[override]  # as above
        """Bytes from the host."""
        return self._stream.read(max_bytes, self._line.left())

    def write(self, buffer: bytes, **_: object) -> None:  # type: ignore[override]  # as above
        """Bytes to the host."""
        self._stream.write(buffer, self._line.left())

    def start_tls(  # type: ignore[override]  # the library calls it by name
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        **_: object,
    ) -> httpcore.NetworkStream:
        """The connection, encrypted, with a certificate for the address's name."""
        stream = self._stream.start_tls(ssl_context, server_hostname, self._line.left())
        return _Stream(stream, self._line)

    def close(self) -> None:
        """Hang up."""
        self._stream.close()

    def get_extra_info(self, info: str) -> Any:  # Any: as the library declares it
        """What the library knows of the connection."""
        return self._stream.get_extra_info(info)


def _in_time(work: Callable[[], Iterable[str]], timeout_s: float) -> Iterable[str]:
    """What the work gives, or a timeout: looking up a name cannot be stopped, only left behind."""
    results: SimpleQueue[Iterable[str] | Exception] = SimpleQueue()

    def run() -> None:
        try:
            results.put(work())
        except (OSError, UnicodeError) as error:
            results.put(error)

    Thread(target=run, daemon=True).start()
    try:
        result = results.get(timeout=timeout_s)
    except Empty as error:
        raise httpcore.ConnectTimeout from error
    if isinstance(result, Exception):
        raise result
    return result


def _body(chunks: Iterable[bytes], headers: httpx.Headers, *, limit: int) -> bytes:
    """The bytes of the page, unfolded; never more than the limit of either kind.

    Raises: RefusedError for more, or for what cannot be unfolded.
    """
    encoding = headers.get("Content-Encoding", "").strip().lower()
    if encoding not in ("", "identity", "gzip", "x-gzip"):
        raise RefusedError(refusals.other_encoding(encoding[:40]))
    data = bytearray()
    unfold = zlib.decompressobj(_GZIP) if encoding.endswith("gzip") else None
    sent = 0
    for chunk in chunks:
        sent += len(chunk)
        if sent > limit:
            raise RefusedError(refusals.endless(limit))
        data += _unfolded(chunk, unfold, room=limit - len(data) + 1) if unfold else chunk
        if len(data) > limit:
            raise RefusedError(refusals.unfolds_too_far(limit))
    if unfold and not unfold.eof:
        raise RefusedError(refusals.damaged_encoding("cut"))
    return bytes(data)


def _unfolded(chunk: bytes, unfold: Any, *, room: int) -> bytes:  # Any: zlib names no type
    """What a piece of a compressed body unfolds to, at most `room` bytes of it."""
    try:
        data: bytes = unfold.decompress(chunk, room)
    except zlib.error as error:
        raise RefusedError(refusals.damaged_encoding(str(error))) from error
    if unfold.unused_data:
        raise RefusedError(refusals.damaged_encoding("data after its end"))
    return data

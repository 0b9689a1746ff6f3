"""HTTP as uvicorn speaks it, with a bound on how long a request's head may take.

Without one, whoever opens connections and sends nothing, or a byte a minute,
holds them for good. What is no HTTP is refused with the strict headers too.
"""

from __future__ import annotations

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from recoupe.desk.reply import STRICT

#: A head fits into a few packets.
HEAD_S = 15.0


class BoundedProtocol(H11Protocol):
    """A connection that is closed when a request does not come to its point."""

    head_s = HEAD_S
    _head_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for the first request, and not for ever."""
        super().connection_made(transport)
        self._head_timer = self.loop.call_later(self.head_s, self.timeout_keep_alive_handler)

    def data_received(self, data: bytes) -> None:
        """Wait for the rest of a head, no longer than from its first byte."""
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._stop_timer()
        elif self._head_timer is None:
            self._head_timer = self.loop.call_later(self.head_s, self.timeout_keep_alive_handler)

    def connection_lost(self, exc: Exception | None) -> None:
        """Let go."""
        self._stop_timer()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no HTTP."""
        named = [("content-type", "text/plain; charset=utf-8"), ("connection", "close")]
        response = h11.Response(
            status_code=400, headers=[*named, *STRICT.items()], reason=b"Bad Request"
        )
        for event in (response, h11.Data(data=msg.encode("ascii")), h11.EndOfMessage()):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

    def _stop_timer(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None

"""The headers that go with every answer of a desk, errors included.

They tell a browser to run and show nothing that does not come from the desk
as a file, to let nobody frame it or keep a handle on its window, and to keep
no copy of what only those who are signed in may see.

Source: OWASP, HTTP Headers cheat sheet; Content Security Policy, level 3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import Message, Send

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
STRICT = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # « no-referrer » would make browsers send `Origin: null` with the desk's own forms.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
#: What a browser may keep: files that are the same for everyone.
PUBLIC = "/static/"
_YEAR_S = 365 * 24 * 3600


def strict_headers(path: str, *, scheme: str) -> dict[str, str]:
    """The headers of an answer on a path."""
    headers = dict(STRICT)
    if not path.startswith(PUBLIC):
        headers["cache-control"] = "no-store"
    if scheme == "https":
        headers["strict-transport-security"] = f"max-age={_YEAR_S}"
    return headers


class Reply:
    """The way out: adds headers and cookies, and knows whether an answer has begun."""

    def __init__(self, send: Send, *, headers: dict[str, str]) -> None:
        self.has_begun = False
        self.cookies: list[str] = []
        self._is_dropped = False
        self._send = send
        self._headers = [(name.encode(), value.encode()) for name, value in headers.items()]

    def drop(self) -> None:
        """Hear no more of what an application answers, unless it has begun."""
        self._is_dropped = not self.has_begun

    async def send(self, message: Message) -> None:
        """Send a part of an application's answer."""
        if not self._is_dropped:
            await self.anew(message)

    async def anew(self, message: Message) -> None:
        """Send a part of the answer in its place."""
        if message["type"] == "http.response.start":
            self.has_begun = True
            ours = {name for name, _ in self._headers}
            kept = [(n, v) for n, v in message.get("headers", ()) if n.lower() not in ours]
            cookies = [(b"set-cookie", line.encode("latin-1")) for line in self.cookies]
            message = {**message, "headers": [*kept, *self._headers, *cookies]}
        await self._send(message)

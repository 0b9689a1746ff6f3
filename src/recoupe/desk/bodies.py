"""What a request brings along: no more than it may, and looked into before it is handed on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import Message, Receive

#: So much of a form is looked into for its first field.
_HEAD_BYTES = 512
_FIRST_FIELD = {
    "application/x-www-form-urlencoded": re.compile(rb"\Aform_token=([\w-]+)(?:&|\Z)"),
    "multipart/form-data": re.compile(
        rb"\A--[^\r\n]{1,70}\r\n"
        rb'content-disposition: form-data; name="form_token"\r\n\r\n([\w-]+)\r\n',
        re.IGNORECASE,
    ),
}


class Body:
    """The body of a request: it ends where it grows larger than it may.

    `on_large` is told, once; whoever reads sees the sender hang up.
    """

    def __init__(self, receive: Receive, *, most: int, on_large: Callable[[], None]) -> None:
        self.is_too_large = False
        self._on_large = on_large
        self._receive = receive
        self._left = most
        self._waiting: list[Message] = []

    async def receive(self) -> Message:
        """The next part."""
        if self._waiting:
            return self._waiting.pop(0)
        return await self._next()

    async def first_field(self, content_type: str) -> str:
        """The token that a form bears as its first field; "" when it bears none."""
        pattern = _FIRST_FIELD.get(content_type.partition(";")[0].strip().lower())
        if pattern is None:
            return ""
        head = b""
        while len(head) < _HEAD_BYTES:
            message = await self._next()
            self._waiting.append(message)
            head += message.get("body", b"")
            if not message.get("more_body"):
                break
        found = pattern.match(head)
        return found[1].decode("ascii", "replace") if found else ""

    async def _next(self) -> Message:
        if self.is_too_large:
            return {"type": "http.disconnect"}
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            self.is_too_large = True
            self._on_large()
            return {"type": "http.disconnect"}
        return message

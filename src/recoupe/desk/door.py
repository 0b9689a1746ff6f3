"""What the guard and the pages to sign in go by: the store, the address, the clock, the bounds."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from recoupe.desk.listening import Listening
    from recoupe.store import Store

#: A page is made in far less; what takes longer is done behind the pages.
REQUEST_S = 120.0
#: A form of text: the longest correction is far shorter.
BODY_BYTES = 2**20


def _random() -> str:
    """A token that nobody guesses: 256 bits."""
    return secrets.token_urlsafe(32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """What a guard goes by: the store with its accounts, where the desk listens, and bounds."""

    store: Store
    listening: Listening
    clock: Callable[[], str]
    ui_language: str | None = None  # None: as the reader's browser asks
    new_token: Callable[[], str] = _random
    uploads: tuple[tuple[str, int], ...] = ()  # path and bytes of what may be larger than a form
    request_s: float = REQUEST_S

    @property
    def cookie(self) -> str:
        """The name of the session's cookie: bound to this host where the browser can do that."""
        listening = self.listening
        return "__Host-recoupe" if listening.scheme == "https" else f"recoupe-{listening.port}"

    def set_cookie(self, end: str, value: str, *, more: str = "SameSite=Lax") -> str:
        """The header that sets a cookie of the desk; none outlives what it is for."""
        secure = "; Secure" if self.listening.scheme == "https" else ""
        return f"{self.cookie}{end}={value}; Path=/; HttpOnly{secure}; {more}"

    def most_bytes(self, path: str) -> int:
        """How large the body of a request may be."""
        return dict(self.uploads).get(path, BODY_BYTES)

"""Who asks: the cookies and headers of a request, and whom the store knows by them."""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass
from hashlib import sha256
from ipaddress import IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING
from urllib.parse import quote

from recoupe.errors import SettingsError
from recoupe.store import Role, account_name

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import Scope

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_TOKEN = re.compile(r"[\w-]{43}", re.ASCII)
_V6_PREFIX = 64  # one line of a provider has all addresses of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Who asks for a page, what they may do, and what their forms must bear."""

    name: str = ""  # of the account, or as told on a desk without accounts; "" when not told
    role: Role = Role.EDITOR
    is_signed_in: bool = False
    is_program: bool = False
    form_token: str = ""


def visitor(request: Request) -> Visitor:
    """Who asks; nobody in particular where no guard stands before the desk."""
    found = getattr(request.state, "visitor", None)
    return found if isinstance(found, Visitor) else Visitor()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a request says of itself, before anything is believed."""

    method: str
    path: str
    target: str  # path and query, as they were sent
    headers: tuple[tuple[str, str], ...]
    network: str

    @property
    def changes(self) -> bool:
        """Whether it may change something."""
        return self.method not in SAFE

    @property
    def is_api(self) -> bool:
        """Whether a program asks, to be answered as programs are."""
        return self.path.startswith("/api/")

    def all(self, name: str) -> tuple[str, ...]:
        """Every header of that name."""
        return tuple(value for key, value in self.headers if key == name)

    def one(self, name: str) -> str:
        """The header of that name; "" when there is none, or more than one."""
        values = self.all(name)
        return values[0] if len(values) == 1 else ""

    def cookie(self, name: str) -> str:
        """The cookie of that name; "" when there is none, or another site planted a second."""
        parts = (
            part.strip().partition("=") for line in self.all("cookie") for part in line.split(";")
        )
        values = [value for key, _, value in parts if key == name]
        return values[0] if len(values) == 1 else ""

    def token(self, name: str) -> str:
        """The cookie of that name, if it can be a token."""
        value = self.cookie(name)
        return value if _TOKEN.fullmatch(value) else ""

    @property
    def bearer(self) -> str:
        """The token of a program."""
        scheme, _, token = self.one("authorization").partition(" ")
        return token.strip() if scheme.lower() == "bearer" else ""

    def told_name(self, written: str) -> str:
        """A name as someone tells it of themselves; "" when it can be none."""
        try:
            return account_name(written)
        except SettingsError:
            return ""


def asked_of(scope: Scope) -> Asked:
    """What a request says of itself."""
    client = scope.get("client")
    return Asked(
        method=scope["method"].upper(),
        path=scope["path"],
        target=_target(scope),
        headers=tuple(
            (key.decode("latin-1").lower(), value.decode("utf-8", "replace"))
            for key, value in scope["headers"]
        ),
        network=network_of(client[0] if client else ""),
    )


def _target(scope: Scope) -> str:
    path = (scope.get("raw_path") or quote(scope["path"]).encode()).decode("latin-1")
    query = scope["query_string"].decode("latin-1")
    return f"{path}?{query}" if query else path


def network_of(address: str) -> str:
    """The network that an address counts for: itself, or its 64 bits of IPv6."""
    try:
        number = ip_address(address.partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(number, IPv6Address):
        if number.ipv4_mapped is None:
            return str(ip_network((number, _V6_PREFIX), strict=False))
        number = number.ipv4_mapped
    return str(number)


def form_token(token: str) -> str:
    """What the forms bear of whoever holds a token; it does not tell the token. "" for none."""
    return token and hmac.new(token.encode(), b"form", sha256).hexdigest()

"""Where a desk listens, and by which names a browser may ask it.

A page elsewhere can give its own name the number of this machine (DNS
rebinding) and would then be of one origin with the desk. Its requests bear
that name in `Host`, so a name that is not the desk's is refused. A number
cannot be rebound.

Source: RFC 9110, 7.2 (Host) and 15.5.20 (421).
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from recoupe.errors import SettingsError

_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[^\[\]:@/\s]+)(?::(\d{1,5}))?", re.IGNORECASE)
_LOCAL = frozenset({"localhost", "127.0.0.1", "[::1]"})
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True, kw_only=True)
class Listening:
    """The host and port that a desk listens on, and what readers type to get there."""

    host: str
    port: int
    address: str | None = None  # https://desk.example, when a proxy stands before the desk
    names: frozenset[str] = frozenset()  # other names of this machine

    @property
    def is_local(self) -> bool:
        """Whether only this machine reaches it."""
        return self.address is None and _is_loopback(self.host)

    @property
    def scheme(self) -> str:
        """What browsers speak with it."""
        return urlsplit(self.address).scheme if self.address else "http"

    def takes(self, host: str) -> bool:
        """Whether a `Host` header names this desk."""
        found = _HOST.fullmatch(host)
        if found is None:
            return False
        name, port = found[1].lower(), found[2]
        if self.address:
            wanted = urlsplit(self.address)
            usual = _PORTS[wanted.scheme]
            if (name.strip("[]"), int(port or usual)) == (wanted.hostname, wanted.port or usual):
                return True
        if int(port or _PORTS["http"]) != self.port:
            return False
        if _is_loopback(self.host):
            return name in _LOCAL or name.strip("[]") == self.host
        if _is_everywhere(self.host):
            return name in _LOCAL | self.names or _is_number(name)
        return name.strip("[]") == self.host.lower()


def typed_address(written: str) -> str:
    """What readers type, as `--address` gives it.

    Raises: SettingsError unless it is the root of a site.
    """
    parts = urlsplit(written)
    try:
        usable = parts.scheme in _PORTS and parts.hostname and parts.path in ("", "/")
        usable = usable and parts.port != 0 and "@" not in parts.netloc
    except ValueError:
        usable = False
    if not usable or parts.query or parts.fragment:
        raise SettingsError(
            f"--address: {written!r}, expected where readers find the desk, "
            "as https://desk.example; correct it",
            address=written,
        )
    return f"{parts.scheme}://{parts.netloc}"


def _is_loopback(host: str) -> bool:
    return host == "localhost" or (_is_number(host) and _number(host).is_loopback)


def _is_everywhere(host: str) -> bool:
    return host == "" or (_is_number(host) and _number(host).is_unspecified)


def _is_number(host: str) -> bool:
    try:
        _number(host)
    except ValueError:
        return False
    return True


def _number(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    return ipaddress.ip_address(host.strip("[]"))

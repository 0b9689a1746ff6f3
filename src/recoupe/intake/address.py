"""Judge addresses: what may be asked for at all, and which numbers are public.

One parser reads an address and writes the request, so that what was judged
is what is asked. Whatever a host is called, the numbers that its name leads
to are judged again before a connection is made (`wire`).

Source: RFC 3986; the special-purpose registries of IANA (RFC 6890 and its
successors); RFC 6052 for addresses that embed one of IPv4.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass

import httpx

from recoupe.errors import SettingsError
from recoupe.intake import refusals
from recoupe.intake.refusals import RefusedError

#: Longer than any address that a newsroom shares; servers stop at 8,000.
_ADDRESS_CHARS = 4000
_PORTS = {"http": 80, "https": 443}
_NAME = re.compile(r"(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]{0,62}\.)*[a-z0-9_-]{0,62}[a-z0-9]")
#: A host that ends so is a number in some spelling: 2130706433, 127.1, 0x7f.1.
_NUMBER_END = re.compile(r"(?:^|\.)(?:\d+|0x[0-9a-f]*)$")
_ALLOWED = re.compile(r"[^\s/\\@?#]+")

#: What is not public, or not news: this host, private, shared, link-local (with the metadata
#: services of clouds), documentation, relays, benchmarks, multicast, reserved; at last the
#: one metadata service that stands on a public number.
_CLOSED_4 = tuple(
    map(
        ipaddress.IPv4Network,
        (
            *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"),
            *("172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24"),
            *("192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24"),
            *("198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4"),
            *("240.0.0.0/4", "168.63.129.16/32"),
        ),
    )
)
#: All public addresses of IPv6 lie here; loopback, private, link-local and mapped ones do not.
_OPEN_6 = ipaddress.IPv6Network("2000::/3")
#: Within it: protocols (Teredo embeds an IPv4 address), documentation, 6to4 (embeds one too).
_CLOSED_6 = tuple(
    map(
        ipaddress.IPv6Network,
        ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"),
    )
)
#: A network without IPv4 writes public IPv4 addresses so; the last 32 bits are judged.
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Allowed:
    """A host that may be private, on one port, or on the usual ones when none is named."""

    host: str
    port: int | None = None


def parsed(address: str) -> httpx.URL:
    """The address as it will be asked for, without its fragment.

    Raises: RefusedError for what is not written as an address.
    """
    if len(address) > _ADDRESS_CHARS or re.search(r"[\s\\\x00-\x1f\x7f]", address):
        raise RefusedError(refusals.bad_address())
    try:
        return httpx.URL(address).copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError) as error:
        raise RefusedError(refusals.bad_address()) from error


def admitted(url: httpx.URL, allowed: tuple[Allowed, ...]) -> httpx.URL:
    """The address, when nothing in its spelling forbids to ask for it.

    Raises: RefusedError with what does.
    """
    if url.scheme not in _PORTS:
        raise RefusedError(refusals.other_scheme(url.scheme or "?"))
    if url.userinfo:
        raise RefusedError(refusals.credentials())
    host = host_of(url)
    if not is_plain_host(host):
        is_number = ":" in host or _NUMBER_END.search(host)
        raise RefusedError(refusals.odd_host() if is_number else refusals.bad_address())
    port = _port_of(url)
    if port not in _PORTS.values() and not is_allowed(url, allowed):
        raise RefusedError(refusals.other_port(host, port))
    return url


def host_of(url: httpx.URL) -> str:
    """The host as names are compared: lower case, ASCII, without the period of the root."""
    return url.raw_host.decode("ascii").lower().removesuffix(".")


def is_plain_host(host: str) -> bool:
    """Whether a host is a name, or a number in the one spelling that all read alike."""
    if ":" in host or _NUMBER_END.search(host):
        try:
            return "%" not in host and bool(ipaddress.ip_address(host))
        except ValueError:
            return False
    return bool(_NAME.fullmatch(host))


def is_allowed(url: httpx.URL, allowed: tuple[Allowed, ...]) -> bool:
    """Whether the host of an address was allowed by name, on the port it is asked on."""
    host, port = host_of(url), _port_of(url)
    return Allowed(host, port) in allowed or (port in _PORTS.values() and Allowed(host) in allowed)


def is_public(number: str) -> bool:
    """Whether an IP address, as a resolver writes it, is one of the public internet."""
    try:
        address = ipaddress.ip_address(number)
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address) and address in _NAT64:
        address = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if isinstance(address, ipaddress.IPv4Address):
        return not any(address in network for network in _CLOSED_4)
    return address in _OPEN_6 and not any(address in network for network in _CLOSED_6)


def allowed_hosts(names: tuple[str, ...]) -> tuple[Allowed, ...]:
    """The hosts that a setting allows by name.

    Raises: SettingsError for what is no host.
    """
    return tuple(_allowed(name) for name in names)


def _port_of(url: httpx.URL) -> int:
    return _PORTS[url.scheme] if url.port is None else url.port


def _allowed(name: str) -> Allowed:
    """One host, and its port when the name has one."""
    written = f"[{name}]" if name.count(":") > 1 and "[" not in name else name
    try:
        url = httpx.URL(f"allow://{written}" if _ALLOWED.fullmatch(name) else "")
    except (httpx.InvalidURL, ValueError):
        url = httpx.URL("")
    if not is_plain_host(host_of(url)):
        raise SettingsError(
            f"--allow-host {name}: no host, expected NAME or NAME:PORT; "
            "write it without https:// and without a path",
            name=name,
        )
    return Allowed(host_of(url), url.port)

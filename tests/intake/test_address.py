"""No spelling of a closed address passes, and public ones do."""

from __future__ import annotations

import ipaddress
import socket
from ipaddress import IPv4Address, IPv6Address
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.errors import SettingsError
from recoupe.intake.address import admitted, allowed_hosts, host_of, is_allowed, is_public, parsed
from recoupe.intake.refusals import RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable

CLOSED_4 = [
    *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"),
    *("172.16.0.0/12", "192.0.0.0/24", "192.168.0.0/16", "198.18.0.0/15", "224.0.0.0/4"),
    *("240.0.0.0/4", "168.63.129.16/32"),
]
CLOSED_6 = ["::/128", "::1/128", "fc00::/7", "fe80::/10", "ff00::/8", "64:ff9b:1::/48", "100::/64"]
#: Ways to write an IPv4 address into one of IPv6: compatible, mapped, translated, NAT64, 6to4.
EMBEDDINGS: list[Callable[[int], int]] = [
    *(lambda n: n, lambda n: 0xFFFF << 32 | n, lambda n: 0xFFFF << 48 | n),
    *(lambda n: 0x64FF9B << 96 | n, lambda n: 0x2002 << 112 | n << 80),
    lambda n: 0x20010000 << 96 | n ^ 0xFFFFFFFF,
]


def addresses_in(networks: list[str]) -> st.SearchStrategy[int]:
    """Numbers from any of the networks."""
    known = [ipaddress.ip_network(network) for network in networks]
    return st.sampled_from(known).flatmap(
        lambda n: st.integers(int(n.network_address), int(n.broadcast_address))
    )


@st.composite
def spelled_4(draw: st.DrawFn) -> str:
    """A closed IPv4 address: one to four parts, each decimal, octal or hexadecimal."""
    number = draw(addresses_in(CLOSED_4))
    count = draw(st.integers(1, 4))
    parts = [number >> 24 & 255, number >> 16 & 255, number >> 8 & 255][: count - 1]
    parts.append(number & (1 << (8 * (5 - count))) - 1)
    digits = [draw(st.sampled_from(["{}", "0{:o}", "0x{:x}", "0X{:X}", "00{:o}"])) for _ in parts]
    host = ".".join(form.format(part) for form, part in zip(digits, parts, strict=True))
    if draw(st.booleans()):
        host = host.translate(
            {**dict(zip(range(48, 58), map(chr, range(0xFF10, 0xFF1A)), strict=True))}
        )
    return host.replace(".", draw(st.sampled_from([".", "。", "．", "%2e"]))) + draw(
        st.sampled_from(["", "."])
    )


@st.composite
def spelled_6(draw: st.DrawFn) -> str:
    """A closed IPv6 address, or a closed IPv4 address within one; long, short or mixed."""
    if draw(st.booleans()):
        number = draw(addresses_in(CLOSED_6))
    else:
        number = draw(st.sampled_from(EMBEDDINGS))(draw(addresses_in(CLOSED_4)))
    address = IPv6Address(number)
    mixed = f"{IPv6Address(number >> 32 << 32).exploded[:-9]}{IPv4Address(number & 0xFFFFFFFF)}"
    form = draw(st.sampled_from([address.compressed, address.exploded, mixed]))
    zone = draw(st.sampled_from(["", "", "%25lo", "%lo"]))
    return f"[{draw(st.sampled_from([form, form.upper()]))}{zone}]"


def numbers_of(host: str) -> list[str]:
    """What the system makes of a host that is a number; nothing is asked of any server."""
    try:
        found = socket.getaddrinfo(host, 80, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
    except (OSError, UnicodeError):
        return []
    return [str(place[0]) for *_, place in found]


@given(host=st.one_of(spelled_4(), spelled_6()))
def test_no_spelling_of_a_closed_address_passes(host: str) -> None:
    try:
        url = admitted(parsed(f"http://{host}/"), ())
    except RefusedError:
        return

    numbers = numbers_of(url.raw_host.decode("ascii"))
    assert numbers == [] or not any(map(is_public, numbers))


@given(number=addresses_in(CLOSED_4))
def test_no_closed_number_is_public_in_any_form(number: int) -> None:
    forms = [str(IPv4Address(number)), *(str(IPv6Address(e(number))) for e in EMBEDDINGS)]

    assert not any(map(is_public, forms))


@given(number=st.integers(0, 2**128 - 1))
def test_what_python_calls_private_is_never_public(number: int) -> None:
    address = IPv6Address(number)

    assert not (is_public(str(address)) and (address.is_private or address.is_multicast))


@given(number=st.integers(0, 2**32 - 1))
def test_what_python_calls_public_is_public_but_for_the_few(number: int) -> None:
    address = IPv4Address(number)
    closed = ["192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.175.48.0/24"]
    few = any(
        address in ipaddress.ip_network(n) for n in [*closed, "168.63.129.16/32", "192.0.0.0/24"]
    )

    assert is_public(str(address)) == (address.is_global and not address.is_multicast and not few)


@pytest.mark.parametrize(
    ("number", "public"),
    [
        pytest.param("93.184.215.14", True, id="public"),
        pytest.param("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True, id="public, IPv6"),
        pytest.param("64:ff9b::5db8:d70e", True, id="public, through NAT64"),
        pytest.param("169.254.169.254", False, id="metadata"),
        pytest.param("fd00:ec2::254", False, id="metadata, IPv6"),
        pytest.param("100.100.100.200", False, id="metadata in shared space"),
        pytest.param("168.63.129.16", False, id="metadata on a public number"),
        pytest.param("::ffff:93.184.215.14", False, id="mapped"),
        pytest.param("fe80::1%eth0", False, id="with a zone"),
        pytest.param("gazette.example", False, id="no number"),
    ],
)
def test_numbers_are_told_apart(number: str, public: bool) -> None:
    assert is_public(number) is public


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        pytest.param("file:///etc/passwd", "“file:” is not fetched", id="file"),
        pytest.param("ftp://gazette.example/", "“ftp:” is not fetched", id="ftp"),
        pytest.param("https://a:b@gazette.example/", "A name or a password", id="userinfo"),
        pytest.param("https://a@gazette.example/", "A name or a password", id="name"),
        pytest.param("https://10.0.0.1\\@gazette.example/", "Badly written", id="backslash"),
        pytest.param("https://gazette .example/", "Badly written", id="space"),
        pytest.param("https:///a", "Badly written", id="no host"),
        pytest.param("https://gazette.example:0/", "Port 0:", id="port 0"),
        pytest.param("https://gazette.example:22/", "Port 22:", id="port 22"),
        pytest.param("https://gazette.example:99999/", "Port 99999:", id="no port"),
        pytest.param("http://2130706433/", "Host written as an unusual", id="decimal"),
        pytest.param("http://127.1/", "Host written as an unusual", id="short"),
        pytest.param("http://[fe80::1%25lo]/", "Host written as an unusual", id="zone"),
        pytest.param("https://gazette.example/" + "a" * 4000, "Badly written", id="long"),
    ],
)
def test_what_is_not_asked_for_says_why(address: str, reason: str) -> None:
    with pytest.raises(RefusedError) as refused:
        admitted(parsed(address), ())

    assert refused.value.reason.en.startswith(reason)


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        (
            "HTTPS://Gazette.example:443/é?q=l'été#haut",
            "https://gazette.example/%C3%A9?q=l'%C3%A9t%C3%A9",
        ),
        ("http://côte.example/", "http://xn--cte-kna.example/"),
        ("http://93.184.215.14/", "http://93.184.215.14/"),
    ],
)
def test_addresses_are_asked_for_as_sites_expect(written: str, asked: str) -> None:
    url = admitted(parsed(written), ())

    assert f"{url.scheme}://{url.netloc.decode()}{url.raw_path.decode()}" == asked


@pytest.mark.parametrize(
    ("name", "address", "allowed"),
    [
        ("intranet.example", "http://intranet.example/", True),
        ("Intranet.example.", "https://intranet.example./a", True),
        ("intranet.example", "http://intranet.example:8080/", False),
        ("intranet.example:8080", "http://intranet.example:8080/", True),
        ("intranet.example:8080", "http://intranet.example/", False),
        ("example", "http://intranet.example/", False),
        ("::1", "http://[::1]/", True),
        ("[::1]:8080", "http://[::1]:8080/", True),
        ("127.0.0.1", "http://127.0.0.1/", True),
    ],
)
def test_a_host_is_allowed_by_its_whole_name_and_port(
    name: str, address: str, allowed: bool
) -> None:
    assert is_allowed(parsed(address), allowed_hosts((name,))) is allowed


@pytest.mark.parametrize(
    "name", ["", "https://a.example", "a.example/b", "a b", "*", "127.1", "a:b"]
)
def test_what_is_no_host_cannot_be_allowed(name: str) -> None:
    with pytest.raises(
        SettingsError, match="no host, expected NAME or NAME:PORT; write it without"
    ):
        allowed_hosts((name,))


def test_a_host_is_compared_without_case_and_root() -> None:
    assert host_of(parsed("http://GAZETTE.Example./")) == "gazette.example"

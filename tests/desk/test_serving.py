from __future__ import annotations

import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from recoupe.desk import Listening, serve
from recoupe.desk.listening import typed_address
from recoupe.desk.reply import STRICT
from recoupe.errors import SettingsError, StoreError
from recoupe.model import DeskSettings, Settings
from recoupe.store import opened
from tests.desk.doors import NOON, with_accounts
from tests.desk.processes import SERVE, served
from tests.store.invented import ONE, clock

if TYPE_CHECKING:
    from pathlib import Path

QUICK = "from recoupe.desk.bounded import BoundedProtocol; BoundedProtocol.head_s = 0.3; " + SERVE


def answered(at: tuple[str, int], *parts: bytes) -> bytes:
    """What a desk answers to bytes on the wire."""
    with socket.create_connection(at, timeout=10) as connection:
        for part in parts:
            connection.sendall(part)
        received = b""
        while data := connection.recv(65536):
            received += data
        return received


@pytest.mark.parametrize(
    ("host", "address"),
    [("0.0.0.0", None), ("127.0.0.1", "https://desk.example")],
    ids=["everywhere", "behind a proxy"],
)
def test_where_others_arrive_a_desk_without_accounts_does_not_open(
    host: str, address: str | None, tmp_path: Path
) -> None:
    told: list[str] = []

    with pytest.raises(SettingsError, match="other machines reach it, and the store has no acc"):
        serve(
            str(tmp_path / "s.db"),
            settings=Settings(desk=DeskSettings(address=address)),
            clock=lambda: NOON,
            at=(host, 0),
            tell=told.append,
        )
    assert told == []


def test_the_program_says_what_to_do_and_exits_two(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SERVE, "serve", "--store", str(tmp_path / "s.db"),
         "--host", "0.0.0.0", "--port", "0"],
        capture_output=True,
        text=True,
        timeout=60,
    )  # fmt: skip

    assert done.returncode == 2
    assert "make it with `recoupe account add NAME --role editor --store" in done.stderr


def test_a_served_desk_stands_behind_the_guard(tmp_path: Path) -> None:
    store = tmp_path / "s.db"
    with opened(str(store), create=True) as made:
        with_accounts(made)
    with served(str(store), "--host", "0.0.0.0", program=QUICK) as desk:
        at = ("127.0.0.1", port := desk.port)
        host = f"Host: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n".encode()
        page = answered(at, b"GET / HTTP/1.1\r\n", host)
        rebound = answered(
            at, b"GET / HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n"
        )
        nonsense = answered(at, b"\x16\x03\x01\x00\r\n\r\n")
        silent = answered(at)
        slow = answered(at, b"GET / HTTP/1.1\r\nX: ")

    assert page.startswith(b"HTTP/1.1 303 ")
    assert b"location: /login?next=%2F\r\n" in page
    assert b"server:" not in page.lower()
    assert rebound.startswith(b"HTTP/1.1 421 ")
    assert nonsense.startswith(b"HTTP/1.1 400 ")
    for name, value in STRICT.items():
        assert f"{name}: {value}\r\n".encode() in page
        assert f"{name}: {value}\r\n".encode() in nonsense
    assert (silent, slow) == (b"", b"")


@pytest.mark.parametrize(
    "written",
    ["desk.example", "ftp://desk.example", "https://", "https://a@desk.example",
     "https://desk.example/desk", "https://desk.example?x", "https://desk.example:x"],
)  # fmt: skip
def test_an_address_that_is_no_site_is_refused(written: str) -> None:
    with pytest.raises(SettingsError, match="expected where readers find the desk"):
        typed_address(written)


@pytest.mark.parametrize(
    ("host", "address", "is_local"),
    [
        ("127.0.0.1", None, True),
        ("127.8.8.8", None, True),
        ("::1", None, True),
        ("localhost", None, True),
        ("0.0.0.0", None, False),
        ("::", None, False),
        ("192.0.2.4", None, False),
        ("desk", None, False),
        ("127.0.0.1", "https://desk.example", False),
    ],
)
def test_only_loopback_is_this_machine_alone(
    host: str, address: str | None, is_local: bool
) -> None:
    assert Listening(host=host, port=8000, address=address).is_local == is_local


def test_a_port_in_use_is_named_with_what_to_do(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        at = ("127.0.0.1", taken.getsockname()[1])
        with pytest.raises(SettingsError) as told:
            serve(str(tmp_path / "s.db"), settings=ONE, clock=clock, at=at, tell=print)

    assert str(told.value).startswith(f"127.0.0.1:{at[1]}: ")
    assert "name another with --host or --port" in str(told.value)


def test_what_is_wrong_with_the_store_is_said_before_anything_answers(tmp_path: Path) -> None:
    (tmp_path / "s.db").write_text("no store")

    with pytest.raises(StoreError):
        serve(
            str(tmp_path / "s.db"), settings=ONE, clock=clock, at=("127.0.0.1", 0), tell=pytest.fail
        )

from __future__ import annotations

import socket
import subprocess
import sys
from http.client import HTTPConnection
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from recoupe.desk import Listening, serve
from recoupe.desk.listening import typed_address
from recoupe.desk.reply import STRICT
from recoupe.errors import SettingsError, StoreError
from recoupe.model import DeskSettings, Settings
from recoupe.store import METADATA, opened
from tests.desk.doors import NOON, token_in, with_accounts
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


def test_a_proxy_on_this_machine_is_believed_whom_it_speaks_for(tmp_path: Path) -> None:
    name = str(tmp_path / "s.db")
    with opened(name, create=True) as made:
        with_accounts(made)
    proxied = {"Host": "desk.example", "X-Forwarded-For": "203.0.113.9"}
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with served(name, "--address", "https://desk.example", port=port) as desk:
        connection = HTTPConnection("127.0.0.1", desk.port, timeout=30)
        connection.request("GET", "/login", headers=proxied)
        page = connection.getresponse()
        cookie = page.headers["set-cookie"].partition(";")[0]
        body = f"form_token={token_in(page.read().decode())}&name=ada&password=guess"
        headers = proxied | {"Cookie": cookie, "Origin": "https://desk.example"}
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", "/login", body, headers | form)
        status = connection.getresponse().status
        connection.close()
    with opened(name) as store, store.reading() as connected:
        [client] = connected.scalars(select(METADATA.tables["failed_sign_ins"].c.client))

    assert (status, client) == (403, "203.0.113.9")
    assert cookie.startswith("__Host-recoupe=")


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

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from recoupe.cli import main
from recoupe.cli.account_options import AccountRole
from recoupe.cli.app import app
from recoupe.store import Role, audited, opened, session_of

if TYPE_CHECKING:
    from pathlib import Path

run = CliRunner()
WORDS = "quatre mots vont ensemble"
STORE = "story.db"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder, and the name of the store in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RECOUPE_STORE", STORE)
    return tmp_path


def add(name: str, *more: str, password: str = WORDS) -> int:
    arguments = ["account", "add", name, "--password-stdin", *more]
    return run.invoke(app, arguments, input=f"{password}\n").exit_code


def test_accounts_are_added_listed_and_removed() -> None:
    add("Ada", "--role", "editor")
    add("bo")
    lines = run.invoke(app, ["account", "list", "--json"]).stdout.splitlines()
    run.invoke(app, ["account", "remove", "bo"])
    left = run.invoke(app, ["account", "list"]).stdout.splitlines()

    assert [(row["name"], row["role"]) for row in map(json.loads, lines)] == [
        ("ada", "editor"),
        ("bo", "reader"),
    ]
    assert [line.split("\t")[0] for line in left] == ["name", "ada"]


def test_a_program_gets_a_token_that_is_printed_once() -> None:
    add("ada")
    token = run.invoke(app, ["account", "token", "ada", "--days", "2"]).stdout.strip()

    with opened(STORE) as store, store.reading() as connection:
        session = session_of(connection, token, at="2020-01-01T00:00:00+00:00", for_program=True)
        lines = audited(connection)

    assert session
    assert session.account.name == "ada"
    assert token not in str(lines)


def test_a_new_password_takes_the_place_of_the_old(here: Path) -> None:
    add("ada")
    before = (here / STORE).read_bytes()
    done = run.invoke(app, ["account", "password", "ada", "--password-stdin"], input=f"{WORDS}!\n")

    assert done.exit_code == 0
    assert before != (here / STORE).read_bytes()


def test_the_roles_are_those_of_the_store() -> None:
    assert [role.value for role in AccountRole] == [role.value for role in Role]


def test_a_password_is_asked_for_twice_on_a_terminal(here: Path) -> None:
    theirs, ours = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", "from recoupe.cli import main; main()", "account", "add", "ada"],
        stdin=ours,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,  # else the terminal of whoever runs the tests is asked
    ) as process:
        assert process.stderr
        for _ in range(2):
            while process.stderr.read(1) not in (b":", b""):
                pass
            time.sleep(0.2)  # what is typed before the terminal is silent is lost
            os.write(theirs, f"{WORDS}\n".encode())
        process.wait(timeout=60)

    assert process.returncode == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["add", "ada"], "password: there is no terminal to ask on", id="no terminal"),
        pytest.param(["add", "a b", "--password-stdin"], "is no name of an account", id="no name"),
        pytest.param(["password", "eve"], "no account eve, expected one of: none yet", id="nobody"),
        pytest.param(["token", "eve"], "there is no account eve", id="a token for nobody"),
        pytest.param(["add", "ada", "--password", "x"], "No such option", id="as an argument"),
    ],
)
def test_a_users_mistake_exits_two_with_a_line(
    arguments: list[str],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with opened(STORE, create=True):
        pass
    monkeypatch.setattr(sys, "argv", ["recoupe", "account", *arguments])

    with pytest.raises(SystemExit) as stopped:
        main()

    assert stopped.value.code == 2
    assert said in capsys.readouterr().err

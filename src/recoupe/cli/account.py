"""The commands `recoupe account …`: who may open the desk, in which role."""

from __future__ import annotations

import getpass
import secrets
import sys
from typing import TYPE_CHECKING

import typer

from recoupe.cli.store import now
from recoupe.cli.store_rows import write_rows
from recoupe.errors import SettingsError

if TYPE_CHECKING:
    from recoupe.cli.account_options import (
        AccountOptions,
        AddAccountOptions,
        PasswordOptions,
        TokenOptions,
    )
    from recoupe.cli.store_options import ListAccountsOptions
    from recoupe.store import Act


def add_account(options: AddAccountOptions) -> None:
    """Make an account: a name, a role, and a password that is asked for twice.

    A reader reads; an editor adds articles and corrects.
    """
    from recoupe import store

    account = store.Account(
        name=store.account_name(options.name), role=store.Role(options.role.value)
    )
    with store.opened(options.store, create=True) as there:
        store.keep_account(
            there, account, password=_password(from_stdin=options.password_stdin), act=_act()
        )


def list_accounts(options: ListAccountsOptions) -> None:
    """List the accounts: name, role, since when, and when last seen."""
    from recoupe import store

    with store.opened(options.store) as there, there.reading() as connection:
        write_rows(store.listed_accounts(connection), as_json=options.json)


def remove_account(options: AccountOptions) -> None:
    """Remove an account, and sign it out everywhere; what it wrote stays, under its name."""
    from recoupe import store

    with store.opened(options.store) as there:
        store.remove_account(there, options.name, act=_act())


def change_password(options: PasswordOptions) -> None:
    """Change a password; sessions and tokens of the account end."""
    from recoupe import store

    with store.opened(options.store) as there:
        with there.reading() as connection:
            store.known_account(connection, options.name, place=there.place)
        password = _password(from_stdin=options.password_stdin)
        store.change_password(there, options.name, password=password, act=_act())


def give_token(options: TokenOptions) -> None:
    """Print a token by which a program may use the desk's API in an account's name.

    It is printed once: the store keeps its hash alone. A change of password ends it.
    """
    from recoupe import store

    token = secrets.token_urlsafe(32)
    with store.opened(options.store) as there:
        store.give_token(there, options.name, token=token, days=options.days, act=_act())
    typer.echo(token)


def _act() -> Act:
    """Who changes the accounts, for the audit log: the login on this machine."""
    from recoupe import store

    try:
        login = getpass.getuser()
    except (KeyError, OSError):  # a container may have a number and no name
        login = "command line"
    return store.Act(author=login, at=now())


def _password(*, from_stdin: bool) -> str:
    """The password as it is typed twice, or as a program hands it over; never an argument."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise SettingsError(
            "password: there is no terminal to ask on, expected one; "
            "hand it over on standard input with --password-stdin"
        )
    asked: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    return asked

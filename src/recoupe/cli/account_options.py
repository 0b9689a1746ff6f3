"""The options of the commands `recoupe account …`, one record per command."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

import typer

from recoupe.cli.store_options import StoreOptions


class AccountRole(StrEnum):
    """What an account may do; the store has the same list, which is not loaded for `--help`."""

    READER = "reader"
    EDITOR = "editor"


AccountName = Annotated[
    str, typer.Argument(metavar="NAME", help="What is typed to sign in: ada, or ada@desk.example.")
]
PasswordStdin = Annotated[
    bool, typer.Option("--password-stdin", help="Read the password from standard input, one line.")
]
Days = Annotated[int, typer.Option("--days", min=1, metavar="N", help="Let it in for so long.")]


@dataclass(frozen=True, kw_only=True)
class AccountOptions(StoreOptions):
    """Which account."""

    name: AccountName


@dataclass(frozen=True, kw_only=True)
class AddAccountOptions(AccountOptions):
    """What `account add` makes."""

    role: Annotated[AccountRole, typer.Option("--role", help="May read, or read and change.")] = (
        AccountRole.READER
    )
    password_stdin: PasswordStdin = False


@dataclass(frozen=True, kw_only=True)
class PasswordOptions(AccountOptions):
    """Where `account password` takes the new one from."""

    password_stdin: PasswordStdin = False


@dataclass(frozen=True, kw_only=True)
class TokenOptions(AccountOptions):
    """How long the token of `account token` lets in."""

    days: Days = 90

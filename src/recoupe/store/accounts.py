"""Accounts: who may open the desk, in which role, and by which password.

A password is kept as an argon2id hash under the default profile of
argon2-cffi (RFC 9106, low memory); a hash of older parameters is renewed at
the next sign-in. Accounts are made on the command line only, by someone who
can write the store: nobody signs up.

Source: RFC 9106; OWASP ASVS 4.0, 2.1.1 (length) and 2.1.4 (any character).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, func, insert, select, update

from recoupe.errors import SettingsError, StoreError
from recoupe.store.audit import Noted, note
from recoupe.store.desk_tables import accounts, failed_sign_ins, sessions

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from recoupe.store.opening import Store

#: What stands between a hash that leaked and the guessers who have it.
PASSWORD_CHARS = 12
#: More than anyone types; hashing a longer one would only cost time.
PASSWORD_CHARS_AT_MOST = 256
_NAME = re.compile(r"[^\W_][\w.@-]{0,39}")
_HASHER = PasswordHasher()


class Role(StrEnum):
    """What an account may do on the desk."""

    READER = "reader"
    EDITOR = "editor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Someone who may sign in."""

    name: str
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Who does something to the accounts, and when; it stands in the audit log."""

    author: str
    at: str  # ISO 8601, UTC


def account_name(written: str) -> str:
    """The name of an account, whichever case and form of letters it is typed in.

    Raises: SettingsError for a name that cannot be one.
    """
    name = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", written).casefold()).strip()
    if not _NAME.fullmatch(name):
        raise SettingsError(
            f"account: {written[:60]!r} is no name of an account, expected 1 to 40 letters, "
            "digits or . _ - @, the first a letter or digit; choose another",
            name=written,
        )
    return name


def keep_account(store: Store, account: Account, *, password: str, act: Act) -> None:
    """Make an account.

    Raises: SettingsError for a name or password that will not do, StoreError when it is there.
    """
    hashed = _hashed(password)
    name = account_name(account.name)
    with store.writing() as connection:
        if _row(connection, name) is not None:
            raise StoreError(
                f"{store.place}: there is an account {name} already, expected a new name; "
                f"choose another, or change it with `recoupe account password {name}`",
                name=name,
            )
        connection.execute(
            insert(accounts).values(
                name=name, role=account.role.value, password=hashed, created_at=act.at
            )
        )
        noted(connection, act, action="add account", subject=name, detail=account.role)


def change_password(store: Store, name: str, *, password: str, act: Act) -> None:
    """Change a password; whoever is signed in by the old one is signed out."""
    hashed = _hashed(password)
    with store.writing() as connection:
        known = known_account(connection, name, place=store.place).name
        connection.execute(update(accounts).where(accounts.c.name == known).values(password=hashed))
        connection.execute(delete(sessions).where(sessions.c.name == known))
        connection.execute(delete(failed_sign_ins).where(failed_sign_ins.c.name == known))
        noted(connection, act, action="change password", subject=known)


def remove_account(store: Store, name: str, *, act: Act) -> None:
    """Remove an account, and sign it out everywhere; what it wrote stays, under its name."""
    with store.writing() as connection:
        known = known_account(connection, name, place=store.place).name
        connection.execute(delete(sessions).where(sessions.c.name == known))
        connection.execute(delete(accounts).where(accounts.c.name == known))
        noted(connection, act, action="remove account", subject=known)


def known_account(connection: Connection, name: str, *, place: str) -> Account:
    """The account of that name.

    Raises: StoreError that names the accounts there are.
    """
    row = _row(connection, account_name(name))
    if row is None:
        names = ", ".join(line["name"] for line in listed_accounts(connection)) or "none yet"
        raise StoreError(
            f"{place}: there is no account {account_name(name)}, expected one of: {names}; "
            "`recoupe account list` shows them",
            name=name,
        )
    return Account(name=row[0], role=Role(row[1]))


def has_accounts(connection: Connection) -> bool:
    """Whether there is any account."""
    return connection.execute(select(accounts.c.name).limit(1)).first() is not None


def listed_accounts(connection: Connection) -> tuple[dict[str, str], ...]:
    """The accounts as people list them, by name, with when each was last seen."""
    seen = func.coalesce(func.max(sessions.c.seen_at), "")
    rows = connection.execute(
        select(accounts.c.name, accounts.c.role, accounts.c.created_at, seen.label("seen_at"))
        .outerjoin(sessions, sessions.c.name == accounts.c.name)
        .group_by(accounts.c.name, accounts.c.role, accounts.c.created_at)
        .order_by(accounts.c.name)
    )
    return tuple(dict(row._mapping) for row in rows)


def noted(connection: Connection, act: Act, *, action: str, subject: str, detail: str = "") -> None:
    """Note in the audit log what was done to an account."""
    line = Noted(at=act.at, author=act.author, action=action, subject=subject, detail=detail)
    note(connection, line)


def fits(password: str, *, hashed: str | None) -> bool:
    """Whether a password is the one of a hash; without a hash it takes as long and is not."""
    try:
        _HASHER.verify(hashed or _nobodys(), _one_form(password)[: PASSWORD_CHARS_AT_MOST + 1])
    except (VerificationError, InvalidHashError):
        return False
    return hashed is not None


def renewed(hashed: str, *, password: str) -> str | None:
    """A hash under the parameters of today; None when the one there is has them."""
    if not _HASHER.check_needs_rehash(hashed):
        return None
    return _HASHER.hash(_one_form(password))


def _hashed(password: str) -> str:
    """The hash of a new password."""
    chars = len(_one_form(password))
    if not PASSWORD_CHARS <= chars <= PASSWORD_CHARS_AT_MOST:
        raise SettingsError(
            f"password: {chars} characters, expected {PASSWORD_CHARS} to "
            f"{PASSWORD_CHARS_AT_MOST}; four words that do not belong together will do",
            chars=chars,
        )
    return _HASHER.hash(_one_form(password))


def _one_form(password: str) -> str:
    """A password as it is hashed: é is one letter, however a keyboard makes it."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "replace").decode("utf-8")


@cache
def _nobodys() -> str:
    """A hash that no password has been told for."""
    return _HASHER.hash("nobody")


def _row(connection: Connection, name: str) -> tuple[str, str] | None:
    row = connection.execute(
        select(accounts.c.name, accounts.c.role).where(accounts.c.name == name)
    ).first()
    return None if row is None else (row.name, row.role)

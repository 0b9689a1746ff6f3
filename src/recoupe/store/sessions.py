"""Sessions: who is signed in, and how guessing passwords is slowed down.

What a browser or program holds is a random token; the store has its hash
alone, so a copy of the store signs nobody in. A browser's session ends when
it is idle or old, a program's on the day it was given until.

Guessing is slowed by counting what failed of late: for a name from one
network, for a network, and for a name from all networks where it never signed
in. A browser that signed in before bears a mark of its own and is counted by
it alone, so whoever guesses at a name does not lock its owner out.

Source: OWASP, Session Management and Authentication cheat sheets; OWASP,
Slow Down Online Guessing Attacks with Device Cookies.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, delete, insert, select, update

from recoupe.errors import SettingsError
from recoupe.store.accounts import (
    Account,
    Act,
    Role,
    account_name,
    fits,
    known_account,
    noted,
    renewed,
)
from recoupe.store.desk_tables import accounts, failed_sign_ins, sessions

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from recoupe.store.opening import Store

#: A working day and a lunch: who leaves the desk in the evening signs in next morning.
IDLE = timedelta(hours=12)
#: No session of a browser outlives a week.
AGE = timedelta(days=7)
#: How exactly a session's last use is kept: a page need not write.
SEEN_EVERY = timedelta(minutes=5)
#: How long a failure counts, and how many of them close the way.
WINDOW = timedelta(minutes=15)
FAILURES_OF_ONE = 5
FAILURES_OF_NETWORK = 20
FAILURES_OF_NAME = 20
_BROWSER = "browser "


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """Someone who wants to sign in."""

    name: str
    password: str
    network: str  # where it comes from
    mark: str = ""  # what a browser bears that signed in before


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What comes of an attempt: an account and a mark for the browser, or neither, or a wait."""

    account: Account | None = None
    mark: str = ""
    wait_s: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Someone who is signed in; stale when it is time to note that the session is in use."""

    account: Account
    is_stale: bool


def sign_in(store: Store, attempt: Attempt, *, nonce: str, at: str) -> Answer:
    """Let someone in whose password fits, unless too many have not of late.

    The attempt counts as failed from before the password is looked at, so that
    many at once do not slip by. `nonce` is random and becomes part of the mark.
    """
    with store.writing() as connection:
        row = _account(connection, attempt.name)
        name = row.name if row else _unknown(attempt.name)
        client = _client(row, attempt)
        connection.execute(
            delete(failed_sign_ins).where(failed_sign_ins.c.at <= _moved(at, -WINDOW))
        )
        wait_s = _wait_s(connection, name, client=client, at=at)
        if wait_s:
            return Answer(wait_s=wait_s)
        connection.execute(insert(failed_sign_ins).values(name=name, client=client, at=at))
    if not fits(attempt.password, hashed=row.password if row else None) or row is None:
        return Answer()
    hashed = renewed(row.password, password=attempt.password) or row.password
    with store.writing() as connection:
        connection.execute(
            delete(failed_sign_ins).where(
                failed_sign_ins.c.name == name, failed_sign_ins.c.client == client
            )
        )
        unchanged = (accounts.c.name == name, accounts.c.password == row.password)
        connection.execute(update(accounts).where(*unchanged).values(password=hashed))
    account = Account(name=row.name, role=Role(row.role))
    return Answer(account=account, mark=f"{nonce}.{_seal(hashed, nonce).decode()}")


def start_session(store: Store, name: str, *, token: str, at: str) -> None:
    """Begin a browser's session; sessions that are over are forgotten."""
    with store.writing() as connection:
        connection.execute(delete(sessions).where(sessions.c.expires_at <= at))
        row = _began(token, name, at=at) | {"for_program": False, "expires_at": _moved(at, IDLE)}
        connection.execute(insert(sessions).values(row))
        noted(connection, Act(author=name, at=at), action="sign in", subject=name)


def give_token(store: Store, name: str, *, token: str, days: int, act: Act) -> None:
    """Let a program in for some days.

    Raises: StoreError when there is no such account.
    """
    if days < 1:
        raise SettingsError(f"days: {days}, expected 1 or more; name another number", days=days)
    with store.writing() as connection:
        known = known_account(connection, name, place=store.place)
        until = _moved(act.at, timedelta(days=days))
        row = _began(token, known.name, at=act.at) | {"for_program": True, "expires_at": until}
        connection.execute(insert(sessions).values(row))
        noted(connection, act, action="give token", subject=known.name, detail=f"until {until}")


def session_of(connection: Connection, token: str, *, at: str, for_program: bool) -> Session | None:
    """Who holds a token now; a browser's token is none for a program, nor the other way."""
    row = connection.execute(
        select(accounts.c.name, accounts.c.role, sessions.c.seen_at)
        .join(sessions, sessions.c.name == accounts.c.name)
        .where(
            sessions.c.token_hash == _hash(token),
            sessions.c.for_program == for_program,
            sessions.c.expires_at > at,
        )
    ).first()
    if row is None:
        return None
    account = Account(name=row.name, role=Role(row.role))
    return Session(account=account, is_stale=row.seen_at <= _moved(at, -SEEN_EVERY))


def renew_session(store: Store, token: str, *, at: str) -> None:
    """Note that a session is in use, and let a browser's live on."""
    this = (sessions.c.token_hash == _hash(token), sessions.c.expires_at > at)
    with store.writing() as connection:
        row = connection.execute(select(sessions).where(*this)).first()
        if row is None:
            return
        latest = row.expires_at
        if not row.for_program:
            latest = min(_moved(at, IDLE), _moved(row.created_at, AGE))
        connection.execute(update(sessions).where(*this).values(seen_at=at, expires_at=latest))


def end_session(store: Store, token: str) -> None:
    """Sign out."""
    with store.writing() as connection:
        connection.execute(delete(sessions).where(sessions.c.token_hash == _hash(token)))


def _began(token: str, name: str, *, at: str) -> dict[str, str | bool]:
    """The columns of a session that begins."""
    return {"token_hash": _hash(token), "name": name, "created_at": at, "seen_at": at}


def _account(connection: Connection, written: str) -> Row[Any] | None:  # Any: rows of `accounts`
    """The row of the account that someone typed the name of."""
    try:
        name = account_name(written)
    except SettingsError:
        return None
    return connection.execute(select(accounts).where(accounts.c.name == name)).first()


def _unknown(written: str) -> str:
    """What stands for a name that nobody has: people type their passwords there."""
    return f"?{_hash(written)[:16]}"


def _client(row: Row[Any] | None, attempt: Attempt) -> str:
    """Whose failures count: a browser that signed in by this name before, else a network."""
    nonce, _, seal = attempt.mark.partition(".")
    if row is not None and hmac.compare_digest(_seal(row.password, nonce), seal.encode()):
        return f"{_BROWSER}{nonce}"
    return attempt.network


def _seal(hashed: str, nonce: str) -> bytes:
    """What only this store can write beside a nonce; it changes with the password."""
    return hmac.new(hashed.encode(), nonce.encode(), sha256).hexdigest().encode()


def _wait_s(connection: Connection, name: str, *, client: str, at: str) -> int:
    """Seconds until another attempt is looked at; 0 for now."""
    failed = select(failed_sign_ins.c.at).order_by(failed_sign_ins.c.at.desc())
    by_name, by_client = failed_sign_ins.c.name == name, failed_sign_ins.c.client == client
    counted: list[tuple[Select[str], int]] = [(failed.where(by_name, by_client), FAILURES_OF_ONE)]
    if not client.startswith(_BROWSER):
        strangers = failed_sign_ins.c.client.not_like(f"{_BROWSER}%")
        counted.append((failed.where(by_client), FAILURES_OF_NETWORK))
        counted.append((failed.where(by_name, strangers), FAILURES_OF_NAME))
    waits = [0.0]
    for query, most in counted:
        nth = connection.scalar(query.offset(most - 1).limit(1))
        if nth is not None:
            waits.append((_time(nth) + WINDOW - _time(at)).total_seconds())
    return round(max(waits))


def _hash(token: str) -> str:
    return sha256(token.encode("utf-8", "replace")).hexdigest()


def _time(at: str) -> datetime:
    return datetime.fromisoformat(at)


def _moved(at: str, by: timedelta) -> str:
    return (_time(at) + by).isoformat(timespec="seconds")

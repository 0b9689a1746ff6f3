from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from argon2 import PasswordHasher
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from recoupe.errors import RecoupeError, SettingsError
from recoupe.store import (
    METADATA,
    Account,
    Act,
    Answer,
    Attempt,
    Role,
    Session,
    account_name,
    audited,
    change_password,
    end_session,
    give_token,
    has_accounts,
    keep_account,
    known_account,
    listed_accounts,
    opened,
    remove_account,
    renew_session,
    session_of,
    sign_in,
    start_session,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from recoupe.store import Store

ADA = Account(name="ada", role=Role.EDITOR)
WORDS = "quatre mots vont ensemble"
NOON = "2026-03-11T12:00:00+00:00"
HOME = "198.51.100.7"
AWAY = "203.0.113.9"
NOW = Act(author="eve", at=NOON)
SESSIONS = METADATA.tables["sessions"]
ACCOUNTS = METADATA.tables["accounts"]


@contextmanager
def with_ada(name: str) -> Iterator[Store]:
    """A store with one account."""
    with opened(name, create=True) as store:
        keep_account(store, ADA, password=WORDS, act=NOW)
        yield store


def after(*, minutes: int = 0, hours: int = 0, days: int = 0) -> str:
    return f"2026-03-{11 + days:02}T{12 + hours:02}:{minutes:02}:00+00:00"


def tried(store: Store, password: str, *, network: str = HOME, mark: str = "") -> Answer:
    """An attempt at noon."""
    asked = Attempt(name="ada", password=password, network=network, mark=mark)
    return sign_in(store, asked, nonce="n", at=NOON)


def holder(store: Store, token: str, *, at: str, for_program: bool = False) -> str | None:
    with store.reading() as connection:
        session = session_of(connection, token, at=at, for_program=for_program)
    return session.account.name if session else None


@pytest.mark.parametrize(
    ("written", "name"),
    [
        pytest.param("Ada", "ada", id="case"),
        pytest.param(" ada.bell@desk.example ", "ada.bell@desk.example", id="an address"),
        pytest.param("Zoe\u0301", "zoé", id="composed"),
        pytest.param("ＡＤＡ", "ada", id="full width"),
        pytest.param("Straße", "strasse", id="folded"),
    ],
)
def test_a_name_is_one_however_it_is_typed(written: str, name: str) -> None:
    assert account_name(written) == name


@pytest.mark.parametrize(
    "written", ["", " ", "-ada", "ada bell", "a" * 41, "ada\x00", "a\u202eda", "<b>", "a/b", "a;b"]
)
def test_what_can_be_no_name_is_refused(written: str) -> None:
    with pytest.raises(SettingsError, match="is no name of an account, expected 1 to 40 letters"):
        account_name(written)


@given(st.text(max_size=60))
def test_a_name_is_its_own_name(written: str) -> None:
    try:
        name = account_name(written)
    except SettingsError:
        return

    assert account_name(name) == name == name.strip()


def test_accounts_are_made_listed_and_removed(name: str) -> None:
    with with_ada(name) as store:
        start_session(store, "ada", token="t", at=after(minutes=5))
        with store.reading() as connection:
            listed = listed_accounts(connection)
        remove_account(store, "ADA", act=NOW)
        with store.reading() as connection:
            left = has_accounts(connection)

        assert listed == (
            {"name": "ada", "role": "editor", "created_at": NOON, "seen_at": after(minutes=5)},
        )
        assert not left
        assert holder(store, "t", at=after(minutes=6)) is None


def test_no_password_stands_in_the_store(name: str) -> None:
    with with_ada(name) as store:
        start_session(store, "ada", token="a-token", at=NOON)
        with store.reading() as connection:
            [kept] = connection.execute(select(ACCOUNTS))
            [session] = connection.execute(select(SESSIONS))

        assert kept.password.startswith("$argon2id$")
        assert WORDS not in str(kept)
        assert "a-token" not in str(session)


@pytest.mark.parametrize(
    ("account", "password", "said"),
    [
        pytest.param("ada", WORDS, "there is an account ada already", id="taken"),
        pytest.param("bo", "eleven char", "11 characters, expected 12 to 256", id="short"),
        pytest.param("bo", "x" * 257, "257 characters, expected 12 to 256", id="long"),
        pytest.param("b o", WORDS, "is no name of an account", id="name"),
    ],
)
def test_an_account_that_will_not_do_is_refused(
    account: str, password: str, said: str, name: str
) -> None:
    made = Account(name=account, role=Role.READER)
    with with_ada(name) as store, pytest.raises(RecoupeError, match=said):
        keep_account(store, made, password=password, act=NOW)


def test_who_is_not_there_is_told_who_is(name: str) -> None:
    with (
        with_ada(name) as store,
        store.reading() as connection,
        pytest.raises(RecoupeError, match="no account bo, expected one of: ada"),
    ):
        known_account(connection, "Bo", place=store.place)


def test_the_password_that_fits_lets_in_however_its_letters_are_made(name: str) -> None:
    with opened(name, create=True) as store:
        keep_account(store, ADA, password="caf\u00e9 cafe\u0301 olé", act=NOW)

        assert tried(store, "caf\u00e9 caf\u00e9 ole\u0301").account == ADA
        assert tried(store, "cafe cafe ole").account is None


def test_a_name_nobody_has_is_answered_like_a_password_that_does_not_fit(name: str) -> None:
    with with_ada(name) as store:
        asked = Attempt(name="b\u0000 o", password=WORDS, network=HOME)

        assert sign_in(store, asked, nonce="n", at=NOON) == Answer() == tried(store, "wrong")


def test_what_is_typed_for_a_name_that_nobody_has_is_not_kept(name: str) -> None:
    failed = METADATA.tables["failed_sign_ins"]
    with with_ada(name) as store:
        sign_in(store, Attempt(name=WORDS, password="", network=HOME), nonce="n", at=NOON)
        with store.reading() as connection:
            [row] = connection.execute(select(failed))

    assert "quatre" not in row.name


def test_a_hash_of_weaker_parameters_is_renewed_at_the_next_sign_in(name: str) -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(WORDS)
    with with_ada(name) as store:
        with store.writing() as connection:
            connection.execute(update(ACCOUNTS).values(password=weak))
        answer = tried(store, WORDS)
        with store.reading() as connection:
            kept = connection.scalar(select(ACCOUNTS.c.password))

        assert answer.account == ADA
        assert kept != weak
        assert tried(store, WORDS, mark=answer.mark).account == ADA


def test_guessing_is_slowed_down_and_ends_by_itself(name: str) -> None:
    with with_ada(name) as store:
        answers = [tried(store, f"guess {n}") for n in range(5)]
        refused = tried(store, WORDS)
        later = Attempt(name="ada", password=WORDS, network=HOME)

        assert answers == [Answer()] * 5
        assert refused == Answer(wait_s=15 * 60)
        assert sign_in(store, later, nonce="n", at=after(minutes=14)).wait_s == 60
        assert sign_in(store, later, nonce="n", at=after(minutes=15)).account == ADA


def test_who_guesses_at_a_name_locks_nobody_else_out(name: str) -> None:
    with with_ada(name) as store:
        keep_account(store, Account(name="bo", role=Role.READER), password=WORDS, act=NOW)
        mark = tried(store, WORDS).mark
        networks = [f"203.0.113.{n}" for n in range(20)]
        for network in networks:
            tried(store, "guess", network=network)
        bo = Attempt(name="bo", password=WORDS, network=networks[0])

        assert tried(store, WORDS, network="203.0.113.99").wait_s > 0
        assert tried(store, WORDS, mark=mark).account == ADA
        assert tried(store, WORDS, network=networks[0], mark=mark).account == ADA
        assert sign_in(store, bo, nonce="n", at=NOON).account


def test_one_network_cannot_try_all_names(name: str) -> None:
    with with_ada(name) as store:
        for n in range(20):
            asked = Attempt(name=f"n{n}", password="guess", network=AWAY)
            sign_in(store, asked, nonce="n", at=NOON)

        assert tried(store, WORDS, network=AWAY).wait_s > 0
        assert tried(store, WORDS, network=HOME).account == ADA


@pytest.mark.parametrize("mark", ["n.", "n.0", ".", "n.é", "x" * 5000])
def test_a_mark_that_is_made_up_helps_nobody(mark: str, name: str) -> None:
    with with_ada(name) as store:
        for _ in range(5):
            tried(store, "guess", mark=mark)

        assert tried(store, WORDS, mark=mark).wait_s > 0


def test_a_session_ends_when_it_is_idle_or_old_or_signed_out(name: str) -> None:
    with with_ada(name) as store:
        for token in ("idle", "used", "out"):
            start_session(store, "ada", token=token, at=NOON)
        end_session(store, "out")
        renew_session(store, "idle", at=after(days=1))  # too late
        for day in range(7):
            for hours in (-6, 0, 6, 11):
                renew_session(store, "used", at=after(days=day, hours=hours))

        assert holder(store, "idle", at=after(hours=11)) == "ada"
        assert holder(store, "idle", at=after(days=1)) is None
        assert holder(store, "out", at=NOON) is None
        assert holder(store, "used", at=after(days=6, hours=11)) == "ada"
        assert holder(store, "used", at=after(days=7)) is None


@pytest.mark.parametrize(("minutes", "stale"), [(4, False), (5, True)])
def test_a_session_that_was_not_noted_of_late_is_stale(
    minutes: int, stale: bool, name: str
) -> None:
    with with_ada(name) as store:
        start_session(store, "ada", token="t", at=NOON)
        with store.reading() as connection:
            session = session_of(connection, "t", at=after(minutes=minutes), for_program=False)

    assert session == Session(account=ADA, is_stale=stale)


def test_a_programs_token_is_no_browsers_session_nor_the_other_way(name: str) -> None:
    with with_ada(name) as store:
        give_token(store, "ada", token="program", days=2, act=NOW)
        start_session(store, "ada", token="browser", at=NOON)
        renew_session(store, "program", at=after(days=1))

        assert holder(store, "program", at=after(days=1), for_program=True) == "ada"
        assert holder(store, "program", at=NOON) is None
        assert holder(store, "browser", at=NOON, for_program=True) is None
        assert holder(store, "program", at=after(days=2), for_program=True) is None


def test_a_token_is_for_a_day_at_least(name: str) -> None:
    with with_ada(name) as store, pytest.raises(SettingsError, match="expected 1 or more"):
        give_token(store, "ada", token="t", days=0, act=NOW)


def test_a_new_password_ends_sessions_tokens_and_waits(name: str) -> None:
    with with_ada(name) as store:
        start_session(store, "ada", token="t", at=NOON)
        give_token(store, "ada", token="p", days=9, act=NOW)
        mark = tried(store, WORDS).mark
        for n in range(5):
            tried(store, f"guess {n}")
        change_password(store, "ada", password="d'autres mots encore", act=NOW)

        assert holder(store, "t", at=NOON) is None
        assert holder(store, "p", at=NOON, for_program=True) is None
        assert tried(store, WORDS, mark=mark).account is None
        assert tried(store, "d'autres mots encore").account == ADA


def test_what_is_done_to_accounts_stands_in_the_audit_log(name: str) -> None:
    with with_ada(name) as store:
        start_session(store, "ada", token="t", at=NOON)
        give_token(store, "ada", token="p", days=1, act=NOW)
        change_password(store, "ada", password="d'autres mots encore", act=NOW)
        remove_account(store, "ada", act=NOW)
        with store.reading() as connection:
            lines = audited(connection)

    assert [(line.author, line.action, line.subject, line.detail) for line in lines] == [
        ("eve", "add account", "ada", "editor"),
        ("ada", "sign in", "ada", ""),
        ("eve", "give token", "ada", "until 2026-03-12T12:00:00+00:00"),
        ("eve", "change password", "ada", ""),
        ("eve", "remove account", "ada", ""),
    ]

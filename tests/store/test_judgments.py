from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from recoupe.errors import StoreError
from recoupe.model import JudgmentKind, Undoing
from recoupe.store import (
    Noted,
    audited,
    backup,
    check,
    keep_judgment,
    kept_judgments,
    note,
    opened,
    undo_judgment,
)
from tests.build import article
from tests.store.judged import AT, anchor, judgment

if TYPE_CHECKING:
    from pathlib import Path

    from recoupe.model import Judgment
    from recoupe.store import Store

LATER = "2031-03-06T08:00:00+00:00"
PAGE = article("Le quai tient, a dit la maire.\nLe préfet se tait.", url="https://vigie.example/q")


def _stance(**given: str) -> Judgment:
    side = (anchor(PAGE, "Le quai tient"),)
    return judgment(JudgmentKind.SET_STANCE, side, value="deny", **given)


def _kept(store: Store) -> tuple[Judgment, ...]:
    with store.reading() as connection:
        return kept_judgments(connection)


def test_a_judgment_is_kept_as_it_was_decided_and_once(name: str) -> None:
    with opened(name, create=True) as store:
        ids = {keep_judgment(store, _stance()) for _ in range(2)}

        assert _kept(store) == (_stance(),)
        assert ids == {_stance().id}


def test_judgments_come_in_the_order_of_their_times(name: str) -> None:
    with opened(name, create=True) as store:
        for at in (LATER, AT):
            keep_judgment(store, _stance(at=at))

        assert [one.at for one in _kept(store)] == [AT, LATER]


def test_to_take_a_judgment_back_is_a_record_beside_it(name: str) -> None:
    with opened(name, create=True) as store:
        kept = keep_judgment(store, _stance())
        undo_judgment(store, kept, author="Idris Lobel", at=LATER, reason="Rappel du préfet.")

        undone = Undoing(author="Idris Lobel", at=LATER, reason="Rappel du préfet.")
        assert _kept(store) == (replace(_stance(), undone=undone),)
        with pytest.raises(StoreError, match=r"taken back by Idris Lobel .* decide anew"):
            undo_judgment(store, kept, author="Idris Lobel", at=LATER, reason="Encore.")
        with pytest.raises(StoreError, match="no judgment judgment-0, expected the id of one"):
            undo_judgment(store, "judgment-0", author="Idris Lobel", at=LATER, reason="?")


def test_a_judgment_that_was_taken_back_elsewhere_comes_with_that(name: str) -> None:
    undone = Undoing(author="Idris Lobel", at=LATER, reason="Rappel du préfet.")
    with opened(name, create=True) as store:
        keep_judgment(store, _stance())
        for _ in range(2):
            keep_judgment(store, replace(_stance(), undone=undone))

        assert [one.undone for one in _kept(store)] == [undone]


def test_the_audit_log_tells_who_did_what_when_and_why(name: str) -> None:
    with opened(name, create=True) as store:
        kept = keep_judgment(store, _stance())
        undo_judgment(store, kept, author="Idris Lobel", at=LATER, reason="Rappel.")
        with store.writing() as connection:
            line = Noted(at=LATER, author="Idris Lobel", action="look", subject="x", detail="")
            note(connection, line)
        with store.reading() as connection:
            told = [(n.at, n.author, n.action, n.detail) for n in audited(connection)]

    assert told == [
        (AT, "Solène Marchais", "set_stance", "Vérifié au téléphone."),
        (LATER, "Idris Lobel", "undo", "Rappel."),
        (LATER, "Idris Lobel", "look", ""),
    ]


@pytest.mark.parametrize("table", ["judgments", "audit_log"])
@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("UPDATE {table} SET author = 'nobody'", id="update"),
        pytest.param("DELETE FROM {table}", id="delete"),
        pytest.param("TRUNCATE {table}", id="truncate"),
        pytest.param("INSERT OR REPLACE INTO {table} SELECT * FROM {table}", id="replace"),
    ],
)
def test_what_is_kept_can_neither_be_changed_nor_removed(
    name: str, table: str, statement: str
) -> None:
    with opened(name, create=True) as store:
        is_file = store.file is not None
        if ("REPLACE" in statement and not is_file) or ("TRUNCATE" in statement and is_file):
            pytest.skip("no word of this database")
        keep_judgment(store, _stance())
        with (
            pytest.raises(StoreError, match=f"{table} only grows"),
            store.writing() as connection,
        ):
            connection.execute(text(statement.format(table=table)))

        assert _kept(store) == (_stance(),)


def test_a_copy_of_a_store_has_its_judgments(name: str, tmp_path: Path) -> None:
    with opened(name, create=True) as store:
        undo_judgment(
            store, keep_judgment(store, _stance()), author="Idris Lobel", at=LATER, reason="Non."
        )
        backup(store, tmp_path / "copy.db")
        with opened(str(tmp_path / "copy.db")) as copy:
            assert _kept(copy) == _kept(store)


def test_check_tells_of_a_judgment_that_somebody_wrote_by_hand(name: str) -> None:
    with opened(name, create=True) as store:
        keep_judgment(store, _stance())
        with store.writing() as connection:
            connection.execute(
                text(
                    "INSERT INTO judgments (row_id, judgment_id, kind, author, at, reason, about, "
                    "anchors) SELECT 99, 'judgment-0', kind, author, at, 'Autre.', about, anchors "
                    "FROM judgments"
                )
            )
        faults = {one.name: one.faults for one in check(store) if one.faults}

    assert faults == {"judgments": ("judgment-0: it is not what was decided",)}

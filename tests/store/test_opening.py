from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from itertools import chain
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text

from recoupe.errors import StoreError
from recoupe.store import METADATA, opened


def test_a_store_is_made_once_and_opened_again(name: str) -> None:
    with opened(name, create=True) as store, store.reading() as connection:
        made = set(inspect(connection).get_table_names())
    with opened(name) as store, store.reading() as connection:
        assert set(inspect(connection).get_table_names()) == made

    assert made >= set(METADATA.tables)


def test_the_steps_lead_to_the_tables_that_the_code_declares(name: str) -> None:
    with opened(name, create=True) as store, store.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        steps = compare_metadata(context, METADATA)
        flat = chain.from_iterable(s if isinstance(s, list) else [s] for s in steps)
        moved = [step for step in flat if not _is_of_the_database(step)]

    assert moved == []


def _is_of_the_database(step: tuple[object, ...]) -> bool:
    """The full-text index is its database's own; comments stand in the code alone."""
    return "article_search" in str(step[1]) or "comment" in str(step[0])


def test_a_file_flushes_every_commit_and_keeps_a_log() -> None:
    with opened(":memory:", create=True) as store, store.reading() as connection:
        assert connection.scalar(text("PRAGMA synchronous")) == 2
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1


def test_readers_of_a_file_do_not_wait_for_its_writer(tmp_path: Path) -> None:
    with opened(str(tmp_path / "s.db"), create=True) as store, store.writing() as writer:
        writer.execute(text("INSERT INTO settings VALUES ('as_of', '2031-03-04')"))
        with store.reading() as reader:
            assert reader.scalar(text("SELECT count(*) FROM settings")) == 0
            assert reader.scalar(text("PRAGMA journal_mode")) == "wal"


def _other(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recettes (nom TEXT)")
    return str(path)


def _garbage(path: Path) -> str:
    path.write_bytes(b"Ceci n'est pas une base de donn\xe9es." * 40)
    return str(path)


def _later(path: Path) -> str:
    with opened(str(path), create=True) as store, store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'v9999'"))
    return str(path)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        pytest.param(str, "there is no store, expected a file", id="no file"),
        pytest.param(lambda p: str(p / "no" / "s.db"), "there is no store", id="no folder"),
        pytest.param(_other, "no store of Recoupe, it holds the tables recettes", id="another's"),
        pytest.param(_garbage, "no sound SQLite file", id="no database"),
        pytest.param(_later, "made by a later Recoupe (revision v9999)", id="later"),
        pytest.param(lambda _: "mysql://u@h/b", "mysql://…: no address of a store", id="scheme"),
        pytest.param(lambda _: "postgresql://u@h", "no address of a store", id="no database name"),
        pytest.param(
            lambda _: "postgresql://u:secret@127.0.0.1:1/b", "cannot be reached", id="no server"
        ),
    ],
)
def test_what_cannot_be_opened_is_told_in_a_sentence(
    make: object, said: str, tmp_path: Path
) -> None:
    assert callable(make)
    named = make(tmp_path / "s.db")

    with pytest.raises(StoreError) as refused, opened(named):
        pass

    assert said in str(refused.value)
    assert "secret" not in str(refused.value)


def test_another_programs_file_is_left_as_it_is(tmp_path: Path) -> None:
    file = Path(_other(tmp_path / "s.db"))
    before = file.read_bytes()
    with pytest.raises(StoreError), opened(str(file), create=True):
        pass

    assert file.read_bytes() == before


def test_a_store_is_not_made_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with (
        pytest.raises(StoreError, match="there is no folder"),
        opened(str(tmp_path / "no" / "s.db"), create=True),
    ):
        pass


def test_without_psycopg_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)

    with (
        pytest.raises(StoreError, match=r"pip install 'recoupe\[postgres\]'"),
        opened("postgresql://u@h/b"),
    ):
        pass

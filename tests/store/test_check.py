from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from recoupe.store import check, opened
from tests.store.invented import QUAY, added, rows

if TYPE_CHECKING:
    from pathlib import Path


def test_a_store_that_was_only_added_to_is_sound(name: str, tmp_path: Path) -> None:
    with opened(name, create=True) as store:
        added(store, rows(tmp_path, "a.jsonl", QUAY))

        assert [one for one in check(store) if one.faults] == []


@pytest.mark.parametrize(
    ("statement", "check_name", "said"),
    [
        pytest.param(
            "UPDATE articles SET text = replace(text, 'trois', 'onze')",
            "hashes of contents",
            "its content was changed",
            id="a text was edited",
        ),
        pytest.param(
            "UPDATE article_words SET body = 'rien'",
            "words for search",
            "are not those of its text",
            id="words of another text",
        ),
        pytest.param(
            "INSERT INTO article_search(rowid, headline, body) VALUES (99, 'x', 'y')",
            "full-text index",
            "malformed",
            id="the index runs ahead",
        ),
        pytest.param(
            "DELETE FROM articles",
            "references between rows",
            "readings.article_row: 1 rows point at nothing",
            id="rows without their article",
        ),
        pytest.param(
            "UPDATE figures SET start = start + 1",
            "offsets",
            "do not have the words that stand there",
            id="a figure that stands elsewhere",
        ),
        pytest.param(
            "UPDATE attributions SET content_end = 99999",
            "offsets",
            "lie outside their article",
            id="an attribution outside",
        ),
        pytest.param(
            'UPDATE news SET "end" = 99999',
            "offsets",
            "news: 2 rows lie outside their article",
            id="news outside",
        ),
        pytest.param(
            "UPDATE readings SET record = '{\"broken'",
            "readings",
            "Unterminated string",
            id="a record that cannot be read",
        ),
        pytest.param(
            "INSERT INTO texts (text_id, neighborhood_row, is_grouped) VALUES ('other', 1, 1)",
            "neighborhoods",
            "it is not that of text 1",
            id="a text among others that it shares nothing with",
        ),
        pytest.param(
            "UPDATE articles SET version = 3",
            "versions",
            "1 versions, the last is 3",
            id="a version is missing",
        ),
    ],
)
def test_each_check_finds_its_fault(
    statement: str, check_name: str, said: str, tmp_path: Path
) -> None:
    file = tmp_path / "s.db"
    with opened(str(file), create=True) as store:
        added(store, rows(tmp_path, "a.jsonl", QUAY))
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(statement)
        connection.commit()
    with opened(str(file)) as store:
        faults = {one.name: " ".join(one.faults) for one in check(store)}

    assert said in faults[check_name]


def test_a_page_of_the_file_that_was_overwritten_is_found(tmp_path: Path) -> None:
    file = tmp_path / "s.db"
    with opened(str(file), create=True) as store:
        added(store, rows(tmp_path, "a.jsonl", QUAY))
    with closing(sqlite3.connect(file)) as plain:
        named = "SELECT rootpage FROM sqlite_master WHERE name = 'figures'"
        [page] = plain.execute(named).fetchone()
    content = bytearray(file.read_bytes())
    content[4096 * (page - 1) : 4096 * page] = b"\xff" * 4096
    file.write_bytes(content)
    with opened(str(file)) as store:
        assert any(one.faults for one in check(store))

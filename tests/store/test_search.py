from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from recoupe.store import opened, search
from tests.store.invented import QUAY, added, rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from recoupe.store import Store

BRIDGE = {
    "url": "https://vigie.example/pont",
    "title": "Pont fermé après l’effondrement du quai",
    "published": "2031-03-06",
    "text": "Les ponts de Saint-Orens sont fermés. Les élections sont reportées.",
}


@pytest.fixture
def store(name: str, tmp_path: Path) -> Iterator[Store]:
    with opened(name, create=True) as made:
        added(made, rows(tmp_path, "a.jsonl", QUAY, BRIDGE))
        yield made


@pytest.mark.parametrize(
    ("query", "found"),
    [
        pytest.param("quai", ["pont", "quai"], id="both; the newest first"),
        pytest.param("quai effondré blessés", ["quai"], id="all the words"),
        pytest.param("election reportée", ["pont"], id="no accents, another number"),
        pytest.param("SAINT ORENS", ["pont"], id="case and hyphen"),
        pytest.param("alertée", ["quai"], id="another form"),
        pytest.param('"alerté la région"', ["quai"], id="a phrase"),
        pytest.param("« la région alerté »", [], id="not in that order"),
        pytest.param("l’élection", ["pont"], id="an elision"),
        pytest.param("hippopotame", [], id="nowhere"),
        pytest.param('quai" OR "1"="1', [], id="signs steer nothing"),
        pytest.param("'); DROP TABLE articles; --", [], id="no statement"),
        pytest.param("", [], id="nothing asked"),
    ],
)
def test_a_query_finds_the_same_articles_in_each_database(
    query: str, found: list[str], store: Store
) -> None:
    hits = search(store, query, limit=10)

    assert [str(hit.url).rpartition("/")[2] for hit in hits] == found


def test_a_hit_shows_the_words_around(store: Store) -> None:
    [hit] = search(store, "reportees", limit=10)

    assert hit.around.endswith("Les élections sont reportées.")


def test_no_more_than_asked_for_is_shown(store: Store) -> None:
    assert len(search(store, "quai", limit=1)) == 1


def test_words_that_an_older_recoupe_made_are_made_again(store: Store, tmp_path: Path) -> None:
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE article_words SET body = 'autrement'")
        connection.exec_driver_sql("UPDATE settings SET value = '0' WHERE name = 'search_version'")
    assert search(store, "reportées", limit=1) == ()

    added(store, str(tmp_path / "a.jsonl"))

    assert len(search(store, "reportées", limit=1)) == 1

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fastapi.testclient import TestClient

from recoupe.desk import create_app
from recoupe.store import opened
from tests.store.invented import ONE, QUAY, added, rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def later() -> str:
    return "2031-03-06T08:00:00+00:00"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The desk of a store to which a second article was added."""
    folder: Path = tmp_path_factory.mktemp("news")
    more = QUAY | {"url": "https://copie.example/quai", "outlet": "La Copie"}
    more["text"] += " Le préfet dément que la région ait été alertée."
    with opened(str(folder / "s.db"), create=True) as store:
        added(store, rows(folder, "a.jsonl", QUAY))
        added(store, rows(folder, "b.jsonl", more))
    with TestClient(create_app(str(folder / "s.db"), settings=ONE, clock=later)) as client:
        yield client


def test_what_is_new_is_told_by_story_and_leads_to_its_words(desk: TestClient) -> None:
    page = desk.get("/news").text
    told = desk.get("/api/news").json()

    assert told["total"] > 0
    assert "Le quai de Morvanche" in page
    assert '<li><a class="led" href="/' in page
    assert page.count('<li><a class="led"') == told["total"]


def test_a_day_bounds_what_is_new(desk: TestClient) -> None:
    assert desk.get("/api/news?since=2031-03-05").json()["total"] == 0
    assert "Rien de nouveau" in desk.get("/news?since=2031-03-05").text
    assert desk.get("/news?since=hier").status_code == 422


def test_what_is_marked_as_seen_is_not_told_again(desk: TestClient) -> None:
    page = desk.post("/news/seen").text

    assert "Rien de nouveau" in page
    assert "6 mars 2031" in page
    assert "Nouvelle affirmation" in desk.get("/news?since=2031-01-01").text

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fastapi.testclient import TestClient

from recoupe.desk import create_app
from recoupe.model import DeskSettings, Settings
from tests.store.invented import clock

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        pytest.param("en-GB,en;q=0.9,fr;q=0.8", "en", id="English first"),
        pytest.param("de, fr;q=0.5, en;q=0.3", "fr", id="French before English"),
        pytest.param("de", "fr", id="neither"),
        pytest.param("en;q=0", "fr", id="not English"),
        pytest.param("en;q=zzz", "fr", id="no weight"),
        pytest.param("", "fr", id="nothing asked"),
    ],
)
def test_a_page_is_written_as_the_browser_asks(asked: str, written: str, demo: TestClient) -> None:
    assert f'<html lang="{written}">' in demo.get("/", headers={"Accept-Language": asked}).text


def test_a_choice_is_kept_and_leads_back(demo_store: str) -> None:
    with TestClient(create_app(demo_store, settings=Settings(), clock=clock)) as reader:
        answer = reader.get("/language/en?back=/aside", headers={"Accept-Language": "fr"})

        assert answer.url.path == "/aside"
        assert '<html lang="en">' in answer.text
        assert '<html lang="en">' in reader.get("/", headers={"Accept-Language": "fr"}).text


@pytest.mark.parametrize(
    "back", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere"]
)
def test_a_choice_never_leads_elsewhere(back: str, demo: TestClient) -> None:
    answer = demo.get("/language/en", params={"back": back}, follow_redirects=False)

    assert answer.headers["location"] == "/"


def test_a_desk_can_be_written_in_one_language(tmp_path: Path) -> None:
    settings = Settings(desk=DeskSettings(ui_language="en"))
    with TestClient(create_app(str(tmp_path / "s.db"), settings=settings, clock=clock)) as reader:
        page = reader.get("/", headers={"Accept-Language": "fr"}).text

    assert '<html lang="en">' in page
    assert "No story yet" in page

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pytest
from fastapi.testclient import TestClient

from recoupe.desk import create_app
from recoupe.store import audited, opened
from tests.desk.test_adding import PATIENCE_S
from tests.store.invented import ONE, QUAY, added, clock, rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WHY = {"reason": "entendu sur place", "author": "Nour Belkacem"}


@pytest.fixture(scope="module")
def name(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a store of two articles on one story."""
    folder: Path = tmp_path_factory.mktemp("corrections")
    more = QUAY | {"url": "https://copie.example/quai", "outlet": "La Copie"}
    more["text"] += " Le préfet dément que la région ait été alertée."
    with opened(str(folder / "s.db"), create=True) as store:
        added(store, rows(folder, "a.jsonl", QUAY, more))
    return str(folder / "s.db")


@pytest.fixture(scope="module")
def desk(name: str) -> Iterator[TestClient]:
    with TestClient(create_app(name, settings=ONE, clock=clock)) as client:
        yield client


@pytest.fixture(scope="module")
def story(desk: TestClient) -> dict[str, list[dict[str, str]]]:
    """The records of the story, once it is cross-checked."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        if found := desk.get("/api/stories").json()["items"]:
            told: dict[str, list[dict[str, str]]] = desk.get(
                f"/api/stories/{found[0]['id']}"
            ).json()
            return told
        time.sleep(0.3)
    raise AssertionError


def settled(desk: TestClient, address: str) -> str:
    """The page of a decision once a cross-check has looked at it."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        page = desk.get(address).text
        if "hx-get" not in page:
            return page
        time.sleep(0.3)
    raise AssertionError(page)


def test_a_speaker_is_set_by_a_form_and_taken_back(
    desk: TestClient, name: str, story: dict[str, list[dict[str, str]]]
) -> None:
    said = next(a for a in story["attributions"] if a["quotation"] == "direct")
    claim = next(c for c in story["claims"] if said["id"] in c["attributions"])
    form = desk.get(f"/claims/{claim['id']}").text
    asked = {
        "kind": "set_speaker",
        "story": story["stories"][0]["id"],
        "ids": said["id"],
        "others": "",
        "value": "Jacques Morand",
    }

    answer = desk.post("/corrections", data=asked | WHY, follow_redirects=False)
    address = answer.headers["location"]
    page = settled(desk, address)
    changed = desk.get(re.findall(r'href="(/claims/[^"]+)"', page)[0]).text
    back = desk.post(f"{address}/undo", data=WHY)
    gone = settled(desk, address)
    again = desk.post(f"{address}/undo", data=WHY)

    assert f'name="ids" value="{said["id"]}"' in form
    assert answer.status_code == 303
    assert "Appliquée" in page
    assert "Nour Belkacem" in page
    assert "Jacques Morand" in changed
    assert back.status_code == 200
    assert "Annulée" in gone
    assert again.status_code == 422
    assert "déjà annulée" in again.text
    assert "Annulée par Nour Belkacem" in desk.get("/corrections").text
    with opened(name) as store, store.reading() as connection:
        assert [one.author for one in audited(connection)] == ["Nour Belkacem"] * 2


def test_programs_decide_too(desk: TestClient, story: dict[str, list[dict[str, str]]]) -> None:
    article = story["articles"][0]["id"]
    asked = {"kind": "set_published", "story": story["stories"][0]["id"], "ids": [article]}

    answer = desk.post("/api/corrections", json=asked | {"value": "2031-03-03"} | WHY)
    listed = desk.get("/api/corrections").json()

    assert (answer.status_code, answer.json()["state"]) == (202, "waiting")
    assert answer.json()["id"] in [one["id"] for one in listed["items"]]
    page = settled(desk, f"/corrections/{answer.json()['id']}")
    assert "Appliquée" in page
    assert "3 mars 2031" in desk.get(f"/articles/{article}").text


@pytest.mark.parametrize(
    ("change", "status"),
    [
        pytest.param({"story": "none"}, 404, id="no story"),
        pytest.param({"ids": ["none"]}, 422, id="no article"),
        pytest.param({"value": "hier"}, 422, id="no day"),
        pytest.param({"reason": ""}, 422, id="no reason"),
        pytest.param({"author": " "}, 422, id="nobody"),
        pytest.param({"kind": "guess"}, 422, id="no kind"),
    ],
)
def test_what_cannot_be_decided_is_refused(
    change: dict[str, object],
    status: int,
    *,
    desk: TestClient,
    story: dict[str, list[dict[str, str]]],
) -> None:
    asked = {
        "kind": "set_published",
        "story": story["stories"][0]["id"],
        "ids": [story["articles"][0]["id"]],
        "value": "2031-03-03",
    }

    answer = desk.post("/api/corrections", json=asked | WHY | change)

    assert answer.status_code == status
    assert answer.json()["do"]

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from recoupe.dossier import render_json
from recoupe.run import dossier_of
from recoupe.store import opened
from tests.store.invented import ONE, clock

if TYPE_CHECKING:
    from fastapi.testclient import TestClient


@pytest.fixture(scope="module")
def story(demo: TestClient) -> str:
    """The id of the demo's story."""
    [one] = [s for s in demo.get("/api/stories").json()["items"] if s["articles"] > 1]
    return str(one["id"])


def test_a_story_is_the_dossier_of_its_articles(
    demo: TestClient, demo_store: str, story: str
) -> None:
    with opened(demo_store) as store:
        whole = json.loads(render_json(dossier_of(store, settings=ONE, clock=clock, wait_s=0)))

    told = demo.get(f"/api/stories/{story}").json()

    assert told.keys() == whole.keys()
    assert told["claims"] == [c for c in whole["claims"] if c["story"] == story]


@pytest.mark.parametrize("kind", ["claims", "attributions", "articles"])
def test_lists_come_in_pages_that_make_the_whole(kind: str, demo: TestClient, story: str) -> None:
    whole = demo.get(f"/api/stories/{story}").json()[kind]
    found = []
    for offset in range(0, len(whole), 7):
        page = demo.get(f"/api/{kind}?story={story}&limit=7&offset={offset}").json()
        assert (page["total"], page["offset"]) == (len(whole), offset)
        found += page["items"]

    assert found == whole


def test_attributions_can_be_those_of_one_speaker(demo: TestClient, story: str) -> None:
    whole = demo.get(f"/api/attributions?story={story}&limit=500").json()["items"]
    speaker = next(one["speakers"][0] for one in whole if one["speakers"])

    found = demo.get(f"/api/attributions?story={story}&speaker={speaker}&limit=500").json()

    assert found["items"] == [one for one in whole if speaker in one["speakers"]]


def test_a_claim_and_an_article_are_found_by_their_ids(demo: TestClient, story: str) -> None:
    claim = demo.get(f"/api/claims?story={story}&limit=1").json()["items"][0]
    article = demo.get(f"/api/articles/{claim['articles'][0]}").json()

    assert demo.get(f"/api/claims/{claim['id']}").json() == claim
    assert article["story"] == story
    assert article["text"]


def test_search_finds_what_the_page_finds(demo: TestClient) -> None:
    hits = demo.get("/api/search?q=ferry").json()

    assert hits
    assert demo.get("/search?q=ferry").text.count("/articles/") == len(hits)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        pytest.param("/api/stories/none", 404, id="no story"),
        pytest.param("/api/claims?story=none", 404, id="claims of no story"),
        pytest.param("/api/claims/none", 404, id="no claim"),
        pytest.param("/api/articles/none", 404, id="no article"),
        pytest.param("/api/additions/1", 404, id="no addition"),
        pytest.param("/api/additions/99999999999999999999", 404, id="a number too large"),
        pytest.param("/api/nowhere", 404, id="no route"),
        pytest.param("/api/stories?limit=0", 422, id="no records asked for"),
        pytest.param("/api/stories?limit=501", 422, id="too many asked for"),
        pytest.param("/api/stories?offset=-1", 422, id="before the first"),
        pytest.param("/api/claims", 422, id="of which story"),
    ],
)
def test_a_problem_says_where_what_was_expected_and_what_to_do(
    path: str, status: int, demo: TestClient
) -> None:
    answer = demo.get(path)
    told = answer.json()

    assert answer.status_code == told["status"] == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert told["where"] == f"GET {path.partition('?')[0]}"
    assert all(told[key] for key in ("title", "what", "expected", "do"))


def test_what_is_posted_is_taken_and_has_an_address(demo: TestClient) -> None:
    wrong = demo.post("/api/additions/text", json={"text": ""})
    answer = demo.post("/api/additions/text", json={"text": "La mairie dément.", "outlet": "V"})
    told = demo.get(answer.headers["location"]).json()

    assert wrong.status_code == 422
    assert answer.status_code == 202
    assert (told["kind"], told["names"]) == ("text", ["La mairie dément."])
    assert [one["number"] for one in demo.get("/api/additions").json()] == [told["number"]]


def test_the_description_names_every_route_and_what_each_gives(demo: TestClient) -> None:
    described = demo.get("/api/openapi.json").json()

    assert all(path.startswith("/api/") for path in described["paths"])
    assert {"ClaimJson", "DossierJson"} <= described["components"]["schemas"].keys()
    for methods in described["paths"].values():
        for operation in methods.values():
            assert operation["summary"]
            assert "422" in operation["responses"]

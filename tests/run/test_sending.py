from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from recoupe.model import VERSION, FetchSettings
from recoupe.run import SentNews, note_webhook, send_news
from recoupe.store import news_since, opened
from tests.intake.webserver import Site, answer, once, onward, site
from tests.store.conftest import name as name
from tests.store.invented import QUAY, added, rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from recoupe.store import Store

TAKEN = once(answer(status="204 No Content"))
MORE = QUAY | {
    "url": "https://vigie.example/b",
    "title": "La criée fermée",
    "text": "« La criée restera fermée », affirme le patron de pêche Yvon Le Dantec.",
}


@pytest.fixture
def web() -> Iterator[Site]:
    with site({"/hook": TAKEN}) as running:
        yield running


@pytest.fixture
def store(name: str, tmp_path: Path) -> Iterator[Store]:
    with opened(name, create=True) as there:
        added(there, rows(tmp_path, "a.jsonl", QUAY))
        yield there


def sent(web: Site) -> list[dict[str, object]]:
    """The messages that arrived."""
    return [
        json.loads(body.encode("latin-1"))
        for head in web.seen
        if (body := head.partition("\r\n\r\n")[2])
    ]


def delivered(store: Store, web: Site, path: str = "/hook", **bounds: object) -> SentNews:
    given: dict[str, object] = {"allow_hosts": (f"localhost:{web.port}",), **bounds}
    waited.clear()
    return send_news(
        store,
        web.address(path),
        settings=FetchSettings(timeout_s=5.0, **given),  # type: ignore[arg-type]
        wait=waited.append,
    )


waited: list[float] = []


def test_an_address_gets_what_is_told_after_it_was_named_and_each_piece_once(
    store: Store, web: Site, tmp_path: Path
) -> None:
    note_webhook(store, web.address("/hook"))
    assert delivered(store, web) == SentNews(sent=0, failed=None)
    added(store, rows(tmp_path, "b.jsonl", MORE))

    first, again = delivered(store, web), delivered(store, web)

    [message] = sent(web)
    with store.reading() as connection:
        [*_, last] = news_since(connection)
    assert first.sent > 0
    assert again == SentNews(sent=0, failed=None)
    assert (message["recoupe"], message["schema"]) == (VERSION, 1)
    assert message["news"][-1]["id"] == last.id  # type: ignore[index]
    assert web.seen[0].startswith("POST /hook HTTP/1.1\r\n")


def test_what_was_not_taken_is_sent_again_the_next_time(
    store: Store, web: Site, tmp_path: Path
) -> None:
    note_webhook(store, web.address("/hook"))
    added(store, rows(tmp_path, "b.jsonl", MORE))
    web.answers["/hook"] = once(answer(status="500 Internal Server Error"))
    failed = delivered(store, web)
    tries = len(web.seen)
    web.answers["/hook"] = TAKEN
    taken = delivered(store, web)

    assert failed.sent == 0
    assert failed.failed
    assert failed.failed.reason.en.startswith("HTTP answer 500, 2xx expected")
    assert tries == 3
    assert taken.sent > 0
    assert sent(web)[0] == sent(web)[-1]


def test_a_host_that_asks_for_patience_gets_it_within_bounds(
    store: Store, web: Site, tmp_path: Path
) -> None:
    note_webhook(store, web.address("/hook"))
    added(store, rows(tmp_path, "b.jsonl", MORE))
    web.answers["/hook"] = once(answer(status="429 Too Many Requests", Retry_After=7))
    delivered(store, web)
    assert waited == [7.0, 7.0]
    web.answers["/hook"] = once(answer(status="503 Service Unavailable", Retry_After=86400))
    delivered(store, web)
    assert waited == []


def test_what_is_sent_is_not_redirected(store: Store, web: Site, tmp_path: Path) -> None:
    note_webhook(store, web.address("/old"))
    added(store, rows(tmp_path, "b.jsonl", MORE))
    web.answers["/old"] = onward(web.address("/hook"))

    failed = delivered(store, web, "/old").failed

    assert failed
    assert "what is sent is not redirected" in failed.reason.en
    assert {head.split(" ")[1] for head in web.seen} == {"/old"}


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        pytest.param("http://127.0.0.1/hook", "No public address", id="loopback"),
        pytest.param("http://169.254.169.254/hook", "No public address", id="metadata"),
        pytest.param("http://gazette.example:8080/", "only 80 and 443 are open", id="port"),
        pytest.param("file:///tmp/hook", "“file:” is not fetched", id="file"),
    ],
)
def test_news_is_sent_no_further_than_pages_are_fetched_from(
    address: str, reason: str, store: Store, tmp_path: Path
) -> None:
    note_webhook(store, address)
    added(store, rows(tmp_path, "b.jsonl", MORE))

    failed = send_news(store, address, settings=FetchSettings(), wait=waited.append).failed

    assert failed
    assert reason in failed.reason.en


def test_the_address_is_not_kept_and_not_shown(store: Store, web: Site, tmp_path: Path) -> None:
    secret = web.address("/hook?token=s3cret")
    note_webhook(store, secret)
    added(store, rows(tmp_path, "b.jsonl", MORE))
    web.answers["/hook?token=s3cret"] = once(answer(status="403 Forbidden"))

    failed = delivered(store, web, "/hook?token=s3cret").failed

    assert failed
    assert "s3cret" not in f"{failed}"
    with store.reading() as connection:
        kept = connection.exec_driver_sql("SELECT * FROM webhooks").all()
    assert "s3cret" not in f"{kept}"
    assert "localhost" in f"{kept}"

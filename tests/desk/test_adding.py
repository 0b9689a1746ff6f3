from __future__ import annotations

import io
import time
import zipfile
from typing import TYPE_CHECKING

import pytest
from fastapi.testclient import TestClient

from recoupe.desk import create_app
from recoupe.model import DeskSettings, Settings
from recoupe.store import Delivery, DeliveryKind, keep_delivery, opened
from tests.store.invented import ONE, clock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXT = (
    "Le pont de Morvanche est fermé. « Trois personnes ont été blessées », a déclaré le maire "
    "Paul Vasseur. La région dément avoir été alertée."
)
#: A reader has to start and load the French pipeline; many tests share the machine.
PATIENCE_S = 180


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    name = str(tmp_path_factory.mktemp("adding") / "s.db")
    with TestClient(create_app(name, settings=ONE, clock=clock)) as client:
        yield client


def finished(desk: TestClient, address: str) -> str:
    """The page of a delivery once nothing of it goes on any more."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        page = desk.get(address).text
        if "hx-get" not in page:
            return page
        time.sleep(0.3)
    raise AssertionError(page)


def test_what_is_handed_over_is_read_and_cross_checked_and_told(desk: TestClient) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("un.txt", TEXT + " Le préfet n’a pas souhaité réagir.")
        archive.writestr("image.png", b"\x89PNG")
    pasted = {"text": TEXT, "outlet": "La Vigie", "published": "2031-03-04", "url": ""}

    handed = [
        desk.post("/add/text", data=pasted, follow_redirects=False),
        desk.post(
            "/add/files", files=[("files", ("a.zip", packed.getvalue()))], follow_redirects=False
        ),
        desk.post(
            "/add/addresses", data={"addresses": "http://127.0.0.1/x"}, follow_redirects=False
        ),
        desk.post("/add/text", data=pasted, follow_redirects=False),
    ]
    told = [finished(desk, answer.headers["location"]) for answer in handed]

    assert [answer.status_code for answer in handed] == [303] * 4
    assert "1 article ajouté" in told[0]
    assert "/stories/" in told[0]
    assert "1 article ajouté" in told[1]
    assert "a.zip!image.png" in told[1]
    assert "127.0.0.1" in told[2]
    assert "--allow-host" in told[2]
    assert "1 déjà là" in told[3]
    assert "Le pont de Morvanche est fermé" in desk.get("/search?q=morvanche").text


def test_what_was_taken_before_the_desk_died_is_read_when_it_is_back(tmp_path: Path) -> None:
    name = str(tmp_path / "s.db")
    delivery = Delivery(kind=DeliveryKind.FILES, author="", at=clock(), names=("un.txt",))
    with opened(name, create=True) as store:
        pieces = [TEXT[:40].encode(), TEXT[40:].encode()]
        number = keep_delivery(store, delivery, parts=[("un.txt", pieces)])

    with TestClient(create_app(name, settings=ONE, clock=clock)) as desk:
        page = finished(desk, f"/additions/{number}")

        assert "1 article ajouté" in page
        assert "/stories/" in page


@pytest.fixture
def bounded(tmp_path: Path) -> Iterator[TestClient]:
    """A desk that takes little and fetches nothing."""
    bounds = DeskSettings(fetches=False, upload_bytes=100, paste_chars=50, ui_language="en")
    settings = Settings(desk=bounds, workers=1)
    with TestClient(create_app(str(tmp_path / "s.db"), settings=settings, clock=clock)) as client:
        yield client


@pytest.mark.parametrize(
    ("way", "sent", "status", "told"),
    [
        pytest.param("text", {"text": " "}, 422, "Paste a text of 50 characters", id="blank"),
        pytest.param("text", {"text": "a" * 51}, 422, "Paste a text of 50", id="long text"),
        pytest.param(
            "text", {"text": "a", "published": "hier"}, 422, "“hier” is no day", id="no day"
        ),
        pytest.param(
            "text", {"text": "a", "url": "javascript:x"}, 422, "is no address", id="no address"
        ),
        pytest.param("text", {"text": "a", "title": "b" * 501}, 422, "500 characters", id="field"),
        pytest.param("addresses", {"addresses": "https://a.example"}, 403, "no address", id="off"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_what_to_do(
    way: str, sent: dict[str, str], status: int, told: str, *, bounded: TestClient
) -> None:
    answer = bounded.post(f"/add/{way}", data=sent)

    assert (answer.status_code, told in answer.text) == (status, True)


def test_too_much_at_once_is_refused_and_nothing_of_it_kept(bounded: TestClient) -> None:
    files = [("files", ("a.txt", b"a" * 60)), ("files", ("b.txt", b"b" * 60))]

    answer = bounded.post("/add/files", files=files)

    assert answer.status_code == 413
    assert "Nothing was delivered here yet" in bounded.get("/add").text


def test_names_of_files_lead_nowhere_else_and_do_not_meet(bounded: TestClient) -> None:
    names = ["../../etc/passwd", ".hidden.txt", "C:\\x\\a.txt", "A.txt", "\x07"]

    answer = bounded.post(
        "/add/files", files=[("files", (name, b"a")) for name in names], follow_redirects=False
    )

    page = bounded.get(answer.headers["location"]).text
    for name in ("passwd", "hidden.txt", "a.txt", "A-4.txt"):
        assert f"<span>{name}</span>" in page

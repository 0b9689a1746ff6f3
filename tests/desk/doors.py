"""A small application behind the guard, as tests of the guard ask it."""

from __future__ import annotations

import re
import time
from types import SimpleNamespace
from typing import TYPE_CHECKING, Annotated

from fastapi import FastAPI, Form, Request, UploadFile
from fastapi.testclient import TestClient

from recoupe.desk import Door, Listening, guarded, visitor
from recoupe.model import DeskSettings, Settings
from recoupe.store import Account, Act, Role, keep_account

if TYPE_CHECKING:
    from recoupe.store import Store

NOON = "2026-03-11T12:00:00+00:00"
NOW = Act(author="eve", at=NOON)
WORDS = "quatre mots vont ensemble"
HERE = Listening(host="127.0.0.1", port=8000)
EVERYWHERE = Listening(host="0.0.0.0", port=8000)
PROXIED = Listening(host="127.0.0.1", port=8000, address="https://desk.example")
LIMIT = 2000


def small_app() -> FastAPI:
    """Pages that tell who asks, take forms and files, fail, and dawdle."""
    app = FastAPI()
    app.state.desk = SimpleNamespace(settings=Settings(desk=DeskSettings(ui_language="en")))

    @app.get("/")
    def home(request: Request) -> dict[str, str]:
        who = visitor(request)
        return {"name": who.name, "role": who.role, "form_token": who.form_token}

    @app.get("/static/mark/desk.css")
    def style() -> str:
        return ""

    @app.post("/notes")
    def note(request: Request, text: Annotated[str, Form()]) -> dict[str, str]:
        return {"by": visitor(request).name, "text": text}

    @app.post("/files")
    def upload(file: UploadFile) -> dict[str, int]:
        return {"bytes": len(file.file.read())}

    @app.post("/api/notes")
    def api_note(request: Request) -> dict[str, str]:
        return {"by": visitor(request).name}

    @app.get("/api/notes")
    def api_notes() -> list[str]:
        return []

    @app.get("/broken")
    def broken() -> None:
        raise RuntimeError

    @app.get("/dawdling")
    def dawdling() -> None:
        time.sleep(1)

    return app


def door_of(store: Store, listening: Listening = HERE, **given: float) -> Door:
    """A door whose clock stands still."""
    return Door(
        store=store,
        listening=listening,
        clock=lambda: NOON,
        ui_language="en",
        uploads=(("/files", LIMIT),),
        **given,  # type: ignore[arg-type]
    )


def asking(store: Store, listening: Listening = HERE, **given: float) -> TestClient:
    """A browser that asks the small application."""
    app = guarded(small_app(), door=door_of(store, listening, **given))
    base = listening.address or "http://127.0.0.1:8000"
    return TestClient(
        app,
        base_url=base,
        raise_server_exceptions=False,
        follow_redirects=False,
        client=("198.51.100.7", 50000),
    )


def with_accounts(store: Store) -> None:
    """Ada edits, Bo reads."""
    keep_account(store, Account(name="ada", role=Role.EDITOR), password=WORDS, act=NOW)
    keep_account(store, Account(name="bo", role=Role.READER), password=WORDS, act=NOW)


def token_in(text: str) -> str:
    """The token of the first form of a page."""
    found = re.search(r'name="form_token" value="(\w+)"', text)
    assert found
    return found[1]


def signed_in(client: TestClient, name: str = "ada", *, to: str = "/") -> str:
    """Sign in; the token that forms bear from then on."""
    form = {"form_token": token_in(client.get("/login").text), "next": to}
    answer = client.post("/login", data=form | {"name": name, "password": WORDS})
    assert (answer.status_code, answer.headers["location"]) == (303, to)
    return str(client.get("/").json()["form_token"])

"""The pages on which articles are added, and on which one sees what becomes of them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, File, Form, HTTPException, Request, Response, UploadFile
from fastapi.responses import RedirectResponse

from recoupe.desk.delivered import deliver_addresses, deliver_files, deliver_text
from recoupe.desk.laid import author_of, desk_of, laid_out
from recoupe.desk.shapes import PastedArticle
from recoupe.store import kept_delivery, latest_deliveries, stories_of_addition

additions = APIRouter(include_in_schema=False)

#: Deliveries that the page lists.
LATEST = 20
Field = Annotated[str, Form()]


@additions.get("/add")
def add(request: Request) -> Response:
    """The ways to add articles, and what was delivered last."""
    desk = desk_of(request)
    with desk.library.store.reading() as connection:
        latest = latest_deliveries(connection, LATEST)
    return laid_out(request, "add.html.j2", latest=latest, desk=desk)


@additions.post("/add/files")
def add_files(request: Request, files: Annotated[list[UploadFile], File()]) -> Response:
    """Take files."""
    streams = [(file.filename or "", file.file) for file in files]
    return _taken(deliver_files(desk_of(request), streams, author=author_of(request)))


@additions.post("/add/text")
def add_text(request: Request, article: Annotated[PastedArticle, Form()]) -> Response:
    """Take an article that was pasted."""
    return _taken(deliver_text(desk_of(request), article, author=author_of(request)))


@additions.post("/add/addresses")
def add_addresses(request: Request, addresses: Field = "") -> Response:
    """Take addresses, one on each line."""
    lines = addresses.splitlines()
    return _taken(deliver_addresses(desk_of(request), lines, author=author_of(request)))


@additions.get("/additions/{number}")
def addition(request: Request, number: int) -> Response:
    """What becomes of a delivery."""
    return _addition(request, number, template="addition.html.j2")


@additions.get("/additions/{number}/progress")
def progress(request: Request, number: int) -> Response:
    """The part of that page which changes."""
    return _addition(request, number, template="progress.html.j2")


def _addition(request: Request, number: int, *, template: str) -> Response:
    desk = desk_of(request)
    with desk.library.store.reading() as connection:
        kept = kept_delivery(connection, number) if number < 2**31 else None
        if kept is None:
            raise HTTPException(404)
        done = kept.outcome
        row = done.addition if done else None
        stories = stories_of_addition(connection, row) if row is not None else {}
    return laid_out(request, template, kept=kept, told=desk.adder.told, stories=stories)


def _taken(number: int) -> Response:
    return RedirectResponse(f"/additions/{number}", status_code=303)

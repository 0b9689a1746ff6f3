"""The files that pages load, all from the desk itself: two style sheets, three scripts."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files

from fastapi import APIRouter, HTTPException, Response

from recoupe.dossier import static_text

static = APIRouter(include_in_schema=False)

_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}
#: Of the dossier's page, and the desk's own.
_SHARED = ("dossier.css", "dossier.js")
_OWN = ("desk.css", "desk.js", "htmx.min.js")


@static.get("/static/{mark}/{name}")
def file(mark: str, name: str) -> Response:
    """A file; its address bears a mark of what is in it, so a browser keeps it for good."""
    if name not in (*_SHARED, *_OWN) or mark != _mark(name):
        raise HTTPException(404)
    return Response(
        _text(name),
        media_type=_TYPES[name.rpartition(".")[2]],
        headers={"Cache-Control": "public, max-age=31536000, immutable"},
    )


def address_of(name: str) -> str:
    """Where a file is."""
    return f"/static/{_mark(name)}/{name}"


@cache
def _text(name: str) -> str:
    if name in _SHARED:
        return static_text(name)
    return (files("recoupe.desk") / "files" / name).read_text("utf-8")


@cache
def _mark(name: str) -> str:
    return hashlib.sha256(_text(name).encode("utf-8")).hexdigest()[:12]

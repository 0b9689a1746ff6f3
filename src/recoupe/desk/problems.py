"""What is said when a request cannot be answered: a page for people, a problem for programs.

A problem says where, what is wrong, what was expected and what to do.

Source: RFC 9457 (application/problem+json).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from recoupe.desk.laid import laid_out, words_for
from recoupe.dossier import load_words
from recoupe.errors import RecoupeError, StoreError

if TYPE_CHECKING:
    from fastapi import FastAPI

#: What goes wrong on the way, by status; the others are told as a wrong request.
_KEYS = {
    401: "forbidden",
    403: "forbidden",
    404: "missing",
    405: "missing",
    413: "too_large",
    503: "busy",
}


class RefusedError(Exception):
    """Something that was handed over and cannot be taken; `key` is why, in words."""

    def __init__(self, key: str, *, status: int = 422, **facts: object) -> None:
        super().__init__(key)
        self.key, self.status, self.facts = key, status, facts


def answer_problems(app: FastAPI) -> None:
    """Let an app tell what went wrong."""
    app.exception_handler(HTTPException)(_http)
    app.exception_handler(RequestValidationError)(_invalid)
    app.exception_handler(RecoupeError)(_own)
    app.exception_handler(RefusedError)(_refused)


def _http(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    return _problem(request, status=error.status_code, what=None)


def _invalid(request: Request, error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        raise error
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    return _problem(request, status=422, what=f"{where}: {first['msg']}")


def _refused(request: Request, error: Exception) -> Response:
    if not isinstance(error, RefusedError):
        raise error
    words = words_for(request)
    return _problem(
        request, status=error.status, what=words.say(f"refused.{error.key}", **error.facts)
    )


def _own(request: Request, error: Exception) -> Response:
    status = 503 if isinstance(error, StoreError) else 422
    return _problem(request, status=status, what=str(error))


def problem(where: str, *, status: int, what: str | None) -> JSONResponse:
    """A problem as programs read it."""
    words, key = load_words("en", also="recoupe.desk"), _KEYS.get(status, "wrong")
    body = {
        "type": "about:blank",
        "title": words.say(f"problem.{key}"),
        "status": status,
        "where": where,
        "what": what or words.say(f"problem.{key}"),
        "expected": words.say(f"problem.{key}.expected"),
        "do": words.say(f"problem.{key}.do"),
    }
    return JSONResponse(body, status_code=status, media_type="application/problem+json")


def _problem(request: Request, *, status: int, what: str | None) -> Response:
    """The problem as the request wants it."""
    if request.url.path.startswith("/api/"):
        return problem(f"{request.method} {request.url.path}", status=status, what=what)
    return laid_out(
        request, "problem.html.j2", status=status, key=_KEYS.get(status, "wrong"), what=what
    )

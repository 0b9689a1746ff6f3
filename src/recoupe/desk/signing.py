"""The pages to sign in and out; on a desk without accounts, to tell one's name for corrections."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from recoupe.desk.guard import Guard
from recoupe.desk.laid import laid_out
from recoupe.desk.visitor import asked_of
from recoupe.store import Attempt, end_session, has_accounts, sign_in, start_session

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.requests import Request

    from recoupe.desk.door import Door

#: Each look at a password takes 64 MB: so many at once, the others wait.
_AT_ONCE = 2
_YEAR = "SameSite=Strict; Max-Age=31536000"
_GONE = "SameSite=Lax; Max-Age=0"


class SigningPages:
    """The pages of a door."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._turns = asyncio.Semaphore(_AT_ONCE)

    async def show(self, request: Request) -> Response:
        """The form to sign in."""
        return await run_in_threadpool(self._form, request, to=request.query_params.get("next", ""))

    async def enter(self, request: Request) -> Response:
        """Sign in by name and password; without accounts, by name alone."""
        async with request.form(max_files=0, max_fields=8) as form:
            given = {key: value for key, value in form.items() if isinstance(value, str)}
        async with self._turns:
            return await run_in_threadpool(self._enter, request, given)

    async def leave(self, request: Request) -> Response:
        """Sign out."""
        token = asked_of(request.scope).token(self._door.cookie)
        await run_in_threadpool(end_session, self._door.store, token)
        answer = RedirectResponse("/", status_code=303)
        for end in ("", "-name"):
            answer.headers.append("set-cookie", self._door.set_cookie(end, "", more=_GONE))
        return answer

    def _enter(self, request: Request, given: dict[str, str]) -> Response:
        door, asked, to = self._door, asked_of(request.scope), given.get("next", "")
        if not self._needs_password():
            name = asked.told_name(given.get("name", ""))
            if not name:
                return self._form(request, to=to, failed="name")
            answer = RedirectResponse(local(to), status_code=303)
            answer.headers.append("set-cookie", door.set_cookie("-name", quote(name), more=_YEAR))
            return answer
        attempt = Attempt(
            name=given.get("name", ""),
            password=given.get("password", ""),
            network=asked.network,
            mark=asked.cookie(f"{door.cookie}-mark"),
        )
        found = sign_in(door.store, attempt, nonce=door.new_token(), at=door.clock())
        if found.account is None:
            return self._form(
                request, to=to, failed="wait" if found.wait_s else "password", wait_s=found.wait_s
            )
        token = door.new_token()
        end_session(door.store, asked.token(door.cookie))
        start_session(door.store, found.account.name, token=token, at=door.clock())
        answer = RedirectResponse(local(to), status_code=303)
        answer.headers.append("set-cookie", door.set_cookie("", token))
        answer.headers.append("set-cookie", door.set_cookie("-mark", found.mark, more=_YEAR))
        return answer

    def _form(self, request: Request, *, to: str, failed: str = "", wait_s: int = 0) -> Response:
        """The form, with what went wrong."""
        answer = laid_out(
            request,
            "sign_in.html.j2",
            status={"": 200, "wait": 429}.get(failed, 403),
            needs_password=self._needs_password(),
            onward=local(to),
            failed=failed,
            minutes=-(-wait_s // 60),
        )
        if wait_s:
            answer.headers["retry-after"] = str(wait_s)
        return answer

    def _needs_password(self) -> bool:
        """Whether a name alone will not do."""
        with self._door.store.reading() as connection:
            return not self._door.listening.is_local or has_accounts(connection)


def guarded(app: FastAPI, *, door: Door) -> Guard:
    """An application behind the guard, with the pages to sign in and out."""
    pages = SigningPages(door)
    app.add_route("/login", pages.show, methods=["GET"], include_in_schema=False)
    app.add_route("/login", pages.enter, methods=["POST"], include_in_schema=False)
    app.add_route("/logout", pages.leave, methods=["POST"], include_in_schema=False)
    return Guard(app, door=door)


def local(to: str) -> str:
    """Where to go on: a page of this desk, never another site."""
    if not to.startswith("/") or to.startswith("//") or "\\" in to or not to.isprintable():
        return "/"
    return "/" if to.startswith(("/login", "/logout")) else to

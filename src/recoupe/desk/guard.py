"""The guard before a desk: every request passes it, and every answer leaves through it.

In this order: the name it was asked by, the site it comes from, who asks,
what they may do, the token of the form, the size of the body, the time. It is
plain ASGI, outside of all routes, so that none can be forgotten.

Someone is let in by a session (a cookie), or a program by `Authorization:
Bearer` with a token of `recoupe account token`. A cookie is sent along by any
page that makes a browser ask, so what changes something must also bear the
form's token: as its first field, or as the header `Form-Token`. A program on
a desk without accounts bears `Recoupe-Author` instead, which no page elsewhere
can make a browser send.

Source: OWASP, Cross-Site Request Forgery Prevention cheat sheet; Fetch
Metadata Request Headers (resource isolation policy).
"""

from __future__ import annotations

import asyncio
import hmac
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from recoupe.desk.bodies import Body
from recoupe.desk.languages import language_of
from recoupe.desk.problems import problem
from recoupe.desk.reply import PUBLIC, Reply, strict_headers
from recoupe.desk.visitor import Visitor, asked_of, form_token
from recoupe.dossier import load_words
from recoupe.errors import StoreError
from recoupe.store import Role, has_accounts, renew_session, session_of

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from recoupe.desk.door import Door
    from recoupe.desk.visitor import Asked

#: The pages to sign in and out.
SIGN_IN, SIGN_OUT = "/login", "/logout"


class TurnedAwayError(Exception):
    """A request that gets no further, and why: a key of the words."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status
        self.why = why


class Guard:
    """An application behind a door."""

    def __init__(self, app: ASGIApp, *, door: Door) -> None:
        self._app = app
        self._door = door
        self._left: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Scope, *ways: Any) -> None:  # Any: ASGI's receive and send
        """Answer a request, or refuse it."""
        receive, send = ways
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send=send)
        else:
            await send({"type": "websocket.close", "code": 1008})

    async def _answer(self, scope: Scope, receive: Receive, *, send: Send) -> None:
        """Answer in time, whatever an application does meanwhile."""
        asked = asked_of(scope)
        reply = Reply(send, headers=strict_headers(asked.path, scheme=self._door.listening.scheme))
        body = Body(receive, most=self._door.most_bytes(asked.path), on_large=reply.drop)
        work = asyncio.create_task(self._work(scope, reply, body=body))
        try:
            done, _ = await asyncio.wait({work}, timeout=self._door.request_s)
            if done and not body.is_too_large:
                work.result()
                return
            why = (
                TurnedAwayError(413, "large") if body.is_too_large else TurnedAwayError(503, "slow")
            )
        except TurnedAwayError as error:
            why = error
        except StoreError:
            why = TurnedAwayError(503, "store")
        finally:
            self._leave(work)
        if not reply.has_begun:  # else the server hangs up on an answer that is not whole
            reply.drop()
            await self._refusal(scope, why)(scope, receive, reply.anew)

    async def _work(self, scope: Scope, reply: Reply, *, body: Body) -> None:
        """Let someone in, and let the application answer."""
        asked = asked_of(scope)
        scope.setdefault("state", {})["visitor"] = await self._let_in(asked, reply, body=body)
        await self._app(scope, body.receive, reply.send)

    def _leave(self, work: asyncio.Task[None]) -> None:
        """Wait no longer for work; a thread of it may go on, and is heard no more."""
        if not work.done():
            work.cancel()
            self._left.add(work)
            work.add_done_callback(self._left.discard)

    async def _let_in(self, asked: Asked, reply: Reply, *, body: Body) -> Visitor:
        """Who asks, if they may ask for this."""
        if not self._door.listening.takes(asked.one("host")):
            raise TurnedAwayError(421, "host")
        if is_from_elsewhere(asked, scheme=self._door.listening.scheme):
            raise TurnedAwayError(403, "site")
        visitor = await run_in_threadpool(self._visitor, asked, reply)
        if asked.changes:
            if visitor.role is not Role.EDITOR and asked.path not in (SIGN_IN, SIGN_OUT):
                raise TurnedAwayError(403, "role")
            if not visitor.is_program:
                given = asked.one("form-token") or await body.first_field(asked.one("content-type"))
                if not given or not hmac.compare_digest(
                    given.encode(), visitor.form_token.encode()
                ):
                    raise TurnedAwayError(403, "form")
        return visitor

    def _visitor(self, asked: Asked, reply: Reply) -> Visitor:
        """Who asks, as the store knows them."""
        door, at = self._door, self._door.clock()
        bearer, cookie = asked.bearer, asked.token(self._door.cookie)
        token = bearer or cookie
        with door.store.reading() as connection:
            session = None
            if token:
                session = session_of(connection, token, at=at, for_program=bool(bearer))
            is_open = door.listening.is_local and not has_accounts(connection)
        if session is not None:
            if session.is_stale:
                renew_session(door.store, token, at=at)
            return Visitor(
                name=session.account.name,
                role=session.account.role,
                is_signed_in=True,
                is_program=bool(bearer),
                form_token=form_token(token),
            )
        if bearer:
            raise TurnedAwayError(401, "token")
        if not is_open and asked.path != SIGN_IN and not asked.path.startswith(PUBLIC):
            raise TurnedAwayError(401, "sign_in")
        if not cookie and not asked.changes and not asked.is_api:
            cookie = door.new_token()
            reply.cookies.append(door.set_cookie("", cookie))
        if not is_open:
            return Visitor(role=Role.READER, form_token=form_token(cookie))
        author = asked.told_name(asked.one("recoupe-author"))
        return Visitor(
            name=author or asked.told_name(unquote(asked.cookie(f"{door.cookie}-name"))),
            role=Role.EDITOR,
            is_program=bool(author),
            form_token=form_token(cookie),
        )

    def _refusal(self, scope: Scope, refused: TurnedAwayError) -> Response:
        """What is said to whom a request is refused."""
        asked, status = asked_of(scope), refused.status
        language = "en" if asked.is_api else language_of(Request(scope), self._door.ui_language)
        said = load_words(language, also="recoupe.desk").say(f"door.{refused.why}")
        if asked.is_api:
            answer = problem(f"{asked.method} {asked.path}", status=status, what=said)
            if status == 401:
                answer.headers["www-authenticate"] = "Bearer"
            return answer
        if refused.why != "sign_in" or asked.changes:
            return PlainTextResponse(said, status_code=status)
        if asked.one("hx-request"):
            return PlainTextResponse(said, status_code=status, headers={"HX-Redirect": SIGN_IN})
        return RedirectResponse(f"{SIGN_IN}?next={quote(asked.target, safe='')}", status_code=303)


def is_from_elsewhere(asked: Asked, *, scheme: str) -> bool:
    """Whether a page of another site makes the browser ask.

    To follow a link to a page of the desk is fine; to change something is not,
    nor to load what is behind the desk into another page.
    """
    site = asked.one("sec-fetch-site") if asked.all("sec-fetch-site") else "same-origin"
    if asked.changes:
        own = f"{scheme}://{asked.one('host').lower()}"
        return site != "same-origin" or any(o.lower() != own for o in asked.all("origin"))
    if site in ("same-origin", "none"):
        return False
    return (asked.one("sec-fetch-mode"), asked.one("sec-fetch-dest")) != ("navigate", "document")

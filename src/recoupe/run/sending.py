"""Send news to an address that a person named, until it took all of it.

Each piece of news goes out at least once: what an address took is noted only
after it said so, and what it did not take is sent again the next time. An
`id` tells pieces apart that arrive twice.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from recoupe.dossier import news_row
from recoupe.intake import posted
from recoupe.model import VERSION
from recoupe.store import keep_taken, news_after, taken_to

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from recoupe.intake import Visit
    from recoupe.model import FetchSettings, News, Rejection
    from recoupe.store import Store

    Wait = Callable[[float], None]

#: Goes up when a key of what is sent changes its meaning or goes.
_SCHEMA = 1
#: Pieces of news in one message: some hundred kilobytes.
_AT_ONCE = 100
#: Seconds before a message is sent again; then it is left for the next time.
_AGAIN_S = (1.0, 5.0)
#: A host that asks for a longer pause gets the message the next time.
_PAUSE_MOST_S = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SentNews:
    """What came of sending news: pieces that were taken, and why no more were."""

    sent: int
    failed: Rejection | None


def note_webhook(store: Store, address: str) -> None:
    """Note an address before news is made: it gets what is told from now on."""
    with store.writing() as connection:
        taken_to(connection, address, host=_host(address))


def send_news(
    store: Store, address: str, *, settings: FetchSettings, network: object = None, wait: Wait
) -> SentNews:
    """What came of sending an address all that it did not take yet."""
    sent = 0
    while True:
        with store.writing() as connection:
            row = taken_to(connection, address, host=_host(address))
            waiting = news_after(connection, row, limit=_AT_ONCE)
        if not waiting:
            return SentNews(sent=sent, failed=None)
        body = message([one for _, one in waiting])

        def send(body: bytes = body) -> Visit:
            return posted(address, body, settings=settings, network=network)  # type: ignore[arg-type]

        if failed := _insisted(send, wait):
            return SentNews(sent=sent, failed=failed)
        with store.writing() as connection:
            keep_taken(connection, address, row=waiting[-1][0])
        sent += len(waiting)


def message(news: Sequence[News]) -> bytes:
    """What is sent: one JSON object."""
    rows = [news_row(one) for one in news]
    told = {"recoupe": VERSION, "schema": _SCHEMA, "news": rows}
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")


def _insisted(send: Callable[[], Visit], wait: Wait) -> Rejection | None:
    """Why a message was not taken however often it was sent; None when it was."""
    for pause in (*_AGAIN_S, None):
        visit = send()
        asked_for = visit.wait_s or 0.0
        if visit.rejection is None or pause is None or asked_for > _PAUSE_MOST_S:
            break
        wait(max(pause, asked_for))
    return visit.rejection


def _host(address: str) -> str:
    """The host of an address, which may be shown; the rest may be a secret."""
    try:
        return urlsplit(address).hostname or "?"
    except ValueError:
        return "?"

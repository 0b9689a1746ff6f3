"""The entries of a feed as rows: what each says of its article, and the text it carries.

Bytes are parsed, never an address, which the library would open.

Source: feedparser, which keeps the stated offset of dates.
"""

from __future__ import annotations

from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Any

from recoupe.intake import reasons

if TYPE_CHECKING:
    from collections.abc import Mapping

    from recoupe.model import Reason

Row = dict[str, str | None]


def rows_of(data: bytes, *, charset: str | None, url: str | None) -> list[Row] | Reason:
    """The rows of a feed's entries, in the feed's order, or why the bytes are no feed.

    `charset` is what an HTTP header said; links are read as from `url`.
    """
    import feedparser

    headers = {"content-location": url or ""}
    if charset:
        headers["content-type"] = f"application/xml; charset={charset}"
    feed = feedparser.parse(BytesIO(data), response_headers=headers)
    if not feed.version:
        return reasons.no_feed()
    return [_row(entry, outlet=feed.feed.get("title")) for entry in feed.entries]


def _row(entry: Mapping[str, Any], *, outlet: str | None) -> Row:  # Any: feedparser's records
    """An entry as a row; a source that it names goes before the feed's own name."""
    whole = max((part.get("value") or "" for part in entry.get("content", ())), key=len, default="")
    body = whole or entry.get("summary") or ""
    title = _plain(entry.get("title") or "")
    page = f"<h1>{escape(title)}</h1>{_paragraphs(body)}"
    return {
        "url": entry.get("link"),
        "outlet": (entry.get("source") or {}).get("title") or outlet,
        "title": title or None,
        "byline": entry.get("author"),
        "published": entry.get("published") or entry.get("updated"),
        "guid": entry.get("id"),
        "updated": entry.get("updated"),
        "carries": "whole" if whole.strip() else "summary",
        "html": f"<html><body><article>{page}</article></body></html>" if body.strip() else None,
    }


def _paragraphs(body: str) -> str:
    """A body without marks has a paragraph for each of its lines."""
    if "<" in body:
        return body
    return "".join(f"<p>{line}</p>" for line in body.splitlines() if line.strip())


def _plain(title: str) -> str:
    """A title without the marks that some feeds put in it."""
    from lxml.html import fromstring

    return str(fromstring(f"<p>{title}</p>").text_content()) if title.strip() else ""

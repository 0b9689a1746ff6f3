"""Read HTML pages and the MHTML files that browsers save.

The common page is read here; one of odd size or shape in a process apart
(`worker`), because the libraries' time grows faster than the page does.
"""

from __future__ import annotations

import re
from dataclasses import replace
from email import message_from_bytes
from email.policy import default as modern
from typing import TYPE_CHECKING

from recoupe.intake import reasons
from recoupe.intake.encoding import decoded
from recoupe.intake.extract import Page, taken_out
from recoupe.intake.found import Draft, Found, rejected
from recoupe.intake.plain import bears_own_mark, read_bytes, sha256_of
from recoupe.intake.published import on_page, stated
from recoupe.intake.worker import read_apart
from recoupe.model import Furniture, FurnitureKind, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage

    from recoupe.model import GatherSettings, Published, Rejection

#: From here on a page is read apart. News pages have a few thousand tags in a few
#: hundred kilobytes; 300 kB of broken JSON-LD take trafilatura six seconds.
_PAGE_CHARS = 1_500_000
_PAGE_TAGS = 15_000
_JSON_LD_CHARS = 60_000

_JSON_LD = re.compile(r"<script[^>]{0,300}(?:ld|settings)\+json", re.I)
#: What the libraries raise on pages that break them.
_BROKEN = (
    ArithmeticError,
    AttributeError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)


def read_html(found: Found, settings: GatherSettings) -> Iterator[Draft | Found | Rejection]:
    """The article of a page."""
    data = read_bytes(found, settings.file_bytes)
    html = data if isinstance(data, Reason) else decoded(data, found.charset)
    if isinstance(html, Reason) or isinstance(data, Reason):
        yield rejected(found.path, html if isinstance(html, Reason) else reasons.empty())
        return
    draft = Draft(
        path=found.path,
        sha256=sha256_of(data),
        text="",
        url=found.url,
        captured=found.captured,
    )
    yield draft_of_page(html, draft, settings=settings)


def read_mhtml(found: Found, settings: GatherSettings) -> Iterator[Draft | Found | Rejection]:
    """The article of a page saved with its pictures in one file."""
    data = read_bytes(found, settings.file_bytes)
    if isinstance(data, Reason):
        yield rejected(found.path, data)
        return
    page = _html_part(data)
    if isinstance(page, Reason):
        yield rejected(found.path, page)
        return
    html, url = page
    draft = Draft(path=found.path, sha256=sha256_of(data), text="", url=found.url or url)
    yield draft_of_page(html, draft, settings=settings)


def draft_of_page(html: str, draft: Draft, *, settings: GatherSettings) -> Draft | Rejection:
    """The draft with what its page holds; fields that it has already are kept."""
    if bears_own_mark(html):
        return rejected(draft.path, reasons.own_page())
    page = _page(html, draft.url, settings=settings)
    if isinstance(page, Reason):
        return rejected(draft.path, page)
    return replace(
        draft,
        text=page.text,
        title=draft.title or page.title,
        byline=draft.byline or page.byline,
        outlet=draft.outlet or page.outlet,
        url=draft.url or page.url,
        published=draft.published or _published(page),
        beside=page.beside,
        furniture=tuple(
            Furniture(text=text, kind=FurnitureKind(kind or "other")) for text, kind in page.lines
        ),
    )


def _page(html: str, url: str | None, *, settings: GatherSettings) -> Page | Reason:
    """The parts of a page, or why it gives none; never for long."""
    html = html.replace("\0", "")
    if _is_odd(html):
        answer = read_apart(
            "page",
            html.encode("utf-8", "replace"),
            options={"url": url},
            timeout_s=settings.page_timeout_s,
        )
        if isinstance(answer, Reason):
            return answer
        lines = tuple((text, kind) for text, kind in answer["lines"])
        return Page(**{**answer, "lines": lines, "beside": tuple(answer["beside"])})
    try:
        return taken_out(html, url) or reasons.no_article()
    except _BROKEN as error:
        return reasons.unreadable_structure(f"{type(error).__name__}: {error}"[:160])


def _is_odd(html: str) -> bool:
    """Whether a page is larger, or stranger, than news pages are."""
    if len(html) > _PAGE_CHARS or html.count("<") > _PAGE_TAGS:
        return True
    chars = 0
    for start in _JSON_LD.finditer(html):
        end = html.find("</", start.end())
        chars += (end if end >= 0 else len(html)) - start.end()
    return chars > _JSON_LD_CHARS


def _published(page: Page) -> Published | None:
    if page.day is None:
        return None
    return stated(page.day, ()) if page.day_stated else on_page(page.day)


def _html_part(data: bytes) -> tuple[str, str | None] | Reason:
    """The page within an MHTML file and its address."""
    try:
        message = message_from_bytes(data, policy=modern)
        part = next((p for p in message.walk() if p.get_content_type() == "text/html"), None)
        payload = part.get_payload(decode=True) if part is not None else None
        address = _header(message, "Snapshot-Content-Location") or (
            _header(part, "Content-Location") if part is not None else None
        )
        charset = part.get_content_charset() if part is not None else None
    except _BROKEN as error:
        return reasons.damaged("MHTML", str(error)[:120])
    if not isinstance(payload, bytes):
        return reasons.no_article()
    html = decoded(payload, charset)
    return html if isinstance(html, Reason) else (html, address)


def _header(message: EmailMessage, name: str) -> str | None:
    value = message.get(name)
    return str(value).strip()[:2000] or None if value else None

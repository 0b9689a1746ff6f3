"""Read RSS and Atom files, each in a process apart: one article for each entry.

An entry that only links to its article is set aside, unless the feed itself
was fetched: then its page is, by the way that came with the feed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from recoupe.intake import reasons
from recoupe.intake.formats import reader_of
from recoupe.intake.found import Draft, Found, rejected
from recoupe.intake.plain import read_bytes, sha256_of
from recoupe.intake.published import stated
from recoupe.intake.rows import draft_of_row
from recoupe.intake.worker import read_apart
from recoupe.model import Reason, Rejection

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from recoupe.intake.found import Linked
    from recoupe.model import GatherSettings


def read_feed(found: Found, settings: GatherSettings) -> Iterator[Draft | Found | Rejection]:
    """The articles that the entries of a feed carry, in the feed's order."""
    rows = rows_in(found, settings)
    if isinstance(rows, Reason):
        yield rejected(found.path, rows)
        return
    if not rows:
        yield rejected(found.path, reasons.empty())
    for number, row in enumerate(rows, start=1):
        if not row["html"] and row["url"] and found.linked:
            yield from _linked(row, found.linked, settings=settings)
            continue
        address = sha256_of((row["html"] or "").encode("utf-8", "replace"))
        path = f"{found.path}#{number}"
        yield draft_of_row(row, path, sha256=address, settings=settings)


def rows_in(found: Found, settings: GatherSettings) -> list[dict[str, str | None]] | Reason:
    """The rows of a feed's entries, read in a process apart, or why it has none."""
    data = read_bytes(found, settings.file_bytes)
    if isinstance(data, Reason):
        return data
    options = {"charset": found.charset, "url": found.url}
    answer = read_apart("feed", data, options=options, timeout_s=settings.page_timeout_s)
    if isinstance(answer, Reason):
        return answer
    rows: list[dict[str, str | None]] = answer["rows"]
    return rows


def _linked(
    row: Mapping[str, Any], linked: Linked, *, settings: GatherSettings
) -> Iterator[Draft | Found | Rejection]:  # Any: JSON
    """The article of the page that an entry links to; the entry says what the page does not."""
    for page in linked(row["url"]):
        if isinstance(page, Rejection):
            yield page
            continue
        for item in reader_of(page.suffix)(page, settings):
            if isinstance(item, Draft):
                published = item.published or stated(row["published"], (*settings.languages, "en"))
                yield replace(
                    item,
                    title=item.title or row["title"],
                    byline=item.byline or row["byline"],
                    published=published,
                )
            else:
                yield item

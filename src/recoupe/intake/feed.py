"""Read RSS and Atom files, each in a process apart: one article for each entry.

Nothing is fetched: an entry that only links to its article is set aside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from recoupe.intake import reasons
from recoupe.intake.found import Draft, Found, rejected
from recoupe.intake.plain import read_bytes, sha256_of
from recoupe.intake.rows import draft_of_row
from recoupe.intake.worker import read_apart
from recoupe.model import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from recoupe.model import GatherSettings, Rejection


def read_feed(found: Found, settings: GatherSettings) -> Iterator[Draft | Found | Rejection]:
    """The articles that the entries of a feed carry, in the feed's order."""
    data = read_bytes(found, settings.file_bytes)
    if isinstance(data, Reason):
        yield rejected(found.path, data)
        return
    answer = read_apart("feed", data, options={}, timeout_s=settings.page_timeout_s)
    if isinstance(answer, Reason):
        yield rejected(found.path, answer)
        return
    if not answer["rows"]:
        yield rejected(found.path, reasons.empty())
    for number, row in enumerate(answer["rows"], start=1):
        address = sha256_of((row["html"] or "").encode("utf-8", "replace"))
        path = f"{found.path}#{number}"
        yield draft_of_row(row, path, sha256=address, settings=settings)

"""Read PDF files, each in a process apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recoupe.intake.found import Draft, Found, rejected
from recoupe.intake.plain import read_bytes, sha256_of
from recoupe.intake.worker import read_apart
from recoupe.model import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from recoupe.model import GatherSettings, Rejection


def read_pdf(found: Found, settings: GatherSettings) -> Iterator[Draft | Found | Rejection]:
    """The article in a PDF file, its lines joined to paragraphs later."""
    data = read_bytes(found, settings.file_bytes)
    if isinstance(data, Reason):
        yield rejected(found.path, data)
        return
    answer = read_apart(
        "pdf",
        data,
        options={"limit_chars": settings.article_chars},
        timeout_s=settings.page_timeout_s,
    )
    if isinstance(answer, Reason):
        yield rejected(found.path, answer)
        return
    yield Draft(
        path=found.path,
        sha256=sha256_of(data),
        text=answer["text"],
        url=found.url,
        captured=found.captured,
    )

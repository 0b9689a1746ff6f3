"""Read the text of PDF files, page by page, with pypdf in a process apart."""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING

from recoupe.intake import reasons
from recoupe.intake.found import Draft, Found, rejected
from recoupe.intake.plain import read_bytes, sha256_of
from recoupe.intake.worker import read_apart
from recoupe.model import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from recoupe.model import GatherSettings, Rejection

#: Articles have a few pages; a report of this length is read from its beginning.
_MAX_PAGES = 300


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


def text_of(data: bytes, limit_chars: int) -> str | Reason:
    """The text of a PDF, pages separated by blank lines, or why it has none."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return reasons.encrypted()
        pages: list[str] = []
        chars = 0
        for page in reader.pages[:_MAX_PAGES]:
            pages.append(page.extract_text())
            chars += len(pages[-1])
            if chars > limit_chars:
                break
    except (PyPdfError, ValueError, LookupError, TypeError, AttributeError, OSError) as error:
        return reasons.damaged("PDF", str(error)[:120] or type(error).__name__)
    text = "\n\n".join(pages)
    return text if any(c.isalpha() for c in text) else reasons.no_pdf_text()

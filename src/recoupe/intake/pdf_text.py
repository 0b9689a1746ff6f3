"""Take the text out of a PDF, page by page, with pypdf."""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING

from recoupe.intake import reasons

if TYPE_CHECKING:
    from recoupe.model import Reason

#: Articles have a few pages; a report of this length is read from its beginning.
_MAX_PAGES = 300


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

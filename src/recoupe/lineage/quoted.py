"""Where an article quotes: between its marks, and where attribution found a quotation.

Marks are paired within a paragraph; a mark left open runs to the paragraph's
end, so an odd number of marks costs one paragraph at most.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from recoupe.model import Quotation, Span
from recoupe.text import evened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from recoupe.model import Reading

_OPENING = "«‹"
_CLOSING = "»›"
_EITHER = '"'  # evened: also “ ” and „


def quoted_spans(reading: Reading) -> tuple[Span, ...]:
    """The spans of an article that quote, in order; they may overlap."""
    text = evened(reading.analysis.article.text)
    lines = text.splitlines(keepends=True)
    starts = accumulate((len(line) for line in lines), initial=0)
    found = [span for start, line in zip(starts, lines, strict=False) for span in _in(line, start)]
    found += [
        span
        for attribution in reading.attributions
        if attribution.quotation is Quotation.DIRECT
        for span in attribution.content
    ]
    return tuple(sorted(found))


def _in(line: str, offset: int) -> Iterator[Span]:
    """The quotations of one paragraph, without their marks."""
    opened: int | None = None
    for at, mark in enumerate(line):
        if opened is None and mark in _OPENING + _EITHER:
            opened = at + 1
        elif opened is not None and mark in _CLOSING + _EITHER:
            yield Span(offset + opened, offset + at)
            opened = None
    if opened is not None:
        yield Span(offset + opened, offset + len(line.rstrip()))

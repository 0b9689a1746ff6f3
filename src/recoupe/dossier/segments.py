"""Lay marks over a text as tags that open and close in the right order.

Marks may nest, cross, repeat and run over paragraphs. The result is a flat
list of tags and text, so that no template needs recursion: whatever a mark
crosses is closed before it and opened again after it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from recoupe.model import Span

#: A blank line or a line end parts paragraphs.
_BREAK = re.compile(r"\s*\n\s*")


class MarkKind(StrEnum):
    """What a marked stretch of an article is."""

    CONTENT = "content"
    SOURCE = "source"
    CUE = "cue"
    FIGURE = "figure"
    TIME = "time"
    PASSAGE = "passage"  # what a claim or a finding points at; looks like the rest


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of a text to be shown as something."""

    span: Span
    kind: MarkKind
    anchor: str | None = None
    title: str | None = None  # what it is, in words
    note: int | None = None  # the number of the note that follows it
    note_target: str | None = None  # the anchor that the note leads to


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """An opening tag, a stretch of text, or a closing tag.

    Exactly one of the three: `opens`, `text`, `closes`.
    """

    opens: Mark | None = None
    first: bool = False  # whether the mark begins here, or goes on after a cut
    text: str | None = None
    closes: Mark | None = None
    last: bool = False  # whether the mark ends here for good


@dataclass(frozen=True, slots=True)
class _Clip:
    """The part of a mark that lies in one paragraph."""

    start: int
    end: int
    mark: Mark
    first: bool
    last: bool


Paragraph = tuple[Piece, ...]


def paragraphs(text: str, marks: Iterable[Mark]) -> tuple[Paragraph, ...]:
    """The text's paragraphs, each a list of tags and text in which every tag is closed.

    Cost: n log n in the number of marks, when few cross.
    """
    bounds = _paragraph_bounds(text)
    clips: list[list[_Clip]] = [[] for _ in bounds]
    for mark in marks:
        for number, clip in _clipped(mark, bounds):
            clips[number].append(clip)
    return tuple(
        tuple(_pieces(text, bound, clips=found)) for bound, found in zip(bounds, clips, strict=True)
    )


def _paragraph_bounds(text: str) -> list[tuple[int, int]]:
    """Where paragraphs begin and end, white space around them left out."""
    bounds = []
    start = len(text) - len(text.lstrip())
    for gap in _BREAK.finditer(text, start):
        bounds.append((start, gap.start()))
        start = gap.end()
    bounds.append((start, len(text.rstrip())))
    return [(first, last) for first, last in bounds if first < last]


def _clipped(mark: Mark, bounds: Sequence[tuple[int, int]]) -> Iterator[tuple[int, _Clip]]:
    """The parts of a mark by the number of their paragraph."""
    begin = bisect_right(bounds, mark.span.start, key=lambda bound: bound[1])
    stop = bisect_left(bounds, mark.span.end, key=lambda bound: bound[0])
    for number in range(begin, stop):
        start, end = bounds[number]
        yield (
            number,
            _Clip(
                max(start, mark.span.start),
                min(end, mark.span.end),
                mark,
                first=number == begin,
                last=number == stop - 1,
            ),
        )


def _pieces(text: str, bound: tuple[int, int], *, clips: list[_Clip]) -> Iterator[Piece]:
    """The tags and text of one paragraph."""
    waiting = sorted(clips, key=_outermost_first, reverse=True)
    stops = sorted({*bound, *(clip.start for clip in clips), *(clip.end for clip in clips)})
    open_clips: list[_Clip] = []
    for position, following in pairwise(stops):
        yield from _closing(open_clips, position)
        while waiting and waiting[-1].start == position:
            clip = waiting.pop()
            open_clips.append(clip)
            yield Piece(opens=clip.mark, first=clip.first)
        yield Piece(text=text[position:following])
    yield from _closing(open_clips, bound[1])


def _closing(open_clips: list[_Clip], position: int) -> Iterator[Piece]:
    """Close what ends at `position`, and open again what it crosses."""
    crossed = []
    while any(clip.end == position for clip in open_clips):
        clip = open_clips.pop()
        ends = clip.end == position
        yield Piece(closes=clip.mark, last=ends and clip.last)
        if not ends:
            crossed.append(clip)
    for clip in reversed(crossed):
        open_clips.append(clip)
        yield Piece(opens=clip.mark)


def _outermost_first(clip: _Clip) -> tuple[int, int, str, str]:
    return clip.start, -clip.end, clip.mark.kind, clip.mark.anchor or ""

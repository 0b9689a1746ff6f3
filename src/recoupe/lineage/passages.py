"""Tell copied prose from shared quotations among the passages that two articles share.

Two articles that quote one speech did not copy each other; nor did two that
use the same name, the same figure or the same phrase of the trade. What
counts is the writer's own prose.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from recoupe.text import align, shingles

if TYPE_CHECKING:
    import numpy.typing as npt

    from recoupe.lineage.sketch import Sketch
    from recoupe.model import Span
    from recoupe.text import Alignment

    Keys = npt.NDArray[np.uint64]

#: Words of prose that are not shared by chance: a sentence. Same-event articles share up to ten.
PROSE_WORDS = 12
#: Words of prose beside a passage that is proven: half a sentence.
MORE_PROSE_WORDS = 6
#: Words beside a quotation in a sentence that was copied whole with it.
TELLING_WORDS = 3
#: Words that agree, and how many of them outside quotations, in a passage that tells alike whom it
#: quotes.
TOLD_WORDS, TOLD_OUTSIDE = 10, 5
#: Words of prose so many that no phrase of the trade is as long, however often they stand.
LONG_PROSE_WORDS = 40
#: Words of a quotation that are enough to know it by, and how many of them must be long.
QUOTED_WORDS, LONG_QUOTED_WORDS = 4, 2
LONG_CHARS = 5
#: Edges of an edited passage move to the sentence's when so many words lie between, plus a share
#: of thirty words that grows with the edits; as many must lie between on both sides.
EDGE_WORDS, EDGE_WORDS_WHEN_EDITED = 1, 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """A passage of one article and its like in the other."""

    left: Span
    right: Span
    left_words: tuple[int, int]
    right_words: tuple[int, int]
    prose: int  # words of prose that agree
    score: float  # share of the words that agree


@dataclass(frozen=True, slots=True, kw_only=True)
class Passages:
    """What two articles share word for word."""

    literal: tuple[Shared, ...] = ()
    quotations: tuple[Shared, ...] = ()


def passages(left: Sketch, right: Sketch, *, frequent: Keys, min_chars: int) -> Passages:
    """The prose and the quotations that two articles share.

    Literal passages count only together with one that is long enough to prove
    copying by itself.
    """
    aligned = align(left.shingled, right.shingled)
    literal: list[Shared] = []
    rest: list[Alignment] = []
    for found in aligned:
        prose = _prose(found, left, right=right, frequent=frequent)
        passage = _passage(found, left, right=right, prose=prose)
        is_long = min(len(passage.left), len(passage.right)) >= min_chars
        is_more = prose >= MORE_PROSE_WORDS or _is_told_alike(found, left, right=right)
        if is_long and (is_more or _is_whole(passage, left, right=right)):
            literal.append(passage)
        else:
            rest.append(found)
    is_proven = any(p.prose >= PROSE_WORDS for p in literal)
    quotations = [
        quotation
        for found in (rest if is_proven else aligned)
        if (quotation := _quotation(found, left, right=right))
    ]
    return Passages(literal=tuple(literal) if is_proven else (), quotations=tuple(quotations))


def _prose(found: Alignment, left: Sketch, *, right: Sketch, frequent: Keys) -> int:
    """How many words of prose agree, those in frequent runs of words left out."""
    at = np.array(found.matches, dtype=np.int64)
    prose = int((left.prose[at[:, 0]] & right.prose[at[:, 1]]).sum())
    if prose >= LONG_PROSE_WORDS or not len(frequent):
        return prose
    keys = shingles(left.words.keys[found.left[0] : found.left[1]])
    places = np.minimum(np.searchsorted(frequent, keys), len(frequent) - 1)
    return round(prose * float((frequent[places] != keys).mean()))


def _passage(found: Alignment, left: Sketch, *, right: Sketch, prose: int) -> Shared:
    """The passage of an alignment, its edges at those of sentences where these are near."""
    room = EDGE_WORDS + round(EDGE_WORDS_WHEN_EDITED * (1 - found.similarity))
    first, last = (found.left[0], found.right[0]), (found.left[1], found.right[1])
    openings = left.opening(first[0]), right.opening(first[1])
    endings = left.ending(last[0]), right.ending(last[1])
    before = first[0] - openings[0], first[1] - openings[1]
    after = endings[0] - last[0], endings[1] - last[1]
    if max(before) <= room and abs(before[0] - before[1]) <= 1:
        first = openings
    if max(after) <= room and abs(after[0] - after[1]) <= 1:
        last = endings
    return Shared(
        left=left.chars(first[0], last[0]),
        right=right.chars(first[1], last[1]),
        left_words=(first[0], last[0]),
        right_words=(first[1], last[1]),
        prose=prose,
        score=round(found.similarity, 4),
    )


def _is_told_alike(found: Alignment, left: Sketch, *, right: Sketch) -> bool:
    """Whether a passage goes on outside quotations, be it only to say who speaks."""
    outside = sum(not (left.quoted[i] or right.quoted[j]) for i, j in found.matches)
    return len(found.matches) >= TOLD_WORDS and outside >= TOLD_OUTSIDE


def _is_whole(passage: Shared, left: Sketch, *, right: Sketch) -> bool:
    """Whether a passage is whole sentences on both sides, and more than a quotation."""
    whole = all(
        sketch.opening(first) == first and sketch.ending(last) == last
        for sketch, (first, last) in ((left, passage.left_words), (right, passage.right_words))
    )
    said = sum(
        int((~sketch.quoted[first:last]).sum())
        for sketch, (first, last) in ((left, passage.left_words), (right, passage.right_words))
    )
    return whole and said >= 2 * TELLING_WORDS


def _quotation(found: Alignment, left: Sketch, *, right: Sketch) -> Shared | None:
    """The words of a passage that both articles quote; None when they are too few to know."""
    quoted = [(i, j) for i, j in found.matches if left.quoted[i] and right.quoted[j]]
    chars = left.words.end - left.words.start
    if len(quoted) < QUOTED_WORDS or sum(chars[i] >= LONG_CHARS for i, _ in quoted) < (
        LONG_QUOTED_WORDS
    ):
        return None
    first, last = quoted[0], quoted[-1]
    words = last[0] + 1 - first[0] + last[1] + 1 - first[1]
    return Shared(
        left=left.bare(first[0], last[0] + 1),
        right=right.bare(first[1], last[1] + 1),
        left_words=(first[0], last[0] + 1),
        right_words=(first[1], last[1] + 1),
        prose=0,
        score=round(2 * len(quoted) / words, 4),
    )

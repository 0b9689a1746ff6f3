"""Lay two texts side by side once: their passages, their alike sentences, and how much that is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from recoupe.lineage.passages import Passages, Shared, passages
from recoupe.lineage.rewrite import Alike, Rewriting, rewriting
from recoupe.model import Span

if TYPE_CHECKING:
    from recoupe.lineage.collection import Collection

#: One sentence in common makes no kin of two long articles: so many words of prose do, or such a
#: share of the smaller one's.
KIN_WORDS, KIN_SHARE = 20, 0.15
#: Of what two texts share, the part that makes a copy with edits of a rewrite.
COPIED_SHARE = 0.5
#: A sentence that lies for this share in literal passages is not told again as rewritten.
TOLD = 0.5


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """What two texts share; `left` and `right` are their places in the collection."""

    left: int
    right: int
    passages: Passages
    rewriting: Rewriting
    smaller_prose: int  # words of prose of the text that has fewer

    @property
    def copied(self) -> float:
        """The share of the smaller text's prose that stands word for word in the other."""
        return min(1.0, self.copied_words / max(1, self.smaller_prose))

    @property
    def copied_words(self) -> int:
        """Words of prose that agree."""
        return sum(p.prose for p in self.passages.literal)

    @property
    def is_kin(self) -> bool:
        """Whether one text, or a third, must have given to the other."""
        is_copied = self.copied_words >= KIN_WORDS or self.copied >= KIN_SHARE
        return is_copied or self.rewriting.is_proven

    @property
    def is_rewrite(self) -> bool:
        """Whether more of what the texts share is told in other words than is copied."""
        literal = sum(len(p.left) + len(p.right) for p in self.passages.literal)
        reworded = sum(len(a.left) + len(a.right) for a in self.reworded)
        return self.rewriting.is_proven and literal < COPIED_SHARE * (literal + reworded)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.passages.literal or self.passages.quotations or self.is_kin)

    @cached_property
    def reworded(self) -> tuple[Alike, ...]:
        """The alike sentences that no literal passage tells already."""
        literal = self.passages.literal
        return tuple(
            a
            for a in self.rewriting.sentences
            if sum(_common(a.left, p.left) for p in literal) < TOLD * len(a.left)
            or sum(_common(a.right, p.right) for p in literal) < TOLD * len(a.right)
        )

    @cached_property
    def stretches(self) -> tuple[tuple[Span, Span], ...]:
        """All that the two share, left and right: passages first, then sentences."""
        literal = ((p.left, p.right) for p in self.passages.literal)
        return (*literal, *((a.left, a.right) for a in self.reworded))


def compare(collection: Collection, left: int, *, right: int, min_chars: int) -> Comparison:
    """What two texts of the collection share."""
    one, other = collection.sketches[left], collection.sketches[right]
    return Comparison(
        left=left,
        right=right,
        passages=passages(one, other, frequent=collection.frequent, min_chars=min_chars),
        rewriting=rewriting(collection, left, right=right),
        smaller_prose=min(int(one.prose.sum()), int(other.prose.sum())),
    )


def identical(collection: Collection, place: int) -> Comparison:
    """What two articles of one text share: all of it."""
    sketch = collection.sketches[place]
    text = sketch.article.text
    start = len(text) - len(text.lstrip())
    whole = Span(start, max(start, len(text.rstrip())))
    words = (0, len(sketch.words))
    shared = Shared(
        left=whole,
        right=whole,
        left_words=words,
        right_words=words,
        prose=len(sketch.words),
        score=1.0,
    )
    return Comparison(
        left=place,
        right=place,
        passages=Passages(literal=(shared,)),
        rewriting=Rewriting(),
        smaller_prose=len(sketch.words),
    )


def _common(one: Span, other: Span) -> int:
    """Characters that two spans of one text have in common."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))

"""What a parser says of a text, as plain parallel tuples.

One tuple per column and one entry per token, so that an analysis travels
between processes, and to JSON, without a library behind it.

Source: columns and values follow Universal Dependencies v2, with the labels
that `training/README.md` keeps.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from recoupe.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """The tokens of one text; every tuple has one entry per token.

    Offsets are code points into `Article.text`. A head is the index of
    another token; the root of a sentence is its own head. White space is in
    no token.
    """

    start: tuple[int, ...]
    end: tuple[int, ...]
    lemma: tuple[str, ...]
    tag: tuple[str, ...]  # UPOS
    features: tuple[str, ...]  # UD: "Mood=Ind|Number=Sing"; "" when none
    head: tuple[int, ...]
    relation: tuple[str, ...]  # UD relation, lower case
    sentences: tuple[tuple[int, int], ...]  # first token, last token excluded

    def __len__(self) -> int:
        return len(self.start)

    def words(self, text: str) -> tuple[str, ...]:
        """The tokens' own characters, apostrophes and case as written."""
        return tuple(text[s:e] for s, e in zip(self.start, self.end, strict=True))

    def within(self, span: Span) -> Iterator[int]:
        """Indices of the tokens that share a character with `span`, in order."""
        return (
            i
            for i, (s, e) in enumerate(zip(self.start, self.end, strict=True))
            if s < span.end and e > span.start
        )

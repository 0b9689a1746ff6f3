"""Two articles side by side, paragraph by paragraph, the words in which they differ marked.

Paragraphs are paired where they tell the same in other words, in order; a
paragraph without a partner stands alone.

Cost: quadratic in the paragraphs of two articles; words are compared within a pair.
Source: likeness of paragraphs is rapidfuzz's normalized indel similarity.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from recoupe.dossier import Stretch, differing
from recoupe.text import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from recoupe.model import Article

#: Paragraphs that are less alike, of 100, are not one paragraph told twice.
ALIKE = 50
#: Paragraphs of an article that are compared; a longer one has its rest unpaired.
COMPARED = 400
#: Characters of a paragraph whose words are compared.
PARAGRAPH_CHARS = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A paragraph beside the one that tells the same; either can be missing."""

    left: tuple[Stretch, ...]
    right: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Two articles side by side."""

    left: Article
    right: Article
    rows: tuple[Row, ...]


def columns_of(left: Article, right: Article) -> Columns:
    """Two articles with their paragraphs paired."""
    return Columns(left=left, right=right, rows=tuple(_rows(_paragraphs(left), _paragraphs(right))))


def _paragraphs(article: Article) -> list[str]:
    return [line.strip() for line in article.text.splitlines() if line.strip()]


def _rows(left: Sequence[str], right: Sequence[str]) -> Iterator[Row]:
    """The paragraphs of both, in the order of the left, the unpaired of the right in between."""
    pairs = dict(_pairs(left, right))
    told = 0
    for number, paragraph in enumerate(left):
        partner = pairs.get(number)
        if partner is None:
            yield Row(left=_plain(paragraph), right=())
            continue
        yield from (Row(left=(), right=_plain(one)) for one in right[told:partner])
        told = partner + 1
        yield _pair(paragraph, right[partner])
    yield from (Row(left=(), right=_plain(one)) for one in right[told:])


def _pair(one: str, other: str) -> Row:
    both = differing(one, other) if max(len(one), len(other)) <= PARAGRAPH_CHARS else None
    left, right = both or (_plain(one), _plain(other))
    return Row(left=left, right=right)


def _plain(text: str) -> tuple[Stretch, ...]:
    return (Stretch(text=text, differs=False),)


def _pairs(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """The pairs of most likeness in all that keep the order of both."""
    scores = process.cdist(
        [folded(p) for p in left[:COMPARED]],
        [folded(p) for p in right[:COMPARED]],
        scorer=fuzz.ratio,
        score_cutoff=ALIKE,
    )
    rows, columns = scores.shape
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            paired = best[i + 1][j + 1] + scores[i][j] if scores[i][j] else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    found, i, j = [], 0, 0
    while i < rows and j < columns:
        if scores[i][j] and best[i][j] == best[i + 1][j + 1] + scores[i][j]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found

"""Find the same facts in the same order in other words: what a rewriter leaves.

Sentences are alike when they share the names, numbers, quoted words and rare
words that few other articles have. One article is rewritten from another when
its sentences, one after the other, are alike those of the other: two reporters
of one event share facts too, but seldom most of them, and not in one order.

Source: monotone alignment of sentences after Gale & Church 1993; reuse by
facts in order after Clough et al. 2002, on the METER corpus of rewritten
agency copy.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from recoupe.lineage.sketch import Fact

if TYPE_CHECKING:
    import numpy.typing as npt

    from recoupe.lineage.collection import Collection
    from recoupe.model import Span

    Places = npt.NDArray[np.int64]
    Weights = npt.NDArray[np.float64]

#: Sentences are alike from this share of their facts' weight, geometric mean of both sides.
ALIKE = 0.2
#: One fact, or two, can be shared by any two sentences of a story.
ALIKE_FACTS = 3
#: Pairs of alike sentences that are put in order; an article of 200 sentences has as many.
MOST_CELLS = 400
#: Alike sentences below which no order can be seen.
LEAST_SENTENCES = 3
#: Share of the smaller article's facts found again in order. On our examples rewrites have 0.6 and
#: more, articles of one event below 0.2.
REWRITTEN_SHARE = 0.35
#: Share of the smaller article's sentences that must be alike, by the weight of their facts.
REWRITTEN_COVERAGE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Two sentences that hold the same facts."""

    left: Span
    right: Span
    left_sentence: int
    right_sentence: int
    facts: tuple[int, ...]  # how many are shared, by `Fact`
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewriting:
    """The alike sentences of two articles in order, and what part of the smaller they are."""

    sentences: tuple[Alike, ...] = ()
    share: float = 0.0  # of the smaller article's facts, found again in order
    coverage: float = 0.0  # of the smaller article's sentences, by their facts

    @property
    def is_proven(self) -> bool:
        """Whether so much is found again in order that one article rewrites the other."""
        left = {a.left_sentence for a in self.sentences}
        right = {a.right_sentence for a in self.sentences}
        return (
            min(len(left), len(right)) >= LEAST_SENTENCES
            and self.share >= REWRITTEN_SHARE
            and self.coverage >= REWRITTEN_COVERAGE
        )


def rewriting(collection: Collection, left: int, *, right: int) -> Rewriting:
    """What the sentences of two articles, by their places in the collection, have in common.

    Cost: facts in common, plus the square of the alike sentences, of which the
    most alike are kept.
    """
    one, other = collection.sketches[left], collection.sketches[right]
    totals = collection.totals[left], collection.totals[right]
    at, to = _shared_facts(one.facts.keys, other.facts.keys)
    width = max(1, len(other.sentences))
    cells, of = np.unique(
        one.facts.sentences[at].astype(np.int64) * width + other.facts.sentences[to],
        return_inverse=True,
    )
    counts = np.bincount(of, minlength=len(cells))
    weights = collection.weights[left][at]
    mass = np.bincount(of, weights=weights, minlength=len(cells)).astype(np.float64)
    sizes = totals[0][cells // width] * totals[1][cells % width]
    scores = mass / np.sqrt(np.maximum(1.0, sizes))
    kept = np.flatnonzero((counts >= ALIKE_FACTS) & (scores >= ALIKE))
    if len(kept) > MOST_CELLS:
        kept = np.sort(kept[np.argsort(-scores[kept], kind="stable")[:MOST_CELLS]])
    chain = kept[_in_order(cells[kept] // width, cells[kept] % width, scores=scores[kept])]
    kinds = one.facts.kinds[at]
    return Rewriting(
        sentences=tuple(
            Alike(
                left=one.sentences[int(cells[c]) // width],
                right=other.sentences[int(cells[c]) % width],
                left_sentence=int(cells[c]) // width,
                right_sentence=int(cells[c]) % width,
                facts=tuple(np.bincount(kinds[of == c], minlength=len(Fact)).tolist()),
                score=round(min(1.0, float(scores[c])), 4),
            )
            for c in chain.tolist()
        ),
        share=_share(cells[chain] // width, cells[chain] % width, mass=mass[chain], totals=totals),
        coverage=max(
            _covered(cells[chain] // width, totals[0]), _covered(cells[chain] % width, totals[1])
        ),
    )


def _shared_facts(
    left: npt.NDArray[np.uint64], right: npt.NDArray[np.uint64]
) -> tuple[Places, Places]:
    """The entries of two sorted lists of facts that are equal, each with each."""
    first = np.searchsorted(right, left, side="left")
    counts = np.searchsorted(right, left, side="right") - first
    at = np.repeat(np.arange(len(left)), counts)
    within = np.arange(len(at)) - np.repeat(np.cumsum(counts) - counts, counts)
    return at, first[at] + within


def _in_order(rows: Places, columns: Places, *, scores: Weights) -> Places:
    """Which alike sentences follow one another on both sides and are most alike together.

    One sentence may be alike several in a row: rewriters split and join.
    """
    best: list[float] = []
    before: list[int] = []
    places = columns.tolist()
    for here, score in enumerate(scores.tolist()):
        value, came_from = 0.0, -1
        for there in range(here):
            if places[there] <= places[here] and best[there] > value:
                value, came_from = best[there], there
        best.append(value + score)
        before.append(came_from)
    chain = []
    at = max(range(len(rows)), key=best.__getitem__, default=-1)
    while at >= 0:
        chain.append(at)
        at = before[at]
    return np.array(chain[::-1], dtype=np.int64)


def _covered(sentences: Places, totals: Weights) -> float:
    """The share of an article that some of its sentences make, by the weight of their facts."""
    return float(totals[np.unique(sentences)].sum() / max(1.0, totals.sum()))


def _share(
    rows: Places, columns: Places, *, mass: Weights, totals: tuple[Weights, Weights]
) -> float:
    """The share of the smaller article's facts that are found again.

    A sentence alike several counts up to its own weight.
    """
    again = [
        np.minimum(np.bincount(at, weights=mass, minlength=len(whole)), whole).sum()
        for at, whole in ((rows, totals[0]), (columns, totals[1]))
    ]
    smaller = min(float(whole.sum()) for whole in totals)
    return min(1.0, float(min(again)) / max(1.0, smaller))

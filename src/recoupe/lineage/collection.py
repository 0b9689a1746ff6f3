"""All sketches of a run together: how rare each fact is, and which pairs are worth comparing.

Pairs come from buckets of equal keys, never from all articles with all: bands
of fingerprints, shingles, and pairs of rare facts in one sentence. In each
bucket an article meets a bounded number of others, and each article keeps a
bounded number of pairs, so that time grows with the articles and not with
their pairs. Everything rests on the texts: an article's place in the order is
its text's, not its name's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from recoupe.text import paired

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from recoupe.lineage.sketch import Sketch

    Keys = npt.NDArray[np.uint64]
    Places = npt.NDArray[np.int64]
    Weights = npt.NDArray[np.float64]

#: Others that an article meets in one bucket: a dispatch and its copies, with room.
NEIGHBORS = 24
#: A bucket larger than this holds a phrase of the trade: it says little, and few pairs of it count.
COMMON = 128
COMMON_NEIGHBORS = 2
#: What a bucket says goes down with its size from here on, but not below a share: grammar is in
#: large buckets, and so are the copies of one dispatch, which meet in hundreds of them.
RARE, LEAST_RARITY = 8.0, 0.05
#: Facts of one sentence that make keys with one another.
RARE_FACTS = 5
#: What meeting once says: a shared band that the texts are alike, a shared shingle little.
BAND_WEIGHT, SHINGLE_WEIGHT, FACTS_WEIGHT = 4.0, 1.0, 1.0
#: Pairs that have met less than this are not compared.
LEAST_WEIGHT = 2.0
#: Weight of a fact that nearly all articles have; keeps two articles alone comparable.
PRIOR = 10.0
#: Marks the kind of bucket in its keys, so that a band never meets a shingle.
_SALTS = tuple(np.uint64(s) for s in (0, 0x5851F42D4C957F2D, 0x14057B7EF767814F))


@dataclass(frozen=True, slots=True)
class Collection:
    """The sketches of a run, with the weight of every fact of each."""

    sketches: tuple[Sketch, ...]
    weights: tuple[Weights, ...]  # of each entry of `Sketch.facts`
    totals: tuple[Weights, ...]  # of each sentence, the weight of its facts
    frequent: Keys  # shingles of many texts, in order
    common: tuple[int, ...]  # of each text, how many of its shingles others have


def collect(sketches: Sequence[Sketch], *, frequent_texts: int) -> Collection:
    """The sketches together; a fact weighs the more, the fewer texts hold it."""
    known, counts = _counted([s.facts.keys for s in sketches])
    weights = np.log((len(sketches) + PRIOR) / counts)
    weighed = [weights[np.searchsorted(known, s.facts.keys)] for s in sketches]
    shingled, texts = _counted([s.shingled.sorted_keys for s in sketches])
    return Collection(
        sketches=tuple(sketches),
        weights=tuple(weighed),
        totals=tuple(
            np.bincount(s.facts.sentences, weights=w, minlength=len(s.sentences)).astype(float)
            for s, w in zip(sketches, weighed, strict=True)
        ),
        frequent=shingled[texts > frequent_texts],
        common=tuple(
            int((texts[np.searchsorted(shingled, s.shingled.sorted_keys)] > 1).sum())
            for s in sketches
        ),
    )


def pairs_to_compare(
    collection: Collection, places: Sequence[int], *, per_article: int
) -> list[tuple[int, int]]:
    """The pairs worth comparing of the sketches at `places`, in order.

    At most so many per article that it chose itself; others may choose it too.

    Cost: linear in the words of the articles.
    """
    met = _Meetings(len(places))
    sketches = [collection.sketches[place] for place in places]
    met.add([s.bands for s in sketches], weight=BAND_WEIGHT, salt=_SALTS[0])
    met.add(
        [np.unique(s.shingled.sorted_keys) for s in sketches],
        weight=SHINGLE_WEIGHT,
        salt=_SALTS[1],
    )
    met.add(
        [_rare_facts(collection, place) for place in places], weight=FACTS_WEIGHT, salt=_SALTS[2]
    )
    left, right, weights = met.pairs()
    chosen = _strongest(left, right, weights=weights, per_article=per_article)
    return [(places[one], places[other]) for one, other in chosen]


class _Meetings:
    """How often pairs of articles met, and with what weight."""

    def __init__(self, articles: int) -> None:
        self._articles = np.int64(articles)
        self._codes: Places = np.empty(0, dtype=np.int64)
        self._weights: Weights = np.empty(0)

    def add(self, keys: Sequence[Keys], *, weight: float, salt: np.uint64) -> None:
        """Let the articles that have a key in common meet; `keys` has one entry per article."""
        owners = np.repeat(np.arange(len(keys)), [len(k) for k in keys])
        whole = np.concatenate([np.empty(0, dtype=np.uint64), *keys]) ^ salt
        order = np.lexsort((owners, whole))
        whole, owners = whole[order], owners[order]
        _, sizes = np.unique(whole, return_counts=True)
        sizes_of = np.repeat(sizes, sizes)
        kept = sizes_of > 1
        whole, owners, sizes_of = whole[kept], owners[kept], sizes_of[kept]
        for distance in range(1, NEIGHBORS + 1):
            if distance > COMMON_NEIGHBORS:
                kept = (sizes_of > distance) & (sizes_of <= COMMON)
                whole, owners, sizes_of = whole[kept], owners[kept], sizes_of[kept]
            if len(whole) <= distance:
                break
            same = whole[distance:] == whole[:-distance]
            same &= owners[distance:] != owners[:-distance]
            codes = owners[:-distance][same] * self._articles + owners[distance:][same]
            rarity = np.clip(RARE / sizes_of[distance:][same], LEAST_RARITY, 1.0)
            self._count(codes, weight * rarity)

    def pairs(self) -> tuple[Places, Places, Weights]:
        """The pairs that met, the first article before the second, and their weights."""
        return self._codes // self._articles, self._codes % self._articles, self._weights

    def _count(self, codes: Places, weights: Weights) -> None:
        joined = np.concatenate((self._codes, codes))
        weights = np.concatenate((self._weights, weights))
        self._codes, at = np.unique(joined, return_inverse=True)
        summed = np.bincount(at, weights=weights, minlength=len(self._codes))
        self._weights = summed.astype(np.float64)


def _counted(keys: Sequence[Keys]) -> tuple[Keys, Places]:
    """The distinct keys of all texts in order, and how many texts hold each."""
    whole = np.concatenate([np.empty(0, dtype=np.uint64), *map(np.unique, keys)])
    known, counts = np.unique(whole, return_counts=True)
    return known, counts


def _rare_facts(collection: Collection, place: int) -> Keys:
    """A key for every two of the rarest facts that share a sentence of one text.

    A fact of one article alone meets nobody and is left out.
    """
    alone = np.log(len(collection.sketches) + PRIOR) - 1e-9
    facts, weights = collection.sketches[place].facts, collection.weights[place]
    kept = np.flatnonzero(weights < alone)
    order = kept[np.lexsort((facts.keys[kept], -weights[kept], facts.sentences[kept]))]
    sentences = facts.sentences[order]
    opens = np.flatnonzero(np.diff(sentences, prepend=-1))
    rank = np.arange(len(order)) - np.repeat(opens, np.diff(np.append(opens, len(order))))
    rare = rank < RARE_FACTS
    return _met_in_sentence(facts.keys[order[rare]], sentences[rare])


def _met_in_sentence(keys: Keys, sentences: npt.NDArray[np.int32]) -> Keys:
    """A key for every two keys of one sentence, whatever their order."""
    made: list[Keys] = [np.empty(0, dtype=np.uint64)]
    for distance in range(1, RARE_FACTS):
        same = sentences[distance:] == sentences[:-distance]
        first, second = keys[:-distance][same], keys[distance:][same]
        made.append(paired(np.minimum(first, second), np.maximum(first, second)))
    return np.unique(np.concatenate(made))


def _strongest(
    left: Places, right: Places, *, weights: Weights, per_article: int
) -> list[tuple[int, int]]:
    """The pairs that are among the strongest of one of their articles."""
    kept = weights >= LEAST_WEIGHT
    left, right, weights = left[kept], right[kept], weights[kept]
    number = np.tile(np.arange(len(left)), 2)
    one = np.concatenate((left, right))
    other = np.concatenate((right, left))
    order = np.lexsort((other, -weights[number], one))
    starts = np.flatnonzero(np.diff(one[order], prepend=-1))
    rank = np.arange(len(order)) - np.repeat(starts, np.diff(np.append(starts, len(order))))
    chosen = np.unique(number[order[rank < per_article]])
    return list(zip(left[chosen].tolist(), right[chosen].tolist(), strict=True))

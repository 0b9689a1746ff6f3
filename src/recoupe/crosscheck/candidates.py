"""Find the pairs of propositions that are worth comparing, never all pairs.

Propositions that share rare terms meet; a term that most of a story's
propositions hold brings nobody together. Time grows with the number of
propositions times two capped constants.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from recoupe.crosscheck.propositions import Proposition

#: Rarest terms by which a proposition looks for others.
LOOKED_UP = 8
#: Propositions that a term may bring; of a term that more hold, only the nearest are met.
HOLDERS = 60
#: Others that one proposition is compared with, those with most shared terms first.
COMPARED = 40


def candidate_pairs(items: Sequence[Proposition]) -> Iterator[tuple[int, int]]:
    """The places of two propositions that share rare terms, the lower place first.

    Cost: linear in the number of propositions.
    """
    holders: dict[str, list[int]] = defaultdict(list)
    for place, item in enumerate(items):
        for term in item.terms:
            holders[term].append(place)
    for place, item in enumerate(items):
        rare = sorted(item.terms, key=lambda t: (len(holders[t]), t))[:LOOKED_UP]
        met: Counter[int] = Counter()
        for term in rare:
            met.update(_near(holders[term], place))
        best = sorted(met.items(), key=lambda pair: (-pair[1], abs(pair[0] - place), pair[0]))
        for other, _ in best[:COMPARED]:
            yield (place, other) if place < other else (other, place)


def _near(places: list[int], place: int) -> Iterator[int]:
    """The holders of a term but `place`, capped to those around it."""
    if len(places) > HOLDERS:
        at = bisect_left(places, place)
        places = places[max(0, at - HOLDERS // 2) : at + HOLDERS // 2]
    return (p for p in places if p != place)

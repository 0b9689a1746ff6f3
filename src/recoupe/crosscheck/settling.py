"""Bring what editors join and set apart into agreement, before the machine joins the rest.

The newest judgment comes first; an older one yields where it would undo it.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Generic, TypeVar

from recoupe.crosscheck.groups import Groups

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence, Set

    from recoupe.model import Link, Reason

K = TypeVar("K", bound="Hashable")


class Settled(Generic[K]):
    """What is to be joined, and what is to stay apart, in terms of the things that are grouped.

    `of` names the thing that each id of a link stands for; ids that stand for
    nothing here are passed over.
    """

    def __init__(self, links: Sequence[Link], *, of: Mapping[str, K]) -> None:
        self.joins: list[tuple[K, K, Reason]] = []
        self.apart: list[tuple[tuple[frozenset[K], ...], Reason]] = []
        # in the order of ids, so that nothing rests on the order of sets
        told = [[[of[i] for i in sorted(side) if i in of] for side in k.sides] for k in links]
        self._groups: Groups[K] = Groups(thing for sides in told for s in sides for thing in s)
        for link, sides in zip(links, told, strict=True):
            if link.is_apart:
                if self._meet(sides):
                    continue
                self.apart.append((tuple(frozenset(side) for side in sides), link.why))
            for side in sides[:-1] if link.is_apart else sides:
                for other in side[1:]:
                    self._join(side[0], other, why=link.why)

    def forbids(self, left: Set[K], right: Set[K]) -> bool:
        """Whether two groups of things hold what is to stay apart."""
        return any(
            (one & left and other & right) or (one & right and other & left)
            for sides, _ in self.apart
            for one, other in combinations(sides, 2)
        )

    def _meet(self, sides: Sequence[Sequence[K]]) -> bool:
        """Whether a newer judgment holds two sides for one."""
        held = [{self._groups.of(thing) for thing in side} for side in sides]
        return any(one & other for one, other in combinations(held, 2))

    def _join(self, left: K, right: K, *, why: Reason) -> None:
        if self.apart:
            groups = self._groups.groups()
            one, other = (set(groups[self._groups.of(thing)]) for thing in (left, right))
            if self.forbids(one, other):
                return
        if self._groups.join(left, right, reason=why):
            self.joins.append((left, right, why))

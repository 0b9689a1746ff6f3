"""Bring a large family together through the texts of which most is found elsewhere.

Each article is compared with a bounded number of others, so the hundred copies
of a dispatch meet one another and may miss the dispatch. Of no text so much is
found elsewhere as of the one that all others come from: such hubs meet the
hubs of other groups, and then every member of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

#: Texts of a group of which most is found elsewhere.
HUBS = 2


def groups_of(pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The texts that pairs bring together, each group in order, the groups by their first."""
    kin: dict[int, list[int]] = {}
    for left, right in pairs:
        kin.setdefault(left, []).append(right)
        kin.setdefault(right, []).append(left)
    seen: set[int] = set()
    groups = []
    for start in sorted(kin):
        if start in seen:
            continue
        group, waiting = {start}, [start]
        while waiting:
            new = set(kin[waiting.pop()]) - group
            group |= new
            waiting += sorted(new)
        seen |= group
        groups.append(sorted(group))
    return groups


def hubs_of(group: Sequence[int], *, common: Sequence[int]) -> list[int]:
    """The hubs of a group; `common` says of each text how much of it others have."""
    return sorted(sorted(group, key=lambda place: (-common[place], place))[:HUBS])


def with_hubs(group: Sequence[int], *, common: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The pairs of a group's hubs with its other members."""
    for hub in hubs_of(group, common=common):
        yield from ((min(hub, m), max(hub, m)) for m in group if m != hub)

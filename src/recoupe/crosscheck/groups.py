"""Join things into groups, keeping why each two groups became one."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from recoupe.model import Reason

K = TypeVar("K", bound="Hashable")


class Groups(Generic[K]):
    """A partition that only grows coarser; members keep the order they were given in."""

    def __init__(self, members: Iterable[K]) -> None:
        self._parent: dict[K, K] = {member: member for member in members}
        self._reasons: dict[K, list[Reason]] = defaultdict(list)

    def of(self, member: K) -> K:
        """The member that stands for the group."""
        root = member
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[member] != root:
            self._parent[member], member = root, self._parent[member]
        return root

    def join(self, left: K, right: K, *, reason: Reason) -> bool:
        """Whether two groups became one; the reason is kept when they did."""
        one, other = self.of(left), self.of(right)
        if one == other:
            return False
        self._parent[other] = one
        self._reasons[one] += [*self._reasons.pop(other, []), reason]
        return True

    def groups(self) -> dict[K, list[K]]:
        """The members of each group, by the member that stands for it."""
        found: dict[K, list[K]] = defaultdict(list)
        for member in self._parent:
            found[self.of(member)].append(member)
        return dict(found)

    def reasons(self, member: K) -> tuple[Reason, ...]:
        """Why the group is one, a reason for each join."""
        return tuple(self._reasons.get(self.of(member), ()))

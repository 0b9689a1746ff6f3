"""Tell whether two articles move among the same names.

A bare family name, or « le gouverneur local », means someone only among the
names around it: two articles that share those most likely mean the same one.
Names of states are shared by much of the news and count for half.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from recoupe.crosscheck.castings import Casting, Key

#: Names that two texts share beside the one in question; a state counts for half.
ENOUGH = 2.0
STATE_WEIGHT = 0.5


class Surroundings:
    """The names that each text and each group of actors moves among."""

    def __init__(self, groups: Mapping[Key, Iterable[Casting]]) -> None:
        self.of_text: dict[str, set[Key]] = defaultdict(set)
        for key, castings in groups.items():
            if key[0] in ("person", "org", "place", "state"):
                for casting in castings:
                    self.of_text[casting.text_id].add(key)

    def around(self, castings: Iterable[Casting]) -> set[Key]:
        """The names that the texts of some actors hold."""
        texts = {c.text_id for c in castings}
        return set().union(*(self.of_text[t] for t in sorted(texts)))

    def share(self, left: set[Key], right: set[Key], *, aside: Iterable[Key]) -> bool:
        """Whether two sets of names have enough in common, those in question aside."""
        common = (left & right) - set(aside)
        return sum(STATE_WEIGHT if k[0] == "state" else 1.0 for k in common) >= ENOUGH

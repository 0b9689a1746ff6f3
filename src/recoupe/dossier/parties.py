"""The mark of each party: one color and one shape, the same on the whole page.

Never color alone: shapes tell parties apart in print, and for those who see
no colors.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from recoupe.dossier.index import Index
    from recoupe.model import Entity

#: Colors, and as many shapes: sixty-four parties before a pair comes again.
COLORS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What stands for a party: the number of its color, the name of its shape."""

    color: str
    shape: str

    @property
    def css(self) -> str:
        """The classes that draw the mark; each color has a shape of its own to begin with."""
        return f"k{self.color}" if self.shape == self.color else f"k{self.color} s{self.shape}"


#: Somebody is named, and speaks for no party that is known.
NO_PARTY = Mark(color="n", shape="n")
#: Nobody is named.
NOBODY = Mark(color="o", shape="o")


def party_marks(index: Index) -> Mapping[str, Mark]:
    """A mark for each party, those that speak most first."""
    spoken = Counter(
        entity.party
        for attribution in index.attributions.values()
        for entity in index.speakers(attribution.speakers)
        if entity.party
    )
    spoken.update({entity.party: 0 for entity in index.entities if entity.party})
    ranked = sorted(spoken, key=lambda party: (-spoken[party], party))
    return {
        party: Mark(color=str(rank % COLORS), shape=str((rank + rank // COLORS) % COLORS))
        for rank, party in enumerate(ranked)
    }


def party_of(entities: Iterable[Entity]) -> str | None:
    """The party that most of them speak for; None when none of them speaks for any."""
    parties = Counter(entity.party for entity in entities if entity.party)
    return min(parties, key=lambda party: (-parties[party], party), default=None)

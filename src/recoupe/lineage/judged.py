"""What editors say of two articles: that they are copies, or that they are independent."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recoupe.model import Family, Link


class Judged:
    """Pairs of articles, by their ids, of which an editor has decided."""

    def __init__(self, links: Sequence[Link]) -> None:
        self.copies = {link.sides[0]: link.why for link in links if not link.is_apart}
        self.independent = {frozenset[str]().union(*k.sides) for k in links if k.is_apart}

    def told(self, families: Sequence[Family]) -> tuple[Family, ...]:
        """The families, those that hold copies by an editor's word with that word first."""
        return tuple(
            replace(family, reasons=(*why, *family.reasons))
            if (why := [w for p, w in self.copies.items() if p <= set(family.article_ids)])
            else family
            for family in families
        )

"""From the readings of several articles to how their accounts stand together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recoupe.crosscheck.chronology import order_events
from recoupe.crosscheck.entities import join_actors
from recoupe.model import Crosscheck

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recoupe.model import Reading


def crosscheck(readings: Sequence[Reading]) -> Crosscheck:
    """Who speaks across the articles, and what happened and was said when.

    The order of the readings does not matter.
    """
    ordered = sorted(readings, key=lambda r: (r.analysis.article.path, r.analysis.article.id))
    return Crosscheck(entities=join_actors(ordered), chronology=order_events(ordered))

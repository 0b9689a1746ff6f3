"""Say which article had a claim first, as far as days and copies tell.

The first is the article that appeared before all others that carry the claim;
of those of one day, the one that the others of that day are known to have
taken from. Where neither tells, nobody is called first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from recoupe.model import Direction

if TYPE_CHECKING:
    from recoupe.dossier.edition import Cited, Edition
    from recoupe.model import Claim


def first_to_say(claim: Claim, edition: Edition) -> Cited | None:
    """The article that carried a claim before the others; None when there is none to compare."""
    if len(claim.article_ids) == 1:
        return None
    days = {i: edition.index.articles[i].published for i in claim.article_ids}
    known = [p.latest for p in days.values() if p.latest]
    if len(known) < len(days):
        return None
    soonest = min(known)
    rivals = [i for i, p in days.items() if not p.earliest or p.earliest <= soonest]
    takers = {
        line.to_id
        for line in edition.dossier.tracing.lineage
        if line.direction is Direction.KNOWN and line.from_id in rivals
    }
    left = [i for i in rivals if i not in takers]
    return edition.cited[left[0]] if len(left) == 1 else None

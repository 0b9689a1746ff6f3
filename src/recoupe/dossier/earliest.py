"""Say which article had a claim first, as far as days and copies tell.

The first is the article that appeared before all others that carry the claim;
of those of one day, the one that the others of that day are known to have
taken from. Where neither tells, several can be it, and why is said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from recoupe.model import Direction

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recoupe.dossier.edition import Cited, Edition
    from recoupe.dossier.words import Words
    from recoupe.model import Claim


def first_to_say(claim: Claim, edition: Edition) -> tuple[Cited, ...]:
    """The articles of which one carried a claim before the others; none where it has only one."""
    if len(claim.article_ids) == 1:
        return ()
    days = {i: edition.index.articles[i].published for i in claim.article_ids}
    soonest = min((p.latest for p in days.values() if p.latest), default="~")
    rivals = [i for i, p in days.items() if not p.earliest or p.earliest <= soonest]
    takers = {
        line.to_id
        for line in edition.dossier.tracing.lineage
        if line.direction is Direction.KNOWN and line.from_id in rivals
    }
    return edition.cite(i for i in rivals if i not in takers)


def told_first(first: Sequence[Cited], words: Words, *, is_named: bool = True) -> str | None:
    """Who had it first, in words; or between whom nothing decides, and why.

    Where articles stand by name beside it (`is_named`), they are told by number.
    """
    if not first:
        return None
    told = [_dated(one, words, by_number=is_named) for one in first]
    if len(first) == 1:
        return words.say("first_said", who=told[0])
    return words.say(why_unknown(first), who=", ".join(told))


def _dated(one: Cited, words: Words, *, by_number: bool) -> str:
    name = str(one.number) if by_number else f"{one.number} {one.name}"
    day = one.tick or ("" if by_number else words.say("undated"))
    return f"{name} ({day})" if day else name


def why_unknown(first: Sequence[Cited]) -> str:
    """The message that says why nobody can tell which of several articles came first."""
    if not all(c.earliest and c.latest for c in first):
        return "first_undated"
    return "first_same_day" if len({c.published for c in first}) == 1 else "first_overlap"

"""Put articles with a common ancestor into families, agency copy included.

A family is an article, or articles that cannot be put in order, with all that
come from it. An article that took from two others belongs to the families of
both, which stay apart: they have no ancestor in common.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from recoupe.lineage.kinship import name_of
from recoupe.model import Family, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from recoupe.lineage.kinship import Kinship
    from recoupe.lineage.outlets import Outlets
    from recoupe.model import Article

#: Characters of a family's id.
ID_CHARS = 16


def families(
    kinships: Sequence[Kinship],
    *,
    articles: Sequence[Article],
    outlets: Outlets,
    owners: Mapping[str, str],
) -> tuple[Family, ...]:
    """The families that kinships make, each article in every family it comes from."""
    groups = list(range(len(articles)))
    for kin in kinships:
        if not kin.verdict.way and not kin.is_explained:
            _join(groups, (kin.left, kin.right))
    below: dict[int, set[int]] = {}
    members: dict[int, set[int]] = {}
    for kin in kinships:
        if kin.giver is not None and kin.taker is not None:
            below.setdefault(_head(groups, kin.giver), set()).add(_head(groups, kin.taker))
        for place in (kin.left, kin.right):
            members.setdefault(_head(groups, place), set()).add(place)
    found = {}
    for ancestor, group in _descents(members, below):
        whole = sorted(place for reached in group for place in members[reached])
        if len(whole) > 1:
            found[tuple(whole)] = sorted(members[ancestor])
    return tuple(
        _family(
            [articles[place] for place in whole],
            [articles[place] for place in first],
            outlets=outlets,
            owners=owners,
        )
        for whole, first in sorted(found.items())
    )


def _head(groups: list[int], place: int) -> int:
    """The article that stands for a place's group."""
    while groups[place] != place:
        groups[place] = groups[groups[place]]
        place = groups[place]
    return place


def _join(groups: list[int], pair: tuple[int, int]) -> None:
    """Make the groups of two places one."""
    first, second = sorted(_head(groups, place) for place in pair)
    groups[second] = first


def _descents(
    members: Mapping[int, set[int]], below: Mapping[int, set[int]]
) -> Iterator[tuple[int, list[int]]]:
    """Each group that took from none, with all that come from it.

    Groups that took from one another in a circle count from their first.
    """
    taken = {to for at, reached in below.items() for to in reached if to != at}
    seen: set[int] = set()
    for ancestor in sorted(members, key=lambda group: (group in taken, group)):
        if ancestor in taken and ancestor in seen:
            continue
        reached, waiting = {ancestor}, [ancestor]
        while waiting:
            new = below.get(waiting.pop(), set()) - reached
            reached |= new
            waiting += sorted(new)
        seen |= reached
        yield ancestor, sorted(reached)


def _family(
    members: Sequence[Article],
    ancestors: Sequence[Article],
    *,
    outlets: Outlets,
    owners: Mapping[str, str],
) -> Family:
    """A family, with what makes it one."""
    ids = tuple(sorted(article.id for article in members))
    reasons = [_ancestry(members, ancestors)]
    credited = sorted({name for a in members for name in outlets.agencies_credited(a)})
    if credited:
        named = ", ".join(credited)
        reasons.append(Reason(f"Agence créditée : {named}.", f"Agency credited: {named}."))
    by_owner: dict[str, set[str]] = {}
    for article in members:
        if article.outlet and article.outlet in owners:
            by_owner.setdefault(owners[article.outlet], set()).add(article.outlet)
    for owner, owned in sorted(by_owner.items()):
        if len(owned) > 1:
            named = ", ".join(sorted(owned))
            reasons.append(
                Reason(f"Même propriétaire, {owner} : {named}.", f"Same owner, {owner}: {named}.")
            )
    digest = hashlib.sha256("\x1f".join(ids).encode("utf-8", "surrogatepass")).hexdigest()
    return Family(id=f"family-{digest[:ID_CHARS]}", article_ids=ids, reasons=tuple(reasons))


def _ancestry(members: Sequence[Article], ancestors: Sequence[Article]) -> Reason:
    """From which article the others come, when that is known."""
    if len(ancestors) == 1:
        name = name_of(ancestors[0])
        return Reason(f"Tout y vient de {name}.", f"All of it comes from {name}.")
    count = len(members)
    return Reason(
        f"{count} articles ont les mêmes passages ; rien ne dit d'où tous viennent.",
        f"{count} articles have the same passages; nothing tells where all come from.",
    )

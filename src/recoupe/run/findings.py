"""Find again what an editor rejected, among the findings of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recoupe.model import FindingKind, Passage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from recoupe.model import Anchor, Crosscheck, Finding, Judgment
    from recoupe.run.anchors import Places

#: One of these is said of a claim as a whole, and told by the first of its places.
_OF_A_CLAIM = frozenset(
    {FindingKind.CORROBORATED, FindingKind.SINGLE_PARTY, FindingKind.SINGLE_SOURCE}
)


def rejected(judgment: Judgment, checked: Crosscheck, *, places: Places) -> tuple[str, ...]:
    """The ids of the findings that a judgment rejects: of one kind, on the same words."""
    alike = [f for f in checked.findings if f.kind == judgment.value]
    sought = [p for side in judgment.sides for anchor in side for p in places.passages(anchor)]
    if judgment.value in _OF_A_CLAIM:
        claims = _claims_at(judgment.sides[0], checked, places=places)
        return tuple(f.id for f in alike if claims & set(f.claim_ids))
    return tuple(f.id for f in alike if [*_passages(f)] == sought)


def _claims_at(side: Iterable[Anchor], checked: Crosscheck, *, places: Places) -> set[str]:
    """The claims that are told by words of a side."""
    ids = {
        attribution.id
        for anchor in side
        if (reading := places.reading(anchor))
        for attribution in reading.attributions
        if attribution.content[:1] == (anchor.span,)
    }
    return {claim.id for claim in checked.claims if ids & set(claim.attribution_ids)}


def _passages(finding: Finding) -> Iterator[Passage]:
    yield from (p for p in (finding.left, finding.right) if p)

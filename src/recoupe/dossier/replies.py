"""Tell what a denial or a silence answers: the claim that it is about, and whose word that is."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from recoupe.dossier.edition import anchor, gist
from recoupe.model import FindingKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from recoupe.dossier.edition import Edition
    from recoupe.dossier.sayings import Saying
    from recoupe.model import Claim, Finding

#: Characters of what a denial or a silence is about.
ABOUT_CHARS = 110


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What is denied or not answered: the claim, its words, and who says it."""

    anchor: str
    text: str
    who: str | None


def replied_to(edition: Edition, sayings: Iterable[Saying]) -> Mapping[str, Reply]:
    """The claims that denials and silences are about, by the anchor of the saying."""
    saying_of = {place.anchor: saying.anchor for saying in sayings for place in saying.places}
    claims = {claim.id: claim for claim in edition.dossier.claims}
    parts = _parts(edition)
    found: dict[str, Reply] = {}
    for finding in edition.dossier.findings:
        if finding.kind not in (FindingKind.DENIED, FindingKind.UNANSWERED):
            continue
        own = [claims[i] for i in finding.claim_ids if i in claims]
        here = parts.get(finding.left.article_id, [])
        at = bisect_left(here, (finding.left.span.start, ""))
        exact = at < len(here) and here[at][0] == finding.left.span.start
        saying = saying_of.get(here[at][1]) if exact else None
        if own and saying:
            found.setdefault(saying, _reply(finding, own[0], edition=edition))
    return found


def _reply(finding: Finding, claim: Claim, *, edition: Edition) -> Reply:
    """The words that a denial is laid beside, where there are any; else those of the claim."""
    index, right = edition.index, finding.right
    said = index.attributions_at(right.article_id, right.span.start) if right else ()
    if not said:
        said = tuple(
            index.attributions[i] for i in claim.attribution_ids if i in index.attributions
        )
    who = edition.names(index.speakers(s for one in said[:1] for s in one.speakers))
    text = index.text_of(right) if right else claim.text
    return Reply(anchor=anchor("c", claim.id), text=gist(text, ABOUT_CHARS), who=who or None)


def _parts(edition: Edition) -> Mapping[str, list[tuple[int, str]]]:
    """Where the words of attributions begin, by article, in order, with their anchors."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for attribution in edition.index.attributions.values():
        cue = [attribution.cue] if attribution.cue else []
        for span in chain(attribution.content, cue):
            own = (span.start, anchor("t", attribution.id))
            found[attribution.article_id].append(own)
    return {article_id: sorted(own) for article_id, own in found.items()}

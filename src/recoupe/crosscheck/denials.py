"""Find denials, refusals and silences, and say who denies or is silent, in which words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recoupe.crosscheck.propositions import Proposition, sayings
from recoupe.crosscheck.replies import UNANSWERING
from recoupe.model import Finding, FindingKind, Passage, Quotation, Reason, Span, Stance, digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from recoupe.crosscheck.material import Material
    from recoupe.crosscheck.replies import Claimed
    from recoupe.model import Attribution

#: Scores: a denial whose claim is found, one that stands alone, and the same for silences.
DENIED, DENIED_ALONE, UNANSWERED, UNANSWERED_ALONE = 0.9, 0.7, 0.6, 0.5
#: What one or several do, in French and in English.
VERBS = {
    Stance.DENY: (("dément", "denies"), ("démentent", "deny")),
    Stance.EVADE: (
        ("ne se prononce pas", "takes no position"),
        ("ne se prononcent pas", "take no position"),
    ),
    Stance.SILENCE: (("ne répond pas", "does not answer"), ("ne répondent pas", "do not answer")),
}
UNNAMED_SOURCE = ("Une source non nommée", "A source without a name")


def find_denials(material: Material, index: Claimed) -> Iterator[Finding]:
    """Every denial and every refusal to answer, with the claims it is about."""
    for reading in material.readings.values():
        for attribution in sayings(reading):
            if attribution.stance is Stance.DENY:
                yield _denied(material, attribution, index=index)
            elif attribution.stance in UNANSWERING:
                yield _unanswered(material, attribution, index=index)


def _denied(material: Material, attribution: Attribution, *, index: Claimed) -> Finding:
    """The finding that somebody denies."""
    claim = index.answered(attribution)
    return _finding(
        FindingKind.DENIED,
        attribution,
        claim=claim,
        told=(DENIED if claim else DENIED_ALONE, _told(material, attribution)),
    )


def _unanswered(material: Material, attribution: Attribution, *, index: Claimed) -> Finding:
    """The finding that somebody was asked, or could answer, and does not."""
    claim = index.answered(attribution)
    return _finding(
        FindingKind.UNANSWERED,
        attribution,
        claim=claim,
        told=(UNANSWERED if claim else UNANSWERED_ALONE, _told(material, attribution)),
    )


def _told(material: Material, attribution: Attribution) -> Reason:
    """Who denies or is silent, in the words that say so."""
    what = _words(material, attribution)
    if attribution.stance is Stance.UNCONFIRMED:
        return Reason(f"Personne ne le confirme : « {what} ».", f"Nobody confirms it: “{what}”.")
    who = material.named(attribution)
    first = f"{who[:1].upper()}{who[1:]}" if who else None
    fr, en = VERBS[attribution.stance][_is_plural(material, attribution)]
    return Reason(
        f"{first or UNNAMED_SOURCE[0]} {fr} : « {what} ».",
        f"{first or UNNAMED_SOURCE[1]} {en}: “{what}”.",
    )


def _words(material: Material, attribution: Attribution) -> str:
    """The cue with what stands after it; a quotation by itself."""
    spans = list(attribution.content)
    cue = attribution.cue
    if cue and cue.start <= spans[0].start and attribution.quotation is not Quotation.DIRECT:
        spans = [Span(cue.start, max(cue.end, spans[-1].end))]
    text = material.article(attribution.article_id).text
    return " ".join(" … ".join(s.of(text) for s in spans).split())


def _is_plural(material: Material, attribution: Attribution) -> bool:
    """Whether several are said to deny or to be silent."""
    if len(attribution.speakers) > 1:
        return True
    if attribution.source is None:
        return False
    tokens = material.readings[attribution.article_id].analysis.tokens
    first = material.token_at(attribution.article_id, attribution.source.start)
    return first < len(tokens) and "Number=Plur" in tokens.features[first]


def _finding(
    kind: FindingKind,
    attribution: Attribution,
    *,
    claim: tuple[Proposition, str] | None,
    told: tuple[float, Reason],
) -> Finding:
    left = Passage(attribution.article_id, attribution.content[0])
    right = claim[0].passage if claim else None
    return Finding(
        id=f"finding-{digest(kind, left, attribution.id)}",
        kind=kind,
        score=told[0],
        claim_ids=(claim[1],) if claim else (),
        left=left,
        right=right,
        reason=told[1],
    )

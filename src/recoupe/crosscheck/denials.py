"""Find denials, refusals and silences, and say who denies or is silent, in which words."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from recoupe.crosscheck.propositions import sayings
from recoupe.crosscheck.replies import UNANSWERING, is_bare
from recoupe.model import Finding, FindingKind, Passage, Quotation, Reason, Span, Stance, digest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from recoupe.crosscheck.material import Material
    from recoupe.crosscheck.replies import Answered, Claimed
    from recoupe.model import Attribution

    _Answer = tuple[Attribution, Answered | None]

#: Scores: of what is tied to a claim, and of what stands alone.
SCORES = {FindingKind.DENIED: (0.9, 0.7), FindingKind.UNANSWERED: (0.6, 0.5)}
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
    """Every denial and every refusal to answer, with the claims it is about.

    Cost: linear in the attributions but for the search of the claims they answer.
    """
    for reading in material.readings.values():
        held: dict[tuple[FindingKind, Span, frozenset[str]], list[_Answer]] = defaultdict(list)
        for attribution in sayings(reading):
            kind = _kind(attribution)
            if kind:
                place = material.sentence_at(attribution.article_id, attribution.content[0])
                who = frozenset(material.speakers(attribution)) or frozenset({attribution.id})
                held[kind, place, who].append((attribution, index.answered(attribution)))
        for (kind, _, _), answers in held.items():
            for answer in _told_once(kind, answers):
                yield _finding(material, kind, answer=answer)


def _kind(attribution: Attribution) -> FindingKind | None:
    """What an attribution is to a claim: a denial, or no answer; None when it is neither."""
    if attribution.stance is Stance.DENY:
        return FindingKind.DENIED
    return FindingKind.UNANSWERED if attribution.stance in UNANSWERING else None


def _told_once(kind: FindingKind, answers: Sequence[_Answer]) -> Iterator[_Answer]:
    """What one source answers in one sentence, once for each claim.

    « dément tout retard, dénonçant des rumeurs » is one denial; who evades two questions
    is silent twice, but « se tait, n'a pas répondu » is one silence.
    """
    told: set[str | None] = set()
    for said, claim in sorted(answers, key=lambda a: (a[1] is None, is_bare(a[0]))):
        claim_id = claim[1] if claim else None
        is_of_its_own = kind is FindingKind.UNANSWERED and not is_bare(said)
        if is_of_its_own or not told or (claim_id and claim_id not in told):
            yield said, claim
        told.add(claim_id)


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


def _finding(material: Material, kind: FindingKind, *, answer: _Answer) -> Finding:
    """The finding that somebody denies, or could answer and does not."""
    attribution, claim = answer
    left = Passage(attribution.article_id, attribution.content[0])
    tied, alone = SCORES[kind]
    return Finding(
        id=f"finding-{digest(kind, left, attribution.id)}",
        kind=kind,
        score=tied if claim else alone,
        claim_ids=(claim[1],) if claim else (),
        left=left,
        right=claim[0].passage if claim else None,
        reason=_told(material, attribution),
    )

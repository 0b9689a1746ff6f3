"""Say what stands out when the accounts of a story are laid side by side.

A claim is corroborated only when two sides stand behind it; ten articles on
one word are a single source. Denials, refusals and silences are findings of
their own. Nothing here says who is right.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from recoupe.crosscheck.candidates import candidate_pairs
from recoupe.crosscheck.contradiction import contradicts
from recoupe.crosscheck.denials import find_denials
from recoupe.crosscheck.drift import find_drift, lay_transfers
from recoupe.crosscheck.figure_drift import Change, as_drift
from recoupe.crosscheck.hardening import find_hardening
from recoupe.crosscheck.propositions import Proposition, proposition_at, sayings
from recoupe.crosscheck.replies import Claimed
from recoupe.crosscheck.retorts import find_retorts
from recoupe.crosscheck.series import told_apart
from recoupe.model import (
    Claim,
    Finding,
    FindingKind,
    Passage,
    Reason,
    SeriesRelation,
    digest,
    quantity_id,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from recoupe.crosscheck.material import Material
    from recoupe.model import Point, Series

#: Score of a lone claim; each article that carries it adds a step, up to one.
LONE, PER_ARTICLE = 0.2, 0.15
#: Score of two figures that cannot both hold.
DIVERGENCE = 0.9
#: Points of one day that are laid beside one another, the last ones.
RIVALS = 12
#: Share of words in common from which two claims are shown as contradicting one another.
CONTRADICTED_SHARE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What the findings are drawn from."""

    material: Material
    claims: Sequence[Claim]
    series: Sequence[Series]
    changes: Sequence[Change]
    said: Mapping[str, Passage]  # where each attribution says what it does, by its id

    def places(self, claim: Claim) -> tuple[Passage, ...]:
        """Where a claim is made on somebody's word, in the order of articles."""
        return tuple(sorted(self.said[a] for a in claim.attribution_ids if a in self.said))


def find_findings(
    material: Material,
    claims: Sequence[Claim],
    *,
    series: Sequence[Series],
    changes: Sequence[Change],
) -> tuple[Finding, ...]:
    """All that stands out, the most telling first; `changes` are figures that copies changed."""
    said = {
        a.id: Passage(article_id, a.content[0])
        for article_id, reading in material.readings.items()
        for a in sayings(reading)
    }
    compared = Compared(material=material, claims=claims, series=series, changes=changes, said=said)
    index = Claimed(material, claims)
    denied = tuple(find_denials(material, index))
    found = (
        *_supports(compared),
        *_divergences(compared),
        *_contradictions(compared),
        *denied,
        *find_retorts(material, index),
        *_drifts(compared, denied),
    )
    once = {f.id: f for f in found}
    return tuple(sorted(once.values(), key=in_order))


def in_order(one: Finding) -> tuple[float, str, Reason, str]:
    """Where a finding stands: the most telling first."""
    return -one.score, one.kind, one.reason, one.id


def _supports(compared: Compared) -> Iterator[Finding]:
    """For each claim, how many sides and sources stand behind it."""
    for claim in compared.claims:
        places = compared.places(claim)
        if not claim.attribution_ids or not places:
            continue
        kind, reason = _support(claim)
        left = places[0]
        right = next((p for p in places if p.article_id != left.article_id), None)
        score = min(1.0, LONE + PER_ARTICLE * len(claim.article_ids))
        yield finding(kind, left, right=right, claims=(claim.id,), told=(round(score, 4), reason))


def _support(claim: Claim) -> tuple[FindingKind, Reason]:
    """What kind of support a claim has, and the sentence that says so."""
    articles, parties = len(claim.article_ids), ", ".join(claim.parties)
    if claim.origins_at_most > 1 and len(claim.parties) > 1:
        return FindingKind.CORROBORATED, Reason(
            f"Au plus {claim.origins_at_most} origines, de plusieurs camps : {parties}.",
            f"{claim.origins_at_most} origins at most, of several sides: {parties}.",
        )
    if claim.origins_at_most > 1 and len(claim.parties) == 1:
        return FindingKind.SINGLE_PARTY, Reason(
            f"Un seul camp est connu parmi ceux qui le disent : {parties}.",
            f"Only one side is known among those who say it: {parties}.",
        )
    if claim.origins_at_most > 1:
        return FindingKind.SINGLE_PARTY, Reason(
            "Rien ne montre que deux camps différents le disent.",
            "Nothing shows that two different sides say it.",
        )
    return FindingKind.SINGLE_SOURCE, Reason(
        f"Au plus une origine, dans {articles} article{'s' * (articles > 1)}.",
        f"One origin at most, in {articles} article{'s' * (articles > 1)}.",
    )


def _divergences(compared: Compared) -> Iterator[Finding]:
    """For each divergent series, two figures that cannot both hold."""
    spans = {
        quantity_id(article_id, i): Passage(article_id, q.span)
        for article_id, reading in compared.material.readings.items()
        for i, q in enumerate(reading.analysis.quantities)
    }
    for series in compared.series:
        if series.relation is not SeriesRelation.DIVERGENT:
            continue
        pair = _rivals(series.points)
        if pair:
            left, right = (spans[p.quantity_id] for p in pair)
            reason = told_apart(
                compared.material,
                [compared.material.words(p) for p in (left, right)],
                voices=[p.speakers for p in pair],
                relation=series.relation,
            )
            yield finding(
                FindingKind.DIVERGENT, left, right=right, claims=(), told=(DIVERGENCE, reason)
            )


def _rivals(points: Sequence[Point]) -> tuple[Point, Point] | None:
    """The last two points of one day that differ, both by named speakers where there are such.

    Cost: linear in the points of each day but for the first few, which are compared in pairs.
    """
    days: dict[str | None, list[Point]] = defaultdict(list)
    for point in points:
        days[point.as_of].append(point)
    for some in reversed(list(days.values())):
        pairs = [
            (one, two)
            for one, two in combinations(some[-RIVALS:], 2)
            if one.speakers != two.speakers and (one.low, one.high) != (two.low, two.high)
        ]
        if pairs:
            return max(pairs, key=lambda pair: bool(pair[0].speakers and pair[1].speakers))
    return None


def _contradictions(compared: Compared) -> Iterator[Finding]:
    """Pairs of claims of one story that cannot both hold, by different sides."""
    by_story: dict[str, list[tuple[Claim, Proposition]]] = defaultdict(list)
    by_attribution = _propositions(compared)
    for claim in compared.claims:
        said = [by_attribution[a] for a in claim.attribution_ids if a in by_attribution]
        if said:
            by_story[claim.story_id].append((claim, max(said, key=lambda p: (p.weight, p.id))))
    for some in by_story.values():
        for i, j in dict.fromkeys(candidate_pairs([p for _, p in some])):
            found = _contradiction(compared.material, some[i], right=some[j])
            if found:
                yield found


def _propositions(compared: Compared) -> Mapping[str, Proposition]:
    """What each attribution puts forward, by its id."""
    material = compared.material
    return {
        a.id: proposition_at(material, article_id, spans=a.content, attribution=a)
        for article_id, reading in material.readings.items()
        for a in sayings(reading)
    }


def _contradiction(
    material: Material, left: tuple[Claim, Proposition], *, right: tuple[Claim, Proposition]
) -> Finding | None:
    """The finding that two claims contradict one another; None when nothing shows it."""
    speakers = [set(material.speakers(p.attribution)) for _, p in (left, right) if p.attribution]
    if len(speakers) < 2 or speakers[0] & speakers[1]:
        return None
    passages = [p.passage for _, p in (left, right)]
    language = material.article(passages[0].article_id).language
    one, other = (material.words(p) for p in passages)
    found = contradicts(one, other, language=language, with_numbers=False)
    if found is None or found.score < CONTRADICTED_SHARE:
        return None
    return finding(
        FindingKind.CONTRADICTED,
        passages[0],
        right=passages[1],
        claims=(left[0].id, right[0].id),
        told=(round(found.score, 4), found.reason),
    )


def _drifts(compared: Compared, denied: Sequence[Finding]) -> Iterator[Finding]:
    """What changed from a text to the one that took it, with the claims it touches."""
    claims_of: dict[str, list[tuple[Passage, str]]] = defaultdict(list)
    for claim in compared.claims:
        for place in (*compared.places(claim), *claim.assertions):
            claims_of[place.article_id].append((place, claim.id))
    material = compared.material
    transferred = lay_transfers(material)
    for drift in (
        *find_drift(transferred, material=material),
        *find_hardening(transferred, material=material, denied=denied),
        *as_drift(material, compared.changes),
    ):
        touched = {
            claim_id
            for side in (drift.left, drift.right)
            for place, claim_id in claims_of[side.article_id]
            if place.span.overlaps(side.span)
        }
        yield finding(
            drift.kind,
            drift.left,
            right=drift.right,
            claims=tuple(sorted(touched)),
            told=(round(drift.score, 4), drift.reason),
        )


def finding(
    kind: FindingKind,
    left: Passage,
    *,
    right: Passage | None,
    claims: tuple[str, ...],
    told: tuple[float, Reason],
) -> Finding:
    """A finding, its id made of what it is about; `told` is its score and reason."""
    return Finding(
        id=f"finding-{digest(kind, left, right, *claims)}",
        kind=kind,
        score=told[0],
        claim_ids=claims,
        left=left,
        right=right,
        reason=told[1],
    )

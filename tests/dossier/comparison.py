"""The bridge story with one of each comparison, as lineage and crosscheck make them."""

from __future__ import annotations

from dataclasses import replace

from recoupe.model import (
    Claim,
    Degree,
    Direction,
    Dossier,
    Event,
    Family,
    Finding,
    FindingKind,
    Firmness,
    JoinKind,
    Lineage,
    LineageKind,
    Origin,
    Passage,
    Point,
    Reason,
    Reuse,
    ReuseKind,
    Series,
    SeriesRelation,
    Story,
    Tracing,
    Utterance,
)
from tests import build
from tests.dossier.story import bridge

WHY = Reason("Les deux textes partagent ces mots.", "The two texts share these words.")


def compared() -> Dossier:
    """The story after all comparisons."""
    story = bridge()
    first, second, _, fourth = (reading.analysis.article for reading in story.readings[:4])
    left = Passage(first.id, build.span(first, "Nous avions alerté l’État dès 2029"))
    right = Passage(second.id, build.span(second, "Nous avions alerté l'État dès 2029"))
    both = (first.id, second.id)
    said = tuple(r.attributions[n].id for r, n in zip(story.readings[:2], (0, 1), strict=True))
    utterance = Utterance(
        id="utterance-1",
        speakers=("entity-mayor",),
        said_on="2031-03-04",
        venue="une conférence de presse",
        attribution_ids=said,
    )
    claim = Claim(
        id="claim-1",
        story_id="story-1",
        text="la commune avait alerté l’État dès 2029",
        attribution_ids=said,
        utterance_ids=("utterance-1",),
        article_ids=both,
        family_ids=("family-1",),
        parties=("Saint-Orens",),
        origins_at_most=1,
        reasons=(WHY, WHY, WHY),
        origins=(
            Origin(
                speakers=("entity-mayor",),
                attribution_ids=said,
                article_ids=(first.id, fourth.id, second.id),
                joins=(JoinKind.UTTERANCE, JoinKind.FAMILY),
            ),
        ),
        assertions=(Passage(fourth.id, build.span(fourth, "le pont présentait des fissures")),),
        degrees=(Degree(firmness=Firmness.PLAIN, attribution_ids=said, passages=(left, right)),),
    )
    tracing = Tracing(
        reuse=(Reuse(left=left, right=right, kind=ReuseKind.QUOTATION, score=1.0),),
        lineage=(
            Lineage(
                from_id=first.id,
                to_id=second.id,
                kind=LineageKind.COMMON_SOURCE,
                direction=Direction.UNKNOWN,
                score=0.5,
                reasons=(WHY,),
            ),
        ),
        families=(Family(id="family-1", article_ids=both, reasons=(WHY,)),),
    )
    crosscheck = replace(
        story.crosscheck,
        stories=(Story(id="story-1", title="Le pont de Saint-Orens", article_ids=both),),
        utterances=(utterance,),
        claims=(claim,),
        series=(_series(second.id),),
        findings=(
            Finding(
                id="finding-1",
                kind=FindingKind.SINGLE_PARTY,
                score=1.0,
                claim_ids=("claim-1",),
                left=left,
                right=right,
                reason=WHY,
            ),
        ),
    )
    return replace(story, tracing=tracing, crosscheck=crosscheck)


def _series(article_id: str) -> Series:
    point = Point(
        quantity_id="quantity-1",
        as_of="2031-03-02",
        low=12.0,
        high=None,
        approximate=False,
        speakers=(),
        party=None,
        article_id=article_id,
    )
    return Series(
        id="series-1",
        story_id="story-1",
        counted="personnes",
        event=Event.INJURED,
        scope=None,
        points=(point,),
        relation=SeriesRelation.COMPATIBLE,
        reasons=(WHY,),
    )

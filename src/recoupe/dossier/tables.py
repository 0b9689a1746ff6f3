"""The rows of a dossier's tables: ids beside resolved names, spans beside their text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from recoupe.dossier.columns import (
    AttributionRow,
    ClaimPlaceRow,
    ClaimRow,
    FigureRow,
    ReuseRow,
)
from recoupe.dossier.contract import number
from recoupe.dossier.index import (
    build_index,
    in_order,
    periods,
    sentence_around,
    voices_by_quantity,
)
from recoupe.model import quantity_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from recoupe.dossier.columns import Row
    from recoupe.dossier.index import Index
    from recoupe.model import (
        Attribution,
        Claim,
        Dossier,
        Entity,
        Passage,
        Reading,
        Span,
        Voice,
    )

#: Between the values of a cell that holds several.
LISTED = "; "
#: Where an inserted clause cuts words.
CUT = " […] "


def tables(dossier: Dossier) -> dict[str, tuple[Row, ...]]:
    """The rows of every table, by its name."""
    index = build_index(dossier)
    titles = {story.id: story.title for story in dossier.stories}
    found: dict[str, list[str]] = {}
    for finding in dossier.findings:
        for claim_id in finding.claim_ids:
            found.setdefault(claim_id, []).append(finding.kind.value)
    return {
        "attributions": tuple(_attributions(dossier, index)),
        "figures": tuple(_figures(dossier, index)),
        "claims": tuple(
            _claim(claim, index, title=titles.get(claim.story_id), findings=found.get(claim.id, []))
            for claim in dossier.claims
        ),
        "claim_places": tuple(_places(dossier, index)),
        "reuse": tuple(_reuse(dossier, index)),
    }


def _attributions(dossier: Dossier, index: Index) -> Iterator[AttributionRow]:
    claims: dict[str, list[str]] = {}
    for claim in dossier.claims:
        for attribution_id in claim.attribution_ids:
            claims.setdefault(attribution_id, []).append(claim.id)
    for reading in index.readings:
        for attribution in in_order(reading.attributions):
            yield _attribution(attribution, claims.get(attribution.id, []), index=index)


def _attribution(
    attribution: Attribution, claims: Sequence[str], *, index: Index
) -> AttributionRow:
    article = index.articles[attribution.article_id]
    speakers = index.speakers(attribution.speakers)
    relays = index.speakers(attribution.relayed_by)
    source, cue, venue = attribution.source, attribution.cue, attribution.venue
    return AttributionRow(
        attribution=attribution.id,
        article=article.id,
        path=article.path,
        outlet=article.outlet,
        published_earliest=article.published.earliest,
        published_latest=article.published.latest,
        speaker_ids=_listed(entity.id for entity in speakers),
        speakers=_listed(entity.name for entity in speakers),
        parties=_parties(speakers),
        source=source.of(article.text) if source else None,
        source_start=source.start if source else None,
        source_end=source.end if source else None,
        relay_ids=_listed(entity.id for entity in relays),
        relays=_listed(entity.name for entity in relays),
        cue=cue.of(article.text) if cue else None,
        cue_start=cue.start if cue else None,
        cue_end=cue.end if cue else None,
        stance=attribution.stance.value,
        certainty=attribution.certainty.value,
        quotation=attribution.quotation.value,
        part=attribution.part.value,
        said_on=attribution.said_on,
        venue=venue.of(article.text) if venue else None,
        content=_words(attribution.content, article.text),
        content_start=min((span.start for span in attribution.content), default=None),
        content_end=max((span.end for span in attribution.content), default=None),
        content_spans=_listed(f"{span.start}-{span.end}" for span in attribution.content),
        claims=_listed(claims),
    )


def _figures(dossier: Dossier, index: Index) -> Iterator[FigureRow]:
    series: dict[str, list[str]] = {}
    for one in dossier.series:
        for point in one.points:
            series.setdefault(point.quantity_id, []).append(one.id)
    for reading in index.readings:
        voices = voices_by_quantity(reading)
        for position, period in enumerate(periods(reading)):
            found = series.get(quantity_id(reading.analysis.article.id, position), [])
            beside = _Beside(as_of=period, voice=voices.get(position), series=found)
            yield _figure(reading, position, index=index, beside=beside)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Beside:
    """What stands beside a figure."""

    as_of: str | None
    voice: Voice | None
    series: Sequence[str]


def _figure(reading: Reading, position: int, *, index: Index, beside: _Beside) -> FigureRow:
    article = reading.analysis.article
    quantity = reading.analysis.quantities[position]
    voice = beside.voice
    speakers = index.speakers(voice.speakers) if voice else ()
    sentence = sentence_around(reading, quantity.span.start)
    scope = LISTED.join(span.of(article.text) for span in quantity.scope)
    part_of = quantity.part_of
    return FigureRow(
        quantity=quantity_id(article.id, position),
        article=article.id,
        path=article.path,
        outlet=article.outlet,
        published_earliest=article.published.earliest,
        published_latest=article.published.latest,
        written=quantity.span.of(article.text),
        start=quantity.span.start,
        end=quantity.span.end,
        low=number(quantity.low),
        high=number(quantity.high),
        approximate=quantity.approximate,
        strict=quantity.strict,
        unit=quantity.unit,
        counted=quantity.counted,
        event=quantity.event.value,
        scope=scope or None,
        as_of=beside.as_of,
        part_of=None if part_of is None else quantity_id(article.id, part_of),
        attribution=voice.attribution_id if voice else None,
        speaker_ids=_listed(entity.id for entity in speakers),
        speakers=_listed(entity.name for entity in speakers),
        parties=_parties(speakers),
        series=_listed(beside.series),
        sentence=sentence.of(article.text) if sentence else None,
        sentence_start=sentence.start if sentence else None,
        sentence_end=sentence.end if sentence else None,
    )


def _claim(claim: Claim, index: Index, *, title: str | None, findings: Sequence[str]) -> ClaimRow:
    articles = [index.articles[article_id] for article_id in claim.article_ids]
    said = [index.attributions[attribution_id] for attribution_id in claim.attribution_ids]
    speakers = index.speakers(speaker for one in said for speaker in one.speakers)
    return ClaimRow(
        claim=claim.id,
        story=claim.story_id,
        story_title=title,
        wording=claim.text,
        origins_at_most=claim.origins_at_most,
        articles=len(articles),
        attributions=len(said),
        assertions=len(claim.assertions),
        article_ids=_listed(article.id for article in articles),
        paths=_listed(article.path for article in articles),
        outlets=_listed(article.outlet for article in articles if article.outlet),
        family_ids=_listed(claim.family_ids),
        utterance_ids=_listed(claim.utterance_ids),
        speaker_ids=_listed(entity.id for entity in speakers),
        speakers=_listed(entity.name for entity in speakers),
        parties=_listed(claim.parties),
        findings=_listed(sorted(findings)),
        reasons_fr=" ".join(reason.fr for reason in claim.reasons),
        reasons_en=" ".join(reason.en for reason in claim.reasons),
    )


def _places(dossier: Dossier, index: Index) -> Iterator[ClaimPlaceRow]:
    for claim in dossier.claims:
        for attribution_id in claim.attribution_ids:
            yield _said(claim, index.attributions[attribution_id], index=index)
        for passage in claim.assertions:
            yield _asserted(claim, passage, index=index)


def _said(claim: Claim, attribution: Attribution, *, index: Index) -> ClaimPlaceRow:
    article = index.articles[attribution.article_id]
    speakers = index.speakers(attribution.speakers)
    return ClaimPlaceRow(
        claim=claim.id,
        kind="attribution",
        attribution=attribution.id,
        article=article.id,
        path=article.path,
        outlet=article.outlet,
        speaker_ids=_listed(entity.id for entity in speakers),
        speakers=_listed(entity.name for entity in speakers),
        parties=_parties(speakers),
        words=_words(attribution.content, article.text),
        start=min((span.start for span in attribution.content), default=None),
        end=max((span.end for span in attribution.content), default=None),
    )


def _asserted(claim: Claim, passage: Passage, *, index: Index) -> ClaimPlaceRow:
    article = index.articles[passage.article_id]
    return ClaimPlaceRow(
        claim=claim.id,
        kind="assertion",
        attribution=None,
        article=article.id,
        path=article.path,
        outlet=article.outlet,
        speaker_ids="",
        speakers="",
        parties="",
        words=passage.span.of(article.text),
        start=passage.span.start,
        end=passage.span.end,
    )


def _reuse(dossier: Dossier, index: Index) -> Iterator[ReuseRow]:
    for reuse in dossier.tracing.reuse:
        left, right = (index.articles[p.article_id] for p in (reuse.left, reuse.right))
        yield ReuseRow(
            left_article=left.id,
            left_path=left.path,
            left_outlet=left.outlet,
            left_start=reuse.left.span.start,
            left_end=reuse.left.span.end,
            left_text=reuse.left.span.of(left.text),
            right_article=right.id,
            right_path=right.path,
            right_outlet=right.outlet,
            right_start=reuse.right.span.start,
            right_end=reuse.right.span.end,
            right_text=reuse.right.span.of(right.text),
            kind=reuse.kind.value,
            score=number(reuse.score),
        )


def _words(spans: Iterable[Span], text: str) -> str:
    return CUT.join(span.of(text) for span in spans)


def _parties(entities: Iterable[Entity]) -> str:
    return _listed(entity.party for entity in entities if entity.party)


def _listed(values: Iterable[str]) -> str:
    """Values in one cell, each once."""
    return LISTED.join(dict.fromkeys(values))

"""Write a dossier as JSON, key for key as the contract has it.

One object; each record of a list on a line of its own, so that two dossiers
can be compared with any line-wise tool. Same dossier in, same bytes out. A key
without a value is null or empty, never absent.

The records of `shape` declare every key once; what is written here is typed by
them, key for key.
"""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Final

from recoupe.dossier.index import build_index, in_order, periods, voices_by_quantity
from recoupe.model import quantity_id

if TYPE_CHECKING:
    from collections.abc import Iterable

    from recoupe.dossier import shape
    from recoupe.dossier.index import Index
    from recoupe.model import (
        Article,
        Attribution,
        Dossier,
        Entity,
        Passage,
        Reading,
        Reason,
        Span,
    )

#: Raised by one whenever a key changes its meaning or goes.
SCHEMA: Final = 1


def render_json(dossier: Dossier) -> str:
    """The dossier as one JSON object, ending in a newline.

    Characters that no encoding holds (lone surrogates) stand as escapes, so
    the text can always be written as UTF-8.
    """
    parts = [f"{json.dumps(key)}: {_laid_out(part)}" for key, part in as_contract(dossier).items()]
    return encodable("{" + ",\n ".join(parts) + "}\n")


def encodable(written: str) -> str:
    """JSON in which characters that no encoding holds stand as escapes."""
    return written.encode("utf-8", "backslashreplace").decode("utf-8")


def _laid_out(part: object) -> str:
    """A list with one record per line; anything else on one line."""
    if not isinstance(part, list) or not part:
        return json.dumps(part, ensure_ascii=False, allow_nan=False)
    lines = (json.dumps(record, ensure_ascii=False, allow_nan=False) for record in part)
    return "[\n  " + ",\n  ".join(lines) + "]"


def as_contract(dossier: Dossier) -> shape.DossierJson:
    """The contract, key for key, in its order."""
    index = build_index(dossier)
    return {
        "recoupe": dossier.version,
        "schema": SCHEMA,
        "language": dossier.language,
        "as_of": dossier.as_of,
        "articles": [_article(r.analysis.article) for r in index.readings],
        "rejections": _rejections(dossier),
        "entities": [_entity(entity, index) for entity in index.entities],
        "attributions": [
            _attribution(attribution, index)
            for reading in index.readings
            for attribution in in_order(reading.attributions)
        ],
        "quantities": [q for reading in index.readings for q in _quantities(reading, index)],
        "timexes": [t for reading in index.readings for t in _timexes(reading)],
        "conditionals": [c for reading in index.readings for c in _conditionals(reading)],
        "reuse": _reuse(dossier, index),
        "lineage": _lineage(dossier, index),
        "families": _families(dossier),
        "stories": _stories(dossier),
        "utterances": _utterances(dossier),
        "claims": _claims(dossier, index),
        "series": _series(dossier),
        "findings": _findings(dossier, index),
        "chronology": _chronology(dossier),
        "judgments": _judgments(dossier),
    }


def _rejections(dossier: Dossier) -> list[shape.RejectionJson]:
    found = sorted(dossier.rejections, key=lambda r: (r.path, r.stage, r.reason))
    return [{"path": r.path, "stage": r.stage, "reason": _reason(r.reason)} for r in found]


def _article(article: Article) -> shape.ArticleJson:
    published = article.published
    return {
        "id": article.id,
        "path": article.path,
        "url": article.url,
        "outlet": article.outlet,
        "title": article.title,
        "byline": article.byline,
        "credit": article.credit,
        "language": article.language,
        "text": article.text,
        "sha256": article.sha256,
        "published": {
            "earliest": published.earliest,
            "latest": published.latest,
            "basis": published.basis,
            "reason": _reason(published.reason),
        },
        "furniture": [{"text": f.text, "reason": f.kind} for f in article.furniture],
    }


def _entity(entity: Entity, index: Index) -> shape.EntityJson:
    mentions = sorted(entity.mentions, key=lambda m: m.passage)
    return {
        "id": entity.id,
        "name": entity.name,
        "kind": entity.kind,
        "aliases": list(entity.aliases),
        "party": entity.party,
        "mentions": [
            {**_passage(m.passage, index), "title": m.title, "role": m.role} for m in mentions
        ],
        "reasons": _reasons(entity.reasons),
    }


def _attribution(attribution: Attribution, index: Index) -> shape.AttributionJson:
    text = index.articles[attribution.article_id].text
    return {
        "id": attribution.id,
        "article": attribution.article_id,
        "content": [_span(span, text) for span in attribution.content],
        "source": _span(attribution.source, text) if attribution.source else None,
        "cue": _span(attribution.cue, text) if attribution.cue else None,
        "speakers": list(index.entity_ids(attribution.speakers)),
        "resolution": [
            {
                "entity": index.entity_ids((resolution.actor_id,))[0],
                "how": _reason(resolution.how),
                "evidence": _span(resolution.evidence, text),
            }
            for resolution in attribution.resolution
        ],
        "relayed_by": list(index.entity_ids(attribution.relayed_by)),
        "quotation": attribution.quotation,
        "stance": attribution.stance,
        "certainty": attribution.certainty,
        "said_on": attribution.said_on,
        "venue": attribution.venue.of(text) if attribution.venue else None,
        "part": attribution.part,
    }


def _quantities(reading: Reading, index: Index) -> list[shape.QuantityJson]:
    article = reading.analysis.article
    voices = voices_by_quantity(reading)
    found: list[shape.QuantityJson] = []
    for position, period in enumerate(periods(reading)):
        quantity = reading.analysis.quantities[position]
        voice = voices.get(position)
        part_of = quantity.part_of
        scope = "; ".join(span.of(article.text) for span in quantity.scope)
        found.append(
            {
                "id": quantity_id(article.id, position),
                "article": article.id,
                "span": _span(quantity.span, article.text),
                "low": number(quantity.low),
                "high": number(quantity.high),
                "approximate": quantity.approximate,
                "strict": quantity.strict,
                "unit": quantity.unit,
                "counted": quantity.counted,
                "event": quantity.event,
                "scope": scope or None,
                "part_of": None if part_of is None else quantity_id(article.id, part_of),
                "as_of": period,
                "attribution": voice.attribution_id if voice else None,
                "speakers": list(index.entity_ids(voice.speakers)) if voice else [],
            }
        )
    return found


def _timexes(reading: Reading) -> list[shape.TimexJson]:
    article = reading.analysis.article
    return [
        {
            "article": article.id,
            "span": _span(timex.span, article.text),
            "type": timex.type,
            "value": timex.value,
            "mod": timex.mod,
        }
        for timex in reading.analysis.timexes
    ]


def _conditionals(reading: Reading) -> list[shape.ConditionalJson]:
    article = reading.analysis.article
    return [
        {
            "article": article.id,
            "span": _span(conditional.span, article.text),
            "reading": conditional.reading,
        }
        for conditional in reading.analysis.conditionals
    ]


def _reuse(dossier: Dossier, index: Index) -> list[shape.ReuseJson]:
    return [
        {
            "left": _passage(reuse.left, index),
            "right": _passage(reuse.right, index),
            "kind": reuse.kind,
            "score": score(reuse.score),
        }
        for reuse in dossier.tracing.reuse
    ]


def _lineage(dossier: Dossier, index: Index) -> list[shape.LineageJson]:
    return [
        {
            "from": lineage.from_id,
            "to": lineage.to_id,
            "kind": lineage.kind,
            "direction": lineage.direction,
            "score": score(lineage.score),
            "reasons": _reasons(lineage.reasons),
            "evidence": [_passage(passage, index) for passage in lineage.evidence],
        }
        for lineage in dossier.tracing.lineage
    ]


def _families(dossier: Dossier) -> list[shape.FamilyJson]:
    return [
        {"id": f.id, "articles": list(f.article_ids), "reasons": _reasons(f.reasons)}
        for f in dossier.tracing.families
    ]


def _stories(dossier: Dossier) -> list[shape.StoryJson]:
    return [
        {"id": s.id, "title": s.title, "articles": list(s.article_ids)} for s in dossier.stories
    ]


def _utterances(dossier: Dossier) -> list[shape.UtteranceJson]:
    return [
        {
            "id": utterance.id,
            "speakers": list(utterance.speakers),
            "said_on": utterance.said_on,
            "venue": utterance.venue,
            "attributions": list(utterance.attribution_ids),
            "reasons": _reasons(utterance.reasons),
        }
        for utterance in dossier.crosscheck.utterances
    ]


def _claims(dossier: Dossier, index: Index) -> list[shape.ClaimJson]:
    return [
        {
            "id": claim.id,
            "story": claim.story_id,
            "text": claim.text,
            "attributions": list(claim.attribution_ids),
            "assertions": [_passage(passage, index) for passage in claim.assertions],
            "utterances": list(claim.utterance_ids),
            "articles": list(claim.article_ids),
            "families": list(claim.family_ids),
            "parties": list(claim.parties),
            "origins_at_most": claim.origins_at_most,
            "origins": [
                {
                    "speakers": list(origin.speakers),
                    "attributions": list(origin.attribution_ids),
                    "articles": list(origin.article_ids),
                    "joins": list(origin.joins),
                }
                for origin in claim.origins
            ],
            "reasons": _reasons(claim.reasons),
            "degrees": [
                {
                    "firmness": degree.firmness,
                    "attributions": list(degree.attribution_ids),
                    "passages": [_passage(passage, index) for passage in degree.passages],
                }
                for degree in claim.degrees
            ],
        }
        for claim in dossier.claims
    ]


def _findings(dossier: Dossier, index: Index) -> list[shape.FindingJson]:
    return [
        {
            "id": finding.id,
            "kind": finding.kind,
            "score": score(finding.score),
            "claims": list(finding.claim_ids),
            "left": _passage(finding.left, index),
            "right": _passage(finding.right, index) if finding.right else None,
            "reason": _reason(finding.reason),
        }
        for finding in dossier.findings
    ]


def _chronology(dossier: Dossier) -> list[shape.ChronologyJson]:
    return [
        {
            "date": entry.date,
            "what": entry.what,
            "kind": entry.kind,
            "attributions": list(entry.attribution_ids),
            "articles": list(dict.fromkeys(p.article_id for p in entry.passages)),
        }
        for entry in dossier.chronology
    ]


def _judgments(dossier: Dossier) -> list[shape.JudgmentJson]:
    return [
        {
            "id": ruling.judgment.id,
            "kind": ruling.judgment.kind,
            "author": ruling.judgment.author,
            "at": ruling.judgment.at,
            "reason": ruling.judgment.reason,
            "about": ruling.judgment.about,
            "value": ruling.judgment.value,
            "touched": list(ruling.touched),
            "obstacle": _reason(ruling.obstacle) if ruling.obstacle else None,
        }
        for ruling in dossier.crosscheck.rulings
    ]


def _series(dossier: Dossier) -> list[shape.SeriesJson]:
    return [
        {
            "id": series.id,
            "story": series.story_id,
            "counted": series.counted,
            "event": series.event,
            "scope": series.scope,
            "points": [
                {
                    "quantity": point.quantity_id,
                    "as_of": point.as_of,
                    "low": number(point.low),
                    "high": number(point.high),
                    "approximate": point.approximate,
                    "strict": point.strict,
                    "speakers": list(point.speakers),
                    "party": point.party,
                    "article": point.article_id,
                    "made_of": point.made_of,
                }
                for point in series.points
            ],
            "relation": series.relation,
            "reasons": _reasons(series.reasons),
        }
        for series in dossier.series
    ]


def _span(span: Span, text: str) -> shape.SpanJson:
    return {"start": span.start, "end": span.end, "text": span.of(text)}


def _passage(passage: Passage, index: Index) -> shape.PassageJson:
    text = index.articles[passage.article_id].text
    return {"article": passage.article_id, **_span(passage.span, text)}


def _reason(reason: Reason) -> shape.ReasonJson:
    return {"fr": reason.fr, "en": reason.en}


def _reasons(reasons: Iterable[Reason]) -> list[shape.ReasonJson]:
    return [_reason(reason) for reason in reasons]


def number(value: float | None) -> int | float | None:
    """A number as people write it, 30 and not 30.0; None beyond what floats hold."""
    if value is None or not math.isfinite(value):
        return None
    return int(value) if value == int(value) else value


def score(value: float) -> int | float:
    """A score as people write it; 0 where it is no number."""
    return number(value) or 0

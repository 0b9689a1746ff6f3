"""Write a dossier as JSON, key for key as the contract has it.

One object; each record of a list on a line of its own, so that two dossiers
can be compared with any line-wise tool. Same dossier in, same bytes out. A key
without a value is null or empty, never absent.

The shape is written out by hand because it is a contract with other programs:
a record may gain a field without the contract changing.
"""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, TypeAlias

from recoupe.dossier.index import build_index, in_order, periods, voices_by_quantity
from recoupe.model import quantity_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from recoupe.dossier.index import Index
    from recoupe.model import (
        Article,
        Attribution,
        Dossier,
        Entity,
        Passage,
        Quantity,
        Reading,
        Reason,
        Span,
        Voice,
    )

#: Raised by one whenever a key changes its meaning or goes.
SCHEMA = 1

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"


def render_json(dossier: Dossier) -> str:
    """The dossier as one JSON object, ending in a newline.

    Characters that no encoding holds (lone surrogates) stand as escapes, so
    the text can always be written as UTF-8.
    """
    parts = [f"{json.dumps(key)}: {_laid_out(part)}" for key, part in _contract(dossier).items()]
    written = "{" + ",\n ".join(parts) + "}\n"
    return written.encode("utf-8", "backslashreplace").decode("utf-8")


def _laid_out(part: Json) -> str:
    """A list with one record per line; anything else on one line."""
    if not isinstance(part, list) or not part:
        return json.dumps(part, ensure_ascii=False, allow_nan=False)
    lines = (json.dumps(record, ensure_ascii=False, allow_nan=False) for record in part)
    return "[\n  " + ",\n  ".join(lines) + "]"


def _contract(dossier: Dossier) -> dict[str, Json]:
    """The top level of the contract, in its order."""
    index = build_index(dossier)
    rejections = sorted(dossier.rejections, key=lambda r: (r.path, r.stage, r.reason))
    return {
        "recoupe": dossier.version,
        "schema": SCHEMA,
        "language": dossier.language,
        "as_of": dossier.as_of,
        "articles": [_article(r.analysis.article) for r in index.readings],
        "rejections": [
            {"path": r.path, "stage": r.stage, "reason": _reason(r.reason)} for r in rejections
        ],
        "entities": [_entity(entity, index) for entity in index.entities],
        "attributions": [
            _attribution(attribution, index)
            for reading in index.readings
            for attribution in in_order(reading.attributions)
        ],
        "quantities": [q for reading in index.readings for q in _quantities(reading, index)],
        "timexes": [t for reading in index.readings for t in _timexes(reading)],
        "conditionals": [c for reading in index.readings for c in _conditionals(reading)],
        **_lineage(dossier, index),
        **_crosscheck(dossier, index),
    }


def _article(article: Article) -> Json:
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
            "basis": published.basis.value,
            "reason": _reason(published.reason),
        },
        "furniture": [{"text": f.text, "reason": f.kind.value} for f in article.furniture],
    }


def _entity(entity: Entity, index: Index) -> Json:
    mentions = sorted(entity.mentions, key=lambda m: m.passage)
    return {
        "id": entity.id,
        "name": entity.name,
        "kind": entity.kind.value,
        "aliases": list(entity.aliases),
        "party": entity.party,
        "mentions": [
            {**_passage(m.passage, index), "title": m.title, "role": m.role} for m in mentions
        ],
    }


def _attribution(attribution: Attribution, index: Index) -> Json:
    text = index.articles[attribution.article_id].text
    return {
        "id": attribution.id,
        "article": attribution.article_id,
        "content": [_span(span, text) for span in attribution.content],
        "source": _span(attribution.source, text) if attribution.source else None,
        "cue": _span(attribution.cue, text) if attribution.cue else None,
        "speakers": _ids(index.entity_ids(attribution.speakers)),
        "resolution": [
            {
                "entity": index.entity_ids((resolution.actor_id,))[0],
                "how": _reason(resolution.how),
                "evidence": _span(resolution.evidence, text),
            }
            for resolution in attribution.resolution
        ],
        "relayed_by": _ids(index.entity_ids(attribution.relayed_by)),
        "quotation": attribution.quotation.value,
        "stance": attribution.stance.value,
        "certainty": attribution.certainty.value,
        "said_on": attribution.said_on,
        "venue": attribution.venue.of(text) if attribution.venue else None,
        "part": attribution.part.value,
    }


def _quantities(reading: Reading, index: Index) -> list[Json]:
    voices = voices_by_quantity(reading)
    return [
        {
            **_quantity(reading, position),
            "as_of": period,
            **_voice(voices.get(position), index),
        }
        for position, period in enumerate(periods(reading))
    ]


def _quantity(reading: Reading, position: int) -> dict[str, Json]:
    article = reading.analysis.article
    quantity: Quantity = reading.analysis.quantities[position]
    scope = "; ".join(span.of(article.text) for span in quantity.scope)
    return {
        "id": quantity_id(article.id, position),
        "article": article.id,
        "span": _span(quantity.span, article.text),
        "low": _number(quantity.low),
        "high": _number(quantity.high),
        "approximate": quantity.approximate,
        "unit": quantity.unit,
        "counted": quantity.counted,
        "event": quantity.event.value,
        "scope": scope or None,
        "part_of": None if quantity.part_of is None else quantity_id(article.id, quantity.part_of),
    }


def _voice(voice: Voice | None, index: Index) -> dict[str, Json]:
    return {
        "attribution": voice.attribution_id if voice else None,
        "speakers": _ids(index.entity_ids(voice.speakers)) if voice else [],
    }


def _timexes(reading: Reading) -> list[Json]:
    article = reading.analysis.article
    return [
        {
            "article": article.id,
            "span": _span(timex.span, article.text),
            "type": timex.type.value,
            "value": timex.value,
            "mod": timex.mod,
        }
        for timex in reading.analysis.timexes
    ]


def _conditionals(reading: Reading) -> list[Json]:
    article = reading.analysis.article
    return [
        {
            "article": article.id,
            "span": _span(conditional.span, article.text),
            "reading": conditional.reading.value,
        }
        for conditional in reading.analysis.conditionals
    ]


def _lineage(dossier: Dossier, index: Index) -> dict[str, Json]:
    """What texts share words: reuse, lineage, families."""
    tracing = dossier.tracing
    return {
        "reuse": [
            {
                "left": _passage(reuse.left, index),
                "right": _passage(reuse.right, index),
                "kind": reuse.kind.value,
                "score": _number(reuse.score),
            }
            for reuse in tracing.reuse
        ],
        "lineage": [
            {
                "from": lineage.from_id,
                "to": lineage.to_id,
                "kind": lineage.kind.value,
                "direction": lineage.direction.value,
                "score": _number(lineage.score),
                "reasons": _reasons(lineage.reasons),
            }
            for lineage in tracing.lineage
        ],
        "families": [
            {
                "id": family.id,
                "articles": _ids(family.article_ids),
                "reasons": _reasons(family.reasons),
            }
            for family in tracing.families
        ],
    }


def _crosscheck(dossier: Dossier, index: Index) -> dict[str, Json]:
    """How the accounts stand to one another: from stories to the chronology."""
    return {
        "stories": [
            {"id": s.id, "title": s.title, "articles": _ids(s.article_ids)} for s in dossier.stories
        ],
        "utterances": [
            {
                "id": utterance.id,
                "speakers": _ids(utterance.speakers),
                "said_on": utterance.said_on,
                "venue": utterance.venue,
                "attributions": _ids(utterance.attribution_ids),
            }
            for utterance in dossier.crosscheck.utterances
        ],
        "claims": _claims(dossier),
        "series": _series(dossier),
        "findings": [
            {
                "id": finding.id,
                "kind": finding.kind.value,
                "score": _number(finding.score),
                "claims": _ids(finding.claim_ids),
                "left": _passage(finding.left, index),
                "right": _passage(finding.right, index) if finding.right else None,
                "reason": _reason(finding.reason),
            }
            for finding in dossier.findings
        ],
        "chronology": [
            {
                "date": entry.date,
                "what": entry.what,
                "kind": entry.kind.value,
                "attributions": _ids(entry.attribution_ids),
                "articles": _ids(dict.fromkeys(p.article_id for p in entry.passages)),
            }
            for entry in dossier.chronology
        ],
    }


def _claims(dossier: Dossier) -> Json:
    return [
        {
            "id": claim.id,
            "story": claim.story_id,
            "text": claim.text,
            "attributions": _ids(claim.attribution_ids),
            "utterances": _ids(claim.utterance_ids),
            "articles": _ids(claim.article_ids),
            "families": _ids(claim.family_ids),
            "parties": _ids(claim.parties),
            "origins_at_most": claim.origins_at_most,
            "reasons": _reasons(claim.reasons),
        }
        for claim in dossier.claims
    ]


def _series(dossier: Dossier) -> Json:
    return [
        {
            "id": series.id,
            "story": series.story_id,
            "counted": series.counted,
            "event": series.event.value,
            "scope": series.scope,
            "points": [
                {
                    "quantity": point.quantity_id,
                    "as_of": point.as_of,
                    "low": _number(point.low),
                    "high": _number(point.high),
                    "approximate": point.approximate,
                    "speakers": _ids(point.speakers),
                    "party": point.party,
                    "article": point.article_id,
                }
                for point in series.points
            ],
            "relation": series.relation.value,
            "reasons": _reasons(series.reasons),
        }
        for series in dossier.series
    ]


def _span(span: Span, text: str) -> dict[str, Json]:
    return {"start": span.start, "end": span.end, "text": span.of(text)}


def _passage(passage: Passage, index: Index) -> dict[str, Json]:
    text = index.articles[passage.article_id].text
    return {"article": passage.article_id, **_span(passage.span, text)}


def _reason(reason: Reason) -> dict[str, Json]:
    return {"fr": reason.fr, "en": reason.en}


def _reasons(reasons: Iterable[Reason]) -> list[Json]:
    return [_reason(reason) for reason in reasons]


def _ids(ids: Iterable[str] | Mapping[str, object]) -> list[Json]:
    return list(ids)


def _number(value: float | None) -> int | float | None:
    """A number as people write it, 30 and not 30.0; None beyond what floats hold."""
    if value is None or not math.isfinite(value):
        return None
    return int(value) if value == int(value) else value

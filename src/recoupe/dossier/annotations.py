"""Write a dossier's spans as W3C Web Annotations, for any tool that reads them.

One annotation for each attribution's words, source and cue, for each figure
and each time. A target names its words twice: by their position, in code
points of the text that Recoupe read, and by quoting them with what stands
around them, so that they are found again on the page itself.

Source: W3C Recommendation of 23 February 2017, Web Annotation Data Model.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from recoupe.dossier.articles import web_link
from recoupe.dossier.contract import encodable
from recoupe.dossier.index import build_index, in_order, voices_by_quantity
from recoupe.model import quantity_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from recoupe.dossier.index import Index
    from recoupe.model import Article, Attribution, Dossier, Entity, Reading, Span

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
#: Characters quoted before and after: enough to tell two places apart.
AROUND_CHARS = 32

Json = dict[str, Any]  # Any: JSON-LD, held to the model by its tests


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """The text that spans of an article point into, and what names it."""

    text: str
    resource: Json


def render_annotations(dossier: Dossier) -> str:
    """The annotations of all articles as one collection, ending in a newline."""
    index = build_index(dossier)
    items = [item for reading in index.readings for item in _annotations(reading, index)]
    name = _urn("annotations", _sha256("\x1f".join(item["id"] for item in items)))
    collection = {
        "@context": CONTEXT,
        "id": name,
        "type": "AnnotationCollection",
        "label": "Recoupe",
        "generator": {"type": "Software", "name": f"Recoupe {dossier.version}"},
        "total": len(items),
        "first": {"id": f"{name}:1", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }
    return encodable(json.dumps(collection, ensure_ascii=False, indent=1) + "\n")


def source_iri(article: Article) -> str:
    """The address of an article: its page, else a name made from its bytes as found."""
    link = web_link(article.url)
    usable = link and not any(c.isspace() or c in '<>"{}|\\^`' for c in link)
    return link if link and usable else f"urn:sha256:{article.sha256}"


def _annotations(reading: Reading, index: Index) -> Iterator[Json]:
    article = reading.analysis.article
    place = _place(article)
    for attribution in in_order(reading.attributions):
        yield from _attributed(attribution, place, index=index)
    voices = voices_by_quantity(reading)
    for position, quantity in enumerate(reading.analysis.quantities):
        voice = voices.get(position)
        tags = {"event": quantity.event.value, "counted": quantity.counted, "unit": quantity.unit}
        bodies = [*_tags(tags), *_speakers(index.speakers(voice.speakers) if voice else ())]
        target = _target(quantity.span, place)
        yield _annotation(
            "figure", quantity_id(article.id, position), targets=[target], bodies=bodies
        )
    for timex in reading.analysis.timexes:
        bodies = _tags({"type": timex.type.value, "value": timex.value})
        name = f"{article.id}-{timex.span.start}-{timex.span.end}"
        yield _annotation("time", name, targets=[_target(timex.span, place)], bodies=bodies)


def _attributed(attribution: Attribution, place: _Place, *, index: Index) -> Iterator[Json]:
    """The words of an attribution, whose they are, and what ascribes them."""
    speakers = _speakers(index.speakers(attribution.speakers))
    told = {
        "stance": attribution.stance.value,
        "certainty": attribution.certainty.value,
        "quotation": attribution.quotation.value,
        "said_on": attribution.said_on,
    }
    parts: tuple[tuple[str, Iterable[Span | None], list[Json]], ...] = (
        ("attribution", attribution.content, [*_tags(told), *speakers]),
        ("source", (attribution.source,), speakers),
        ("cue", (attribution.cue,), _tags({"stance": attribution.stance.value})),
    )
    for kind, spans, bodies in parts:
        targets = [_target(span, place) for span in spans if span]
        if targets:
            yield _annotation(kind, attribution.id, targets=targets, bodies=bodies)


def _annotation(kind: str, record_id: str, *, targets: list[Json], bodies: list[Json]) -> Json:
    classified = {"type": "TextualBody", "purpose": "classifying", "value": kind}
    return {
        "id": _urn(kind, record_id),
        "type": "Annotation",
        "motivation": "describing",
        "body": [classified, *bodies],
        "target": targets,
    }


def _tags(told: dict[str, str | None]) -> list[Json]:
    """What is known of the words, each fact as a tag `name:value`."""
    return [
        {"type": "TextualBody", "purpose": "tagging", "value": f"{name}:{value}"}
        for name, value in told.items()
        if value is not None
    ]


def _speakers(entities: Iterable[Entity]) -> list[Json]:
    return [
        tag
        for entity in entities
        for tag in _tags({"speaker": entity.name, "party": entity.party, "entity": entity.id})
    ]


def _place(article: Article) -> _Place:
    return _Place(
        text=article.text,
        resource={
            "type": "SpecificResource",
            "source": source_iri(article),
            "state": {"type": "TimeState", "cached": f"urn:sha256:{_sha256(article.text)}"},
        },
    )


def _target(span: Span, place: _Place) -> Json:
    """The words in their article, named by position and by quotation."""
    position = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    quotation = {
        "type": "TextQuoteSelector",
        "exact": span.of(place.text),
        "prefix": place.text[max(0, span.start - AROUND_CHARS) : span.start],
        "suffix": place.text[span.end : span.end + AROUND_CHARS],
    }
    return {**place.resource, "selector": [position, quotation]}


def _urn(kind: str, name: str) -> str:
    return f"urn:recoupe:{kind}:{quote(name, safe='')}"


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()

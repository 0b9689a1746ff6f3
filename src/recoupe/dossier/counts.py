"""The figures of a story in rows: how many of what, on whose word, how firmly."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from recoupe.dossier.dates import in_words
from recoupe.dossier.edition import anchor, one_line
from recoupe.dossier.figures import amount
from recoupe.dossier.index import periods, sentence_around, voices_by_quantity
from recoupe.model import LOSSES, Certainty, ConditionalReading, Event, quantity_id

if TYPE_CHECKING:
    from recoupe.dossier.edition import Cited, Edition
    from recoupe.model import Entity, Quantity, Reading, Voice

_ORDER = (*LOSSES, *(event for event in Event if event not in LOSSES))


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure of one article, in words."""

    anchor: str
    event: Event
    amount: str
    is_part: bool  # of another figure
    is_vague: bool  # « several thousand »: the words say it better than the bounds
    written: str  # as the article has it
    counted: str | None
    scope: str | None
    when: str | None  # the period that bounds the count
    speakers: tuple[Entity, ...]
    source: str | None  # as written, when it stands for nobody known
    certainty: Certainty
    cited: Cited


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureGroup:
    """The figures about one event."""

    event: Event
    figures: tuple[Figure, ...]


def figure_groups(edition: Edition) -> tuple[FigureGroup, ...]:
    """The figures of all articles by event, losses first; in the order of the articles."""
    by_event: dict[Event, list[Figure]] = {}
    for reading in edition.index.readings:
        voices = voices_by_quantity(reading)
        for position, period in enumerate(periods(reading)):
            figure = _figure(reading, position, voice=voices.get(position), edition=edition)
            when = in_words(period, edition.words) if period else None
            by_event.setdefault(figure.event, []).append(replace(figure, when=when))
    return tuple(
        FigureGroup(event=event, figures=tuple(by_event[event]))
        for event in _ORDER
        if event in by_event
    )


def figure_anchor(article_id: str, position: int) -> str:
    """The anchor of a quantity's characters in its article."""
    return anchor("q", quantity_id(article_id, position))


def _figure(reading: Reading, position: int, *, voice: Voice | None, edition: Edition) -> Figure:
    article = reading.analysis.article
    quantity = reading.analysis.quantities[position]
    said = edition.index.attributions.get(voice.attribution_id or "") if voice else None
    counted = edition.counted.get(quantity_id(article.id, position))
    known = edition.index.speakers(counted or (voice.speakers if voice else ()))
    source = said.source.of(article.text) if said and said.source and not known else None
    return Figure(
        anchor=figure_anchor(article.id, position),
        event=quantity.event,
        amount=amount(_without_spelled_unit(quantity, article.text), edition.words),
        is_part=quantity.part_of is not None,
        is_vague=_is_vague(quantity),
        written=one_line(quantity.span.of(article.text)),
        counted=one_line(quantity.counted) if quantity.counted else None,
        scope=", ".join(one_line(span.of(article.text)) for span in quantity.scope) or None,
        when=None,
        speakers=known,
        source=one_line(source) if source else None,
        certainty=_certainty(quantity, reading, voice=voice, edition=edition),
        cited=edition.cited[article.id],
    )


def _is_vague(quantity: Quantity) -> bool:
    """Whether words say a number better: « plusieurs milliers », « un sur trois »."""
    is_fraction = quantity.unit == "share" and round(100 * (quantity.low or 0.0)) != 100 * (
        quantity.low or 0.0
    )
    return is_fraction or (quantity.approximate and quantity.low != quantity.high)


def _without_spelled_unit(quantity: Quantity, text: str) -> Quantity:
    """The quantity without its unit's symbol where the article spells the unit: « 4 mètres »."""
    unit = quantity.unit
    spelled = unit is not None and quantity.event is Event.MEASURE and quantity.counted is not None
    if not spelled or unit == "%" or quantity.span.of(text).endswith(f" {unit}"):
        return quantity
    return replace(quantity, unit=None)


def _certainty(
    quantity: Quantity, reading: Reading, *, voice: Voice | None, edition: Edition
) -> Certainty:
    """How firmly the figure is given: as its attribution, else as the mood of its sentence."""
    said = edition.index.attributions.get(voice.attribution_id or "") if voice else None
    if said and said.certainty is not Certainty.PLAIN:
        return said.certainty
    sentence = sentence_around(reading, quantity.span.start)
    hearsay = sentence is not None and any(
        conditional.reading is ConditionalReading.REPORTED and sentence.covers(conditional.span)
        for conditional in reading.analysis.conditionals
    )
    return Certainty.REPORTED if hearsay else Certainty.PLAIN

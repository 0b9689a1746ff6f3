"""What Recoupe does not know of a story, counted and listed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from recoupe.dossier.chronology import time_anchor
from recoupe.dossier.counts import figure_anchor
from recoupe.dossier.dates import published_in_words
from recoupe.dossier.edition import shortened
from recoupe.dossier.index import voices_by_quantity
from recoupe.dossier.sayings import unnamed, unresolved
from recoupe.model import Direction

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from recoupe.dossier.edition import Cited, Edition
    from recoupe.dossier.sayings import Saying
    from recoupe.model import Quantity, Reading, Voice

#: Characters of the words quoted for one gap.
WORDS_CHARS = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """One thing that is not known, and where it stands."""

    text: str
    anchor: str
    cited: Cited


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """All things of one kind that are not known."""

    text: str  # how many of what
    items: tuple[Open, ...]


def gaps(edition: Edition, sayings: Sequence[Saying]) -> tuple[Gap, ...]:
    """What is not known, kind by kind; kinds without any are left out."""
    kinds = (
        ("undated_n", _undated(edition)),
        ("loosely_dated_n", _loosely_dated(edition)),
        ("unresolved_n", _sources(unresolved(sayings))),
        ("unnamed_n", _contents(unnamed(sayings))),
        ("unsourced_n", _unsourced(edition)),
        ("yearless_n", _yearless(edition)),
        ("unsure_n", _unsure(edition)),
    )
    found = ((key, tuple(items)) for key, items in kinds)
    return tuple(
        Gap(text=edition.words.count(key, len(items)), items=items) for key, items in found if items
    )


def _undated(edition: Edition) -> Iterator[Open]:
    """Articles whose day nothing tells."""
    for reading in edition.index.readings:
        published = reading.analysis.article.published
        if not published.earliest and not published.latest:
            yield _dating(reading, edition)


def _loosely_dated(edition: Edition) -> Iterator[Open]:
    """Articles that appeared on one of several days."""
    for reading in edition.index.readings:
        published = reading.analysis.article.published
        if published.earliest != published.latest:
            yield _dating(reading, edition)


def _dating(reading: Reading, edition: Edition) -> Open:
    article = reading.analysis.article
    cited = edition.cited[article.id]
    reason = edition.words.reason(article.published.reason)
    when = published_in_words(article.published, edition.words)
    return Open(text=f"{when}{edition.words.colon} {reason}", anchor=cited.anchor, cited=cited)


def _sources(sayings: Iterable[Saying]) -> Iterator[Open]:
    """The words of sources that stand for nobody known."""
    for saying in sayings:
        place = saying.places[0]
        text = shortened(place.source or "", WORDS_CHARS)
        yield Open(text=text, anchor=place.anchor, cited=place.cited)


def _contents(sayings: Iterable[Saying]) -> Iterator[Open]:
    """What is ascribed to somebody unnamed."""
    for saying in sayings:
        place = saying.places[0]
        text = shortened(saying.text, WORDS_CHARS)
        yield Open(text=text, anchor=place.anchor, cited=place.cited)


def _unsourced(edition: Edition) -> Iterator[Open]:
    """Figures that stand on the writer's own word."""
    for reading in edition.index.readings:
        article = reading.analysis.article
        voices = voices_by_quantity(reading)
        known = {
            _worth(quantity)
            for position, quantity in enumerate(reading.analysis.quantities)
            if _has_source(voices.get(position))
        }
        for position, quantity in enumerate(reading.analysis.quantities):
            if not _has_source(voices.get(position)) and _worth(quantity) not in known:
                yield Open(
                    text=shortened(quantity.span.of(article.text), WORDS_CHARS),
                    anchor=figure_anchor(article.id, position),
                    cited=edition.cited[article.id],
                )


def _has_source(voice: Voice | None) -> bool:
    """Whether anybody is said to give a figure."""
    return voice is not None and bool(voice.attribution_id or voice.speakers)


def _worth(quantity: Quantity) -> tuple[object, ...]:
    """What makes two figures of one article the same: a headline's and its source's."""
    return quantity.event, quantity.low, quantity.high, quantity.unit


def _yearless(edition: Edition) -> Iterator[Open]:
    """Times whose year, or whose place in time, no words tell."""
    for reading in edition.index.readings:
        article = reading.analysis.article
        for timex in reading.analysis.timexes:
            if timex.value.startswith("XXXX"):
                yield Open(
                    text=shortened(timex.span.of(article.text), WORDS_CHARS),
                    anchor=time_anchor(article.id, timex),
                    cited=edition.cited[article.id],
                )


def _unsure(edition: Edition) -> Iterator[Open]:
    """Articles that share a text of which nobody knows who had it first."""
    for line in edition.dossier.tracing.lineage:
        if line.direction is Direction.UNKNOWN:
            giver, taker = edition.cited[line.from_id], edition.cited[line.to_id]
            text = f"{giver.number} {giver.name} = {taker.number} {taker.name}"
            yield Open(text=text, anchor=taker.anchor, cited=taker)

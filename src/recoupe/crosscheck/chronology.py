"""Lay what happened and what was said along one line of time.

An attribution with a day of saying is a saying; a sentence that dates
something and attributes nothing is an event.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from recoupe.model import ChronologyEntry, ChronologyKind, Passage, Span, TimexType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from recoupe.model import Analysis, Reading

#: Values that name a time on the calendar, to the year at least.
CALENDAR = re.compile(r"\d{4}(-(\d{2}|W\d{2}|Q\d|H\d|SP|SU|FA|WI)(-(\d{2}|WE))?)?(T.+)?\Z")


def order_events(readings: Iterable[Reading]) -> tuple[ChronologyEntry, ...]:
    """The dated events and sayings of all articles, earliest first."""
    rows: dict[tuple[str, ChronologyKind, str], list[tuple[Passage, str | None]]] = defaultdict(list)
    for reading in readings:
        for row in (*_sayings(reading), *_events(reading)):
            date, kind, what, passage, attribution = row
            rows[date, kind, what].append((passage, attribution))
    entries = (
        ChronologyEntry(
            date=date,
            what=what,
            kind=kind,
            attribution_ids=tuple(sorted({a for _, a in found if a})),
            passages=tuple(sorted({p for p, _ in found})),
        )
        for (date, kind, what), found in rows.items()
    )
    return tuple(sorted(entries, key=lambda e: (e.date, e.kind, e.what)))


_Row = tuple[str, ChronologyKind, str, Passage, str | None]


def _sayings(reading: Reading) -> Iterator[_Row]:
    """Attributions whose day of saying is known."""
    text = reading.analysis.article.text
    for attribution in reading.attributions:
        if attribution.said_on and CALENDAR.match(attribution.said_on):
            span = Span(attribution.content[0].start, attribution.content[-1].end)
            passage = Passage(attribution.article_id, span)
            what = " … ".join(s.of(text) for s in attribution.content)
            yield attribution.said_on, ChronologyKind.SAYING, what, passage, attribution.id


def _events(reading: Reading) -> Iterator[_Row]:
    """Sentences that date something, but for those whose only date is a day of saying."""
    analysis = reading.analysis
    said = {(a.said_on, s) for a in reading.attributions for s in _sentences(analysis, a.cue)}
    seen = set()
    for timex in analysis.timexes:
        if timex.type not in (TimexType.DATE, TimexType.TIME) or not CALENDAR.match(timex.value):
            continue
        sentence = next(_sentences(analysis, timex.span), None)
        if sentence is None or (timex.value, sentence) in said or (timex.value, sentence) in seen:
            continue
        if _is_dateline(analysis, timex.span, sentence=sentence):
            continue
        seen.add((timex.value, sentence))
        what = sentence.of(analysis.article.text)
        passage = Passage(analysis.article.id, sentence)
        yield timex.value, ChronologyKind.EVENT, what, passage, None


def _sentences(analysis: Analysis, span: Span | None) -> Iterator[Span]:
    """The sentence that holds the beginning of a span."""
    tokens = analysis.tokens
    if span is None:
        return
    low, high = 0, len(tokens.sentences)
    while low < high:
        middle = (low + high) // 2
        if tokens.end[tokens.sentences[middle][1] - 1] <= span.start:
            low = middle + 1
        else:
            high = middle
    if low < len(tokens.sentences):
        first, end = tokens.sentences[low]
        yield Span(tokens.start[first], tokens.end[end - 1])


def _is_dateline(analysis: Analysis, span: Span, *, sentence: Span) -> bool:
    """Whether a date is all that its sentence says: a dateline."""
    rest = analysis.article.text[sentence.start : span.start] + (
        analysis.article.text[span.end : sentence.end]
    )
    return sum(c.isalpha() for c in rest) < 4

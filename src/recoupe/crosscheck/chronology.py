"""Lay what happened and what was said along one line of time.

An attribution with a day of saying is a saying, on that day; what a time
dates is an event, on the day it names, with those on whose word it stands.
Several articles of a story that tell one thing in like words make one line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recoupe.crosscheck.dated_words import DatedWords
from recoupe.lang import plain
from recoupe.model import LOSSES, ChronologyEntry, ChronologyKind, Passage, Span, TimexType
from recoupe.text import days_of, text_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from recoupe.model import Attribution, Event, Reading, Story, Timex

#: Values that name a time on the calendar, to the year at least.
CALENDAR = re.compile(r"\d{4}(-(\d{2}|W\d{2}|Q\d|H\d|SP|SU|FA|WI)(-(\d{2}|WE))?)?(T.+)?\Z")
#: Share of the shorter line's words found in the longer, from which both tell one thing.
SAME_SHARE = 0.7
#: Words of so many letters tell; lines with fewer such words are one only when equal.
TELLING_CHARS, TELLING_WORDS = 4, 4
#: Lines of one day that a new one is compared with.
COMPARED = 48

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One thing told by one article."""

    date: str
    kind: ChronologyKind
    what: str
    text_id: str
    passage: Passage
    attribution_ids: tuple[str, ...]
    losses: frozenset[Event]  # what it says befell somebody: killed is not killed or injured


def order_events(
    readings: Sequence[Reading], stories: Iterable[Story] = ()
) -> tuple[ChronologyEntry, ...]:
    """The dated events and sayings of all articles, earliest first.

    Cost: linear in the times and attributions, but for the lines of one day of
    one story, of which a bounded number is compared.
    """
    story_of = {i: s.id for s in stories for i in s.article_ids}
    buckets: dict[tuple[str, str, ChronologyKind], list[_Line]] = defaultdict(list)
    for reading in readings:
        for line in (*_sayings(reading), *_events(reading)):
            story = story_of.get(line.passage.article_id, "")
            buckets[story, line.date, line.kind].append(line)
    entries = [_entry(lines) for found in buckets.values() for lines in _merged(found)]
    return tuple(sorted(entries, key=in_order))


def in_order(entry: ChronologyEntry) -> tuple[object, ...]:
    """Where an entry stands: by its first day; a day before the month or year it opens."""
    days = days_of(entry.date)
    first, last = days or (None, None)
    span = (first.toordinal(), last.toordinal()) if first and last else (0, 0)
    return *span, entry.date, entry.kind, entry.what, entry.passages


def _merged(lines: Iterable[_Line]) -> list[list[_Line]]:
    """The lines of one day that tell one thing, together."""
    groups: list[tuple[frozenset[str], list[_Line]]] = []
    by_words: dict[str, int] = {}
    ordered = sorted(lines, key=lambda n: (-len(n.what), n.what, n.text_id, n.passage))
    for line in ordered:
        if line.what in by_words:
            groups[by_words[line.what]][1].append(line)
            continue
        words = frozenset(
            w for w in map(plain, _WORD.findall(line.what)) if len(w) >= TELLING_CHARS
        )
        start = max(0, len(groups) - COMPARED)
        same = (
            n
            for n in range(start, len(groups))
            if _tells_the_same(words, groups[n][0]) and line.losses == groups[n][1][0].losses
        )
        at = next(same, len(groups))
        if at == len(groups):
            groups.append((words, []))
        groups[at][1].append(line)
        by_words[line.what] = at
    return [found for _, found in groups]


def _tells_the_same(short: frozenset[str], long: frozenset[str]) -> bool:
    """Whether nearly all words of the shorter line stand in the longer."""
    smaller = min(len(short), len(long))
    return smaller >= TELLING_WORDS and len(short & long) >= SAME_SHARE * smaller


def _entry(lines: Sequence[_Line]) -> ChronologyEntry:
    """One entry for the lines that tell one thing, in the words most articles use."""
    told = Counter(what for what, _ in {(n.what, n.text_id) for n in lines})
    return ChronologyEntry(
        date=lines[0].date,
        what=min(told, key=lambda w: (-told[w], len(w), w)),
        kind=lines[0].kind,
        attribution_ids=tuple(sorted({i for n in lines for i in n.attribution_ids})),
        passages=tuple(sorted({n.passage for n in lines})),
    )


def _sayings(reading: Reading) -> Iterator[_Line]:
    """Attributions whose day of saying is known."""
    article = reading.analysis.article
    for attribution in reading.attributions:
        if attribution.said_on and CALENDAR.match(attribution.said_on):
            span = Span(attribution.content[0].start, attribution.content[-1].end)
            yield _Line(
                date=attribution.said_on,
                kind=ChronologyKind.SAYING,
                what=_tidy(" … ".join(s.of(article.text) for s in attribution.content)),
                text_id=text_id(article.text),
                passage=Passage(article.id, span),
                attribution_ids=(attribution.id,),
                losses=_losses(reading, span),
            )


def _events(reading: Reading) -> Iterator[_Line]:
    """What is dated, but for what only a day of saying dates."""
    analysis = reading.analysis
    article = analysis.article
    words = DatedWords(analysis)
    days_of_saying = _DaysOfSaying(reading)
    seen: set[tuple[str, Span]] = set()
    for timex in analysis.timexes:
        if timex.type not in (TimexType.DATE, TimexType.TIME) or not CALENDAR.match(timex.value):
            continue
        sentence = words.sentence(timex.span)
        if sentence is None or days_of_saying.holds(timex, sentence=sentence):
            continue
        told = words.of(timex)
        if told is None or (timex.value, told) in seen:
            continue
        seen.add((timex.value, told))
        yield _Line(
            date=timex.value,
            kind=ChronologyKind.EVENT,
            what=_tidy(told.of(article.text)),
            text_id=text_id(article.text),
            passage=Passage(article.id, told),
            attribution_ids=_on_whose_word(reading.attributions, timex.span),
            losses=_losses(reading, told),
        )


def _losses(reading: Reading, span: Span) -> frozenset[Event]:
    """What the figures of a span count of the killed, the injured, the missing."""
    found = (q.event for q in reading.analysis.quantities if span.covers(q.span))
    return frozenset(event for event in found if event in LOSSES)


def _on_whose_word(attributions: Iterable[Attribution], place: Span) -> tuple[str, ...]:
    """The attributions whose content holds a place."""
    return tuple(a.id for a in attributions if any(s.covers(place) for s in a.content))


class _DaysOfSaying:
    """Which times of an article say when something was said, not when it happened."""

    def __init__(self, reading: Reading) -> None:
        self._tokens = reading.analysis.tokens
        self._cues: dict[str, list[Span]] = defaultdict(list)
        for attribution in reading.attributions:
            place = attribution.cue or attribution.source
            if attribution.said_on and place:
                self._cues[attribution.said_on].append(place)

    def holds(self, timex: Timex, *, sentence: Span) -> bool:
        """Whether a time belongs to the clause of a cue that it dates."""
        cues = [c for c in self._cues.get(timex.value, ()) if sentence.covers(c)]
        return bool(cues) and self._is_under(timex.span, cues)

    def _is_under(self, span: Span, cues: Sequence[Span]) -> bool:
        """Whether the words of a span depend on a word of the cues."""
        tokens = self._tokens
        at = bisect_right(tokens.end, span.start)
        while at < len(tokens):
            here = Span(tokens.start[at], tokens.end[at])
            if any(c.overlaps(here) for c in cues):
                return True
            if tokens.head[at] == at:
                return False
            at = tokens.head[at]
        return False


def _tidy(words: str) -> str:
    """The words on one line."""
    return " ".join(words.split())

"""Lay what happened and what was said along one line of time.

An attribution with a day of saying is a saying, on that day; what a time
dates is an event, on the day it names, with those on whose word it stands. A
promise, a denial, what is said not to be so is no event. An hour without a day
is of the day on which the story tells hours close to it. Several articles of
a story that tell one thing in like words make one line.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from recoupe.crosscheck.dated_words import DatedWords
from recoupe.crosscheck.standing import is_sentence
from recoupe.crosscheck.wording import vocabulary
from recoupe.lang import plain
from recoupe.model import (
    LOSSES,
    ChronologyEntry,
    ChronologyKind,
    Passage,
    Span,
    Stance,
    TimexType,
)
from recoupe.text import clock_of, days_of, text_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from recoupe.model import Analysis, Attribution, Event, Reading, Story, Timex

#: Values that name a time on the calendar, to the year at least.
CALENDAR = re.compile(r"\d{4}(-(\d{2}|W\d{2}|Q\d|H\d|SP|SU|FA|WI)(-(\d{2}|WE))?)?(T.+)?\Z")
#: Share of the shorter line's words found in the longer, from which both tell one thing.
SAME_SHARE = 0.7
#: Words of so many letters tell; lines with fewer such words are one only when equal.
TELLING_CHARS, TELLING_WORDS = 4, 4
#: Lines of one day that a new one is compared with.
COMPARED = 48

#: Minutes within which two hours of a story are taken for one evening's, or one morning's.
CLOSE_MINUTES = 180
#: Stances that do not tell that something happened.
NO_EVENT = frozenset(
    {
        Stance.DENY, Stance.EVADE, Stance.SILENCE, Stance.UNCONFIRMED, Stance.PROMISE,
        Stance.CALL, Stance.ASK, Stance.THANK, Stance.CONSIDER,
    }
)  # fmt: skip

_WORD = re.compile(r"[^\W_]+")
_HOUR = re.compile(r"(\d\d):(\d\d)")


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
    told: dict[str, list[_Line]] = defaultdict(list)
    dayless: dict[str, list[_Line]] = defaultdict(list)
    for reading in readings:
        story = story_of.get(reading.analysis.article.id, "")
        told[story] += _sayings(reading)
        for line, has_day in _events(reading):
            (told if has_day else dayless)[story].append(line)
    buckets: dict[tuple[str, str, ChronologyKind], list[_Line]] = defaultdict(list)
    for story, lines in told.items():
        for line in (*lines, *_given_days(dayless[story], lines)):
            buckets[story, line.date, line.kind].append(line)
    entries = [_entry(lines) for found in buckets.values() for lines in _merged(found)]
    return tuple(sorted(entries, key=in_order))


def in_order(entry: ChronologyEntry) -> tuple[object, ...]:
    """Where an entry stands: by its first day; a day before the month or year it opens."""
    days = days_of(entry.date)
    first, last = days or (None, None)
    span = (first.toordinal(), last.toordinal()) if first and last else (0, 0)
    return *span, clock_of(entry.date), entry.date, entry.kind, entry.what, entry.passages


def _given_days(dayless: Sequence[_Line], told: Sequence[_Line]) -> Iterator[_Line]:
    """The lines of an hour alone, on the one day on which hours close to it are told."""
    hours = [
        (n.date.partition("T")[0], minutes)
        for n in told
        if n.kind is ChronologyKind.EVENT and (minutes := _minutes(n.date)) is not None
    ]
    for line in dayless:
        own = _minutes(line.date)
        days = {day for day, at in hours if own is not None and abs(at - own) <= CLOSE_MINUTES}
        if len(days) == 1:
            yield replace(line, date=f"{days.pop()}T{clock_of(line.date)}")


def _minutes(value: str) -> int | None:
    """The minutes of the day at which a clock's time stands."""
    found = _HOUR.fullmatch(value.partition("T")[2])
    return 60 * int(found[1]) + int(found[2]) if found else None


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
    """Attributions whose day of saying is known; their sentence where they do not stand alone."""
    article, tokens = reading.analysis.article, reading.analysis.tokens
    words = DatedWords(reading.analysis)
    for attribution in reading.attributions:
        if attribution.said_on and CALENDAR.match(attribution.said_on):
            span = Span(attribution.content[0].start, attribution.content[-1].end)
            whole = None if is_sentence(tokens, span) else words.sentence(span)
            told = (whole,) if whole and whole.covers(span) else attribution.content
            yield _Line(
                date=attribution.said_on,
                kind=ChronologyKind.SAYING,
                what=_tidy(" … ".join(s.of(article.text) for s in told)),
                text_id=text_id(article.text),
                passage=Passage(article.id, span),
                attribution_ids=(attribution.id,),
                losses=_losses(reading, span),
            )


def _events(reading: Reading) -> Iterator[tuple[_Line, bool]]:
    """What is dated, but for what only a day of saying dates; and whether its day is known."""
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
        around = words.of(timex)
        said = [a for a in reading.attributions if any(s.covers(timex.span) for s in a.content)]
        if around is None:
            continue
        if around == sentence and said and not any(_tells_event(reading, a) for a in said):
            continue
        tells = [a for a in said if a.stance not in NO_EVENT]
        told = _on_that_word(analysis, around, said=said)
        if (timex.value, told) in seen:
            continue
        seen.add((timex.value, told))
        line = _Line(
            date=timex.value,
            kind=ChronologyKind.EVENT,
            what=_tidy(told.of(article.text)),
            text_id=text_id(article.text),
            passage=Passage(article.id, told),
            attribution_ids=tuple(a.id for a in tells),
            losses=_losses(reading, told),
        )
        yield line, words.has_day(timex)


def _tells_event(reading: Reading, attribution: Attribution) -> bool:
    """Whether somebody is said to tell that something happened or ended, not that it did not."""
    if attribution.stance in NO_EVENT:
        return False
    analysis = reading.analysis
    known, tokens = vocabulary(analysis.article.language), analysis.tokens
    words = {
        plain(analysis.article.text[tokens.start[i] : tokens.end[i]])
        for s in attribution.content
        for i in range(bisect_left(tokens.start, s.start), bisect_left(tokens.start, s.end))
    }
    return not words & known.negating or bool(words & known.ended)


def _on_that_word(analysis: Analysis, around: Span, *, said: Sequence[Attribution]) -> Span:
    """The words that a time dates, without who says them where they stand alone."""
    held = [
        s for a in said for s in a.content if around.covers(s) and is_sentence(analysis.tokens, s)
    ]
    return max(held, key=lambda s: (len(s), -s.start), default=around)


def _losses(reading: Reading, span: Span) -> frozenset[Event]:
    """What the figures of a span count of the killed, the injured, the missing."""
    found = (q.event for q in reading.analysis.quantities if span.covers(q.span))
    return frozenset(event for event in found if event in LOSSES)


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

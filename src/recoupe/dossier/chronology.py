"""What happened and what was said, by date, as crosscheck has laid it out."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recoupe.dossier.dates import begins, in_words
from recoupe.dossier.edition import Place, anchor, shortened
from recoupe.model import ChronologyKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from recoupe.dossier.edition import Edition
    from recoupe.model import ChronologyEntry, Entity, Passage, Stance, Timex

#: Dates of which words may name the beginning or the end alone: a month, a year.
COARSE = re.compile(r"\d{4}(-\d\d)?")
EDGES = ("START", "END")
#: Characters of one line of the chronology: two lines of a page.
LINE_CHARS = 140


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One line of the chronology."""

    kind: ChronologyKind
    text: str
    speakers: tuple[Entity, ...]
    stance: Stance | None
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """The lines of one date: events first, then sayings."""

    when: str  # the date in words
    moments: tuple[Moment, ...]


def days(edition: Edition) -> tuple[Day, ...]:
    """The chronology, oldest first; dates that have no place in time come last."""
    times: dict[tuple[str, str], list[Timex]] = defaultdict(list)
    for reading in edition.index.readings:
        for timex in reading.analysis.timexes:
            times[reading.analysis.article.id, timex.value].append(timex)
    by_date: dict[tuple[str, str], list[Moment]] = {}
    for entry in edition.dossier.chronology:
        key = entry.date, _edge(entry, times=times)
        by_date.setdefault(key, []).append(_moment(entry, edition, times=times))
    return tuple(
        Day(
            when=_when(*key, edition=edition),
            moments=tuple(sorted(by_date[key], key=lambda m: m.kind is ChronologyKind.SAYING)),
        )
        for key in sorted(by_date, key=_first_day)
    )


def _edge(entry: ChronologyEntry, *, times: Mapping[tuple[str, str], Sequence[Timex]]) -> str:
    """Whether the words name only the beginning or the end of a month or year; else nothing."""
    if not COARSE.fullmatch(entry.date):
        return ""
    found = (_timex(p, entry.date, times=times) for p in entry.passages)
    mods = {timex.mod for timex in found if timex}
    return next((mod for mod in EDGES if mods == {mod}), "")


def _when(date: str, edge: str, *, edition: Edition) -> str:
    """A date in words: « fin mars 2026 »."""
    written = in_words(date, edition.words)
    return edition.words.say(f"edge.{edge}", when=written) if edge else written


def _first_day(key: tuple[str, str]) -> tuple[str, str]:
    """What sorts a date: the end of a month after its days."""
    date, edge = key
    return (begins(date) or "~") + ("~" if edge == "END" else ""), date


def time_anchor(article_id: str, timex: Timex) -> str:
    """The anchor of a time expression in its article."""
    return anchor("d", f"{article_id}\x1f{timex.span.start}")


def _moment(
    entry: ChronologyEntry, edition: Edition, *, times: Mapping[tuple[str, str], Sequence[Timex]]
) -> Moment:
    """One line, with the anchors of its words in each article that has them."""
    attributions = edition.index.attributions
    said = [attributions[i] for i in entry.attribution_ids if i in attributions]
    anchors = {
        passage.article_id: _dated(passage, entry.date, times=times) for passage in entry.passages
    }
    anchors |= {attribution.article_id: anchor("t", attribution.id) for attribution in said}
    return Moment(
        kind=entry.kind,
        text=shortened(entry.what, LINE_CHARS),
        speakers=edition.index.speakers(s for a in said for s in a.speakers),
        stance=said[0].stance if said else None,
        places=tuple(
            Place(cited=edition.cited[i], anchor=anchors[i] or edition.cited[i].anchor)
            for i in sorted(anchors, key=lambda i: edition.cited[i].number)
        ),
    )


def _dated(
    passage: Passage, date: str, *, times: Mapping[tuple[str, str], Sequence[Timex]]
) -> str | None:
    """The anchor of the words that give a passage its date."""
    timex = _timex(passage, date, times=times)
    return time_anchor(passage.article_id, timex) if timex else None


def _timex(
    passage: Passage, date: str, *, times: Mapping[tuple[str, str], Sequence[Timex]]
) -> Timex | None:
    """The words that give a passage its date."""
    found = times.get((passage.article_id, date), ())
    return next((timex for timex in found if passage.span.overlaps(timex.span)), None)

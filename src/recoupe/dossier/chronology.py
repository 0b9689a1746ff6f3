"""What happened and what was said, by date, as crosscheck has laid it out."""

from __future__ import annotations

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
    by_date: dict[str, list[Moment]] = {}
    for entry in edition.dossier.chronology:
        by_date.setdefault(entry.date, []).append(_moment(entry, edition, times=times))
    return tuple(
        Day(
            when=in_words(date, edition.words),
            moments=tuple(sorted(by_date[date], key=lambda m: m.kind is ChronologyKind.SAYING)),
        )
        for date in sorted(by_date, key=lambda date: (begins(date) or "~", date))
    )


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
    for timex in times.get((passage.article_id, date), ()):
        if passage.span.overlaps(timex.span):
            return time_anchor(passage.article_id, timex)
    return None

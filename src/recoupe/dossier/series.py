"""Figures over time: one block per series, equal figures told once; then those in none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from recoupe.dossier.chart import Value, build_chart
from recoupe.dossier.claims import in_brief
from recoupe.dossier.counts import figure_groups
from recoupe.dossier.dates import interval_in_words, middle, tick_of_interval
from recoupe.dossier.edition import Place, anchor, one_line
from recoupe.dossier.figures import bounds, bounds_in_signs
from recoupe.model import LOSSES, Certainty, Event, SeriesRelation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from recoupe.dossier.chart import Chart
    from recoupe.dossier.counts import Figure
    from recoupe.dossier.edition import Edition
    from recoupe.dossier.parties import Mark
    from recoupe.model import Entity, Point, Series


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One figure, on one's word, as of one day, with every place that has it."""

    date: str | None  # TIMEX3 value
    when: str  # the same in words, or the days its article can be of
    tick: str  # the same in few words
    amount: str
    signs: str
    who: str | None  # None: nobody is named
    mark: Mark
    certainty: Certainty
    low: float | None
    high: float | None
    approximate: bool
    is_vague: bool  # told by its words, its bounds being no more than what they are taken for
    places: tuple[tuple[Place, ...], ...]  # by article
    made_of: Figure | None = None  # the figure of another text that this one took and changed


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesBlock:
    """A counted thing over time."""

    anchor: str
    event: Event
    counted: str
    relation: str
    is_divergent: bool
    rows: tuple[Row, ...]
    chart: Chart | None  # None where there is nothing to compare
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LooseRow:
    """A figure that is in no series, with every place that has it."""

    event: Event
    counted: str | None
    scope: str | None
    amount: str
    who: str | None
    mark: Mark
    certainty: Certainty
    places: tuple[tuple[Place, ...], ...]  # by article


def series_blocks(edition: Edition) -> tuple[SeriesBlock, ...]:
    """The series, losses first, then those that moved most."""
    figures = {f.anchor: f for group in figure_groups(edition) for f in group.figures}
    blocks = [_block(series, edition, figures=figures) for series in edition.dossier.series]
    return tuple(sorted(blocks, key=_rank))


def loose_rows(edition: Edition) -> tuple[LooseRow, ...]:
    """The figures that are in no series, by event, equal ones told once."""
    told = {anchor("q", p.quantity_id) for series in edition.dossier.series for p in series.points}
    groups: dict[tuple[object, ...], list[Figure]] = {}
    for group in figure_groups(edition):
        for figure in group.figures:
            who = _who(figure.speakers, figure)
            key = (group.event, figure.counted, figure.amount, figure.scope, who, figure.certainty)
            if figure.anchor not in told:
                groups.setdefault(key, []).append(figure)
    return tuple(
        _loose(Event(str(key[0])), figures, edition=edition) for key, figures in groups.items()
    )


def _loose(event: Event, figures: Sequence[Figure], *, edition: Edition) -> LooseRow:
    first = figures[0]
    scope = first.scope if event is not Event.MEASURE else None
    if scope and first.when and first.when not in scope:
        scope = f"{scope} ({first.when})"
    by_article: dict[int, list[Place]] = {}
    for figure in figures:
        place = Place(cited=figure.cited, anchor=figure.anchor)
        by_article.setdefault(figure.cited.number, []).append(place)
    return LooseRow(
        event=event,
        counted=first.counted,
        scope=scope,
        amount=first.written if first.is_vague else first.amount,
        who=edition.names(first.speakers) or first.source,
        mark=edition.mark(first.speakers),
        certainty=first.certainty,
        places=tuple(tuple(places) for places in by_article.values()),
    )


def _rank(block: SeriesBlock) -> tuple[bool, int, int, str]:
    is_loss = block.event in LOSSES
    return (
        not is_loss,
        LOSSES.index(block.event) if is_loss else 0,
        -len(block.rows),
        block.anchor,
    )


def _block(series: Series, edition: Edition, *, figures: Mapping[str, Figure]) -> SeriesBlock:
    words = edition.words
    groups: dict[tuple[object, ...], list[tuple[Point, Figure | None]]] = {}
    for point in series.points:
        figure = figures.get(anchor("q", point.quantity_id))
        who = edition.index.speakers(point.speakers)
        bounds_told = (point.low, point.high, point.approximate, point.strict)
        key = (point.as_of, *bounds_told, point.made_of is None, _who(who, figure))
        groups.setdefault(key, []).append((point, figure))
    made = (_row(group, edition, figures=figures) for group in groups.values())
    rows = _sourced_once(sorted(made, key=_moment))
    named = "" if series.counted == series.event.value else series.counted
    counted = one_line(", ".join(part for part in (named, series.scope) if part))
    return SeriesBlock(
        anchor=anchor("g", series.id),
        event=series.event,
        counted=counted,
        relation=words.say(f"relation.{series.relation}"),
        is_divergent=series.relation is SeriesRelation.DIVERGENT,
        rows=tuple(rows),
        chart=build_chart([_value(row) for row in rows if not _is_echo(row, rows)], words=words),
        reasons=in_brief(series.reasons, words),
    )


def _row(
    group: list[tuple[Point, Figure | None]], edition: Edition, *, figures: Mapping[str, Figure]
) -> Row:
    words = edition.words
    point, figure = group[0]
    known = _known_day(point, edition)
    who: tuple[Entity, ...] = edition.index.speakers(point.speakers)
    certain = {figure.certainty for _, figure in group if figure}
    amount = bounds(point, unit=None, words=words)
    if figure:
        amount = figure.written if figure.is_vague else figure.amount
    return Row(
        date=point.as_of,
        when=interval_in_words(*known, words=words),
        tick=tick_of_interval(*known, words=words),
        amount=amount,
        signs=bounds_in_signs(point, words=words),
        who=edition.names(who) or _written(figure),
        mark=edition.mark(who),
        certainty=certain.pop() if len(certain) == 1 else Certainty.PLAIN,
        low=point.low,
        high=point.high,
        approximate=point.approximate,
        is_vague=figure is not None and figure.is_vague,
        places=_places(group, edition),
        made_of=figures.get(anchor("q", point.made_of)) if point.made_of else None,
    )


def _known_day(point: Point, edition: Edition) -> tuple[str | None, str | None]:
    """The first and last day that a figure can be of: its own, or those of its article."""
    cited = edition.cited[point.article_id]
    if cited.earliest and point.as_of and point.as_of == cited.latest:
        return cited.earliest, cited.latest
    return point.as_of, point.as_of


def _sourced_once(rows: list[Row]) -> list[Row]:
    """The rows, a figure once per article: a headline's stands on the word the body gives."""
    found = []
    for row in rows:
        if row.who is None:
            sourced = {
                places[0].cited.number
                for other in rows
                if other.who and (other.low, other.high) == (row.low, row.high)
                for places in other.places
            }
            left = tuple(p for p in row.places if p[0].cited.number not in sourced)
            row = replace(row, places=left)
        if row.places:
            found.append(row)
    return found


def _places(
    points: Iterable[tuple[Point, Figure | None]], edition: Edition
) -> tuple[tuple[Place, ...], ...]:
    """Where a figure stands, article by article; the article where its words are not known."""
    by_article: dict[int, list[Place]] = {}
    for point, figure in points:
        cited = edition.cited[point.article_id]
        place = Place(cited=cited, anchor=figure.anchor if figure else cited.anchor)
        by_article.setdefault(cited.number, []).append(place)
    return tuple(tuple(by_article[number]) for number in sorted(by_article))


def _who(speakers: Iterable[Entity], figure: Figure | None) -> tuple[str | None, ...]:
    """What tells those who give a figure from others: their ids, else the source as written."""
    return tuple(entity.id for entity in speakers) or (_written(figure),)


def _written(figure: Figure | None) -> str | None:
    """The source as written, where it stands for nobody known."""
    return figure.source if figure else None


def _moment(row: Row) -> tuple[str, float]:
    date = middle(row.date) if row.date else None
    return date or "~", row.low if row.low is not None else row.high or 0.0


def _is_echo(row: Row, rows: Iterable[Row]) -> bool:
    """Whether a copy changed a figure, or nobody is named for one that somebody gives that day."""
    if row.made_of:
        return True
    return row.who is None and any(
        other.who and (other.date, other.low, other.high) == (row.date, row.low, row.high)
        for other in rows
    )


def _value(row: Row) -> Value:
    """The row as it is drawn: « plusieurs milliers » as its words, from its least upwards."""
    is_worded = row.is_vague and not any(c.isdigit() for c in row.amount)
    return Value(
        day=middle(row.date) if row.date else None,
        date=row.date,
        low=row.low,
        high=None if is_worded and row.low != row.high else row.high,
        approximate=row.approximate,
        label=row.amount if is_worded else row.signs,
        mark=row.mark,
        anchor=row.places[0][0].anchor,
        title=", ".join(part for part in (row.amount, row.who, row.tick) if part),
    )

"""Place the figures of a series on a drawing: days against values.

A template turns the places into SVG. Drawn by hand rather than by a charting
library: see docs/decisions/0009-charts-drawn-by-a-template.md.

Days lie in proportion, but no nearer than a mark is wide; values between
ticks at 1, 2 or 5 times a power of ten. All lengths are units of the drawing,
which a narrow screen shows at about one pixel each.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from recoupe.dossier.dates import tick_in_words
from recoupe.dossier.edition import shortened
from recoupe.dossier.parties import NO_PARTY, NOBODY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recoupe.dossier.parties import Mark
    from recoupe.dossier.words import Words

WIDTH, HEIGHT = 360, 190
LEFT, RIGHT, TOP, BOTTOM = 46, 344, 24, 160
#: How far an open bar reaches: it says « or more », not how much more.
OPEN = 38
#: Two marks side by side.
GAP = 17.0
#: Room for the words of a tick, and for those of a value.
TICK_ROOM, LABEL_ROOM, LABEL_HEIGHT = 50.0, 5.6, 11.0
#: Characters of the words of a value.
LABEL_CHARS = 24
#: Values that lie close together are drawn close up, not from zero.
CLOSE = 0.55
#: Fewer figures than this are told by their words alone.
TWO = 2
#: Ticks of the values, at most.
TICKS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A figure to be drawn."""

    day: str | None  # sortable ISO 8601, as `dates.middle` gives it
    date: str | None  # TIMEX3 value
    low: float | None
    high: float | None
    approximate: bool
    label: str
    mark: Mark
    anchor: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A figure as drawn: its mark, its bar when it is a bound or a range, its words."""

    x: float
    y: float
    bar: str | None  # an SVG path; open where the bound is
    value: Value
    label: str
    label_x: float  # its middle
    label_y: float | None  # None where there is no room for words


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A place on an axis, in words."""

    at: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """All that a template draws."""

    dots: tuple[Dot, ...]
    lines: tuple[tuple[str, str], ...]  # color of a party, points that its figures join
    days: tuple[Tick, ...]
    values: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class _Scale:
    least: float
    most: float

    def y(self, value: float) -> float:
        share = (value - self.least) / (self.most - self.least)
        return round(BOTTOM - share * (BOTTOM - TOP), 1)


def build_chart(values: Sequence[Value], *, words: Words) -> Chart | None:
    """The drawing of a series; None where one day has one figure."""
    drawn = [v for v in values if _known(v)]
    if len({(v.date, v.low, v.high) for v in drawn}) < TWO:
        return None
    scale = _scale([n for v in drawn for n in _known(v)])
    places = _places(drawn)
    dots = _labelled([_dot(v, x, scale=scale) for v, x in zip(drawn, places, strict=True)])
    return Chart(
        dots=tuple(dots),
        lines=_lines(dots),
        days=tuple(_days(drawn, places, words=words)),
        values=tuple(_ticks(scale, words=words)),
    )


def _known(value: Value) -> list[float]:
    return [n for n in (value.low, value.high) if n is not None and math.isfinite(n)]


def _scale(known: Sequence[float]) -> _Scale:
    """From zero, unless all values lie close together; room above for open bounds."""
    least, most = min(known), max(known)
    spread = (most - least) or most or 1.0
    if least < CLOSE * most or least == most:
        return _Scale(min(0.0, least), most + (most - min(0.0, least) or 1.0) * 0.12)
    return _Scale(max(0.0, least - 0.35 * spread), most + 0.35 * spread)


def _places(values: Sequence[Value]) -> list[float]:
    """Where each value lies from left to right; the undated at the right end."""
    days = [_ordinal(v.day) for v in values]
    known = [day for day in days if day is not None]
    first, last = (min(known), max(known)) if known else (0, 0)
    gap = min(GAP, (RIGHT - LEFT - GAP) / len(values))
    span = RIGHT - LEFT - 2 * GAP
    found = [
        RIGHT - gap
        if day is None
        else LEFT + GAP + span * ((day - first) / (last - first) if last > first else 0.5)
        for day in days
    ]
    for at, (before, here) in enumerate(pairwise(list(found)), start=1):
        found[at] = max(here, found[at - 1] + gap, before)
    limit = float(RIGHT)
    for at in range(len(found) - 1, -1, -1):
        found[at] = round(min(found[at], limit), 1)
        limit = found[at] - gap
    return found


def _ordinal(day: str | None) -> int | None:
    """The number of a day."""
    if day is None:
        return None
    try:
        return date.fromisoformat(day[: len("2024-01-01")]).toordinal()
    except ValueError:
        return None


def _dot(value: Value, x: float, *, scale: _Scale) -> Dot:
    """The mark at the value; for a range, at its low end."""
    low, high = value.low, value.high
    at = low if low is not None else high or 0.0
    y = scale.y(at)
    bar = None
    if low is None or high is None:
        end = max(TOP - 8, y - OPEN) if high is None else min(BOTTOM, y + OPEN)
        bar = f"M{x - 4:g} {end:g}V{y:g}H{x + 4:g}V{end:g}"
    elif low != high:
        top = scale.y(high)
        bar = f"M{x - 4:g} {y:g}V{top:g}H{x + 4:g}V{y:g}Z"
    return Dot(
        x=x,
        y=y,
        bar=bar,
        value=value,
        label=shortened(value.label, LABEL_CHARS),
        label_x=x,
        label_y=None,
    )


def _labelled(dots: Sequence[Dot]) -> list[Dot]:
    """Dots with their words above or below, within the drawing, where nothing else stands."""
    taken = [(d.x, d.y, 9.0, 10.0) for d in dots]
    taken += [(d.x, d.y + side * OPEN / 2, 6.0, OPEN) for d in dots if (side := _open(d.value))]
    found = []
    for dot in dots:
        half = LABEL_ROOM * len(dot.label) / 2 + 2
        x = round(min(max(dot.x, half), WIDTH - half), 1)
        room = None
        for y in (dot.y - 12, dot.y + 14):
            box = (x, y, half, LABEL_HEIGHT)
            if TOP - 16 < y < BOTTOM + 2 and not any(_overlap(box, other) for other in taken):
                room = round(y + 3.5, 1)
                taken.append(box)
                break
        found.append(replace(dot, label_x=x, label_y=room))
    return found


def _open(value: Value) -> int:
    """To which side a bound is open: -1 upwards, 1 downwards, 0 for none."""
    return 1 if value.low is None else -1 if value.high is None else 0


def _overlap(
    one: tuple[float, float, float, float], other: tuple[float, float, float, float]
) -> bool:
    """Whether two boxes meet, each given by its middle, half its width, and its height."""
    return (
        abs(one[0] - other[0]) < one[2] + other[2] - 4
        and abs(one[1] - other[1]) < (one[3] + other[3]) / 2
    )


def _lines(dots: Sequence[Dot]) -> tuple[tuple[str, str], ...]:
    """For each party with figures of several days, the line that joins them.

    A vague figure (« plusieurs milliers ») moves from nothing to nothing.
    """
    by_party: dict[Mark, list[Dot]] = {}
    for dot in dots:
        value = dot.value
        vague = value.low != value.high and (
            None not in (value.low, value.high) or value.approximate
        )
        if dot.value.mark not in (NO_PARTY, NOBODY) and not vague:
            by_party.setdefault(dot.value.mark, []).append(dot)
    return tuple(
        (mark.color, " ".join(f"{d.x:g},{d.y:g}" for d in found))
        for mark, found in by_party.items()
        if len({d.value.day for d in found}) > 1
    )


def _days(values: Sequence[Value], places: Sequence[float], *, words: Words) -> list[Tick]:
    """The days under the drawing, each once, where there is room for its words."""
    by_date: dict[str | None, list[float]] = {}
    for value, x in zip(values, places, strict=True):
        by_date.setdefault(value.date, []).append(x)
    found: list[Tick] = []
    for day, xs in by_date.items():
        middle = round(sum(xs) / len(xs), 1)
        if not found or middle - found[-1].at >= TICK_ROOM:
            found.append(Tick(at=middle, text=tick_in_words(day, words)))
    return found


def _ticks(scale: _Scale, *, words: Words) -> list[Tick]:
    """Round values between the ends of the scale."""
    raw = (scale.most - scale.least) / TICKS
    power = 10 ** math.floor(math.log10(raw))
    step = next(m * power for m in (1, 2, 5, 10) if m * power >= raw)
    if scale.most >= TICKS:
        step = max(1.0, step)
    first = math.ceil(scale.least / step)
    last = math.floor(scale.most / step)
    return [
        Tick(at=scale.y(n * step), text=words.short_number(n * step))
        for n in range(first, last + 1)
    ]

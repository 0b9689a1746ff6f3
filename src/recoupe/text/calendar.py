"""Resolve a time expression's rule against a day, or an interval of days.

A rule is a line of words, read from left to right: where to start, then
steps. It holds all that the text said (direction, tense, the expression that
it refers to), so it is resolved again, without the text, once a story has
dated its article.

    base    pub          the day of publication
            2012-05-20   a TIMEX3 value
            =P3D         a value that stands as it is; nothing follows
            dur:2:Y      a duration; dur:1.5:TH, dur:2:TH:31:TM
    step    weekday:4<=  Thursday on or before
            date:12-14<= 14 December on or before; date:12-14,6<= and a Saturday
            month:08<    the August before this month; mday:23>= the next 23rd
            season:SU<   the summer before; feast:12-25<= feast:easter-2<=
            we<=         the weekend; quarter:1 half:2 of the year reached
            shift:-2Y    two years back, at the grain of years; shift:0M this month
            night<=      the night that ends on, or begins on, the day reached
            part:TEV     a part of the day reached; clock:14:30 clock:03:10Z
            said<=       changes nothing: the clause tells of it as past, said>= as to come

Directions: < <= > >= as in arithmetic, >< the nearest, ~ the nearest too (a
weekday or weekend: of the same week), = within the year reached. Units: D W WE
M Q H Y DE CE, and TH TM TS for hours, minutes and seconds; Q and H are quarters
and halves.

Libraries of dates (dateparser, dateutil) take an instant, not an interval, and
give no value that is partly unknown.

Source: values after TIMEX3 (ISO-TimeML).
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from recoupe.text.moment import (
    MONTHS_IN,
    SEASON_MONTHS,
    Moment,
    easter,
    end_of,
    floor,
    months_later,
    parsed,
    written,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from recoupe.model import Published, Timex

LONGEST_WALK_DAYS = 400
"""An interval up to this long is resolved day by day; a longer one by samples."""

SAMPLE_DAYS = tuple(
    date(y, m, d) for y, m, d in ((1987, 2, 3), (1998, 5, 9), (2006, 8, 21), (2017, 11, 30))
)
"""Days that differ in every part, to see what a rule leaves open when nothing is known."""

_STEP = re.compile(r"(?P<name>[a-z]+):?(?P<value>[^<>=~ ]*)(?P<op><=|>=|><|<|>|=|~)?\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """The days between which an article appeared, both included; None is open."""

    earliest: date | None = None
    latest: date | None = None


@dataclass(frozen=True, slots=True)
class _Step:
    """What a step of a rule says: which one, in which direction."""

    value: str
    op: str


def anchor_of(published: Published) -> Anchor:
    """The interval of `published` as an anchor."""
    days = (date.fromisoformat(v) if v else None for v in (published.earliest, published.latest))
    earliest, latest = days
    return Anchor(earliest=earliest, latest=latest)


def resolve_again(timexes: Iterable[Timex], published: Published) -> tuple[Timex, ...]:
    """The same timexes, their values resolved from their rules against `published`.

    Called when a story has told more about an article's day than the article.
    """
    anchor = anchor_of(published)
    return tuple(replace(t, value=resolve(t.rule, anchor)) for t in timexes)


def resolve(rule: str, anchor: Anchor) -> str:
    """The TIMEX3 value of `rule` for an article published within `anchor`.

    What differs from day to day of the interval is written with X.

    Cost: linear in the days of the interval, at most `LONGEST_WALK_DAYS`.
    """
    if rule.startswith("="):
        return rule[1:]
    if rule.startswith("dur:"):
        return _duration(rule)
    if not rule.startswith("pub"):
        return _resolve_on(rule, SAMPLE_DAYS[0])
    values = sorted({_resolve_on(rule, day) for day in _days(anchor)})
    return values[0] if len(values) == 1 else _masked(values, rule)


def days_of(value: str) -> tuple[date, date] | None:
    """First and last day that a value covers; None when it is no stretch of known days."""
    day = re.match(r"(\d{4})-(\d\d)-(\d\d)", value)
    try:
        if day:
            only = date(*map(int, day.groups()))
            return only, only
        if value.startswith("BC") or not re.match(r"\d", value):
            return None
        start = parsed(value)
        return (start.day, end_of(start)) if start else None
    except ValueError:
        return None


def _days(anchor: Anchor) -> Iterator[date]:
    """The days of an interval, or samples when it is open or long."""
    if anchor.earliest is None or anchor.latest is None:
        return iter(SAMPLE_DAYS)
    length = (anchor.latest - anchor.earliest).days
    if length < 0:
        return iter((anchor.latest,))
    step = 1 if length <= LONGEST_WALK_DAYS else -(-length // LONGEST_WALK_DAYS)
    offsets = sorted({*range(0, length + 1, step), length})
    first = anchor.earliest
    return (first + timedelta(days=n) for n in offsets)


def _masked(values: list[str], rule: str) -> str:
    """One value for several: what differs is written with X."""
    parts = [re.split(r"(\d+)", v) for v in values]
    if len({tuple(p[0::2]) for p in parts}) > 1:
        shortest = min(map(len, values))
        return "XXXX" + ("-XX" if shortest > 4 else "")
    merged = [
        column[0] if len(set(column)) == 1 else "X" * min(map(len, column))
        for column in zip(*parts, strict=True)
    ]
    text = "".join(merged)
    day_of_week = re.search(r"weekday:(\d)[^ ]*(?: (?:part|clock)[^ ]*)*\Z", rule)
    if day_of_week and text.startswith("XXXX-XX-XX"):
        return f"XXXX-WXX-{day_of_week[1]}{text[10:]}"
    return text


@lru_cache(maxsize=65536)
def _resolve_on(rule: str, published: date) -> str:
    """The value of `rule` for an article published on one day."""
    base, *steps = rule.split(" ")
    try:
        moment = Moment(published, "D") if base == "pub" else parsed(base)
        if moment is None:
            return base
        for step in steps:
            found = _STEP.match(step)
            if found is None:
                return base
            moment = _STEPS[found["name"]](moment, _Step(found["value"], found["op"] or "~"))
    except (KeyError, OverflowError, ValueError):
        return base if base != "pub" else "XXXX"
    return written(moment)


def _chosen(candidates: list[date], at: date, *, op: str) -> date:
    """The candidate that lies in the direction `op` from `at`, nearest first."""
    before = [c for c in candidates if c < at or (c == at and op == "<=")]
    after = [c for c in candidates if c > at or (c == at and op == ">=")]
    if op in ("<", "<="):
        return max(before)
    if op in (">", ">="):
        return min(after)
    if op == "=":
        return min(c for c in candidates if c.year == at.year)
    return min(candidates, key=lambda c: (abs((c - at).days), c < at))


def _weekday(moment: Moment, step: _Step) -> Moment:
    """The day of the week in a direction."""
    monday = floor(moment.day, "W")
    days = [monday + timedelta(days=int(step.value) - 1 + 7 * n) for n in (-1, 0, 1)]
    return Moment(days[1] if step.op in "~=" else _chosen(days, moment.day, op=step.op), "D")


def _date(moment: Moment, step: _Step) -> Moment:
    """The day of the year in a direction; a weekday beside it corrects the direction."""
    wanted, _, weekday = step.value.partition(",")
    month, day = map(int, wanted.split("-"))
    years = range(max(1, moment.day.year - 8), min(9999, moment.day.year + 8) + 1)
    days = [date(y, month, day) for y in years if day <= calendar.monthrange(y, month)[1]]
    found = _chosen(days, moment.day, op=step.op)
    if weekday and found.isoweekday() != int(weekday):
        near = [d for d in days if abs((d - moment.day).days) < 366]
        fitting = [d for d in near if d.isoweekday() == int(weekday)]
        found = _chosen(fitting, moment.day, op="~") if fitting else found
    return Moment(found, "D")


def _month(moment: Moment, step: _Step) -> Moment:
    """The month in a direction."""
    year = moment.day.year
    months = [date(y, int(step.value), 1) for y in range(year - 1, year + 2)]
    return Moment(_chosen(months, floor(moment.day, "M"), op=step.op), "M")


def _month_day(moment: Moment, step: _Step) -> Moment:
    """The day of that number in a direction, in this month or one beside it."""
    first = floor(moment.day, "M")
    days = []
    for months in range(-3, 4):
        month = months_later(first, months)
        if int(step.value) <= calendar.monthrange(month.year, month.month)[1]:
            days.append(month.replace(day=int(step.value)))
    if step.op == "=":
        return Moment(first.replace(day=int(step.value)), "D")
    return Moment(_chosen(days, moment.day, op=step.op), "D")


def _season(moment: Moment, step: _Step) -> Moment:
    """The season in a direction; strictly before means that it is over."""
    at = floor(moment.day, "M")
    starts = [date(y, SEASON_MONTHS[step.value], 1) for y in range(at.year - 2, at.year + 3)]
    if step.op == "<":
        return Moment(max(s for s in starts if months_later(s, 3) <= at), step.value)
    if step.op == ">=":
        return Moment(min(s for s in starts if months_later(s, 3) > at), step.value)
    return Moment(_chosen(starts, at, op=step.op), step.value)


def _feast(moment: Moment, step: _Step) -> Moment:
    """The feast in a direction, counted from Easter or fixed in the year."""
    if not step.value.startswith("easter"):
        return _date(moment, step)
    days = [
        easter(y) + timedelta(days=int(step.value[6:] or 0))
        for y in range(moment.day.year - 1, moment.day.year + 2)
    ]
    return Moment(_chosen(days, moment.day, op=step.op), "D")


def _weekend(moment: Moment, step: _Step) -> Moment:
    """The weekend in a direction; the one under way is both before and after."""
    this = floor(moment.day, "WE")
    weeks = {"<": -1, ">": 1}.get(step.op, 0)
    if step.op == "<=" and moment.day < this - timedelta(days=1):
        weeks = -1
    return Moment(this + timedelta(weeks=weeks), "WE")


def _shift(moment: Moment, step: _Step) -> Moment:
    """The stretch of a unit's grain, so many units away."""
    found = re.fullmatch(r"([+-]?)([\d.]+)([A-Z]+)", step.value)
    if found is None:
        raise ValueError(step.value)
    number, unit = _in_units(found[2], found[3]) if "." in found[2] else (found[2], found[3])
    count = round(float(found[1] + number))
    if unit in ("TH", "TM", "TS"):
        return Moment(moment.day, "D", "TXX:XX")
    if unit == "D":
        return Moment(moment.day + timedelta(days=count), "D")
    if unit in ("W", "WE"):
        return Moment(floor(moment.day, unit) + timedelta(weeks=count), unit)
    return Moment(months_later(floor(moment.day, unit), count * MONTHS_IN[unit]), unit)


def _part_of_year(grain: str) -> Callable[[Moment, _Step], Moment]:
    """A step to the numbered quarter or half, of the year reached or in a direction."""

    def take(moment: Moment, step: _Step) -> Moment:
        months = MONTHS_IN[grain]
        starts = [
            date(y, months * (int(step.value) - 1) + 1, 1)
            for y in range(moment.day.year - 1, moment.day.year + 2)
        ]
        at = floor(moment.day, grain)
        return Moment(starts[1] if step.op in "~=" else _chosen(starts, at, op=step.op), grain)

    return take


def _night(moment: Moment, step: _Step) -> Moment:
    """The night that has just ended, or the one to come; it bears its evening's date."""
    nights = 1 if step.op in ("<", "<=") else 0
    return Moment(moment.day - timedelta(days=nights), "D", "TNI")


def _part(moment: Moment, step: _Step) -> Moment:
    """A part of the day reached."""
    return replace(moment, tail=step.value)


def _clock(moment: Moment, step: _Step) -> Moment:
    """A time of the day reached; the small hours of a night are those of the next day."""
    late = moment.tail == "TNI" and int(step.value[:2]) < 12
    return Moment(moment.day + timedelta(days=late), "D", f"T{step.value}")


def _said(moment: Moment, _step: _Step) -> Moment:
    """The moment itself: the step only keeps the side of now."""
    return moment


_STEPS: dict[str, Callable[[Moment, _Step], Moment]] = {
    "weekday": _weekday,
    "date": _date,
    "month": _month,
    "mday": _month_day,
    "season": _season,
    "feast": _feast,
    "we": _weekend,
    "shift": _shift,
    "quarter": _part_of_year("Q"),
    "half": _part_of_year("H"),
    "night": _night,
    "part": _part,
    "clock": _clock,
    "said": _said,
}


def _duration(rule: str) -> str:
    """The ISO 8601 duration of a `dur:` rule; an unknown number is X."""
    cells = rule.split(":")[1:]
    parts = [_in_units(n, unit) for n, unit in zip(cells[::2], cells[1::2], strict=True)]
    if any(unit.startswith("T") for _, unit in parts):
        return "P" + "T" + "".join(f"{n}{u.removeprefix('T')}" for n, u in parts)
    return "P" + "".join(f"{n}{u}" for n, u in parts)


def _in_units(number: str, unit: str) -> tuple[str, str]:
    """A number of units that ISO 8601 knows; a broken one in the unit below."""
    if number == "X":
        return number, {"Q": "M", "H": "M"}.get(unit, unit)
    count = float(number)
    times, unit = {
        "Q": (3, "M"),
        "H": (6, "M"),
        "DE": (10, "Y"),
        "CE": (100, "Y"),
        "TWE": (1, "WE"),
    }.get(unit, (1, unit))
    count *= times
    below = {"Y": (12, "M"), "TH": (60, "TM"), "D": (24, "TH"), "M": (30, "D"), "TM": (60, "TS")}
    if count != int(count) and unit in below:
        factor, smaller = below[unit]
        if (count * factor).is_integer():
            count, unit = count * factor, smaller
    return (str(int(count)) if count == int(count) else f"{count:g}"), unit

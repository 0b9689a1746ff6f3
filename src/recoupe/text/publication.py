"""Narrow the days on which a text can have appeared, from the times it names.

« ce jeudi » after « le 23 octobre » leaves the days from that Thursday to the
end of its week; what is told as past bounds the day from below, what is to
come from above. Only the rules of timexes are read, so that crosscheck asks
again with the days that a story leaves.

Source: house, after how desks date undated copy.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from recoupe.text.calendar import LONGEST_WALK_DAYS, Anchor, days_of, resolve

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from recoupe.model import Timex

YEARS_BACK = 20
"""A weekday and a date come together every five or six years; older news names its year."""

_DATED = re.compile(r"pub date:(\d\d)-(\d\d)(?:,(\d))?(<=|>=|~|<|>)")
_WEEKDAY = re.compile(r"pub weekday:(\d)(<=|>=|~)(?: (?:part|clock):\S+)?\Z")
_MONTH = re.compile(r"pub month:\d\d<=?(?: |\Z)")
_TOLD = re.compile(r"(\d{4}\S*) said(<=|>=)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """The days that are left, and the timexes that left them."""

    anchor: Anchor
    because: tuple[Timex, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fits:
    """The years in which every date of a text falls on the weekday it names."""

    timex: Timex  # the first that names a weekday with its date
    days: tuple[date, ...]  # that day in each fitting year, latest first


def years_that_fit(timexes: Sequence[Timex], *, latest: date) -> Fits | None:
    """The years in which dates and weekdays named together agree; None when none is named.

    Years in which what is told as past would lie ahead are left out, the years
    after `latest` too.
    """
    named = [(t, found) for t in timexes if (found := _DATED.match(t.rule)) and found[3]]
    if not named:
        return None
    first, found = named[0]
    floor = _told_past(timexes)
    days = []
    for year in range(latest.year, latest.year - YEARS_BACK, -1):
        day = _day(year, found)
        is_known = day is not None and day.isoweekday() == int(found[3])
        if day is None or not is_known or (day > latest and found[4] != ">="):
            continue
        if floor and day + timedelta(days=LONGEST_WALK_DAYS) < floor:
            break
        if all(_agrees(other, day) for _, other in named[1:]):
            days.append(day)
    return Fits(timex=first, days=tuple(days)) if days else None


def narrow(timexes: Sequence[Timex], anchor: Anchor) -> Narrowed:
    """The days within `anchor` that the times of a text leave open.

    What would leave none is not heeded: words may be careless. An open or
    long interval is narrowed only by dates that name their year; in a short
    one, a past date without its year is taken as the latest that fits.

    Cost: linear in the timexes.
    """
    left = _after_told(timexes, Narrowed(anchor=anchor))
    days = left.anchor
    if days.earliest is None or days.latest is None:
        return left
    if (days.latest - days.earliest).days > LONGEST_WALK_DAYS:
        return left
    left = _after_past(timexes, left, is_past=_is_past_day)
    left = _around_weekday(timexes, left)
    return _after_past(timexes, left, is_past=_is_past_month)


def _told_past(timexes: Sequence[Timex]) -> date | None:
    """The latest day, of those whose year is named, that is told as past."""
    told = [d for t in timexes if (d := _told_day(t, "<="))]
    return max(told, default=None)


def _told_day(timex: Timex, op: str) -> date | None:
    """The first day of a date with its year that stands on the side `op`; None for others."""
    found = _TOLD.match(timex.rule)
    if found is None or found[2] != op:
        return None
    days = days_of(found[1])
    return days[0] if days else None


def _day(year: int, found: re.Match[str]) -> date | None:
    """The day of a rule's month and day in a year; None on 29 February of most."""
    try:
        return date(year, int(found[1]), int(found[2]))
    except ValueError:
        return None


def _agrees(found: re.Match[str], near: date) -> bool:
    """Whether another weekday and date agree in a year beside `near`."""
    days = (_day(near.year + n, found) for n in (-1, 0, 1))
    return any(
        d is not None
        and abs((d - near).days) < LONGEST_WALK_DAYS // 2
        and d.isoweekday() == int(found[3])
        for d in days
    )


def _kept(left: Narrowed, *, timex: Timex, earliest: date | None, latest: date | None) -> Narrowed:
    """What one more bound leaves; all that was, when it leaves nothing or changes nothing."""
    old = left.anchor
    low = max((d for d in (old.earliest, earliest) if d), default=None)
    high = min((d for d in (old.latest, latest) if d), default=None)
    if (low and high and low > high) or (low, high) == (old.earliest, old.latest):
        return left
    because = (*(t for t in left.because if t is not timex), timex)
    return Narrowed(anchor=Anchor(earliest=low, latest=high), because=because)


def _after_told(timexes: Sequence[Timex], left: Narrowed) -> Narrowed:
    """What is left after the dates that name their year: the latest past one is a floor."""
    past = [(d, n, t) for n, t in enumerate(timexes) if (d := _told_day(t, "<="))]
    if past:
        day, _, timex = max(past, key=lambda p: (p[0], -p[1]))
        left = _kept(left, timex=timex, earliest=day, latest=None)
    return left


def _after_past(
    timexes: Sequence[Timex], left: Narrowed, *, is_past: Callable[[Timex], bool]
) -> Narrowed:
    """What is left after the latest of the dates without a year that are told as past."""
    high = left.anchor.latest
    past = []
    for n, timex in enumerate(timexes):
        if not is_past(timex):
            continue
        days = days_of(resolve(timex.rule, Anchor(earliest=high, latest=high)))
        if days:
            past.append((days[0], n, timex))
    if not past:
        return left
    day, _, timex = max(past, key=lambda p: (p[0], -p[1]))
    return _kept(left, timex=timex, earliest=day, latest=None)


def _is_past_day(timex: Timex) -> bool:
    """Whether a day and month is told as past, or with its weekday as of now."""
    found = _DATED.match(timex.rule)
    return found is not None and (found[4] in ("<=", "<") or (found[4] == "~" and bool(found[3])))


def _is_past_month(timex: Timex) -> bool:
    """Whether a month is told as past."""
    return bool(_MONTH.match(timex.rule))


def _around_weekday(timexes: Sequence[Timex], left: Narrowed) -> Narrowed:
    """What is left when « ce jeudi » must be the first Thursday from the floor on."""
    floor = left.anchor.earliest
    if floor is None or not any(_is_past_day(t) for t in left.because):
        return left
    for timex in timexes:
        found = _WEEKDAY.match(timex.rule)
        if found is None:
            continue
        day = floor + timedelta(days=(int(found[1]) - floor.isoweekday()) % 7)
        if found[2] == ">=":
            return _kept(left, timex=timex, earliest=None, latest=day)
        sunday = day + timedelta(days=7 - day.isoweekday())
        return _kept(left, timex=timex, earliest=day, latest=sunday)
    return left

"""Stretches of time as calendars have them: a day, a week, a season, a century.

A moment is the first day of a stretch with its grain, read from and written
as a TIMEX3 value. `datetime` knows days only, `isocalendar` weeks only.

Source: values after TIMEX3 (ISO-TimeML); Easter after Butcher's algorithm as
printed in Meeus 1991.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""The month in which a season begins; it lasts three."""

MONTHS_IN = {"M": 1, "Q": 3, "H": 6, "Y": 12, "DE": 120, "CE": 1200}


#: The hour from which a part of the day reaches, as a clock writes it.
PART_BEGINS = {
    "MO": "06:00",
    "MI": "12:00",
    "DT": "08:00",
    "AF": "12:30",
    "EV": "18:00",
    "NI": "22:00",
}


@dataclass(frozen=True, slots=True)
class Moment:
    """A stretch of time on the way to a value: its first day, its grain, a time of day."""

    day: date
    grain: str
    tail: str = ""


def parsed(value: str) -> Moment | None:
    """The moment that a TIMEX3 value of a date names."""
    head, mark, tail = value.partition("T")
    for pattern, make in _FORMS:
        found = re.fullmatch(pattern, head)
        if found:
            moment = make(*found.groups())
            return replace(moment, tail=mark + tail)
    return None


_FORMS: tuple[tuple[str, Callable[..., Moment]], ...] = (
    (r"(\d{4})-(\d\d)-(\d\d)", lambda y, m, d: Moment(date(int(y), int(m), int(d)), "D")),
    (r"(\d{4})-(\d\d)", lambda y, m: Moment(date(int(y), int(m), 1), "M")),
    (r"(\d{4})", lambda y: Moment(date(int(y), 1, 1), "Y")),
    (r"(\d{4})-(SP|SU|FA|WI)", lambda y, s: Moment(date(int(y), SEASON_MONTHS[s], 1), s)),
    (r"(\d{4})-Q(\d)", lambda y, q: Moment(date(int(y), 3 * int(q) - 2, 1), "Q")),
    (r"(\d{4})-H(\d)", lambda y, h: Moment(date(int(y), 6 * int(h) - 5, 1), "H")),
    (r"(\d{4})-W(\d\d)", lambda y, w: Moment(date.fromisocalendar(int(y), int(w), 1), "W")),
    (r"(\d{4})-W(\d\d)-WE", lambda y, w: Moment(date.fromisocalendar(int(y), int(w), 6), "WE")),
    (r"(\d{3})", lambda y: Moment(date(int(y) * 10, 1, 1), "DE")),
    (r"(\d{2})", lambda y: Moment(date(int(y) * 100 or 1, 1, 1), "CE")),
)


def clock_of(value: str) -> str:
    """The time of day that a TIMEX3 value names, sortable; "" for a whole day or more.

    A part of the day stands where it begins: a morning before 9 o'clock, an evening after 17:30.
    """
    _, mark, tail = value.partition("T")
    return PART_BEGINS.get(tail, tail) if mark else ""


def written(moment: Moment) -> str:
    """The TIMEX3 value of a moment."""
    day, grain = moment.day, moment.grain
    week = day.isocalendar()
    match grain:
        case "D":
            head = day.isoformat()
        case "W":
            head = f"{week.year:04}-W{week.week:02}"
        case "WE":
            head = f"{week.year:04}-W{week.week:02}-WE"
        case "M":
            head = f"{day.year:04}-{day.month:02}"
        case "Q":
            head = f"{day.year:04}-Q{(day.month + 2) // 3}"
        case "H":
            head = f"{day.year:04}-H{(day.month + 5) // 6}"
        case "DE":
            head = f"{day.year:04}"[:3]
        case "CE":
            head = f"{day.year:04}"[:2]
        case "Y":
            head = f"{day.year:04}"
        case _:
            head = f"{day.year:04}-{grain}"
    return head + moment.tail


def end_of(moment: Moment) -> date:
    """The last day of a moment."""
    grain = moment.grain
    if grain in ("D", "W", "WE"):
        return moment.day + timedelta(days={"D": 0, "W": 6, "WE": 1}[grain])
    months = MONTHS_IN.get(grain, 3)
    return months_later(moment.day, months) - timedelta(days=1)


def months_later(day: date, months: int) -> date:
    """The same day of the month, `months` later; the month's last day when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def floor(day: date, grain: str) -> date:
    """The first day of the stretch of one grain that holds `day`."""
    match grain:
        case "W":
            return day - timedelta(days=day.weekday())
        case "WE":
            return day + timedelta(days=5 - day.weekday())
        case "M":
            return day.replace(day=1)
        case "Q":
            return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
        case "H":
            return date(day.year, 6 * ((day.month - 1) // 6) + 1, 1)
        case "Y":
            return date(day.year, 1, 1)
        case "DE":
            return date(day.year // 10 * 10, 1, 1)
        case "CE":
            return date(day.year // 100 * 100, 1, 1)
        case _:
            return day


def easter(year: int) -> date:
    """Easter Sunday of `year` in the Gregorian calendar."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leap, skipped = divmod(century, 4)
    moon = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * skipped + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * shift + 114, 31)
    return date(year, month, day + 1)

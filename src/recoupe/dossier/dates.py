"""Put TIMEX3 values into words, and in order.

Babel knows how a language writes a day; it knows nothing of weeks, seasons or
values with X in them, which is why this module exists.

Source: values as in ISO-TimeML; seasons of the northern hemisphere.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from recoupe.text import clock_of

if TYPE_CHECKING:
    from recoupe.dossier.words import Words
    from recoupe.model import Published

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(.*))?")
_YEARLESS = re.compile(r"XXXX-(\d\d)-(\d\d)(?:T(.*))?")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_YEARLESS_MONTH = re.compile(r"XXXX-(\d\d)")
_WEEKDAY = re.compile(r"XXXX-WXX-([1-7])(?:T(.*))?")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
_PART = re.compile(r"(\d{4})-(SP|SU|FA|AU|WI|Q[1-4]|H[12])")
_YEAR = re.compile(r"\d{4}")
_DECADE = re.compile(r"(\d{3})X?")
_CENTURY = re.compile(r"(\d\d)(?:XX)?")
_CLOCK = re.compile(r"(\d\d)(?::(\d\d))?(?::\d\d)?(Z?)")
_DURATION = re.compile(r"P(T?)(\d+(?:\.\d+)?)([YMWDHS])")

#: Where the parts of a year begin, as the end of a sortable value.
_PART_BEGINS = {
    "SP": "03-20", "SU": "06-21", "FA": "09-22", "AU": "09-22", "WI": "12-21",
    "Q1": "01", "Q2": "04", "Q3": "07", "Q4": "10", "H1": "01", "H2": "07",
}  # fmt: skip
_UNITS = {
    "Y": "year", "M": "month", "W": "week", "D": "day",
    "TH": "hour", "TM": "minute", "TS": "second",
}  # fmt: skip
#: A leap year, to write a day whose year or week is unknown.
_ANY_YEAR = 2024


def begins(value: str) -> str | None:
    """A string that sorts as the value's first moment does; None when its year is unknown.

    A coarse value comes before the finer ones it holds.
    """
    if clock := clock_of(value):
        return f"{value.partition('T')[0]}T{clock}" if _DAY.fullmatch(value) else None
    if _DAY.fullmatch(value) or _MONTH.fullmatch(value) or _YEAR.fullmatch(value):
        return value
    if week := _WEEK.fullmatch(value):
        monday = _weekday(week, 6 if week[3] else 1)
        return monday.isoformat() if monday else None
    if part := _PART.fullmatch(value):
        return f"{part[1]}-{_PART_BEGINS[part[2]]}"
    if decade := _DECADE.fullmatch(value):
        return f"{decade[1]}0"
    if century := _CENTURY.fullmatch(value):
        return f"{century[1]}00"
    return None


def middle(value: str) -> str | None:
    """A day that stands for the value among others: the middle of a month or a year."""
    first = begins(value)
    if first and _YEAR.fullmatch(first):
        return f"{first}-07-01"
    return f"{first}-15" if first and _MONTH.fullmatch(first) else first


def in_words(value: str, words: Words) -> str:
    """A TIMEX3 value as a reader would write it; the value itself when it has no words."""
    if words.has(f"timex.{value}"):
        return words.say(f"timex.{value}")
    for pattern, wording in (
        (_DAY, _day),
        (_YEARLESS, _yearless_day),
        (_MONTH, _month),
        (_YEARLESS_MONTH, _yearless_month),
        (_WEEKDAY, _weekday_of_some_week),
        (_WEEK, _week),
        (_PART, _part),
        (_YEAR, lambda found, _: found[0]),
        (_DECADE, lambda found, words: words.say("decade", year=f"{found[1]}0")),
        (_CENTURY, lambda found, words: words.say("century", year=f"{found[1]}00")),
        (_DURATION, _duration),
    ):
        if found := pattern.fullmatch(value):
            return wording(found, words) or value
    return value


def tick_in_words(value: str | None, words: Words) -> str:
    """A date in the few words that fit under a drawing: without its year where it has a day."""
    if not value:
        return "?"
    day, month = _real_day(value[:10]), _MONTH.fullmatch(value)
    if day:
        return _written(day, "d MMM", words=words)
    first = _real_day(f"{value}-01") if month else None
    return _written(first, "MMM y", words=words) if first else (begins(value) or value)[:10]


def tick_of_interval(earliest: str | None, latest: str | None, *, words: Words) -> str:
    """An interval of days in few words, without their year; nothing where no day is known."""
    from babel.dates import format_interval

    first, last = (_real_day(day or "") for day in (earliest, latest))
    if earliest == latest or not first or not last:
        return tick_in_words(latest, words) if latest else ""
    return str(format_interval(first, last, "MMMd", locale=words.locale))


def published_in_words(published: Published, words: Words) -> str:
    """When an article appeared, as narrowly as is known."""
    return interval_in_words(published.earliest, published.latest, words=words)


def interval_in_words(earliest: str | None, latest: str | None, *, words: Words) -> str:
    """An interval of days in words; an open side is said so."""
    if not earliest and not latest:
        return words.say("undated")
    if earliest and latest:
        return _between(earliest, latest, words=words)
    if earliest:
        return words.say("from_day", day=in_words(earliest, words))
    return words.say("until_day", day=in_words(latest or "", words))


def _between(earliest: str, latest: str, *, words: Words) -> str:
    from babel.dates import format_interval

    first, last = _real_day(earliest), _real_day(latest)
    if earliest == latest or not first or not last:
        return in_words(earliest, words)
    return str(format_interval(first, last, "yMMMMd", locale=words.locale))


def _day(found: re.Match[str], words: Words) -> str | None:
    day = _real_day(found[0][:10])
    return _at(_written(day, "long", words=words), found[4], words=words) if day else None


def _yearless_day(found: re.Match[str], words: Words) -> str | None:
    day = _real_day(f"{_ANY_YEAR}-{found[1]}-{found[2]}")
    if not day:
        return None
    return words.say(
        "year_unknown", date=_at(_written(day, "d MMMM", words=words), found[3], words=words)
    )


def _month(found: re.Match[str], words: Words) -> str | None:
    day = _real_day(f"{found[0]}-01")
    return _written(day, "MMMM y", words=words) if day else None


def _yearless_month(found: re.Match[str], words: Words) -> str | None:
    day = _real_day(f"{_ANY_YEAR}-{found[1]}-01")
    return words.say("year_unknown", date=_written(day, "MMMM", words=words)) if day else None


def _weekday_of_some_week(found: re.Match[str], words: Words) -> str | None:
    day = date.fromisocalendar(_ANY_YEAR, 1, int(found[1]))
    return words.say(
        "week_unknown", date=_at(_written(day, "EEEE", words=words), found[2], words=words)
    )


def _week(found: re.Match[str], words: Words) -> str | None:
    first = _weekday(found, 6 if found[3] else 1)
    last = _weekday(found, 7)
    if not first or not last:
        return None
    key = "weekend_of" if found[3] else "week_of"
    return words.say(key, days=_between(first.isoformat(), last.isoformat(), words=words))


def _part(found: re.Match[str], words: Words) -> str:
    return words.say(f"part.{found[2]}", year=found[1])


def _duration(found: re.Match[str], words: Words) -> str | None:
    from babel.units import format_unit

    unit = _UNITS.get(found[1] + found[3])
    return (
        str(format_unit(float(found[2]), f"duration-{unit}", locale=words.locale)) if unit else None
    )


def _at(day: str, time: str | None, *, words: Words) -> str:
    """A day with its hour or its part, if it has one."""
    if not time:
        return day
    if words.has(f"time.{time}"):
        return words.say(f"time.{time}", date=day)
    clock = _CLOCK.fullmatch(time)
    if not clock:
        return day
    zone = " UTC" if clock[3] else ""
    return words.say("at_hour", date=day, hour=int(clock[1]), minute=clock[2] or "00") + zone


def _written(day: date, pattern: str, *, words: Words) -> str:
    """A day as babel writes it, the first of the month as the language has it."""
    from babel.dates import format_date

    written = str(format_date(day, pattern, locale=words.locale))
    return re.sub(r"^1(?=\s)", words.say("first_day"), written) if day.day == 1 else written


def _real_day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _weekday(week: re.Match[str], weekday: int) -> date | None:
    try:
        return date.fromisocalendar(int(week[1]), int(week[2]), weekday)
    except ValueError:
        return None

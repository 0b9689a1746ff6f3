"""Bound the day of an article by its own words, day by day.

What an article names freshly (« jeudi », « ce week-end », « samedi 14
décembre ») happened at most two days before it appears: in the French
TimeBank this holds for 50 of the 58 news that name a day, in daily papers
with their delay over Sunday too. A bare « le 14 décembre » may be older.

Source: house; measured on the French TimeBank (Bittar et al. 2011).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from recoupe.model import TimexType
from recoupe.text import Anchor, days_of, narrow, resolve

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from recoupe.model import Timex

#: Days between the newest day that an article freshly names and the article, at most.
FRESH_DAYS = 2
#: Days by which news announce a date to come that they give without its year, at most.
AHEAD_DAYS = 60
#: The longest interval that is gone through day by day.
LONGEST_DAYS = 400

_DAY = timedelta(days=1)
_BARE_DATE = re.compile(r"(?:date:\d\d-\d\d(?!,)|mday:)")
_TO_COME = re.compile(r"pub date:\d\d-\d\d(?:,\d)?>=\Z")
_WEEKEND_PAST = re.compile(r"pub we<=?\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The days that are left, both included, and the words that left them."""

    earliest: date
    latest: date
    because: tuple[Timex, ...] = ()

    def __len__(self) -> int:
        return (self.latest - self.earliest).days + 1

    def __iter__(self) -> Iterator[date]:
        return (self.earliest + n * _DAY for n in range(len(self)))

    def within(self, earliest: date, latest: date) -> Days | None:
        """These days cut to an interval; None when none is left."""
        low, high = max(self.earliest, earliest), min(self.latest, latest)
        return replace(self, earliest=low, latest=high) if low <= high else None


def bounded(timexes: Sequence[Timex], days: Days) -> Days:
    """The days that an article's own times leave; those given when they would leave none.

    Cost: linear in the timexes and the days, at most `LONGEST_DAYS`.
    """
    if len(days) > LONGEST_DAYS:
        return days
    left = narrow(timexes, Anchor(earliest=days.earliest, latest=days.latest))
    low, high = left.anchor.earliest, left.anchor.latest
    because = (*days.because, *(t for t in left.because if t not in days.because))
    if low is not None and high is not None:
        days = Days(earliest=low, latest=high, because=because)
    return _fresh(timexes, _ahead(timexes, days))


def _ahead(timexes: Sequence[Timex], days: Days) -> Days:
    """The days from which the dates to come lie ahead, and not too far."""
    for timex in timexes:
        if not _TO_COME.match(timex.rule):
            continue
        allowed = [
            d
            for d in days
            if (found := _days_on(timex.rule, d)) and (found[0] - d).days <= AHEAD_DAYS
        ]
        if allowed and (allowed[-1] - allowed[0]).days < len(allowed):
            cut = days.within(allowed[0], allowed[-1])
            if cut is not None and len(cut) < len(days):
                days = replace(cut, because=(*(t for t in days.because if t != timex), timex))
    return days


def _fresh(timexes: Sequence[Timex], days: Days) -> Days:
    """The days on which something that the article freshly names is fresh."""
    rules = tuple(dict.fromkeys(t.rule for t in timexes if _is_fresh_rule(t)))
    if not rules:
        return days
    bare = tuple(dict.fromkeys(t.rule for t in timexes if _BARE_DATE.search(t.rule)))
    allowed = [d for d in days if _may_appear(d, rules, bare=bare)]
    if not allowed or (allowed[0], allowed[-1]) == (days.earliest, days.latest):
        return days
    newest = [t for t in timexes if t.rule in rules and _age(t.rule, allowed[-1]) is not None]
    newest.sort(key=lambda t: (_age(t.rule, allowed[-1]) or 0, t.span))
    because = (*days.because, *(t for t in newest[:1] if t not in days.because))
    return Days(earliest=allowed[0], latest=allowed[-1], because=because)


def _is_fresh_rule(timex: Timex) -> bool:
    """Whether a time is named as news name it: from the day of publication."""
    is_time = timex.type in (TimexType.DATE, TimexType.TIME)
    is_counted = timex.rule == "pub" or timex.rule.startswith("pub ")
    return is_time and is_counted and not _BARE_DATE.search(timex.rule)


def _may_appear(day: date, rules: Sequence[str], *, bare: Sequence[str]) -> bool:
    """Whether an article with these times may appear on a day."""
    for rule in rules:
        found = _days_on(rule, day)
        if found and _WEEKEND_PAST.match(rule) and found[1] > day:
            return False
    ages = [age for rule in (*rules, *bare) if (age := _age(rule, day)) is not None]
    fresh = [age for rule in rules if (age := _age(rule, day)) is not None]
    return not fresh or min(ages) <= FRESH_DAYS


def _age(rule: str, day: date) -> int | None:
    """Days from the end of what a rule names to `day`; None when it is no past day or two."""
    found = _days_on(rule, day)
    if found is None or (found[1] - found[0]).days > 1 or found[1] > day:
        return None
    return (day - found[1]).days


@lru_cache(maxsize=200_000)
def _days_on(rule: str, day: date) -> tuple[date, date] | None:
    """The days that a rule names in an article of one day."""
    return days_of(resolve(rule, Anchor(earliest=day, latest=day)))

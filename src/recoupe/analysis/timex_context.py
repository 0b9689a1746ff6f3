"""Turn a match into a rule: what the words, the clause and the times before it say.

A row's template names classes, and `{when}`, `{near}`, `{clock}`, which stand
for the direction that the clause's side of now gives, and for the hour. A
template that begins with `day` or `ref` counts from a time named before: the
rule of that time is put in its place, so that the rule stands alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from recoupe.analysis.timex_tense import Side, Tenses
from recoupe.model import Timex, TimexType
from recoupe.text import days_of, resolve

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from recoupe.analysis.timex_patterns import Match
    from recoupe.analysis.timex_words import Term
    from recoupe.text import Anchor

RECENT_DAYS = 6
"""An hour in another paragraph is of the day last named when news still speak of that day."""

HOURS = {"MO": (5, 12), "AF": (12, 18), "EV": (17, 24)}
"""The hours that each part of a day may hold; a night lies in two days."""

MOST_STEPS = 12
"""A rule that counts from a rule that counts from a rule … is not counted from any more."""

FURTHEST_BACK = 12
"""Times that « le lendemain » looks back over, at most."""

_LITERAL = re.compile(r"\d{4}(?:-\S+)?")
_OPENERS = frozenset(".;")
_TOLD_DAY = re.compile(r"(\d{4}-\d\d-\d\d(?: date:\S+>=)*)(?: said<=)?\Z")
_DATED = re.compile(r"(pub date:[\d,-]+)([<>=~]+)\Z")
_MONTH = re.compile(r"pub (month:\d\d)[<>=~]+\Z")
_WEEKDAY = re.compile(r"pub weekday:\d[<>=~]+\Z")
_LATER = re.compile(r"shift:\+(\d+)([A-Z]+)")
_YEARLESS = re.compile(r"pub date:[\d,-]+(?:<=|~)\Z")
_PLACE = re.compile(r"\{(\w+)(?::(\d+))?\}")
_DAY_GRAIN = re.compile(r"[\dX]{4}-[\dX]{2}-[\dX]{2}|XXXX-WXX-\d")
_ANY_GRAIN = re.compile(r"[\dX]{4}(-|\Z)")
_TIME_STEP = re.compile(r" (?:part|clock):\S+\Z")
_PART = re.compile(r"T(MO|AF|EV)\Z")
_HOUR = re.compile(r"clock:(\d\d)")
_DAILY_STEP = re.compile(r" (?:clock|part:(?!TNI)\S)\S*\Z")


@dataclass(slots=True)
class Reading:
    """The state of one reading: the text, and the times named so far."""

    text: str
    terms: Sequence[Term]
    tenses: Tenses
    anchor: Anchor
    found: list[Timex] = field(default_factory=list)
    asides: set[int] = field(default_factory=set)  # starts of times that lend no day
    eves: set[int] = field(default_factory=set)  # starts of times that count a day back


def is_day(timex: Timex) -> bool:
    """Whether a timex names a day."""
    return timex.type is TimexType.DATE and bool(_DAY_GRAIN.match(timex.value))


def is_short(timex: Timex) -> bool:
    """Whether another rule may count from this timex's."""
    return timex.rule.count(" ") < MOST_STEPS


def rule_of(match: Match, reading: Reading) -> str:
    """The rule that a match yields; its base may still be `day`."""
    side = side_of(match, reading)
    rule = filled(match.row.rule, _values(match, side, reading=reading))
    if "anaphor" in match.values and _is_aside(match, reading):
        reading.asides.add(reading.terms[match.first].start)
    if rule.startswith("ref "):
        return _from_named(rule, match, reading=reading)
    ranged = _range_end(rule, match, reading=reading)
    if ranged is not None:
        return ranged
    if _YEARLESS.match(rule):
        return _within_story(rule, match, reading=reading)
    if _LITERAL.fullmatch(rule) and side in (Side.PAST, Side.FUTURE):
        return f"{rule} said{'<=' if side is Side.PAST else '>='}"
    return rule


def _is_aside(match: Match, reading: Reading) -> bool:
    """« les heurts de la veille », « plus que la veille »: the story stays in its own day."""
    before = reading.terms[match.first - 1] if match.first else None
    return before is not None and bool({"of", "than"} & set(before.kinds))


def _range_end(rule: str, match: Match, *, reading: Reading) -> str | None:
    """The rule of a day that ends a range or list: on the side that its first day is on.

    « de lundi à vendredi »: the Friday after; « du 3 au 5 mai »: of one year;
    « de janvier à avril »: the April after.
    """
    before = reading.found[-1] if reading.found else None
    seam = reading.terms[match.first - 1] if match.first else None
    if before is None or seam is None or not {"to", "and"} & set(seam.kinds):
        return None
    if reading.text[before.span.end : seam.start].strip():
        return None
    dated, first = _DATED.match(rule), _DATED.match(before.rule)
    if dated and first:
        return f"{dated[1]}{first[2]}"
    month = _MONTH.match(rule)
    if "to" in seam.kinds and month and _MONTH.match(before.rule):
        return f"{before.rule} {month[1]}>="
    if "to" in seam.kinds and _WEEKDAY.match(rule) and _WEEKDAY.match(before.rule):
        return f"{before.rule} {rule.removeprefix('pub ').rstrip('<>=~')}>"
    return None


def _within_story(rule: str, match: Match, *, reading: Reading) -> str:
    """A day without its year, in the past year that the paragraph tells of, if it does.

    « Le 3 juin 1988, le lac déborde. Le 12 juillet, … »: the day opens its
    sentence, and the time named right before names its year as past. The story
    goes on from there; elsewhere a day without its year is of now.
    """
    before = reading.found[-1] if reading.found else None
    opener = reading.terms[match.first - 1] if match.first else None
    if before is None or opener is None or opener.norm not in _OPENERS:
        return rule
    told = _TOLD_DAY.match(before.rule) if is_short(before) else None
    between = reading.text[before.span.end : reading.terms[match.first].start]
    if told is None or "\n" in between:
        return rule
    inside = f"{told[1]} {rule.partition(' ')[2].rstrip('<>=~')}>="
    day, latest = days_of(resolve(inside, reading.anchor)), reading.anchor.latest
    return inside if day and (latest is None or day[0] <= latest) else rule


def from_day(rule: str, match: Match, *, day: Timex | None, reading: Reading) -> str:
    """A rule with base `day`, counted from the day named before, else from now."""
    steps = rule.partition(" ")[2]
    is_now = day is None or day.rule in ("pub", "pub shift:+0D")
    if steps == "part:TNI" and is_now and side_of(match, reading) is Side.PAST:
        return "pub night<="
    if day is None:
        return f"pub {steps}"
    found = onto(day, rule)
    reached = days_of(resolve(found, reading.anchor))
    latest = reading.anchor.latest
    is_ahead = reached is not None and latest is not None and reached[0] > latest
    if is_ahead and " part:TNI" in found and side_of(match, reading) is Side.PAST:
        return found.replace(" part:TNI", "")  # « vendredi, dans la nuit »: the one before its day
    return found


def day_before(rule: str, match: Match, *, reading: Reading) -> Timex | None:
    """The time before a match that lends it its day: of an hour, the part of a day it falls in."""
    start = reading.terms[match.first].start
    hour = _HOUR.search(rule)
    part = _part_named(reading, hour=int(hour[1]), before=start) if hour else None
    return part or _day_named(reading, before=start)


def onto(day: Timex, rule: str) -> str:
    """A rule with base `day`, counted from the day of a timex; a night stays under its hours."""
    steps = rule.partition(" ")[2]
    step = _DAILY_STEP if steps.startswith("clock") else _TIME_STEP
    return f"{step.sub('', day.rule)} {steps}"


def _day_named(reading: Reading, *, before: int) -> Timex | None:
    """The time of a day's grain last named in the paragraph, or not long ago in the one above."""
    for timex in reversed(reading.found[-FURTHEST_BACK:]):
        is_dated = timex.type in (TimexType.DATE, TimexType.TIME)
        if timex.span.start in reading.asides:
            continue
        if is_dated and _DAY_GRAIN.match(timex.value) and is_short(timex):
            is_beside = "\n" not in reading.text[timex.span.end : before]
            return timex if is_beside or _is_recent(timex.value, reading.anchor) else None
    return None


def _part_named(reading: Reading, *, hour: int, before: int) -> Timex | None:
    """The part of a day last named that an hour falls in: « mardi soir … vers 21 h 15 »."""
    for timex in reversed(reading.found[-FURTHEST_BACK:]):
        part = _PART.search(timex.value) if timex.type is TimexType.TIME else None
        if part is None or not _DAY_GRAIN.match(timex.value) or not is_short(timex):
            continue
        if reading.text.count("\n\n", timex.span.end, before) > 1:
            return None
        first, last = HOURS[part[1]]
        if first <= hour < last and _is_recent(timex.value, reading.anchor):
            return timex
    return None


def _is_recent(value: str, anchor: Anchor) -> bool:
    """Whether a day lies within the days of which news still speak."""
    day = days_of(value)
    if day is None or anchor.latest is None:
        return day is None
    return abs((anchor.latest - day[0]).days) <= RECENT_DAYS


def side_of(match: Match, reading: Reading) -> Side:
    """The side of now that the clause of a match is on."""
    before = reading.terms[match.first - 1] if match.first else None
    toward = before.kinds.get("toward") if before else None
    if toward in ("<", ">"):
        return Side.PAST if toward == "<" else Side.FUTURE
    tokens = reading.tenses.tokens
    if not len(tokens):
        return Side.UNSAID
    first = bisect_right(tokens.end, reading.terms[match.first].start)
    last = bisect_left(tokens.start, reading.terms[match.last - 1].end) - 1
    side = reading.tenses.side_at(min(first, len(tokens) - 1), max(last, 0))
    return Side.FUTURE if toward == "~" and side is not Side.PAST else side


def filled(template: str, values: Mapping[str, str]) -> str:
    """A template with its names replaced; a name without a value leaves nothing."""

    def one(found: re.Match[str]) -> str:
        value = values.get(found[1], "")
        return value.zfill(int(found[2])) if found[2] else value

    return _PLACE.sub(one, template)


def _values(match: Match, side: Side, *, reading: Reading) -> Mapping[str, str]:
    """What the names in a rule stand for."""
    usual = {Side.PAST: "<=", Side.FUTURE: ">="}
    is_weekday = "weekday:{weekday}{when}" in match.row.rule
    before = reading.terms[match.first - 1] if match.first else None
    if before is not None and "of" in before.kinds and not is_weekday:
        usual = {}
    values = dict(match.values)
    weekday = "><" if side is Side.NEAR else "<="
    values["when"] = usual.get(side, weekday if is_weekday else "~")
    values["near"] = usual.get(side, "~")
    if "hour" in values or "noon" in values:
        values["clock"] = _clock(values)
    return values


def _clock(values: Mapping[str, str]) -> str:
    """Hour and minute as 24-hour digits, with Z for universal time."""
    hour, _, minute = values.get("noon", f"{values.get('hour', '00')}:00").partition(":")
    minutes = int(hour) * 60 + int(values.get("minute", minute)) + int(values.get("offset", "0"))
    is_late = values.get("daypart") in ("TAF", "TEV") and minutes < 12 * 60
    minutes += 12 * 60 if is_late else 0
    seconds = f":{values['second']:0>2}" if "second" in values else ""
    return f"{minutes // 60:02}:{minutes % 60:02}{seconds}{values.get('zone', '')}"


def _from_named(rule: str, match: Match, *, reading: Reading) -> str:
    """A rule with base `ref`, counted from the time last named, else from now.

    « cinq ans plus tard » with nothing named before is a length.
    """
    steps = rule.partition(" ")[2]
    needs_day = not re.match(r"shift:[+-]\d+(?!D)", steps)
    grain = _DAY_GRAIN if needs_day or "D" in steps.split(" ")[0] else _ANY_GRAIN
    is_back = "anaphor" in match.values and "shift:-" in steps
    if is_back:
        reading.eves.add(reading.terms[match.first].start)
    for timex in reversed(reading.found[-FURTHEST_BACK:]):
        is_dated = timex.type in (TimexType.DATE, TimexType.TIME)
        if is_back and timex.span.start in reading.eves:
            continue  # « la veille » said twice is one day
        if is_dated and grain.match(timex.value) and is_short(timex):
            return f"{_TIME_STEP.sub('', timex.rule)} {steps}"
    later = _LATER.fullmatch(steps) if "num" in match.values else None
    return f"dur:{later[1]}:{later[2]}" if later else f"pub {steps}"

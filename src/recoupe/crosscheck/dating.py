"""Date the undated articles of a story together.

What is known of one article bounds the others: a date without its year is of
the year nearest to the story, a saying that one article dates was said before
any article quotes it, a rewrite does not come before its original. Every bound
narrows an interval of days, over and over until nothing changes; a bound that
would leave no day is not heeded, since words may be careless. Then the times
and the days of saying of these articles are resolved again.

Source: house, after how desks date undated copy; bounds are made consistent
as in Allen 1983.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from recoupe.crosscheck import dating_reasons as because
from recoupe.crosscheck.day_bounds import AHEAD_DAYS, FRESH_DAYS, LONGEST_DAYS, Days, bounded
from recoupe.crosscheck.shared_sayings import day_of_saying, shared_sayings
from recoupe.model import DateBasis, Direction, LineageKind, Published
from recoupe.text import Anchor, days_of, resolve, resolve_again, text_id, years_that_fit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from recoupe.crosscheck.shared_sayings import Telling
    from recoupe.model import Entity, Lineage, Reading, Reason, Story, Timex, Tracing

#: Articles of one story appear within so many days of one another: any date then has one year.
NEAR_DAYS = 183
#: A copy or rewrite follows its original within a week.
RETOLD_DAYS = 6
#: Days of a weekday named with its date from which an article speaks of it: that week.
WEEK_DAYS = 6
#: A saying dated less closely than this dates nothing.
CLOSE_DAYS = 31
#: Articles from which the time of a whole story is sought.
SOUGHT = 50
#: Rounds of narrowing; each carries a bound to the next article.
ROUNDS = 8

_DAY = timedelta(days=1)


def date_stories(
    readings: Sequence[Reading],
    stories: Sequence[Story],
    *,
    entities: Sequence[Entity],
    tracing: Tracing,
    as_of: str,
) -> tuple[Reading, ...]:
    """The readings in the same order, undated articles dated from their stories.

    Articles that the page or its metadata date are left as they are; no day is
    later than `as_of`, an ISO 8601 day.

    Cost: linear in the readings, their times and sayings.
    """
    entity_of = {actor: e.id for e in entities for actor in e.actor_ids}
    at = {r.analysis.article.id: i for i, r in enumerate(readings)}
    lines: dict[str, list[Lineage]] = defaultdict(list)
    for line in tracing.lineage:
        if line.direction is Direction.KNOWN and line.kind is not LineageKind.COMMON_SOURCE:
            lines[line.to_id].append(line)
    dated = list(readings)
    for story in stories:
        members = [readings[at[i]] for i in story.article_ids if i in at]
        members.sort(key=lambda r: (text_id(r.analysis.article.text), r.analysis.article.id))
        if all(_is_fixed(r) for r in members):
            continue
        case = _Case(members, entity_of=entity_of, lines=lines, as_of=date.fromisoformat(as_of))
        for reading in case.dated():
            dated[at[reading.analysis.article.id]] = reading
    return tuple(dated)


@dataclass(slots=True)
class _Trail:
    """The days left to one article, and why, the latest reason of each sort."""

    days: Days | None = None
    reasons: dict[str, Reason] = field(default_factory=dict)


class _Case:
    """One story while its articles are dated."""

    def __init__(
        self,
        readings: Sequence[Reading],
        *,
        entity_of: Mapping[str, str],
        lines: Mapping[str, Sequence[Lineage]],
        as_of: date,
    ) -> None:
        self.readings = readings
        self.as_of = as_of
        self.lines = lines
        self.trails = [_Trail(days=_known(r)) for r in readings]
        self.open = [i for i, r in enumerate(readings) if not _is_fixed(r)]
        self.sayings = shared_sayings(readings, entity_of)
        self.place = {r.analysis.article.id: i for i, r in enumerate(readings)}

    def dated(self) -> Iterator[Reading]:
        """The readings that the story dates, dated."""
        if len({text_id(r.analysis.article.text) for r in self.readings}) < 2:
            return
        self._take_years()
        near = self._nearness()
        for _ in range(ROUNDS):
            before = [(t.days.earliest, t.days.latest) if t.days else None for t in self.trails]
            for i in self.open:
                self._place_near(i, near=near)
                self._own_words(i)
            for saying in self.sayings:
                self._same_saying(saying)
            for i in self.open:
                self._after_original(i)
            after = [(t.days.earliest, t.days.latest) if t.days else None for t in self.trails]
            if before == after:
                break
        for i in self.open:
            found = self._published(i)
            if found is not None:
                yield dated_on(self.readings[i], found)

    # ── where in time ──

    def _take_years(self) -> None:
        """Weekdays with their dates: the year, of those that fit, nearest to the story."""
        fits = {i: f for i in self.open if (f := years_that_fit(self._times(i), latest=self.as_of))}
        known = [t.days for i, t in enumerate(self.trails) if t.days and i not in fits]
        if not known and fits:
            center = _center([f.days for f in fits.values()])
            known = [Days(earliest=center, latest=center)]
        for i, found in fits.items():
            day = min(found.days, key=lambda d: (min(_gap(d, k) for k in known), -d.toordinal()))
            ahead = ">=" in found.timex.rule
            first = day - AHEAD_DAYS * _DAY if ahead else day
            last = day if ahead else day + WEEK_DAYS * _DAY
            words = found.timex.span.of(self.readings[i].analysis.article.text)
            self.trails[i].days = Days(earliest=first, latest=min(last, self.as_of))
            self.trails[i].reasons["year"] = because.year(words, day, others=found.days)

    def _nearness(self) -> dict[int, date]:
        """The day near which each article without days of its own must lie."""
        known = {i: _middle(t.days) for i, t in enumerate(self.trails) if t.days}
        if not known:
            return {}
        usual = sorted(known.values())[len(known) // 2]
        linked: dict[int, list[date]] = defaultdict(list)
        for saying in self.sayings:
            days = [known[t.reading] for t in saying if t.reading in known]
            for telling in saying:
                linked[telling.reading] += days
        return {
            i: sorted(linked[i])[len(linked[i]) // 2] if linked[i] else usual for i in self.open
        }

    def _place_near(self, i: int, *, near: Mapping[int, date]) -> None:
        """The year of dates without one: that which lies nearest to the story."""
        trail = self.trails[i]
        if trail.days is not None or i not in near:
            return
        low, high = near[i] - NEAR_DAYS * _DAY, min(near[i] + (NEAR_DAYS - 1) * _DAY, self.as_of)
        if low > high:
            return
        left = bounded(self._times(i), Days(earliest=low, latest=high))
        if any("date:" in t.rule or "month:" in t.rule for t in left.because):
            trail.days = left
            trail.reasons["near"] = because.near(self._quoted(i, left))

    # ── bounds ──

    def _own_words(self, i: int) -> None:
        """What the article's own times leave of the days."""
        trail = self.trails[i]
        if trail.days is None:
            return
        left = bounded(self._times(i), trail.days)
        if _ends(left) != _ends(trail.days):
            trail.days = left
            trail.reasons["words"] = because.words(self._quoted(i, left))

    def _same_saying(self, saying: Sequence[Telling]) -> None:
        """What other articles tell of the day of a saying."""
        bounds = [b for t in saying if (b := self._said_between(t))]
        if len(bounds) < 2 and not (
            bounds and any(self.trails[t.reading].days is None for t in saying)
        ):
            return
        low, high = max(b[0] for b in bounds), min(b[1] for b in bounds)
        if low > high or (high - low).days > CLOSE_DAYS:
            return
        for telling in saying:
            if telling.reading in self.open:
                self._narrow(
                    telling.reading,
                    self._telling_days(telling, low, latest=high),
                    reason=("saying", because.saying(telling.quoted)),
                )

    def _said_between(self, telling: Telling) -> tuple[date, date] | None:
        """Between which days a saying was said, as far as one article tells."""
        days = self.trails[telling.reading].days
        if days is None or len(days) > LONGEST_DAYS:
            return None
        if telling.said is None:
            return days.earliest - FRESH_DAYS * _DAY, days.latest
        said = [d for day in days if (d := _on(telling.said, day))]
        if not said:
            return None
        return min(s[0] for s in said), max(s[1] for s in said)

    def _telling_days(
        self, telling: Telling, earliest: date, *, latest: date
    ) -> tuple[date, date] | None:
        """Between which days an article appeared that tells of a saying of these days."""
        if telling.said is None:
            return earliest, latest + FRESH_DAYS * _DAY
        days = self.trails[telling.reading].days
        if days is None:
            days = Days(earliest=earliest, latest=min(latest + CLOSE_DAYS * _DAY, self.as_of))
        if len(days) > LONGEST_DAYS:
            return None
        fitting = [
            day
            for day in days
            if (said := _on(telling.said, day)) and said[0] <= latest and said[1] >= earliest
        ]
        return (fitting[0], fitting[-1]) if fitting else None

    def _after_original(self, i: int) -> None:
        """A copy or rewrite comes after its original, and soon."""
        for line in self.lines.get(self.readings[i].analysis.article.id, ()):
            original = self.place.get(line.from_id)
            source = self.trails[original].days if original is not None else None
            if original is None or source is None:
                continue
            reason = ("lineage", because.original(line.kind))
            last = source.latest + RETOLD_DAYS * _DAY
            self._narrow(i, (source.earliest, last), reason=reason)
            own = self.trails[i].days
            if own is not None and original in self.open:
                reason = ("lineage", because.copied(line.kind))
                self._narrow(original, (source.earliest, own.latest), reason=reason)

    def _narrow(
        self, i: int, bounds: tuple[date, date] | None, *, reason: tuple[str, Reason]
    ) -> None:
        """Cuts an article's days to bounds; bounds that leave none are not heeded."""
        if bounds is None:
            return
        trail = self.trails[i]
        low, high = bounds[0], min(bounds[1], self.as_of)
        if low > high:
            return
        left = trail.days.within(low, high) if trail.days else Days(earliest=low, latest=high)
        if left is not None and (trail.days is None or _ends(left) != _ends(trail.days)):
            trail.days = left
            trail.reasons[reason[0]] = reason[1]

    # ── results ──

    def _published(self, i: int) -> Published | None:
        """The day of an article as the story gives it; None when the story adds nothing."""
        trail = self.trails[i]
        if trail.days is None or not trail.reasons:
            return None
        old = self.readings[i].analysis.article.published
        earliest, latest = trail.days.earliest.isoformat(), trail.days.latest.isoformat()
        if (old.earliest, old.latest) == (earliest, latest):
            return None
        return Published(
            earliest=earliest,
            latest=latest,
            basis=DateBasis.STORY,
            reason=because.together(list(trail.reasons.values())),
        )

    def _times(self, i: int) -> Sequence[Timex]:
        return self.readings[i].analysis.timexes

    def _quoted(self, i: int, days: Days) -> list[str]:
        """The words that bound an article's days."""
        text = self.readings[i].analysis.article.text
        return list(dict.fromkeys(t.span.of(text) for t in days.because))


def _is_fixed(reading: Reading) -> bool:
    """Whether the page or its metadata date an article."""
    return reading.analysis.article.published.basis in (DateBasis.METADATA, DateBasis.PAGE)


def _known(reading: Reading) -> Days | None:
    """The days that an article brings along, when they are bounded on both sides."""
    published = reading.analysis.article.published
    if published.earliest is None or published.latest is None:
        return None
    days = Days(
        earliest=date.fromisoformat(published.earliest),
        latest=date.fromisoformat(published.latest),
    )
    return days if len(days) <= LONGEST_DAYS else None


def dated_on(reading: Reading, published: Published) -> Reading:
    """The reading with its article's days as given, its times and days of saying resolved again."""
    analysis = reading.analysis
    article = replace(analysis.article, published=published)
    timexes = resolve_again(analysis.timexes, published)
    value_of = {old: new.value for old, new in zip(analysis.timexes, timexes, strict=True)}
    attributions = tuple(
        replace(a, said_on=value_of[said]) if (said := day_of_saying(a, reading)) else a
        for a in reading.attributions
    )
    return replace(
        reading,
        analysis=replace(analysis, article=article, timexes=timexes),
        attributions=attributions,
    )


def _on(timex: Timex, day: date) -> tuple[date, date] | None:
    """The days that a time names in an article of one day."""
    return days_of(resolve(timex.rule, Anchor(earliest=day, latest=day)))


def _center(candidates: Sequence[Sequence[date]]) -> date:
    """The day around which one candidate of each set lie closest together, the latest such."""
    sought = candidates[:SOUGHT]
    days = sorted({d for found in sought for d in found}, reverse=True)
    return min(days, key=lambda c: sum(min(abs((c - d).days) for d in found) for found in sought))


def _gap(day: date, days: Days) -> int:
    """Days between a day and an interval."""
    return max((days.earliest - day).days, (day - days.latest).days, 0)


def _middle(days: Days) -> date:
    return days.earliest + (len(days) // 2) * _DAY


def _ends(days: Days) -> tuple[date, date]:
    return days.earliest, days.latest

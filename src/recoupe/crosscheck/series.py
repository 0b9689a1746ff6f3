"""Lay the figures of one counted thing along time, and tell how they stand together.

A bound is respected: « au moins 30 » and 50 can both hold. Two figures
disagree only when they cannot both hold for one scope and one time.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations
from math import inf
from typing import TYPE_CHECKING

from recoupe.crosscheck.counted_words import BARE
from recoupe.crosscheck.figure_drift import why_changed
from recoupe.model import Event, Point, Reason, Series, SeriesRelation, digest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from recoupe.crosscheck.counting import Count
    from recoupe.crosscheck.figure_drift import Change
    from recoupe.crosscheck.material import Material

#: How far the thing may lie from a number that is said to be about it.
ABOUT = 0.1
#: Events that say too little for a lone figure to be worth a series.
VAGUE = frozenset({Event.OTHER, Event.COST, Event.SHARE, Event.PRESENT, Event.VOTED})
#: Share of the terms of two sentences that agree when both speak of one vague count.
CONTEXT_ALIKE = 0.25
#: The same when the values differ much.
CONTEXT_SAME = 0.5
#: Terms that they share at least.
CONTEXT_SHARED = 2
#: Factor within which two vague counts of one noun may be one count.
NEAR_VALUES = 2.0
#: The same when nothing but « personnes » says what is counted.
NEAREST_VALUES = 1.15
#: Counts of a group that a new one is laid beside.
PEERS = 12
#: Groups of counts that a new one is laid beside, for each word that says what it counts.
GROUPS = 60
#: From here on a multiple of the step is a round number.
ROUND, ROUND_STEP = 100, 10
#: Days within which two figures are of one time: a toll of the next day has moved.
SAME_TIME_DAYS = 0
#: Pairs of points that are compared in one series, the latest first.
PAIRS = 4_000


@dataclass(frozen=True, slots=True)
class _Relations:
    """What pairs of points told: for each relation, a reason for each pair."""

    found: dict[SeriesRelation, list[Reason]]

    def verdict(self) -> SeriesRelation:
        """The relation that weighs most."""
        order = (SeriesRelation.DIVERGENT, SeriesRelation.REVISED, SeriesRelation.DIFFERENT_COUNT)
        return next((r for r in order if self.found.get(r)), SeriesRelation.COMPATIBLE)


def form_series(
    material: Material,
    counts: Mapping[str, Sequence[Count]],
    *,
    changes: Sequence[Change] = (),
) -> tuple[Series, ...]:
    """The series of all stories, each with how its figures stand together.

    `changes` are figures that a copy made of others: they stand in a series with
    what they were made of, and no revision or divergence rests on them.
    """
    changed: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        changed[change.later.article_id].append(change)
    by_story: dict[str, list[Count]] = defaultdict(list)
    change_of: dict[str, Change] = {}
    for article_id, found in counts.items():
        by_story[material.story_of.get(article_id, "")] += found
        change_of |= {n.id: c for n in found for c in changed[article_id] if _repeats(n, c.later)}
    made = (
        _series(material, some, story_id=story_id, change_of=change_of)
        for story_id, counts in sorted(by_story.items())
        for some in _alike(counts)
        if _is_worth_drawing(material, some)
    )
    return tuple(sorted(made, key=in_order))


def in_order(series: Series) -> tuple[str, str, int, str]:
    """Where a series stands: in its story, by what it counts and how often."""
    return series.story_id, series.event, -len(series.points), series.id


def _repeats(count: Count, changed: Count) -> bool:
    """Whether a figure is that which a copy changed, or its headline's, on nobody's own word."""
    one, other = count.quantity, changed.quantity
    return count.id == changed.id or (
        (count.event, one.low, one.high, one.approximate)
        == (changed.event, other.low, other.high, other.approximate)
        and count.event in BARE
        and not count.speakers
    )


def _alike(counts: Sequence[Count]) -> list[list[Count]]:
    """Counts of one thing, group by group.

    Cost: a count is laid beside the last groups that count something of what it counts.
    """
    groups: list[list[Count]] = []
    home_of: dict[str, int] = {}  # by the id of a count, or of the one whose noun it takes
    holders: dict[tuple[Event, str, str], list[int]] = defaultdict(list)
    for count in sorted(counts, key=lambda c: (c.article_id, c.span)):
        keys = [(count.event, count.quantity.unit or "", t) for t in count.identity or {""}]
        near = sorted({g for key in keys for g in holders[key][-GROUPS:]})
        home = home_of.get(count.twin or "")
        if home is None:
            home = next((g for g in near if _is_of(count, groups[g])), len(groups))
        if home == len(groups):
            groups.append([])
        groups[home].append(count)
        home_of |= dict.fromkeys((count.id, count.twin or count.id), home)
        for key in keys:
            if home not in holders[key][-GROUPS:]:
                holders[key].append(home)
    return groups


def _is_of(count: Count, group: list[Count]) -> bool:
    """Whether a count is of what a group counts."""
    if any(_stand_apart(count, other) for other in group[-PEERS:]):
        return False
    if count.event not in VAGUE:
        return all(_same_identity(count, other) for other in group[:PEERS])
    return any(_same_vague(count, other) for other in group[:PEERS]) and all(
        _same_identity(count, other) for other in group[:PEERS]
    )


def _stand_apart(left: Count, right: Count) -> bool:
    """Whether one voice gives two figures in one sentence, which then count two things."""
    return (
        left.article_id == right.article_id
        and left.sentence == right.sentence
        and left.speakers == right.speakers
        and not can_both_hold(left, right)
    )


def _same_identity(left: Count, right: Count) -> bool:
    """Whether what two counts say beyond their event may be said of one thing."""
    one, other = left.identity, right.identity
    if not one or not other:
        return one == other
    if _states(one) and _states(other) and not _states(one) & _states(other):
        return False
    return one <= other or other <= one or 2 * len(one & other) >= len(one | other)


def _states(terms: frozenset[str]) -> frozenset[str]:
    """The states among some terms."""
    return frozenset(t for t in terms if t.startswith("@"))


def _same_vague(left: Count, right: Count) -> bool:
    """Whether two counts of something unspecific are of one thing, by value and by context."""
    if left.qualities != right.qualities:
        return False
    if left.event is Event.COST and left.purpose.isdisjoint(right.purpose):
        return False
    if left.identity and left.event is Event.PRESENT:
        return True
    if left.identity and left.identity == right.identity and left.predicate & right.predicate:
        return True
    shared = left.context & right.context
    near = _ratio(left, right)
    if left.quantity.unit:
        return len(shared) >= max(CONTEXT_SHARED, CONTEXT_ALIKE * len(left.context | right.context))
    if left.article_id == right.article_id and not _are_two_voices(left, right):
        return False
    union = left.context | right.context
    if len(shared) >= CONTEXT_SHARED and len(shared) >= CONTEXT_SAME * len(union):
        return True
    if left.identity:
        return near <= NEAR_VALUES and bool(shared)
    return near <= NEAREST_VALUES and bool(shared)


def _are_two_voices(left: Count, right: Count) -> bool:
    """Whether two named speakers give the figures."""
    return bool(left.speakers and right.speakers) and left.speakers != right.speakers


def _ratio(left: Count, right: Count) -> float:
    """How many times one value is the other."""
    one, other = (c.quantity.low or c.quantity.high or 0.0 for c in (left, right))
    small, large = sorted((abs(one), abs(other)))
    return large / small if small else inf


def _is_worth_drawing(material: Material, some: list[Count]) -> bool:
    """Whether figures say how something moved, or how many were struck."""
    if some[0].event in BARE or some[0].event not in VAGUE:
        return True
    values = {(c.quantity.low, c.quantity.high) for c in some}
    return len(values) > 1 or len({material.article(c.article_id).text for c in some}) > 1


def _series(
    material: Material,
    some: list[Count],
    *,
    story_id: str,
    change_of: Mapping[str, Change],
) -> Series:
    """The series that counts of one thing make."""
    ordered = sorted(some, key=lambda c: (c.as_of or "", c.article_id, c.span))
    own = [c for c in ordered if c.id not in change_of and not _echoes(c, ordered)]
    relations = _relations(material, own)
    relation = relations.verdict()
    told = [why_changed(material, change_of[c.id]) for c in ordered if c.id in change_of]
    told += relations.found.get(relation, [] if told else [_all_hold()])
    return Series(
        id=f"series-{digest(*(c.id for c in ordered))}",
        story_id=story_id,
        counted=_counted(ordered),
        event=ordered[0].event,
        scope=_scope(material, ordered),
        points=tuple(_point(material, c, change=change_of.get(c.id)) for c in ordered),
        relation=relation,
        reasons=tuple(dict.fromkeys(told)),
    )


def _echoes(count: Count, some: list[Count]) -> bool:
    """Whether a figure on nobody's word is one that somebody has given by then."""
    one = count.quantity
    return not count.speakers and any(
        other.speakers
        and (other.quantity.low, other.quantity.high) == (one.low, one.high)
        and (other.day is None or count.day is None or other.day <= count.day)
        for other in some
    )


def _counted(some: list[Count]) -> str:
    """What most counts of a series say they count, in the words most of them use."""
    usual = Counter(c.identity for c in some if c.noun)
    most = max(usual, key=lambda terms: (usual[terms], len(terms), sorted(terms)), default=None)
    if not most and some[0].event is Event.KILLED_OR_INJURED:
        return str(some[0].event)  # « onze tués ou blessés »: the noun says half of it
    nouns = Counter(c.noun for c in some if c.noun and c.identity == most)
    return min(nouns, key=lambda n: (-nouns[n], len(n), n), default=str(some[0].event))


def _point(material: Material, count: Count, *, change: Change | None) -> Point:
    sides = tuple(sorted({p for s in count.speakers if (p := material.side(s))}))
    return Point(
        quantity_id=count.id,
        as_of=count.as_of,
        low=count.quantity.low,
        high=count.quantity.high,
        approximate=count.quantity.approximate,
        strict=count.quantity.strict,
        speakers=count.speakers,
        party=sides[0] if len(sides) == 1 else None,
        article_id=count.article_id,
        made_of=change.earlier.id if change else None,
    )


def _scope(material: Material, some: list[Count]) -> str | None:
    """The place and period that most counts name, as written."""
    named = Counter(
        span.of(material.article(c.article_id).text) for c in some for span in c.quantity.scope
    )
    usual = [words for words, n in named.items() if 2 * n > len(some)]
    return "; ".join(sorted(usual)) or None


def _relations(material: Material, ordered: list[Count]) -> _Relations:
    """How every two points stand to one another; a revision is told by its nearest step."""
    found: dict[SeriesRelation, list[Reason]] = defaultdict(list)
    revised: set[tuple[float | None, float | None]] = set()
    for number, (left, right) in enumerate(combinations(reversed(ordered), 2)):
        if number >= PAIRS:
            break
        if can_both_hold(left, right):
            continue
        relation = _relation(material, right, later=left)
        if relation is SeriesRelation.REVISED:
            values = (left.quantity.low, left.quantity.high)
            if values in revised:
                continue
            revised.add(values)
        if relation is not SeriesRelation.COMPATIBLE:
            found[relation].append(_reason(material, right, right=left, relation=relation))
    return _Relations(found)


def can_both_hold(left: Count, right: Count) -> bool:
    """Whether one number may satisfy both figures, bounds and « about » heeded."""
    (low, high), (least, most) = _bounds(left), _bounds(right)
    floor, ceiling = max(low, least), min(high, most)
    if floor != ceiling:
        return floor < ceiling
    return not any(_excludes(count, floor) for count in (left, right))


def _excludes(count: Count, value: float) -> bool:
    """Whether a figure says that its own bound is not reached: « moins de dix » is not ten.

    A round number is often the bound with its words left out: « 200 morts » for « plus de 200 ».
    """
    is_round = value >= ROUND and not value % ROUND_STEP
    bounds = (count.quantity.low, count.quantity.high)
    return count.quantity.strict and not is_round and value in bounds


def _bounds(count: Count) -> tuple[float, float]:
    quantity = count.quantity
    low = -inf if quantity.low is None else quantity.low
    high = inf if quantity.high is None else quantity.high
    if quantity.approximate:
        low, high = low - ABOUT * abs(low), high + ABOUT * abs(high)
    return low, high


def _relation(material: Material, earlier: Count, *, later: Count) -> SeriesRelation:
    """How two figures that cannot both hold for one time stand to one another."""
    if (
        earlier.period
        and later.period
        and (earlier.period[1] < later.period[0] or later.period[1] < earlier.period[0])
    ):
        return SeriesRelation.DIFFERENT_COUNT
    if _of_one_voice(material, earlier, right=later):
        is_later = not earlier.day or not later.day or earlier.day < later.day
        return SeriesRelation.REVISED if is_later else SeriesRelation.DIFFERENT_COUNT
    if _are_rivals(earlier, later):
        return SeriesRelation.DIVERGENT
    is_told_anew = earlier.day and later.day and earlier.day < later.day
    if is_told_anew and not (earlier.speakers and later.speakers):
        return SeriesRelation.REVISED
    return SeriesRelation.COMPATIBLE


def _of_one_voice(material: Material, left: Count, *, right: Count) -> bool:
    """Whether one speaker, or one side, gives both figures."""
    if set(left.speakers) & set(right.speakers):
        return True
    sides = [{p for s in c.speakers if (p := material.side(s))} for c in (left, right)]
    return bool(sides[0] & sides[1])


def _are_rivals(left: Count, right: Count) -> bool:
    """Whether two voices give figures for one time."""
    if left.article_id == right.article_id:
        return bool(left.speakers or right.speakers)
    if not left.speakers or not right.speakers or not left.day or not right.day:
        return False
    return abs((left.day - right.day).days) <= SAME_TIME_DAYS


_TOLD = {
    SeriesRelation.DIVERGENT: (
        "Deux sources, deux chiffres pour un même moment",
        "Two sources, two figures for one time",
    ),
    SeriesRelation.REVISED: (
        "Un autre chiffre est donné plus tard, sans autre source",
        "Another figure is given later, by no other source",
    ),
    SeriesRelation.DIFFERENT_COUNT: (
        "Les deux chiffres ne comptent pas la même chose, ou pas la même période",
        "The two figures do not count one thing, or not one period",
    ),
}


def _reason(material: Material, left: Count, *, right: Count, relation: SeriesRelation) -> Reason:
    words = (c.span.of(material.article(c.article_id).text) for c in (left, right))
    voices = (c.speakers for c in (left, right))
    return told_apart(material, tuple(words), voices=tuple(voices), relation=relation)


def told_apart(
    material: Material,
    words: Sequence[str],
    *,
    voices: Sequence[tuple[str, ...]],
    relation: SeriesRelation,
) -> Reason:
    """How two figures stand to one another, with their words and whose they are."""
    named = (
        ", ".join(material.entities[s].name for s in v if s in material.entities) for v in voices
    )
    one, other = (f" ({name})" if name else "" for name in named)
    fr, en = _TOLD[relation]
    return Reason(
        f"{fr} : « {words[0]} »{one} et « {words[1]} »{other}.",
        f"{en}: “{words[0]}”{one} and “{words[1]}”{other}.",
    )


def _all_hold() -> Reason:
    return Reason(
        "Rien n'empêche que tous ces chiffres tiennent, chacun à sa date et avec ses bornes.",
        "Nothing keeps all these figures from holding, each at its date and within its bounds.",
    )

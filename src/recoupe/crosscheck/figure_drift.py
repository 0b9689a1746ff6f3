"""Tell which figures changed between a text and the one that took it.

« au moins trois morts » becomes « trois morts », « onze tués ou blessés »
becomes « onze tués »: the number stands, what it says does not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from recoupe.crosscheck.counted_words import BARE
from recoupe.crosscheck.drift import Drift, transfers
from recoupe.model import Event, FindingKind, Passage, Reason, ReuseKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from recoupe.crosscheck.counting import Count
    from recoupe.crosscheck.material import Material

#: What a figure that changed weighs beside what was taken with it.
HEDGE_LOST, NUMBER_CHANGED = 0.8, 0.9


@dataclass(frozen=True, slots=True)
class Change:
    """A figure and what the text that took it made of it."""

    earlier: Count
    later: Count
    score: float  # 0 to 1


def find_changes(material: Material, counts: Mapping[str, Sequence[Count]]) -> tuple[Change, ...]:
    """The figures that a text took from another and changed, each once."""
    return tuple(
        change
        for giver, taker in transfers(material)
        for change in _between(material, counts[giver], taken=counts[taker])
    )


def as_drift(material: Material, changes: Iterable[Change]) -> tuple[Drift, ...]:
    """The changes as drift, in the order of places."""
    found = []
    for change in changes:
        left, right = (Passage(c.article_id, c.span) for c in (change.earlier, change.later))
        why = why_changed(material, change)
        found.append(Drift(FindingKind.FIGURE_CHANGED, change.score, left, right, why))
    return tuple(sorted(found, key=lambda d: (d.left, d.right)))


def _between(
    material: Material, given: Sequence[Count], *, taken: Sequence[Count]
) -> Iterator[Change]:
    """For each figure of the later text, the figure it was made of where that is another."""
    for later in taken:
        met = [earlier for earlier in given if _are_aligned(material, earlier, later=later)]
        if any(_says_the_same(earlier, later) for earlier in met):
            continue
        made_of = next((e for e in met if _is_one_number(e, later)), None)
        score = HEDGE_LOST
        if made_of is None:
            numbers = {(e.quantity.low, e.quantity.high) for e in taken}
            made_of = next((e for e in met if _is_replaced(e, later, numbers=numbers)), None)
            score = NUMBER_CHANGED
        if made_of:
            yield Change(made_of, later, score)


def _are_aligned(material: Material, earlier: Count, *, later: Count) -> bool:
    """Whether the later figure stands where the words around the earlier one were taken to."""
    here = Passage(earlier.article_id, earlier.span)
    return any(
        t.there.overlaps(later.span)
        for t in material.counterparts(here, later.article_id)
        if t.kind is not ReuseKind.QUOTATION
    )


def _says_the_same(earlier: Count, later: Count) -> bool:
    one, other = earlier.quantity, later.quantity
    if (one.low, one.high, one.approximate) != (other.low, other.high, other.approximate):
        return False
    if {earlier.event, later.event} <= BARE.keys():
        return earlier.event == later.event
    return earlier.event == later.event or one.counted_lemma == other.counted_lemma


def _is_one_number(earlier: Count, later: Count) -> bool:
    """Whether two figures rest on one number, whatever is said of it."""
    one, other = earlier.quantity, later.quantity
    if one.unit != other.unit:
        return False
    numbers = {n for n in (one.low, one.high) if n is not None}
    return bool(numbers & {n for n in (other.low, other.high) if n is not None})


def _is_replaced(
    earlier: Count, later: Count, *, numbers: set[tuple[float | None, float | None]]
) -> bool:
    """Whether two figures count one thing and the earlier number is nowhere in the later text."""
    return (
        earlier.event == later.event
        and earlier.event in BARE
        and earlier.quantity.unit == later.quantity.unit
        and earlier.identity == later.identity
        and (earlier.quantity.low, earlier.quantity.high) not in numbers
    )


#: What a toll counts, in French and in English.
TOLLS = {
    Event.KILLED: ("tués", "killed"),
    Event.INJURED: ("blessés", "injured"),
    Event.KILLED_OR_INJURED: ("tués ou blessés", "killed or injured"),
    Event.MISSING: ("disparus", "missing"),
}


def why_changed(material: Material, change: Change) -> Reason:
    """The sentence that says what is no longer the same: what is counted, the hedge, the number."""
    earlier, later = change.earlier, change.later
    one, other = (material.words(Passage(c.article_id, c.span)) for c in (earlier, later))
    before, after = TOLLS.get(earlier.event), TOLLS.get(later.event)
    if before and after and before != after:
        return Reason(
            f"Le chiffre compte autre chose : « {one} » ({before[0]}), "
            f"puis « {other} » ({after[0]}).",
            f"The figure counts something else: “{one}” ({before[1]}), "
            f"then “{other}” ({after[1]}).",
        )
    if _is_one_number(earlier, later):
        return Reason(
            f"Le chiffre n'a plus la même réserve : « {one} », puis « {other} ».",
            f"The figure is no longer hedged alike: “{one}”, then “{other}”.",
        )
    return Reason(
        f"Le chiffre n'est plus le même : « {one} », puis « {other} ».",
        f"The figure is another: “{one}”, then “{other}”.",
    )

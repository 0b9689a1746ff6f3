"""Tell where context vouches for it that two wordings are one proposition.

Words alone must agree on much; less is enough within one saying, between a
text and its copy, for one figure of one speaker, for what one side denies,
and for one toll of one day: « a fait quatre morts », « a coûté la vie à
quatre personnes ».
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from recoupe.crosscheck.counted_words import BARE
from recoupe.crosscheck.propositions import CLAIMING, sayings, share_figure, share_toll
from recoupe.crosscheck.sayings import days_said
from recoupe.crosscheck.utterances import is_taken
from recoupe.model import Part
from recoupe.text import days_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from recoupe.crosscheck.counting import Count
    from recoupe.crosscheck.material import Material
    from recoupe.crosscheck.propositions import Proposition
    from recoupe.crosscheck.sayings import Days
    from recoupe.model import Span

#: Days that two accounts in other words may lie apart and still be of one state of affairs.
APART_DAYS = 10
#: The same for a toll, which the next day moves.
TOLL_DAYS = 1


@dataclass(frozen=True, slots=True)
class Vouching:
    """What a story's context says of two propositions."""

    material: Material
    utterance_of: Mapping[str, str]  # by the id of an attribution
    tolls: frozenset[tuple[str, Span]]  # figures of the killed, of whom nothing says which
    heard_below: Mapping[str, frozenset[str]]  # who puts something forward in an article's body

    def holds(self, left: Proposition, right: Proposition) -> bool:
        """Whether one utterance, a copy, one toll or one side's denial holds both."""
        said = self.utterance_of.get(left.id)
        if said is not None and said == self.utterance_of.get(right.id):
            return True
        return (
            is_taken(self.material, left, right=right)
            or self._give_one_figure(left, right)
            or self._deny_for_one_side(left, right)
            or self._give_one_toll(left, right)
        )

    def days(self, proposition: Proposition) -> Days:
        """When a proposition was put forward."""
        article = self.material.article(proposition.article_id)
        return days_said(article, proposition.attribution)

    def is_only_announced(self, members: Sequence[Proposition]) -> bool:
        """Whether a headline would bring in somebody whose own words below it say another thing.

        A headline announces what its article tells: who speaks there, and in no other
        member of the claim, does not say it.
        """
        announced = [p for p in members if is_announced(p)]
        if not announced:
            return False
        heard = {s for p in members if not is_announced(p) for s in self._speakers(p)}
        named = ((p.article_id, self._speakers(p)) for p in announced)
        return bool(heard) and any(
            not speakers & heard and speakers & self.heard_below[article]
            for article, speakers in named
        )

    def _speakers(self, proposition: Proposition) -> set[str]:
        """Those who say it, if anybody."""
        said = proposition.attribution
        return set(self.material.speakers(said)) if said else set()

    def _give_one_figure(self, left: Proposition, right: Proposition) -> bool:
        """Whether one speaker gives one toll in both."""
        if left.attribution is None or right.attribution is None or not share_toll(left, right):
            return False
        one, other = (self.material.speakers(a) for a in (left.attribution, right.attribution))
        return bool(set(one) & set(other))

    def _deny_for_one_side(self, left: Proposition, right: Proposition) -> bool:
        """Whether one side says of something, within a few days, that it is not so."""
        if not (left.is_negated and right.is_negated and left.attribution and right.attribution):
            return False
        one, other = (
            {p for s in self.material.speakers(a) if (p := self.material.side(s))}
            for a in (left.attribution, right.attribution)
        )
        near = self.days(left).within(self.days(right), days=APART_DAYS)
        return bool(one & other) and near is not False

    def _give_one_toll(self, left: Proposition, right: Proposition) -> bool:
        """Whether both give one toll, as of one day, of the event that the story tells."""
        return (
            self._has_toll(left)
            and self._has_toll(right)
            and share_toll(left, right)
            and share_figure(left, right)
            and self.days(left).within(self.days(right), days=TOLL_DAYS) is True
            and not self._looks_back(left)
            and not self._looks_back(right)
        )

    def _has_toll(self, proposition: Proposition) -> bool:
        """Whether a proposition counts those struck, and says of nobody which."""
        return any((proposition.article_id, f.span) in self.tolls for f in proposition.figures)

    def _looks_back(self, proposition: Proposition) -> bool:
        """Whether a time in a proposition lies long before its article: another event's toll."""
        first = self.days(proposition).earliest
        if first is None:
            return True
        return any(
            (first - last).days > APART_DAYS
            for last in self._ends(proposition.article_id, proposition.spans)
        )

    def _ends(self, article_id: str, spans: Iterable[Span]) -> list[date]:
        """The last day of each time that stands in some spans."""
        places = tuple(spans)
        found = (
            days_of(timex.value)
            for timex in self.material.readings[article_id].analysis.timexes
            if any(s.overlaps(timex.span) for s in places)
        )
        return [days[1] for days in found if days]


def is_announced(proposition: Proposition) -> bool:
    """Whether a headline ascribes it, which only announces what stands below."""
    said = proposition.attribution
    return said is not None and said.part is not Part.BODY


def heard_in_bodies(material: Material) -> Mapping[str, frozenset[str]]:
    """Those who put something forward below the headline, by article."""
    return {
        article: frozenset(
            speaker
            for a in sayings(reading)
            if a.part is Part.BODY and a.stance in CLAIMING
            for speaker in material.speakers(a)
        )
        for article, reading in material.readings.items()
    }


def bare_tolls(counts: Mapping[str, Iterable[Count]]) -> frozenset[tuple[str, Span]]:
    """The figures of those struck that name nobody in particular, by article and place."""
    return frozenset(
        (article_id, count.span)
        for article_id, found in counts.items()
        for count in found
        if count.event in BARE and not count.identity and count.quantity.part_of is None
    )

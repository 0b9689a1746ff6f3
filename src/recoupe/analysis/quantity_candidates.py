"""Pair every number of a text with what it counts.

A number may take the unit of the next one (« 9, 12 et 15 ans », « de 12 à
15 millions d'euros »), be half of a proportion (« un berger sur trois »), or
have its hedge behind its noun (« 300 personnes environ »). What comes out are
candidates; whether they count is decided later.

Source: house.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from recoupe.analysis.quantity_cardinals import Form
from recoupe.analysis.quantity_counted import Candidate, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from recoupe.analysis.quantity_bounds import Bounded
    from recoupe.analysis.quantity_counted import Counted, Counting

#: « un berger sur trois »: beyond these, « sur » gives a total (« 13 bergers sur 24 »).
_DENOMINATORS = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 100, 1000})
#: From here on a number's scale is a word, « millions », that a list shares.
LARGE = 1_000_000
_SHARED = (Kind.TIME, Kind.PERCENT, Kind.MONEY, Kind.MEASURE)
_DASHES = ("-", "–")


class Candidates:
    """Pairs the numbers of one text with what they count."""

    def __init__(self, counting: Counting, *, times: frozenset[int]) -> None:
        self._counting = counting
        self._reading = counting.reading
        self._times = times  # where the timexes begin

    def all(self) -> tuple[Candidate, ...]:
        """Every number with what it counts, in order."""
        cases = [Candidate(n, self._counted(n)) for n in self._reading.numbers()]
        for i in range(len(cases) - 2, -1, -1):
            cases[i] = self._with_unit_of(cases[i], cases[i + 1])
        return tuple(self._proportions(cases))

    def with_hedge_behind(self, case: Candidate) -> Candidate:
        """« 300 personnes environ », « deux tonnes et demie »."""
        reading, number, found = self._reading, case.number, case.found
        if found.head is None:
            return case
        hedged, end = reading.after(number, found.end)
        if end > found.end:
            return Candidate(hedged, replace(found, end=end))
        is_and = reading.words.has(reading.word(found.end), "and")
        is_half = is_and and reading.words.has(reading.word(found.end + 1), "half")
        if not is_half or number.low is None or number.high is None:
            return case
        half = replace(number, low=number.low + 0.5, high=number.high + 0.5)
        return Candidate(half, replace(found, end=found.end + 2))

    def _counted(self, number: Bounded) -> Counted:
        """What the number counts; time, when a list goes on with a timex: « 12 et 14 ans »."""
        found = self._counting.counted(number)
        link = number.last + 1
        if found.kind is not Kind.NONE or link >= len(self._reading.pieces):
            return found
        if not self._lists(link) and self._reading.word(link) not in _DASHES:
            return found
        text, after = self._reading.text, self._reading.pieces[link].end
        begins = after + text[after : after + 1].isspace()
        goes_on = begins in self._times and text[begins : begins + 1].isdigit()
        return replace(found, kind=Kind.TIME) if goes_on else found

    def _lists(self, piece: int) -> bool:
        """Whether a piece joins two numbers of a list: a comma, « et », « ou », « à »."""
        word = self._reading.word(piece)
        return word == "," or self._reading.words.has(word, "between_and", "or", "to")

    def _with_unit_of(self, case: Candidate, after: Candidate) -> Candidate:
        """« 9, 12 et 15 ans »: a number without a unit takes the next one's."""
        number = case.number
        is_bare = case.found.kind is Kind.NONE and after.number.first == number.last + 2
        if not (is_bare and after.found.kind in _SHARED and self._lists(number.last + 1)):
            return case
        scale = after.number.number.scale
        if scale >= LARGE and number.number.scale == 1 and number.low and number.high:
            number = replace(number, low=number.low * scale, high=number.high * scale)
        return Candidate(number, replace(after.found, end=number.last + 1))

    def _proportions(self, cases: Sequence[Candidate]) -> Iterator[Candidate]:
        """The candidates, « un X sur trois » being one."""
        at = 0
        while at < len(cases):
            joined = self._proportion(cases[at], cases[at + 1]) if at + 1 < len(cases) else None
            yield joined or cases[at]
            at += 2 if joined else 1

    def _proportion(self, case: Candidate, after: Candidate) -> Candidate | None:
        number, whole = case.number, after.number
        head = after.found.head
        is_over = self._reading.words.has(self._reading.word(whole.first - 1), "out_of")
        is_bare = head is None or not self._counting.grammar.is_tag(head, "NOUN", "PROPN")
        if not is_over or whole.first - 1 != case.found.end or not is_bare:
            return None
        counts = (Form.DIGITS, Form.WORDS, Form.ARTICLE)
        if number.form not in counts or number.is_range or whole.low not in _DENOMINATORS:
            return None
        count = number.number.low
        if case.found.kind is Kind.MEASURE or not 0 < count < whole.low:
            return None
        share = round(count / whole.low, 4)
        merged = replace(
            number, last=whole.last, low=None if number.low is None else share,
            high=None if number.high is None else share, form=Form.FRACTION, number=whole.number,
        )  # fmt: skip
        return Candidate(merged, replace(case.found, kind=Kind.SHARE, end=whole.last + 1))

"""Find the place and the period that bound a count.

« 30 noyés près de Vernoux lundi soir »: the place is a
complement with a name in it, the period the timex, under the same verb or
noun as the number.

Source: relations of Universal Dependencies; prepositions of place in
`number_labels.tsv`.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from recoupe.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from recoupe.analysis.quantity_counted import Counting
    from recoupe.analysis.quantity_grammar import Grammar

#: Levels below a complement where its name may stand: « le sud de l'oblast de X ».
_DEPTH = 4
#: Tokens in the longest place that is named whole.
_LONGEST = 12
_PLACES = ("obl", "nmod", "obl:mod")


class ScopeReader:
    """Answers where and when the numbers of one text hold."""

    def __init__(self, counting: Counting, periods: tuple[Span, ...]) -> None:
        self._counting = counting
        self._grammar: Grammar = counting.grammar
        self._periods = periods
        self._starts = tuple(span.start for span in periods)

    def scope(self, top: int, head: int | None, *, own: Span) -> tuple[Span, ...]:
        """Places, then periods, of the number whose phrase `top` heads."""
        governor = self._grammar.governor(top)
        anchors = dict.fromkeys(i for i in (top, head, governor) if i is not None)
        places = [
            span for i in anchors for span in self._places(i) if not span.overlaps(own)
        ]  # fmt: skip
        return (*dict.fromkeys(places), *self._periods_of(top, governor))

    def _places(self, anchor: int) -> Iterator[Span]:
        for i in self._grammar.dependents(anchor, *_PLACES):
            cases = list(self._grammar.dependents(i, "case"))
            if cases and self._is_place(self._grammar.lemma(cases[0])):
                span = self._named(cases[0], i)
                if span is not None:
                    yield span

    def _is_place(self, preposition: str) -> bool:
        return self._counting.is_place(preposition)

    def _named(self, first: int, head: int) -> Span | None:
        """The complement from its preposition to its name; None when it names nothing."""
        last, has_name = head, self._grammar.is_tag(head, "PROPN")
        level = [head]
        for _ in range(_DEPTH):
            level = [
                j
                for i in level
                for j in self._grammar.dependents(i, "nmod", "flat", "flat:name", "amod", "appos")
                if j <= first + _LONGEST
            ]
            has_name = has_name or any(self._grammar.is_tag(j, "PROPN") for j in level)
            last = max([last, *level])
        tokens = self._grammar.tokens
        return Span(tokens.start[first], tokens.end[last]) if has_name else None

    def _periods_of(self, top: int, governor: int | None) -> tuple[Span, ...]:
        """The timexes under the verb of the number, or the only one of its sentence."""
        tokens = self._grammar.tokens
        first, last = self._grammar.sentence(top)
        begin = bisect_left(self._starts, tokens.start[first])
        end = bisect_left(self._starts, tokens.end[last - 1])
        inside = self._periods[begin:end]
        near = tuple(s for s in inside if self._governor_of(s) == governor)
        return near or (inside if len(inside) == 1 else ())

    def _governor_of(self, span: Span) -> int | None:
        token = self._grammar.at(span.start)
        return None if token is None else self._grammar.governor(token)

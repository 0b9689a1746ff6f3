"""Join numerals into ranges and return them with their bounds and hedges.

« entre dix et douze mille », « 12 à 15 000 », « au moins 30 », « frôle les
80 milliards », « 300 personnes environ »: which words bound or blur a number
stands in `hedges.tsv`, how two numerals make a range is said here.

Source: house; for bounds and approximations, Grevisse & Goosse, § 601-604.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, ClassVar

from recoupe.analysis.quantity_cardinals import Form, Lexicon, Numeral, lexicon
from recoupe.analysis.quantity_numerals import find_numerals
from recoupe.analysis.quantity_pieces import Piece, pieces_of, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from recoupe.analysis.quantity_grammar import Grammar
    from recoupe.lang import Pack
    from recoupe.model import Span

#: « plus de quelque 300 au moins »: no more hedges than that stand before a number.
_HEDGES = 3
#: Words between « passer » and « de 12 à 15 »: « fait passer la taxe de … ».
_CHANGE_REACH = 6
#: Characters in which the word after a timex shows.
_NEXT_WORD = 5
_QUOTES = frozenset('«»“”„"‹›()')


class Effect(StrEnum):
    """What a hedge makes of a number."""

    LOW = "low"
    HIGH = "high"
    ABOVE = "above"  # « plus de 12 »: not 12
    BELOW = "below"
    APPROXIMATE = "approximate"
    TIMES = "times"
    DIVIDED = "divided"
    CHANGE = "change"  # « passer de 12 à 15 »: two numbers, no range


@dataclass(frozen=True, slots=True)
class HedgeRow:
    """Words that bound or blur the number beside them.

    In `pattern`, <x> is any form of the lemma x, [x] may be missing, a|b is a choice.
    """

    TABLE: ClassVar[str] = "hedges.tsv"

    pattern: str
    side: str  # before, after
    effect: str
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounded:
    """A number with its bounds: pieces `first` to `last`, hedges included."""

    first: int
    last: int
    opening: int  # first piece of the numerals
    number: Numeral  # the last numeral, which names the scale
    low: float | None
    high: float | None
    approximate: bool
    form: Form
    strict: bool = False
    is_hedged: bool = False
    is_range: bool = False


@dataclass(frozen=True, slots=True)
class _Element:
    choices: frozenset[str]
    is_lemma: bool
    is_optional: bool


@dataclass(frozen=True, slots=True)
class _Hedge:
    elements: tuple[_Element, ...]
    side: str
    effect: Effect


class Reading:
    """The pieces of a text with their lemmas, and what its hedges say."""

    def __init__(self, grammar: Grammar, *, pack: Pack, hidden: Iterable[Span]) -> None:
        self.text = grammar.text
        self.words: Lexicon = lexicon(pack)
        self.pieces: tuple[Piece, ...] = pieces_of(self.text, self._counting_nothing(hidden))
        self._hedges = _hedges(pack)
        self._grammar = grammar
        self._tokens = {start: i for i, start in enumerate(grammar.tokens.start)}
        self._starts = tuple(p.start for p in self.pieces)
        self._pack = pack

    def word(self, at: int) -> str:
        """The word of a piece, "" beyond either end."""
        return self.pieces[at].word if 0 <= at < len(self.pieces) else ""

    def piece_at(self, offset: int) -> int:
        """Index of the first piece that begins at or after an offset."""
        return bisect_left(self._starts, offset)

    def numbers(self) -> tuple[Bounded, ...]:
        """All numbers of the text with bounds, in order."""
        numerals = find_numerals(self.pieces, self.text, pack=self._pack)
        found: list[Bounded] = []
        at = 0
        while at < len(numerals):
            joined = self._range(numerals[at], numerals[at + 1]) if at + 1 < len(numerals) else None
            number = joined or _alone(numerals[at])
            at += 2 if joined else 1
            found.append(self._hedged(number))
        return tuple(found)

    def after(self, number: Bounded, at: int) -> tuple[Bounded, int]:
        """The number with the hedge that begins at piece `at`, and the place after the hedge."""
        best = max(
            (
                (end, h)
                for h in self._hedges
                if h.side == "after" and (end := self._ends(h, at)) > at
            ),
            key=lambda pair: pair[0],
            default=None,
        )
        if best is None or self._opens_number(best[0]):
            return number, at
        return _with_effect(number, best[1].effect), best[0]

    def _opens_number(self, at: int) -> bool:
        """Whether a number stands at a piece, so that a hedge before it is its own."""
        kinds = ("unit", "article", "ten", "hundred", "thousand", "collectives", "vague", "of")
        is_digits = at < len(self.pieces) and self.pieces[at].kind == "number"
        return is_digits or self.words.has(self.word(at), *kinds)

    def _counting_nothing(self, hidden: Iterable[Span]) -> Iterator[Span]:
        """The hidden spans but those of collectives that count: « une quinzaine de bateaux »."""
        for span in hidden:
            last = plain_text(span.of(self.text)).split()[-1:]
            after = pieces_of(self.text[span.end : span.end + _NEXT_WORD], ())[:1]
            is_collective = bool(last) and self.words.has(last[0], "collective")
            opens = bool(after) and self.words.has(after[0].word, "of")
            if not (is_collective and opens):
                yield span

    def _range(self, left: Numeral, right: Numeral) -> Bounded | None:
        """Two numerals as one range, if words or a dash make them one."""
        scaled = _scaled(left, right)
        if scaled is None or left.form in (Form.ABSENT, Form.SINGLE, Form.MULTIPLE):
            return None
        first = self._range_opening(left, right, low=scaled)
        if first is None:
            return None
        return Bounded(
            first=first,
            last=right.last,
            opening=left.first,
            number=right,
            low=scaled,
            high=right.high,
            approximate=left.approximate or right.approximate,
            form=right.form,
            is_range=True,
        )

    def _range_opening(self, left: Numeral, right: Numeral, *, low: float) -> int | None:
        """First piece of the range; None when the two numerals are none."""
        before = left.first - 1
        if right.first == left.last + 1:
            is_dash = self.pieces[right.first].joined and left.form is Form.DIGITS
            return left.first if is_dash and not self.pieces[left.first].joined else None
        if not self._is_bridge(left, right):
            return None
        link = self.word(right.first - 1)
        if self.words.has(link, "between_and") and self.words.has(self.word(before), "between"):
            return before
        if self.words.has(link, "or"):
            near = right.high - low <= max(1, low) and left.form is not Form.FRACTION
            return left.first if near else None
        if not self.words.has(link, "to"):
            return None
        if not self.words.has(self.word(before), "from"):
            return left.first
        return None if self._is_change(before) else before

    def _is_bridge(self, left: Numeral, right: Numeral) -> bool:
        """Whether between two numerals stands one word, or the unit that follows both."""
        between = range(left.last + 1, right.first - 1)
        if any(self.pieces[i].broken for i in range(left.last + 1, right.first + 1)):
            return False
        return len(between) <= 4 and all(
            self.word(i) == self.word(right.last + 1 + n) for n, i in enumerate(between)
        )

    def _is_change(self, before: int) -> bool:
        """Whether a verb of change governs « de X à Y »."""
        return any(
            self._begins(h, before - back) >= 0
            for h in self._hedges
            if h.effect is Effect.CHANGE
            for back in range(1, _CHANGE_REACH + 1)
        )

    def is_changed(self, number: Bounded) -> bool:
        """Whether a number is one end of « passer de X à Y »."""
        before = number.first - 1
        if self.words.has(self.word(before), "from"):
            return self._is_change(before)
        if not self.words.has(self.word(before), "to"):
            return False
        reach = range(before - 1, max(before - _CHANGE_REACH, -1), -1)
        start = next((i for i in reach if self.words.has(self.word(i), "from")), None)
        return start is not None and self._is_change(start)

    def _hedged(self, number: Bounded) -> Bounded:
        """The number with the hedges that stand before it, and directly behind it."""
        for _ in range(_HEDGES):
            best = min(
                (
                    (begin, h.effect.value, h)
                    for h in self._hedges
                    if h.effect is not Effect.CHANGE
                    and (begin := self._begins(h, number.first - 1)) >= 0
                ),
                key=lambda found: found[:2],
                default=None,
            )
            if best is None:
                break
            number = replace(_with_effect(number, best[2].effect), first=best[0])
        number, end = self.after(number, number.last + 1)
        return replace(number, last=end - 1)

    def _begins(self, hedge: _Hedge, at: int) -> int:
        """First piece of a hedge whose last word is at or just before a piece; -1 if none."""
        if hedge.side != "before":
            return -1
        here = at
        for element in reversed(hedge.elements):
            while here >= 0 and self.word(here) in _QUOTES:
                here -= 1
            if self._fits(element, here):
                here -= 1
            elif not element.is_optional:
                return -1
        return here + 1 if here < at else -1

    def _ends(self, hedge: _Hedge, at: int) -> int:
        """The place after a hedge that begins at a piece; -1 if none does."""
        here = at
        for element in hedge.elements:
            if here < len(self.pieces) and self.pieces[here].broken:
                return -1
            if self._fits(element, here):
                here += 1
            elif not element.is_optional:
                return -1
        return here

    def _fits(self, element: _Element, at: int) -> bool:
        if not 0 <= at < len(self.pieces):
            return False
        if not element.is_lemma:
            return self.pieces[at].word in element.choices
        token = self._tokens.get(self.pieces[at].start)
        if token is None:
            return False
        grammar = self._grammar
        return (
            grammar.lemma(token) in element.choices or grammar.verb_lemma(token) in element.choices
        )


def _alone(numeral: Numeral) -> Bounded:
    return Bounded(
        first=numeral.first,
        last=numeral.last,
        opening=numeral.first,
        number=numeral,
        low=numeral.low,
        high=numeral.high,
        approximate=numeral.approximate,
        form=numeral.form,
    )


def _scaled(left: Numeral, right: Numeral) -> float | None:
    """What the left end of a range is worth; None when it is not below the right one.

    « dix à douze mille », « 1,5 à 2 millions », « 12 à 15 000 »: the scale of
    the right end counts for both when the left end, so scaled, stays below.
    """
    scaled = left.low * right.scale
    if left.scale == 1.0 and right.scale > 1.0 and left.low < right.scale and scaled < right.high:
        return scaled
    return left.low if left.low < right.high else None


def _with_effect(number: Bounded, effect: Effect) -> Bounded:
    """The number as a hedge changes it."""
    number = replace(number, is_hedged=True)
    if effect is Effect.APPROXIMATE:
        return replace(number, approximate=True)
    if effect in (Effect.TIMES, Effect.DIVIDED):
        return _multiplied(number, effect)
    if number.low is None or number.high is None:
        return number  # the hedge nearest to the number has bounded it
    strict = effect in (Effect.ABOVE, Effect.BELOW)
    if effect in (Effect.LOW, Effect.ABOVE):
        return replace(number, high=None, strict=strict)
    return replace(number, low=None, strict=strict)


def _multiplied(number: Bounded, effect: Effect) -> Bounded:
    if not number.low or not number.high:
        return number
    low, high = number.low, number.high
    if effect is Effect.DIVIDED:
        low, high = round(1 / high, 4), round(1 / low, 4)
    return replace(number, low=low, high=high, form=Form.MULTIPLE)


@cache
def _hedges(pack: Pack) -> tuple[_Hedge, ...]:
    return tuple(
        _Hedge(_elements(row.pattern), row.side, Effect(row.effect)) for row in pack.table(HedgeRow)
    )


def _elements(pattern: str) -> tuple[_Element, ...]:
    """« [un] peu plus de|d' » as elements."""
    return tuple(_element(part) for part in pattern.split())


def _element(part: str) -> _Element:
    is_optional = len(part) > 2 and part.startswith("[")
    is_lemma = len(part) > 2 and part.startswith("<") and part.endswith(">")
    words = part[1:-1] if is_optional or is_lemma else part
    return _Element(frozenset(words.split("|")), is_lemma, is_optional)

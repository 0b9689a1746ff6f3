"""Read a cardinal off the pieces of a text: digits, words, or both.

text2num reads plain cardinals only, gives « vingt-cinq virgule cinq
millions » as 25,5000000, joins neighbors that a comma separates and keeps no
offsets. The grammar is ten rules once the words stand in a table: what may
follow a unit, a ten, a hundred, a scale.

Source: words and values in `numbers.tsv`; Grevisse & Goosse, Le Bon Usage,
§ 597-600, septante and nonante included.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from recoupe.analysis.quantity_pieces import Piece
    from recoupe.lang import Pack

#: Decimals kept: 1.1 times a million is 1100000.0000000002 in binary.
_DECIMALS = 4
#: Pieces in a number: a billion spelled in full has twenty.
_LONGEST = 24


class Form(StrEnum):
    """How a numeral is written."""

    DIGITS = "digits"
    WORDS = "words"
    COLLECTIVE = "collective"  # une trentaine
    VAGUE = "vague"  # plusieurs milliers
    FRACTION = "fraction"  # deux tiers
    MULTIPLE = "multiple"  # le double
    ARTICLE = "article"  # un, une
    ABSENT = "absent"  # aucun
    SINGLE = "single"  # un seul


@dataclass(frozen=True, slots=True)
class NumberRow:
    """A word that numbers are made of."""

    TABLE: ClassVar[str] = "numbers.tsv"

    word: str
    kind: str
    value: str
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """A numeral and what it is worth: pieces `first` to `last`, both included."""

    first: int
    last: int
    low: float
    high: float
    form: Form
    approximate: bool = False
    scale: float = 1.0  # what its last word multiplies by: the million of « 2 millions »


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of `numbers.tsv` by kind."""

    words: Mapping[str, tuple[tuple[str, float], ...]]

    def value(self, word: str, *kinds: str) -> float | None:
        """What the word is worth as one of `kinds`; None when it is none of them."""
        return next((v for k, v in self.words.get(word, ()) if k in kinds), None)

    def has(self, word: str, *kinds: str) -> bool:
        """Whether the word is one of `kinds`."""
        return self.value(word, *kinds) is not None


@cache
def lexicon(pack: Pack) -> Lexicon:
    """The number words of a language."""
    words: dict[str, tuple[tuple[str, float], ...]] = {}
    for row in pack.table(NumberRow):
        value = float(row.value) if row.value else 0.0
        words[row.word] = (*words.get(row.word, ()), (row.kind, value))
    return Lexicon(words)


@dataclass(slots=True)
class _Cardinal:
    """A cardinal being read: what stands, and the word last taken."""

    total: float = 0.0  # millions and more, done with
    thousands: float = 0.0
    group: float = 0.0  # below one thousand, or the digits
    last: str = ""  # kind of the word last taken
    scale: float = 1.0

    @property
    def value(self) -> float:
        """What has been read so far."""
        return self.total + self.thousands + self.group


class CardinalReader:
    """Reads cardinals off the pieces of one text."""

    def __init__(self, pieces: Sequence[Piece], text: str, *, words: Lexicon) -> None:
        self.pieces = pieces
        self.text = text
        self.words = words

    def word(self, at: int) -> str:
        """The word at a place, "" beyond the end or a line's end."""
        return self.pieces[at].word if 0 <= at < len(self.pieces) else ""

    def following(self, at: int) -> str:
        """The word at a place that goes on with what stands before it."""
        within = at < len(self.pieces) and not self.pieces[at].broken
        return self.pieces[at].word if within else ""

    def is_number(self, at: int) -> bool:
        """Whether the piece at a place is of digits."""
        return at < len(self.pieces) and self.pieces[at].kind == "number"

    def cardinal(self, at: int) -> Numeral | None:
        """12 000, 1,2 million, vingt et un, deux millions et demi, un demi-million."""
        state, here = _Cardinal(), at
        form = Form.DIGITS if self.is_number(at) else Form.WORDS
        while here < min(len(self.pieces), at + _LONGEST):
            if here > at and self.pieces[here].broken:
                break
            taken = self._take(state, here)
            if not taken:
                break
            here += taken
        if here == at:
            return None
        if here == at + 1 and self.words.has(self.word(at), "article"):
            return self._after_article(at)
        value = round(state.value, _DECIMALS)
        return Numeral(first=at, last=here - 1, low=value, high=value, form=form, scale=state.scale)

    def _after_article(self, at: int) -> Numeral:
        """« un », or « un seul »."""
        single = self.words.has(self.following(at + 1), "single")
        form = Form.SINGLE if single else Form.ARTICLE
        return Numeral(first=at, last=at + single, low=1, high=1, form=form)

    def _take(self, state: _Cardinal, at: int) -> int:
        """Pieces that the cardinal goes on with at a place; 0 when it ends before."""
        piece = self.pieces[at]
        if piece.kind == "number":
            return self._take_digits(state, at)
        for kind in ("scale", "scales", "thousand"):
            scale = self.words.value(piece.word, kind)
            if scale is not None and (state.last or kind != "scales"):
                return self._take_scale(state, scale, is_thousand=kind == "thousand")
        short = self._short_scale(at) if state.last else None
        if short is not None:
            return self._take_scale(state, short, is_thousand=False)
        if self.words.has(piece.word, "half"):
            return self._take_half(state, at)
        if self.words.has(piece.word, "point") and state.last in ("unit", "ten", "zero"):
            return self._take_decimals(state, at)
        if self.words.has(piece.word, "and"):
            return self._take_and(state, at)
        return self._take_small(state, piece.word)

    def _take_digits(self, state: _Cardinal, at: int) -> int:
        if state.last:
            return 0
        following = self.following(at + 1)
        is_scaled = self.words.has(following, "scale", "scales", "thousand") or self._short_scale(
            at + 1
        )
        state.group = digits_value(self.pieces[at].word, is_decimal=bool(is_scaled))
        state.last = "digits"
        if state.group >= 1000 and state.group % 1000 == 0:
            state.scale = 1000.0
        return 1

    def _take_scale(self, state: _Cardinal, scale: float, *, is_thousand: bool) -> int:
        """« mille », « million »: each smaller than the scale before it."""
        if state.last in ("scale", "thousand", "done", "half") and scale >= state.scale > 1:
            return 0
        if is_thousand:
            if state.thousands:
                return 0
            state.thousands, state.group = (state.group or 1.0) * scale, 0.0
        else:
            state.total += (state.thousands + state.group or 1.0) * scale
            state.thousands = state.group = 0.0
        state.last, state.scale = "thousand" if is_thousand else "scale", scale
        return 1

    def _short_scale(self, at: int) -> float | None:
        """M, Md, k before a currency's sign: the letter's case counts."""
        if at >= len(self.pieces):
            return None
        piece = self.pieces[at]
        scale = self.words.value(self.text[piece.start : piece.end], "short")
        after = self.following(at + 1)
        is_money = self.words.has(after, "money") or (
            self.words.has(after, "of") and self.words.has(self.following(at + 2), "money")
        )
        return scale if is_money else None

    def _take_half(self, state: _Cardinal, at: int) -> int:
        """« un demi-million », « un demi-hectare »."""
        is_joined = at + 1 < len(self.pieces) and self.pieces[at + 1].joined
        opens = state.last in ("", "unit") and state.value in (0.0, 1.0)
        if not is_joined or not opens or self.words.has(self.word(at + 1), "collective"):
            return 0
        state.group, state.last = 0.5, "half"
        return 1

    def _take_decimals(self, state: _Cardinal, at: int) -> int:
        """« virgule cinq », « virgule zéro cinq »."""
        inner, here, zeros = _Cardinal(), at + 1, 0
        while self.words.has(self.following(here), "zero"):
            zeros, here = zeros + 1, here + 1
        start = here
        while self.following(here) and self.words.has(
            self.following(here), "unit", "article", "ten", "and"
        ):
            taken = self._take(inner, here)
            if not taken:
                break
            here += taken
        if here == start and not zeros:
            return 0
        digits = "0" * zeros + (str(int(inner.group)) if here > start else "")
        state.group += float(f"0.{digits}")
        state.last = "point"
        return here - at

    def _take_and(self, state: _Cardinal, at: int) -> int:
        """« vingt et un », « deux millions et demi »."""
        after = self.following(at + 1)
        if self.words.has(after, "half") and state.last in ("scale", "thousand"):
            state.total, state.last = state.total + state.scale / 2, "done"
            return 2
        small = self.words.value(after, "unit", "article", "ten")
        if state.last != "ten" or small not in (1.0, 11.0):
            return 0
        state.group, state.last = state.group + small, "unit"
        return 2

    def _take_small(self, state: _Cardinal, word: str) -> int:
        """A word below one thousand, if it can follow."""
        if self.words.has(word, "zero"):
            state.last = "zero" if not state.last else state.last
            return int(state.last == "zero" and not state.group)
        hundred = self.words.value(word, "hundred")
        if hundred is not None:
            return self._take_hundred(state, hundred)
        value = self.words.value(word, "ten")
        if value is not None:
            return self._take_ten(state, value)
        value = self.words.value(word, "unit", "article")
        if value is None or not self._unit_follows(state, value):
            return 0
        state.group, state.last = state.group + value, "unit"
        return 1

    @staticmethod
    def _unit_follows(state: _Cardinal, value: float) -> bool:
        if state.last == "ten":
            rest = state.group % 100
            return rest % 10 == 0 and (rest != 10 or value >= 7)
        return state.last in ("", "hundred", "thousand", "scale", "zero")

    @staticmethod
    def _take_hundred(state: _Cardinal, hundred: float) -> int:
        if state.last in ("unit", "ten") and 2 <= state.group <= 19:
            state.group *= hundred
        elif state.last in ("", "thousand", "scale"):
            state.group += hundred
        else:
            return 0
        state.last, state.scale = "hundred", hundred
        return 1

    @staticmethod
    def _take_ten(state: _Cardinal, value: float) -> int:
        """Ten to ninety; « quatre-vingts » multiplies, « soixante-dix » adds."""
        rest = state.group % 100
        if state.last == "unit" and rest == 4 and value == 20:
            state.group += 76.0
        elif (state.last == "ten" and rest in (60, 80) and 10 <= value <= 16) or state.last in (
            "",
            "hundred",
            "thousand",
            "scale",
        ):
            state.group += value
        else:
            return 0
        state.last = "ten"
        return 1


def digits_value(digits: str, *, is_decimal: bool = False) -> float:
    """What digits are worth; a last mark before three digits groups them, unless `is_decimal`.

    A number with two kinds of mark has its decimals after the last.
    """
    marks = [c for c in digits if not c.isdigit()]
    if not marks:
        return float(digits)
    last = digits.rfind(marks[-1])
    whole, decimals = digits[:last], digits[last + 1 :]
    is_group = len(decimals) == 3 and not whole.startswith("0") and len(set(marks)) == 1
    is_read_decimal = is_decimal and len(marks) == 1 and (marks[-1] == "," or decimals != "000")
    if marks[-1] in " '" or (is_group and not is_read_decimal):
        return float(re.sub(r"\D", "", digits))
    return float(re.sub(r"\D", "", whole) + "." + decimals)

"""Find the numerals of a text and return what they are worth.

Beside cardinals (`quantity_cardinals`): collectives (« une trentaine »), vague
plurals (« plusieurs milliers »), fractions, multiples, and what stands for
none or one (« aucun », « l'unique »).

Source: words in `numbers.tsv`; Grevisse & Goosse, Le Bon Usage, § 601-608.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from recoupe.analysis.quantity_cardinals import CardinalReader, Form, Numeral, lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recoupe.analysis.quantity_pieces import Piece
    from recoupe.lang import Pack


def find_numerals(pieces: Sequence[Piece], text: str, *, pack: Pack) -> tuple[Numeral, ...]:
    """All numerals, in order, none overlapping another.

    Cost: linear.
    """
    reader = _Reader(pieces, text, words=lexicon(pack))
    found: list[Numeral] = []
    at = 0
    while at < len(pieces):
        numeral = reader.read(at)
        if numeral is not None:
            found.append(numeral)
        at = numeral.last + 1 if numeral is not None else at + 1
    return tuple(found)


class _Reader(CardinalReader):
    """Reads numerals of every form off the pieces of one text."""

    def read(self, at: int) -> Numeral | None:
        """The longest numeral that begins at a piece."""
        for reading in (self._multiple, self._fraction, self._collective, self.cardinal):
            numeral = reading(at)
            if numeral is not None:
                return numeral
        return self._absent(at)

    def _collective(self, at: int) -> Numeral | None:
        """« une trentaine », « deux douzaines », « plusieurs milliers », « des millions »."""
        factor, here, is_vague = self._factor(at)
        while self.words.has(self.following(here), "about"):
            here += 1
        half = self.words.has(self.following(here), "half")
        here += half
        word = self.following(here) if here > at else self.word(here)
        base = self.words.value(word, "collective")
        many = self.words.value(word, "collectives")
        if base is None and many is None:
            many = self.words.value(word, "scales") if is_vague and here > at else None
        if base is None and many is None:
            return None
        if many is not None and factor is None:
            factor, is_vague = 1.0, True
        value = (base or many or 0.0) / (2 if half else 1)
        if factor is None or (many is None and is_vague) or (base is not None and factor != 1):
            return None
        return self._scaled_collective(at, here, value=value, factor=factor, is_vague=is_vague)

    def _factor(self, at: int) -> tuple[float | None, int, bool]:
        """What multiplies a collective, the place after it, whether it is a vague plural."""
        word = self.word(at)
        vague = self.words.value(word, "vague")
        if vague is not None:
            return vague, at + 1, True
        if self.words.has(word, "article", "the"):
            return 1.0, at + 1, False
        if self.pieces[at].kind == "number" or self.words.has(word, "unit", "ten", "hundred"):
            count = self.cardinal(at)
            if count is not None and count.scale == 1.0:
                return count.low, count.last + 1, False
        return None, at, False

    def _scaled_collective(
        self, first: int, last: int, *, value: float, factor: float, is_vague: bool
    ) -> Numeral:
        """The collective with the scale that may follow: « des dizaines de milliers »."""
        scale = 1.0
        if self.words.has(self.following(last + 1), "of"):
            following = self.words.value(self.following(last + 2), "scales", "collectives")
            if following is not None and following >= 1000:
                scale, last = following, last + 2
        low = value * factor * scale
        high = value * 10 * scale - 1 if is_vague else low
        form = Form.VAGUE if is_vague else Form.COLLECTIVE
        return Numeral(
            first=first, last=last, low=low, high=high, form=form, approximate=True,
            scale=value * scale,
        )  # fmt: skip

    def _fraction(self, at: int) -> Numeral | None:
        """« la moitié », « deux tiers », « les trois quarts », 2/3."""
        here = at
        if self.words.has(self.word(at), "the", "the_plural"):
            here += 1
        count = self.words.value(
            self.following(here) if here > at else self.word(here), "unit", "article"
        )
        here += count is not None
        word = self.following(here) if here > at else ""
        part = self.words.value(word, "part")
        if part is None:
            part = self.words.value(word, "share")
            if part is None or not (self._is_of(here + 1) or self._is_alone(at, here, count=count)):
                return None
            if count is None and part < 0.25:
                return None  # « le dixième de … » is a rank
        value = round(part * (count or 1.0), 4)
        if self.words.has(self.word(at), "the_plural") and count is None:
            return None
        return Numeral(first=at, last=here, low=value, high=value, form=Form.FRACTION)

    def _is_alone(self, at: int, last: int, *, count: float | None) -> bool:
        """« deux tiers ont fui », not « la majorité des deux tiers », « trois quarts d'heure »."""
        before, after = self.word(at - 1), self.following(last + 1)
        is_definite = self.words.has(before, "the_plural", "vague", "of") or at < last - 1
        return (count or 0) >= 2 and not is_definite and not self.words.has(after, "of")

    def _is_of(self, at: int) -> bool:
        """Whether « de » follows, and not « de finale »."""
        word = self.following(at)
        if not self.words.has(word, "of"):
            return False
        return not self.words.has(self.following(at + 1), "no_share")

    def _multiple(self, at: int) -> Numeral | None:
        """« le double de », « trois fois plus »."""
        if self.words.has(self.word(at), "the"):
            times = self.words.value(self.following(at + 1), "multiple")
            follows = self.following(at + 2)
            if times is None or (follows[:1].isalpha() and not self._is_of(at + 2)):
                return None
            return Numeral(first=at, last=at + 1, low=times, high=times, form=Form.MULTIPLE)
        count = self.cardinal(at) if self._may_multiply(at) else None
        if count is None or not self.words.has(self.following(count.last + 1), "times"):
            return None
        way = self.words.value(self.following(count.last + 2), "comparison")
        if way is None or not count.low:
            return None
        value = count.low if way > 0 else round(1 / count.low, 4)
        return replace(count, last=count.last + 2, low=value, high=value, form=Form.MULTIPLE)

    def _may_multiply(self, at: int) -> bool:
        return self.is_number(at) or self.words.has(self.word(at), "unit", "ten", "hundred")

    def _absent(self, at: int) -> Numeral | None:
        """« aucun », « pas une », « la moindre », « l'unique »."""
        word, after = self.word(at), self.following(at + 1)
        if self.words.has(word, "none"):
            return Numeral(first=at, last=at, low=0, high=0, form=Form.ABSENT)
        if self.words.has(word, "not") and self.words.has(after, "article"):
            if self.following(at + 2) and self.words.has(self.following(at + 2), "single"):
                return Numeral(first=at, last=at + 2, low=0, high=0, form=Form.ABSENT)
            return Numeral(first=at, last=at + 1, low=0, high=0, form=Form.ABSENT)
        if self.words.has(word, "the") and self.words.has(after, "least"):
            return Numeral(first=at, last=at + 1, low=0, high=0, form=Form.ABSENT)
        if self.words.has(word, "the") and self.words.has(after, "sole"):
            return Numeral(first=at, last=at + 1, low=1, high=1, form=Form.SINGLE)
        return None

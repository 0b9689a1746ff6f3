"""Find what a number counts: a noun, a unit, a currency, a share; or nothing.

« 27 maisons », « sept de ses voisins », « 3,4 milliards d'euros », « 53 %
des impôts », « le nombre de noyés est passé à 412 », « 9 000 selon le syndicat ».
A number that counts nothing is no quantity, however it is written.

Source: units and their signs in `units.tsv` (ISO 4217, the SI); nouns that
count in `number_labels.tsv`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, ClassVar

from recoupe.analysis.quantity_cardinals import Form
from recoupe.analysis.quantity_grammar import NOUNS, Grammar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from recoupe.analysis.quantity_bounds import Bounded, Reading
    from recoupe.lang import Pack

#: Words between a number and the noun it counts: « 300 autres jeunes militants ».
_REACH = 5
#: Words in the longest unit: « dollars de hong kong ».
_UNIT_WORDS = 4


class Kind(StrEnum):
    """What sort of thing is counted."""

    NOUN = "noun"
    MONEY = "money"
    PERCENT = "percent"
    MEASURE = "measure"
    SHARE = "share"
    TIME = "time"
    NONE = "none"


class Label(StrEnum):
    """What a word makes of a number beside it, as `number_labels.tsv` says."""

    BEFORE = "before"  # article 7, page 3: a designation
    ADDRESS = "address"  # 27, rue des Saules
    IDLE = "idle"  # deux fois, 0 commentaire
    TALLY = "tally"  # le nombre de tués
    PART = "part"  # dont 12, parmi lesquels 12
    AGAINST = "against"  # contre 700 l'an passé
    ACCORDING = "according"  # 9 000 selon le syndicat
    BE = "be"  # ils étaient 3 000
    AMOUNT = "amount"  # les dons s'élèvent à 3 000: a verb whose number is the subject's
    MANNER = "manner"  # dont deux graves: tells how the things before it are, not what
    AMONG = "among"  # dix d'entre eux
    PLACE = "place"  # à, dans: prepositions before a place
    PERSON = "person"  # une personne: no more than « someone »
    SINGULAR = "singular"  # au 115: a singular determiner
    SCALE = "scale"  # magnitude 6,4
    OTHER = "other"  # deux autres: a pronoun, its noun is that of the number before
    RESUMED = "resumed"  # en: stands for a noun already counted
    BOUND = "bound"  # entre: a preposition that belongs to the number
    PLURAL = "plural"  # an ending: chevaux
    KNOWN = "known"  # ces deux: a determiner of things already named


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit as it follows a number, its symbol and its sort."""

    TABLE: ClassVar[str] = "units.tsv"

    words: str
    unit: str
    kind: str
    source: str
    example: str


@dataclass(frozen=True, slots=True)
class LabelRow:
    """A word that says what the number beside it is."""

    TABLE: ClassVar[str] = "number_labels.tsv"

    word: str
    kind: str
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What a number counts.

    `first` to `last` are the tokens of the phrase, `end` the piece after it;
    both stand at the number when the noun is elsewhere or missing.
    """

    kind: Kind
    head: int | None  # token of the noun
    first: int | None
    last: int | None
    unit: str | None
    end: int  # piece


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number with what it counts, not yet known to be a quantity."""

    number: Bounded
    found: Counted


@cache
def units(pack: Pack) -> Mapping[tuple[str, ...], UnitRow]:
    """Units by their words."""
    return {tuple(row.words.split()): row for row in pack.table(UnitRow)}


@cache
def labels(pack: Pack) -> Mapping[str, frozenset[str]]:
    """Labels by their word."""
    found: dict[str, frozenset[str]] = {}
    for row in pack.table(LabelRow):
        found[row.word] = found.get(row.word, frozenset()) | {row.kind}
    return found


class Counting:
    """Answers what the numbers of one text count."""

    def __init__(self, reading: Reading, grammar: Grammar, *, pack: Pack) -> None:
        self.reading = reading
        self.grammar = grammar
        self._units = units(pack)
        self._labels = labels(pack)

    def is_label(self, word: str, label: Label) -> bool:
        """Whether a word is a label of that sort."""
        return label in self._labels.get(word, ())

    def is_place(self, preposition: str) -> bool:
        """Whether a preposition may stand before a place."""
        return self.is_label(preposition, Label.PLACE)

    def counted(self, number: Bounded) -> Counted:
        """What the number counts; kind NONE when no noun or unit goes with it."""
        unit = self._unit_after(number) or self._unit_before(number) or self._scale_before(number)
        if unit is not None:
            return unit
        noun = self._noun_after(number) if number.form is not Form.MULTIPLE else None
        if noun is not None:
            return noun
        kind = Kind.SHARE if number.form in (Form.FRACTION, Form.MULTIPLE) else Kind.NONE
        return Counted(kind=kind, head=None, first=None, last=None, unit=None, end=number.last + 1)

    def unit_at(self, piece: int) -> tuple[UnitRow, int] | None:
        """The unit that begins at a piece and the piece after it."""
        pieces = self.reading.pieces
        for length in range(_UNIT_WORDS, 0, -1):
            words = tuple(p.word for p in pieces[piece : piece + length])
            row = self._units.get(words)
            if row is not None and len(words) == length:
                return row, piece + length
        return None

    def _unit_after(self, number: Bounded) -> Counted | None:
        """« 3,4 milliards d'euros », « 12,5 % », « un demi-hectare »."""
        at = number.last + 1
        if at >= len(self.reading.pieces) or self.reading.pieces[at].broken:
            return None
        if self._takes_of(number) and self.reading.words.has(self.reading.word(at), "of"):
            at += 1
        found = self.unit_at(at)
        if found is None:
            return None
        row, end = found
        if end < len(self.reading.pieces) and self.reading.pieces[end].glued:
            last = self.reading.pieces[end]
            if last.kind != "sign" and self.reading.pieces[end - 1].kind == "word":
                return None
        first = self.grammar.at(self.reading.pieces[at].start)
        last_token = self.grammar.at(self.reading.pieces[end - 1].start)
        return Counted(
            kind=Kind(row.kind), head=first, first=first, last=last_token, unit=row.unit or None,
            end=end,
        )  # fmt: skip

    def _unit_before(self, number: Bounded) -> Counted | None:
        """« $300 », « € 5 », « CHF 12 millions »."""
        at = number.number.first - 1
        if at < 0:
            return None
        found = self.unit_at(at)
        start = self.reading.pieces[at].start
        if found is None or found[0].kind != Kind.MONEY or self.reading.text[start].islower():
            return None
        token = self.grammar.at(self.reading.pieces[at].start)
        return Counted(
            kind=Kind.MONEY, head=token, first=token, last=token, unit=found[0].unit,
            end=number.last + 1,
        )  # fmt: skip

    def _scale_before(self, number: Bounded) -> Counted | None:
        """« une magnitude de 6,4 », « de magnitude 6,4 »."""
        at = number.first - 1
        at -= self.reading.words.has(self.reading.word(at), "of", "to")
        at -= self._is_described(at)  # « une magnitude comprise entre 4,6 et 5,1 »
        if at < 0 or not self.is_label(self.reading.word(at), Label.SCALE):
            return None
        token = self.grammar.at(self.reading.pieces[at].start)
        return Counted(
            kind=Kind.MEASURE, head=token, first=token, last=token, unit=None, end=number.last + 1
        )

    def _is_described(self, piece: int) -> bool:
        """Whether a piece is a participle or an adjective."""
        token = self.grammar.at(self.reading.pieces[piece].start) if piece > 0 else None
        is_part = token is not None and self.grammar.has_feature(token, "VerbForm=Part")
        return is_part or (token is not None and self.grammar.is_tag(token, "ADJ"))

    @staticmethod
    def _takes_of(number: Bounded) -> bool:
        """Whether « de » stands between the number and its noun."""
        vague = (Form.COLLECTIVE, Form.VAGUE, Form.FRACTION, Form.MULTIPLE)
        return number.form in vague or number.number.scale >= 1_000_000

    def _noun_after(self, number: Bounded) -> Counted | None:
        """The noun behind the number, past « de ses », « autres », « jeunes »."""
        at = number.last + 1
        pieces = self.reading.pieces
        if at >= len(pieces) or pieces[at].broken or pieces[at].joined:
            return None
        first = self._past_of(number, at)
        if first is None:
            return None
        head = self._head_from(first)
        if head is None or self._is_told_of(number, head):
            return None
        last = self._before_hedge(number, head)
        end = self.reading.piece_at(self.grammar.tokens.end[last])
        kind = Kind.SHARE if number.form in (Form.FRACTION, Form.MULTIPLE) else Kind.NOUN
        return Counted(kind=kind, head=head, first=first, last=last, unit=None, end=end)

    def _is_told_of(self, number: Bounded, head: int) -> bool:
        """« contre 182 annoncées par la compagnie »: what was done to them, not what they are."""
        is_against = self.is_label(self.reading.word(number.first - 1), Label.AGAINST)
        return is_against and any(self.grammar.dependents(head, "obl:agent"))

    def _before_hedge(self, number: Bounded, head: int) -> int:
        """The last adjective of a noun, a hedge being none: « 40 places minimum »."""
        starts, last = self.grammar.tokens.start, self.grammar.phrase_end(head)
        for i in range(head + 1, last + 1):
            piece = self.reading.piece_at(starts[i])
            if self.reading.after(number, piece)[1] > piece:
                return i - 1
        return last

    def _past_of(self, number: Bounded, at: int) -> int | None:
        """Token where the counted phrase begins, past « de » and its determiner."""
        grammar, words = self.grammar, self.reading.words
        pieces = self.reading.pieces
        token = grammar.at(pieces[at].start)
        if token is None:
            return None
        if not words.has(pieces[at].word, "of"):
            is_open = number.form in (Form.COLLECTIVE, Form.VAGUE) or number.number.scale >= 10**6
            return None if is_open or number.form is Form.FRACTION else token
        if at + 1 >= len(pieces):
            return None
        after = grammar.at(pieces[at + 1].start)
        if after is None or self._takes_of(number) or words.has(pieces[at].word, "vague"):
            return after
        return after if grammar.is_tag(after, "DET") and not self._is_indefinite(after) else None

    def _is_indefinite(self, token: int) -> bool:
        return self.grammar.has_feature(token, "Definite=Ind")

    def _head_from(self, first: int) -> int | None:
        """The noun that a phrase beginning at a token is about."""
        tokens, grammar = self.grammar.tokens, self.grammar
        stop = min(first + _REACH, grammar.sentence(first)[1])
        candidate = None
        if self.is_label(grammar.lemma(first), Label.MANNER):
            return None
        for i in range(first, stop):
            tag = tokens.tag[i]
            if tag in NOUNS:
                return i
            if tag in ("DET", "NUM") and candidate is None:
                if i == first and self._is_article(i):
                    return None
                continue
            if tag == "ADV" and i + 1 < stop and tokens.tag[i + 1] in ("ADJ", "DET"):
                continue  # « deux des plus importantes associations »
            is_noun_like = tag == "ADJ" or (tag == "VERB" and "VerbForm=Part" in tokens.features[i])
            if not is_noun_like:
                break
            candidate = i
        if candidate is None or self.is_label(self.grammar.words[candidate], Label.OTHER):
            return None
        return candidate

    def _is_article(self, token: int) -> bool:
        """« 3 000 le nombre de noyés »: what follows an article is another phrase."""
        before = self.grammar.tokens.start[token] - 1
        word = self.grammar.words[token]
        is_after_of = before > 0 and self.reading.words.has(self.grammar.words[token - 1], "of")
        return self.reading.words.has(word, "the", "the_plural", "article") and not is_after_of

"""Cut a text into the terms that the grammar of time expressions reads.

A term is a word, or several that the pack's table lists as one, with the
classes it may play (`weekday`, `month`, `the`, `num` …) and its value in each.
Every set of classes has one letter, so that a pattern over classes becomes a
regular expression over letters (`timex_patterns`).

The pipeline's tokens are not used here: they cut « 15h30 » and « l'an » as
syntax wants it, while times need digits apart from letters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from recoupe.text import evened

if TYPE_CHECKING:
    from collections.abc import Mapping

    from recoupe.lang import Pack


@dataclass(frozen=True, slots=True, kw_only=True)
class TimexWord:
    """A word, or words, with a class it plays in time expressions and its value there."""

    TABLE: ClassVar[str] = "timex_words.tsv"

    word: str
    kind: str
    value: str
    source: str
    example: str


@dataclass(frozen=True, slots=True)
class Term:
    """A stretch of text with the classes it may play in a time expression."""

    start: int
    end: int
    norm: str
    kinds: Mapping[str, str]
    letter: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The pack's words of time, ready to cut a text with."""

    entries: Mapping[tuple[str, ...], Mapping[str, str]]
    longest: int  # atoms in the longest entry
    first_atoms: frozenset[str]  # atoms that open an entry of several
    letters: Mapping[frozenset[str], str]

    def letters_of(self, kind: str) -> str:
        """All letters whose set of classes has `kind`, in order."""
        return "".join(sorted(v for kinds, v in self.letters.items() if kind in kinds))


OTHER = "\x01"
"""The letter of a term that plays no part."""

BREAK = "\x02"
"""The letter of an end of paragraph; no pattern names it."""

_ATOM = re.compile(
    r"(?P<big>(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f.]\d{3})+(?![\d.,]\d|\d))"
    r"|(?P<broken>(?<![\d.,])\d+[.,]\d+(?![\d.,]\d|\d))(?=\s*[^\W\d])"
    r"|(?P<ordinal>\d{1,3}(?:ers?|ère|re|ième|ème|es?|ᵉʳ|ᵉ|nd|nde)(?![^\W_]))"
    r"|(?P<digits>\d+)"
    r"|(?P<roman>(?=[IVX])(?:X{0,3})(?:IX|IV|V?I{0,3})(?:ème|ième|er|ᵉʳ|ᵉ|e)(?![^\W_]))"
    r"|(?P<letters>[^\W\d_]+)"
    r"|(?P<lines>[ \t\r\f\v\u00a0]*\n\s*)"
    r"|(?P<other>[^\s])"
)

_ROMAN = {"I": 1, "V": 5, "X": 10}
_LAST_YEAR = 2199
"""A later number of four digits is hardly ever a year in the news."""

_CENTURY_TURN = 40
"""« 39 » is 2039, « 40 » is 1940: news speak of the last eighty years more than of the next."""


@dataclass(frozen=True, slots=True)
class _Atom:
    """The smallest piece: a run of letters, a number, a sign."""

    start: int
    end: int
    norm: str
    form: str


def cut(text: str, vocabulary: Vocabulary) -> tuple[Term, ...]:
    """The terms of `text`, in order.

    Cost: linear; each place tries at most the longest entry's length.
    """
    atoms = _atoms(text)
    terms: list[Term] = []
    at = 0
    while at < len(atoms):
        taken, kinds = _longest_entry(atoms, at, vocabulary=vocabulary)
        if "numword" in kinds:
            taken, kinds = _spelled_number(atoms, at, vocabulary=vocabulary)
        atom = atoms[at]
        if not kinds and atom.form in _NUMBERS:
            kinds = _number_kinds(atom)
        letter = vocabulary.letters.get(frozenset(kinds), OTHER)
        letter = BREAK if atom.form == "lines" else letter
        last = atoms[at + taken - 1]
        norm = " ".join(a.norm for a in atoms[at : at + taken])
        terms.append(Term(atom.start, last.end, norm, kinds, letter))
        at += taken
    return tuple(terms)


@lru_cache(maxsize=8)
def vocabulary_of(pack: Pack) -> Vocabulary:
    """The vocabulary of a pack, compiled once."""
    entries: dict[tuple[str, ...], dict[str, str]] = {}
    for row in pack.table(TimexWord):
        key = tuple(a.norm for a in _atoms(row.word))
        entries.setdefault(key, {})[row.kind] = row.value
    for kinds in entries.values():
        if "numword" in kinds:
            kinds.update(_whole_number_kinds(int(kinds["numword"]), spelled=True))
    sets = {frozenset(kinds) for kinds in entries.values()} | _number_sets()
    letters = {
        kinds: chr(0x100 + n) for n, kinds in enumerate(sorted(sets, key=lambda s: sorted(s)))
    }
    return Vocabulary(
        entries,
        max(map(len, entries), default=1),
        frozenset(key[0] for key in entries if len(key) > 1),
        letters,
    )


def _atoms(text: str) -> list[_Atom]:
    """The atoms of a text; lines of white space become one atom."""
    return [
        _Atom(m.start(), m.end(), m.group().lower(), m.lastgroup or "other")
        for m in _ATOM.finditer(evened(text))
    ]


def _longest_entry(
    atoms: list[_Atom], at: int, *, vocabulary: Vocabulary
) -> tuple[int, Mapping[str, str]]:
    """How many atoms the longest entry here takes, and its classes; (1, {}) for none."""
    first = atoms[at].norm
    if first in vocabulary.first_atoms:
        norms = [a.norm for a in atoms[at : at + vocabulary.longest]]
        for taken in range(len(norms), 1, -1):
            kinds = vocabulary.entries.get(tuple(norms[:taken]))
            if kinds is not None:
                return taken, kinds
    return 1, vocabulary.entries.get((first,), {})


def _spelled_number(
    atoms: list[_Atom], at: int, *, vocabulary: Vocabulary
) -> tuple[int, Mapping[str, str]]:
    """How many atoms a number in words takes, and its classes."""
    first = vocabulary.entries[(atoms[at].norm,)]
    total, group, taken = 0, int(first["numword"]), 1
    while at + taken < len(atoms):
        seam = 1 if atoms[at + taken].norm in ("-", "et") else 0
        if at + taken + seam >= len(atoms):
            break
        kinds = vocabulary.entries.get((atoms[at + taken + seam].norm,), {})
        value = int(kinds.get("numword", -1))
        joined = _joined(total, group, value=value) if value >= 0 else None
        if joined is None:
            break
        total, group = joined
        taken += seam + 1
    if taken == 1:
        return 1, first
    return taken, _whole_number_kinds(total + group, spelled=True)


def _joined(total: int, group: int, *, value: int) -> tuple[int, int] | None:
    """The number so far with one more word, or None when the word begins another number."""
    if value == 1000 and group < 1000:
        return total + max(1, group) * 1000, 0
    if value == 100 and group < 10:
        return total, max(1, group) * 100
    if value == 20 and group % 100 == 4:
        return total, group + 76
    if value < 10 and group % 10 == 0 and group >= 20:
        return total, group + value
    if 10 <= value < 20 and group % 100 in (60, 80):
        return total, group + value
    if value < 100 and group % 100 == 0 and (group or total):
        return total, group + value
    return None


_NUMBERS = frozenset({"big", "broken", "ordinal", "digits", "roman"})


def _number_kinds(atom: _Atom) -> dict[str, str]:
    """The classes that a number in digits may play."""
    if atom.form == "big":
        return {"num": re.sub(r"\D", "", atom.norm)}
    if atom.form == "broken":
        return {"num": atom.norm.replace(",", ".")}
    if atom.form == "ordinal":
        return _ordinal_kinds(int(re.match(r"\d+", atom.norm)[0]))  # type: ignore[index]
    if atom.form == "roman":
        return _ordinal_kinds(_roman(atom.norm))
    if len(atom.norm) > 6:
        return {"num": atom.norm[:9]}
    return _whole_number_kinds(int(atom.norm), digits=len(atom.norm))


def _roman(norm: str) -> int:
    """The number that Roman letters write, whatever ending follows."""
    values = [_ROMAN[c] for c in re.match(r"[ivx]+", norm)[0].upper()]  # type: ignore[index]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-v if v < after else v for v, after in pairs)


def _ordinal_kinds(number: int) -> dict[str, str]:
    """The classes of « 1er », « 19e », « XIXe »."""
    kinds = {"ord": str(number)}
    if number == 1:
        kinds["day"] = "01"
    if 1 <= number <= 30:
        kinds["century"] = f"{number - 1:02}"
    return kinds


def _whole_number_kinds(number: int, *, digits: int = 0, spelled: bool = False) -> dict[str, str]:
    """The classes that a whole number may play."""
    kinds = {"num": str(number)}
    if 1 <= number <= 31 and digits <= 2:
        kinds["day"] = f"{number:02}"
    if number <= 24 and digits <= 2:
        kinds["hour"] = f"{number:02}"
    if number <= 59 and (digits == 2 or spelled):
        kinds["minute"] = f"{number:02}"
    if number <= 59 and (digits <= 2 or spelled):
        kinds["second"] = str(number)
    if 1 <= number <= 12 and 0 < digits <= 2:
        kinds["nmonth"] = f"{number:02}"
    if digits == 4 and 1000 <= number <= _LAST_YEAR:
        kinds["year"] = str(number)
    if digits == 2:
        kinds["yy"] = str(number + (1900 if number >= _CENTURY_TURN else 2000))
    if number % 10 == 0 and (digits == 4 or spelled) and 1000 <= number <= _LAST_YEAR:
        kinds["decade"] = str(number)[:3]
    if number % 10 == 0 and 20 <= number <= 90 and (digits == 2 or spelled):
        kinds["decade"] = f"19{number // 10}"
    return kinds


def _number_sets() -> set[frozenset[str]]:
    """Every set of classes that a number may have."""
    sets: set[frozenset[str]] = set()
    for number in range(_LAST_YEAR + 2):
        sets.add(frozenset(_whole_number_kinds(number, spelled=True)))
        for digits in range(len(str(number)), 6):
            sets.add(frozenset(_whole_number_kinds(number, digits=digits)))
        sets.add(frozenset(_ordinal_kinds(number)))
    return sets

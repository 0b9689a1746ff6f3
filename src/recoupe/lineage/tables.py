"""The tables of a language pack that lineage reads: stock phrases, agencies, own reporters."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from recoupe.lang import AgencyRow, BodyRow, DeterminerRow, PronounRow, SignatureRow
from recoupe.text import SHINGLE_WORDS, shingles, words_of

if TYPE_CHECKING:
    import numpy.typing as npt

    from recoupe.lang import Pack
    from recoupe.text import Words

    Keys = npt.NDArray[np.uint64]

#: Letters of a pronoun that may name nobody.
SHORTEST_REFERENCE = 2


@dataclass(frozen=True, slots=True)
class StockRow:
    """Words that every newsroom uses: two articles that share them share nothing."""

    TABLE: ClassVar[str] = "stock_phrases.tsv"

    words: str
    source: str
    example: str


class Stock:
    """The stock phrases of some languages, ready to be found."""

    def __init__(self, phrases: tuple[str, ...]) -> None:
        self._by_first: dict[int, list[tuple[int, ...]]] = {}
        for phrase in phrases:
            keys = tuple(words_of(phrase).keys.tolist())
            self._by_first.setdefault(keys[0], []).append(keys)

    def found(self, words: Words) -> tuple[npt.NDArray[np.bool_], Keys]:
        """Of each word, whether it stands in a stock phrase; and the shingles within them."""
        keys = words.keys.tolist()
        flags = np.zeros(len(keys), dtype=np.bool_)
        skipped: list[Keys] = [np.empty(0, dtype=np.uint64)]
        for at, key in enumerate(keys):
            for phrase in self._by_first.get(key, ()):
                end = at + len(phrase)
                if tuple(keys[at:end]) == phrase:
                    flags[at:end] = True
                    if len(phrase) >= SHINGLE_WORDS:
                        skipped.append(shingles(words.keys[at:end]))
        return flags, np.concatenate(skipped)


@lru_cache(maxsize=8)
def stock_of(packs: tuple[Pack, ...]) -> Stock:
    """The stock phrases of the packs."""
    return Stock(tuple(row.words for pack in packs for row in pack.table(StockRow)))


@lru_cache(maxsize=8)
def signatures_of(packs: tuple[Pack, ...]) -> tuple[str, ...]:
    """Words by which outlets speak of their own reporters, longest first."""
    rows = {row.words for pack in packs for row in pack.table(SignatureRow)}
    return tuple(sorted(rows, key=lambda w: (-len(w), w)))


@lru_cache(maxsize=8)
def agencies_of(packs: tuple[Pack, ...]) -> dict[str, str]:
    """The agencies' names, by each way in which they are credited."""
    return {row.words: row.name for pack in packs for row in pack.table(AgencyRow)}


@lru_cache(maxsize=8)
def press_nouns_of(packs: tuple[Pack, ...]) -> frozenset[str]:
    """Nouns for what an outlet is, lower case: « agence », « journal »."""
    return frozenset(
        row.noun.lower()
        for pack in packs
        for row in pack.table(BodyRow)
        if row.sort in ("press", "agency")
    )


@lru_cache(maxsize=8)
def back_references_of(packs: tuple[Pack, ...]) -> tuple[str, ...]:
    """Pronouns that stand for somebody named before, longest first.

    The shortest are left out: « il » names nobody in « il pleut ».
    """
    rows = {
        row.form
        for pack in packs
        for row in pack.table(PronounRow)
        if row.sort in ("personal", "near") and len(row.form) > SHORTEST_REFERENCE
    }
    return tuple(sorted(rows, key=lambda w: (-len(w), w)))


@lru_cache(maxsize=8)
def definite_forms_of(packs: tuple[Pack, ...]) -> frozenset[str]:
    """Definite articles, alone or with a preposition in them: « le », « au »."""
    return frozenset(
        row.form for pack in packs for row in pack.table(DeterminerRow) if row.sort == "definite"
    )

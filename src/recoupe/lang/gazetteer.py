"""Find the longest entry of a list of names that begins at a word.

An entry is a sequence of words; look-up goes by the first word, so that a
text is searched in time linear in its length however long the list is.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

T = TypeVar("T")

#: An elided word; a consonant after the apostrophe makes a name (N'Djamena).
_ELISION = re.compile(r"(?<![\w'])(?:[cdjlmnst]|qu)'(?![b-df-gj-np-tv-xz])(?=\w)", re.IGNORECASE)
_APOSTROPHES = str.maketrans({"\u2019": "'", "\u02bc": "'", "\u2018": "'"})


@lru_cache(maxsize=50_000)
def lowered(word: str) -> str:
    """The word in lower case with straight apostrophes, accents kept."""
    return word.translate(_APOSTROPHES).lower()


@lru_cache(maxsize=50_000)
def plain(word: str) -> str:
    """The word in lower case with straight apostrophes and without accents."""
    letters = unicodedata.normalize("NFD", lowered(word))
    return "".join(c for c in letters if not unicodedata.combining(c)).replace("œ", "oe")


def entry_words(form: str) -> tuple[str, ...]:
    """The words of a table's entry, elisions apart as in a text: « l'État » has two."""
    return tuple(_ELISION.sub(r"\g<0> ", form).split())


class Gazetteer(Generic[T]):
    """Names by their words, each with what it stands for."""

    def __init__(self, entries: Iterable[tuple[tuple[str, ...], T]]) -> None:
        by_first: dict[str, dict[tuple[str, ...], T]] = {}
        for words, value in entries:
            by_first.setdefault(words[0], {}).setdefault(words, value)
        self._by_first = {
            first: tuple(sorted(found.items(), key=lambda e: (-len(e[0]), e[0])))
            for first, found in by_first.items()
        }

    def longest(self, words: Sequence[str], start: int) -> tuple[int, T] | None:
        """Where the longest entry that begins at `start` ends, and its value."""
        for entry, value in self._by_first.get(words[start], ()):
            if tuple(words[start : start + len(entry)]) == entry:
                return start + len(entry), value
        return None

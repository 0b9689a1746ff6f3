"""The words that search compares: folded, then stemmed, on both sides alike.

`élections`, `Election` and `ÉLECTIONS` are one word here. Accents go before
the stemmer, because people type without them, and the stemmer runs until
nothing more goes: it knows `déclarée` by its accents, `declaree` takes two
steps. The full-text indexes of SQLite and PostgreSQL get these words and
nothing else, so both find the same.

Source: the French stemmer of Snowball (Porter & Boulton), through PyStemmer.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from recoupe.text import folded, without_accents

if TYPE_CHECKING:
    from collections.abc import Callable

#: Goes up when the same text gives other words; a store with an older number is indexed again.
SEARCH_VERSION = "1"
#: What is asked for: words between marks stand together, others anywhere.
_PARTS = re.compile(r'"([^"]*)"|«([^»]*)»|([^"«\s]+)')
_WORDS = re.compile(r"[^\W_]+")
#: Stems that are remembered: more than the words of most coverage.
_WORDS_KEPT = 100_000
#: A plural that the stemmer lets stand: « élus », « quais ».
_PLURAL = re.compile(r"(?<=..[iou])s\Z")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})


def words_of_text(text: str) -> tuple[str, ...]:
    """The words of a text as search compares them, in order."""
    bare = without_accents(folded(text).translate(_LIGATURES))
    stem = _stem()
    return tuple(stem(word) for word in _WORDS.findall(bare))


def phrases_of_query(query: str) -> tuple[tuple[str, ...], ...]:
    """What a query asks for: each phrase must stand in an article, word beside word.

    A letter by itself is an elision (« l'eau ») and is asked for only inside marks.
    """
    phrases: list[tuple[str, ...]] = []
    for found in _PARTS.finditer(query.replace("“", '"').replace("”", '"')):
        marked = found[1] or found[2]
        words = words_of_text(marked or found[3] or "")
        if marked:
            phrases += [words] if words else []
        else:
            phrases += [(word,) for word in words if len(word) > 1 or word.isdigit()]
    return tuple(dict.fromkeys(phrases))


@cache
def _stem() -> Callable[[str], str]:
    """The stemmer, loaded when first asked for."""
    import Stemmer

    stemmer = Stemmer.Stemmer("french")

    @lru_cache(maxsize=_WORDS_KEPT)
    def stem(word: str) -> str:
        """The stem of the stem, until nothing goes: without accents one step is too short."""
        word = _PLURAL.sub("", word)
        while (shorter := str(stemmer.stemWord(word))) != word:
            word = shorter
        return word

    return stem

"""Tell whether an article names an outlet where it says something.

« a déclaré au Relevé », « selon ce même journal » one sentence below: what
follows is told on the word of that outlet's article.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from recoupe.crosscheck.material import Material
    from recoupe.crosscheck.propositions import Proposition

WORD = re.compile(r"\w+")
#: Characters around a passage within which an outlet that is quoted is named.
BEFORE_CHARS = 300
AFTER_CHARS = 80


def words_around(material: Material, proposition: Proposition) -> frozenset[str]:
    """The words of a passage and of what stands around it."""
    passage = proposition.passage
    text = material.article(passage.article_id).text
    start = max(0, passage.span.start - BEFORE_CHARS)
    return frozenset(WORD.findall(text[start : passage.span.end + AFTER_CHARS]))


def names_outlet(told: frozenset[str], outlet: str) -> bool:
    """Whether words name an outlet: all that bear a capital in its name, the first one aside.

    « au Relevé » names Le Relevé; a name of one word must stand whole.
    """
    proper = _proper(outlet)
    return bool(proper) and all(word in told for word in proper)


class Outlets:
    """Outlets by a word of their names: a text is asked only for those that it may name."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_word: dict[str, list[str]] = defaultdict(list)
        for name in sorted(set(names)):
            if proper := _proper(name):
                self._by_word[max(proper, key=len)].append(name)

    def named_in(self, told: frozenset[str]) -> list[str]:
        """The outlets that words name."""
        met = sorted(told & self._by_word.keys())
        return [name for word in met for name in self._by_word[word] if names_outlet(told, name)]


def _proper(outlet: str) -> list[str]:
    """The words by which an outlet is named."""
    parts = WORD.findall(outlet)
    return [word for word in parts[1:] or parts if word[0].isupper()]

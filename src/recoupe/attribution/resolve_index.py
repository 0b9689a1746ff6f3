"""Keep names by their words, so that a short form finds the longer names it can stand for.

Looking through all names for each name is quadratic in an article that lists
thousands; here each look-up reads the few names that share a word.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from recoupe.lang import plain

if TYPE_CHECKING:
    from recoupe.attribution.resolve_drafts import Draft

_NAMESAKES = 50  # names that share a word; more are a list, and no short form is clear then
_LONG_WORD = 3  # letters; shorter words give an acronym no letter
_WORDS = re.compile(r"[\w']+")


class NameIndex:
    """Names, each with its draft."""

    def __init__(self) -> None:
        self._by_key: dict[tuple[str, ...], Draft] = {}
        self._by_part: dict[str, list[tuple[tuple[str, ...], Draft]]] = {}
        self._by_beginning: dict[tuple[str, ...], list[Draft]] = {}
        self._by_initials: dict[str, Draft] = {}

    def add(self, key: tuple[str, ...], draft: Draft) -> None:
        """Keeps a name under all that can shorten it."""
        self._by_key.setdefault(key, draft)
        found = parts(key)
        for part in dict.fromkeys((*key, *found)):
            same = self._by_part.setdefault(part, [])
            if len(same) < _NAMESAKES:
                same.append((key, draft))
        for length in range(1, len(found) + 1):
            beginning = self._by_beginning.setdefault(found[:length], [])
            if len(beginning) < _NAMESAKES and not any(d is draft for d in beginning):
                beginning.append(draft)
        for letters in initials(" ".join(key)):
            self._by_initials.setdefault(letters, draft)

    def exact(self, key: tuple[str, ...]) -> Draft | None:
        """The draft of a name kept before."""
        return self._by_key.get(key)

    def sharing(self, key: tuple[str, ...]) -> list[tuple[tuple[str, ...], Draft]]:
        """The names that hold the last word of a name."""
        return self._by_part.get(parts(key)[-1], []) if parts(key) else []

    def beginning_with(self, key: tuple[str, ...]) -> list[Draft]:
        """The drafts of the names that begin with all the words of a name."""
        return self._by_beginning.get(parts(key), [])

    def with_initials(self, acronym: str) -> Draft | None:
        """The draft of the first name whose initials are an acronym's letters."""
        return self._by_initials.get(re.sub(r"[^a-z0-9]", "", plain(acronym)))


def parts(key: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a name, hyphens apart."""
    return tuple(part for word in key for part in word.split("-") if part)


def initials(name: str) -> tuple[str, ...]:
    """What an acronym of a name can be: the initials of all its words, or of the longer ones."""
    words = _WORDS.findall(plain(name).replace("'", " "))
    if len(words) < 2:
        return ()
    every = "".join(w[0] for w in words)
    long_ones = "".join(w[0] for w in words if len(w) > _LONG_WORD or w == words[0])
    return tuple(dict.fromkeys(x for x in (every, long_ones) if len(x) > 1))


def is_acronym_of(acronym: str, name: str) -> bool:
    """Whether the letters of an acronym are the initials of a name's words."""
    return re.sub(r"[^a-z0-9]", "", plain(acronym)) in initials(name)

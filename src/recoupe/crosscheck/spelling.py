"""Bring the spellings of one name together: Koursk and Kursk, Zelensky and Zelenskyy.

A name's key is what remains once conventions of romanization, accents, doubled
letters and hyphens are set aside; names of one key are spellings of one name.
Edit distance alone would join Jean to Jeanne and part Chostakovitch from
Shostakovich, so conventions come from the pack's tables; `rapidfuzz` is asked
only for slips of the keyboard in long family names.

Source: tables of the pack; the scripts' romanizations through anyascii.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, ClassVar

from recoupe.lang import NounKind, entry_words, load_pack, lowered, open_lexicon, plain
from recoupe.text import evened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from recoupe.lang import Noun, Pack

#: A mute ending is heard in no other convention: Poutine and Putin; shorter names keep theirs.
MUTE_FROM_LETTERS = 5
#: Family names of fewer letters differ by one letter and are other names: Morin, Marin.
SLIP_FROM_LETTERS = 7
#: Share of letters that a slip of the keyboard leaves in place.
SLIP_LIKENESS = 0.87

_BREAKS = re.compile(r"[\s\-.,'’]+")
_DOUBLED = re.compile(r"(\w)\1+")
_PARTICLE = {"el": "al", "bin": "ben", "ibn": "ben"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RomanizationRow:
    """Letters of one convention of romanization, and what they become in a key."""

    TABLE: ClassVar[str] = "romanizations.tsv"
    written: str
    heard: str
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExonymRow:
    """Another name of a town or river than the one to compare by."""

    TABLE: ClassVar[str] = "exonyms.tsv"
    name: str
    same_as: str
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GovernmentRow:
    """A noun that, with the name of a state, stands for that state."""

    TABLE: ClassVar[str] = "governments.tsv"
    noun: str
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeRow:
    """A role whose bearer speaks for the state, whatever completes the noun."""

    TABLE: ClassVar[str] = "offices.tsv"
    role: str
    source: str
    example: str


#: Sorts of bodies that are the state's own.
STATE_SORTS = frozenset({"government", "army", "police", "justice", "service"})


class Spelling:
    """The keys of names in one language."""

    def __init__(self, pack: Pack) -> None:
        self.lexicon = open_lexicon(pack)
        self._heard = {r.written: r.heard for r in pack.table(RomanizationRow)}
        longest_first = sorted(self._heard, key=lambda w: (-len(w), w))
        self._written = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")
        self._same_place = {
            self._plain_key(r.name): self._plain_key(r.same_as) for r in pack.table(ExonymRow)
        }
        self._governments = {plain(r.noun) for r in pack.table(GovernmentRow)}
        self._governments |= {_singular(n) for n in self._governments}
        self._offices = {r.role for r in pack.table(OfficeRow)}

    def person(self, name: str) -> tuple[str, ...]:
        """The key of a person's name, one entry per part; an initial stays one letter."""
        parts = [p for p in _BREAKS.split(_latin(name)) if p]
        keys = [self._part(_PARTICLE.get(p, p)) for p in parts]
        if keys and len(parts[-1]) >= MUTE_FROM_LETTERS:
            keys[-1] = keys[-1].removesuffix("e")
        return tuple(keys)

    def place(self, name: str) -> tuple[str, ...]:
        """The key of a place's name; a name and its exonym have one key."""
        key = self._plain_key(name)
        return self._same_place.get(key, key)

    def body(self, name: str) -> tuple[str, ...]:
        """The words of a body's name or of a description that tell it from others.

        Plurals are singular, a state is written `@` with its code whether its
        name, its capital or its demonym names it.
        """
        return tuple(self._telling_words(name))

    def state(self, name: str) -> str | None:
        """The state that a name or « le gouvernement italien » stands for, by its code."""
        words = tuple(map(plain, entry_words(name)))
        if not words:
            return None
        found = self.lexicon.atlas.places.longest(words, 0)
        if found is not None and found[0] == len(words):
            return found[1].territory
        telling = self.body(name)
        states = [w for w in telling if w.startswith("@")]
        others = [w for w in telling if not w.startswith("@")]
        if len(states) == 1 and len(others) == 1 and others[0] in self._governments:
            return states[0][1:]
        return None

    def organization(self, name: str) -> str | None:
        """The usual name of a body that the tables know, whichever of its names is given."""
        words = tuple(map(plain, entry_words(name)))
        if not words:
            return None
        found = self.lexicon.organizations.longest(words, 0)
        return found[1].names[0] if found is not None and found[0] == len(words) else None

    def is_common(self, name: str) -> bool:
        """Whether a name is but a noun for a kind of body or person: « la préfecture »."""
        words, found = self._noun(name)
        return not words or (found is not None and found[0] == len(words))

    def is_of_state(self, name: str) -> bool:
        """Whether a body or a role is the state's by its noun: « la préfète », « le parquet »."""
        _, found = self._noun(name)
        if found is None:
            return False
        noun = found[1]
        is_body = noun.kind is NounKind.BODY and noun.sort in STATE_SORTS
        return is_body or (noun.kind is NounKind.ROLE and noun.key in self._offices)

    def _noun(self, name: str) -> tuple[tuple[str, ...], tuple[int, Noun] | None]:
        """The words of a name after its determiners, and the noun that they open with."""
        words = tuple(lowered(w) for w in entry_words(evened(name)))
        words = words[self._after_determiners(words) :]
        return words, self.lexicon.nouns.longest(words, 0) if words else None

    def _telling_words(self, name: str) -> Iterator[str]:
        written = entry_words(evened(name).replace("(", " ").replace(")", " "))
        words = tuple(map(plain, written))
        lower = tuple(map(lowered, written))
        i = 0
        while i < len(words):
            place = self.lexicon.atlas.places.longest(words, i)
            if place is not None and written[i][0].isupper():
                yield f"@{place[1].territory}"
                i = place[0]
                continue
            demonym = self.lexicon.atlas.demonym(lower[i])
            small = self.lexicon.determiners.longest(lower, i) or self.lexicon.links.longest(
                lower, i
            )
            if demonym is not None:
                yield f"@{demonym.territory}"
            elif small is not None:
                i = small[0]
                continue
            elif words[i].strip("'").isalnum() or "-" in words[i]:
                yield _singular(words[i])
            i += 1

    def _after_determiners(self, words: tuple[str, ...]) -> int:
        start = 0
        while start < len(words):
            found = self.lexicon.determiners.longest(words, start)
            if found is None:
                break
            start = found[0]
        return start

    def _plain_key(self, name: str) -> tuple[str, ...]:
        return tuple(self._part(p) for p in _BREAKS.split(_latin(name)) if p)

    def _part(self, word: str) -> str:
        """One part of a name, conventions of romanization set aside."""
        if len(word) < 3:
            return word
        heard = self._written.sub(lambda m: self._heard[m[0]], word)
        return _DOUBLED.sub(r"\1", heard)


@cache
def spelling_of(tag: str) -> Spelling:
    """The spelling of a language, by its tag; built once per process."""
    return Spelling(load_pack(tag))


def is_slip(left: str, right: str) -> bool:
    """Whether two family names differ as by a slip of the keyboard."""
    from rapidfuzz.distance import DamerauLevenshtein

    if left == right or min(len(left), len(right)) < SLIP_FROM_LETTERS:
        return False
    return DamerauLevenshtein.normalized_similarity(left, right) >= SLIP_LIKENESS


@lru_cache(maxsize=100_000)
def _latin(name: str) -> str:
    """The name in lower-case Latin letters without accents."""
    from anyascii import anyascii

    return anyascii(name).lower()


def _singular(word: str) -> str:
    """The word without the mark of the plural."""
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word

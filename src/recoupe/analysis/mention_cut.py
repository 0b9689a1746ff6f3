"""Cut a run of capitals where one name ends and another begins.

« le ministre de la Défense Lloyd Austin », « le président de l'UCV Pat Orvan »:
what completes a role stands right before the name of who holds it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from recoupe.lang import NounKind
from recoupe.model import EntityKind

if TYPE_CHECKING:
    from recoupe.lang import Lexicon, PhraseReader, Place, Wording

_FULL_NAME = 2  # words of a name in full, at least
_ROLE_TOKENS = 6  # a role before « de » and what completes it has no more


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A proper name: its tokens, end excluded, and what it is, None when unknown."""

    start: int
    end: int
    kind: EntityKind | None
    place: Place | None = None


class NameCutter:
    """Cuts the runs of capitals of one text."""

    def __init__(self, wording: Wording, lexicon: Lexicon, *, reader: PhraseReader) -> None:
        self.wording = wording
        self.lexicon = lexicon
        self.reader = reader
        self.tags = wording.tokens.tag

    def cut(self, name: Name) -> tuple[Name, ...]:
        """The name cut where a portfolio or place before it ends: « Défense | Lloyd Austin »."""
        start, end = name.start, name.end
        if end - start < 2 or start == 0 or name.kind is EntityKind.ORGANIZATION:
            return (name,)
        portfolio = self.lexicon.portfolios.longest(self.wording.lower, start)
        is_complement = self.reader.link(start - 1) in ("of", "to") or self.tags[start - 1] == "DET"
        after = portfolio[0] if portfolio is not None else end
        if after < end and is_complement and self.wording.is_capital(after):
            return (_person(after, end),)
        if not is_complement:
            return (name,)
        if name.kind is EntityKind.PERSON:
            return self._split_people(name)
        known = self.lexicon.atlas.places.longest(self.wording.plain, start)
        if known is not None and known[0] <= end - 2 and self._follows_role(start):
            opening = Name(start=start, end=known[0], kind=EntityKind.PLACE, place=known[1])
            return opening, _person(known[0], end)
        for k in range(start + 1, end - 1):
            is_given = self.wording.plain[k].split("-")[0] in self.lexicon.first_names
            if is_given or (k == start + 1 and self._is_body_of(name)):
                place = known[1] if known is not None and known[0] == k else None
                kind = EntityKind.PLACE if place else None
                return Name(start=start, end=k, kind=kind, place=place), _person(k, end)
        return (name,)

    def _is_body_of(self, name: Name) -> bool:
        """Whether letters that complete a role open a run: « le chef de l'UCV | Pat Orvan »."""
        words = self.wording.words[name.start : name.end]
        is_short = len(words[0]) > 1 and words[0].isupper() and "." not in words[0]
        is_person = len(words) == _FULL_NAME + 1 and not any(w.isupper() for w in words[1:])
        return is_short and is_person and self._follows_role(name.start)

    def _split_people(self, name: Name) -> tuple[Name, ...]:
        """Two people set side by side, cut: « le suppléant de Luc Vautrel | Marc Orvanne »."""
        given = [
            i
            for i in range(name.start, name.end - 1)
            if self.wording.plain[i].split("-")[0] in self.lexicon.first_names
        ]
        if len(given) < 2 or given[0] != name.start or given[-1] < name.start + 2:
            return (name,)
        return _person(name.start, given[-1]), _person(given[-1], name.end)

    def _follows_role(self, start: int) -> bool:
        """Whether a role and a preposition stand before: « ministre-président de Bavière »."""
        lower = self.wording.lower
        end = start - 1 - (self.tags[start - 1] == "DET" and start > 1)
        for i in range(max(0, start - _ROLE_TOKENS), end):
            noun = self.lexicon.nouns.longest(lower, i)
            if noun is not None and noun[1].kind is NounKind.ROLE and noun[0] == end:
                return True
        return False


def _person(start: int, end: int) -> Name:
    return Name(start=start, end=end, kind=EntityKind.PERSON)

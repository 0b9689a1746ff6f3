"""Judge what each name is from every place where the article writes it.

One clear surrounding (a title, a role, « à ») decides for all the places of a
name, since a name seldom means two things in one article.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from recoupe.lang import NounKind, PlaceKind
from recoupe.model import EntityKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from recoupe.analysis.mention_around import Around, Surroundings
    from recoupe.analysis.mention_cut import Name
    from recoupe.lang import Lexicon, Wording

_SPEAKING = frozenset({"nsubj", "nsubj:pass", "obl:agent", "vocative"})
_ACTING = frozenset({"nsubj", "nsubj:pass", "obl:agent", "obj", "iobj"})
_INITIAL = re.compile(r"[A-ZÀ-Ý][a-z]?\.?(?:-[A-ZÀ-Ý]\.?)*")
_LETTERS = 4  # an acronym that opens a name is no longer
#: How sure each surrounding is; a person's surname given elsewhere outweighs the rest.
_WEIGHTS = {
    "surname": 12,
    "title": 9,
    "role": 6,
    "body": 6,
    "thing": 8,
    "first": 5,
    "members": 3,
    "acronym": 3,
    "article": 2,
    "at": 2,
}


class KindJudge:
    """Judges the names of one text."""

    def __init__(
        self,
        wording: Wording,
        lexicon: Lexicon,
        *,
        surroundings: Surroundings,
        around: dict[int, Around],
    ) -> None:
        self.wording = wording
        self.lexicon = lexicon
        self.tokens = wording.tokens
        self.around = around
        self.acronyms: frozenset[str] = frozenset()
        self.with_members = frozenset(
            start
            for phrase in surroundings.phrases
            if phrase.number == "plural" and phrase.noun and phrase.noun.kind is not NounKind.BODY
            for start, _ in phrase.complements
        )

    def judge(self, names: Iterable[Name]) -> tuple[Name, ...]:
        """The names, each with its kind."""
        names = tuple(names)
        self.acronyms = frozenset(self.wording.plain[n.start] for n in names if self._is_acronym(n))
        votes: dict[str, Counter[EntityKind]] = {}
        for name in names:
            if name.place is None and name.kind is not EntityKind.ORGANIZATION:
                votes.setdefault(self._form(name), Counter()).update(self._votes(name))
        surnames = self._share_surnames(votes)
        decided = tuple(self._decided(name, votes) for name in names)
        short = self._short_names(decided) - surnames
        return tuple(
            replace(n, kind=EntityKind.ORGANIZATION)
            if n.kind is EntityKind.PERSON and self._form(n) in short
            else n
            for n in decided
        )

    def _short_names(self, names: Iterable[Name]) -> set[str]:
        """The last words of bodies' names that stand for them: « Solgar » for « RC Solgar »."""
        return {
            self.wording.plain[n.end - 1]
            for n in names
            if n.kind is EntityKind.ORGANIZATION
            and n.end > n.start + 1
            and n.place is None
            and all(self.wording.is_capital(i) for i in range(n.start, n.end))
        }

    def _form(self, name: Name) -> str:
        return " ".join(self.wording.plain[name.start : name.end])

    def _votes(self, name: Name) -> Counter[EntityKind]:
        """What the surroundings of one place say, weighted by how sure they are."""
        votes: Counter[EntityKind] = Counter()
        around = self.around.get(name.start)
        before = self.wording.lower[name.start - 1] if name.start else ""
        if around is not None and around.title:
            votes[EntityKind.PERSON] += _WEIGHTS["title"]
        if before in self.lexicon.things:
            votes[EntityKind.PLACE] += _WEIGHTS["thing"]
        is_definite = self._has_article(name)
        if around is not None and around.noun is NounKind.ROLE and not is_definite:
            votes[EntityKind.PERSON] += _WEIGHTS["role"]
        if around is not None and around.noun is NounKind.BODY:
            votes[EntityKind.ORGANIZATION] += _WEIGHTS["body"]
        if _INITIAL.fullmatch(self.wording.words[name.start]) and name.end > name.start + 1:
            votes[EntityKind.PERSON] += _WEIGHTS["first"]
        if name.kind is EntityKind.PERSON or self._starts_with_first_name(name):
            votes[EntityKind.PERSON] += _WEIGHTS["first"]
        elif self.wording.plain[name.start] in self.lexicon.first_names:
            votes[EntityKind.PERSON] += _WEIGHTS["article"]
        if self._initials(name) in self.acronyms:
            votes[EntityKind.ORGANIZATION] += _WEIGHTS["body"]
        if name.start in self.with_members:
            votes[EntityKind.ORGANIZATION] += _WEIGHTS["members"]
        if self._is_acronym(name) or self._opens_with_acronym(name):
            votes[EntityKind.ORGANIZATION] += _WEIGHTS["acronym"]
        if is_definite:
            votes[EntityKind.ORGANIZATION] += _WEIGHTS["article"]
        elif self._is_at(name, before):
            votes[EntityKind.PLACE] += _WEIGHTS["at"]
        elif self.tokens.relation[name.start] in _SPEAKING:
            votes[EntityKind.PERSON] += 1
        if name.end - name.start > 1 and not votes:
            votes[EntityKind.PERSON] += 1
        return votes

    def _starts_with_first_name(self, name: Name) -> bool:
        first = self.wording.plain[name.start].split("-")[0]
        return name.end > name.start + 1 and first in self.lexicon.first_names

    def _is_acronym(self, name: Name) -> bool:
        word = self.wording.words[name.start]
        return name.end == name.start + 1 and len(word) > 1 and word.isupper()

    def _opens_with_acronym(self, name: Name) -> bool:
        """Whether letters open a longer name: « FC Marsac », « AS Valombre »."""
        word = self.wording.words[name.start]
        is_short = 1 < len(word) <= _LETTERS and word.isupper() and "." not in word
        return (
            is_short
            and name.end > name.start + 1
            and not self.wording.words[name.start + 1].isupper()
        )

    def _initials(self, name: Name) -> str:
        """The initials of a name of several words."""
        if name.end < name.start + 2:
            return ""
        return "".join(word[0] for word in self.wording.plain[name.start : name.end])

    def _has_article(self, name: Name) -> bool:
        """Whether an article stands before the name: « le GUR », « du Mujao »."""
        if not name.start:
            return False
        features = self.tokens.features[name.start - 1]
        return "PronType=Art" in features

    def _is_at(self, name: Name, before: str) -> bool:
        """Whether the name is where something is."""
        found = self.lexicon.links.longest((before,), 0) if before else None
        tag = self.tokens.tag[name.start - 1] if name.start else ""
        return tag == "ADP" and (found is None or found[1] == "to") and before != "pour"

    def _share_surnames(self, votes: dict[str, Counter[EntityKind]]) -> set[str]:
        """The surnames of the article's people: bare, they are people too."""
        surnames: set[str] = set()
        for form, counts in sorted(votes.items()):
            words = form.split()
            if len(words) > 1 and counts and counts.most_common(1)[0][0] is EntityKind.PERSON:
                surnames.update(" ".join(words[k:]) for k in range(1, len(words)))
        for form, counts in votes.items():
            if form in surnames:
                counts[EntityKind.PERSON] += _WEIGHTS["surname"]
        return surnames

    def _decided(self, name: Name, votes: dict[str, Counter[EntityKind]]) -> Name:
        if name.place is not None and name.kind is EntityKind.PLACE:
            return replace(name, kind=EntityKind.GOVERNMENT) if self._acts(name) else name
        if name.kind is EntityKind.ORGANIZATION or name.place is not None:
            return name
        counts = votes[self._form(name)]
        if not counts:
            return replace(name, kind=EntityKind.PLACE)
        best = max(sorted(counts), key=lambda kind: counts[kind])
        return replace(name, kind=best)

    def _acts(self, name: Name) -> bool:
        """Whether a place speaks or acts here and so stands for its government."""
        head = name.start
        if self.tokens.relation[head] in _ACTING:
            return True
        return name.place is not None and name.place.kind is PlaceKind.SEAT

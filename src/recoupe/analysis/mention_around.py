"""Find the title and the role that stand beside a name, and every noun phrase of the tables.

« le ministre ukrainien de la Défense, Rustem Umerov, », « Umerov, ministre de
la Défense », « Umerov (ministre de la Défense) »: order and punctuation tell.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from recoupe.lang import NounKind, PhraseReader
from recoupe.model import EntityKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from recoupe.analysis.mention_cut import Name
    from recoupe.lang import Lexicon, Phrase, Wording

_CLOSING = frozenset({",", ".", ";", ":", ")", "]", "»", "”", '"', "!", "?", "–", "—"})

_APPOSED = frozenset({"appos", "nmod", "flat:name"})  # how a parser hangs a name on its role
_INSERTED = 7  # tokens that a phrase between a role and its name can have


@dataclass(frozen=True, slots=True)
class Around:
    """What belongs to a name: the tokens of its title and of its role."""

    title: tuple[int, int] | None = None
    role: tuple[int, int] | None = None
    noun: NounKind | None = None  # what the role's noun describes


class Surroundings:
    """Reads the noun phrases of one text and sets them beside its names."""

    def __init__(self, wording: Wording, lexicon: Lexicon, *, names: tuple[Name, ...]) -> None:
        self.wording = wording
        self.lexicon = lexicon
        self.tokens = wording.tokens
        self.inside = frozenset(i for n in names for i in range(n.start, n.end))
        self.reader = PhraseReader(
            wording,
            lexicon,
            names={n.start: n.end for n in names},
            people=frozenset(n.start for n in names if n.kind is EntityKind.PERSON),
        )
        self._limits = _sentence_ends(wording)
        self.phrases = tuple(self._read_all())
        self._by_end: dict[int, Phrase] = {}
        for phrase in self.phrases:  # the widest phrase that ends at a token comes first
            self._by_end.setdefault(_end(phrase), phrase)
        people = {n.start for n in names if n.kind is EntityKind.PERSON}
        for phrase in self.phrases:  # « le délégué CGT, »
            if phrase.name is not None and phrase.name[0] not in people:
                self._by_end.setdefault(phrase.end, phrase)
        self._by_name: dict[int, list[Phrase]] = {}
        for phrase in self.phrases:
            self._by_name.setdefault(phrase.name[0] if phrase.name else -1, []).append(phrase)
        self._by_start = {p.start: p for p in self.phrases}
        self._by_head = {p.head: p for p in self.phrases}

    def of(self, name: Name) -> Around:
        """The title and role beside a name."""
        title = self._title(name)
        start = title[0] if title else name.start
        phrase = self._before(start, name) or self._after(name)
        if phrase is None:
            return Around(title)
        kind = self._kind(phrase, name)
        first = self._outer(phrase) if phrase.start < name.start else phrase
        last = self._further(phrase) if phrase.start > name.start else phrase
        is_fused = self.tokens.tag[first.start] == "ADP"  # « du » holds the article
        return Around(title, (first.core if is_fused else first.start, _end(last)), kind)

    def _kind(self, phrase: Phrase, name: Name) -> NounKind | None:
        """What the noun describes here: « l'exploitant, Valdor, » is no person."""
        if phrase.noun is None or phrase.noun.key not in self.lexicon.bodies_too:
            return phrase.noun.kind if phrase.noun else None
        is_known = self.wording.plain[name.start] in self.lexicon.first_names
        if name.kind is EntityKind.PERSON or is_known:
            return phrase.noun.kind
        is_one = name.end == name.start + 1
        return NounKind.BODY if is_one or name.kind is EntityKind.ORGANIZATION else None

    def _outer(self, phrase: Phrase) -> Phrase:
        """The role before another: « le porte-parole de l'armée, le colonel », « X et Y »."""
        comma = phrase.start - 1
        outer = self._by_end.get(self._before_bracket(comma)) if comma > 0 else None
        is_joined = phrase.determiner == "" and self.reader.link(comma) == "and"
        if outer is None or not (is_joined or self.wording.words[comma] == ","):
            return phrase
        is_role = outer.noun is not None and outer.noun.kind is NounKind.ROLE
        return outer if is_role and outer.number != "plural" else phrase

    def _before_bracket(self, comma: int) -> int:
        """The comma's own place, or that of the bracket that ends before it."""
        words = self.wording.words
        if words[comma - 1] != ")":
            return comma
        opening = (i for i in range(comma - 2, max(0, comma - _INSERTED), -1) if words[i] == "(")
        return next(opening, comma)

    def _further(self, phrase: Phrase) -> Phrase:
        """The role joined to another: « ministre de la Pêche et porte-parole »."""
        if phrase.end + 1 >= len(self.tokens) or self.reader.link(phrase.end) != "and":
            return phrase
        further = self._by_start.get(phrase.end + 1)
        is_role = further is not None and further.noun is not None and further.determiner == ""
        return further if further is not None and is_role else phrase

    def _read_all(self) -> Iterator[Phrase]:
        """Every phrase whose head is in the tables, in order; complements are read again."""
        i = 0
        while i < len(self.tokens):
            phrase = None if i in self.inside else self.reader.read(i, self._limits[i])
            is_known = phrase is not None and (phrase.noun is not None or self._is_people(phrase))
            if phrase is None or not is_known or not self._is_nominal(phrase):
                i += 1
                continue
            yield phrase
            i = phrase.head_end

    def _is_people(self, phrase: Phrase) -> bool:
        """Whether a phrase names a people: « les Kurdes »."""
        demonym = self.lexicon.atlas.demonym(self.wording.words[phrase.head])
        is_capital = self.wording.is_capital(phrase.head)
        return demonym is not None and is_capital and phrase.number == "plural"

    def _is_nominal(self, phrase: Phrase) -> bool:
        """Whether the head is used as a noun: « il juge » is none, « le juge » is one."""
        if phrase.head in self.inside or self._is_portfolio(phrase.head):
            return False
        tag = self.tokens.tag[phrase.head]
        if tag in ("NOUN", "PROPN") or phrase.head_end > phrase.head + 1:
            return True
        return tag in ("ADJ", "X", "VERB") and phrase.core > phrase.start

    def _is_portfolio(self, head: int) -> bool:
        """Whether a capitalized noun only completes an office: « le ministre de la Défense »."""
        is_known = self.lexicon.portfolios.longest(self.wording.lower, head) is not None
        links = (self.reader.link(i) for i in range(max(0, head - 2), head))
        return is_known and self.wording.is_capital(head) and "of" in links

    def _title(self, name: Name) -> tuple[int, int] | None:
        i = name.start - 1
        if i < 0 or self.wording.words[i] not in self.lexicon.titles:
            return None
        return i, i + 1

    def _before(self, start: int, name: Name) -> Phrase | None:
        """The phrase that leads to the name, with a comma between them or without."""
        if self._is_first(start):
            return None
        ending = self._by_end.get(start)
        leading = self._by_name.get(name.start) or ([ending] if ending else [])
        beside = next((p for p in leading if self._suits(p, name)), None)
        if beside is not None:
            return beside
        if start < 2 or self.wording.words[start - 1] != ",":
            return None
        comma = start - 1
        apart = self._by_end.get(comma) or self._bracketed(comma) or self._across(comma)
        apart = apart or self._governing(name)
        if apart is None or apart.number == "plural" or not self._suits(apart, name):
            return None
        return apart if self._closes(name.end, start) else None

    def _bracketed(self, comma: int) -> Phrase | None:
        """The nameless phrase before a bracket: « La députée de Marsac (AC), Odile Brassac »."""
        found = self._by_end.get(self._before_bracket(comma))
        return found if found is not None and found.name is None else None

    def _across(self, comma: int) -> Phrase | None:
        """The phrase before another set between commas: « Le groupe, premier en Asie, Valdor »."""
        i = comma - 1
        while i > comma - _INSERTED and i > 0 and self.wording.words[i] not in _CLOSING:
            i -= 1
        return self._by_end.get(i) if self.wording.words[i] == "," else None

    def _governing(self, name: Name) -> Phrase | None:
        """The role whose complements no table reads: « le chargé de la voirie d'en bas, Luc »."""
        tokens = self.tokens
        hangs = tokens.relation[name.start] in _APPOSED
        phrase = self._by_head.get(tokens.head[name.start]) if hangs else None
        is_role = phrase is not None and phrase.noun and phrase.noun.kind is NounKind.ROLE
        if phrase is None or not is_role or phrase.end > name.start or phrase.name is not None:
            return None
        between = tokens.tag[phrase.end : name.start - 1]
        return None if any(tag in ("VERB", "AUX", "PUNCT") for tag in between) else phrase

    def _suits(self, phrase: Phrase, name: Name) -> bool:
        """Whether the noun can describe what the name names."""
        if phrase.noun is None or phrase.noun.kind not in (NounKind.ROLE, NounKind.BODY):
            return False
        if phrase.noun.key in self.lexicon.bodies_too:
            return True
        if phrase.noun.kind is NounKind.ROLE:
            return name.kind in (EntityKind.PERSON, None)
        return name.kind is not EntityKind.PERSON

    def _closes(self, end: int, start: int) -> bool:
        """Whether a name after a comma is an apposition: marks close it, or its verb follows."""
        if end >= len(self.tokens) or self.wording.words[end] in _CLOSING:
            return True
        if self.tokens.relation[start] == "appos":
            return True
        return self.tokens.tag[end] in ("VERB", "AUX", "ADP", "PRON", "ADV")

    def _past_number(self, start: int) -> int:
        """Past a number and its comma: « Durand, 45 ans, agriculteur »."""
        if self.tokens.tag[start] != "NUM":
            return -1
        for i in range(start + 1, min(start + _INSERTED, len(self.tokens))):
            if self.wording.words[i] == ",":
                return i + 1
        return -1

    def _after(self, name: Name) -> Phrase | None:
        """The phrase that follows the name after a comma, a bracket, or nothing."""
        i = name.end
        if i + 1 >= len(self.tokens) or self._is_first(i):
            return None
        opening = self.wording.words[i]
        start = i + 1 if opening in (",", "(", "–", "—") else i
        phrase = self._by_start.get(start) or self._by_start.get(self._past_number(start))
        if phrase is None or not self._suits(phrase, name) or phrase.number == "plural":
            return None
        if phrase.name is not None and phrase.noun and phrase.noun.kind is NounKind.ROLE:
            return None  # « au FC Marsac, l'attaquant Luc Durand »: the role has its own name
        if phrase.determiner in ("", "indefinite") and start > i:
            return phrase
        if phrase.determiner == "possessive":
            return None
        is_apposition = self.tokens.relation[phrase.head] == "appos"
        end = phrase.end
        is_closed = self._is_closed(end)
        if start == i and phrase.determiner == "" and phrase.complements:
            return phrase
        if start == i:
            return phrase if phrase.determiner == "definite" and is_apposition else None
        opens = self._is_first(name.start)
        return phrase if is_apposition or is_closed or opens else None

    def _is_closed(self, end: int) -> bool:
        """Whether marks close a phrase that ends here, past a complement no table knows."""
        limit = min(len(self.tokens), end + _INSERTED)
        for i in range(end, limit):
            if self.wording.words[i] in _CLOSING and self.tokens.tag[i] == "PUNCT":
                return True
            if i == end and self.reader.link(i) != "of" and self.reader.link(i - 1) != "of":
                return False
            if self.tokens.tag[i] in ("VERB", "AUX", "PRON", "SCONJ"):
                return False
        return end >= len(self.tokens)

    def _is_first(self, i: int) -> bool:
        """Whether token `i` opens a sentence: a headline's last words lead to no dateline."""
        return i == 0 or self._limits[i - 1] == i


def _end(phrase: Phrase) -> int:
    """Where the phrase ends, the name beside its head left out."""
    return phrase.name[0] if phrase.name else phrase.end


def _sentence_ends(wording: Wording) -> tuple[int, ...]:
    ends: list[int] = []
    for first, last in wording.tokens.sentences:
        ends.extend([last] * (last - first))
    return tuple(ends)

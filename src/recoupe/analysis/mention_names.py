"""Find the proper names of a text and say what each is.

There is no free set of French named entities to learn from, so a name is a
run of capitalized words, cut by tables (places, bodies, first names, particles,
portfolios) and judged by evidence: its surroundings, and its other
occurrences in the article. A capital that a sentence or a headline would give
any word is no evidence.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from recoupe.analysis.mention_capitals import opening_positions, title_case
from recoupe.analysis.mention_cut import Name, NameCutter
from recoupe.analysis.mention_reach import joined_complement, spelled_end
from recoupe.lang import NounKind, PhraseReader, PlaceKind, entry_words
from recoupe.model import EntityKind

if TYPE_CHECKING:
    from recoupe.lang import Lexicon, Organization, Wording

_CLOSED = frozenset({"DET", "ADP", "PRON", "CCONJ", "SCONJ", "AUX", "INTJ"})
_AFTER_SUBJECT = frozenset({"VERB", "AUX", "PUNCT", "PRON", "ADV"})
_ORDINAL = re.compile(r"[IVX]+(?:e|er|ère|ème|es)")
_NUMERAL = re.compile(r"[IVX]+")
_PREFIXED = re.compile(r"[a-z]{2,3}-[A-ZÀ-Ý]")  # « Ansar al-Wadi », « Nadia el-Fassi »
_SHORT = 3  # letters; shorter capitals are acronyms or particles
_NAME_TOKENS = 12  # no name is longer; bounds the work per start


class NameFinder:
    """Finds the names of one text."""

    def __init__(self, text: str, wording: Wording, *, lexicon: Lexicon) -> None:
        self.wording = wording
        self.lexicon = lexicon
        self.tags = wording.tokens.tag
        self.opens = opening_positions(text, wording)
        self.is_title = title_case(text, wording)
        self.seen = frozenset(
            w
            for i, w in enumerate(wording.words)
            if wording.is_capital(i) and not self.opens[i] and not self.is_title[i]
        )
        self.seen_lower = frozenset(w for w in wording.words if w[0].islower())
        self.surnames = frozenset(
            w for i, w in enumerate(wording.words) if wording.is_capital(i) and self._is_surname(i)
        )
        self.reader = PhraseReader(wording, lexicon, names={})
        self.cutter = NameCutter(wording, lexicon, reader=self.reader)

    def find(self) -> tuple[Name, ...]:
        """The names in order, none inside another."""
        names: list[Name] = []
        i, count = 0, len(self.wording.words)
        while i < count:
            found = self._name_at(i)
            if found is None:
                i = self._portfolio_end(i) or i + 1
                continue
            names.extend(self.cutter.cut(found))
            i = found.end
        return tuple(names)

    def _name_at(self, i: int) -> Name | None:
        """The name that begins at token `i`."""
        if not self._is_candidate(i):
            return None
        listed = self._listed(i)
        if self._portfolio_end(i) is not None and (listed is None or listed.end == i + 1):
            return None
        if listed is not None and not self._goes_on(listed):
            return self._with_branch(listed)
        if self._is_nationality(i):
            return None
        if self.tags[i] == "DET" and not self._is_bare(i) and self._is_followed_by_name(i):
            inner = self._name_at(i + 1)  # « La Gazette de Valdoré »
            return replace(inner, start=i, end=self._titled(inner)) if inner is not None else None
        noun = self.lexicon.nouns.longest(self.wording.lower, i)
        noun = None if self._is_given_name(i) else noun
        if noun is not None and noun[1].kind is NounKind.BODY and not self._is_bare(i):
            return None if self.wording.words[i].isupper() else self._body(i, noun[0])
        if noun is not None and self._is_common(i, noun[1].kind):
            return None
        if not self._has_evidence(i):
            return None
        return self._run(i)

    def _titled(self, name: Name) -> int:
        """Where a name with an article of its own ends: « Le Courrier | de Marsac »."""
        limit = min(len(self.tags), name.start + _NAME_TOKENS, self._sentence_end(name.start))
        is_of = name.end < limit and self.reader.link(name.end) == "of"
        step = self.reader.complement(name.end, limit, in_name=True) if is_of else None
        return step[1] if step is not None and self.wording.is_capital(step[0]) else name.end

    def _is_surname(self, i: int) -> bool:
        """Whether a title or a first name stands before token `i`: « Luc Boulanger »."""
        if i == 0 or self.opens[i]:
            return False
        before = self.wording.words[i - 1]
        is_given = self.wording.plain[i - 1] in self.lexicon.first_names
        return before in self.lexicon.titles or (self.wording.is_capital(i - 1) and is_given)

    def _portfolio_end(self, i: int) -> int | None:
        """Where a capitalized noun that only completes a role ends: « ministre de la Défense »."""
        found = self.lexicon.portfolios.longest(self.wording.lower, i)
        if found is None or not self.wording.is_capital(i):
            return None
        end = found[0]
        noun = self.lexicon.nouns.longest(self.wording.lower, i)
        if noun is not None and noun[1].kind is NounKind.BODY and noun[1].sort != "justice":
            return None
        leads = any(self.reader.link(j) in ("of", "to", "and") for j in range(max(0, i - 2), i))
        if leads:
            return end
        is_followed = end < len(self.tags) and self.wording.is_capital(end) and not self.opens[end]
        return end if i > 0 and self.tags[i - 1] == "DET" and not is_followed else None

    def _is_bare(self, i: int) -> bool:
        """Whether a capital at `i` would stand there whatever the word."""
        return self.opens[i] or self.is_title[i]

    def _is_candidate(self, i: int) -> bool:
        word = self.wording.words[i]
        is_name = word[0].isupper() or self._is_listed_word(i) or self._is_prefixed(i)
        if not word[0].isalpha() or not is_name:
            return False
        if word in self.lexicon.titles or _ORDINAL.fullmatch(word):
            return False
        if _NUMERAL.fullmatch(word) and len(word) > 1:
            return False
        return len(word) > 1 or self._is_followed_by_name(i)

    def _is_prefixed(self, i: int) -> bool:
        """Whether a particle is bound to the name at `i`: « al-Wadi »."""
        if _PREFIXED.match(self.wording.words[i]) is None:
            return False
        particle = self.wording.words[i].partition("-")[0]
        return self.lexicon.particles.longest((particle,), 0) is not None

    def _is_listed_word(self, i: int) -> bool:
        """Whether a name written without a capital begins here: « franceinfo »."""
        found = self.lexicon.organizations.longest(self.wording.plain, i)
        return found is not None and self.wording.words[i] in found[1].names

    def _is_followed_by_name(self, i: int) -> bool:
        return i + 1 < len(self.tags) and self.wording.is_capital(i + 1)

    def _listed(self, i: int) -> Name | None:
        """The name of the tables that begins at `i`, longest first."""
        place = self.lexicon.atlas.places.longest(self.wording.plain, i)
        body = self.lexicon.organizations.longest(self.wording.plain, i)
        if body is not None and (place is None or body[0] >= place[0]):
            is_one = body[0] == i + 1
            is_other = is_one and not self._is_written_like(i, body[1].names)
            if is_other or (not is_one and not self._has_capitals(i, body)):
                body = None
            elif self.wording.is_capital(i):
                kind = EntityKind.ORGANIZATION
                whole = place[1] if place is not None and place[0] == body[0] else None
                return Name(start=i, end=body[0], kind=kind, place=whole)
        if place is not None and self.wording.is_capital(i):
            if place[0] == i + 1 and (self._is_given_name(i) or self._is_borne(i)):
                return None
            if place[0] == i + 1 and self.opens[i] and self.tags[i] in _CLOSED:
                return None
            kind = EntityKind.GOVERNMENT if place[1].kind is PlaceKind.SEAT else EntityKind.PLACE
            return Name(start=i, end=place[0], kind=kind, place=place[1])
        return None

    def _has_capitals(self, i: int, body: tuple[int, Organization]) -> bool:
        """Whether a name of several words has its capitals: « Le temps presse » names no paper."""
        end, found = body
        for name in found.names:
            written = tuple(entry_words(name))
            pairs = zip(written, self.wording.words[i:end], strict=False)
            if len(written) == end - i and all(
                w[0].isupper() or not n[0].isupper() for n, w in pairs
            ):
                return True
        return False

    def _is_given_name(self, i: int) -> bool:
        """Whether a first name that means more opens a person's name: « Sofia », « Marine »."""
        is_known = self.wording.plain[i] in self.lexicon.first_names
        return is_known and self._goes_to_name(i + 1)

    def _is_borne(self, i: int) -> bool:
        """Whether a place's name is somebody's surname here: « M. Israel », « Hollande a dit »."""
        if self.wording.words[i] not in self.surnames or i == 0:
            return False
        return self.wording.words[i - 1] in self.lexicon.titles or (
            self.tags[i - 1] not in ("DET", "ADP")
        )

    def _is_written_like(self, i: int, names: tuple[str, ...]) -> bool:
        """Whether a one-word name is written as in the table, and not an opening's plain word."""
        word = self.wording.words[i]
        if word not in names and word.upper() not in names and word.title() not in names:
            return False
        if self._is_given_name(i):
            return False
        if not self.opens[i] or word.isupper() or self.tags[i] == "PROPN" or word in self.seen:
            return True
        after = self.tags[i + 1] if i + 1 < len(self.tags) else ""
        return after in _AFTER_SUBJECT

    def _goes_on(self, listed: Name) -> bool:
        """Whether a place's name goes on into an unlisted one: « Madrid Arena »."""
        end = listed.end
        if listed.place is None and not self.wording.words[listed.start].isupper():
            return False
        if end >= len(self.tags) or not self.wording.is_capital(end):
            return False
        if self._is_membership(listed) or self._is_addressed(listed):
            return False
        if not self._is_candidate(end) or self.opens[end] or self.is_title[end]:
            return False
        return self.wording.plain[end] not in self.lexicon.first_names

    def _is_addressed(self, listed: Name) -> bool:
        """Whether a paper is spoken to before the subject: « a dit à la BBC | Valdor »."""
        body = self.lexicon.organizations.longest(self.wording.plain, listed.start)
        i = listed.start - 1
        i -= i > 0 and self.tags[i] == "DET"
        is_told = i >= 0 and self.reader.link(i) == "to"
        is_known = self.wording.words[listed.end] in self.lexicon.name_words
        is_known = is_known or self._is_at_place(listed.end)
        is_press = body is not None and body[1].sort in ("press", "agency")
        return is_told and is_press and not is_known

    def _is_membership(self, listed: Name) -> bool:
        """Whether a role comes right before a party or union, and a name after: « député LR »."""
        before, end = listed.start - 1, listed.end
        noun = self.lexicon.nouns.longest(self.wording.lower, before) if listed.start else None
        body = self.lexicon.organizations.longest(self.wording.plain, listed.start)
        if noun is None or noun[1].kind is not NounKind.ROLE or body is None:
            return False
        return body[1].sort in ("party", "union") and not self._is_at_place(end)

    def _is_at_place(self, i: int) -> bool:
        """Whether a place of the tables begins at token `i`."""
        return self.lexicon.atlas.places.longest(self.wording.plain, i) is not None

    def _with_branch(self, listed: Name) -> Name:
        """A body's name with the place of its branch: « Unia Genève »."""
        end = listed.end
        if listed.kind is not EntityKind.ORGANIZATION or end >= len(self.tags):
            return listed
        if self._is_membership(listed) or self._is_addressed(listed):
            return listed
        known = self.lexicon.organizations.longest(self.wording.plain, listed.start)
        if known is not None and known[1].sort == "press" and self._titled(listed) > end:
            return replace(listed, end=self._titled(listed))
        is_name = self._is_candidate(end) and self._continues(end) and self.tags[end] == "PROPN"
        is_name = is_name and not self.opens[end] and not self.is_title[end]
        if not is_name or self._goes_to_name(end + 1):
            return listed
        return replace(listed, end=end + 1)

    def _is_common(self, i: int, kind: NounKind) -> bool:
        """Whether the capitalized noun at `i` is a role or group: « le Président Durand »."""
        if kind is NounKind.ROLE and self.wording.words[i] in self.surnames:
            return i > 0 and self.tags[i - 1] == "DET"
        if kind is NounKind.ROLE and self.tags[i] == "PROPN":
            return self.wording.plain[i] not in self.lexicon.first_names
        return kind in (NounKind.ROLE, NounKind.GROUP, NounKind.BODY) or self.opens[i]

    def _has_evidence(self, i: int) -> bool:
        """Whether the capital at `i` marks a name."""
        word, tag = self.wording.words[i], self.tags[i]
        if self._is_people(i):
            return False
        if not self.opens[i] and not self.is_title[i]:
            return tag not in _CLOSED or len(word) > 3 or self._is_followed_by_name(i)
        if word in self.seen and tag not in ("DET", "ADP", "PRON"):
            return True
        if len(word) > 1 and word.isupper() and not self.is_title[i]:
            return tag not in _CLOSED
        is_first_name = self.wording.plain[i] in self.lexicon.first_names
        if is_first_name and self._goes_to_name(i + 1):
            return True
        if is_first_name and tag == "PROPN":
            return True
        if self.is_title[i] or tag != "PROPN":
            return False
        return self.wording.lower[i] not in self.seen_lower

    def _goes_to_name(self, j: int) -> bool:
        """Whether a capital follows at `j`, particles aside: « Anne | d'Orvalle »."""
        if j >= len(self.tags) or self.opens[j]:
            return False
        found = self.lexicon.particles.longest(self.wording.words, j)
        end = found[0] if found is not None else j
        return end < len(self.tags) and self.wording.is_capital(end) and not self.opens[end]

    def _is_people(self, i: int) -> bool:
        """Whether the word at `i` names a people and no one person: « les Kurdes »."""
        demonym = self.lexicon.atlas.demonym(self.wording.words[i])
        if demonym is None or self.wording.plain[i] in self.lexicon.first_names:
            return False
        return not self._is_followed_by_name(i) or self.opens[i] or self.is_title[i]

    def _is_nationality(self, i: int) -> bool:
        """Whether the word at `i` tells whence somebody is: « le Jordanien | Zeid Ra'ad »."""
        demonym = self.lexicon.atlas.demonym(self.wording.words[i])
        if demonym is None or demonym.number == "plural" or not i or self.tags[i - 1] != "DET":
            return False
        after = self._name_at(i + 1) if self._goes_to_name(i + 1) else None
        return after is not None and not self.wording.words[i + 1].isupper()

    def _body(self, i: int, end: int) -> Name:
        """The body whose noun has a capital, with what completes it."""
        limit = min(len(self.tags), i + _NAME_TOKENS)
        limit = min(limit, self._sentence_end(i))
        j = end
        while j < limit:
            if self._continues(j):
                j += 1
                continue
            if self.reader.is_adjective_after(j):
                j += 1
                continue
            step = self.reader.complement(j, limit, in_name=True)
            if step is None and j > end and not self.is_title[j]:
                step = joined_complement(self.reader, j, limit=limit, since=end)
            if step is None or self._is_foreign(step[0]):
                break
            j = max(step[1], self._run_end(step[0], limit))
        return Name(
            start=i,
            end=max(j, spelled_end(self.wording, i, limit=limit)),
            kind=EntityKind.ORGANIZATION,
        )

    def _continues(self, j: int) -> bool:
        is_name = self.wording.is_capital(j) and self._is_candidate(j)
        return is_name and self.wording.plain[j] not in self.lexicon.first_names

    def _is_foreign(self, j: int) -> bool:
        """Whether a complement is a name of a person, which a body's name seldom holds."""
        return self.wording.plain[j] in self.lexicon.first_names

    def _run_end(self, j: int, limit: int) -> int:
        while j < limit and self.wording.is_capital(j) and self._continues(j):
            j += 1
        return j

    def _run(self, i: int) -> Name:
        """The run of capitalized words from `i`, with the particles inside it."""
        limit = min(len(self.tags), i + _NAME_TOKENS, self._sentence_end(i))
        words, is_person = self.wording.words, self._bears_first_name(i)
        j = i + 1
        while j < limit:
            is_and_sign = self.wording.words[j] == "&" and j + 1 < limit
            is_capital = self.wording.is_capital(j) or _PREFIXED.match(self.wording.words[j])
            if is_and_sign or (is_capital and self._may_join(j)):
                j += 1
                continue
            after = self._particle_end(j, limit, is_person=is_person)
            if after is None:
                break
            j = after + 1
        spelled = spelled_end(self.wording, i, limit=limit)
        if spelled > j:
            return Name(start=i, end=spelled, kind=EntityKind.ORGANIZATION)
        if j == i + 1 and not is_person and self._completed(i, limit) > j:
            end = self._completed(i, limit)
            return Name(start=i, end=end, kind=EntityKind.ORGANIZATION)
        if j > i + 1 and self.lexicon.name_words.keys() & {words[i], words[j - 1]}:
            return Name(start=i, end=j, kind=EntityKind.ORGANIZATION)
        return Name(start=i, end=j, kind=EntityKind.PERSON if is_person and j > i + 1 else None)

    def _completed(self, i: int, limit: int) -> int:
        """Where a body's name of one capital ends that a plain noun completes.

        « l'Entente des producteurs » after an article; « l'association Libertés en réseau » after
        the noun of its kind.
        """
        end, words = i + 1, self.wording.words
        is_plain = not self._is_bare(i) and not words[i].isupper() and len(words[i]) > _SHORT
        if not is_plain or i == 0 or end + 1 >= limit or self._listed(i) is not None:
            return end
        if self.wording.plain[i] in self.lexicon.first_names or self._is_people(i):
            return end
        noun = self.lexicon.nouns.longest(self.wording.lower, i - 1)
        has_kind = noun is not None and noun[1].kind is NounKind.BODY and noun[0] == i
        if has_kind and self.tags[end] == "ADJ" and self.tags[end + 1] in ("VERB", "AUX"):
            return end + 1  # « l'association Parole libre »
        link = self.reader.link(end)
        step = self.reader.complement(end, limit, in_name=True)
        is_direct = has_kind and link in ("to", "name") and step is not None and step[0] == end + 1
        is_each = has_kind and link == "to" and self.tags[end + 1] == "PRON"
        if is_each:
            return end + 2
        is_of = link == "of" and (has_kind or self.tags[i - 1] == "DET") and step is not None
        is_common = step is not None and not self.wording.is_capital(step[0])
        return step[1] if step is not None and is_common and (is_direct or is_of) else end

    def _may_join(self, j: int) -> bool:
        """Whether the capitalized word at `j` goes on with the run before it."""
        word = self.wording.words[j]
        if word in self.lexicon.titles or _ORDINAL.fullmatch(word):
            return False
        return not self.opens[j] and (not self.is_title[j] or self._has_evidence(j))

    def _particle_end(self, j: int, limit: int, *, is_person: bool) -> int | None:
        """Where the capital that a particle at `j` leads to stands; None when it leads to none."""
        found = self.lexicon.particles.longest(self.wording.words, j)
        while found is not None and found[0] < limit and not self.wording.is_capital(found[0]):
            further = self.lexicon.particles.longest(self.wording.words, found[0])
            found = None if further is None else (further[0], found[1])
        if found is None or found[0] >= limit:
            return None
        end, strength = found
        if not self._may_join(end) or not self._is_candidate(end):
            return None
        if strength == "strong":
            return end
        if not is_person or self._listed(end) is not None:
            return None
        return None if self.wording.words[end].isupper() else end

    def _bears_first_name(self, i: int) -> bool:
        if i and self.wording.words[i - 1] in self.lexicon.titles:
            return True
        return self.wording.plain[i].split("-")[0] in self.lexicon.first_names

    def _sentence_end(self, i: int) -> int:
        """The end of the run's own line: the first opening token after `i`."""
        j = i + 1
        while j < len(self.tags) and j < i + _NAME_TOKENS and not self.opens[j]:
            j += 1
        return j

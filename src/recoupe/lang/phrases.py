"""Read a noun phrase: determiner, noun, what completes it, the name set beside it.

A parser trained on little text loses long subjects; the order of words in a
French noun phrase is firm enough to be read from tags and tables alone, from
left to right, in time linear in its length.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recoupe.lang.gazetteer import lowered, plain
from recoupe.lang.lexicon import Noun, NounKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Set

    from recoupe.lang.lexicon import Lexicon
    from recoupe.model import Tokens

_AS_DETERMINER = {"one": "indefinite", "several": "indefinite", "number": "indefinite"}
_OPEN_OBJECTS = ("ADP", "DET", "NUM")  # what can follow a verb and seldom an adjective
_PHRASE_TOKENS = 30  # no phrase that names a speaker is longer; bounds the work per start


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a text as they are looked up."""

    words: tuple[str, ...]
    lower: tuple[str, ...]  # lower case, straight apostrophes
    plain: tuple[str, ...]  # and without accents
    tokens: Tokens

    def is_capital(self, i: int) -> bool:
        """Whether token `i` begins with a capital."""
        return self.words[i][0].isupper()


def wording_of(text: str, tokens: Tokens) -> Wording:
    """The words of `text`, ready for look-up."""
    words = tokens.words(text)
    return Wording(words, tuple(map(lowered, words)), tuple(map(plain, words)), tokens)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A noun phrase; every number is a token, ends excluded."""

    start: int  # its determiner, if it has one
    core: int  # its first word after determiners and quantities
    head: int
    head_end: int
    end: int
    determiner: str  # definite, indefinite, demonstrative, possessive, "" when none
    noun: Noun | None  # the head's entry in the tables
    gender: str  # "m", "f", "" when unknown
    number: str  # "singular", "plural", "" when unknown
    modifiers: tuple[int, ...]  # adjectives of the head
    complements: tuple[tuple[int, int], ...]  # « de la Défense », without the preposition
    name: tuple[int, int] | None  # the name set beside the head: « le syndicat SUD »


class PhraseReader:
    """Reads the noun phrases of one text.

    `names` says where a name that begins at a token ends, `people` which of
    them are persons' names.
    """

    def __init__(
        self,
        wording: Wording,
        lexicon: Lexicon,
        *,
        names: Mapping[int, int],
        people: Set[int] = frozenset(),
    ) -> None:
        self.wording = wording
        self.lexicon = lexicon
        self.names = names
        self.people = people
        self.tags = wording.tokens.tag
        self._verbs: dict[int, bool] = {}  # whether a sentence has a finite verb

    def read(self, start: int, limit: int) -> Phrase | None:
        """The noun phrase that begins at token `start` and ends by `limit`; None if none does."""
        limit = min(limit, start + _PHRASE_TOKENS)
        core, determiner, counted = self._determiners(start, limit)
        i, before = self._adjectives_before(core, limit)
        if i >= limit:
            return None
        noun, head_end = self._noun(i, limit)
        if noun is None and not self._can_head(i, has_determiner=core > start):
            return None
        opened = "of" in (self.link(start), self.link(start - 1) if start else "")
        end, after, complements, name = self._after(head_end, limit, is_opened=opened)
        gender, number = self._agreement(start, i, noun=noun)
        return Phrase(
            start=start,
            core=core,
            head=i,
            head_end=head_end,
            end=end,
            determiner=determiner,
            noun=noun,
            gender=gender,
            number=counted or number,
            modifiers=(*before, *after),
            complements=complements,
            name=name,
        )

    def _determiners(self, start: int, limit: int) -> tuple[int, str, str]:
        """Where determiners end, what they make the phrase, and its number if they tell."""
        i = start
        sorts: list[str] = []
        while i < limit:
            found = self._determiner(i, limit, before=sorts)
            if found is None:
                break
            i, sort = found
            sorts.append(sort)
        is_one = bool(sorts) and sorts[0] == "one" and "amount" not in sorts
        is_plural = not is_one and any(s in ("several", "number", "amount") for s in sorts)
        kinds = [
            _AS_DETERMINER.get(s, s) for s in sorts if s not in ("qualifier", "amount", "same")
        ]
        kinds[:1] = ["demonstrative"] if "same" in sorts else kinds[:1]  # « la même source »
        number = "singular" if is_one else "plural" if is_plural else ""
        return i, kinds[0] if kinds else ("indefinite" if sorts else ""), number

    def _determiner(self, i: int, limit: int, *, before: list[str]) -> tuple[int, str] | None:
        """Where the determiner at `i` ends, and its sort; « de » only first or after an amount."""
        if i in self.names:
            return None
        lower, tags = self.wording.lower, self.tags
        counts = any(s in ("one", "several", "number", "amount") for s in before)
        found = self.lexicon.determiners.longest(lower, i)
        if found is not None and found[1] == "adjective":
            return None
        if found is None:
            is_number = tags[i] == "NUM" and i + 1 < limit
            is_superlative = counts and "ADV" in (tags[i], tags[i - 1])
            return (i + 1, "number") if is_number or is_superlative else None
        end, sort = found
        if end < limit and self.link(i) == "of" and not counts:
            is_article = not before and self.wording.tokens.features[i].find("Definite") >= 0
            is_plain = not before and tags[end] != "DET"
            if not is_article and not is_plain:
                return None
        if counts and sort in ("definite", "demonstrative", "possessive"):
            return found if self.link(i) == "of" else None
        if sort == "amount":
            return found if end < limit and self.link(end) == "of" else None
        if sort in ("qualifier", "number", "same"):
            noun = self.lexicon.nouns.longest(lower, i)
            is_noun = noun is not None and (noun[0] > end or end >= limit)
            return None if is_noun or end >= limit else found
        return found

    def link(self, i: int) -> str:
        """How the word at `i` ties what follows: of, to, and; "" when it does not."""
        found = self.lexicon.links.longest(self.wording.lower, i)
        return found[1] if found else ""

    def _adjectives_before(self, core: int, limit: int) -> tuple[int, tuple[int, ...]]:
        """Where the head begins, and the adjectives between the determiner and it."""
        i, found = core, []
        while i + 1 < limit and i not in self.names and self._is_adjective_before(i):
            found.append(i)
            i += 1
        return i, tuple(found)

    def _is_adjective_before(self, i: int) -> bool:
        following = self.lexicon.nouns.longest(self.wording.lower, i + 1)
        if i + 1 in self.names:
            return False
        if following is None and self.tags[i + 1] not in ("NOUN", "ADJ", "PROPN"):
            return False
        known = self.lexicon.nouns.longest(self.wording.lower, i)
        if known is not None and known[0] > i + 1:
            return False
        listed = self.lexicon.determiners.longest(self.wording.lower, i)
        if listed is not None and listed[1] == "adjective":
            return True
        if following is None:
            return self.tags[i] == "ADJ" and self.tags[i + 1] == "NOUN" and known is None
        return self.tags[i] == "ADJ" if known is None else False

    def _noun(self, i: int, limit: int) -> tuple[Noun | None, int]:
        """The table's noun at `i`, and where the head ends."""
        found = self.lexicon.nouns.longest(self.wording.lower, i)
        if found is not None and found[0] <= limit:
            return found[1], found[0]
        lower = self.wording.lower[i]
        if lower.startswith("ex-"):
            known = self.lexicon.nouns.longest((lower[3:],), 0)
            if known is not None:
                return known[1], i + 1
        if "-" in lower:
            first = self.lexicon.nouns.longest((lower.split("-")[0],), 0)
            if first is not None and first[1].kind is NounKind.ROLE:
                return first[1], i + 1
        return None, self.names.get(i, i + 1)

    def _can_head(self, i: int, *, has_determiner: bool) -> bool:
        if self.tags[i] in ("NOUN", "PROPN") or i in self.names:
            return True
        is_people = self.lexicon.atlas.demonym(self.wording.words[i]) is not None
        return has_determiner and (self.tags[i] in ("ADJ", "VERB", "X") or is_people)

    def _after(
        self, head_end: int, limit: int, *, is_opened: bool
    ) -> tuple[int, tuple[int, ...], tuple[tuple[int, int], ...], tuple[int, int] | None]:
        """What follows the head: the phrase's end, adjectives, complements, the name beside it."""
        i = head_end
        adjectives: list[int] = []
        complements: list[tuple[int, int]] = []
        while i < limit:
            if i in self.names and complements and self._belongs(i, complements[-1]):
                complements[-1] = (complements[-1][0], self.names[i])
                i = self.names[i]
                continue
            if i in self.names:
                return self.names[i], tuple(adjectives), tuple(complements), (i, self.names[i])
            if self.is_adjective_after(i):
                if not complements:
                    adjectives.append(i)
                i += 1
                continue
            if self._joins_adjectives(i, limit):
                i += 1
                continue
            step = self.complement(i, limit)
            if step is None or self._lists(i, step[0], is_free=is_opened or not complements):
                break
            complements.append(step)
            i = step[1]
        return i, tuple(adjectives), tuple(complements), None

    def _lists(self, i: int, first: int, *, is_free: bool) -> bool:
        """Whether « et du » lists another speaker: « auprès des pompiers et du parquet »."""
        if self.link(i) != "and" or not is_free or self._is_bare_complement(i - 2):
            return False
        noun = self.lexicon.nouns.longest(self.wording.lower, first)
        return noun is not None and noun[1].kind is not NounKind.DOCUMENT

    def _belongs(self, i: int, complement: tuple[int, int]) -> bool:
        """Whether the name at `i` is that of the complement: « du président Luc Durand »."""
        if complement[1] != i:
            return False
        if self.lexicon.portfolios.longest(self.wording.lower, complement[0]) is not None:
            return False
        noun = self.lexicon.nouns.longest(self.wording.lower, complement[0])
        if noun is None or noun[1].number == "plural":
            return False
        return noun[1].kind is (NounKind.ROLE if i in self.people else NounKind.BODY)

    def is_adjective_after(self, i: int) -> bool:
        """Whether the word at `i` is an adjective, as far as it follows a noun."""
        tokens = self.wording.tokens
        if self.lexicon.atlas.demonym(self.wording.words[i]) is not None:
            return True
        if self.wording.is_capital(i) or i in self.names or self._is_lost_verb(i):
            return False
        if self.tags[i] == "ADJ":
            return not self._governs(i)
        is_amod = tokens.relation[i] == "amod"
        is_unknown = self.tags[i] in ("NOUN", "PROPN", "X") or (self.tags[i] == "VERB" and is_amod)
        if i + 1 in self.names and is_unknown:
            return True  # an adjective that the tagger does not know
        is_participle = self.tags[i] == "VERB" and "VerbForm=Part" in tokens.features[i]
        return (self.tags[i] == "NOUN" or is_participle) and is_amod

    def _is_lost_verb(self, i: int) -> bool:
        """Whether the word can be the verb that its sentence lacks: « l'organisme table sur »."""
        word = self.wording.lower[i]
        if i + 1 >= len(self.tags) or not word.endswith("e"):
            return False
        if self.tags[i] not in ("NOUN", "ADJ") or self.tags[i + 1] not in _OPEN_OBJECTS:
            return False
        if self.lexicon.nouns.longest((word + "s",), 0) is not None:
            return False  # « le parti socialiste en crise »
        return not self._has_verb(i)

    def _has_verb(self, i: int) -> bool:
        """Whether the sentence of token `i` has a finite verb, relative clauses aside."""
        sentences, features = self.wording.tokens.sentences, self.wording.tokens.features
        at = max(bisect_right(sentences, (i, len(self.tags))) - 1, 0)
        if at not in self._verbs:
            first, last = sentences[at]
            finite = (j for j in range(first, last) if "VerbForm=Fin" in features[j])
            self._verbs[at] = any(not self._is_relative(j) for j in finite)
        return self._verbs[at]

    def _is_relative(self, i: int) -> bool:
        """Whether the finite verb at `i` is that of a relative clause."""
        tokens = self.wording.tokens
        verb = tokens.head[i] if tokens.relation[i].startswith("aux") else i
        return tokens.relation[verb].startswith("acl")

    def _governs(self, i: int) -> bool:
        """Whether an object follows, so that the word is a verb mistaken for an adjective."""
        if i + 1 >= len(self.tags) or self.wording.tokens.relation[i + 1] == "case":
            return False
        return self.tags[i + 1] in ("DET", "SCONJ")

    def _joins_adjectives(self, i: int, limit: int) -> bool:
        """Whether « et » at `i` stands between two adjectives."""
        return (
            self.tags[i] == "CCONJ"
            and i + 1 < limit
            and self.tags[i - 1] == "ADJ"
            and self.tags[i + 1] == "ADJ"
        )

    def complement(self, i: int, limit: int, *, in_name: bool = False) -> tuple[int, int] | None:
        """Where what the preposition at `i` brings begins and ends.

        Inside a body's name more prepositions bring something: « Ligue contre la rage ».
        """
        lower, tags = self.wording.lower, self.tags
        is_and = self.link(i) == "and" and i + 1 < limit and self.link(i + 1) == "of"
        at = i + 1 if is_and else i
        if self.link(at) not in ("of", "to", *(("name",) if in_name else ())):
            return None
        first = at + 1
        if first < limit and self.link(at) == "to" and self.link(first) == "of":
            first += 1  # « auprès de »
        while first < limit and tags[first] in ("DET", "NUM") and first not in self.names:
            first += 1
        if first >= limit:
            return None
        is_article = "Definite=Def" in self.wording.tokens.features[at] or tags[first - 1] == "DET"
        is_second = is_and and not is_article and self._is_bare_complement(i - 2)
        if is_and and (tags[at] != "ADP" or not (is_article or in_name or is_second)):
            return None
        if first in self.names:
            return first, self.names[first]
        portfolio = self.lexicon.portfolios.longest(lower, first)
        if portfolio is not None and portfolio[0] <= limit and self.wording.is_capital(first):
            return first, portfolio[0]
        j = first
        while j + 1 < limit and tags[j] == "ADJ" and tags[j + 1] == "NOUN":
            j += 1
        known = self.lexicon.nouns.longest(lower, j)
        if known is not None and known[0] <= limit:
            return first, known[0]
        return (first, j + 1) if tags[j] in ("NOUN", "PROPN", "ADJ") else None

    def _is_bare_complement(self, i: int) -> bool:
        """Whether « de » without an article stands at `i`: « d'incendie et de secours »."""
        is_plain = i >= 0 and "Definite" not in self.wording.tokens.features[i]
        return is_plain and self.tags[i] == "ADP" and self.link(i) == "of"

    def _agreement(self, start: int, head: int, *, noun: Noun | None) -> tuple[str, str]:
        """Gender and number: of the determiner where the tables leave them open."""
        gender = noun.gender if noun else ""
        number = noun.number if noun else ""
        for i in (start, head):
            features = self.wording.tokens.features[i]
            is_guess = noun is not None and self.wording.lower[start].endswith("'")
            if not gender and not is_guess and "Gender=" in features:
                gender = "f" if "Gender=Fem" in features else "m"
            if not number and "Number=" in features:
                number = "plural" if "Number=Plur" in features else "singular"
        return gender, number or "singular"

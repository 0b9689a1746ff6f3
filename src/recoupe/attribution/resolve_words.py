"""Read an analyzed article's phrases again, for what they say of whom they describe."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from recoupe.attribution.cues import VERB_CLASSES, CueRow
from recoupe.attribution.grammar import grammar
from recoupe.attribution.quotes import find_quotes
from recoupe.attribution.resolve_drafts import Described
from recoupe.lang import NounKind, PhraseReader, open_lexicon, wording_of
from recoupe.model import EntityKind, MentionKind, Span, Stance

if TYPE_CHECKING:
    from recoupe.lang import Lexicon, Pack, Phrase
    from recoupe.model import Analysis, Tokens

_SMALL = frozenset({"DET", "ADP", "PUNCT", "CCONJ", "PRON", "NUM", "ADV", "SCONJ"})

#: What one does to somebody else.
_OPPOSING = frozenset({Stance.ACCUSE, Stance.ASK, Stance.CALL, Stance.WARN})


class Words:
    """The tokens, names and phrases of one analyzed article."""

    def __init__(self, analysis: Analysis, pack: Pack) -> None:
        self.text = analysis.article.text
        self.tokens = analysis.tokens
        self.lexicon: Lexicon = open_lexicon(pack)
        self.grammar = grammar(pack)
        self.wording = wording_of(self.text, self.tokens)
        self.agents = grammar(pack)["agent"]
        self.opposing = _opposing(pack)
        self.ours = grammar(pack)["our"]
        named = [m for m in analysis.mentions if m.kind is MentionKind.NAME and m.name]
        self.names = {self.first(m.name): self.last(m.name) for m in named if m.name}
        people = (m.name for m in named if m.entity_kind is EntityKind.PERSON and m.name)
        self.reader = PhraseReader(
            self.wording,
            self.lexicon,
            names=self.names,
            people=frozenset(self.first(name) for name in people),
        )

        self.in_quotation = _quoted(self.text, self.tokens)

    def first(self, span: Span) -> int:
        """The first token that ends after the span begins."""
        return bisect_right(self.tokens.end, span.start)

    def last(self, span: Span) -> int:
        """One past the last token that begins before the span ends."""
        return bisect_left(self.tokens.start, span.end)

    def span(self, start: int, end: int) -> Span:
        """The characters of tokens `start` to `end`, end excluded."""
        return Span(self.tokens.start[start], self.tokens.end[end - 1])

    def bracketed(self, end: int) -> int | None:
        """The first token of the one name that brackets after `end` hold: « (GUR) »."""
        words = self.wording.words
        if end + 2 >= len(words) or words[end] != "(" or end + 1 not in self.names:
            return None
        return end + 1 if words[self.names[end + 1] : self.names[end + 1] + 1] == (")",) else None

    def sentence(self, token: int) -> tuple[int, int]:
        """The sentence that holds a token."""
        at = bisect_right(self.tokens.sentences, (token, len(self.tokens))) - 1
        return self.tokens.sentences[max(at, 0)]

    def phrase(self, span: Span) -> Phrase | None:
        """The noun phrase that begins with the span and does not pass its end."""
        first, last = self.first(span), self.last(span)
        return self.reader.read(first, last) if first < last else None

    def described(self, phrase: Phrase) -> Described:
        """What a phrase says of whom it describes."""
        end = self._named_end(phrase)
        noun = phrase.noun
        own = " ".join(self.wording.lower[phrase.head : phrase.head_end])
        of_it = tuple(
            c
            for c in phrase.complements
            if self._tells(c[0]) and "NUM" not in self.tokens.tag[c[0] - 1 : c[0] + 1]
        )  # « le gardien de 33 ans »
        is_body = noun is not None and noun.kind is NounKind.BODY
        telling = [i for i in phrase.modifiers if not is_body or not self._leads_on(i)]
        content = self._content(tuple(telling), of_it)  # « l'ONG basée à Valombre »
        kind = noun.kind if noun else None
        return Described(
            span=self.span(phrase.start, phrase.end),
            noun=self.lexicon.synonyms.get(noun.key, noun.key) if noun else own,
            kind=kind,
            sort=noun.sort if noun else "",
            gender=phrase.gender,
            number=phrase.number,
            determiner=phrase.determiner,
            content=content,
            territory=self.territory(phrase.head_end, phrase.end),
            text=self.span(phrase.core, max(end, phrase.head_end)).of(self.text),
            is_qualified=not of_it,
            is_generic=not phrase.modifiers and all(self._is_kind(c) for c in of_it),
        )

    def _leads_on(self, i: int) -> bool:
        """Whether a preposition follows the word at `i`."""
        return i + 1 < len(self.tokens) and self.tokens.tag[i + 1] == "ADP"

    def _named_end(self, phrase: Phrase) -> int:
        """Where what names the described ends: « autorités locales | aux séparatistes »."""
        for start, _ in phrase.complements:
            if not self._tells(start) and start not in self.names:
                before = start - 1
                while before > phrase.head_end and self.reader.link(before) != "to":
                    before -= 1
                return before
        if phrase.name is None:
            return phrase.end
        is_titled = self.wording.words[phrase.name[0] - 1] in self.lexicon.titles
        return phrase.name[1] if is_titled else phrase.name[0]

    def _is_kind(self, complement: tuple[int, int]) -> bool:
        """Whether a complement only names a kind of body, which the article names elsewhere."""
        start, end = complement
        found = self.lexicon.nouns.longest(self.wording.lower, start)
        is_body = found is not None and found[1].kind is NounKind.BODY and found[0] == end
        return is_body and not self.wording.is_capital(start)

    def _tells(self, start: int) -> bool:
        """Whether a complement tells its noun from others: brought by « de », or a portfolio."""
        if self.wording.is_capital(start) and start not in self.names:
            return True
        i = start - 1
        while i > 0 and self.tokens.tag[i] in ("DET", "NUM"):
            i -= 1
        return self.reader.link(i) != "to"

    def territory(self, start: int, end: int) -> str | None:
        """The state that a demonym or a place among the tokens names, the first of them."""
        i = start
        while i < end:
            demonym = self.lexicon.atlas.demonym(self.wording.words[i])
            if demonym is not None:
                return demonym.territory
            place = self.lexicon.atlas.places.longest(self.wording.plain, i)
            if place is not None and self.wording.is_capital(i):
                return place[1].territory
            i += 1
        return None

    def territories(self) -> Counter[str]:
        """How often the article names each state by itself or by a demonym."""
        counts: Counter[str] = Counter()
        for i, word in enumerate(self.wording.words):
            demonym = self.lexicon.atlas.demonym(word)
            place = self.lexicon.atlas.places.longest(self.wording.plain, i)
            if demonym is not None:
                counts[demonym.territory] += 1
            elif place is not None and not place[1].others and self.wording.is_capital(i):
                counts[place[1].territory] += 1
        return counts

    def _content(
        self, modifiers: tuple[int, ...], complements: tuple[tuple[int, int], ...]
    ) -> frozenset[str]:
        """The plain words that tell the phrase from others with its head; states aside."""
        positions = [*modifiers, *(i for start, end in complements for i in range(start, end))]
        return frozenset(
            stem(self.wording.plain[i])
            for i in positions
            if self.tokens.tag[i] not in _SMALL
            and self.lexicon.atlas.demonym(self.wording.words[i]) is None
        )


@cache
def _opposing(pack: Pack) -> frozenset[str]:
    """The verbs that set whoever speaks apart from the one they speak to or of: « accuser »."""
    rows = (row for row in pack.table(CueRow) if row.class_ in VERB_CLASSES)
    return frozenset(row.cue for row in rows if row.stance in _OPPOSING)


def _quoted(text: str, tokens: Tokens) -> tuple[bool, ...]:
    """Whether each token stands inside quotation marks, whatever their make."""
    result = [False] * len(tokens)
    for quote in find_quotes(text):
        if quote.depth == 0:
            first = bisect_left(tokens.start, quote.inner.start)
            last = bisect_left(tokens.start, quote.inner.end)
            result[first:last] = [True] * (last - first)
    return tuple(result)


def stem(word: str) -> str:
    """The word without the endings of gender and number."""
    for ending in ("es", "s", "e", "x"):
        if word.endswith(ending) and len(word) > len(ending) + 3:
            return word[: -len(ending)]
    return word

"""Tell what the words around a number say it counts.

The identity of a count is what its noun phrase says beyond the bare event:
whose soldiers, which passengers. Men whom a state masses are that state's.
Money is of one kind only with money for the same thing: a fine is no damages,
whoever pays.

Source: relations of Universal Dependencies.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from recoupe.model import Event, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from recoupe.crosscheck.material import Material
    from recoupe.crosscheck.wording import Terms
    from recoupe.model import Quantity, Reading, Tokens

#: Concepts that a count of an event names without saying who or what it counts.
BARE = {
    Event.KILLED: frozenset({"#death", "#loss", "#person"}),
    Event.INJURED: frozenset({"#injury", "#person"}),
    Event.KILLED_OR_INJURED: frozenset({"#death", "#injury", "#loss", "#person"}),
    Event.MISSING: frozenset({"#missing", "#person"}),
}
PERSON = frozenset({"#person"})
#: Concept of the nouns that name a number and not what it counts: « le bilan », « un chiffre ».
NUMBER = "#count"
#: What befalls people: beside a toll it is the next one, « quatre morts et trente blessés ».
STRUCK = frozenset().union(*BARE.values())
#: Adjectives and nouns say which, adverbs and numbers do not.
LEAST_WEIGHT = 0.6
#: Relations by which a noun takes what says whose or which it is.
MODIFIERS = ("amod", "appos", "compound", "flat")
COMPLEMENT = "nmod"
#: Relations by which a participle says something of a noun: « des militaires estimés à 300 ».
OF_A_NOUN = ("acl", "amod")
NOUNS = ("NOUN", "PROPN")
SUBJECT, OBJECT = "nsubj", "obj"
#: Relation of the verb that another one takes: « ont dû être reportées ».
INFINITIVE = "xcomp"
#: Steps from a number up to the verb of its clause.
STEPS = 4


@dataclass(frozen=True)
class CountedWords:
    """The words around one number: what it counts, whose, for what."""

    reading: Reading
    terms: Terms
    quantity: Quantity
    sentence: tuple[int, int]

    def identity(self) -> frozenset[str]:
        """The terms that say whom or what a quantity counts, beyond its event."""
        bare = STRUCK if self.quantity.event in BARE else PERSON
        if self.quantity.unit is None:
            found = self._keys(self._held) - bare
            return found or self._keys(self._owner)
        return self._keys(i for i in self._held if i != self._head) - bare

    def qualities(self) -> frozenset[str]:
        """The adjectives that narrow what is counted."""
        tokens = self._tokens
        return self._keys(
            i for i in self._held if tokens.relation[i] == "amod" and tokens.tag[i] == "ADJ"
        )

    def context(self) -> frozenset[str]:
        """The terms of the sentence around a number."""
        tokens, own = self._tokens, self.quantity.span
        if self.sentence[0] == self.sentence[1]:
            return frozenset()
        places = (i for i in range(*self.sentence))
        if self.quantity.unit is not None:
            places = (i for i in places if not own.overlaps(self._span(i)))
        found = self.terms.within(Span(tokens.start[i], tokens.end[i]) for i in places)
        return frozenset(t.key for t in found if t.weight >= LEAST_WEIGHT) - PERSON

    def predicate(self) -> frozenset[str]:
        """The verb that the counted noun stands under, or the participle that describes it."""
        tokens, head = self._tokens, self._head
        if head is None:
            return frozenset()
        top = head  # « une cinquantaine d'opérations » stand under what the number stands under
        while tokens.head[top] != top and self.quantity.span.overlaps(self._span(tokens.head[top])):
            top = tokens.head[top]
        verb = tokens.head[top] if tokens.relation[top].startswith((SUBJECT, OBJECT)) else None
        places = [
            i
            for i in range(*self.sentence)
            if (tokens.head[i] == head and tokens.relation[i] in OF_A_NOUN)
            or (tokens.head[i] == verb and tokens.relation[i] == INFINITIVE)
            or i == verb
        ]
        return self._keys(i for i in places if tokens.tag[i] in ("VERB", "ADJ"))

    def noun(self) -> str:
        """What is counted, with all that says which; nothing where no noun says it."""
        if self._head is None or self.is_bare():
            return ""
        first, last = self._head, self._head
        held = set(self._held) | {
            j
            for i in self._held
            for j in range(*self.sentence)
            if self._tokens.head[j] == i and self._tokens.relation[j] in ("case", "det")
        }
        while last + 1 in held:
            last += 1
        words = self.reading.analysis.article.text[
            self._tokens.start[first] : self._tokens.end[last]
        ]
        owner = " ".join(self._span(i).of(self.reading.analysis.article.text) for i in self._owner)
        return " ".join(f"{words} ({owner})".split()) if owner else " ".join(words.split())

    def is_bare(self) -> bool:
        """Whether a pronoun, a participle or nothing stands where the counted noun would."""
        if self.quantity.event is not Event.OTHER or self.quantity.unit:
            return False
        if self._head is None or self._tokens.tag[self._head] not in (*NOUNS, "ADJ"):
            return True
        return NUMBER in self._keys((self._head,))  # « un chiffre supérieur à 200 »

    def purpose(self) -> frozenset[str]:
        """What money is for: its complement, the noun over it, a thing that is its subject."""
        if self.quantity.event is not Event.COST:
            return frozenset()
        tokens = self._tokens
        at = next(
            (i for i in range(*self.sentence) if self.quantity.span.overlaps(self._span(i))), None
        )
        places = [i for i in self._held if i != self._head]
        for _ in range(STEPS):
            if at is None or tokens.head[at] == at:
                break
            at = tokens.head[at]
            if tokens.tag[at] in NOUNS and at not in self._held:
                places.append(at)
            elif tokens.tag[at] in ("VERB", "AUX", "ADJ"):
                places += self._things_under(at)
                break
        own = (i for i in places if not self.quantity.span.overlaps(self._span(i)))
        return self._keys(own)

    @property
    def _tokens(self) -> Tokens:
        return self.reading.analysis.tokens

    @cached_property
    def _head(self) -> int | None:
        """The noun that a quantity counts, the nearest to its number."""
        tokens, lemma = self._tokens, self.quantity.counted_lemma
        if lemma is None:
            return None
        near = [i for i in range(*self.sentence) if tokens.lemma[i].lower() == lemma.lower()]
        end = self.quantity.span.end
        return min(near, key=lambda i: abs(tokens.start[i] - end), default=None)

    @cached_property
    def _held(self) -> tuple[int, ...]:
        """The counted noun with its adjectives, and with what « de » ties to it."""
        if self._head is None:
            return ()
        heads = (self._head, *self._estimated(self._head))
        return tuple(sorted({i for h in heads for i in self._phrase(h)}))

    @cached_property
    def _owner(self) -> tuple[int, ...]:
        """The state that masses or sends men of whom nothing says whose they are."""
        tokens, head = self._tokens, self._head
        is_sent = self.quantity.event is Event.DEPLOYED and head is not None
        if head is None or not is_sent or self._keys(self._held) - PERSON:
            return ()
        if tokens.relation[head] != OBJECT:
            return ()
        return tuple(
            i
            for i in range(*self.sentence)
            if tokens.head[i] == tokens.head[head]
            and tokens.relation[i] == SUBJECT
            and any(key.startswith("@") for key in self._keys([i]))
        )

    def _span(self, token: int) -> Span:
        return Span(self._tokens.start[token], self._tokens.end[token])

    def _keys(self, places: Iterable[int]) -> frozenset[str]:
        """The terms of some words, but for those of a source or a cue."""
        spans = (self._span(i) for i in places)
        found = self.terms.within(w for w in spans if not any(s.overlaps(w) for s in self._sources))
        return frozenset(t.key for t in found if t.weight >= LEAST_WEIGHT)

    @cached_property
    def _sources(self) -> tuple[Span, ...]:
        """The words that say on whose word something is."""
        return tuple(s for a in self.reading.attributions for s in (a.source, a.cue) if s)

    def _estimated(self, head: int) -> tuple[int, ...]:
        """The noun that a participle over the number says something of."""
        tokens, over = self._tokens, self._tokens.head[head]
        if tokens.relation[over] in OF_A_NOUN and "VerbForm=Part" in tokens.features[over]:
            return (tokens.head[over],)
        return ()

    def _phrase(self, head: int) -> tuple[int, ...]:
        """A noun with its adjectives, and with what « de » ties to it: whose, of which."""
        tokens, genitives = self._tokens, self.terms.genitives
        held = {head}
        for i in range(head + 1, self.sentence[1]):
            if tokens.head[i] not in held or self._tells_when(i):
                continue
            is_complement = tokens.relation[i].startswith(COMPLEMENT)
            if tokens.relation[i].startswith(MODIFIERS) or (
                is_complement
                and any(tokens.start[j] in genitives for j in range(head, i) if tokens.head[j] == i)
            ):
                held.add(i)
        before = (
            i
            for i in range(self.sentence[0], head)
            if tokens.head[i] == head and tokens.relation[i] == "amod"
        )
        return (*sorted(held), *before)

    def _tells_when(self, token: int) -> bool:
        """Whether a word belongs to a time: « blessés mardi matin » are not another count."""
        here = self._span(token)
        return any(t.span.overlaps(here) for t in self.reading.analysis.timexes)

    def _things_under(self, verb: int) -> list[int]:
        """The subjects of a verb that name no one who acts: « l'indemnisation dépasse … »."""
        tokens = self._tokens
        actors = [m.span for m in self.reading.analysis.mentions]
        return [
            i
            for i in range(*self.sentence)
            if tokens.head[i] == verb
            and tokens.relation[i].startswith(SUBJECT)
            and tokens.tag[i] in NOUNS
            and not any(a.overlaps(self._span(i)) for a in actors)
        ]


def counted_words(
    material: Material, reading: Reading, *, quantity: Quantity, sentence: tuple[int, int]
) -> CountedWords:
    """The words around a quantity of an article."""
    terms = material.terms[reading.analysis.article.id]
    return CountedWords(reading, terms, quantity, sentence)

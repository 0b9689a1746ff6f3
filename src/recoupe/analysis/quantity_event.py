"""Tell what is said to have happened to the things a number counts.

The counted noun (« 17 morts »), the words that describe it (« soldats
tués »), the verb over it (« ont été tués », « a coûté la vie à ») and the noun
over it (« l'envoi de 300 soldats ») each may say it; the gravest wins, so that
a blessé who has succombé is killed, and what is said of both dead and wounded
is neither.

Source: words in `counted_events.tsv`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, ClassVar

from recoupe.analysis.quantity_counted import Label, labels
from recoupe.model import Event

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from recoupe.analysis.quantity_grammar import Grammar
    from recoupe.lang import Pack


class Role(StrEnum):
    """Where a word stands that says what happened."""

    NOUN = "noun"  # it is counted: morts
    PATIENT = "patient"  # a verb done to what is counted: tuer
    STRUCK = "struck"  # a verb done to it, unless by something named: touchés, not par la crise
    SUBJECT = "subject"  # a verb that what is counted does: périr
    QUALITY = "quality"  # an adjective: introuvable
    OVER = "over"  # a noun whose complement is counted: l'envoi de
    PHRASE = "phrase"  # a verb with words of its own: coûter la vie
    MANY = "many"  # it is counted, by the hundred: soldats
    THING = "thing"  # it is counted and can be neither killed nor arrested: drone


@dataclass(frozen=True, slots=True)
class EventRow:
    """A word, or a verb with its words, and the event that it tells."""

    TABLE: ClassVar[str] = "counted_events.tsv"

    words: str  # lemmas; of a phrase the verb first
    role: str
    event: str
    source: str
    example: str


#: The gravest first: what is said of a number by several words.
_GRAVITY = (
    Event.KILLED,
    Event.KILLED_OR_INJURED,
    Event.MISSING,
    Event.INJURED,
    Event.CAPTURED,
    Event.ARRESTED,
    Event.VOTED,
    Event.DISPLACED,
    Event.DEPLOYED,
    Event.PRESENT,
    Event.COST,
    Event.SHARE,
    Event.MEASURE,
    Event.OTHER,
)
_OF_PERSONS = frozenset(_GRAVITY[:6])
_SUBJECT = ("nsubj", "csubj")
_PASSIVE = ("nsubj:pass", "csubj:pass")
_DESCRIBING = ("amod", "acl", "acl:relcl", "appos")
#: Relations of a phrase that has a governor already.
_GOVERNED = ("obj", "obl", "obl:agent", "nmod", "iobj", "xcomp")
#: Events that a noun alone suggests, and that a verb outweighs.
_WEAK = (None, Event.DEPLOYED, Event.PRESENT)
#: Words between the subject of a clause and its auxiliary.
_CLAUSE_REACH = 5
#: Words between a phrase and its verb, when the tree does not tell.
_REACH = 12
#: Letters of a verb that a form without a known lemma is compared with, and of an ending.
_LONG_VERB, _ENDING = 6, 3
_CHAIN = 3  # « ont dû être évacués »: verbs under the first


@dataclass(frozen=True, slots=True)
class Events:
    """The table, by role and lemma."""

    by_role: Mapping[str, Mapping[str, Event]]
    phrases: Mapping[str, tuple[tuple[frozenset[str], Event], ...]]
    stems: Mapping[str, str]  # lemmas of verbs by all but their ending

    def verb(self, word: str) -> str:
        """The table's verb that an unknown form looks like; the form itself when none does."""
        ends = range(1, _ENDING + 1)
        return next((self.stems[word[:-n]] for n in ends if word[:-n] in self.stems), word)

    def of(self, lemma: str, *roles: Role) -> Event | None:
        """The event that a lemma tells in one of the roles."""
        for role in roles:
            event = self.by_role.get(role, {}).get(lemma)
            if event is not None:
                return event
        return None


@cache
def events(pack: Pack) -> Events:
    """The words that tell events, as the pack has them."""
    by_role: dict[str, dict[str, Event]] = {}
    phrases: dict[str, tuple[tuple[frozenset[str], Event], ...]] = {}
    for row in pack.table(EventRow):
        verb, *rest = row.words.split()
        if row.role == Role.PHRASE:
            phrases[verb] = (*phrases.get(verb, ()), (frozenset(rest), Event(row.event)))
        else:
            by_role.setdefault(row.role, {})[row.words] = Event(row.event)
    verbs = {v for r in (Role.PATIENT, Role.STRUCK, Role.SUBJECT) for v in by_role.get(r, {})}
    stems = {verb[:-2]: verb for verb in sorted(verbs) if len(verb) >= _LONG_VERB}
    return Events(by_role, phrases, stems)


class EventReader:
    """Answers what happened to what is counted in one text."""

    def __init__(self, grammar: Grammar, *, pack: Pack) -> None:
        self.grammar = grammar
        self._events = events(pack)
        self._labels = labels(pack)

    def noun_event(self, head: int) -> Event | None:
        """What the counted noun itself tells; both dead and wounded when it is coordinated so."""
        own = self._events.of(self.grammar.lemma(head), Role.NOUN) or self._participle(head)
        others = [
            self._events.of(self.grammar.lemma(i), Role.NOUN) or self._participle(i)
            for i in self.grammar.dependents(head, "conj")
            if not any(self.grammar.dependents(i, "nummod", "det"))
        ]
        return _together(own, others)

    def described(self, head: int) -> Event | None:
        """What a noun tells together with the words that describe it: « militaires morts »."""
        found = (self.noun_event(head), *self._descriptions(head))
        return gravest(event for event in found if event is not None)

    def event(self, head: int, top: int) -> Event | None:
        """What is told of a counted noun; `top` is the head of the whole phrase."""
        found = [self.noun_event(head), *self._descriptions(head)]
        if top != head:
            found += self._descriptions(top)
        if self._opens_clause(top):  # the parser hung a new clause's subject on the verb before
            return gravest(e for e in found if e is not None) or self._ahead(top, head)
        own = self.noun_event(head)
        if own is not None and any(self.grammar.dependents(top, "cc")):
            return own  # « 22 personnes ont été tuées et 30 blessées »
        above = tuple(self._above(self.grammar.first_conjunct(top)))
        if Event.OTHER in above:  # « les obsèques de trois victimes »: of some, not a toll
            return Event.OTHER
        found += above
        event = gravest(event for event in found if event is not None)
        if event in _WEAK:
            event = self._ahead(top, head) or event
        is_thing = self._events.of(self.grammar.lemma(head), Role.THING) is not None
        return Event.OTHER if is_thing and event in _OF_PERSONS else event

    def is_force(self, head: int) -> bool:
        """Whether the noun is of those that armies and police count their own with."""
        words = (self.grammar.lemma(head), self.grammar.words[head])
        return any(self._events.of(word, Role.MANY) is not None for word in words)

    def _ahead(self, top: int, head: int) -> Event | None:
        """What the next verb tells, read without the tree, of a phrase that no verb governs."""
        relation, governor = self.grammar.tokens.relation[top], self.grammar.tokens.head[top]
        is_subject = relation in (*_SUBJECT, *_PASSIVE) and self.grammar.is_tag(governor, "VERB")
        if (relation in _GOVERNED or is_subject) and not self._opens_clause(top):
            return None
        _, end = self.grammar.sentence(head)
        is_passive = False
        verbs = 0
        for i in range(max(top, head) + 1, min(max(top, head) + _REACH, end)):
            verbs += self.grammar.is_tag(i, "VERB")
            if self.grammar.words[i] in (";", ":") or verbs > _CHAIN:
                return None
            is_passive = is_passive or self._is_be(i)
            if self.grammar.is_tag(i, "AUX", "PUNCT", "PRON", "NUM"):
                continue
            found = self._told_at(i, is_passive=is_passive)
            if found is not None:
                return found
        return None

    def _opens_clause(self, top: int) -> bool:
        """Whether a phrase after « et » has a verb of its own: « tués et dix sont blessés »."""
        relation, governor = self.grammar.tokens.relation[top], self.grammar.tokens.head[top]
        if relation not in ("obl", "obj", "conj") or not governor < top:
            return False
        if any(self.grammar.dependents(top, "case")):
            return False
        links = range(governor + 1, top)
        joined = any(self.grammar.is_tag(i, "CCONJ") for i in links)
        _, end = self.grammar.sentence(top)
        near = range(top + 1, min(top + _CLAUSE_REACH, end))
        return joined and any(self.grammar.is_tag(i, "AUX") for i in near)

    def _told_at(self, token: int, *, is_passive: bool) -> Event | None:
        """What one word tells of the subject before it."""
        if not self.grammar.is_tag(token, "VERB", "ADJ", "ADV", "NOUN"):
            return None
        lemma, verb = self.grammar.lemma(token), self._verb_lemma(token)
        if self.grammar.is_tag(token, "ADV", "NOUN") and not is_passive:
            return None
        following = self.grammar.words[token + 1 : token + 1 + _REACH // 2]
        for words, event in self._events.phrases.get(verb, ()):
            if words <= {
                *following,
                *self.grammar.tokens.lemma[token + 1 : token + 1 + _REACH // 2],
            }:
                return event
        subject = self._events.of(verb, Role.SUBJECT) or self._events.of(lemma, Role.QUALITY)
        return (self._done(token, verb) if is_passive else None) or subject

    def _is_be(self, token: int) -> bool:
        """Whether a token is a passive's auxiliary."""
        is_auxiliary = self.grammar.is_tag(token, "AUX")
        return is_auxiliary and Label.BE in self._labels.get(self.grammar.lemma(token), ())

    def _participle(self, token: int) -> Event | None:
        """What a participle or adjective tells of the thing it describes."""
        lemma, verb = self.grammar.lemma(token), self._verb_lemma(token)
        roles: tuple[Role, ...] = (Role.QUALITY, Role.PATIENT, Role.SUBJECT)
        if self.grammar.is_tag(token, "NOUN"):
            roles = (Role.QUALITY,)
        elif self.grammar.is_tag(token, "VERB") and not self.grammar.has_feature(
            token, "VerbForm=Part"
        ):
            return None
        return (
            self._phrase(token)
            or self._events.of(lemma, *roles)
            or self._events.of(verb, *(r for r in roles if r is not Role.QUALITY))
            or (self._done(token, verb) if Role.PATIENT in roles else None)
        )

    def _verb_lemma(self, token: int) -> str:
        """The lemma that a token has as a verb, by likeness when no dictionary knows it."""
        verb = self.grammar.verb_lemma(token)
        return self._events.verb(verb) if verb == self.grammar.words[token] else verb

    def _descriptions(self, head: int) -> Iterator[Event | None]:
        """« soldats tués ou blessés », « personnes qui ont péri »."""
        for i in self.grammar.dependents(head, *_DESCRIBING):
            if any(self.grammar.dependents(i, "nummod")):  # « dont 32 blessés »: of some only
                continue
            if self.grammar.tokens.relation[i] == "acl:relcl":
                is_passive = any(self.grammar.dependents(i, *_PASSIVE))
                yield self._verb(i, Role.PATIENT if is_passive else Role.SUBJECT)
            elif self.grammar.is_tag(i, "ADJ", "VERB"):
                yield self._with_conjuncts(i, Role.QUALITY)
        beside = head + 1  # « bergers disparus », whatever the tree makes of it
        if beside < self.grammar.sentence(head)[1] and self.grammar.words[beside].isalpha():
            yield self._events.of(self.grammar.lemma(beside), Role.QUALITY, Role.NOUN)

    def _with_conjuncts(self, token: int, role: Role) -> Event | None:
        own = self._participle(token) if role is Role.QUALITY else self._single(token, role)
        others = [
            self._participle(i)
            for i in self.grammar.dependents(token, "conj")
            if not any(self.grammar.dependents(i, *_SUBJECT, *_PASSIVE, "obj", "nummod", "det"))
            and not any(self._is_counted(j) for j in self.grammar.dependents(i, "amod"))
        ]
        return _together(own, others)

    def _above(self, top: int) -> Iterator[Event | None]:
        """What the verb or noun over the phrase tells."""
        tokens = self.grammar.tokens
        head, relation = tokens.head[top], tokens.relation[top]
        if head == top:
            yield self._elliptic(top)
            return
        if relation == "advmod":  # « plus de 300 personnes »: the hedge hides the relation
            relation = self._guessed(top, head)
        is_passive = relation in _SUBJECT and any(self.grammar.dependents(head, "aux:pass"))
        if relation in (*_SUBJECT, *_PASSIVE):
            yield self._beside(head)
        if relation in _PASSIVE or is_passive:
            yield self._verb(head, Role.PATIENT) or self._verb(head, Role.SUBJECT)
        elif relation in _SUBJECT:
            yield self._verb(head, Role.SUBJECT)
        elif relation in ("obj", "xcomp") or (relation == "obl" and self._is_bare(top)):
            yield self._verb(head, Role.PATIENT)
        elif relation in ("obl", "obl:agent", "iobj", "nmod", "acl"):
            yield self._over(head)

    def _beside(self, verb: int) -> Event | None:
        """What a participle beside the verb tells: « sont mortes piétinées »."""
        near = (
            i
            for i in self.grammar.dependents(verb, "xcomp", "advmod", "amod", "advcl")
            if abs(i - verb) <= _CHAIN and self.grammar.has_feature(i, "VerbForm=Part")
        )
        found = (self._events.of(self._verb_lemma(i), Role.SUBJECT) for i in near)
        return gravest(event for event in found if event is not None)

    def _guessed(self, top: int, verb: int) -> str:
        """Subject ahead of the verb, object behind it."""
        if top > verb:
            return "obj"
        return "nsubj:pass" if any(self.grammar.dependents(verb, "aux:pass")) else "nsubj"

    def _is_bare(self, top: int) -> bool:
        """Whether the only preposition of a phrase is its number's own: « entre 30 et 40 »."""
        cases = self.grammar.dependents(top, "case")
        return all(Label.BOUND in self._labels.get(self.grammar.words[i], ()) for i in cases)

    def _elliptic(self, top: int) -> Event | None:
        """« Huit piétons fauchés »: a headline's participle may hang anywhere."""
        for i in self.grammar.dependents(top, "dep", "parataxis", "xcomp", "advcl"):
            if i - top <= _CHAIN and self.grammar.is_tag(i, "ADJ", "VERB"):
                return self._participle(i)
        return None

    def _over(self, head: int) -> Event | None:
        """What a noun tells of its complement, or a verb above it by words of its own."""
        nearest: int | None = None
        if self._is_counted(head):  # « deux morts et 17 blessés »
            return None
        for _ in range(_CHAIN):
            if self.grammar.is_tag(head, "VERB", "AUX"):
                return self._phrase(head, through=nearest)
            nearest = head if nearest is None else nearest
            found = self._events.of(self.grammar.lemma(head), Role.OVER)
            found = found or self._events.of(self.grammar.words[head], Role.OVER)
            if found is not None or self.grammar.tokens.head[head] == head:
                return found
            head = self.grammar.tokens.head[head]
        return None

    def _is_counted(self, noun: int) -> bool:
        """Whether a number of its own stands before a noun."""
        return any(self.grammar.dependents(noun, "nummod"))

    def _verb(self, verb: int, role: Role) -> Event | None:
        """What a verb tells of its subject or object, through the verbs under it."""
        for _ in range(_CHAIN):
            found = self._phrase(verb) or self._with_conjuncts(verb, role)
            if found is not None:
                return found
            under = next(self.grammar.dependents(verb, "xcomp", "ccomp"), None)
            if under is None or role is Role.PATIENT:
                return None
            if any(self.grammar.dependents(under, "aux:pass")):
                role = Role.PATIENT
            verb = under
        return None

    def _single(self, verb: int, role: Role) -> Event | None:
        lemma = self.grammar.lemma(verb)
        is_adjective = not self.grammar.is_tag(verb, "VERB", "AUX")
        if is_adjective:  # « sont morts », « sont blessés »
            found = self._events.of(lemma, Role.QUALITY, Role.SUBJECT, Role.NOUN)
            return found or self._done(verb, self._verb_lemma(verb))
        lemma = self._verb_lemma(verb)
        if any(self.grammar.dependents(verb, "expl")):  # « se sont massés »
            return self._events.of(lemma, Role.SUBJECT, Role.PATIENT)
        return self._done(verb, lemma) if role is Role.PATIENT else self._events.of(lemma, role)

    def _done(self, token: int, lemma: str) -> Event | None:
        """What a verb tells of the things it is done to."""
        is_caused = any(self.grammar.dependents(token, "obl:agent"))
        roles = (Role.PATIENT,) if is_caused else (Role.PATIENT, Role.STRUCK)
        return self._events.of(lemma, *roles)

    def _phrase(self, verb: int, *, through: int | None = None) -> Event | None:
        """What a verb tells together with the words under it: « coûter la vie ».

        Of what stands under a noun, only when the noun is of the phrase: « coûter
        la vie de dix hommes », not « portés disparus après la perte d'un ferry ».
        """
        rows = self._events.phrases.get(self.grammar.verb_lemma(verb), ())
        if through is not None:
            own = {self.grammar.lemma(through), self.grammar.words[through]}
            rows = tuple((words, event) for words, event in rows if words & own)
        if not rows:
            return None
        near = {self.grammar.lemma(i) for i in self._under(verb)}
        near |= {self.grammar.words[i] for i in self._under(verb)}
        return next((event for words, event in rows if words <= near), None)

    def _under(self, verb: int) -> Iterator[int]:
        for i in self.grammar.dependents(verb):
            yield i
            yield from self.grammar.dependents(i)


def gravest(found: Iterator[Event]) -> Event | None:
    """The gravest of some events; killed and injured stay one word's when two words say them."""
    return min(found, key=_GRAVITY.index, default=None)


def _together(own: Event | None, others: list[Event | None]) -> Event | None:
    """One event for words joined by « et » or « ou »."""
    both = {event for event in (own, *others) if event is not None}
    if both >= {Event.KILLED, Event.INJURED}:
        return Event.KILLED_OR_INJURED
    return own or next((event for event in others if event is not None), None)

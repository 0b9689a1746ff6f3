"""The side of now on which a clause stands: before, after, or unsaid.

« Le conseil a voté jeudi » and « le conseil votera jeudi » name two
Thursdays; the verb that governs a time expression tells which. It is the verb
right before, when nothing parts them; else the one that the parser's heads
lead to; else the nearest of the sentence. The pack's verbs that speak of what
is to come (« doit », « prévoit de », « reporté à ») turn their complement.

Source: labels of Universal Dependencies v2.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from recoupe.lang import Pack
    from recoupe.model import Tokens


class Side(StrEnum):
    """Where a clause stands, as seen from its writer."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    NEAR = "near"  # « devait voter jeudi »: the nearest Thursday, gone or to come
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimexVerb:
    """A verb whose complement is still to come, or an ending of the future.

    `direction` is `ahead`, `modal` when the verb itself is (« doit »), or
    `future` for an ending.
    """

    TABLE: ClassVar[str] = "timex_verbs.tsv"

    lemma: str
    direction: str
    source: str
    example: str


HIGHEST_CLIMB = 12
"""A time stands at most so many heads below its verb; more is a broken parse."""

WIDEST_LOOK = 25
"""Tokens between a verb and a time, at most, for the verb to count as near."""

SHORTEST_FUTURE = 5
"""Letters of a verb in the future that the tagger missed; shorter words are too often others."""

_AUXILIARY = ("aux", "aux:pass", "aux:tense", "aux:caus", "cop")
_PERFECT = ("aux", "aux:tense")


@dataclass(frozen=True, slots=True)
class Tenses:
    """The verbs of a text, with their auxiliaries, ready to be asked."""

    text: str
    tokens: Tokens
    auxiliaries: dict[int, tuple[int, ...]]
    ahead: frozenset[str]
    modal: frozenset[str]
    endings: tuple[str, ...]
    opens: tuple[int, ...]  # first token of each sentence

    def side_at(self, first: int, last: int) -> Side:
        """The side of the clause that holds tokens `first` to `last`, both included."""
        near = self._adjacent(first)
        above = near if near is not None else self._verb_above(last)
        for _ in range(HIGHEST_CLIMB):
            if above is None:
                break
            side = self._side_of(above)
            if side is not None:
                return side
            above = self._verb_above(self.tokens.head[above], below=above)
        around = (self._side_of(v) for v in self._nearest(first))
        return next((s for s in around if s is not None), Side.UNSAID)

    def _adjacent(self, token: int) -> int | None:
        """The verb before `token` with no other clause, sign or quotation between."""
        for at in self._back_from(token):
            if self._is_verb(at):
                return self._main(at)
            if self.tokens.tag[at] in ("PUNCT", "SCONJ") or "PronType=Rel" in self._of(at):
                return None
        return None

    def _nearest(self, token: int) -> Iterator[int]:
        """The verbs of the sentence, those before `token` first, nearest first."""
        for at in self._back_from(token):
            if self._is_verb(at):
                yield self._main(at)
        sentence = bisect_right(self.opens, token)
        end = self.opens[sentence] if sentence < len(self.opens) else len(self.tokens)
        for at in range(token, min(end, token + WIDEST_LOOK)):
            if self._is_verb(at):
                yield self._main(at)

    def _back_from(self, token: int) -> range:
        """The tokens before `token` in its sentence, nearest first."""
        opened = self.opens[max(0, bisect_right(self.opens, token) - 1)] if self.opens else 0
        return range(token - 1, max(opened, token - WIDEST_LOOK) - 1, -1)

    def _of(self, token: int) -> str:
        """A token's features."""
        return self.tokens.features[token]

    def _is_verb(self, token: int) -> bool:
        """Whether a token is a verb, or looks like one in the future."""
        is_tagged = self.tokens.tag[token] in ("VERB", "AUX") or self._is_participle(token)
        return is_tagged or self._looks_future(token)

    def _is_participle(self, token: int) -> bool:
        """Whether a token is a participle, also one that the tagger took for an adjective."""
        is_clause = self.tokens.relation[token].startswith("acl")
        return "VerbForm=Part" in self._of(token) or (is_clause and self.tokens.tag[token] == "ADJ")

    def _looks_future(self, token: int) -> bool:
        """Whether a word in lower case ends as only the future does."""
        word = self.text[self.tokens.start[token] : self.tokens.end[token]]
        return len(word) >= SHORTEST_FUTURE and word.islower() and word.endswith(self.endings)

    def _verb_above(self, token: int, *, below: int | None = None) -> int | None:
        """The nearest verb, or predicate with a copula, from `token` up its heads."""
        at = token
        for _ in range(HIGHEST_CLIMB):
            if at != below and (self._is_verb(at) or at in self.auxiliaries):
                return self._main(at)
            head = self.tokens.head[at]
            if head == at:
                return None
            at = head
        return None

    def _main(self, verb: int) -> int:
        """The verb that an auxiliary serves; any other verb itself."""
        is_auxiliary = self.tokens.relation[verb] in _AUXILIARY
        return self.tokens.head[verb] if is_auxiliary else verb

    def _side_of(self, verb: int) -> Side | None:
        """The side that a verb's own forms say; None when its governor decides."""
        helpers = self.auxiliaries.get(verb, ())
        forms = [self._of(i) for i in (*helpers, verb)]
        relations = [self.tokens.relation[i] for i in helpers]
        is_perfect = any(r in _PERFECT for r in relations)
        if any("Tense=Fut" in f for f in forms) or self._looks_future(verb):
            return Side.FUTURE
        if any("Mood=Cnd" in f or "Mood=Sub" in f for f in forms):
            return Side.PAST if is_perfect else Side.FUTURE
        finite = [f for f in forms if "VerbForm=Fin" in f or "Mood=" in f]
        if any("Tense=Imp" in f or "Tense=Past" in f for f in finite):
            return Side.PAST
        if any("VerbForm=Inf" in f for f in forms):
            return Side.PAST if is_perfect else self._side_below(verb)
        if self._is_participle(verb):
            return self._side_of_participle(verb, is_perfect=is_perfect, helped=bool(helpers))
        if finite and self.tokens.lemma[verb] in self.modal:
            return Side.FUTURE
        return Side.PRESENT if finite else None

    def _side_of_participle(self, verb: int, *, is_perfect: bool, helped: bool) -> Side | None:
        """Past for « a voté » and « voté jeudi », to come for « prévu jeudi »."""
        if self.tokens.lemma[verb] in self.ahead:
            return Side.PAST if self._is_overtaken(verb) else Side.FUTURE
        if is_perfect:
            return Side.PAST
        if "Tense=Pres" in self._of(verb):
            return None
        return Side.PRESENT if helped else Side.PAST

    def _is_overtaken(self, participle: int) -> bool:
        """Whether what was planned had already changed: « la visite prévue jeudi avait été … »."""
        noun = self.tokens.head[participle]
        if not self.tokens.relation[participle].startswith("acl") or noun == participle:
            return False
        above = self._verb_above(self.tokens.head[noun], below=noun)
        helpers = self.auxiliaries.get(above, ()) if above is not None else ()
        return any(
            self.tokens.relation[i] in _PERFECT and "Tense=Imp" in self._of(i) for i in helpers
        )

    def _side_below(self, verb: int) -> Side | None:
        """To come for an infinitive below a verb of plans, near when it stood then; else None."""
        governor = self.tokens.head[verb]
        if governor == verb or self.tokens.lemma[governor] not in self.ahead:
            return None
        return Side.NEAR if "Tense=Imp" in self._of(governor) else Side.FUTURE


def tenses_of(text: str, tokens: Tokens, *, pack: Pack) -> Tenses:
    """The verbs of a text with their auxiliaries."""
    helpers: dict[int, list[int]] = {}
    for i, relation in enumerate(tokens.relation):
        if relation in _AUXILIARY and tokens.head[i] != i:
            helpers.setdefault(tokens.head[i], []).append(i)
    rows = pack.table(TimexVerb)
    return Tenses(
        text,
        tokens,
        {k: tuple(v) for k, v in helpers.items()},
        frozenset(r.lemma for r in rows if r.direction in ("ahead", "modal")),
        frozenset(r.lemma for r in rows if r.direction == "modal"),
        tuple(r.lemma.removeprefix("-") for r in rows if r.direction == "future"),
        tuple(first for first, _ in tokens.sentences),
    )

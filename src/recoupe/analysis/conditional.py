"""Find the conditionals of a text and return what each mood stands for.

French uses one mood for hearsay (« aurait été tué »), for what depends on a
condition, for the future seen from the past, for possibility and for courtesy.
Which it is stands in the clause around it: a condition, a past verb of saying
above it, the verb itself, its person. Without any of these a conditional of
the press is hearsay.

Source: words in `conditional.tsv`; on the conditional of hearsay, Dendale 1993
and Kronning 2002.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, ClassVar

from recoupe.analysis.quantity_grammar import Grammar
from recoupe.model import Conditional, ConditionalReading, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from recoupe.lang import Pack
    from recoupe.model import Tokens

#: Words of the longest marker: « dans l' hypothèse où ».
_MARKER_WORDS = 5
_PAST = ("Tense=Imp", "Tense=Past")
_SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "csubj:pass", "expl:subj")
_AUXILIARIES = ("aux", "aux:tense", "aux:pass", "cop")
#: Relations of a clause that depends on a verb of saying or thinking.
_CONTENTS = ("ccomp", "csubj", "acl", "advcl", "xcomp", "obj", "conj", "parataxis")
_CLIMB = 4


class Mark(StrEnum):
    """What a word does to the conditionals of its sentence."""

    CONDITION = "condition"  # faute de, en cas de: anywhere in the sentence
    OPENING = "opening"  # sans, avec … de plus: only ahead of the verb, opening its clause
    IF = "if"  # si, before an imperfect
    INQUIRY = "inquiry"  # savoir, demander: « si » after these asks
    HEARSAY = "hearsay"  # selon, d'après
    LATER = "later"  # plus tard: the future of a narrative
    THAT = "that"  # que: opens what is said
    MODAL = "modal"  # pouvoir: possible
    DUTY = "duty"  # devoir: possible, advice, or regret
    NEGATED_MODAL = "negated_modal"  # ne saurait
    WISH = "wish"  # vouloir, in the first person
    ADVICE = "advice"  # falloir, impersonal
    ADVISABLE = "advisable"  # il serait bon
    FORECAST = "forecast"  # prévoir: its compound conditional is future too
    STATE = "state"  # être, contenir: hearsay though the subject be indefinite
    OUTCOME = "outcome"  # permettre, plonger: what a measure would do
    ENOUGH = "enough"  # suffire, in the past: what was lacking
    INDEFINITE = "indefinite"  # un, pareil: a subject not yet real
    SPEAKER = "speaker"  # je, nous
    ADDRESSEE = "addressee"  # vous
    ANYONE = "anyone"  # on
    IMPERFECT = "imperfect"  # an ending: -ait
    IMPERSONAL = "impersonal"  # il, ce
    GERUND = "gerund"  # en, before a participle
    NOT = "not"  # ne


@dataclass(frozen=True, slots=True)
class ConditionalRow:
    """A word, or words in a row, that tells conditionals apart."""

    TABLE: ClassVar[str] = "conditional.tsv"

    words: str
    mark: str
    reading: str  # of the conditional in the example
    source: str
    example: str


@dataclass(frozen=True, slots=True)
class _Marks:
    """The table: by first word, the rest of the words and the mark."""

    rows: Mapping[str, tuple[tuple[tuple[str, ...], Mark], ...]]

    def has(self, word: str, mark: Mark) -> bool:
        """Whether one word bears a mark."""
        return any(not rest and m is mark for rest, m in self.rows.get(word, ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """A conditional with its verb: `finite` bears the mood, `verb` the meaning."""

    finite: int
    verb: int
    last: int  # last participle
    is_compound: bool  # « aurait fait », not « ferait » or « serait fait »


@cache
def _marks(pack: Pack) -> _Marks:
    rows: dict[str, tuple[tuple[tuple[str, ...], Mark], ...]] = {}
    for row in pack.table(ConditionalRow):
        first, *rest = row.words.split()
        rows[first] = (*rows.get(first, ()), (tuple(rest), Mark(row.mark)))
    return _Marks(rows)


def find_conditionals(text: str, tokens: Tokens, *, pack: Pack) -> tuple[Conditional, ...]:
    """The conditionals of a text, in order, each with its reading.

    A span runs from the verb's form to its last participle.

    Cost: linear in the length of the text.
    """
    grammar = Grammar(text, tokens, pack=pack)
    found = []
    for first, last in tokens.sentences:
        moods = [i for i in range(first, last) if grammar.is_conditional(i)]
        if moods:
            sentence = _Sentence(grammar, (first, last), marks=_marks(pack))
            found += [sentence.conditional(i) for i in moods]
    return tuple(found)


class _Sentence:
    """A sentence with conditionals, and the marks that stand in it."""

    def __init__(self, grammar: Grammar, bounds: tuple[int, int], *, marks: _Marks) -> None:
        self.grammar = grammar
        self.first, self.last = bounds
        self._marks = marks
        self._found = tuple(self._marks_of_sentence())

    def conditional(self, finite: int) -> Conditional:
        """The conditional whose mood a token bears."""
        form = self._form(finite)
        tokens = self.grammar.tokens
        span = Span(tokens.start[finite], tokens.end[form.last])
        return Conditional(span=span, reading=self._reading(form))

    def _marks_of_sentence(self) -> Iterator[tuple[int, Mark]]:
        words = self.grammar.words
        for i in range(self.first, self.last):
            for rest, mark in self._marks.rows.get(words[i], ()):
                end = min(i + 1 + _MARKER_WORDS, self.last)
                if not rest or self._follows(rest, words[i + 1 : end]):
                    yield i, mark

    @staticmethod
    def _follows(rest: tuple[str, ...], words: tuple[str, ...]) -> bool:
        """Whether the rest of a marker follows; … stands for one to three words."""
        if rest[0] != "…":
            return words[: len(rest)] == rest
        tail = rest[1:]
        return any(words[skip : skip + len(tail)] == tail for skip in range(1, 4))

    def _form(self, finite: int) -> _Form:
        """The verb of a finite form, through its auxiliaries."""
        tokens, grammar = self.grammar.tokens, self.grammar
        head = tokens.head[finite]
        if tokens.relation[finite] not in _AUXILIARIES or head < finite:
            return _Form(finite=finite, verb=finite, last=finite, is_compound=False)
        participles = [
            i
            for i in range(finite + 1, head + 1)
            if grammar.has_feature(i, "VerbForm=Part") and (i == head or tokens.head[i] == head)
        ]
        is_tense = tokens.relation[finite] not in ("aux:pass", "cop")
        return _Form(
            finite=finite,
            verb=head,
            last=participles[-1] if participles else finite,
            is_compound=is_tense and bool(participles),
        )

    def _reading(self, form: _Form) -> ConditionalReading:
        """The first reading that something in the sentence speaks for; else hearsay."""
        lemma = self.grammar.verb_lemma(form.verb)
        if self._is_courteous(form, lemma):
            return ConditionalReading.POLITE
        if self._marks.has(lemma, Mark.MODAL) and not form.is_compound:
            return ConditionalReading.POSSIBLE
        if self._marks.has(lemma, Mark.NEGATED_MODAL) and self._has(Mark.NOT, before=form.finite):
            return ConditionalReading.POSSIBLE
        if self._depends_on_condition(form):
            return ConditionalReading.HYPOTHETICAL
        if self._is_advice(form, lemma):
            return ConditionalReading.POLITE
        if self._marks.has(lemma, Mark.DUTY) or self._marks.has(lemma, Mark.MODAL):
            return self._of_modal(form)
        if self._is_future_in_past(form):
            return ConditionalReading.FUTURE_IN_PAST
        if self._is_imagined(form, lemma):
            return ConditionalReading.HYPOTHETICAL
        return ConditionalReading.REPORTED

    def _of_modal(self, form: _Form) -> ConditionalReading:
        """« devrait » is likely; « aurait dû », « aurait pu » did not happen, unless heard."""
        if not form.is_compound or self._has(Mark.HEARSAY):
            return ConditionalReading.POSSIBLE
        return ConditionalReading.HYPOTHETICAL

    def _has(self, mark: Mark, *, before: int | None = None) -> bool:
        """Whether a mark stands in the sentence, or ahead of a token."""
        return any(m is mark and (before is None or i < before) for i, m in self._found)

    def _subject(self, form: _Form) -> int | None:
        return next(self.grammar.dependents(form.verb, *_SUBJECTS), None)

    def _person(self, form: _Form, mark: Mark) -> bool:
        """Whether the verb's person is that of a mark: je, vous, on."""
        subject = self._subject(form)
        near = [i for i in (subject, form.finite - 1, form.finite + 1) if i is not None]
        words = self.grammar.words
        return any(
            self._marks.has(words[i].lstrip("-").removeprefix("t-"), mark)
            for i in near
            if self.first <= i < self.last
        )

    def _is_courteous(self, form: _Form, lemma: str) -> bool:
        """« je voudrais », « pourriez-vous », « on devrait écouter »."""
        if self._marks.has(lemma, Mark.WISH) and self._person(form, Mark.SPEAKER):
            return not self._has_if(form)
        if form.finite + 1 < self.last:
            inverted = self.grammar.words[form.finite + 1]
            if inverted.startswith("-") and self._marks.has(inverted[1:], Mark.ADDRESSEE):
                return True
        if not self._marks.has(lemma, Mark.DUTY) or form.is_compound:
            return False
        persons = (Mark.SPEAKER, Mark.ADDRESSEE, Mark.ANYONE)
        return any(self._person(form, person) for person in persons)

    def _is_advice(self, form: _Form, lemma: str) -> bool:
        """« il faudrait », « il serait bon de »."""
        if self._marks.has(lemma, Mark.ADVICE) and not form.is_compound:
            return True
        is_impersonal = any(
            self._marks.has(self.grammar.words[i], Mark.IMPERSONAL) for i in self._near(form)
        )
        words = (self.grammar.lemma(form.verb), self.grammar.words[form.verb])
        return is_impersonal and any(self._marks.has(word, Mark.ADVISABLE) for word in words)

    def _near(self, form: _Form) -> range:
        return range(max(self.first, form.finite - 2), form.finite)

    def _depends_on_condition(self, form: _Form) -> bool:
        """« si … », « faute de … », « sans …, »."""
        if self._has_if(form) or self._has(Mark.CONDITION):
            return True
        return any(
            mark is Mark.OPENING and i < form.finite and self._opens_clause(i)
            for i, mark in self._found
        )

    def _opens_clause(self, token: int) -> bool:
        """Whether a token begins the sentence or follows a sign."""
        return token == self.first or self.grammar.is_tag(token - 1, "PUNCT", "CCONJ")

    def _has_if(self, form: _Form) -> bool:
        """Whether a « si » with an imperfect stands in the sentence outside the verb's clause."""
        return any(
            mark is Mark.IF and self._is_condition(i, form.finite) for i, mark in self._found
        )

    def _is_condition(self, token: int, finite: int) -> bool:
        grammar = self.grammar
        if token > self.first and self._marks.has(grammar.lemma(token - 1), Mark.INQUIRY):
            return False
        head = grammar.tokens.head[token]
        if grammar.tokens.relation[token] == "mark" and head != finite:
            bearers = (head, *grammar.dependents(head, *_AUXILIARIES))
            if any(self._is_imperfect(i) for i in bearers):
                return True
        for i in range(token + 1, self.last):
            if grammar.has_feature(i, "VerbForm=Fin") or grammar.has_feature(i, "Tense=Imp"):
                return i != finite and self._is_imperfect(i)
        return False

    def _is_imperfect(self, token: int) -> bool:
        """Whether a form is the imperfect's, by its tense or, mistagged, by its ending."""
        if self.grammar.has_feature(token, "Tense=Imp"):
            return True
        word = self.grammar.words[token]
        is_ending = any(self._marks.has(word[-n:], Mark.IMPERFECT) for n in (3, 4, 5))
        return is_ending and not self.grammar.is_conditional(token)

    def _is_future_in_past(self, form: _Form) -> bool:
        """« il a promis qu'il reviendrait », « trois mois plus tard, il braquerait »."""
        if not form.is_compound and self._has(Mark.LATER):
            return True
        above = self._saying_above(form)
        if above is None or not self._is_past(above):
            return False
        return not form.is_compound or self._marks.has(self.grammar.lemma(above), Mark.FORECAST)

    def _saying_above(self, form: _Form) -> int | None:
        """The verb that « que » or « si » makes the conditional depend on."""
        conjunction = self._conjunction(form)
        if conjunction is None:
            return None
        tokens = self.grammar.tokens
        here = form.verb
        for _ in range(_CLIMB):
            head = tokens.head[here]
            if head == here:
                break
            if head < conjunction:
                return head
            here = head
        return self._verb_before(conjunction)

    def _conjunction(self, form: _Form) -> int | None:
        """The « que » or « si » that opens the clause of the conditional."""
        for i in range(form.finite - 1, self.first, -1):
            if self.grammar.tokens.tag[i] == "PUNCT" and self.grammar.words[i] in (";", ":"):
                return None
            is_other = self.grammar.has_feature(i, "VerbForm=Fin")
            if is_other:
                return None
            is_that = self._marks.has(self.grammar.words[i], Mark.THAT)
            if (is_that or self._marks.has(self.grammar.words[i], Mark.IF)) and (
                self.grammar.is_tag(i, "SCONJ") or self.grammar.tokens.relation[i] == "mark"
            ):
                return i
        return None

    def _verb_before(self, token: int) -> int | None:
        verbs = (i for i in range(token - 1, self.first - 1, -1) if self.grammar.is_tag(i, "VERB"))
        return next(verbs, None)

    def _is_past(self, verb: int) -> bool:
        """Whether a verb or predicate is in a past tense, by itself or by what bears its tense."""
        grammar = self.grammar
        for _ in range(_CLIMB):
            bearers = [verb, *grammar.dependents(verb, *_AUXILIARIES, "aux:caus")]
            finite = [i for i in bearers if grammar.has_feature(i, "VerbForm=Fin")]
            if finite:
                is_compound = any(
                    i != finite[0] and grammar.has_feature(i, "VerbForm=Part") for i in bearers
                )
                is_past = any(grammar.has_feature(i, t) for i in finite for t in _PAST)
                return is_past or (is_compound and not self._is_passive_only(verb))
            head = grammar.tokens.head[verb]
            if head == verb:
                break
            verb = head
        return False

    def _is_passive_only(self, verb: int) -> bool:
        """« est prévu »: a present passive."""
        return not any(self.grammar.dependents(verb, "aux:tense", "aux"))

    def _is_imagined(self, form: _Form, lemma: str) -> bool:
        """« une dissolution plongerait », « réagir reviendrait à », « un but aurait suffi »."""
        if self._marks.has(lemma, Mark.ENOUGH) and form.is_compound:
            return True
        if self._has(Mark.HEARSAY) or form.is_compound:
            return False
        subject = self._subject(form)
        if subject is not None and self.grammar.has_feature(subject, "VerbForm=Inf"):
            return True
        if self._has_gerund(form) or self._marks.has(lemma, Mark.OUTCOME):
            return True
        is_copula = self.grammar.tokens.relation[form.finite] == "cop"
        if subject is None or is_copula or self._marks.has(lemma, Mark.STATE):
            return False
        return any(
            self._marks.has(word, Mark.INDEFINITE)
            for i in (subject, *self.grammar.dependents(subject, "det", "amod"))
            for word in (self.grammar.lemma(i), self.grammar.words[i])
        )

    def _has_gerund(self, form: _Form) -> bool:
        """« En refusant, … »: a gerund that opens the sentence."""
        words = self.grammar.words
        if self.first + 1 >= form.finite or not self._marks.has(words[self.first], Mark.GERUND):
            return False
        following = range(self.first + 1, min(self.first + 3, self.last))
        return any(
            self.grammar.is_tag(i, "VERB") and self.grammar.has_feature(i, "Tense=Pres")
            for i in following
        )

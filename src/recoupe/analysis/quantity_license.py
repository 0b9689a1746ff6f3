"""Decide whether a number without a noun counts, and find its noun elsewhere.

« 12 à Crest, 8 à Die », « douze ont été relâchés », « les manifestants
étaient 6 200 », « le nombre de noyés est passé à 412 », « 9 000 selon le syndicat »
count; « le 3919 », « le 27 », « 2025 » do not. A noun, a unit, a bound or a
scale is a license; else the words before or the verb must give one.

Source: house.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from recoupe.analysis.quantity_cardinals import Form
from recoupe.analysis.quantity_counted import Candidate, Counted, Kind, Label
from recoupe.analysis.quantity_grammar import NOUNS, VERBS

if TYPE_CHECKING:
    from recoupe.analysis.quantity_bounds import Bounded
    from recoupe.analysis.quantity_counted import Counting

_SUBJECTS = ("nsubj", "nsubj:pass")
#: Relations of a verb whose subject another has: « a diminué, passant de 12 à 9 ».
_BESIDE = ("advcl", "acl", "aux", "aux:tense")
_ARGUMENTS = ("nsubj", "nsubj:pass", "obj", "obl")
#: Signs after which a list of numbers goes on.
_LISTING = frozenset(",:;(")
#: Tags of what may follow a number whose noun is understood.
_OPEN = ("ADP", "ADV", "PUNCT", "AUX", "VERB", "CCONJ", "SCONJ", "PRON")
#: Pieces before a number where « dont » may stand: « dont au moins une douzaine ».
_PART_REACH = 3
#: Pieces between « en » and the number: « en a aussi capturé 30 ».
_PRONOUN_REACH = 5


class License:
    """Answers whether the numbers of one text count."""

    def __init__(self, counting: Counting) -> None:
        self.counting = counting
        self.reading = counting.reading
        self.grammar = counting.grammar

    def counts(self, case: Candidate, top: int, *, is_after: bool) -> bool:
        """Whether the number counts; `is_after` tells that a figure stands before it."""
        number = case.number
        if case.found.kind is not Kind.NONE:
            return True
        if number.form is Form.ARTICLE:
            following = self.reading.word(number.last + 1)
            return is_after and self.counting.is_label(following, Label.OTHER)
        if number.is_hedged or number.number.scale >= 1_000_000:
            return True
        before = self.reading.word(number.first - 1)
        if number.is_range and number.form is not Form.DIGITS:
            return True
        tally = self.reading.word(number.first - 2)
        if self.reading.words.has(before, "of") and self.counting.is_label(tally, Label.TALLY):
            return True
        if self.reading.is_changed(number) or self._is_counted_aloud(number):
            return True
        if self._is_predicate(top) or self._tally(top) is not None or self._is_subject(number, top):
            return True
        return is_after and self._is_elliptic(number, top)

    def _is_counted_aloud(self, number: Bounded) -> bool:
        """« ils étaient 3 000 », « 9 000 selon le syndicat »."""
        if number.form in (Form.DIGITS, Form.WORDS) and self._is_amounted_to(number):
            return True
        after = self.reading.word(number.last + 1)
        if self.reading.words.has(after, "of"):
            after += " " + self.reading.word(number.last + 2)
        return self.counting.is_label(after, Label.ACCORDING)

    def _is_amounted_to(self, number: Bounded) -> bool:
        """« ils étaient 3 000 », « le total était de 412 », « les dons s'élèvent à 412 »."""
        link = number.first - 1
        link -= self.reading.words.has(self.reading.word(link), "of", "to")
        if link < 0 or self.reading.pieces[link + 1].broken:
            return False
        verb = self.grammar.at(self.reading.pieces[link].start)
        if verb is None:
            return False
        lemmas = {self.grammar.lemma(verb), self.grammar.verb_lemma(verb)}
        is_to = self.reading.words.has(self.reading.word(link + 1), "to")
        told = (Label.AMOUNT,) if is_to else (Label.AMOUNT, Label.BE)
        return any(self.counting.is_label(w, label) for w in lemmas for label in told)

    def _is_subject(self, number: Bounded, top: int) -> bool:
        """« douze ont été relâchés »: a plural verb follows."""
        after = self.grammar.at(self.reading.pieces[number.last].end)
        if after is None or self.grammar.tokens.relation[top] not in _SUBJECTS:
            return False
        has = self.grammar.has_feature
        return has(after, "VerbForm=Fin") and has(after, "Number=Plur")

    def _is_resumed(self, number: Bounded) -> bool:
        """« et en a blessé 30 », « le préfet en dénombre 12 »: a pronoun stands for the noun."""
        reach = range(max(number.first - _PRONOUN_REACH, 0), number.first)
        return any(
            self.counting.is_label(self.reading.word(i), Label.RESUMED)
            and self.reading.pieces[i + 1].end <= self.reading.pieces[number.first].start
            and (self._is_before_verb(i) or self._is_amounted_to(number))
            for i in reach
        )

    def _is_before_verb(self, piece: int) -> bool:
        token = self.grammar.at(self.reading.pieces[piece].start)
        after = None if token is None else token + 1
        return bool(after) and self.grammar.is_tag(after or 0, *VERBS)

    def noun_elsewhere(self, case: Candidate, top: int) -> int | None:
        """The noun that a number without one counts, when grammar tells."""
        number = case.number
        if case.found.kind in (Kind.PERCENT, Kind.SHARE):
            return self._shared(case.found, top)
        tally = self._tally(top)
        if tally is not None:
            return tally
        if self._is_predicate(top):
            return self._tallied_subject(top)
        is_aloud = self._is_counted_aloud(number) and not self._is_resumed(number)
        governor = self.grammar.governor(top) if is_aloud else None
        return None if governor is None else self._tallied_subject(governor)

    def _tallied_subject(self, verb: int) -> int | None:
        """The noun that a verb's subject counts."""
        subjects = self.grammar.dependents(verb, *_SUBJECTS)
        return next((self._tallied(i) for i in subjects if self._is_noun(i)), None)

    def is_tally(self, token: int) -> bool:
        """Whether a noun says only that there is a count: « le bilan »."""
        return self.counting.is_label(self.grammar.lemma(token), Label.TALLY)

    def _is_noun(self, token: int) -> bool:
        return self.grammar.is_tag(token, *NOUNS)

    def is_part(self, number: Bounded) -> bool:
        """Whether « dont » or « parmi lesquels » stands before the number."""
        return any(
            self.counting.is_label(self.reading.word(number.first - back), Label.PART)
            for back in range(1, _PART_REACH + 1)
        )

    def purpose_end(self, last: int) -> int:
        """Last token of « euros de travaux », from that of « euros »."""
        tokens = self.grammar.tokens
        for i in self.grammar.dependents(last, "nmod"):
            if i <= last + 3 and self.grammar.is_tag(i, "NOUN"):
                return i
        return last if last < len(tokens) else len(tokens) - 1

    def _is_predicate(self, top: int) -> bool:
        """« les marcheurs étaient 3 000 »."""
        has_copula = any(self.grammar.dependents(top, "cop"))
        return has_copula and any(self.grammar.dependents(top, *_SUBJECTS))

    def _tally(self, top: int) -> int | None:
        """The noun in « le nombre de tués » when that is what the verb is about."""
        governor = self.grammar.governor(top)
        if governor is None:
            return None
        governors = [governor]
        if self.grammar.tokens.relation[governor] in _BESIDE:
            above = self.grammar.governor(governor)
            governors += [above] if above is not None else []
        for i in (i for g in governors for i in self.grammar.dependents(g, *_ARGUMENTS)):
            if i != top and self.is_tally(i):
                return self._tallied(i)
        return None

    def _tallied(self, noun: int) -> int:
        """« le nombre de tués »: the tués; any other noun itself."""
        inside = (i for i in self.grammar.dependents(noun, "nmod") if self._is_noun(i))
        inner = next(inside, None) if self.is_tally(noun) else None
        return noun if inner is None else inner

    def _is_elliptic(self, number: Bounded, top: int) -> bool:
        """Whether the noun is understood from the figure before."""
        before = self.reading.word(number.first - 1)
        if self.counting.is_label(before, Label.PART) or self.counting.is_label(
            before, Label.AGAINST
        ):
            return True
        if number.form in (Form.COLLECTIVE, Form.VAGUE) or self._is_of_the_same(number):
            return True
        if self._is_resumed(number):
            return True
        after = self.grammar.at(self.reading.pieces[number.last].end)
        is_open = after is None or self.grammar.is_tag(after, *_OPEN)
        if not is_open:
            return False
        is_listed = before in _LISTING or self.reading.words.has(before, "between_and", "or")
        return is_listed or self.grammar.tokens.relation[top] in _SUBJECTS

    def _is_of_the_same(self, number: Bounded) -> bool:
        """« trois autres », « trois graves et douze légers », « dix d'entre eux »."""
        after = number.last + 1
        if self.counting.is_label(self.reading.word(after), Label.OTHER):
            return True
        token = None if after >= len(self.reading.pieces) else self.reading.pieces[after].start
        at = None if token is None else self.grammar.at(token)
        if at is not None and self.counting.is_label(self.grammar.lemma(at), Label.MANNER):
            return True
        return self.reading.words.has(self.reading.word(after), "of") and self.counting.is_label(
            self.reading.word(after + 1), Label.AMONG
        )

    def _shared(self, found: Counted, top: int) -> int | None:
        """What a percentage is of: « 53 % des impôts », « une croissance de 0,3 % »."""
        unit = found.head
        if unit is not None and found.kind is Kind.PERCENT:
            for i in self.grammar.dependents(unit, "nmod"):
                cases = tuple(self.grammar.dependents(i, "case"))[-1:]
                is_of = any(self.reading.words.has(self.grammar.words[c], "of") for c in cases)
                if self.grammar.is_tag(i, *NOUNS) and is_of:
                    return i
        head = self.grammar.tokens.head[top]
        is_noun = self.grammar.is_tag(head, "NOUN") and self.grammar.words[head].isalpha()
        if head < top and is_noun:
            return head
        governor = self.grammar.governor(top)
        if governor is None:
            return None
        tally = self._tally(top)
        if tally is not None:
            return tally
        subjects = (i for i in self.grammar.dependents(governor, *_SUBJECTS) if i != top)
        return next((i for i in subjects if self.grammar.is_tag(i, *NOUNS)), None)

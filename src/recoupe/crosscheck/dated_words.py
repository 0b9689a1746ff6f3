"""Find the words that a time dates: a sentence, or only a noun within it.

« renvoie vers son communiqué de mercredi » dates the statement, not the
sending; « la région, occupée depuis août, … » dates the occupation. An hour
without a day of its own (« vers 21 h », « cette nuit-là ») dates something only
when the time that lends it its day stands close by; else no day is known, and
none is told.

Source: relations of Universal Dependencies.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from recoupe.crosscheck.wording import vocabulary
from recoupe.lang import plain
from recoupe.model import Span

if TYPE_CHECKING:
    from recoupe.model import Analysis, Timex

#: Letters beside a date below which the date is all that a line says: a dateline.
DATELINE_LETTERS = 4
#: Signs that end the place and day that an agency puts before its first sentence.
DATELINE_ENDS = ("-", "–", "—")
#: Sentences back, at most, from an hour to the time that lends it its day.
LENDING_SENTENCES = 1
QUOTATION_MARKS = (("«", "»"), ("“", "”"))
NOUNS = ("NOUN", "PROPN")
#: Relation of a noun, or a time, under a noun: « le naufrage de mardi ».
COMPLEMENT = "nmod"
#: Relations of a participle under the noun it describes: « un courrier daté du 3 mai ».
DESCRIBING = ("acl", "acl:relcl", "amod")
PARTICIPLE = "VerbForm=Part"
#: What a participle has that is the verb of a clause: « où il a été vu lundi ».
OF_A_CLAUSE = ("aux", "aux:tense", "aux:pass", "nsubj", "nsubj:pass", "cop")
#: Words before a participle among which its auxiliary stands.
CLAUSE_REACH = 12


class DatedWords:
    """What the times of one article date."""

    def __init__(self, analysis: Analysis) -> None:
        self._text = analysis.article.text
        self._tokens = tokens = analysis.tokens
        self._spans = [Span(tokens.start[a], tokens.end[b - 1]) for a, b in tokens.sentences]
        self._ends = [s.end for s in self._spans]
        self._genitives = vocabulary(analysis.article.language).genitives

    def has_day(self, timex: Timex) -> bool:
        """Whether a time names its day, or takes it from one close by."""
        lender = timex.day_from
        if lender is None:
            return True
        if lender == timex.span:
            return False
        return self._number(timex.span) - self._number(lender) <= LENDING_SENTENCES

    def sentence(self, span: Span) -> Span | None:
        """The sentence that holds the beginning of a span."""
        at = self._number(span)
        return self._spans[at] if at < len(self._spans) else None

    def of(self, timex: Timex) -> Span | None:
        """The words that a time dates; None when it dates a page, or what stands elsewhere."""
        sentence = self.sentence(timex.span)
        if sentence is None:
            return None
        if _is_dateline(self._text, timex.span, sentence=sentence):
            return None
        noun = self._noun_over(timex.span)
        if noun is not None and self._points_back(noun):
            # « Ce rapport, daté du 3 mai, recommande … » is told whole; « son communiqué de
            # mercredi », further on, says nothing by itself
            return sentence if noun.start == sentence.start else None
        return noun or sentence

    def _points_back(self, noun: Span) -> bool:
        """Whether a phrase opens with « son » or « ce »: what it names stands elsewhere."""
        features = self._tokens.features[bisect_right(self._tokens.end, noun.start)]
        return "Poss=Yes" in features or "PronType=Dem" in features

    def _number(self, span: Span) -> int:
        """The number of the sentence that holds the beginning of a span."""
        return bisect_right(self._ends, span.start)

    def _noun_over(self, span: Span) -> Span | None:
        """The phrase of the noun that a time describes; None when it dates a verb."""
        tokens = self._tokens
        inside = range(
            bisect_right(tokens.end, span.start), bisect_right(tokens.start, span.end - 1)
        )
        tops = [i for i in inside if tokens.head[i] not in inside]
        if len(tops) != 1:
            return None
        top, over = tops[0], tokens.head[tops[0]]
        if PARTICIPLE in tokens.features[over] and tokens.relation[over] in DESCRIBING:
            noun = self._described(over)
        else:
            noun = over if self._is_genitive(inside.start, top=top) else None
        if noun is None or tokens.tag[noun] not in NOUNS or tokens.head[noun] == noun:
            return None
        phrase, time = self._phrase(noun), self._phrase(over)
        whole = self._closed(Span(phrase.start, max(phrase.end, time.end)))
        return whole if whole.covers(span) else None

    def _closed(self, span: Span) -> Span:
        """A span together with the mark that closes a quotation it opens."""
        words, after = span.of(self._text), self._text[span.end :]
        for opening, closing in QUOTATION_MARKS:
            gap = len(after) - len(after.lstrip())
            if words.count(opening) > words.count(closing) and after[gap:].startswith(closing):
                return Span(span.start, span.end + gap + 1)
        return span

    def _is_genitive(self, first: int, *, top: int) -> bool:
        """Whether « de » alone stands between a noun and a time: « le naufrage de mardi »."""
        tokens, noun = self._tokens, self._tokens.head[top]
        if not tokens.relation[top].startswith(COMPLEMENT) or first < 2:
            return False
        links = (self._text[tokens.start[i] : tokens.end[i]] for i in (first - 1, first))
        between = range(noun + 1, first - 1)
        return (
            noun < first
            and all(tokens.head[i] == noun for i in between)
            and any(plain(word) in self._genitives for word in links)
        )

    def _described(self, participle: int) -> int | None:
        """The noun that a participle describes; None when it has its own clause, or two fit."""
        tokens = self._tokens
        if any(
            tokens.head[i] == participle and tokens.relation[i] in OF_A_CLAUSE
            for i in range(max(0, participle - CLAUSE_REACH), participle)
        ):
            return None
        noun = tokens.head[participle]
        nearer = [
            i
            for i in range(noun + 1, participle)
            if tokens.tag[i] == "NOUN" and self._agree(i, participle)
        ]
        wider = tokens.head[noun]
        is_part = tokens.relation[noun].startswith(COMPLEMENT) and tokens.tag[wider] in NOUNS
        is_part = is_part and self._agree(wider, participle)
        if noun > participle or nearer or is_part:
            return nearer[0] if len(nearer) == 1 and not self._agree(noun, participle) else None
        return noun

    def _agree(self, noun: int, participle: int) -> bool:
        """Whether a noun and a participle agree, as far as both tell gender and number."""
        one, other = (
            {f for f in self._tokens.features[i].split("|") if f.startswith(("Gender=", "Number="))}
            for i in (noun, participle)
        )
        keys = {f.partition("=")[0] for f in one} & {f.partition("=")[0] for f in other}
        return all(f in other for f in one if f.partition("=")[0] in keys)

    def _phrase(self, noun: int) -> Span:
        """A noun with all that hangs on it."""
        tokens = self._tokens
        first, end = next(s for s in tokens.sentences if s[0] <= noun < s[1])
        held = {noun}
        grown = True
        while grown:
            found = {i for i in range(first, end) if tokens.head[i] in held}
            grown = not found <= held
            held |= found
        words = sorted(i for i in held if tokens.tag[i] != "PUNCT")
        while tokens.tag[words[0]] == "ADP":
            words = words[1:]
        return Span(tokens.start[words[0]], tokens.end[words[-1]])


def _is_dateline(text: str, span: Span, *, sentence: Span) -> bool:
    """Whether a sentence is no more than a date, or a place and a date before a dash."""
    before, after = text[sentence.start : span.start], text[span.end : sentence.end]
    if sentence.of(text).rstrip().endswith(DATELINE_ENDS):
        return True
    if (
        after.lstrip().startswith(DATELINE_ENDS)
        and sum(map(str.isalpha, before)) < DATELINE_LETTERS
    ):
        return True
    rest = before + after
    return sum(c.isalpha() for c in rest) < DATELINE_LETTERS

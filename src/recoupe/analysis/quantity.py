"""Find the figures of a text: how many of what, within which bounds.

The work is split by question: what the numerals are worth
(`quantity_numerals`), which words bound them (`quantity_bounds`), what they
count (`quantity_counted`), whether they count at all (`quantity_noise`), what
happened to it (`quantity_event`), where and when (`quantity_scope`). Here the
answers become records, and a number without a noun takes that of the number
before it.

Source: DESIGN, “Quantity”; the annotation follows the house's guide.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from recoupe.analysis.quantity_bounds import Bounded, Reading
from recoupe.analysis.quantity_candidates import LARGE, Candidates
from recoupe.analysis.quantity_cardinals import Form
from recoupe.analysis.quantity_counted import Candidate, Counted, Counting, Kind, Label
from recoupe.analysis.quantity_event import EventReader
from recoupe.analysis.quantity_grammar import Grammar
from recoupe.analysis.quantity_license import License
from recoupe.analysis.quantity_noise import is_designation
from recoupe.analysis.quantity_scope import ScopeReader
from recoupe.model import Event, Quantity, Span, TimexType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recoupe.lang import Pack
    from recoupe.model import Timex, Tokens

#: What « désormais » and the like are worth: no time at which a count is of another day.
_NOW = "PRESENT_REF"
#: Soldiers or policemen from here on are a force sent somewhere; fewer may be passers-by.
_FORCE = 100
_EVENTS = {
    Kind.MONEY: Event.COST,
    Kind.PERCENT: Event.SHARE,
    Kind.SHARE: Event.SHARE,
    Kind.MEASURE: Event.MEASURE,
}

#: What may befall even one thing so that it is a figure: « un mort ».
_BEFALLS = frozenset(
    {
        Event.KILLED,
        Event.INJURED,
        Event.KILLED_OR_INJURED,
        Event.MISSING,
        Event.CAPTURED,
        Event.ARRESTED,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Figure:
    """A number that counts, on its way to becoming a quantity."""

    number: Bounded
    found: Counted
    span: Span
    top: int  # token on which its phrase hangs
    head: int | None  # token of the noun counted, its own or taken over
    counted: tuple[int, int] | None  # tokens of the counted phrase
    event: Event
    part_of: int | None = None


def find_quantities(
    text: str, tokens: Tokens, *, timexes: tuple[Timex, ...], pack: Pack
) -> tuple[Quantity, ...]:
    """The figures of a text, in order; numbers that count nothing are left out.

    What lies under a timex is no figure.

    Cost: linear in the length of the text.
    """
    if not len(tokens):
        return ()
    return _Finder(text, tokens, timexes=timexes, pack=pack).quantities()


class _Finder:
    """Finds the quantities of one text."""

    def __init__(
        self, text: str, tokens: Tokens, *, timexes: tuple[Timex, ...], pack: Pack
    ) -> None:
        periods = tuple(sorted(t.span for t in timexes))
        self.text = text
        self.grammar = Grammar(text, tokens, pack=pack)
        self.reading = Reading(self.grammar, pack=pack, hidden=periods)
        self.counting = Counting(self.reading, self.grammar, pack=pack)
        self.events = EventReader(self.grammar, pack=pack)
        bounds = sorted(t.span for t in timexes if self._may_bound(t))
        self.scopes = ScopeReader(self.counting, tuple(bounds))
        self.license = License(self.counting)
        times = frozenset(span.start for span in periods)
        self.candidates = Candidates(self.counting, times=times)

    def _may_bound(self, timex: Timex) -> bool:
        """Whether a time says when a count holds: « en deux mois », not « bloqués deux mois »."""
        if timex.type is TimexType.SET or timex.value == _NOW:
            return False
        before = (self.grammar.at(timex.span.start) or 0) - 1
        before -= before > 0 and self.grammar.is_tag(before, "DET")  # « sur les neuf mois »
        is_led = before >= 0 and self.grammar.is_tag(before, "ADP")
        return timex.type is not TimexType.DURATION or is_led

    def quantities(self) -> tuple[Quantity, ...]:
        """All quantities, in order."""
        figures: list[_Figure] = []
        for case in self.candidates.all():
            figure = self._figure(case, figures)
            if figure is not None:
                figures.append(figure)
        return tuple(self._quantity(figure) for figure in self._with_wholes(figures))

    def _figure(self, case: Candidate, before: Sequence[_Figure]) -> _Figure | None:
        """The number as a figure; None when it counts nothing."""
        if is_designation(case, self.counting):
            return None
        case = self.candidates.with_hedge_behind(case)
        top = self._top(case)
        if top is None:
            return None
        previous = before[-1] if before and self._is_near(before[-1], top) else None
        if not self.license.counts(case, top, is_after=previous is not None):
            return None
        figure = self._completed(case, top, previous=previous)
        is_weak = case.number.form in (Form.ARTICLE, Form.SINGLE, Form.ABSENT)
        if case.number.is_hedged and case.found.kind in (Kind.MONEY, Kind.MEASURE):
            is_weak = False  # « près d'un dollar »
        if is_weak or self._is_anaphoric(case.number):
            return figure if self._is_told(figure, previous) else None
        return figure

    def _top(self, case: Candidate) -> int | None:
        """The token on which the number and its noun hang."""
        pieces, words = self.reading.pieces, self.grammar.words
        first = self.grammar.at(pieces[case.number.first].start)
        last = self.grammar.at(pieces[case.number.number.last].start)
        if first is None or last is None:
            return None
        following = words[last + 1] if last + 1 < len(words) else ""
        last += self.counting.is_label(following, Label.OTHER)
        if case.found.head is not None and case.found.head >= first:
            last = max(last, case.found.head)
        return self.grammar.top(first, last)

    def _is_near(self, previous: _Figure, top: int) -> bool:
        """Whether a figure stands in the sentence of a token, or in the one before."""
        first, _ = self.grammar.sentence(top)
        before = self.grammar.sentence(max(first - 1, 0))[0]
        return previous.top >= before

    def _completed(self, case: Candidate, top: int, *, previous: _Figure | None) -> _Figure:
        """The figure with its noun, its own or taken over, and its event."""
        number, found = case.number, self._with_currency(case, previous)
        case = Candidate(number, found)
        head, counted = found.head, None
        if found.first is not None and found.last is not None:
            counted = (found.first, found.last)
        if found.kind is Kind.PERCENT:
            head = counted = None
        elsewhere = self.license.noun_elsewhere(case, top) if head is None else None
        is_count = found.kind is Kind.NONE  # « les effectifs baissent de 13 % »: a share of them
        if is_count and elsewhere is not None and self.license.is_tally(elsewhere):
            elsewhere = None  # « un bilan de 33 morts, dont neuf », « un chiffre supérieur à 30 »
        if elsewhere is not None:
            head, counted = elsewhere, (elsewhere, self.grammar.phrase_end(elsewhere))
        if head is None and previous is not None and self._lends(previous, found.kind, top=top):
            head, counted = previous.head, previous.counted
        figure = _Figure(
            number=number, found=found, span=self._span(case), top=top, head=head,
            counted=counted, event=_EVENTS.get(found.kind, Event.OTHER),
        )  # fmt: skip
        if found.kind not in _EVENTS:
            return replace(figure, event=self._event(figure, previous))
        is_gone = found.kind is Kind.MONEY and self._is_gone(figure)
        return replace(figure, event=Event.MISSING) if is_gone else figure

    def _lends(self, previous: _Figure, kind: Kind, *, top: int) -> bool:
        """Whether a number without a noun takes that of the figure before; a unit is none."""
        is_share = kind in (Kind.PERCENT, Kind.SHARE)
        is_near = not is_share or previous.top >= self.grammar.sentence(top)[0]
        return previous.found.kind is not Kind.MEASURE and is_near

    def _is_gone(self, figure: _Figure) -> bool:
        """Whether a sum is told to be missing: « les 3 millions d'euros disparus »."""
        words = (figure.top, figure.head)  # « 3 millions d'euros »: either is described
        return Event.MISSING in {self.events.described(i) for i in words if i is not None}

    @staticmethod
    def _with_currency(case: Candidate, previous: _Figure | None) -> Counted:
        """« a coûté 2 millions de dollars et en a rapporté 3 milliards »."""
        is_sum = case.found.kind is Kind.NONE and case.number.number.scale >= LARGE
        if previous is None or previous.found.kind is not Kind.MONEY or not is_sum:
            return case.found
        return replace(case.found, kind=Kind.MONEY, unit=previous.found.unit)

    def _event(self, figure: _Figure, previous: _Figure | None) -> Event:
        """What befell the things counted, told by their own words or those of the figure before."""
        number, head, own = figure.number, figure.head, figure.found.head
        event = self.events.event(figure.top if own is None else own, figure.top)
        if event is None and head is not None and own is None:
            event = self.events.described(head) or self._event_of_list(figure, previous)
        if event in (None, Event.DEPLOYED) and previous and self.license.is_part(number):
            return previous.event
        is_large = (number.high or number.low or 0) >= _FORCE
        is_force = head is not None and is_large and self.events.is_force(head)
        if is_force and event in (None, Event.PRESENT):
            return Event.DEPLOYED
        return event or Event.OTHER

    def _event_of_list(self, figure: _Figure, previous: _Figure | None) -> Event | None:
        """What befell the things of the figure before, when one verb governs both."""
        if previous is None or previous.head != figure.head or previous.found.kind in _EVENTS:
            return None
        is_one = self.grammar.governor(figure.top) == self.grammar.governor(previous.top)
        return previous.event if is_one else None

    def _is_anaphoric(self, number: Bounded) -> bool:
        """« les deux », « ces deux »: known things, unless something befalls them."""
        before = self.reading.word(number.opening - 1)
        is_definite = self.reading.words.has(before, "the_plural") or self.counting.is_label(
            before, Label.KNOWN
        )
        return is_definite and number.low == 2 and number.form is Form.WORDS

    def _is_told(self, figure: _Figure, previous: _Figure | None) -> bool:
        """Whether a bare « un », « aucun », « les deux » is a figure: something befell it."""
        if figure.number.form in (Form.SINGLE, Form.ABSENT):
            return figure.event in _BEFALLS or figure.event in (Event.VOTED, Event.PRESENT)
        if figure.event not in _BEFALLS or figure.head is None:
            return False
        if figure.number.form is not Form.ARTICLE:
            return True
        is_person = self.counting.is_label(self.grammar.lemma(figure.head), Label.PERSON)
        following = self.reading.word(figure.number.last + 1)
        is_other = self.counting.is_label(following, Label.OTHER)
        if is_person or is_other or figure.event is Event.MISSING:
            return True
        return previous is not None and self._is_listed(figure, previous)

    def _is_listed(self, figure: _Figure, previous: _Figure) -> bool:
        """« deux bergers et un chien tués », not « 14 morts dans un séisme »."""
        above = self.grammar.first_conjunct(figure.top)
        is_one = above in (previous.top, self.grammar.first_conjunct(previous.top))
        return is_one and previous.event in _BEFALLS

    def _span(self, case: Candidate) -> Span:
        """From the first hedge to the noun; to the number when another stands between."""
        number, found = case.number, case.found
        pieces, tokens = self.reading.pieces, self.grammar.tokens
        start, end = pieces[number.first].start, pieces[max(number.last, found.end - 1)].end
        if found.first is None or found.last is None:
            return Span(start, end)
        inside = range(found.first, found.last + 1)
        if found.kind in (Kind.NOUN, Kind.SHARE) and any(tokens.tag[i] == "NUM" for i in inside):
            end = pieces[number.last].end
        if found.kind is Kind.MONEY and found.end == number.last + 1:  # $300
            start = min(start, tokens.start[found.first])
        return Span(start, end)

    def _with_wholes(self, figures: Sequence[_Figure]) -> tuple[_Figure, ...]:
        """The figures, each with the index of the one it is part of."""
        return tuple(replace(f, part_of=self._whole(i, figures)) for i, f in enumerate(figures))

    def _whole(self, index: int, figures: Sequence[_Figure]) -> int | None:
        """« dont 12 », « cinq des douze », « sur les huit rescapés, trois »."""
        figure, words = figures[index], self.reading.words
        first, last = self.grammar.sentence(figure.top)
        after = index + 1
        if after < len(figures) and figures[after].number.opening == figure.number.last + 2:
            link = self.reading.word(figure.number.last + 1)
            if words.has(link, "of", "out_of"):
                return after
        if after < len(figures) and figures[after].top < last:
            whole = figures[after].number
            if whole.first - 1 == figure.found.end and words.has(
                self.reading.word(whole.first - 1), "out_of"
            ):
                return after
        for i in range(index - 1, max(index - 4, -1), -1):
            if figures[i].top < first:
                break
            if self._is_whole_of(figures[i], figure):
                return i
        return None

    def _is_whole_of(self, whole: _Figure, figure: _Figure) -> bool:
        high = whole.number.high or whole.number.low or 0
        if (figure.number.low or 0) > high or figure.found.kind is Kind.PERCENT:
            return False
        if self.license.is_part(figure.number):
            return True
        at = whole.number.first - 1
        at -= self.reading.words.has(self.reading.word(at), "the", "the_plural")
        is_over = self.reading.words.has(self.reading.word(at), "out_of")
        return is_over and figure.found.kind is Kind.NONE

    def _quantity(self, figure: _Figure) -> Quantity:
        counted = self._counted_text(figure)
        governor = self.grammar.governor(figure.top)
        unit = figure.found.unit
        if figure.found.kind is Kind.SHARE:
            unit = "share"
        return Quantity(
            span=figure.span,
            low=figure.number.low,
            high=figure.number.high,
            approximate=figure.number.approximate,
            unit=unit,
            counted=counted,
            counted_lemma=None if figure.head is None else self.grammar.lemma(figure.head),
            event=figure.event,
            scope=self.scopes.scope(figure.top, figure.head, own=figure.span),
            part_of=figure.part_of,
            tense=None if governor is None else self._tense(governor),
            strict=figure.number.strict,
        )

    def _counted_text(self, figure: _Figure) -> str | None:
        if figure.counted is None:
            return None
        first, last = figure.counted
        if figure.found.kind is Kind.MONEY:
            last = self.license.purpose_end(last)
        return self.grammar.span_text(first, last)

    def _tense(self, verb: int) -> str | None:
        """Tense of the finite verb: the auxiliary's when there is one."""
        auxiliaries = self.grammar.dependents(verb, "aux", "aux:tense", "aux:pass", "cop")
        for token in (*auxiliaries, verb):
            for pair in self.grammar.tokens.features[token].split("|"):
                if pair.startswith("Tense="):
                    return pair.removeprefix("Tense=")
        return None

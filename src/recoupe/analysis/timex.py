"""Find the time expressions of an article and what each means there.

The pack's grammar finds them (`timex_patterns`), its guards refuse look-alikes
(`timex_guards`), the clause and the times before give each a rule
(`timex_context`), and the interval of publication a value. Rules go along, so
that a later stage that knows the day better resolves them again.

« mardi soir » and « samedi à midi » are one time; « mardi à 21 h 45 » is two,
a day and an hour of that day, as the French TimeBank has it.

HeidelTime's French rules reach 0.91 relaxed, 0.86 strict and 0.74 value F1 on
the French TimeBank; they know no article whose own day is unsure.

Source: types, values and modifiers after TIMEX3 (ISO-TimeML) and the French
guidelines of Bittar 2010.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from recoupe.analysis.timex_context import (
    Reading,
    day_before,
    filled,
    from_day,
    is_day,
    is_short,
    onto,
    rule_of,
)
from recoupe.analysis.timex_guards import GUARDS, Surroundings
from recoupe.analysis.timex_patterns import grammar_of, matches
from recoupe.analysis.timex_tense import tenses_of
from recoupe.analysis.timex_words import cut
from recoupe.model import Span, Timex, TimexType
from recoupe.text import Anchor, anchor_of, resolve

if TYPE_CHECKING:
    from recoupe.analysis.timex_patterns import Match
    from recoupe.lang import Pack
    from recoupe.model import Published, Tokens

LONGEST_SEAM = 4
"""Words between a day and an hour that belong together: « mardi, peu avant 22 heures »."""

_SEAM_KINDS = frozenset({"about", "around", "at", "comma", "in", "the"})
_SEAM_BARS = frozenset({"and", "of", "toward"})
_SEAMS_BACK = ("", ",", "ce", "de", "du")


def find_timexes(
    text: str, tokens: Tokens, *, pack: Pack, published: Published, as_of: str
) -> tuple[Timex, ...]:
    """The time expressions of a text, in order, resolved as far as `published` allows.

    Cost: linear in the length of the text.
    """
    grammar = grammar_of(pack)
    terms = cut(text, grammar.vocabulary)
    around = Surroundings(text, terms, _nouns(tokens))
    anchor = _bounded(anchor_of(published), as_of)
    reading = Reading(text, terms, tenses_of(text, tokens, pack=pack), anchor)

    def allows(match: Match) -> bool:
        guard = match.row.guard
        return not guard or GUARDS[guard](match, around)

    for match in matches(terms, grammar, allows=allows):
        if match.row.type:
            _take(match, reading)
    return tuple(reading.found)


def _bounded(anchor: Anchor, as_of: str) -> Anchor:
    """An anchor that is not open above when it is closed below."""
    if anchor.latest is None and anchor.earliest is not None:
        return replace(anchor, latest=max(date.fromisoformat(as_of), anchor.earliest))
    return anchor


def _nouns(tokens: Tokens) -> frozenset[int]:
    """Where a noun or an adjective begins."""
    return frozenset(
        s for s, t in zip(tokens.start, tokens.tag, strict=True) if t in ("NOUN", "ADJ")
    )


def _take(match: Match, reading: Reading) -> None:
    """Add what a match says to the reading, together with the day or hour beside it."""
    rule = rule_of(match, reading)
    span = Span(reading.terms[match.first].start, reading.terms[match.last - 1].end)
    is_length = rule.startswith("dur:") and match.row.rule.startswith("ref ")
    kind = TimexType.DURATION if is_length else TimexType(match.row.type)
    found = Timex(
        span=span,
        type=kind,
        value=resolve(rule, reading.anchor) if not rule.startswith("day ") else "",
        mod=filled(match.row.mod, match.values) or None,
        rule=rule,
    )
    before = reading.found[-1] if reading.found else None
    if found.value and before is not None and _completes(found, before, reading=reading):
        hour = before.rule.rpartition(" ")[2]
        own = replace(before, day_from=None)
        reading.found[-1] = _resolved(own, onto(found, f"day {hour}"), reading=reading)
    if found.value:
        reading.found.append(found)
        return
    if before is None or not _leads_on(before, match, reading=reading):
        lender = day_before(rule, match, reading=reading)
        found = replace(found, day_from=lender.span if lender else span)
        reading.found.append(
            _resolved(found, from_day(rule, match, day=lender, reading=reading), reading=reading)
        )
        return
    if "hour" not in match.values:
        reading.found.pop()
        found = replace(found, span=Span(before.span.start, span.end))
    reading.found.append(_resolved(found, onto(before, rule), reading=reading))


def _resolved(timex: Timex, rule: str, *, reading: Reading) -> Timex:
    """A timex with another rule and the value that it has now."""
    return replace(timex, rule=rule, value=resolve(rule, reading.anchor))


def _leads_on(day: Timex, match: Match, *, reading: Reading) -> bool:
    """Whether only words that lead to an hour stand between a day, or part of one, and a match."""
    is_part = day.type is TimexType.TIME and " clock:" not in day.rule and "hour" in match.values
    if not (is_part or is_day(day)) or not is_short(day):
        return False
    for back in range(1, LONGEST_SEAM + 2):
        term = reading.terms[match.first - back]
        if term.end <= day.span.end:
            return True
        if not _SEAM_KINDS & set(term.kinds) or _SEAM_BARS & set(term.kinds):
            return False
    return False


def _completes(day: Timex, hour: Timex, *, reading: Reading) -> bool:
    """Whether a day follows an hour that had to borrow its own: « vers 0 h 40, jeudi »."""
    is_part = day.type is TimexType.TIME and " part:" in day.rule and " clock:" in hour.rule
    if hour.type is not TimexType.TIME or hour.day_from is None or not (is_day(day) or is_part):
        return False
    between = reading.text[hour.span.end : day.span.start].strip(" \u00a0\u202f")
    return between in _SEAMS_BACK

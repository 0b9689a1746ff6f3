"""Refuse what looks like a time and is none.

A pattern's row names the check that its matches must pass: a bare number is a
year only where a year can stand, « dimanche » within a name is a name, « un
homme de 45 ans » gives an age, « le 8-Mai » after « rue » an address. Which
words turn a time into something else stands in `timex_words.tsv`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from recoupe.analysis.timex_words import BREAK

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from recoupe.analysis.timex_patterns import Match
    from recoupe.analysis.timex_words import Term

OLDEST_BARE_YEAR = 1900
"""Earlier, four digits with no « en » or « depuis » count something as often as not."""

AGE_FROM = 15
"""« un X de 20 ans » is more often somebody's age; « un X de trois ans » a length."""

ENDS = frozenset(".,;)?!»")
"""Signs after which nothing is counted any more."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A text and its terms, to look around a match."""

    text: str
    terms: Sequence[Term]
    nouns: frozenset[int]  # where a noun or an adjective begins

    def before(self, match: Match, back: int = 1) -> Term | None:
        """The term that stands `back` places before a match, in the same paragraph."""
        at = match.first - back
        if at < 0 or any(t.letter == BREAK for t in self.terms[at : match.first]):
            return None
        return self.terms[at]

    def after(self, match: Match, on: int = 0) -> Term | None:
        """The term that stands `on` places beyond the one after a match, in the same paragraph."""
        at = match.last + on
        if at >= len(self.terms) or any(t.letter == BREAK for t in self.terms[match.last : at + 1]):
            return None
        return self.terms[at]

    def is_noun(self, term: Term | None) -> bool:
        """Whether a term is a common noun or an adjective."""
        return term is not None and term.start in self.nouns and self.text[term.start].islower()

    def is_before(self, match: Match, *kinds: str) -> bool:
        """Whether the term before a match has one of `kinds`."""
        return _has(self.before(match), *kinds)

    def is_after(self, match: Match, *kinds: str) -> bool:
        """Whether the term after a match has one of `kinds`."""
        return _has(self.after(match), *kinds)

    def touches(self, match: Match) -> bool:
        """Whether a hyphen or an apostrophe and more letters go on right after a match."""
        end = self.terms[match.last - 1].end
        return self.text[end : end + 1] in tuple("-'’") and self.text[end + 1 : end + 2].isalnum()

    def counts(self, match: Match) -> bool:
        """Whether a number at the end of a match counts the word that follows."""
        term = self.after(match)
        if term is None:
            return False
        return "sign" in term.kinds or (term.norm[:1].isalpha() and self.is_noun(term))

    def ends(self, match: Match) -> bool:
        """Whether a clause ends right after a match."""
        term = self.after(match)
        return term is None or term.norm in ENDS

    def words(self, match: Match) -> str:
        """The characters of a match."""
        return self.text[self.terms[match.first].start : self.terms[match.last - 1].end]

    def is_named(self, match: Match) -> bool:
        """Whether a match is written like a proper name: one capital inside a sentence."""
        words, term = self.words(match), self.before(match)
        if not words[:1].isupper() or (words.isupper() and len(words) > 1):
            return False
        return term is not None and (term.norm[-1:].isalnum() or term.norm in tuple(",'-"))


def _has(term: Term | None, *kinds: str) -> bool:
    """Whether there is a term and it has one of `kinds`."""
    return term is not None and any(k in term.kinds for k in kinds)


def _adverb(match: Match, around: Surroundings) -> bool:
    """« déborde désormais » places an event; « un fait désormais avéré » does not."""
    before = around.before(match)
    return before is None or before.start not in around.nouns


def _ahead(match: Match, around: Surroundings) -> bool:
    """« dans dix jours », which counts from now; « dans un jour faste » does not."""
    if _is_one_day(match, around):
        return False
    return match.values.get("unit") not in ("TH", "TM", "TS") or around.after(match) is None


def _bare(match: Match, around: Surroundings) -> bool:
    """« le week-end » that ends its clause: of now; elsewhere it may be any."""
    return around.ends(match) and not around.is_before(match, "every")


def _capital(match: Match, around: Surroundings) -> bool:
    """« le 11-Septembre », the event, not any 11 September."""
    return any(c.isupper() for c in around.words(match))


def _clock(match: Match, around: Surroundings) -> bool:
    """An hour of the day: with minutes, or after a word that places it."""
    if "minute" not in match.values and around.is_after(match, "relates", "later", "earlier"):
        return False
    if around.is_before(match, "inside", "ago", "about", "this", "lasts", "nexts", "every"):
        return False
    if "minute" in match.values and around.is_after(match, "of"):
        return around.is_before(match, "partprep")
    if _is_length_before(match, around):
        return False
    if {"minute", "zone"} & set(match.values):
        return True
    if around.is_before(match, "of"):
        tail = [around.after(match, n) for n in range(3)]
        return all(map(_has, tail, ("to", "hour", "hourword")))
    if around.is_after(match, "of") and around.is_noun(around.after(match, 1)):
        return False  # « après une heure de présence »
    is_placed = around.is_before(match, "at", "comma")
    return is_placed or bool({"daypart", "around"} & set(match.values))


def _is_length_before(match: Match, around: Surroundings) -> bool:
    """« un retard total de 4h40 », « de cinq minutes à une heure »: an hour that is a length."""
    if around.is_before(match, "to") and _has(around.before(match, 2), "unit", "minuteword"):
        return True
    noun = around.before(match, 2)
    if around.is_noun(noun) and not _has(noun, "lasting"):
        noun = around.before(match, 3)  # « un retard total de »
    return around.is_before(match, "of") and _has(noun, "lasting")


def _colon(match: Match, around: Surroundings) -> bool:
    """« 16:50 », and no score or verse: after a word or sign that places it, or with a zone."""
    return "zone" in match.values or around.is_before(match, "at", "dash", "comma", "open")


def _daypart(match: Match, around: Surroundings) -> bool:
    """« en soirée », « dans la nuit »: a part of the day that is spoken of."""
    if around.is_named(match) or around.touches(match) or around.is_after(match, "of"):
        return False
    return match.last - match.first > 1 or around.is_before(match, "partprep")


def _edge(match: Match, around: Surroundings) -> bool:
    """« fin de semaine », and no « fêtes de fin d'année »."""
    before = around.before(match)
    is_kind = before is not None and before.norm in ("de", "d '")
    return not is_kind and not around.is_after(match, "following", "preceding", "there")


def _feast(match: Match, around: Surroundings) -> bool:
    """A feast, with its capital, that is not another word's (« marché de Noël ») nor a name's."""
    after = around.after(match)
    is_forename = after is not None and around.text[after.start].isupper()
    hyphen = around.text[: around.terms[match.first].start][-2:]
    is_forename = is_forename or (hyphen[1:] == "-" and hyphen[0].isalpha())
    return _capital(match, around) and not is_forename and not around.is_before(match, "of")


def _header(match: Match, around: Surroundings) -> bool:
    """« 1995 : » that opens a line of a chronology."""
    before = around.before(match)
    return before is None or (_has(before, "dash") and around.before(match, 2) is None)


def _hours(match: Match, around: Surroundings) -> bool:
    """« 3 h » as a length: after « pendant », « de », or written out."""
    is_short = len(around.terms[match.last - 1].norm) == 1
    return not is_short or around.is_before(match, "inside", "of")


def _length(match: Match, around: Surroundings) -> bool:
    """A length of time, not somebody's age, and not « une seconde fois »."""
    if around.is_after(match, "times"):
        return False
    if _is_one_day(match, around) or _is_one_second(match):
        return "about" in match.values or around.is_before(match, "inside")
    if match.values.get("unit") == "M":
        return not around.is_before(match, "aged")
    return match.values.get("unit") != "Y" or not _is_age(match, around)


def _is_one_day(match: Match, around: Surroundings) -> bool:
    """Whether a match is « un jour », which is more often some day than a length."""
    last = around.terms[match.last - 1]
    return (
        match.values.get("num") == "1" and match.values.get("unit") == "D" and last.norm == "jour"
    )


def _stretch(match: Match, around: Surroundings) -> bool:
    """« une quinzaine », not « une quinzaine de kilomètres »."""
    last = around.terms[match.last - 1]
    return not (_has(last, "score") and around.is_after(match, "of"))


def _moment(match: Match, around: Surroundings) -> bool:
    """« 20 heures, soit 17 heures à Paris », not « 48 heures, soit 2 heures de plus »."""
    return not around.is_after(match, "of", "per", "relates", "later", "earlier")


def _is_one_second(match: Match) -> bool:
    """Whether a match is « une seconde », which is more often a second one than a length."""
    return match.values.get("num") == "1" and match.values.get("unit") == "TS"


def _is_age(match: Match, around: Surroundings) -> bool:
    """Whether a number of years is somebody's age: « âgé de », « X, 45 ans, », « X de 45 ans »."""
    back = 2 if around.is_before(match, "about") else 1
    before, second = around.before(match, back), around.before(match, back + 1)
    if before is None:
        return False
    if _has(before, "aged", "dash", "his", "plural"):
        return True
    if around.is_after(match, "of"):
        return False
    if _has(before, "has"):
        return True
    years = float(match.values.get("num") or match.values.get("score") or 0)
    if _has(before, "of") and second is not None:
        noun = around.before(match, back + 2) if around.is_noun(second) else None
        return _is_aged(second, years=years) or _has(noun, "person")
    if _has(before, "to") and _has(second, "bounds"):
        return False
    is_apart = around.ends(match) or around.is_after(match, "and")
    return is_apart and _has(before, "comma", "open", "to")


def _is_aged(noun: Term, *, years: float) -> bool:
    """Whether « <noun> de <years> ans » speaks of an age."""
    if "person" in noun.kinds:
        return True
    lasts = _has(noun, "lasting", "penalty", "unit", "about", "calunit")
    return noun.norm[:1].isalpha() and not lasts and years >= AGE_FROM


def _month(match: Match, around: Surroundings) -> bool:
    """A month: not the planet, not a name."""
    if around.is_named(match):
        return False
    if "year" in match.values:
        return True
    if around.before(match) is None:
        return around.after(match) is not None
    return around.is_before(match, "prep", "comma", "open", "and", "to", "dash")


def _month_day(match: Match, around: Surroundings) -> bool:
    """« le 23 » with nothing counted after it: a sign, or a word that leads on."""
    last = around.terms[match.last - 1]
    if around.is_after(match, "hourword", "colon"):
        return False  # « jeudi 21h27 »
    if "weekday" in match.values:
        return not around.counts(match)
    if around.touches(match) or _has(around.terms[match.first], "plural") or _has(last, "numword"):
        return False
    if _has(around.after(match), "comma") and _has(around.after(match, 1), "street"):
        return False
    if around.ends(match):
        return not around.text[last.end + 1 : last.end + 2].isdigit()
    return around.is_after(match, "and", "to") and not around.is_before(match, "of")


def _months(match: Match, around: Surroundings) -> bool:
    """« des mois », not « des années de plomb », « des heures creuses », « au fil des jours »."""
    first = around.terms[match.first]
    if first.norm != "des" or match.values["unit"] in ("D", "CE"):
        return False
    if around.counts(match) or around.is_after(match, "of", "decade"):
        return False
    return around.before(match) is not None and not around.is_before(match, "bareunits", "edge")


def _named(match: Match, around: Surroundings) -> bool:
    """Not a title, not a name, not part of a longer word, not a short word at a full stop."""
    alone = around.terms[match.first] if match.last - match.first == 1 else None
    if alone is not None and alone.norm.endswith("."):  # « les gens de mer. »
        return False
    return not around.touches(match) and not around.is_named(match)


def _night(match: Match, _around: Surroundings) -> bool:
    """Only a night straddles two days."""
    return "TNI" in (match.values.get("daypart"), match.values.get("shortpart"))


def _noon(match: Match, around: Surroundings) -> bool:
    """« midi » as an hour, not as the south of France."""
    return not around.is_named(match) and not around.is_before(match, "this", "every", "the")


def _numeric(match: Match, around: Surroundings) -> bool:
    """« 09/2018 », not part of a longer number."""
    return not around.is_before(match, "slash", "dash", "num") and not around.touches(match)


def _plural(match: Match, around: Surroundings) -> bool:
    """« les jours à venir », not one of them."""
    return any(_has(t, "plural") for t in around.terms[match.first : match.last])


def _season(match: Match, around: Surroundings) -> bool:
    """A season with a word that makes it one: an article, « au », « en », a year."""
    if around.is_named(match):
        return False
    return match.last - match.first > 1 or around.is_before(match, "seasonprep")


def _short_year(match: Match, around: Surroundings) -> bool:
    """Two digits after a month that count nothing."""
    return not around.counts(match) and not around.touches(match)


def _span(match: Match, around: Surroundings) -> bool:
    """The second year of two that a sign joins."""
    return _has(around.before(match, 2), "year")


def _street(match: Match, around: Surroundings) -> bool:
    """Not an address."""
    return not any(_has(around.before(match, n), "street") for n in (1, 2, 3))


def _there(match: Match, around: Surroundings) -> bool:
    """« cette année », not « cette année-là »."""
    return not around.is_after(match, "there")


def _until(match: Match, around: Surroundings) -> bool:
    """« d'ici deux semaines »."""
    return around.is_before(match, "until")


def _year(match: Match, around: Surroundings) -> bool:
    """Four digits where a year can stand, counting nothing."""
    before, year = around.before(match), int(match.values["year"])
    is_alone = match.seen == match.last - match.first
    if before is None or around.is_before(match, "slash", "num", "numbering"):
        return False
    if around.counts(match) or (is_alone and around.touches(match)):
        return False
    if _has(before, "yearprep"):
        return True
    if year < OLDEST_BARE_YEAR:
        return _has(before, "prep", "open") and not _has(before, "and")
    if _has(before, "comma"):
        return _has(around.after(match), "close", "dot")
    if _has(before, "dot"):
        return _has(around.before(match, 2), "dot")  # « depuis... 1950 »
    return _has(before, "prep", "open") or before.norm[:1].isalpha()


GUARDS: dict[str, Callable[[Match, Surroundings], bool]] = {
    "adverb": _adverb,
    "ahead": _ahead,
    "bare": _bare,
    "capital": _capital,
    "clock": _clock,
    "colon": _colon,
    "daypart": _daypart,
    "delay": _is_length_before,
    "edge": _edge,
    "feast": _feast,
    "header": _header,
    "hours": _hours,
    "length": _length,
    "moment": _moment,
    "month": _month,
    "monthday": _month_day,
    "months": _months,
    "named": _named,
    "night": _night,
    "noon": _noon,
    "numeric": _numeric,
    "plural": _plural,
    "season": _season,
    "shortyear": _short_year,
    "span": _span,
    "street": _street,
    "stretch": _stretch,
    "there": _there,
    "until": _until,
    "year": _year,
}

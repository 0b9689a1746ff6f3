"""Tell whether two sentences contradict one another, and on which words.

Three things can be shown to a reader: what one says and the other negates,
opposite words, and two numbers for one thing. What needs knowledge of the
world (« un tube », « un missile ») is left alone: precision before recall. A
neural judge finds more and cannot say why.

The sentences are read as plain words, so that any two can be compared, from
whatever article, language table in hand.

Source: types of contradiction after de Marneffe, Rafferty & Manning 2008;
measured on DACCORD (Skandalis et al. 2024) by `evals/contradiction.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from recoupe.crosscheck.wording import EMPTY, ConceptRow, NegationRow
from recoupe.lang import FunctionWordRow, load_pack
from recoupe.model import Reason, Span
from recoupe.text import evened

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: Words that two sentences share at least before they can be about one thing.
LEAST_SHARED = 3
#: Share of the shorter sentence's words found in the other, for each thing to show.
POLARITY_SHARED = 0.4
ANTONYMS_SHARED = 0.5
NUMBERS_SHARED = 0.5
#: Words that a negation reaches: « n'a pas menacé la population » negates the first two.
REACH = 2
#: A number up to this one may be a day of the month.
LAST_DAY = 31
#: Letters below which a word is a clitic or an abbreviation.
SHORTEST = 3

BOTH = {True, False}
_TOKEN = re.compile(r"\d+(?:[ .,]\d+)*|[^\W\d_]+(?:-[^\W\d_]+)*'?|[%.;:!?]")
_STOPS = frozenset(".;:!?")


@dataclass(frozen=True, slots=True, kw_only=True)
class AntonymRow:
    """Two lemmas that cannot both be said of one thing."""

    TABLE: ClassVar[str] = "antonyms.tsv"
    lemma: str
    opposite: str
    source: str
    example: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Why two sentences cannot both hold, on which words of each."""

    score: float  # 0 to 1: how much else the two share
    left: Span
    right: Span
    reason: Reason


@dataclass(frozen=True, slots=True)
class _Word:
    """A word that says something: its lemma or concept, and whether it is negated."""

    key: str
    lemma: str
    span: Span
    is_negated: bool
    number: float | None = None
    forms: frozenset[str] = frozenset()  # as written, and the lemma
    opposites: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Tables:
    """What one language gives to read sentences by."""

    language: str
    concepts: Mapping[str, str]
    negating: frozenset[str]
    negating_with: frozenset[str]
    empty: frozenset[str]
    antonyms: Mapping[str, frozenset[str]]


def contradicts(
    left: str, right: str, *, language: str = "fr", with_numbers: bool = True
) -> Contradiction | None:
    """Why two sentences cannot both hold; None when nothing in their words shows it.

    `with_numbers` is off where series of figures heed bounds and dates.
    """
    one, other = _read(left, language), _read(right, language)
    keys, others = ({w.key for w in words} for words in (one, other))
    shared = keys & others
    if len(shared) < LEAST_SHARED:
        return None
    share = len(shared) / min(len(keys), len(others))
    for least, feature in FEATURES if with_numbers else FEATURES[:-1]:
        found = feature(one, other) if share >= least else None
        if found:
            a, b, reason = found
            return Contradiction(share, a.span, b.span, reason)
    return None


_Found = tuple[_Word, _Word, Reason]


def _opposed_polarity(left: tuple[_Word, ...], right: tuple[_Word, ...]) -> _Found | None:
    """One sentence says what the other negates, and negates nothing itself."""
    if any(w.is_negated for w in left) == any(w.is_negated for w in right):
        return None
    states: list[dict[str, set[bool]]] = [{}, {}]
    for words, held in zip((left, right), states, strict=True):
        for word in words:
            held.setdefault(word.key, set()).add(word.is_negated)
    negating, saying = (left, right) if any(w.is_negated for w in left) else (right, left)
    for word in negating:
        other = next((w for w in saying if w.key == word.key), None)
        if other and word.is_negated and states[0][word.key] ^ states[1][word.key] == BOTH:
            reason = Reason(
                f"L'un dit « {other.lemma} », l'autre le nie.",
                f"One says “{other.lemma}”, the other negates it.",
            )
            return (word, other, reason) if negating is left else (other, word, reason)
    return None


def _opposite_words(left: tuple[_Word, ...], right: tuple[_Word, ...]) -> _Found | None:
    """The two say opposite things of what they share."""
    forms = {f for w in left for f in w.forms}, {f for w in right for f in w.forms}
    for word in left:
        opposites = word.opposites
        if not opposites or word.is_negated or word.forms & forms[1]:
            continue
        for other in right:
            if other.forms & opposites and not other.is_negated and not other.forms & forms[0]:
                reason = Reason(
                    f"Mots contraires : « {word.lemma} » et « {other.lemma} ».",
                    f"Opposite words: “{word.lemma}” and “{other.lemma}”.",
                )
                return word, other, reason
    return None


def _other_numbers(left: tuple[_Word, ...], right: tuple[_Word, ...]) -> _Found | None:
    """The two give different numbers of one thing."""
    ones, others = _counted(left), _counted(right)
    for thing in ones:
        if thing not in others:
            continue
        numbers = {w.number for w in ones[thing]}, {w.number for w in others[thing]}
        if not numbers[0] & numbers[1] and len(numbers[0]) == len(numbers[1]) == 1:
            word, other = ones[thing][0], others[thing][0]
            return (
                word,
                other,
                Reason(
                    f"Deux nombres pour une chose : « {word.lemma} » et « {other.lemma} ».",
                    f"Two numbers for one thing: “{word.lemma}” and “{other.lemma}”.",
                ),
            )
    return None


#: What two sentences are compared on, each with the share of words it asks for.
FEATURES = (
    (POLARITY_SHARED, _opposed_polarity),
    (ANTONYMS_SHARED, _opposite_words),
    (NUMBERS_SHARED, _other_numbers),
)


def _counted(words: tuple[_Word, ...]) -> dict[str, list[_Word]]:
    """The numbers of a sentence by what they count: the word that follows."""
    found: dict[str, list[_Word]] = {}
    for word, after in pairwise(words):
        if word.number is None or after.number is not None:
            continue
        may_be_day = word.number <= LAST_DAY and after.lemma != "%"
        if not may_be_day and word.span.end + 2 >= after.span.start:
            found.setdefault(after.key, []).append(word)
    return found


@lru_cache(maxsize=10_000)
def _read(text: str, language: str) -> tuple[_Word, ...]:
    """The words of a sentence that say something; a claim meets many others."""
    return tuple(_words(text, _tables(language)))


def _words(text: str, tables: _Tables) -> Iterator[_Word]:
    """The words of a sentence that say something, each with whether a negation reaches it."""
    reach = 0
    for found in _TOKEN.finditer(evened(text)):
        word = found.group().lower()
        span = Span(found.start(), found.end())
        if word in _STOPS:
            reach = 0
        elif word in tables.negating:
            reach = REACH
        elif word in tables.negating_with or word in tables.empty:
            continue
        elif word[0].isdigit() or word == "%":
            yield _Word(word, word, span, False, _value(word))
        elif len(word) >= SHORTEST and not word.endswith("'"):
            lemma = _lemma(word, tables.language)
            concept = tables.concepts.get(word) or tables.concepts.get(lemma)
            if concept != EMPTY:
                key = f"#{concept}" if concept else lemma
                forms = frozenset({word, lemma})
                against = frozenset(o for f in forms for o in tables.antonyms.get(f, ()))
                yield _Word(key, lemma, span, reach > 0, forms=forms, opposites=against)
                reach -= 1


def _value(word: str) -> float | None:
    """The number that digits write; None for what is no plain number."""
    digits = re.sub(r"[ .](?=\d{3}\b)", "", word).replace(",", ".")
    try:
        return float(digits)
    except ValueError:
        return None


@lru_cache(maxsize=50_000)
def _lemma(word: str, language: str) -> str:
    """The dictionary form of a word."""
    from simplemma import lemmatize

    return str(lemmatize(word, lang=language))


@lru_cache(maxsize=8)
def _tables(language: str) -> _Tables:
    pack = load_pack(language)
    negations = pack.table(NegationRow)
    antonyms: dict[str, set[str]] = {}
    for row in pack.table(AntonymRow):
        antonyms.setdefault(row.lemma, set()).add(row.opposite)
        antonyms.setdefault(row.opposite, set()).add(row.lemma)
    return _Tables(
        language=language,
        concepts={row.lemma: row.concept for row in pack.table(ConceptRow)},
        negating=frozenset(row.word for row in negations if row.reach in ("verb", "noun")),
        negating_with=frozenset(row.word for row in negations if row.reach == "with"),
        empty=frozenset(row.word for row in pack.table(FunctionWordRow)) - {"ne"},
        antonyms={lemma: frozenset(found) for lemma, found in antonyms.items()},
    )

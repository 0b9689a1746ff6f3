"""Tell what a quantity counts, beyond its noun, so that only like is laid beside like.

« 30 soldats tués ou blessés » and « 30 soldats tués » are two counts;
« 11 000 hommes » counts what it is said to estimate. The identity of a count
is what its noun phrase says beyond the bare event: whose soldiers, which
passengers. An ellipsis (« 1 500 d'après les organisateurs ») counts what the
figure before it counts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from recoupe.crosscheck.counted_words import BARE, counted_words
from recoupe.crosscheck.sayings import days_said
from recoupe.lang import load_pack
from recoupe.model import Event, Span, quantity_id
from recoupe.text import days_of, folded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from recoupe.crosscheck.material import Material
    from recoupe.model import Attribution, Quantity, Reading, Tokens, Voice

AGENT = "obl:agent"
#: Lengths of period below which a count is a state on a day, not a sum over a period.
PERIOD_DAYS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ContrastRow:
    """Words that set a second figure of one count against the first."""

    TABLE: ClassVar[str] = "contrasts.tsv"
    words: str
    source: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A quantity with what it counts, for whom, when and on whose word."""

    id: str
    article_id: str
    span: Span
    sentence: tuple[int, int]
    quantity: Quantity
    event: Event
    identity: frozenset[str]
    context: frozenset[str]  # terms of the sentence around it
    period: tuple[date, date] | None  # only when longer than a day or two
    as_of: str | None
    day: date | None  # the first day that it may stand for
    speakers: tuple[str, ...]  # entity ids
    attribution: Attribution | None
    is_bare: bool  # no noun of its own says what it counts
    noun: str  # what is counted, in the words that tell it from other counts
    qualities: frozenset[str]  # adjectives that narrow what is counted: « autres »
    purpose: frozenset[str]  # what money is for: a fine, a loan
    predicate: frozenset[str]  # what is said of what is counted: « reportées », « fermer »
    twin: str | None = None  # the count before it, whose noun it takes


def counts_of(material: Material, article_id: str) -> tuple[Count, ...]:
    """The quantities of an article that count something that happens, in order."""
    reading = material.readings[article_id]
    voices = {v.quantity: v for v in reading.voices}
    found: list[Count] = []
    for position, quantity in enumerate(reading.analysis.quantities):
        if _is_article(quantity) or quantity.event is Event.MEASURE:
            continue
        count = _count(material, reading, position=position, voice=voices.get(position))
        if found and _is_set_against(reading, count, before=found[-1]):
            agent = _agent(material, reading, count=count)
            count = replace(count, is_bare=True, speakers=agent or count.speakers)
        found.append(count)
    return tuple(_with_ellipses(found))


def count_all(material: Material) -> dict[str, tuple[Count, ...]]:
    """The counts of every article, by its id."""
    return {article_id: counts_of(material, article_id) for article_id in material.readings}


def _is_set_against(reading: Reading, count: Count, *, before: Count) -> bool:
    """Whether a figure is another one for what stands before it: « contre 182 annoncées »."""
    if count.sentence != before.sentence or count.event is not Event.OTHER:
        return False
    if count.quantity.unit != before.quantity.unit or count.quantity.scope:
        return False
    article = reading.analysis.article
    between = folded(article.text[before.span.end : count.span.start])
    return any(between.endswith(f" {words}") for words in _contrasts(article.language))


@lru_cache(maxsize=8)
def _contrasts(language: str) -> tuple[str, ...]:
    """The words that set one figure against another."""
    return tuple(row.words for row in load_pack(language).table(ContrastRow))


def _agent(material: Material, reading: Reading, *, count: Count) -> tuple[str, ...]:
    """Who gives a figure by a participle of its own: « 182 annoncées par la compagnie »."""
    tokens = reading.analysis.tokens
    inside = {i for i in range(*count.sentence) if tokens.end[i] > count.span.start}
    agents = [i for i in inside if tokens.relation[i] == AGENT and tokens.head[i] in inside]
    actors = [
        actor.id
        for actor in reading.actors
        if any(m.span.start <= tokens.start[i] < m.span.end for m in actor.mentions for i in agents)
    ]
    return material.entity_ids(actors)


def _is_article(quantity: Quantity) -> bool:
    """Whether a number is no more than « un » before a noun."""
    return quantity.low == quantity.high == 1 and not quantity.approximate


def _count(material: Material, reading: Reading, *, position: int, voice: Voice | None) -> Count:
    analysis = reading.analysis
    quantity = analysis.quantities[position]
    article = analysis.article
    attribution = next(
        (a for a in reading.attributions if voice and a.id == voice.attribution_id), None
    )
    sentence = _sentence(analysis.tokens, quantity.span)
    said = days_said(article, attribution)
    period = _period(reading, quantity)
    words = counted_words(material, reading, quantity=quantity, sentence=sentence)
    stated = attribution.said_on if attribution and said.is_stated else None
    return Count(
        id=quantity_id(article.id, position),
        article_id=article.id,
        span=quantity.span,
        sentence=sentence,
        quantity=quantity,
        event=quantity.event,
        identity=words.identity(),
        context=words.context(),
        period=period,
        as_of=(stated.split("T")[0] if stated else None)
        or article.published.latest
        or article.published.earliest,
        day=(said.earliest if said.is_stated else said.latest) or said.earliest,
        speakers=material.entity_ids(voice.speakers) if voice else (),
        attribution=attribution,
        is_bare=words.is_bare(),
        noun=words.noun(),
        qualities=words.qualities(),
        purpose=words.purpose(),
        predicate=words.predicate(),
    )


def _sentence(tokens: Tokens, span: Span) -> tuple[int, int]:
    """The first token and the end of the sentence that a span begins in."""
    low, high = 0, len(tokens.sentences) - 1
    while low < high:
        middle = (low + high) // 2
        if tokens.end[tokens.sentences[middle][1] - 1] <= span.start:
            low = middle + 1
        else:
            high = middle
    return tokens.sentences[low] if tokens.sentences else (0, 0)


def _period(reading: Reading, quantity: Quantity) -> tuple[date, date] | None:
    """The stretch of days that a count sums over, when its scope names one."""
    for timex in reading.analysis.timexes:
        if any(scope.overlaps(timex.span) for scope in quantity.scope):
            days = days_of(timex.value)
            if days and (days[1] - days[0]).days >= PERIOD_DAYS:
                return days
    return None


def _with_ellipses(found: list[Count]) -> Iterator[Count]:
    """The counts, where those without a noun of their own take what stands before."""
    before: Count | None = None
    for count in found:
        if before and count.quantity.part_of is None:
            count = _completed(count, before)
        yield count
        if count.quantity.part_of is None:
            before = count


def _completed(count: Count, before: Count) -> Count:
    """A count with what it leaves to the words before it: « onze marins tués, trois blessés »."""
    if count.is_bare and count.sentence[0] <= before.sentence[1]:
        return replace(
            count, event=before.event, identity=before.identity, twin=before.twin or before.id
        )
    same_people = count.event in BARE and before.event in BARE and not count.identity
    if same_people and count.sentence == before.sentence:
        return replace(count, identity=before.identity, noun="")
    return count

"""What analysis hands on: the words of an article and what they name.

Plain data: an analysis travels between processes, and to JSON, without a
parser behind it.

Source: TIMEX3 types, values and modifiers follow ISO-TimeML (Pustejovsky et
al. 2010) and the French guidelines of Bittar 2010.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from recoupe.model.article import Article
from recoupe.model.span import Span
from recoupe.model.tokens import Tokens


class TimexType(StrEnum):
    """TIMEX3 types."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Event(StrEnum):
    """What is said to have happened to the things a quantity counts."""

    KILLED = "killed"
    INJURED = "injured"
    KILLED_OR_INJURED = "killed_or_injured"
    MISSING = "missing"
    CAPTURED = "captured"
    ARRESTED = "arrested"
    DEPLOYED = "deployed"
    DISPLACED = "displaced"
    PRESENT = "present"
    VOTED = "voted"
    COST = "cost"
    SHARE = "share"
    MEASURE = "measure"
    OTHER = "other"


#: Losses, the gravest first: what a desk checks first.
LOSSES = (Event.KILLED, Event.KILLED_OR_INJURED, Event.INJURED, Event.MISSING, Event.CAPTURED)


class ConditionalReading(StrEnum):
    """What a French conditional stands for."""

    REPORTED = "reported"
    HYPOTHETICAL = "hypothetical"
    FUTURE_IN_PAST = "future_in_past"
    POLITE = "polite"
    POSSIBLE = "possible"


class MentionKind(StrEnum):
    """By what kind of words a mention names its referent."""

    NAME = "name"
    PRONOUN = "pronoun"
    DESCRIPTION = "description"  # « le ministre », « ce dernier »
    GROUP = "group"  # « des responsables sud-coréens »
    DOCUMENT = "document"  # « un communiqué »


class EntityKind(StrEnum):
    """What a mention, an actor or an entity is."""

    PERSON = "person"
    GOVERNMENT = "government"
    ORGANIZATION = "organization"
    GROUP = "group"
    PLACE = "place"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A span naming someone or something that can speak.

    `name` is the name alone (« Lloyd Austin »), `role` what surrounds it
    (« le secrétaire américain à la Défense »), `title` a form of address
    (« M. »). `span` holds all three.
    """

    span: Span
    kind: MentionKind
    entity_kind: EntityKind
    name: Span | None
    title: Span | None
    role: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex:
    """A time expression: TIMEX3 type, value and modifier.

    `rule` is the unresolved rule that `text.calendar` resolves against an
    anchor; `value` is what it gave, with X where that cannot be known yet.
    """

    span: Span
    type: TimexType
    value: str
    mod: str | None  # TIMEX3 mod: START, MID, END, APPROX, …
    rule: str
    day_from: Span | None = None  # the time named before that lends its day: « vers 21 h »


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """How many of what: number, unit and hedge, with what is counted.

    An exact number has `low == high`; a bound leaves the other side None, and
    is strict when the count does not reach it: « plus de 200 ».
    """

    span: Span
    low: float | None
    high: float | None
    approximate: bool
    unit: str | None  # "%", "share", ISO 4217, a unit symbol
    counted: str | None  # the noun phrase counted, as written
    counted_lemma: str | None  # its head's lemma
    event: Event
    scope: tuple[Span, ...]  # place and period that bound the count
    part_of: int | None  # index, in the analysis, of the quantity this is part of
    tense: str | None  # UD Tense of the governing verb
    strict: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditional:
    """A verb in the conditional and what its mood stands for."""

    span: Span
    reading: ConditionalReading


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """An article and what its words are, name, date and count."""

    article: Article
    tokens: Tokens
    mentions: tuple[Mention, ...]
    timexes: tuple[Timex, ...]
    quantities: tuple[Quantity, ...]
    conditionals: tuple[Conditional, ...]

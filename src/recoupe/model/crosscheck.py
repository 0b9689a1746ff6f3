"""What crosscheck hands on: how the accounts of a story stand to one another.

It reports agreement, never truth; a count of origins is an upper bound.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from recoupe.model.analysis import EntityKind, Event
from recoupe.model.judgment import Ruling
from recoupe.model.reason import Reason
from recoupe.model.span import Passage


class SeriesRelation(StrEnum):
    """How the figures of one series stand to one another."""

    COMPATIBLE = "compatible"
    REVISED = "revised"
    DIVERGENT = "divergent"
    DIFFERENT_COUNT = "different_count"


class FindingKind(StrEnum):
    """What a comparison of accounts found."""

    CORROBORATED = "corroborated"
    SINGLE_PARTY = "single_party"
    SINGLE_SOURCE = "single_source"
    DIVERGENT = "divergent"
    CONTRADICTED = "contradicted"
    DENIED = "denied"
    UNANSWERED = "unanswered"
    ATTRIBUTION_DROPPED = "attribution_dropped"
    CERTAINTY_RAISED = "certainty_raised"
    CERTAINTY_LOWERED = "certainty_lowered"
    FIGURE_CHANGED = "figure_changed"
    SOURCE_CHANGED = "source_changed"
    QUOTATION_CHANGED = "quotation_changed"


class JoinKind(StrEnum):
    """What shows that two accounts of a claim are one origin."""

    JUDGMENT = "judgment"
    UTTERANCE = "utterance"
    PASSAGE = "passage"
    FAMILY = "family"
    ARTICLE = "article"
    SPEAKER = "speaker"
    AGENCY = "agency"
    OUTLET = "outlet"


class ChronologyKind(StrEnum):
    """Whether a line of the chronology happened or was said."""

    EVENT = "event"
    SAYING = "saying"


class Firmness(StrEnum):
    """How firmly an account puts a claim forward, the least firm first."""

    REPORTED = "reported"  # conditional of hearsay
    TENTATIVE = "tentative"  # « des informations préliminaires »
    POSSIBLE = "possible"
    PROBABLE = "probable"
    PLAIN = "plain"
    ESTABLISHED = "established"  # « désormais avéré »


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityMention:
    """One place where a story names an entity."""

    passage: Passage
    title: str | None
    role: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Someone who can speak, across articles."""

    id: str
    name: str
    kind: EntityKind
    aliases: tuple[str, ...]
    party: str | None
    mentions: tuple[EntityMention, ...]
    actor_ids: tuple[str, ...]  # the actors it joins
    reasons: tuple[Reason, ...] = ()  # one for each join


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Articles about one developing event."""

    id: str
    title: str
    article_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """One saying, seen in one article or several."""

    id: str
    speakers: tuple[str, ...]  # entity ids
    said_on: str | None  # TIMEX3 value
    venue: str | None
    attribution_ids: tuple[str, ...]
    reasons: tuple[Reason, ...] = ()  # one for each merge


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A place that a claim can have come from: who says it, and in which articles."""

    speakers: tuple[str, ...]  # entity ids; empty where nobody is named
    attribution_ids: tuple[str, ...]  # empty where articles say it themselves
    article_ids: tuple[str, ...]
    joins: tuple[JoinKind, ...]  # what shows that its accounts are one, a kind for each join


@dataclass(frozen=True, slots=True, kw_only=True)
class Degree:
    """Accounts of a claim that put it forward equally firmly."""

    firmness: Firmness
    attribution_ids: tuple[str, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A proposition that contents of a story share."""

    id: str
    story_id: str
    text: str
    attribution_ids: tuple[str, ...]
    utterance_ids: tuple[str, ...]
    article_ids: tuple[str, ...]
    family_ids: tuple[str, ...]
    parties: tuple[str, ...]
    origins_at_most: int
    reasons: tuple[Reason, ...]  # why it is one claim, then one for each join of two origins
    assertions: tuple[Passage, ...] = ()  # sentences that say it and attribute it to nobody
    origins: tuple[Origin, ...] = ()  # as many as there can be at most
    degrees: tuple[Degree, ...] = ()  # how firmly it is put forward, the earliest said first


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One figure of a series."""

    quantity_id: str
    as_of: str | None
    low: float | None
    high: float | None
    approximate: bool
    speakers: tuple[str, ...]  # entity ids
    party: str | None
    article_id: str
    strict: bool = False  # whether the count does not reach its one bound: « plus de 200 »
    made_of: str | None = None  # the quantity of another text that this one took and changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One counted thing over time."""

    id: str
    story_id: str
    counted: str
    event: Event
    scope: str | None
    points: tuple[Point, ...]
    relation: SeriesRelation
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What stands out when accounts are laid side by side."""

    id: str
    kind: FindingKind
    score: float  # 0 to 1
    claim_ids: tuple[str, ...]
    left: Passage
    right: Passage | None
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class ChronologyEntry:
    """One line of the chronology."""

    date: str  # TIMEX3 value
    what: str
    kind: ChronologyKind
    attribution_ids: tuple[str, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Crosscheck:
    """All that crosscheck found in a set of articles."""

    entities: tuple[Entity, ...] = ()
    stories: tuple[Story, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    claims: tuple[Claim, ...] = ()
    series: tuple[Series, ...] = ()
    findings: tuple[Finding, ...] = ()
    chronology: tuple[ChronologyEntry, ...] = ()
    rulings: tuple[Ruling, ...] = ()  # what editors decided, and whether it could be followed

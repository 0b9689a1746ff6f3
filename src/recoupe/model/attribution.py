"""What attribution hands on: who is said to have said what.

Source: source, cue and content after Pareti 2016; stance and certainty after
Saurí & Pustejovsky 2009, with the silences of newsroom practice added.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from recoupe.model.analysis import Analysis, EntityKind
from recoupe.model.reason import Reason
from recoupe.model.span import Span


class Quotation(StrEnum):
    """Whether the content stands in the source's own words."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Stance(StrEnum):
    """What the source does with the content."""

    ASSERT = "assert"
    CONFIRM = "confirm"
    DENY = "deny"
    EVADE = "evade"  # spoke, or was asked, and gave nothing
    SILENCE = "silence"  # did not answer
    UNCONFIRMED = "unconfirmed"  # nobody speaking
    ESTIMATE = "estimate"
    ACCUSE = "accuse"
    WARN = "warn"
    PROMISE = "promise"
    CALL = "call"
    ASK = "ask"
    THANK = "thank"
    CONSIDER = "consider"


class Certainty(StrEnum):
    """How firmly the content is put forward."""

    PLAIN = "plain"
    REPORTED = "reported"  # conditional of hearsay
    POSSIBLE = "possible"
    PROBABLE = "probable"


class Part(StrEnum):
    """Where in the article an attribution stands."""

    HEADLINE = "headline"
    BODY = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention:
    """One place where an article names an actor."""

    span: Span
    title: str | None
    role: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Someone who can speak, within one article.

    `name` is the fullest name the article gives. `party` is the side the
    actor speaks for: a state, an institution, a camp.
    """

    id: str
    name: str
    kind: EntityKind
    aliases: tuple[str, ...]
    party: str | None
    mentions: tuple[ActorMention, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Why the words of a source are taken to mean an actor."""

    actor_id: str
    how: Reason
    evidence: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One act of attribution: who is said to have said what, and in which words.

    Spans are code points into `Article.text`, end excluded. `content` has
    several spans when an inserted clause cuts it.
    """

    id: str
    article_id: str
    content: tuple[Span, ...]
    cue: Span | None  # the words that attribute it; None when only quote marks do
    source: Span | None  # to whom, as written; None when unnamed
    speakers: tuple[str, ...]  # actor ids
    resolution: tuple[Resolution, ...]
    relayed_by: tuple[str, ...]  # actor ids, from the outlet towards the speaker
    quotation: Quotation
    stance: Stance
    certainty: Certainty
    said_on: str | None  # TIMEX3 value
    venue: Span | None
    part: Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """On whose word a quantity stands: its index, and the attribution around it."""

    quantity: int  # index into `Analysis.quantities`
    attribution_id: str | None
    speakers: tuple[str, ...]  # actor ids


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An analyzed article with its actors and attributions."""

    analysis: Analysis
    actors: tuple[Actor, ...]
    attributions: tuple[Attribution, ...]
    voices: tuple[Voice, ...]

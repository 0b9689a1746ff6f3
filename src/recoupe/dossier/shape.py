"""The shape of the JSON dossier, declared once: every key, its type, what it means.

The writer in `contract` is typed by these records, so that a key it forgets
does not pass the type checker; `schema` turns them into the JSON Schema that
is published; the page on formats lists them. Every key is always present:
null or empty, never absent. Programs must bear keys that they do not know.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, with_config
from typing_extensions import TypedDict

from recoupe.model import (
    Certainty,
    ChronologyKind,
    ConditionalReading,
    DateBasis,
    Direction,
    EntityKind,
    Event,
    FindingKind,
    Firmness,
    FurnitureKind,
    JoinKind,
    JudgmentKind,
    LineageKind,
    Part,
    Quotation,
    ReuseKind,
    SeriesRelation,
    Stance,
    TimexType,
)

Offset = Annotated[int, Field(ge=0)]
Score = Annotated[float, Field(ge=0, le=1)]


class SpanJson(TypedDict):
    """A stretch of an article's text, in code points, end excluded."""

    start: Offset
    end: Offset
    text: str
    """Exactly the characters from start to end."""


class PassageJson(SpanJson):
    """A span together with the article it lies in."""

    article: str
    """Id of the article."""


class MentionJson(PassageJson):
    """One place where an entity is named."""

    title: str | None
    """A form of address."""
    role: str | None


class ReasonJson(TypedDict):
    """One sentence for a reader, in French and in English."""

    fr: str
    en: str


class PublishedJson(TypedDict):
    """When an article appeared: an interval, what it rests on, and why."""

    earliest: str | None
    """ISO 8601 day, included; null is open."""
    latest: str | None
    """ISO 8601 day, included; null is open."""
    basis: DateBasis
    reason: ReasonJson


class FurnitureJson(TypedDict):
    """A line of the page that is not the article's, kept beside it."""

    text: str
    reason: FurnitureKind


class ArticleJson(TypedDict):
    """One published text, cleaned."""

    id: str
    """The row's id, else a hash of the content."""
    path: str
    """Relative to the argument: a.zip!b.txt, rows.jsonl#s012."""
    url: str | None
    outlet: str | None
    """The publisher."""
    title: str | None
    byline: str | None
    credit: str | None
    """Agencies credited."""
    language: str
    """BCP 47."""
    text: str
    """The cleaned body that all spans point into."""
    sha256: str
    """Of the bytes as found."""
    published: PublishedJson
    furniture: list[FurnitureJson]


class RejectionJson(TypedDict):
    """An article, file or row that was set aside, and why."""

    path: str
    stage: str
    """The command of the stage that set it aside."""
    reason: ReasonJson


class EntityJson(TypedDict):
    """Someone who can speak, across articles."""

    id: str
    name: str
    kind: EntityKind
    aliases: list[str]
    party: str | None
    """The side it speaks for."""
    mentions: list[MentionJson]
    reasons: list[ReasonJson]
    """Why its mentions are taken for one, a sentence for each join."""


class ResolutionJson(TypedDict):
    """Why the words of a source are taken to mean an entity."""

    entity: str
    how: ReasonJson
    evidence: SpanJson


class AttributionJson(TypedDict):
    """One act of attribution: who is said to have said what, and in which words."""

    id: str
    article: str
    content: list[SpanJson]
    """What is ascribed; several spans when an inserted clause cuts it."""
    source: SpanJson | None
    """To whom, as written; null when nobody is named."""
    cue: SpanJson | None
    """The words that ascribe it; null when only quotation marks do."""
    speakers: list[str]
    """Ids of entities."""
    resolution: list[ResolutionJson]
    relayed_by: list[str]
    """Ids of entities, from the outlet towards the speaker."""
    quotation: Quotation
    stance: Stance
    certainty: Certainty
    said_on: str | None
    """TIMEX3 value."""
    venue: str | None
    part: Part


class QuantityJson(TypedDict):
    """How many of what; an exact number has low equal to high, a bound leaves one side null."""

    id: str
    article: str
    span: SpanJson
    low: float | None
    high: float | None
    approximate: bool
    """Whether the words say about; beside two bounds, these stand for « several thousand »."""
    strict: bool
    """Whether the count does not reach its one bound: more than 200, fewer than ten."""
    unit: str | None
    """A percent sign, share, an ISO 4217 code, a unit symbol."""
    counted: str | None
    """What is counted, as written."""
    event: Event
    scope: str | None
    """Place and period that bound the count, as written."""
    part_of: str | None
    """Id of the quantity that this is part of."""
    as_of: str | None
    """TIMEX3 value of the period in its scope."""
    attribution: str | None
    """Id of the attribution it stands in."""
    speakers: list[str]
    """Ids of the entities on whose word it stands."""


class TimexJson(TypedDict):
    """A time expression: TIMEX3 type, value and modifier."""

    article: str
    span: SpanJson
    type: TimexType
    value: str
    """X stands where the words do not tell."""
    mod: str | None


class ConditionalJson(TypedDict):
    """A verb in the conditional and what its mood stands for."""

    article: str
    span: SpanJson
    reading: ConditionalReading


class ReuseJson(TypedDict):
    """A passage of one article found again in another."""

    left: PassageJson
    right: PassageJson
    kind: ReuseKind
    score: Score


#: `from` is a word of Python's own, so this key cannot be written as a field.
_From = TypedDict("_From", {"from": Annotated[str, Field(description="Id of the article.")]})


class LineageJson(_From):
    """Who took from whom, as far as the texts tell."""

    to: str
    """Id of the article that took."""
    kind: LineageKind
    direction: Direction
    score: Score
    reasons: list[ReasonJson]
    evidence: list[PassageJson]
    """Words that tell who took from whom."""


class FamilyJson(TypedDict):
    """Articles with a common ancestor."""

    id: str
    articles: list[str]
    reasons: list[ReasonJson]


class StoryJson(TypedDict):
    """Articles about one developing event."""

    id: str
    title: str
    articles: list[str]


class UtteranceJson(TypedDict):
    """One saying, seen in one article or several."""

    id: str
    speakers: list[str]
    said_on: str | None
    """TIMEX3 value."""
    venue: str | None
    attributions: list[str]
    reasons: list[ReasonJson]
    """Why its attributions are taken for one saying, a sentence for each join."""


class OriginJson(TypedDict):
    """A place that a claim can have come from: who says it, and in which articles."""

    speakers: list[str]
    """Ids of entities; empty where nobody is named."""
    attributions: list[str]
    """Empty where articles say it themselves."""
    articles: list[str]
    joins: list[JoinKind]
    """What shows that its accounts are one, a kind for each join."""


class DegreeJson(TypedDict):
    """Accounts of a claim that put it forward equally firmly."""

    firmness: Firmness
    attributions: list[str]
    passages: list[PassageJson]


class ClaimJson(TypedDict):
    """A proposition that contents of a story share."""

    id: str
    story: str
    text: str
    attributions: list[str]
    assertions: list[PassageJson]
    """Sentences that say it and ascribe it to nobody."""
    utterances: list[str]
    articles: list[str]
    families: list[str]
    parties: list[str]
    origins_at_most: Offset
    origins: list[OriginJson]
    """As many as there can be at most."""
    reasons: list[ReasonJson]
    """Why it is one claim, then why two origins count as one, a sentence for each join."""
    degrees: list[DegreeJson]
    """How firmly it is put forward, the earliest said first."""


class PointJson(TypedDict):
    """One figure of a series."""

    quantity: str
    as_of: str | None
    low: float | None
    high: float | None
    approximate: bool
    strict: bool
    speakers: list[str]
    party: str | None
    article: str
    made_of: str | None
    """Id of the quantity of another article that this one took and changed."""


class SeriesJson(TypedDict):
    """One counted thing over time."""

    id: str
    story: str
    counted: str
    event: Event
    scope: str | None
    points: list[PointJson]
    relation: SeriesRelation
    reasons: list[ReasonJson]


class FindingJson(TypedDict):
    """What stands out when accounts are laid side by side."""

    id: str
    kind: FindingKind
    score: Score
    claims: list[str]
    left: PassageJson
    """The earlier text, where one took from the other."""
    right: PassageJson | None
    """The later text."""
    reason: ReasonJson


class ChronologyJson(TypedDict):
    """One line of the chronology."""

    date: str
    """TIMEX3 value."""
    what: str
    kind: ChronologyKind
    attributions: list[str]
    articles: list[str]


class JudgmentJson(TypedDict):
    """One decision of an editor, and whether it could be followed."""

    id: str
    kind: JudgmentKind
    author: str
    at: str
    """ISO 8601, UTC."""
    reason: str
    """In the author's words."""
    about: str
    """What it is about, as the dossier worded it then."""
    value: str | None
    """The day, stance, name or kind of finding that was set or rejected."""
    touched: list[str]
    """Ids of the records that it is about; a finding that was rejected is there no more."""
    obstacle: ReasonJson | None
    """Why it is not applied; null when it is."""


@with_config(ConfigDict(use_attribute_docstrings=True))  # for the records in it too
class DossierJson(TypedDict):
    """Everything Recoupe has to say of a set of articles.

    It reports agreement, never truth, and counts origins at most.
    """

    recoupe: str
    """Version of the program."""
    schema: Literal[1]
    """Raised by one whenever a key changes its meaning or goes."""
    language: str
    """BCP 47, of most articles."""
    as_of: str
    """ISO 8601 day that bounds every date from above."""
    articles: list[ArticleJson]
    rejections: list[RejectionJson]
    entities: list[EntityJson]
    attributions: list[AttributionJson]
    quantities: list[QuantityJson]
    timexes: list[TimexJson]
    conditionals: list[ConditionalJson]
    reuse: list[ReuseJson]
    lineage: list[LineageJson]
    families: list[FamilyJson]
    stories: list[StoryJson]
    utterances: list[UtteranceJson]
    claims: list[ClaimJson]
    series: list[SeriesJson]
    findings: list[FindingJson]
    chronology: list[ChronologyJson]
    judgments: list[JudgmentJson]
    """What editors decided; empty where nobody did."""

"""What intake hands on: articles, and what was set aside.

Cleaning never overwrites: the lines set apart from a body stand in
`Article.furniture`, the bytes as found are addressed by `Article.sha256`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from recoupe.model.reason import Reason
from recoupe.model.span import Span


class DateBasis(StrEnum):
    """What the interval of publication rests on."""

    METADATA = "metadata"  # the row, the feed, the page's structured data
    PAGE = "page"  # a date printed on the page
    TEXT = "text"  # the article's own words
    STORY = "story"  # the other articles of its story
    UNKNOWN = "unknown"


class FurnitureKind(StrEnum):
    """What a line that is not the article's is."""

    MENU = "menu"
    BYLINE = "byline"
    RELATED = "related"
    CAPTION = "caption"
    FORM = "form"
    SHARE = "share"
    AUTHOR = "author"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """When an article appeared: an interval, what it rests on, and why.

    `earliest` and `latest` are ISO 8601 days, both included; None is open.
    """

    earliest: str | None
    latest: str | None
    basis: DateBasis
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """A line of the page that is not the article's, kept beside it."""

    text: str
    kind: FurnitureKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One published text, cleaned, with what is known of its publication.

    `text` is the body that all spans point into; its first paragraph is the
    headline when `headline` is given. Paragraphs are separated by newlines.
    """

    id: str
    path: str  # relative to the argument: "a.zip!b.txt", "rows.jsonl#s012"
    url: str | None
    outlet: str | None
    title: str | None
    byline: str | None
    credit: str | None  # agencies credited: "AFP, Reuters"
    language: str  # BCP 47
    text: str
    headline: Span | None  # where the headline stands in `text`
    sha256: str  # of the bytes as found
    published: Published
    furniture: tuple[Furniture, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """An article, file or row that was set aside, and why."""

    path: str
    stage: str  # the verb of the stage that set it aside
    reason: Reason

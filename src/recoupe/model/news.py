"""What an addition changed: the news of a store, in the order they were told.

A record says what is new in words, and opens on the exact words of one
article. Ids of stories, claims and series are those of the moment: a later
article may move them, the words stay.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from recoupe.model.span import Span


class NewsKind(StrEnum):
    """What is new."""

    NEW_CLAIM = "new_claim"
    MOVED_FIGURE = "moved_figure"
    FIRST_DENIAL = "first_denial"
    ORIGIN_ADDED = "origin_added"
    ORIGIN_LOST = "origin_lost"
    EDITED_ARTICLE = "edited_article"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsPlace:
    """Where a piece of news opens: the article, and the exact words in it."""

    article_id: str
    title: str | None
    outlet: str | None
    url: str | None
    span: Span
    words: str  # the article's text at the span


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One thing that is new since the addition before.

    `before` and `after` are words: of a figure, of a headline, of a claim and
    its denial, or counts of origins; None where there was nothing.
    """

    id: str
    kind: NewsKind
    at: str  # ISO 8601, UTC: when the addition was compared
    story_id: str
    story: str  # its title
    claim_id: str | None
    series_id: str | None
    subject: str  # the claim, what the figure counts, or what was edited: in words
    before: str | None
    after: str | None
    place: NewsPlace

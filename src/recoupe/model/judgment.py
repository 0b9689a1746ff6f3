"""What editors decide, and how it holds on to the articles.

A judgment stands beside what the machine found, never over it. Ids of
entities, claims and stories move as articles arrive; so a judgment points at
words in articles, and every run looks up anew what these words have become.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum

from recoupe.model.ids import digest
from recoupe.model.reason import Reason
from recoupe.model.span import Span

#: ISO 8601 up to the day.
_DAY_CHARS = 10


class JudgmentKind(StrEnum):
    """What an editor can decide."""

    MERGE_ENTITIES = "merge_entities"
    SPLIT_ENTITY = "split_entity"
    MERGE_STORIES = "merge_stories"
    SPLIT_STORY = "split_story"
    MERGE_CLAIMS = "merge_claims"
    SPLIT_CLAIM = "split_claim"
    SET_SPEAKER = "set_speaker"
    SET_PUBLISHED = "set_published"
    SET_SAID_ON = "set_said_on"
    SET_STANCE = "set_stance"
    REJECT_FINDING = "reject_finding"
    MARK_INDEPENDENT = "mark_independent"
    MARK_COPIES = "mark_copies"


_ON_ENTITIES = frozenset({JudgmentKind.MERGE_ENTITIES, JudgmentKind.SPLIT_ENTITY})


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Anchor:
    """Words of an article that a judgment holds on to, whatever the article's id becomes."""

    article: str  # address of the page, or path of the file
    text_id: str  # of the article's text, whatever its file is called
    start: int | None  # code point in that text; None: the article as a whole
    end: int | None
    words: str  # the characters there; the headline of a whole article

    @property
    def span(self) -> Span | None:
        """Where the words stand; None for the article as a whole."""
        return None if self.start is None or self.end is None else Span(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Undoing:
    """Who took a judgment back, when (ISO 8601) and why."""

    author: str
    at: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgment:
    """One decision of an editor: what, on which words, who, when (ISO 8601, UTC) and why.

    Each side is one thing that the decision is about: what is merged, what is
    taken out and, last, what stays; two articles; a saying and those who said
    it; the words that a finding lays side by side.
    """

    kind: JudgmentKind
    author: str
    at: str
    reason: str
    about: str  # what it is about, as the dossier worded it then
    sides: tuple[tuple[Anchor, ...], ...]
    value: str | None = None  # the day, stance, name or kind of finding; None where none is needed
    undone: Undoing | None = None

    @property
    def texts(self) -> frozenset[str]:
        """The ids of the texts that it holds on to."""
        return frozenset(anchor.text_id for side in self.sides for anchor in side)

    @property
    def is_bond(self) -> bool:
        """Whether its texts must be laid side by side; who somebody is holds wherever they are."""
        return self.undone is None and self.kind not in _ON_ENTITIES

    @property
    def id(self) -> str:
        """The hash of all that was decided; the same in every store it is carried to."""
        anchors = [
            [[a.article, a.text_id, a.start, a.end, a.words] for a in side] for side in self.sides
        ]
        return "judgment-" + digest(
            self.kind,
            self.author,
            self.at,
            self.reason,
            self.about,
            self.value,
            json.dumps(anchors, ensure_ascii=False),
        )

    @property
    def why(self) -> Reason:
        """The sentence that stands beside what the judgment changed."""
        day = self.at[:_DAY_CHARS]
        written = "/".join(reversed(day.split("-")))
        return Reason(
            f"Décidé par {self.author}, le {written} : {self.reason}",
            f"Decided by {self.author} on {day}: {self.reason}",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What a judgment holds for one, or for several, by the ids of one run.

    The ids of one side are one thing; those of two sides are two. Of several
    sides the last is what stays as it was.
    """

    sides: tuple[frozenset[str], ...]
    why: Reason

    @property
    def is_apart(self) -> bool:
        """Whether it holds things apart."""
        return len(self.sides) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraints:
    """What editors let lineage and cross-check hold for one or for several, the newest first."""

    entities: tuple[Link, ...] = ()  # of ids of actors
    stories: tuple[Link, ...] = ()  # of ids of articles
    claims: tuple[Link, ...] = ()  # of ids of attributions, or `ARTICLE:START` of sentences
    copies: tuple[Link, ...] = ()  # of ids of articles: copies of one another, or independent


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """A judgment as a run could follow it."""

    judgment: Judgment
    touched: tuple[str, ...]  # ids of the records that it is about, as this run has them
    obstacle: Reason | None  # why it is not applied; None when it is

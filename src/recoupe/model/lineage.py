"""What lineage hands on: which texts share words, and who took from whom."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from recoupe.model.reason import Reason
from recoupe.model.span import Passage


class ReuseKind(StrEnum):
    """How two passages are alike."""

    LITERAL = "literal"
    REWRITE = "rewrite"
    QUOTATION = "quotation"  # both quote the same words


class LineageKind(StrEnum):
    """How one article stands to another."""

    COPY = "copy"
    REWRITE = "rewrite"
    COMMON_SOURCE = "common_source"


class Direction(StrEnum):
    """Whether it is known who took from whom."""

    KNOWN = "known"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reuse:
    """A passage of one article found again in another."""

    left: Passage
    right: Passage
    kind: ReuseKind
    score: float  # 0 to 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """Who took from whom, as far as the texts tell."""

    from_id: str
    to_id: str
    kind: LineageKind
    direction: Direction
    score: float  # 0 to 1
    reasons: tuple[Reason, ...]
    evidence: tuple[Passage, ...] = ()  # words that tell who took from whom


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Articles with a common ancestor."""

    id: str
    article_ids: tuple[str, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracing:
    """All that lineage found in a set of articles."""

    reuse: tuple[Reuse, ...] = ()
    lineage: tuple[Lineage, ...] = ()
    families: tuple[Family, ...] = ()

"""Everything Recoupe has to say of a set of articles, in one record."""

from __future__ import annotations

from dataclasses import dataclass

from recoupe.model.article import Rejection
from recoupe.model.attribution import Reading
from recoupe.model.crosscheck import (
    ChronologyEntry,
    Claim,
    Crosscheck,
    Entity,
    Finding,
    Series,
    Story,
)
from recoupe.model.lineage import Tracing


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """The readings of all articles, their lineage, and how they stand together.

    `as_of` is the day that bounds every date from above, ISO 8601.
    """

    version: str
    language: str  # BCP 47, of most articles
    as_of: str
    readings: tuple[Reading, ...]
    rejections: tuple[Rejection, ...]
    tracing: Tracing
    crosscheck: Crosscheck

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Who speaks, across articles."""
        return self.crosscheck.entities

    @property
    def stories(self) -> tuple[Story, ...]:
        """The stories that the articles are about."""
        return self.crosscheck.stories

    @property
    def claims(self) -> tuple[Claim, ...]:
        """What is claimed, each with its origins at most."""
        return self.crosscheck.claims

    @property
    def series(self) -> tuple[Series, ...]:
        """The figures over time."""
        return self.crosscheck.series

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What stands out."""
        return self.crosscheck.findings

    @property
    def chronology(self) -> tuple[ChronologyEntry, ...]:
        """What happened and what was said, by date."""
        return self.crosscheck.chronology

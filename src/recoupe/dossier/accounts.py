"""How the accounts of a story stand to one another, when crosscheck has compared them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from recoupe.dossier.claims import claim_rows
from recoupe.dossier.dates import in_words
from recoupe.dossier.edition import one_line, shortened
from recoupe.dossier.figures import bounds
from recoupe.model import FindingKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from recoupe.dossier.claims import ClaimRow
    from recoupe.dossier.edition import Cited, Edition
    from recoupe.model import Finding, Passage, Reason, Series

#: What a claim's own line, or the section of denials and silences, says already.
TOLD_ELSEWHERE = frozenset(
    {
        FindingKind.SINGLE_SOURCE,
        FindingKind.SINGLE_PARTY,
        FindingKind.DENIED,
        FindingKind.UNANSWERED,
    }
)
#: Characters of a passage shown beside another.
PASSAGE_CHARS = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesRow:
    """A counted thing over time."""

    counted: str
    relation: str
    points: tuple[tuple[str, str, str, Cited], ...]  # date, amount, speakers, article
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A passage laid beside another."""

    text: str
    cited: Cited


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """What stands out when two accounts are laid side by side."""

    kind: str
    reason: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyRow:
    """Articles with a common ancestor."""

    cited: tuple[Cited, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts:
    """Claims, series, findings and families; empty where nothing was compared."""

    claims: tuple[ClaimRow, ...]
    series: tuple[SeriesRow, ...]
    findings: tuple[FindingRow, ...]
    families: tuple[FamilyRow, ...]


def accounts(edition: Edition) -> Accounts:
    """The comparisons of a dossier; the claims that matter most come first."""
    dossier = edition.dossier
    telling = (f for f in dossier.findings if f.kind not in TOLD_ELSEWHERE)
    salient = sorted(telling, key=lambda f: (-f.score, f.id))
    return Accounts(
        claims=claim_rows(edition),
        series=tuple(_series(series, edition) for series in dossier.series),
        findings=tuple(_finding(finding, edition) for finding in salient),
        families=tuple(
            FamilyRow(
                cited=edition.cite(family.article_ids), reasons=_told(family.reasons, edition)
            )
            for family in dossier.tracing.families
            if len(family.article_ids) > 1
        ),
    )


def _series(series: Series, edition: Edition) -> SeriesRow:
    words = edition.words
    return SeriesRow(
        counted=one_line(", ".join(part for part in (series.counted, series.scope) if part)),
        relation=words.say(f"relation.{series.relation}"),
        points=tuple(
            (
                in_words(point.as_of, words) if point.as_of else words.say("undated"),
                bounds(point, unit=None, words=words)
                + (f" ({words.say('made_of')})" if point.made_of else ""),
                edition.names(edition.index.speakers(point.speakers)) or words.say("no_source"),
                edition.cited[point.article_id],
            )
            for point in series.points
        ),
        reasons=_told(series.reasons, edition),
    )


def _finding(finding: Finding, edition: Edition) -> FindingRow:
    return FindingRow(
        kind=edition.words.say(f"finding.{finding.kind}"),
        reason=edition.words.reason(finding.reason),
        sides=tuple(_side(side, edition) for side in (finding.left, finding.right) if side),
    )


def _side(passage: Passage, edition: Edition) -> Side:
    text = passage.span.of(edition.index.articles[passage.article_id].text)
    return Side(text=shortened(text, PASSAGE_CHARS), cited=edition.cited[passage.article_id])


def _told(reasons: Iterable[Reason], edition: Edition) -> tuple[str, ...]:
    return tuple(edition.words.reason(reason) for reason in reasons)

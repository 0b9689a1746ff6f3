"""A claim on a page of its own: every article's words where they stand, and what they rest on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from recoupe.dossier import anchor, disputes, drifts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from recoupe.desk.library import Open
    from recoupe.dossier import ClaimRow, Comparison, Page, Paragraph, Saying
    from recoupe.model import Attribution, Claim, Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """On whose word, as written, whom that is taken to be, and why."""

    anchor: str
    attribution: Attribution
    written: str | None
    speakers: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InArticle:
    """An article's words for a claim, in their paragraphs."""

    page: Page
    first: str  # the anchor of the first of the words
    paragraphs: tuple[Paragraph, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimTold:
    """A claim, ready to be laid out."""

    claim: Claim
    row: ClaimRow
    findings: tuple[Finding, ...]
    articles: tuple[InArticle, ...]
    disputes: tuple[Comparison, ...]
    drifts: tuple[Comparison, ...]
    withheld: tuple[Saying, ...]  # what is denied or not answered of it


def claim_told(story: Open, claim_id: str) -> ClaimTold:
    """What stands on the page of a claim of a story."""
    view = story.sheet.view
    claim = next(c for c in story.dossier.claims if c.id == claim_id)
    own = anchor("c", claim_id)
    about = [f for f in story.dossier.findings if claim_id in f.claim_ids]
    checked = replace(story.dossier.crosscheck, findings=tuple(about))
    edition = replace(view.edition, dossier=replace(story.dossier, crosscheck=checked))
    return ClaimTold(
        claim=claim,
        findings=tuple(about),
        row=next(row for row in view.accounts.claims if row.anchor == own),
        articles=tuple(_in_articles(story, claim)),
        disputes=disputes(edition),
        drifts=drifts(edition),
        withheld=tuple(
            saying
            for one in view.withheld
            for saying in one.sayings
            if saying.anchor in story.sheet.about and story.sheet.about[saying.anchor].anchor == own
        ),
    )


def _in_articles(story: Open, claim: Claim) -> Iterator[InArticle]:
    """The articles that carry a claim, each with the paragraphs that hold its words."""
    row = next(r for r in story.sheet.view.accounts.claims if r.anchor == anchor("c", claim.id))
    pages = {page.cited.number: page for page in story.sheet.view.pages}
    sources = {source.anchor: source for source in _sources(story, claim)}
    for places in row.places:
        page = pages[places[0].cited.number]
        anchors = [place.anchor for place in places]
        yield InArticle(
            page=page,
            first=anchors[0],
            paragraphs=tuple(_holding(page, anchors)),
            sources=tuple(sources[a] for a in anchors if a in sources),
        )


def _holding(page: Page, anchors: Sequence[str]) -> Iterator[Paragraph]:
    """The paragraphs of an article in which anchors are, in their order."""
    for paragraph in (page.headline, *page.paragraphs):
        if any(piece.opens and piece.opens.anchor in anchors for piece in paragraph):
            yield paragraph


def _sources(story: Open, claim: Claim) -> Iterator[Source]:
    edition = story.sheet.view.edition
    for attribution_id in claim.attribution_ids:
        said = edition.index.attributions.get(attribution_id)
        if said is None:
            continue
        text = edition.index.articles[said.article_id].text
        yield Source(
            anchor=anchor("t", said.id),
            attribution=said,
            written=said.source.of(text) if said.source else None,
            speakers=edition.names(edition.index.speakers(said.speakers)),
            reasons=tuple(
                dict.fromkeys(r.how.in_language(edition.words.language) for r in said.resolution)
            ),
        )

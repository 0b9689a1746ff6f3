"""Passages that findings, claims and lineage point at, and their anchors in the articles."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from recoupe.dossier.edition import anchor
from recoupe.dossier.happened import what_happened
from recoupe.model import FindingKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from recoupe.dossier.edition import Edition
    from recoupe.model import Dossier, Passage, Span

#: What a claim's own line says already, so that nobody is led there from elsewhere.
TOLD_BY_CLAIMS = frozenset(
    {FindingKind.SINGLE_SOURCE, FindingKind.SINGLE_PARTY, FindingKind.CORROBORATED}
)
#: What ends a sentence and is no word of a passage.
FULL_STOPS = " .!?…"


def passage_anchor(passage: Passage, edition: Edition) -> str:
    """The anchor of a passage's characters: that of the figure or the saying that they are."""
    figure = edition.index.quantity_by_passage.get(passage)
    if figure:
        return anchor("q", figure)
    for attribution in edition.index.attributions_at(passage.article_id, passage.span.start):
        if attribution.content[0] == passage.span:
            return anchor("t", attribution.id)
    return _own_anchor(passage, edition)


def passages_by_article(edition: Edition) -> Mapping[str, Mapping[str, Span]]:
    """The passages that a page leads to and that no other anchor has, by article and anchor."""
    found: dict[str, dict[str, Span]] = defaultdict(dict)
    told = (opening.passage for opening in what_happened(edition))
    for passage in chain(_pointed_at(edition.dossier), told):
        own = _own_anchor(passage, edition)
        if passage_anchor(passage, edition) == own:
            found[passage.article_id].setdefault(own, passage.span)
    return found


def _own_anchor(passage: Passage, edition: Edition) -> str:
    """An anchor made of where a passage stands, the full stop that may end it left out."""
    words = passage.span.of(edition.index.articles[passage.article_id].text)
    end = passage.span.start + len(words.rstrip(FULL_STOPS))
    return anchor("p", f"{passage.article_id}\x1f{passage.span.start}\x1f{end}")


def _pointed_at(dossier: Dossier) -> Iterator[Passage]:
    for claim in dossier.claims:
        yield from claim.assertions
    for finding in dossier.findings:
        if finding.kind not in TOLD_BY_CLAIMS and finding.right:
            yield from (finding.left, finding.right)
    for line in dossier.tracing.lineage:
        yield from line.evidence

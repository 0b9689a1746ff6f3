"""From readings to their tracing: sketch, meet, compare, tell who took from whom, group.

Texts are compared, articles are kin: a text that stands in several files is
sketched and compared once. The order and the names of the files change
nothing; articles are put in the order of their texts first.
"""

from __future__ import annotations

import hashlib
from itertools import combinations
from typing import TYPE_CHECKING

from recoupe.lineage.collection import collect, pairs_to_compare
from recoupe.lineage.comparison import Comparison, compare, identical
from recoupe.lineage.families import families
from recoupe.lineage.hubs import groups_of, hubs_of, with_hubs
from recoupe.lineage.judged import Judged
from recoupe.lineage.kinship import Kinship, kinship, with_third_parties
from recoupe.lineage.outlets import Outlets
from recoupe.lineage.passages import PROSE_WORDS
from recoupe.lineage.sketch import Sketch, sketch
from recoupe.lineage.tables import stock_of
from recoupe.model import (
    Direction,
    Lineage,
    LineageKind,
    Passage,
    Reason,
    Reuse,
    ReuseKind,
    TraceSettings,
    Tracing,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from recoupe.lang import Pack
    from recoupe.model import Link, Reading, Span

#: Articles of one text that are all laid beside one another; of more, each meets the first ones.
SAME_TEXT = 4

#: Pairs that a hub chooses among the hubs of other groups.
HUB_PAIRS = 4
#: Words of a rewrite's passage that must agree for it to be told as literal.
LITERAL = 0.75

UNKNOWN_WAY = Reason(
    "Rien ne dit lequel a pris à l'autre.", "Nothing tells which one took from the other."
)


def trace(
    readings: Sequence[Reading],
    packs: Sequence[Pack],
    *,
    settings: TraceSettings | None = None,
    owners: Mapping[str, str] | None = None,
    copies: Sequence[Link] = (),
) -> Tracing:
    """Which articles share words or facts, who took from whom, and which families they make.

    `owners` names the owner of each outlet; families whose outlets have one
    owner say so. `copies`, of ids of articles, are those that editors hold for
    copies of one another or for independent.

    Cost: linear in the words of all articles; no article is compared with all.
    """
    chosen = settings or TraceSettings()
    tables = tuple(packs)
    run = _Run(readings, tables, settings=chosen, judged=Judged(copies))
    outlets = Outlets(tables)
    kinships = with_third_parties(
        [_kinship(run, c, left=a, right=b, outlets=outlets) for a, b, c in run.kin_pairs()],
        articles=[s.article for s in run.sketches],
    )
    lineages = [_lineage(run, kin) for kin in kinships]
    return Tracing(
        reuse=tuple(sorted(_reuses(run), key=lambda r: (r.left, r.right, r.kind))),
        lineage=tuple(sorted(lineages, key=lambda line: (line.from_id, line.to_id))),
        families=run.judged.told(
            families(
                kinships,
                articles=[s.article for s in run.sketches],
                outlets=outlets,
                owners=owners or {},
            )
        ),
    )


class _Run:
    """The articles of one tracing, in order of their texts, and what their texts share."""

    def __init__(
        self,
        readings: Sequence[Reading],
        packs: tuple[Pack, ...],
        *,
        settings: TraceSettings,
        judged: Judged,
    ) -> None:
        by_id = {r.analysis.article.id: r for r in readings}
        ordered = sorted(by_id.values(), key=_order)
        stock = stock_of(packs)
        self._settings = settings
        self.judged = judged
        self._texts: list[Sketch] = []  # one per distinct text
        self.sketches: list[Sketch] = []  # one per article
        self._places: list[list[int]] = []  # of the articles of each text
        for reading in ordered:
            text = reading.analysis.article.text
            if not self._texts or self._texts[-1].article.text != text:
                self._texts.append(sketch(reading, stock=stock))
                self._places.append([])
            self._places[-1].append(len(self.sketches))
            self.sketches.append(self._texts[-1].of(reading))
        self._collection = collect(self._texts, frequent_texts=settings.frequent_texts)
        self.comparisons = self._compared()

    def kin_pairs(self) -> Iterator[tuple[int, int, Comparison]]:
        """The articles that are kin, by their places, with what their texts share."""
        found = set()
        for left, right, comparison in self.pairs():
            pair = frozenset(self.sketches[place].article.id for place in (left, right))
            if pair not in self.judged.independent and (
                comparison.is_kin or pair in self.judged.copies
            ):
                found.add(pair)
                yield left, right, comparison
        places = {s.article.id: place for place, s in enumerate(self.sketches)}
        for pair in self.judged.copies:
            if pair not in found and pair <= places.keys():
                left, right = sorted(places[article] for article in pair)
                yield left, right, self._beside(left, right)

    def pairs(self) -> Iterator[tuple[int, int, Comparison]]:
        """The articles whose texts share something, by their places.

        Of many articles with one text, a few stand for all beside other texts.
        """
        for place, articles in enumerate(self._places):
            if len(articles) > 1 and len(self._texts[place].words) >= PROSE_WORDS:
                comparison = identical(self._collection, place)
                for first, second in combinations(articles, 2):
                    if first in articles[:SAME_TEXT]:
                        yield first, second, comparison
        for comparison in self.comparisons:
            for left in self._places[comparison.left][:SAME_TEXT]:
                for right in self._places[comparison.right][:SAME_TEXT]:
                    yield left, right, comparison

    def _beside(self, left: int, right: int) -> Comparison:
        """What the texts of two articles share, which nothing has brought together."""
        texts = [next(t for t, held in enumerate(self._places) if p in held) for p in (left, right)]
        if texts[0] == texts[1]:
            return identical(self._collection, texts[0])
        return self._compare(*texts)

    def _compared(self) -> list[Comparison]:
        """What the texts share: those that met, then the hubs of groups, then hubs and groups."""
        found: dict[tuple[int, int], Comparison] = {}
        common = self._collection.common
        places: Sequence[int] = range(len(self._texts))
        groups: list[list[int]] = []
        while places:
            is_first = len(places) == len(self._texts)
            wanted = pairs_to_compare(
                self._collection,
                places,
                per_article=self._settings.pairs_per_article if is_first else HUB_PAIRS,
            )
            new = {pair: self._compare(*pair) for pair in wanted if pair not in found}
            found |= new
            groups = groups_of(pair for pair, c in found.items() if c.is_kin)
            hubs = sorted({hub for group in groups for hub in hubs_of(group, common=common)})
            places = hubs if len(hubs) < len(places) and any(c.is_kin for c in new.values()) else ()
        for pair in (p for group in groups for p in with_hubs(group, common=common)):
            if pair not in found:
                found[pair] = self._compare(*pair)
        return [c for _, c in sorted(found.items()) if not c.is_empty]

    def _compare(self, left: int, right: int) -> Comparison:
        return compare(self._collection, left, right=right, min_chars=self._settings.min_chars)


def _order(reading: Reading) -> tuple[bytes, str]:
    """What articles are put in order by: their text, then their id."""
    article = reading.analysis.article
    return hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).digest(), article.id


def _kinship(
    run: _Run, comparison: Comparison, *, left: int, right: int, outlets: Outlets
) -> Kinship:
    """How two articles of the run are kin."""
    sketches = run.sketches[left], run.sketches[right]
    return kinship(comparison, sketches, places=(left, right), outlets=outlets)


def _lineage(run: _Run, kin: Kinship) -> Lineage:
    """A kinship as the record that travels on."""
    articles = run.sketches[kin.left].article, run.sketches[kin.right].article
    told = run.judged.copies.get(frozenset(article.id for article in articles))
    giver, taker = articles if kin.verdict.way >= 0 else (articles[1], articles[0])
    is_known = kin.verdict.way != 0
    ways = tuple(e.reason for e in kin.verdict.evidence)
    if not is_known and kin.kind is not LineageKind.COMMON_SOURCE:
        ways = (UNKNOWN_WAY,)
    evidence = [
        Passage(article.id, span)
        for e in kin.verdict.evidence
        for article, spans in ((giver, e.giver), (taker, e.taker))
        for span in spans
    ]
    return Lineage(
        from_id=giver.id,
        to_id=taker.id,
        kind=kin.kind,
        direction=Direction.KNOWN if is_known else Direction.UNKNOWN,
        score=round(kin.score, 4),
        reasons=(*([told] if told else ()), *kin.reasons, *ways),
        evidence=tuple(evidence),
    )


def _reuses(run: _Run) -> Iterator[Reuse]:
    """The passages and sentences that articles share."""
    for left, right, comparison in run.pairs():
        ids = run.sketches[left].article.id, run.sketches[right].article.id
        is_independent = frozenset(ids) in run.judged.independent
        for kind, found in (
            (ReuseKind.LITERAL, comparison.passages.literal),
            (ReuseKind.QUOTATION, comparison.passages.quotations),
            (ReuseKind.REWRITE, comparison.reworded if comparison.is_kin else ()),
        ):
            if is_independent and kind is not ReuseKind.QUOTATION:
                continue
            for shared in found:
                is_loose = comparison.is_rewrite and shared.score < LITERAL
                told = ReuseKind.REWRITE if is_loose and kind is ReuseKind.LITERAL else kind
                yield _reuse(ids, (shared.left, shared.right), kind=told, score=shared.score)


def _reuse(
    ids: tuple[str, str], spans: tuple[Span, Span], *, kind: ReuseKind, score: float
) -> Reuse:
    """A passage of one article found again in the other."""
    left, right = (Passage(i, s) for i, s in zip(ids, spans, strict=True))
    return Reuse(left=left, right=right, kind=kind, score=score)

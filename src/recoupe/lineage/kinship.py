"""From what two articles share to how they are kin: copy, rewrite or common source, and which way.

What two articles alone cannot tell, a third sometimes can: where both have
their words from, or that a merged article took from two others.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from recoupe.lineage.direction import Evidence, Pair, Verdict, decide
from recoupe.model import LineageKind, Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from recoupe.lineage.comparison import Comparison
    from recoupe.lineage.outlets import Outlets
    from recoupe.lineage.sketch import Sketch
    from recoupe.model import Article, Span

#: Share of what two articles have in common that a third must hold to be where both have it from.
EXPLAINED = 0.8
#: How much closer than to the third the two may be, for words that agree by chance.
CLOSER = 1.03
#: Share of an article that two others must hold together to be its two sources.
MERGED = 0.8
#: How many words of a headline stand for an article without an outlet.
TITLE_WORDS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinship:
    """Two articles that are kin, by their places in the run, and which way."""

    left: int
    right: int
    kind: LineageKind
    comparison: Comparison
    verdict: Verdict
    reasons: tuple[Reason, ...]
    is_explained: bool = False  # a third article gave both what they share

    @property
    def giver(self) -> int | None:
        """The article from which the other took; None when that is unknown."""
        return {1: self.left, -1: self.right}.get(self.verdict.way)

    @property
    def taker(self) -> int | None:
        """The article that took from the other; None when that is unknown."""
        return {1: self.right, -1: self.left}.get(self.verdict.way)

    @property
    def score(self) -> float:
        """The share of the smaller article that both have in common, as the reason tells it."""
        found = self.comparison
        return found.rewriting.share if found.is_rewrite else found.copied

    def spans_of(self, article: int) -> list[Span]:
        """What the two share, in one of them."""
        side = 0 if article == self.left else 1
        return [stretch[side] for stretch in self.comparison.stretches]

    def other(self, article: int) -> int:
        """The article that `article` is kin to."""
        return self.right if article == self.left else self.left


UNKNOWN = Verdict(way=0, score=0.0, evidence=())


def kinship(
    comparison: Comparison,
    sketches: tuple[Sketch, Sketch],
    *,
    places: tuple[int, int],
    outlets: Outlets,
) -> Kinship:
    """How two articles are kin whose comparison says that they are.

    `sketches` and `places` are those of the two articles, the left one first.
    """
    left, right = (s.article for s in sketches)
    names = name_of(left, beside=right), name_of(right, beside=left)
    verdict = decide(
        Pair(
            giver=sketches[0],
            taker=sketches[1],
            stretches=comparison.stretches,
            giver_name=names[0],
            taker_name=names[1],
            outlets=outlets,
        )
    )
    kind = LineageKind.REWRITE if comparison.is_rewrite else LineageKind.COPY
    found = Kinship(
        left=places[0],
        right=places[1],
        kind=kind,
        comparison=comparison,
        verdict=verdict,
        reasons=(_measure(comparison, kind),),
    )
    agencies = sorted(_agencies_of_both(left, right, outlets=outlets))
    return _from_agency(found, agencies) if agencies and not verdict.is_told else found


def with_third_parties(
    kinships: Sequence[Kinship], *, articles: Sequence[Article]
) -> list[Kinship]:
    """The kinships, settled where a third article tells what two cannot."""
    by_article: dict[int, list[Kinship]] = {}
    for kin in kinships:
        by_article.setdefault(kin.left, []).append(kin)
        by_article.setdefault(kin.right, []).append(kin)
    merged = {
        id(k): v
        for place in sorted(by_article)
        for k, v in _merged(place, by_article, articles=articles)
    }
    settled = [replace(k, verdict=merged[id(k)]) if id(k) in merged else k for k in kinships]
    givers: dict[int, dict[int, Kinship]] = {}
    for kin in settled:
        if kin.giver is not None and kin.taker is not None:
            givers.setdefault(kin.taker, {})[kin.giver] = kin
    return [_from_third(kin, givers, articles=articles) for kin in settled]


def name_of(article: Article, *, beside: Article | None = None) -> str:
    """How a reason calls an article: by its outlet, else by its first words; never by its file."""
    first = next((line for line in article.text.splitlines() if line.strip()), "").split()
    title = " ".join(first[:TITLE_WORDS]) + ("…" if len(first) > TITLE_WORDS else "")
    if not article.outlet:
        return f"« {title} »"
    is_shared = beside is not None and beside.outlet == article.outlet
    return f"{article.outlet} (« {title} »)" if is_shared else article.outlet


def _measure(comparison: Comparison, kind: LineageKind) -> Reason:
    """How much two articles have in common, in a sentence."""
    if kind is LineageKind.REWRITE:
        percent, count = (
            round(100 * comparison.rewriting.share),
            len(comparison.rewriting.sentences),
        )
        return Reason(
            f"{percent} % des faits du plus court se retrouvent dans le même ordre, en d'autres "
            f"mots ({count} phrases rapprochées).",
            f"{percent}% of the shorter one's facts are found again in the same order, in other "
            f"words ({count} sentences side by side).",
        )
    percent, count = round(100 * comparison.copied), len(comparison.passages.literal)
    return Reason(
        f"{percent} % des mots du plus court, citations à part, se retrouvent tels quels "
        f"(passages communs : {count}).",
        f"{percent}% of the shorter one's words, quotations apart, are found again as they are "
        f"(passages in common: {count}).",
    )


def _agencies_of_both(left: Article, right: Article, *, outlets: Outlets) -> frozenset[str]:
    """The agencies that both articles credit, unless one of them is that agency's."""
    both = outlets.agencies_credited(left) & outlets.agencies_credited(right)
    return both - {outlets.agency_of(left), outlets.agency_of(right)}


def _from_agency(kin: Kinship, agencies: Sequence[str]) -> Kinship:
    """The kinship of two articles that credit the same agency."""
    named = ", ".join(agencies)
    reason = Reason(f"Les deux créditent {named}.", f"Both credit {named}.")
    return replace(
        kin,
        kind=LineageKind.COMMON_SOURCE,
        verdict=UNKNOWN,
        reasons=(*kin.reasons, reason),
    )


def _from_third(
    kin: Kinship, givers: Mapping[int, Mapping[int, Kinship]], *, articles: Sequence[Article]
) -> Kinship:
    """The kinship, as of a common source where a third article gave both what they share."""
    if kin.kind is LineageKind.COMMON_SOURCE or kin.verdict.is_told:
        return kin
    ours, theirs = givers.get(kin.left, {}), givers.get(kin.right, {})
    for third in sorted(ours.keys() & theirs.keys()):
        if _explains(kin, ours=ours[third], theirs=theirs[third]):
            named = name_of(articles[third])
            reason = Reason(
                f"Ce qu'ils partagent vient de {named}.", f"What they share comes from {named}."
            )
            return replace(
                kin,
                kind=LineageKind.COMMON_SOURCE,
                verdict=UNKNOWN,
                reasons=(*kin.reasons, reason),
                is_explained=True,
            )
    return kin


def _explains(kin: Kinship, *, ours: Kinship, theirs: Kinship) -> bool:
    """Whether what two articles share is what a third one gave both."""
    closer = kin.comparison.copied_words > CLOSER * min(
        ours.comparison.copied_words, theirs.comparison.copied_words
    )
    if closer and kin.kind is LineageKind.COPY:
        return False
    return all(
        covered(kin.spans_of(article), by=given.spans_of(article)) >= EXPLAINED
        for article, given in ((kin.left, ours), (kin.right, theirs))
    )


def _merged(
    place: int, by_article: Mapping[int, Sequence[Kinship]], *, articles: Sequence[Article]
) -> Iterable[tuple[Kinship, Verdict]]:
    """The kinships of an article that is put together from two others, and their ways.

    Both others have more than it took, and together they hold nearly all of it.
    """
    open_kin = [k for k in by_article[place] if not k.verdict.way and k.kind is LineageKind.COPY]
    sources = [k for k in open_kin if _has_more(k, place, articles=articles)]
    for at, one in enumerate(sources):
        for other in sources[at + 1 :]:
            pair = {one.other(place), other.other(place)}
            if any({k.left, k.right} == pair for k in by_article[one.other(place)]):
                continue
            both = covered_share(articles[place], one.spans_of(place) + other.spans_of(place))
            if both >= MERGED:
                reason = Reason(
                    "Deux articles sans lien entre eux le contiennent presque tout entier.",
                    "Two articles without a link between them hold nearly all of it.",
                )
                evidence = Evidence(score=MERGED, giver=(), taker=(), reason=reason)
                for kin in (one, other):
                    way = 1 if kin.right == place else -1
                    yield kin, Verdict(way=way, score=MERGED, evidence=(evidence,))
                return


def _has_more(kin: Kinship, place: int, *, articles: Sequence[Article]) -> bool:
    """Whether the other article has a part of its own, and `place` is not all from it."""
    other = kin.other(place)
    return (
        covered_share(articles[other], kin.spans_of(other)) < MERGED
        and covered_share(articles[place], kin.spans_of(place)) < MERGED
    )


def covered(spans: Iterable[Span], *, by: Iterable[Span]) -> float:
    """The share of some spans' characters that lie in others."""
    ours, theirs = _joined(spans), _joined(by)
    whole = sum(end - start for start, end in ours)
    common = sum(max(0, min(end, e) - max(start, s)) for start, end in ours for s, e in theirs)
    return common / whole if whole else 0.0


def covered_share(article: Article, spans: Iterable[Span]) -> float:
    """The share of an article's text that lies in some spans."""
    whole = len(article.text.strip())
    return sum(end - start for start, end in _joined(spans)) / whole if whole else 0.0


def _joined(spans: Iterable[Span]) -> list[tuple[int, int]]:
    """The spans in order, those that touch made one."""
    joined: list[tuple[int, int]] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], span.end))
        else:
            joined.append((span.start, span.end))
    return joined

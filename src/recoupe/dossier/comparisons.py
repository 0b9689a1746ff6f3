"""What stands out when two articles are laid side by side: disagreements and drift."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from recoupe.dossier.claims import told_once
from recoupe.dossier.differences import differing, marked
from recoupe.dossier.edition import Place, anchor, one_line, shortened
from recoupe.dossier.index import sentence_around
from recoupe.dossier.passages import passage_anchor
from recoupe.dossier.sayings import plain_words
from recoupe.model import FindingKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from recoupe.dossier.differences import Stretch
    from recoupe.dossier.edition import Edition
    from recoupe.model import Finding, Passage, Reading

#: Two accounts that cannot both stand, or one that another rejects.
DISPUTES = frozenset({FindingKind.DIVERGENT, FindingKind.CONTRADICTED, FindingKind.DENIED})
#: What changed from an article to the one that took it, the gravest first.
DRIFTS = (
    FindingKind.ATTRIBUTION_DROPPED,
    FindingKind.CERTAINTY_RAISED,
    FindingKind.FIGURE_CHANGED,
    FindingKind.SOURCE_CHANGED,
    FindingKind.QUOTATION_CHANGED,
    FindingKind.CERTAINTY_LOWERED,
)
#: Characters of a passage shown beside another: its sentence, unless that runs on.
PASSAGE_CHARS = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A passage laid beside another."""

    stretches: tuple[Stretch, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class _Pair:
    """A finding, and the sentences that its two passages stand in."""

    finding: Finding
    left: Passage
    right: Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two passages side by side, and all that was found in comparing them."""

    anchor: str
    kinds: tuple[str, ...]  # in words
    reasons: tuple[str, ...]
    sides: tuple[Side, Side]


def disputes(edition: Edition) -> tuple[Comparison, ...]:
    """Accounts that disagree, side by side, the surest first."""
    return _compared(edition, kinds=DISPUTES, by_words=False)


def drifts(edition: Edition) -> tuple[Comparison, ...]:
    """What copies changed, side by side, the surest first."""
    return _compared(edition, kinds=DRIFTS, by_words=True)


def _compared(
    edition: Edition, *, kinds: Iterable[FindingKind], by_words: bool
) -> tuple[Comparison, ...]:
    """Findings of these kinds, those about the same words together."""
    return tuple(
        _comparison(texts, edition, pairs=found, by_words=by_words)
        for texts, found in _by_words(edition, kinds).items()
    )


def rows_of(edition: Edition, kinds: Iterable[FindingKind]) -> Mapping[str, str]:
    """The anchor of the comparison that tells each finding of these kinds, by the finding's id."""
    return {
        pair.finding.id: _anchor(pairs)
        for pairs in _by_words(edition, kinds).values()
        for pair in pairs
    }


def _anchor(pairs: Sequence[_Pair]) -> str:
    return anchor("x", min(pair.finding.id for pair in pairs))


def _by_words(
    edition: Edition, kinds: Iterable[FindingKind]
) -> Mapping[tuple[str, str], list[_Pair]]:
    """Findings of these kinds by the words that they compare, the surest first."""
    readings = {r.analysis.article.id: r for r in edition.index.readings}
    wanted = [f for f in edition.dossier.findings if f.kind in kinds and f.right]
    groups: dict[tuple[str, str], list[_Pair]] = {}
    first: dict[tuple[str, str], tuple[str, str]] = {}  # one text by its words alone
    for finding in sorted(wanted, key=lambda f: (-f.score, f.id)):
        if finding.right:
            pair = _Pair(
                finding, _sentence(finding.left, readings), _sentence(finding.right, readings)
            )
            texts = (edition.index.text_of(pair.left), edition.index.text_of(pair.right))
            alike = plain_words(texts[0]), plain_words(texts[1])
            groups.setdefault(first.setdefault(alike, texts), []).append(pair)
    return groups


def _sentence(passage: Passage, readings: Mapping[str, Reading]) -> Passage:
    """The sentences that a passage stands in, unless they run on."""
    reading = readings[passage.article_id]
    first = sentence_around(reading, passage.span.start) or passage.span
    last = sentence_around(reading, max(passage.span.start, passage.span.end - 1)) or passage.span
    span = Span(min(first.start, passage.span.start), max(last.end, passage.span.end))
    if span.end - span.start > PASSAGE_CHARS:
        span = passage.span
    return type(passage)(passage.article_id, span)


def _comparison(
    texts: tuple[str, str], edition: Edition, *, pairs: list[_Pair], by_words: bool
) -> Comparison:
    words = edition.words
    findings = [pair.finding for pair in pairs]
    first = pairs[0]
    here = [p.finding for p in pairs if (p.left, p.right) == (first.left, first.right)]
    stretches = (differing(*texts) if by_words else None) or (
        _pointed(texts[0], first.left, passages=[f.left for f in here]),
        _pointed(texts[1], first.right, passages=[f.right for f in here if f.right]),
    )
    return Comparison(
        anchor=_anchor(pairs),
        kinds=told_once(words.say(f"finding.{finding.kind}") for finding in findings),
        reasons=told_once(one_line(words.reason(f.reason)) for f in findings),
        sides=(
            _side(stretches[0], [f.left for f in findings], edition=edition),
            _side(stretches[1], [f.right for f in findings if f.right], edition=edition),
        ),
    )


def _pointed(text: str, sentence: Passage, *, passages: list[Passage]) -> tuple[Stretch, ...]:
    """The text with the passages marked that findings point at; none when that is all of it."""
    start = sentence.span.start
    found: list[tuple[int, int]] = []
    for span in sorted({p.span for p in passages}):
        here = (span.start - start, span.end - start)
        if here != (0, len(text)) and (not found or here[0] >= found[-1][1]):
            found.append(here)
    return marked(text, found)


def _side(stretches: tuple[Stretch, ...], passages: list[Passage], *, edition: Edition) -> Side:
    """The words, cut where they run on, with a place in each article that has them."""
    room = PASSAGE_CHARS
    kept = []
    for stretch in stretches:
        if room > 0:
            text = stretch.text if len(stretch.text) <= room else shortened(stretch.text, room)
            kept.append(type(stretch)(text=text, differs=stretch.differs))
        room -= len(stretch.text)
    by_article = {p.article_id: p for p in reversed(passages)}
    places = [
        Place(cited=edition.cited[article_id], anchor=passage_anchor(passage, edition))
        for article_id, passage in by_article.items()
    ]
    return Side(stretches=tuple(kept), places=tuple(sorted(places, key=lambda p: p.cited.number)))

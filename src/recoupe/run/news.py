"""Tell what is new in a store: what the articles that came since changed.

Claims have no names that last: their ids are made from what they hold, and an
article that joins two accounts moves both. So a claim of before and a claim
of now are one when they share attributions (or unattributed sentences), the
pairs that share most first, each claim in one pair. A claim that stands in
fresh articles alone is new; halves of a claim that was split, and what was
merged, are neither new nor lost.

Every piece of news is of a story to which an article came: a later Recoupe,
or a correction, tells none by itself.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recoupe.model import (
    FindingKind,
    News,
    NewsKind,
    NewsPlace,
    Passage,
    Span,
    digest,
    quantity_id,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from recoupe.model import Article, Claim, Finding, Reading, Series
    from recoupe.run.together import Together
    from recoupe.store import Edit, Known

    #: What lasts of a claim: ids of attributions, passages of unattributed sentences.
    Key = str | Passage

#: News of one story is told in this order.
_ORDER = {kind: place for place, kind in enumerate(NewsKind)}
#: A denial is told with who denies while both stand so close, in characters: about two sentences.
_TOLD_CHARS = 300


def news_of(found: Together, known: Known, *, at: str) -> tuple[News, ...]:
    """What `found` tells that was not known: by story, then by kind, then by article."""
    if not known.fresh:
        return ()
    ground = _Ground(found, known, at=at)
    told = [
        *_claims(ground, known),
        *_figures(ground),
        *_denials(ground),
        *(_edited(ground, edit) for edit in known.edits if edit.article_id in ground.articles),
    ]
    denied = {one.claim_id for one in told if one.kind is NewsKind.FIRST_DENIAL}
    kept = [one for one in told if one.kind is not NewsKind.NEW_CLAIM or one.claim_id not in denied]
    return tuple(sorted({one.id: one for one in kept}.values(), key=_place))


class _Ground:
    """The latest cross-check, with the look-ups that telling its news needs."""

    def __init__(self, found: Together, known: Known, *, at: str) -> None:
        _, readings, self.checked = found
        self.at = at
        self.fresh = known.fresh
        self.articles = {r.analysis.article.id: r.analysis.article for r in readings}
        self.story_of = {a: story for story in self.checked.stories for a in story.article_ids}
        self.touched = {self.story_of[a].id for a in self.fresh if a in self.story_of}
        self.passages: dict[Key, Passage] = dict(_said(readings))
        self.sayings: dict[Key, Passage] = dict(_said(readings, with_speaker=True))
        self.quantities = dict(_counted(readings))

    def passage(self, key: Key) -> Passage:
        """Where an attribution or a sentence of a claim stands."""
        return key if isinstance(key, Passage) else self.passages[key]

    def first(self, passages: Iterable[Passage]) -> Passage:
        """The first of the passages, those of fresh articles before all others."""
        return min(passages, key=lambda p: (p.article_id not in self.fresh, self._where(p)))

    def words(self, passage: Passage) -> str:
        """The words of a passage."""
        return passage.span.of(self.articles[passage.article_id].text)

    def _where(self, passage: Passage) -> tuple[str, str, Span]:
        return self.articles[passage.article_id].path, passage.article_id, passage.span


def _said(
    readings: Iterable[Reading], *, with_speaker: bool = False
) -> Iterator[tuple[Key, Passage]]:
    """Each attribution's content, from its first character to its last; or with who says it."""
    for reading in readings:
        for one in reading.attributions:
            if one.content:
                around = (one.source, one.cue) if with_speaker else ()
                spans = [*one.content, *(span for span in around if span)]
                span = Span(min(s.start for s in spans), max(s.end for s in spans))
                yield one.id, Passage(one.article_id, span)


def _counted(readings: Iterable[Reading]) -> Iterator[tuple[str, Passage]]:
    for reading in readings:
        article = reading.analysis.article.id
        for number, quantity in enumerate(reading.analysis.quantities):
            yield quantity_id(article, number), Passage(article, quantity.span)


def _keys(claim: Claim) -> frozenset[Key]:
    return frozenset((*claim.attribution_ids, *claim.assertions))


def _claims(ground: _Ground, known: Known) -> Iterator[News]:
    """New claims, and those behind which there are more origins or fewer."""
    claims = [c for c in ground.checked.claims if c.story_id in ground.touched]
    partners = _matched(known.claims, claims)
    for claim in claims:
        passages = [ground.passage(key) for key in _keys(claim)]
        place = ground.first(passages)
        before = partners.get(claim.id)
        if before is not None and before.origins_at_most != claim.origins_at_most:
            rose = claim.origins_at_most > before.origins_at_most
            kind = NewsKind.ORIGIN_ADDED if rose else NewsKind.ORIGIN_LOST
            counts = (str(before.origins_at_most), str(claim.origins_at_most))
            yield _news(ground, kind, place=place, about=_About(claim.text, *counts, claim=claim))
        elif all(passage.article_id in ground.fresh for passage in passages):
            about = _About(claim.text, None, ground.words(place), claim=claim)
            yield _news(ground, NewsKind.NEW_CLAIM, place=place, about=about)


def _matched(before: Iterable[Claim], after: Iterable[Claim]) -> Mapping[str, Claim]:
    """The claim of before that each claim of now is, by the id of the one of now."""
    held: dict[Key, list[tuple[int, Claim]]] = defaultdict(list)
    for place, claim in enumerate(before):
        for key in _keys(claim):
            held[key].append((place, claim))
    pairs: dict[tuple[int, int], tuple[int, Claim, Claim]] = {}
    for number, claim in enumerate(after):
        for key in _keys(claim):
            for place, old in held.get(key, ()):
                shared = pairs.get((number, place), (0, claim, old))[0]
                pairs[number, place] = shared + 1, claim, old
    partners: dict[str, Claim] = {}
    taken: set[int] = set()
    for (_, place), (_, claim, old) in sorted(pairs.items(), key=lambda p: (-p[1][0], p[0])):
        if claim.id not in partners and place not in taken:
            partners[claim.id] = old
            taken.add(place)
    return partners


def _figures(ground: _Ground) -> Iterator[News]:
    """Values and bounds that a series had not before its fresh articles."""
    for series in ground.checked.series:
        old = [p for p in series.points if p.article_id not in ground.fresh]
        if not old or series.story_id not in ground.touched:
            continue
        latest = max(enumerate(old), key=lambda p: (p[1].as_of or "", p[0]))[1]
        values = {(p.low, p.high) for p in old}
        new: dict[tuple[float | None, float | None], list[Passage]] = defaultdict(list)
        for point in series.points:
            if point.article_id in ground.fresh and (point.low, point.high) not in values:
                new[point.low, point.high].append(ground.quantities[point.quantity_id])
        for passages in new.values():
            place = ground.first(passages)
            before = ground.words(ground.quantities[latest.quantity_id])
            about = _About(_counts(series), before, ground.words(place), series=series)
            yield _news(ground, NewsKind.MOVED_FIGURE, place=place, about=about)


def _counts(series: Series) -> str:
    return f"{series.counted} ({series.scope})" if series.scope else series.counted


def _denials(ground: _Ground) -> Iterator[News]:
    """Claims that nobody denied before the fresh articles did; a denial of its own is one."""
    claims = {claim.id: claim for claim in ground.checked.claims}
    by_start = {(p.article_id, p.span.start): key for key, p in ground.passages.items()}
    home = {a: claim.id for claim in ground.checked.claims for a in claim.attribution_ids}
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in ground.checked.findings:
        if finding.kind is FindingKind.DENIED:
            denial = by_start.get((finding.left.article_id, finding.left.span.start))
            own = home.get(str(denial), finding.id)
            found[finding.claim_ids[0] if finding.claim_ids else own].append(finding)
    for subject, findings in found.items():
        if any(finding.left.article_id not in ground.fresh for finding in findings):
            continue
        place = ground.first(finding.left for finding in findings)
        claim = claims.get(subject)
        denied = claim.text if claim and any(f.claim_ids for f in findings) else None
        denial = by_start.get((place.article_id, place.span.start))
        said = ground.words(ground.sayings.get(denial, place) if denial else place)
        words = said if len(said) <= _TOLD_CHARS else ground.words(place)
        about = _About(claim.text if claim else words, denied, words, claim=claim)
        yield _news(ground, NewsKind.FIRST_DENIAL, place=place, about=about)


def _edited(ground: _Ground, edit: Edit) -> News:
    """Words that an article has otherwise than in its earlier version."""
    article = ground.articles[edit.edited_id]
    about = _About(article.title or article.path, edit.before, edit.after)
    place = Passage(edit.article_id, edit.span)
    return _news(ground, NewsKind.EDITED_ARTICLE, place=place, about=about)


@dataclass(frozen=True, slots=True)
class _About:
    """What a piece of news is about, in words and as records."""

    subject: str
    before: str | None
    after: str | None
    claim: Claim | None = None
    series: Series | None = None


def _news(ground: _Ground, kind: NewsKind, *, place: Passage, about: _About) -> News:
    """The record of a piece of news."""
    article = ground.articles[place.article_id]
    story = ground.story_of[place.article_id]
    parts = (kind, ground.at, *_where(article), place.span, about.before, about.after)
    return News(
        id=digest(*parts, about.subject),
        kind=kind,
        at=ground.at,
        story_id=story.id,
        story=story.title,
        claim_id=about.claim.id if about.claim else None,
        series_id=about.series.id if about.series else None,
        subject=about.subject,
        before=about.before,
        after=about.after,
        place=NewsPlace(
            article_id=article.id,
            title=article.title,
            outlet=article.outlet,
            url=article.url,
            span=place.span,
            words=ground.words(place),
        ),
    )


def _where(article: Article) -> tuple[str, str]:
    return article.url or article.path, article.sha256


def _place(one: News) -> tuple[object, ...]:
    """By story, then by kind, then by article and where in it."""
    return one.story, one.story_id, _ORDER[one.kind], one.place.article_id, one.place.span, one.id

"""From the words that a judgment holds on to, to what they are in a run, and back.

An article is known by its text, and by its address or path where several
have one text; whatever id it bears. In it, words are looked up where they
stand; a reading that cut them a little differently is still found.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from recoupe.model import Anchor, Passage, Span
from recoupe.text import text_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from recoupe.model import Actor, Article, Attribution, Reading

#: Share of both stretches in common from which one is the other, read anew.
SAME_WORDS = 0.5


class Places:
    """The readings of a run, to look up what the words of anchors are in them."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        self._readings: dict[str, list[Reading]] = defaultdict(list)
        for reading in readings:
            self._readings[text_id(reading.analysis.article.text)].append(reading)

    def reading(self, anchor: Anchor) -> Reading | None:
        """The reading of the article; None when it is gone, or cannot be told from others."""
        found = self._readings.get(anchor.text_id, [])
        if len(found) > 1:
            found = [r for r in found if address(r.analysis.article) == anchor.article]
        return found[0] if len(found) == 1 else None

    def article_ids(self, anchor: Anchor) -> tuple[str, ...]:
        """The id of the article."""
        reading = self.reading(anchor)
        return (reading.analysis.article.id,) if reading else ()

    def passages(self, anchor: Anchor) -> tuple[Passage, ...]:
        """The words, in the article as this run knows it."""
        return tuple(Passage(i, anchor.span) for i in self.article_ids(anchor) if anchor.span)

    def attributions(self, anchor: Anchor) -> tuple[Attribution, ...]:
        """The attributions of these words: more than one where two cues ascribe them."""
        reading, span = self.reading(anchor), anchor.span
        if reading is None or span is None:
            return ()
        held = {a.id: a for a in reading.attributions if a.content}
        ids = _nearest(((content_of(a), a.id) for a in held.values()), span)
        return tuple(held[i] for i in ids)

    def actors(self, anchor: Anchor) -> tuple[Actor, ...]:
        """The actor whom these words name."""
        reading, span = self.reading(anchor), anchor.span
        if reading is None or span is None:
            return ()
        held = {actor.id: actor for actor in reading.actors}
        ids = _nearest(((m.span, a.id) for a in held.values() for m in a.mentions), span)
        return tuple(held[i] for i in ids[:1])

    def propositions(self, anchor: Anchor) -> tuple[str, ...]:
        """What cross-check calls these words: ids of attributions, or a sentence's place."""
        said = tuple(a.id for a in self.attributions(anchor))
        if said or anchor.start is None:
            return said
        return tuple(f"{i}:{anchor.start}" for i in self.article_ids(anchor))


def address(article: Article) -> str:
    """Where an article stands: its address, or the path of its file."""
    return article.url or article.path


def article_anchor(article: Article) -> Anchor:
    """What holds on to an article as a whole."""
    headline = article.headline.of(article.text) if article.headline else article.title
    return Anchor(
        article=address(article),
        text_id=text_id(article.text),
        start=None,
        end=None,
        words=headline or article.text.strip().partition("\n")[0],
    )


def words_anchor(article: Article, span: Span) -> Anchor:
    """What holds on to words of an article."""
    return Anchor(
        article=address(article),
        text_id=text_id(article.text),
        start=span.start,
        end=span.end,
        words=span.of(article.text),
    )


def content_of(attribution: Attribution) -> Span:
    """From the first to the last character of what is ascribed."""
    return Span(attribution.content[0].start, attribution.content[-1].end)


def _nearest(held: Iterable[tuple[Span, str]], sought: Span) -> Sequence[str]:
    """The ids that stand at a span; where none does, the one that shares most of it."""
    listed = sorted(held)
    at = [name for span, name in listed if span == sought]
    return list(dict.fromkeys(at)) or [name for _, name in sorted(_near(listed, sought))[:1]]


def _near(held: Iterable[tuple[Span, str]], sought: Span) -> Iterator[tuple[float, str]]:
    """The ids that share most of a span, the nearest with the smallest number."""
    for span, name in held:
        common = min(span.end, sought.end) - max(span.start, sought.start)
        whole = max(span.end, sought.end) - min(span.start, sought.start)
        if common >= SAME_WORDS * whole:
            yield -common / whole, name

"""Find the stories of a mixed folder: articles about one developing event.

Every article is in exactly one story. Names, order and doubling of files
change nothing: texts are ordered by their content, and a text that several
files hold is compared once.

Source: topic detection after Allan 2002; house.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from recoupe.crosscheck.settling import Settled
from recoupe.crosscheck.story_groups import Topic, grouped
from recoupe.crosscheck.story_words import likeness, telling_words, unit
from recoupe.model import LOSSES, DateBasis, LineageKind, Story
from recoupe.text import text_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from recoupe.crosscheck.story_words import Weights
    from recoupe.model import Article, Entity, Link, Reading, Tracing

#: Hexadecimal digits of a story's id.
ID_DIGITS = 12
#: A headline in these bounds says who and what, and no more.
CLEAR_CHARS = range(30, 121)
#: What a headline that asks, shouts or capitalizes every word loses in clarity.
UNCLEAR = 0.7
#: What a headline that counts losses loses: the next toll makes it stale.
STALE = 0.5
#: Characters of a title made from a first sentence.
TITLE_CHARS = 120


def form_stories(
    readings: Sequence[Reading],
    entities: Iterable[Entity],
    *,
    tracing: Tracing,
    links: Sequence[Link] = (),
) -> tuple[Story, ...]:
    """The stories, each article in one; sorted by title.

    `links`, of ids of articles, are what editors hold for one story or for several.

    Cost: linear in the articles (`story_groups.grouped`).
    """
    if not readings:
        return ()
    vectors = telling_words(readings, entities)
    by_text: dict[str, list[int]] = defaultdict(list)
    for i, reading in enumerate(readings):
        by_text[text_id(reading.analysis.article.text)].append(i)
    texts = sorted(by_text)
    firsts = [min(by_text[t], key=lambda i: readings[i].analysis.article.id) for t in texts]
    topics = [_topic(readings[i].analysis.article, vectors[i]) for i in firsts]
    place = {readings[i].analysis.article.id: n for n, t in enumerate(texts) for i in by_text[t]}
    copies = [
        (place[line.from_id], place[line.to_id])
        for line in tracing.lineage
        if line.kind is not LineageKind.COMMON_SOURCE and {line.from_id, line.to_id} <= place.keys()
    ]
    stories = []
    for members in grouped(topics, copies, settled=Settled(links, of=place)):
        ids = [readings[i].analysis.article.id for n in members for i in by_text[texts[n]]]
        told = [readings[firsts[n]] for n in members]
        stories.append(
            Story(
                id=_id(texts[members[0]]),
                title=_title(told, [topics[n].words for n in members]),
                article_ids=tuple(sorted(ids)),
            )
        )
    return tuple(sorted(stories, key=in_order))


def in_order(story: Story) -> tuple[str, str]:
    """Where a story stands: by its title."""
    return story.title, story.id


def _id(first_text: str) -> str:
    """An id from the first of the texts by content, so that a story keeps it as it grows."""
    return hashlib.sha256(f"story\x1f{first_text}".encode()).hexdigest()[:ID_DIGITS]


def _topic(article: Article, words: Weights) -> Topic:
    """What an article is about, and when it can have appeared."""
    published = article.published
    is_dated = published.basis in (DateBasis.METADATA, DateBasis.PAGE)
    return Topic(
        words=words,
        earliest=_ordinal(published.earliest) if is_dated else None,
        latest=_ordinal(published.latest) if is_dated else None,
    )


def _ordinal(day: str | None) -> int | None:
    return date.fromisoformat(day).toordinal() if day else None


def _title(readings: Sequence[Reading], vectors: Sequence[Weights]) -> str:
    """The headline that is nearest to the whole story, of those that are clear.

    One that gives a toll is stale where a later one gives the next.
    """
    sums: Weights = {}
    for words in vectors:
        for word, weight in words.items():
            sums[word] = sums.get(word, 0.0) + weight
    whole = unit(sums)
    tolls = (r.analysis.article.published.earliest for r in readings if _gives_toll(r))
    last_toll = max((day for day in tolls if day), default="")
    ranked = []
    for reading, words in zip(readings, vectors, strict=True):
        article = reading.analysis.article
        title = _headline(article)
        if title:
            score = likeness(words, whole) * _clarity(title)
            is_outdated = (article.published.latest or last_toll) < last_toll
            score *= STALE if is_outdated and _gives_toll(reading) else 1.0
            ranked.append((bool(article.title), score, title))
    if not ranked:
        return ""
    return min(ranked, key=lambda r: (not r[0], -r[1], r[2]))[2]


def _gives_toll(reading: Reading) -> bool:
    """Whether a headline counts losses."""
    headline = reading.analysis.article.headline
    return headline is not None and any(
        q.event in LOSSES and headline.covers(q.span) for q in reading.analysis.quantities
    )


def _headline(article: Article) -> str:
    """An article's headline, or the beginning of its text where it has none."""
    if article.title:
        return article.title.strip()
    line = article.text.strip().partition("\n")[0]
    if len(line) <= TITLE_CHARS:
        return line
    return line[:TITLE_CHARS].rpartition(" ")[0].rstrip(" ,;:") + "…"


def _clarity(title: str) -> float:
    """How clear a headline is, 0 to 1: of usual length, telling, in usual letters."""
    clarity = 1.0
    if len(title) not in CLEAR_CHARS:
        clarity *= UNCLEAR
    if title.rstrip().endswith(("?", "…", "...")):
        clarity *= UNCLEAR
    words = [w for w in title.split() if len(w) > 3 and w[0].isalpha()]
    if words and sum(w[0].isupper() for w in words) > UNCLEAR * len(words):
        clarity *= UNCLEAR
    return clarity

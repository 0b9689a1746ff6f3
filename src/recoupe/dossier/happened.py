"""Say what happened in the articles' own words: how the story opens, and how it stands.

News puts the main thing into its first sentence. Told are that of the article
that appeared first, that of the last, and between them the one that shares most
with the others; copies are left out, for they open on the same words.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recoupe.dossier.edition import one_line
from recoupe.model import Direction, Passage, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from recoupe.dossier.edition import Cited, Edition
    from recoupe.model import Reading

#: A sentence of fewer characters tells too little; one of more is no plain sentence.
SHORTEST, LONGEST = 60, 420
#: Sentences of an article that are looked at: what opens it stands near its beginning.
NEAR_THE_TOP = 6
#: Shorter words say too little of what a sentence is about.
_TELLING_CHARS = 4
#: The share of its words that a sentence has in common with one already told, to be left out.
_SAID_ALREADY = 0.6
_WHOLE = re.compile(r"[.…](?:\s?[»”\"])?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """The sentence that opens an article: what its writer takes for the main thing."""

    passage: Passage
    text: str
    cited: Cited


def what_happened(edition: Edition) -> tuple[Opening, ...]:
    """The openings that tell the story, three at most, the oldest first."""
    found = [o for o in (_opening(r, edition) for r in _of_the_story(edition)) if o]
    shared = Counter(word for one in found for word in _telling(one.text))
    ranked = sorted(found, key=lambda one: (-_weight(one, shared), one.cited.number))
    told: list[Opening] = []
    for turn in (_can_be_first(ranked), _can_be_last(ranked), ranked):
        fresh = next((one for one in turn if not any(_is_said(one, by) for by in told)), None)
        if fresh:
            told.append(fresh)
    return tuple(sorted(told, key=lambda one: (one.cited.latest or "~", one.cited.number)))


def _of_the_story(edition: Edition) -> Iterator[Reading]:
    """The readings of the largest story but for known copies; all of them where there is none."""
    stories = edition.dossier.stories
    ids = max(stories, key=lambda s: (len(s.article_ids), s.title)).article_ids if stories else ()
    takers = {
        line.to_id for line in edition.dossier.tracing.lineage if line.direction is Direction.KNOWN
    }
    for reading in edition.index.readings:
        own = reading.analysis.article.id
        if own not in takers and (own in ids or not stories):
            yield reading


def _opening(reading: Reading, edition: Edition) -> Opening | None:
    """The first whole sentence below the headline; None where an article opens otherwise."""
    article, tokens = reading.analysis.article, reading.analysis.tokens
    after = article.headline.end if article.headline else 0
    looked_at = 0
    for first, last in tokens.sentences:
        span = Span(tokens.start[first], tokens.end[last - 1])
        if span.start < after:
            continue
        text = one_line(span.of(article.text))
        if SHORTEST <= len(text) <= LONGEST and _WHOLE.search(text):
            cited = edition.cited[article.id]
            return Opening(passage=Passage(article.id, span), text=text, cited=cited)
        looked_at += 1
        if looked_at == NEAR_THE_TOP:
            return None
    return None


def _can_be_first(ranked: Sequence[Opening]) -> list[Opening]:
    """Those that no other article is known to have appeared before."""
    soonest = min((o.cited.latest for o in ranked if o.cited.latest), default="~")
    return [o for o in ranked if o.cited.earliest and o.cited.earliest <= soonest]


def _can_be_last(ranked: Sequence[Opening]) -> list[Opening]:
    """Those that no other article is known to have appeared after."""
    newest = max((o.cited.earliest for o in ranked if o.cited.earliest), default="")
    return [o for o in ranked if o.cited.latest and o.cited.latest >= newest]


def _is_said(one: Opening, by: Opening) -> bool:
    words = _telling(one.text)
    return len(words & _telling(by.text)) >= _SAID_ALREADY * len(words)


def _weight(one: Opening, shared: Counter[str]) -> int:
    """How many times other openings have its telling words."""
    return sum(shared[word] - 1 for word in sorted(_telling(one.text)))


def _telling(text: str) -> frozenset[str]:
    return frozenset(w for w in re.findall(r"\w+", text.casefold()) if len(w) >= _TELLING_CHARS)

"""Weigh the words by which an article tells its story from others.

Names, states and nouns count, the headline's most, since a headline names the
event; verbs, times, sums of money and nouns for roles say little of it. A
demonym, a capital and a state are one word, so that « nord-coréen » meets
« Pyongyang ».

Source: weights after TF-IDF as used in topic detection (Allan 2002); house.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from recoupe.crosscheck.spelling import spelling_of
from recoupe.lang import load_pack, open_lexicon, plain
from recoupe.model import EntityKind
from recoupe.text import WORDS, text_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from recoupe.lang import Lexicon
    from recoupe.model import Entity, Reading, Span

Weights = dict[str, float]

#: A word of the headline counts three times, one of the lead half as much again.
HEADLINE_WEIGHT, LEAD_WEIGHT = 3.0, 1.5
#: The lead ends with the first paragraph of this many characters, or thereabouts.
LEAD_CHARS, LEAD_AT_MOST = 50, 600
#: What a word of each sort says of the event: a name much, a quality little.
NAME_WEIGHT, ADJECTIVE_WEIGHT, COMMON_WEIGHT = 2.0, 0.3, 0.3
#: What one word in common says at most: a town alone makes no story.
ONE_WORD = 0.1
#: Texts that are taken to exist beside those read: keeps what all of a few texts share telling.
PRIOR_TEXTS = 50.0

PERSON, STATE, NAME, QUALITY, COMMON = "p:", "@", "n:", "a:", "c:"
_SORT_WEIGHTS = {PERSON: NAME_WEIGHT, NAME: NAME_WEIGHT, QUALITY: ADJECTIVE_WEIGHT}
_SORT_WEIGHTS |= {COMMON: COMMON_WEIGHT, STATE: 1.0}
_TAGS = ("NOUN", "PROPN", "ADJ")


def telling_words(readings: Sequence[Reading], entities: Iterable[Entity]) -> list[Weights]:
    """For each reading, its telling words with their weights, of length 1 as a vector.

    Readings of one text have equal words, and count once in how rare a word is.

    Cost: linear in the tokens of all readings.
    """
    people = _people(entities)
    counted = [_counted(r, people.get(r.analysis.article.id, {})) for r in readings]
    texts = {
        text_id(r.analysis.article.text): words for r, words in zip(readings, counted, strict=True)
    }
    spread = Counter(word for words in texts.values() for word in words)
    whole = len(texts) + PRIOR_TEXTS
    return [
        unit({word: found * math.log(whole / spread[word]) for word, found in words.items()})
        for words in counted
    ]


def own_words(reading: Reading) -> dict[str, int]:
    """An article's most telling words as it alone tells them, weighed in thousandths.

    A person is the last part of the name: who else bears it is not known yet.
    """
    spelling = spelling_of(reading.analysis.article.language)
    people = {
        mention.span.start: (mention.span.end, PERSON + name[-1])
        for actor in reading.actors
        if actor.kind is EntityKind.PERSON and any(c.isupper() for c in actor.name)
        if (name := spelling.person(actor.name))
        for mention in actor.mentions
    }
    weighed = sorted(_counted(reading, people).items(), key=lambda w: (-w[1], w[0]))
    return {word: round(1000 * weight) for word, weight in weighed[:WORDS]}


def unit(weights: Mapping[str, float]) -> Weights:
    """The weights as a vector of length 1."""
    length = math.sqrt(sum(w * w for w in weights.values())) or 1.0
    return {word: weight / length for word, weight in weights.items()}


def likeness(left: Weights, right: Weights) -> float:
    """How much two vectors of length 1 point the same way, 0 to 1.

    No word in common counts for more than `ONE_WORD`.
    """
    if len(left) > len(right):
        left, right = right, left
    return sum(min(w * right[word], ONE_WORD) for word, w in left.items() if word in right)


def _people(entities: Iterable[Entity]) -> dict[str, dict[int, tuple[int, str]]]:
    """For each article, where people's names stand: start, then end and word."""
    found: dict[str, dict[int, tuple[int, str]]] = defaultdict(dict)
    for entity in entities:
        if entity.kind is EntityKind.PERSON and any(c.isupper() for c in entity.name):
            for mention in entity.mentions:
                span = mention.passage.span
                found[mention.passage.article_id][span.start] = (span.end, PERSON + entity.id)
    return found


def _counted(reading: Reading, people: Mapping[int, tuple[int, str]]) -> Weights:
    """An article's telling words, weighed by how often and where they stand."""
    article = reading.analysis.article
    head = article.headline.end if article.headline else 0
    lead = _lead_end(article.text, head)
    times: Counter[str] = Counter()
    boosts: dict[str, float] = {}
    for start, word in _words(reading, people):
        boost = HEADLINE_WEIGHT if start < head else LEAD_WEIGHT if start < lead else 1.0
        times[word] += 1
        boosts[word] = max(boost, boosts.get(word, 1.0))
    return {
        word: (1 + math.log(count))
        * boosts[word]
        * _SORT_WEIGHTS.get(word[: 1 if word[0] == STATE else 2], 1.0)
        for word, count in sorted(times.items())
    }


def _lead_end(text: str, head: int) -> int:
    """Where the first paragraph under the headline ends."""
    at = head
    while at < len(text) and at - head < LEAD_CHARS:
        found = text.find("\n", at + 1)
        at = found if found >= 0 else len(text)
    return min(at, head + LEAD_AT_MOST)


def _words(reading: Reading, people: Mapping[int, tuple[int, str]]) -> Iterable[tuple[int, str]]:
    """Every telling word with its place, people under their entity."""
    article, tokens = reading.analysis.article, reading.analysis.tokens
    lexicon = open_lexicon(load_pack(article.language))
    written = tokens.words(article.text)
    folded = tuple(map(plain, written))
    skipped = _Covered(t.span for t in reading.analysis.timexes)
    person_end = 0
    i = 0
    while i < len(written):
        start = tokens.start[i]
        if start in people:
            person_end, person = people[start]
            yield start, person
        place = lexicon.atlas.places.longest(folded, i)
        if place is not None and written[i][:1].isupper():
            yield start, STATE + place[1].territory
            i = place[0]
            continue
        is_name_of_person = start < person_end and tokens.tag[i] == "PROPN"
        if not is_name_of_person and not skipped.covers(start):
            word = _word(
                written[i], folded[i], tag=tokens.tag[i], lemma=tokens.lemma[i], lexicon=lexicon
            )
            if word:
                yield start, word
        i += 1


def _word(written: str, folded: str, *, tag: str, lemma: str, lexicon: Lexicon) -> str:
    """A token as a telling word; "" when it tells nothing."""
    demonym = lexicon.atlas.demonym(written)
    if demonym is not None:
        return STATE + demonym.territory
    if tag not in _TAGS or len(folded) < 3 or not folded[0].isalpha():
        return ""
    if tag == "PROPN":
        return "" if folded in lexicon.first_names else NAME + folded
    base = plain(lemma)
    if lexicon.nouns.longest((lemma.lower(),), 0) is not None:
        return COMMON + base
    return QUALITY + base if tag == "ADJ" else base


class _Covered:
    """Whether a place lies in one of several spans, asked in the order of the text."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans, reverse=True)

    def covers(self, start: int) -> bool:
        while self._spans and self._spans[-1].end <= start:
            self._spans.pop()
        return bool(self._spans) and self._spans[-1].start <= start

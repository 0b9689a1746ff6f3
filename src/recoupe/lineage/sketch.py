"""Make one article ready to be compared: words, sentences, and the facts in each sentence.

A fact is what outlives a change of words: a name, a number, two words of a
quotation, a rare word's stem. A stem is the first letters of the lemma, which
brings « agacé » and « agacement » together in any language that inflects at
the end.

Source: stems by truncation after McNamee, Nicholas & Mayfield 2009.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from recoupe.lineage.quoted import quoted_spans
from recoupe.model import Span
from recoupe.text import (
    bands,
    evened,
    key_of,
    shingled,
    shingles,
    signature,
    without_accents,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy.typing as npt

    from recoupe.lineage.tables import Stock
    from recoupe.model import Article, Reading
    from recoupe.text import Shingled, Words

    Keys = npt.NDArray[np.uint64]
    Flags = npt.NDArray[np.bool_]

#: Letters of a lemma that make its stem.
STEM_CHARS = 5
#: Shorter words are grammar more often than facts.
FACT_CHARS = 4
_FACT_TAGS = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "NUM", "X", ""})
_NUMBER = re.compile(r"\d{1,3}(?:[ .]\d{3})+(?!\d)|\d+(?:,\d+)?")
#: A number under this is written everywhere (« un », « deux »): no fact by itself.
LEAST_NUMBER = 3


class Fact(IntEnum):
    """What kind of fact a sentence holds."""

    NAME = 0
    NUMBER = 1
    QUOTATION = 2
    WORD = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The facts of a text in order of key; one entry per fact and sentence."""

    keys: Keys
    sentences: npt.NDArray[np.int32]
    kinds: npt.NDArray[np.int8]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """An article, ready to be compared with others."""

    reading: Reading
    words: Words
    shingled: Shingled
    bands: Keys
    sentences: tuple[Span, ...]
    bounds: npt.NDArray[np.int64]  # word at which each sentence begins, and their number
    facts: Facts
    quoted: Flags  # of each word, whether it stands in a quotation
    named: Flags  # whether it is part of a name or a number
    prose: Flags  # whether it is the writer's: no quotation, name, number, stock phrase or cue

    @property
    def article(self) -> Article:
        """The article that was sketched."""
        return self.reading.analysis.article

    def of(self, reading: Reading) -> Sketch:
        """The sketch of another article with the same text."""
        return replace(self, reading=reading)

    def sentence_at(self, word: int) -> int:
        """The sentence in which a word stands."""
        found = int(np.searchsorted(self.bounds, word, side="right")) - 1
        return min(max(found, 0), len(self.sentences) - 1)

    def sentence_of(self, char: int) -> int:
        """The sentence in which a character stands, or after which it does."""
        starts = [s.start for s in self.sentences]
        return max(0, bisect_right(starts, char) - 1)

    def sentences_in(self, span: Span) -> range:
        """The sentences that a span touches."""
        return range(self.sentence_of(span.start), self.sentence_of(span.end - 1) + 1)

    def opening(self, word: int) -> int:
        """The first word of the sentence in which a word stands."""
        return int(self.bounds[self.sentence_at(word)]) if self.sentences else word

    def ending(self, word: int) -> int:
        """The word after the last of the sentence in which the word before `word` stands."""
        return int(self.bounds[self.sentence_at(word - 1) + 1]) if self.sentences else word

    def bare(self, first: int, last: int) -> Span:
        """The characters from word `first` to word `last`, excluded, and nothing around them."""
        return Span(int(self.words.start[first]), int(self.words.end[last - 1]))

    def chars(self, first: int, last: int) -> Span:
        """The characters from word `first` to word `last`, excluded.

        A sentence's first and last words bring its marks with them.
        """
        bare = self.bare(first, last)
        start, end = bare.start, bare.end
        if self.sentences and self.opening(first) == first:
            start = min(start, self.sentences[self.sentence_at(first)].start)
        if self.sentences and self.ending(last) == last:
            end = max(end, self.sentences[self.sentence_at(last - 1)].end)
        return Span(start, end)


def sketch(reading: Reading, *, stock: Stock) -> Sketch:
    """The sketch of one article.

    Cost: linear in its length.
    """
    text = reading.analysis.article.text
    words = words_of(text)
    sentences = _sentences(reading)
    bounds = np.searchsorted(words.start, [s.start for s in sentences] or [0], side="left")
    quotes = quoted_spans(reading)
    quoted = _flagged(words, quotes)
    names = _names(reading)
    named = _flagged(words, names) | np.array(
        [text[s].isdigit() for s in words.start.tolist()], dtype=bool
    )
    stocked, skipped = stock.found(words)
    prose = ~(quoted | named | stocked | _flagged(words, _attributing(reading)))
    return Sketch(
        reading=reading,
        words=words,
        shingled=shingled(words, skipped=skipped),
        bands=bands(signature(shingles(words.keys))),
        sentences=sentences,
        bounds=np.append(bounds, len(words)).astype(np.int64),
        facts=_facts(reading, sentences, words=words, quoted=quoted, names=names),
        quoted=quoted,
        named=named,
        prose=prose,
    )


def _sentences(reading: Reading) -> tuple[Span, ...]:
    """The sentences of an article, each from its first token to its last."""
    tokens = reading.analysis.tokens
    return tuple(
        Span(tokens.start[first], tokens.end[last - 1])
        for first, last in tokens.sentences
        if last > first
    )


def _flagged(words: Words, spans: Iterable[Span]) -> Flags:
    """Of each word, whether it lies in one of `spans`."""
    change = np.zeros(len(words) + 1, dtype=np.int64)
    bounds = np.array([(s.start, s.end) for s in spans], dtype=np.int64).reshape(-1, 2)
    np.add.at(change, np.searchsorted(words.start, bounds[:, 0], side="left"), 1)
    np.add.at(change, np.searchsorted(words.start, bounds[:, 1], side="left"), -1)
    return np.asarray(np.cumsum(change)[:-1] > 0)


def _attributing(reading: Reading) -> Iterator[Span]:
    """The cues and sources of an article: « a déclaré le maire » is worded alike by everyone."""
    for attribution in reading.attributions:
        yield from (s for s in (attribution.cue, attribution.source) if s)


def _names(reading: Reading) -> tuple[Span, ...]:
    """The tokens that are parts of names.

    A capital tells; where a sentence begins, the tagger, another mention, or the
    same word capitalized elsewhere must confirm it.
    """
    tokens, text = reading.analysis.tokens, reading.analysis.article.text
    openings = {first for first, _ in tokens.sentences}
    openings |= {i + 1 for i in range(len(tokens)) if text[tokens.start[i]] in "«“\"':–—"}
    capital = [
        i for i in range(len(tokens)) if text[tokens.start[i]].isupper() and tokens.tag[i] != "DET"
    ]
    sure = {i for i in capital if i not in openings or tokens.tag[i] == "PROPN"}
    forms = {text[tokens.start[i] : tokens.end[i]] for i in sure}
    return tuple(
        Span(tokens.start[i], tokens.end[i])
        for i in capital
        if i in sure or text[tokens.start[i] : tokens.end[i]] in forms
    )


def _facts(
    reading: Reading,
    sentences: Sequence[Span],
    *,
    words: Words,
    quoted: Flags,
    names: Sequence[Span],
) -> Facts:
    """The facts of each sentence."""
    text = reading.analysis.article.text
    starts = [s.start for s in sentences]
    found: dict[tuple[int, int], Fact] = {}
    for where, fact, key in (
        *_name_facts(text, names),
        *_number_facts(reading),
        *_quotation_facts(words, quoted),
        *_word_facts(reading, names),
    ):
        at = int(np.searchsorted(starts, where, side="right")) - 1
        if at >= 0:
            found.setdefault((key, at), fact)
    entries = sorted(found.items())
    return Facts(
        keys=np.array([key for (key, _), _ in entries], dtype=np.uint64),
        sentences=np.array([at for (_, at), _ in entries], dtype=np.int32),
        kinds=np.array([fact for _, fact in entries], dtype=np.int8),
    )


def _name_facts(text: str, names: Sequence[Span]) -> Iterator[tuple[int, Fact, int]]:
    """A fact for each word of a name."""
    for name in names:
        if len(name) >= LEAST_NUMBER:
            yield name.start, Fact.NAME, key_of("name", _plain(name.of(text)))


def _number_facts(reading: Reading) -> Iterator[tuple[int, Fact, int]]:
    """A fact for each number, written in figures or read by analysis."""
    text = evened(reading.analysis.article.text)
    for match in _NUMBER.finditer(text):
        digits = re.sub(r"[ .]", "", match.group()).replace(",", ".")
        yield from _number_fact(match.start(), float(digits))
    for quantity in reading.analysis.quantities:
        for value in (quantity.low, quantity.high):
            if value is not None:
                yield from _number_fact(quantity.span.start, value)


def _number_fact(where: int, value: float) -> Iterator[tuple[int, Fact, int]]:
    """A fact for a number large enough to be one."""
    if value >= LEAST_NUMBER or value % 1:
        yield where, Fact.NUMBER, key_of("number", f"{value:.12g}")


def _quotation_facts(words: Words, quoted: Flags) -> Iterator[tuple[int, Fact, int]]:
    """A fact for every two words that follow one another in a quotation."""
    keys = shingles(words.keys, 2)
    for i in np.flatnonzero(quoted[:-1] & quoted[1:]).tolist():
        yield int(words.start[i]), Fact.QUOTATION, int(keys[i])


def _word_facts(reading: Reading, names: Sequence[Span]) -> Iterator[tuple[int, Fact, int]]:
    """A fact for the stem of each word with a meaning of its own."""
    tokens, text = reading.analysis.tokens, reading.analysis.article.text
    named = {name.start for name in names}
    for start, end, lemma, tag in zip(
        tokens.start, tokens.end, tokens.lemma, tokens.tag, strict=True
    ):
        if end - start < FACT_CHARS or tag not in _FACT_TAGS or start in named:
            continue
        if text[start].isalpha():
            yield start, Fact.WORD, _stem_key(lemma)


@lru_cache(maxsize=200_000)
def _stem_key(lemma: str) -> int:
    """The key of a lemma's stem."""
    return key_of("word", _plain(lemma)[:STEM_CHARS])


def _plain(word: str) -> str:
    """The word by which spellings are compared."""
    return without_accents(evened(word).lower()).strip("'-")

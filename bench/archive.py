"""Make an archive to trace: stories of fifty articles, most of them copies of a few.

Words are invented, so that no phrase of the trade stands in two stories; each
story has words, names and figures of its own beside those that all stories
use. Tokens are laid out without a parser: lineage is measured, not parsing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from recoupe.model import (
    Analysis,
    Article,
    DateBasis,
    Published,
    Reading,
    Reason,
    Tokens,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Articles of one story: a few of their own, their copies, and some that share only the event.
STORY, SOURCES, COPIES = 50, 6, 32
WORDS = 400
#: Words of a sentence.
SHORTEST, LONGEST = 9, 27
#: A word is grammar this often, the story's own this often, else of the common stock.
GRAMMAR, OWN = 0.45, 0.2
_GRAMMAR = (
    "le la les de du des un une et à en que qui dans pour par sur avec est au ce il elle ne pas"
    " se son sa ses plus a ont été mais ou leur cette"
)
_SYLLABLES = (
    "ba be bi bo bra ca ce co cra da de di do fa fe fi fra ga ge gri ja jo la le li lo ma me mi"
    " mo na ne no pa pe pi po pra ra re ri ro sa se si so sta ta te ti to tra va ve vi vo"
)
UNDATED = Published(
    earliest=None, latest=None, basis=DateBasis.UNKNOWN, reason=Reason("Sans date.", "No date.")
)
_TOKEN = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Archive:
    """The readings of an archive, and which article took from which."""

    readings: tuple[Reading, ...]
    taken: tuple[tuple[str, str], ...]  # ids, giver and taker


def archive(
    articles: int, *, seed: int = 11, words: int = WORDS, common: Sequence[str] = ()
) -> Archive:
    """An archive of so many articles of so many words, in stories of fifty.

    The same for the same seed; `common` are words that all stories use beside
    the invented ones.
    """
    rng = Random(seed)  # noqa: S311 - an input that can be made again
    stock = [*(_word(rng) for _ in range(12_000)), *common]
    readings: list[Reading] = []
    taken: list[tuple[str, str]] = []
    for number in range(articles // STORY):
        own = [_word(rng) for _ in range(250)]
        own += [_word(rng).capitalize() for _ in range(30)]
        own += [str(rng.randint(3, 9999)) for _ in range(20)]
        texts = [_article(rng, stock, own, words=words) for _ in range(SOURCES)]
        givers = [-1] * SOURCES
        for _ in range(COPIES):
            giver = rng.randrange(SOURCES)
            givers.append(giver)
            texts.append(_copy(rng, texts[giver], vocabulary=(stock, own), words=words))
        while len(texts) < STORY:
            givers.append(-1)
            texts.append(_article(rng, stock, own, words=words))
        for place, (text, giver) in enumerate(zip(texts, givers, strict=True)):
            name = f"s{number:04}-{place:02}"
            readings.append(_reading(name, ". ".join(text) + "."))
            if giver >= 0:
                taken.append((f"s{number:04}-{giver:02}", name))
    return Archive(tuple(readings), tuple(taken))


def _word(rng: Random) -> str:
    return "".join(rng.choices(_SYLLABLES.split(), k=rng.randint(2, 4)))


def _sentence(rng: Random, stock: list[str], own: list[str]) -> str:
    words = []
    grammar = _GRAMMAR.split()
    for _ in range(rng.randint(SHORTEST, LONGEST)):
        draw = rng.random()
        chosen = grammar if draw < GRAMMAR else own if draw < GRAMMAR + OWN else stock
        words.append(rng.choice(chosen))
    return " ".join(words)


def _article(rng: Random, stock: list[str], own: list[str], *, words: int) -> list[str]:
    sentences: list[str] = []
    while sum(len(s.split()) for s in sentences) < words:
        sentences.append(_sentence(rng, stock, own))
    return sentences


def _copy(
    rng: Random, source: list[str], *, vocabulary: tuple[list[str], list[str]], words: int
) -> list[str]:
    """A part of the source, some words changed, some sentences added; as long as others are."""
    stock, own = vocabulary
    kept = rng.choice((0.3, 0.5, 0.8, 1.0))
    changed = rng.choice((0.0, 0.05, 0.1, 0.2))
    sentences = []
    for sentence in source:
        if rng.random() < kept:
            some = [rng.choice(stock) if rng.random() < changed else w for w in sentence.split()]
            sentences.append(" ".join(some))
    while sum(len(s.split()) for s in sentences) < words:
        sentences.insert(rng.randrange(len(sentences) + 1), _sentence(rng, stock, own))
    return sentences


def _reading(name: str, text: str) -> Reading:
    """The reading of a text by white space and full stops."""
    found = [m.span() for m in _TOKEN.finditer(text)]
    sentences = []
    first = 0
    for at, (start, _) in enumerate(found, start=1):
        if text[start] == ".":
            sentences.append((first, at))
            first = at
    count = len(found)
    tokens = Tokens(
        start=tuple(s for s, _ in found),
        end=tuple(e for _, e in found),
        lemma=tuple(text[s:e] for s, e in found),
        tag=("X",) * count,
        features=("",) * count,
        head=tuple(range(count)),
        relation=("dep",) * count,
        sentences=tuple(sentences),
    )
    article = Article(
        id=name,
        path=f"{name}.txt",
        url=None,
        outlet=None,
        title=None,
        byline=None,
        credit=None,
        language="fr",
        text=text,
        headline=None,
        sha256=name,
        published=UNDATED,
    )
    analysis = Analysis(
        article=article,
        tokens=tokens,
        mentions=(),
        timexes=(),
        quantities=(),
        conditionals=(),
    )
    return Reading(analysis=analysis, actors=(), attributions=(), voices=())

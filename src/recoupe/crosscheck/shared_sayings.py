"""Find the same quoted words, said by the same speaker, in several articles of a story.

A light net for dating: utterances are merged in earnest once the days are
known. Only words between quotation marks count, and whom they are given to.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recoupe.lang import load_pack, plain
from recoupe.model import Quotation, TimexType

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from recoupe.model import Attribution, Reading, Timex

#: Words that tell one quotation from another: longer than articles and prepositions.
WORD_CHARS = 4
#: Telling words in a row that two quotations of one saying share.
ROW_WORDS = 3
#: A quotation of so few words is told by two of them.
SHORT_WORDS = 4
#: Articles of one saying that are compared; the rest say the same.
ARTICLES_COMPARED = 64

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One article's telling of a saying: which reading, and by which time it dates it."""

    reading: int
    quoted: str
    said: Timex | None


def shared_sayings(
    readings: Sequence[Reading], entity_of: Mapping[str, str]
) -> list[tuple[Telling, ...]]:
    """The sayings that two readings or more tell, each with its tellings.

    Cost: linear in the attributions.
    """
    tellings: dict[tuple[str, ...], dict[int, Telling]] = defaultdict(dict)
    for index, reading in enumerate(readings):
        for attribution in reading.attributions:
            speakers = sorted({entity_of[s] for s in attribution.speakers if s in entity_of})
            for quoted in _quoted(attribution, reading) if speakers else ():
                said = day_of_saying(attribution, reading)
                telling = Telling(reading=index, quoted=quoted, said=said)
                for key in ((s, *row) for row in _rows(quoted) for s in speakers):
                    known = tellings[key].get(index)
                    if known is None or known.said is None:
                        tellings[key][index] = telling
    found = {}
    for _, told in sorted(tellings.items()):
        if len(told) > 1:
            saying = tuple(told[i] for i in sorted(told)[:ARTICLES_COMPARED])
            found[tuple((t.reading, t.said) for t in saying)] = saying
    return list(found.values())


def _rows(quoted: str) -> set[tuple[str, ...]]:
    """The telling words of a quotation, so many in a row, by which it is found again."""
    words = [w for w in map(plain, _WORD.findall(quoted)) if len(w) >= WORD_CHARS]
    size = ROW_WORDS if len(words) > SHORT_WORDS else ROW_WORDS - 1
    rows = {tuple(words[i : i + size]) for i in range(len(words) - size + 1)}
    if size < ROW_WORDS:
        rows |= {tuple(words[i : i + ROW_WORDS]) for i in range(len(words) - ROW_WORDS + 1)}
    return rows


def day_of_saying(attribution: Attribution, reading: Reading) -> Timex | None:
    """The time that gave an attribution its day of saying: of that value, nearest to the cue."""
    if attribution.said_on is None:
        return None
    place = attribution.cue or attribution.source or attribution.content[0]
    fitting = [
        t
        for t in reading.analysis.timexes
        if t.value == attribution.said_on and t.type in (TimexType.DATE, TimexType.TIME)
    ]
    return min(
        fitting,
        key=lambda t: (max(t.span.start - place.end, place.start - t.span.end, 0), t.span),
        default=None,
    )


def _quoted(attribution: Attribution, reading: Reading) -> Iterator[str]:
    """The stretches of an attribution's content that stand between quotation marks."""
    article = reading.analysis.article
    marks = load_pack(article.language).quotation_marks
    for span in attribution.content:
        words = span.of(article.text)
        if attribution.quotation is Quotation.DIRECT:
            yield words
        elif attribution.quotation is Quotation.MIXED:
            yield from _between(words, opening="".join(m[0] for m in marks), closing=marks)


def _between(words: str, *, opening: str, closing: Sequence[tuple[str, str]]) -> Iterator[str]:
    """The outermost stretches between an opening mark and the next closing one."""
    closers = "".join(m[1] for m in closing)
    at = 0
    while at < len(words):
        start = next((i for i in range(at, len(words)) if words[i] in opening), None)
        if start is None:
            return
        end = next((i for i in range(start + 1, len(words)) if words[i] in closers), len(words))
        yield words[start + 1 : end].strip()
        at = end + 1

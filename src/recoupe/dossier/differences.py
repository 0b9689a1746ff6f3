"""Two passages side by side, with the words in which they differ marked.

`difflib` is right here: a pair of sentences, not of articles.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

#: Below this share of common words nearly all would be marked, which tells nothing.
ALIKE = 0.3
_WORD = re.compile(r"\w+(?:[.,]\d+)*|[^\w\s]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Some words of a passage, and whether they are what differs."""

    text: str
    differs: bool


def differing(left: str, right: str) -> tuple[tuple[Stretch, ...], tuple[Stretch, ...]] | None:
    """Both texts in stretches, what the other lacks marked; None when they are too unlike.

    Cost: quadratic in words at worst; passages are sentences.
    """
    one, other = list(_WORD.finditer(left)), list(_WORD.finditer(right))
    matcher = SequenceMatcher(None, _compared(one), _compared(other), autojunk=False)
    if matcher.ratio() < ALIKE:
        return None
    kept = matcher.get_matching_blocks()
    return (
        marked(left, _others(one, [(b.a, b.a + b.size) for b in kept])),
        marked(right, _others(other, [(b.b, b.b + b.size) for b in kept])),
    )


def marked(text: str, differing_: Iterable[tuple[int, int]]) -> tuple[Stretch, ...]:
    """The text in stretches, marked between each start and end."""
    found: list[Stretch] = []
    at = 0
    for start, end in differing_:
        found.append(Stretch(text=text[at:start], differs=False))
        found.append(Stretch(text=text[start:end], differs=True))
        at = end
    found.append(Stretch(text=text[at:], differs=False))
    return tuple(stretch for stretch in found if stretch.text)


def _compared(words: Sequence[re.Match[str]]) -> list[str]:
    """Words as they are compared: case, and the make of marks, say nothing."""
    return [re.sub(r"[’'ʼ«»“”„\"]", "'", word[0].casefold()) for word in words]


def _others(
    words: Sequence[re.Match[str]], kept: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Where runs of words that are not kept begin and end; marks alone are no difference."""
    at = 0
    for start, end in kept:
        run = [word for word in words[at:start] if word[0][0].isalnum()]
        if run:
            yield run[0].start(), run[-1].end()
        at = end

"""Which texts can be of one story: those that share several of their telling words.

A text is marked by the words that tell it most, rare ones more; two texts that
share enough of their marks are linked, and what links connect is one
neighborhood. Texts of different neighborhoods are never laid side by side, so
a text that is added moves its own neighborhood and no other.

For that, what a word weighs may not follow every text that comes: it falls by
steps, at four times as many texts each, and a word that a thousand texts hold
tells none of them apart. In a neighborhood that grows too large, texts must
share more to be linked. All numbers are whole, so that the order of a sum
changes nothing and a database counts as Python does.

Source: blocking in record linkage (Christen 2012); connected components in
place of all pairs; house.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from itertools import pairwise
from math import isqrt
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    Words = Mapping[str, int]

#: What a text is known by: its id, or the row of a database.
Text = TypeVar("Text", str, int)

#: What a word weighs by how many texts hold it: 100 log(65536 / 4ⁿ) from 4ⁿ texts on, then nothing.
STEPS = (1109, 970, 832, 693, 555)
EVERYWHERE = 4 ** len(STEPS)
#: Words of a text that are looked at, and those of them that mark it.
WORDS, MARKS = 40, 24
#: The weights of a text's marks are of this length as a vector; what one mark adds at most.
LENGTH, ONE_MARK = 1000, 100
#: Likeness that links two texts; the next one where a neighborhood would hold too many.
LEVELS = (120, 150, 180, 220, 260, 300)
#: Texts of a neighborhood from which more must be shared, while there is a higher level.
MOST = 200


def text_id(text: str) -> str:
    """An id of a text that its file's name does not change."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def step_of(spread: int) -> int:
    """The step of a word that so many texts hold; what it weighs moves with its step alone."""
    return min((max(spread, 1).bit_length() - 1) // 2, len(STEPS))


def marks_of(words: Words, spread: Words) -> dict[str, int]:
    """The words that mark a text, weighed; `spread` says how many texts hold each of its words."""
    steps = (*STEPS, 0)
    weighed = ((word, weight * steps[step_of(spread[word])]) for word, weight in words.items())
    top = sorted((w for w in weighed if w[1]), key=lambda w: (-w[1], w[0]))[:MARKS]
    length = isqrt(sum(weight * weight for _, weight in top)) or 1
    return {word: LENGTH * weight // length for word, weight in top}


def likeness(left: Words, right: Words) -> int:
    """How much two texts share of their marks, 0 to 1000; no mark adds more than `ONE_MARK`."""
    return sum(
        min(weight * right[word] // LENGTH, ONE_MARK)
        for word, weight in left.items()
        if word in right
    )


def neighborhoods(
    words: Mapping[Text, Words], bonds: Iterable[AbstractSet[Text]] = ()
) -> list[list[Text]]:
    """The texts of each neighborhood; `words` are the telling words of each text.

    Cost: linear in the texts, but for the texts that hold one of their marks,
    fewer than `EVERYWHERE` each.
    """
    spread = Counter(word for held in words.values() for word in held)
    marks = {text: marks_of(words[text], spread) for text in sorted(words)}
    links = _links(marks)
    for text, others in bound_by(bonds, marks.keys()).items():
        links[text] |= others
    found = []
    seen: set[Text] = set()
    for text in marks:
        if text not in seen:
            group = neighborhood_of(text, lambda some: {one: links.get(one, {}) for one in some})
            seen |= group
            found.append(sorted(group))
    return found


def bound_by(
    bonds: Iterable[AbstractSet[Text]], texts: AbstractSet[Text]
) -> dict[Text, dict[Text, int]]:
    """The links of texts that must be laid side by side, whatever they share."""
    links: dict[Text, dict[Text, int]] = defaultdict(dict)
    for bond in bonds:
        for one, other in pairwise(sorted(bond & texts)):
            links[one][other] = links[other][one] = LENGTH
    return links


def neighborhood_of(
    text: Text, linked: Callable[[Sequence[Text]], Mapping[Text, Mapping[Text, int]]]
) -> frozenset[Text]:
    """The neighborhood of a text; `linked` gives the links of some, each with its likeness.

    Cost: linear in the texts of the neighborhood and `MOST`, for each level.
    """
    for level in LEVELS[:-1]:
        found = _reached(text, linked, level=level, most=MOST)
        if found is not None:
            return found
    return _reached(text, linked, level=LEVELS[-1]) or frozenset((text,))


def _reached(
    text: Text,
    linked: Callable[[Sequence[Text]], Mapping[Text, Mapping[Text, int]]],
    *,
    level: int,
    most: int | None = None,
) -> frozenset[Text] | None:
    """The texts that links of a level connect with one; None when there are more than `most`."""
    found = {text}
    waiting = {text}
    while waiting:
        ends = linked(sorted(waiting)).values()
        waiting = {other for near in ends for other, how in near.items() if how >= level} - found
        found |= waiting
        if most is not None and len(found) > most:
            return None
    return frozenset(found)


def _links(marks: Mapping[Text, Words]) -> dict[Text, dict[Text, int]]:
    """The texts that are alike enough to be linked, each with how much."""
    holders: dict[str, list[Text]] = defaultdict(list)
    links: dict[Text, dict[Text, int]] = defaultdict(dict)
    for text, own in marks.items():
        for other in _met(own, holders):
            how = likeness(own, marks[other])
            if how >= LEVELS[0]:
                links[text][other] = links[other][text] = how
        for word in own:
            holders[word].append(text)
    return links


def _met(words: Iterable[str], holders: Mapping[str, Sequence[Text]]) -> AbstractSet[Text]:
    """The texts that hold at least two of some words: one in common never links two texts."""
    met = Counter(text for word in words for text in holders.get(word, ()))
    return {text for text, times in met.items() if times * ONE_MARK >= LEVELS[0]}

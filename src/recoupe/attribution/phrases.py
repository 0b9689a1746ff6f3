"""Find the set phrases of denial, avoidance and silence of a pack.

Source: `silence.tsv`; its phrases are sequences of lemmas, « … » stands for up
to four words.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, ClassVar

from recoupe.attribution.cues import agrees

if TYPE_CHECKING:
    from collections.abc import Iterator

    from recoupe.attribution.tree import Tree
    from recoupe.lang import Pack

#: Words that « … » may stand for, and adverbs that may stand anywhere in a phrase.
GAP, ADVERBS = 4, 2


@dataclass(frozen=True, slots=True)
class SilenceRow:
    """A set phrase that denies, evades or keeps silent."""

    TABLE: ClassVar[str] = "silence.tsv"

    phrase: str
    stance: str
    source: str
    example: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """A set phrase found in the text: tokens `first` to `last`."""

    first: int
    last: int
    row: SilenceRow


@cache
def known_phrases(pack: Pack) -> dict[str, tuple[tuple[tuple[str, ...], SilenceRow], ...]]:
    """The set phrases of a pack by their first word, the longest first."""
    by_first: dict[str, list[tuple[tuple[str, ...], SilenceRow]]] = defaultdict(list)
    for row in pack.table(SilenceRow):
        parts = tuple(row.phrase.split())
        by_first[parts[0]].append((parts, row))
    return {
        first: tuple(sorted(rows, key=lambda r: (-len(r[0]), r[0])))
        for first, rows in by_first.items()
    }


def find_phrases(tree: Tree, pack: Pack) -> Iterator[Phrase]:
    """The set phrases of a text, in order, the longest at each place."""
    known = known_phrases(pack)
    i = 0
    while i < len(tree):
        found = longest_at(tree, i, known=known)
        if found is None:
            i += 1
            continue
        yield found
        i = found.last + 1


def longest_at(
    tree: Tree, i: int, *, known: dict[str, tuple[tuple[tuple[str, ...], SilenceRow], ...]]
) -> Phrase | None:
    """The longest set phrase that begins at token `i`, or None."""
    names = dict.fromkeys(_names(tree, i))
    for name in names:
        for parts, row in known.get(name, ()):
            last = _match(tree, i, parts=parts)
            if last is not None:
                return Phrase(i, last, row)
    return None


def _match(tree: Tree, i: int, *, parts: tuple[str, ...]) -> int | None:
    """The last token of a phrase that begins at `i`, or None when a word is missing."""
    at, gap = i, 0
    for part in parts[1:]:
        if part == "…":
            gap = GAP
            continue
        ahead = range(at + 1, min(len(tree), at + 2 + max(gap, ADVERBS)))
        found = next(
            (j for j in ahead if part in _names(tree, j) or agrees(tree, j, part=part)), None
        )
        if found is None or not all(_skippable(tree, j, gap=gap) for j in range(at + 1, found)):
            return None
        at, gap = found, 0
    return at


def _skippable(tree: Tree, j: int, *, gap: int) -> bool:
    """Whether a token may stand between two words of a phrase."""
    if gap:
        return tree.words[j] not in (".", "«", "»")
    return tree.tokens.tag[j] in ("ADV", "PRON") or tree.words[j] == ","


def _names(tree: Tree, i: int) -> tuple[str, ...]:
    """The forms under which a phrase may name token `i`."""
    word = tree.words[i]
    return word, tree.tokens.lemma[i], tree.grammar.whole(word)

"""The stock phrases of web pages, read from `furniture.tsv` and found in lines.

A row says the words, how they must stand in the line, where the line must
stand in the page, and how much they weigh: lines that weigh 1 or more are
set apart. Words are written without capitals and accents; `0` stands for any
number. Phrases that head readers' posts, or are buttons under one, weigh 2.

    match     whole     nothing else in the line but signs and numbers
              lead      the line begins with the words, and then breaks off:
                        an end, a sign, a number or a capital follows
              start     the line begins with the words
              inside    the words stand anywhere in the line
              near_end  the words begin a last part of at most eight words
              end       the line ends with the words
    place     any, head (before the body), tail (after it), edge (either)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from recoupe.model import FurnitureKind
from recoupe.text import without_accents

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recoupe.intake.lines import Line
    from recoupe.lang import Pack


class Place(StrEnum):
    """Where a line stands in its page."""

    HEAD = "head"
    BODY = "body"
    TAIL = "tail"


@dataclass(frozen=True, slots=True)
class FurnitureRow:
    """One stock phrase of web pages."""

    TABLE: ClassVar[str] = "furniture.tsv"

    words: str
    match: str
    kind: str
    place: str
    weight: str
    source: str
    example: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One sign that a line is furniture: of which kind, and how much it weighs."""

    kind: FurnitureKind
    weight: float
    stands_alone: bool = False  # nothing of its own follows: the line heads a list


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A row made ready."""

    needle: str  # the longest word in it: a line without it need not be searched
    find: re.Pattern[str]
    match: str
    places: tuple[Place, ...]
    kind: FurnitureKind
    weight: float


@dataclass(frozen=True, slots=True)
class Phrases:
    """The rows of the packs, by the first word of those that begin a line."""

    beginning: dict[str, tuple[_Phrase, ...]]
    anywhere: tuple[_Phrase, ...]

    def marks(self, line: Line, place: Place) -> list[Mark]:
        """What the phrases in the line say it is."""
        bare = _bare(line.seen)
        first = _FIRST_WORD.search(bare)
        marks = []
        for phrase in (*self.beginning.get(first.group() if first else "", ()), *self.anywhere):
            if phrase.needle not in bare or place not in phrase.places:
                continue
            found = phrase.find.search(bare)
            if found and (phrase.match != "lead" or _breaks_off(line.seen, found.end())):
                rest = line.seen[found.end() :].strip(" :.…")
                marks.append(Mark(phrase.kind, phrase.weight, stands_alone=not rest))
        return marks


_PLACES = {
    "any": (Place.HEAD, Place.BODY, Place.TAIL),
    "head": (Place.HEAD,),
    "tail": (Place.TAIL,),
    "edge": (Place.HEAD, Place.TAIL),
}
_FIRST_WORD = re.compile(r"[^\W\d_]+|©")
_PIECES = re.compile(r"0|\s*:\s*|\s+|.", re.S)
#: A caption's last part: the credit, of a few words.
_LAST_WORDS = r"(?:\W+\w+){0,8}\W*$"


@lru_cache(maxsize=8)
def phrases_of(packs: tuple[Pack, ...]) -> Phrases:
    """The stock phrases that the packs know, made ready for look-up."""
    beginning: dict[str, list[_Phrase]] = {}
    anywhere: list[_Phrase] = []
    for pack in packs:
        for row in pack.table(FurnitureRow):
            phrase = _ready(row)
            if row.match in ("whole", "lead", "start"):
                first = _FIRST_WORD.search(row.words)
                beginning.setdefault(first.group() if first else "", []).append(phrase)
            else:
                anywhere.append(phrase)
    return Phrases({k: tuple(v) for k, v in beginning.items()}, tuple(anywhere))


def weight_of(marks: Sequence[Mark]) -> tuple[float, FurnitureKind | None]:
    """What the marks weigh together, and the kind that weighs most."""
    by_kind: dict[FurnitureKind, float] = {}
    for mark in marks:
        by_kind[mark.kind] = by_kind.get(mark.kind, 0.0) + mark.weight
    kind = max(by_kind, key=lambda k: by_kind[k], default=None)
    return sum(by_kind.values()), kind


def _ready(row: FurnitureRow) -> _Phrase:
    words = _pattern(row.words)
    shape = {
        "whole": rf"\A[\W\d_]*{words}[\W\d_]*\Z",
        "lead": rf"\A{words}(?!\w)",
        "start": rf"\A{words}(?!\w)" if row.words[-1].isalnum() else rf"\A{words}",
        "inside": rf"(?<!\w){words}" + (r"(?!\w)" if row.words[-1].isalnum() else ""),
        "near_end": rf"(?:{_part_of(row.words)}){words}{_LAST_WORDS}",
        "end": rf"(?<!\w){words}\W*\Z",
    }[row.match]
    return _Phrase(
        max(_FIRST_WORD.findall(row.words), key=len),
        re.compile(shape),
        row.match,
        _PLACES[row.place],
        FurnitureKind(row.kind),
        float(row.weight),
    )


def _part_of(words: str) -> str:
    """What stands before a last part: a sign alone begins one anywhere, a word after a sign."""
    return r"\A|(?<=[.!?…(\[/|»-])\s*|\s[–—]\s?" if words[0].isalnum() else ""


def _pattern(words: str) -> str:
    """The words as a pattern: any number for `0`, any space before and after a colon."""
    parts = []
    for piece in _PIECES.findall(words):
        if piece == "0":
            parts.append(r"\d[\d .,]*")
        elif piece.strip() == ":":
            parts.append(r"\s*:\s*")
        else:
            parts.append(r"\s+" if piece.isspace() else re.escape(piece))
    return "".join(parts)


def _bare(seen: str) -> str:
    return without_accents(seen.lower())


def _breaks_off(seen: str, end: int) -> bool:
    """Whether what follows is not the rest of the sentence."""
    rest = seen[end:].lstrip()
    return not rest or not rest[0].isalnum() or rest[0].isupper() or rest[0].isdigit()

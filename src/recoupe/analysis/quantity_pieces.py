"""Cut a text into the pieces that numbers are made of.

A tokenizer trained on prose cuts 10 000 in two and 10'000 anywhere; here a
group of digits is one piece whatever separates it, and each piece knows
whether a hyphen or nothing joins it to the one before. Offsets are the
text's own.

Source: marks between digits after the usage of France, Belgium, Switzerland
and Québec.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from recoupe.model import Span

#: A digit group in any make: 10 000, 10.000, 10'000, 10,000; the second part is a decimal.
_GROUPED = r"(?!0)\d{1,3}(?:(?P<mark>[ .,'])\d{3})(?:(?P=mark)\d{3})*(?!\d)(?:[.,]\d+)?"
_PLAIN = r"\d+(?:[.,]\d+)?"
_PIECE = re.compile(rf"(?P<number>{_GROUPED}|{_PLAIN})|(?P<word>[^\W\d_]+'?)|(?P<sign>\S)")
#: One character for one: every space, apostrophe and hyphen becomes the plain one.
_PLAIN_CHARACTERS = str.maketrans(
    "\u00a0\u202f\u2009\u2007\u2008\u200a\u2019\u2018\u02bc\u00b4\u2010\u2011\u2212",
    "      ''''---",
)
_HIDDEN = "\x00"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A word, number or sign of the text, in plain lower case."""

    start: int
    end: int
    word: str
    kind: str  # number, word, sign
    joined: bool  # to the piece before, by a hyphen
    glued: bool  # to the piece before, by nothing
    broken: bool  # from the piece before, by a line's end or by hidden text


def pieces_of(text: str, hidden: Iterable[Span]) -> tuple[Piece, ...]:
    """The pieces of a text; what lies under a hidden span is none."""
    plain = _masked(plain_text(text), hidden)
    pieces: list[Piece] = []
    before = 0
    for found in _PIECE.finditer(plain):
        if found.group() == _HIDDEN:
            continue
        gap = plain[before : found.start()]
        hyphen = _is_hyphen(found, pieces)
        if hyphen:
            continue
        pieces.append(
            Piece(
                start=found.start(),
                end=found.end(),
                word=found.group(),
                kind=str(found.lastgroup),
                joined=gap in ("-", "–"),
                glued=not gap and bool(pieces),
                broken="\n" in gap or _HIDDEN in gap,
            )
        )
        before = found.end()
    return tuple(pieces)


def plain_text(text: str) -> str:
    """The text in lower case with plain spaces, apostrophes and hyphens, as long as before."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lower.translate(_PLAIN_CHARACTERS)


def _masked(plain: str, hidden: Iterable[Span]) -> str:
    parts, at = [], 0
    for span in sorted(hidden):
        start = max(span.start, at)
        if start >= span.end:
            continue
        parts += [plain[at:start], _HIDDEN * (span.end - start)]
        at = span.end
    return "".join([*parts, plain[at:]])


def _is_hyphen(found: re.Match[str], pieces: list[Piece]) -> bool:
    """Whether the sign is a hyphen inside a word, which joins and is no piece."""
    if found.group() not in "-–" or not pieces or pieces[-1].end != found.start():
        return False
    after = found.string[found.end() : found.end() + 1]
    return after.isalnum() and pieces[-1].kind != "sign"

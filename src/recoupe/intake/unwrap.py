"""Join the lines of a text that was wrapped at a margin.

Mails, wire copy and PDF pages break their lines anywhere; there a line is no
paragraph. A text counts as wrapped when most of its lines are nearly as long
as the longest and end in the middle of a sentence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Margins at which mails, agencies and PDF pages wrap.
_NARROW, _WIDE = 35, 130
#: Fewer lines tell nothing.
_LEAST_LINES = 6
#: Lines that must run on, and how much of the margin a full line fills.
_RUNNING_SHARE = 0.5
_FULL_SHARE = 0.7
_SENTENCE_END = re.compile(r"[.!?…:][\s»”\"')\]]*$")
_HYPHEN_END = re.compile(r"(\w+)[-\u2010\u00ad]$")
_FIRST_WORD = re.compile(r"^[a-zß-ÿœ]+")


def unwrapped(text: str) -> str:
    """The text with one line for each paragraph; as it was when it is not wrapped."""
    lines = [line.strip() for line in text.split("\n")]
    margin = _margin([line for line in lines if line])
    if margin is None:
        return text
    paragraphs: list[str] = []
    parts: list[str] = []
    for line in lines:
        if line:
            parts.append(line)
        if parts and (not line or _ends_paragraph(line, margin)):
            paragraphs.append(_joined(parts))
            parts = []
    if parts:
        paragraphs.append(_joined(parts))
    return "\n\n".join(paragraphs)


def _margin(lines: Sequence[str]) -> int | None:
    """The length of a full line, or None when the text is not wrapped."""
    if len(lines) < _LEAST_LINES:
        return None
    lengths = sorted(len(line) for line in lines)
    margin = lengths[int(len(lengths) * 0.9)]
    if not _NARROW <= margin <= _WIDE or lengths[-1] > _WIDE + margin // 2:
        return None
    full = [line for line in lines if len(line) >= _FULL_SHARE * margin]
    running = [line for line in full if not _SENTENCE_END.search(line[-12:])]
    return margin if len(running) >= _RUNNING_SHARE * len(lines) else None


def _ends_paragraph(line: str, margin: int) -> bool:
    """Whether a line stops well before the margin."""
    return len(line) < _FULL_SHARE * margin


def _joined(parts: Sequence[str]) -> str:
    """The parts as one line; a hyphen at a line's end goes when the word is known without it."""
    pieces = [parts[0]]
    for part in parts[1:]:
        cut = _HYPHEN_END.search(pieces[-1][-40:])
        rest = _FIRST_WORD.match(part)
        if cut is None or rest is None:
            pieces.append(" " + part)
            continue
        if _is_word(cut.group(1) + rest.group()):
            pieces[-1] = pieces[-1][:-1]
        pieces.append(part)
    return "".join(pieces)


def _is_word(word: str) -> bool:
    """Whether a dictionary has the word; of the languages we read, any."""
    import simplemma

    return bool(simplemma.is_known(word.lower(), lang=("fr", "en")))

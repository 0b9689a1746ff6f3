"""The lines of a page as intake sees them: their shape, told without a word list.

Nothing here knows a language: capitals, punctuation, repetition and length
are what menus, names and sentences differ in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from recoupe.text import evened, folded

if TYPE_CHECKING:
    from collections.abc import Sequence

#: A line of so many words that ends like a sentence is prose.
PROSE_WORDS = 12
#: A heading, a menu entry or a credit has no more words than this.
SHORT_WORDS = 8
#: How much of a line its shape is told from; furniture is short.
_SEEN_CHARS = 600

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_LEADING_SIGNS = re.compile(r"^[^\w(«“\"'@#©]+")
_FINAL_SIGN = re.compile(r"[.!?…][\s»”\"')\]*]*$")
_FULL_STOP = re.compile(r"(?<!\b[A-Z])[.…][\s»”\"')\]*]*$")
_GLUED = re.compile(r"(?<![^\W\d_])[A-ZÀ-Þ]?[a-zß-ÿœ]{2,}(?:[A-ZÀ-Þ][a-zß-ÿœ]{2,})+(?![^\W\d_])")
_GLUED_PARTS = re.compile(r"[A-ZÀ-Þ]?[a-zß-ÿœ]+")
_ADDRESS = re.compile(
    r"(?:https?://|www\.|pic\.)\S+|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}|[@#]\w+"
)
_POST_SIGNATURE = re.compile(r"^\s*[-–—]{1,2}\s?.{1,80}\(@\w{1,30}\)")
_CRUMB_SIGN = re.compile(r"\s*[>›→]\s*|\s[»|/•·]\s")
_NAME_WORD = re.compile(r"[A-ZÀ-ÞŒ](?:\.|[\w'’]*)(?:-[A-ZÀ-ÞŒ][\w'’]*)*")
#: Small words within names, in any language: « de », « van der », « al- ».
_PARTICLE_CHARS = 3
_NAME_JOINS = re.compile(r"\s*[,/&|+]\s*|\s[–—-]\s")
#: No list of names has these in it; a role after a comma is this long at most.
_NO_NAMES = re.compile(r"[:;!?…«»\"()\d]")
_ROLE_WORDS = 7


@dataclass(frozen=True)
class Line:
    """One line that is not blank, with what its shape tells; computed when asked for."""

    text: str  # as it stands, white space at its ends aside
    number: int  # among the lines that are not blank

    @cached_property
    def seen(self) -> str:
        """The beginning of the line, evened, bullets taken off."""
        return _LEADING_SIGNS.sub("", evened(self.text[:_SEEN_CHARS]), count=1).strip()

    @cached_property
    def folded(self) -> str:
        """The key by which lines are compared."""
        return folded(self.seen)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words at the line's beginning."""
        return tuple(_WORD.findall(self.seen))

    @cached_property
    def ends_like_sentence(self) -> bool:
        """Whether the line ends in a sentence's sign, closing marks aside."""
        return bool(_FINAL_SIGN.search(self.text[-12:]))

    @cached_property
    def ends_in_full_stop(self) -> bool:
        """Whether it ends in a full stop: headlines do not, even where they ask."""
        return bool(_FULL_STOP.search(self.text[-12:]))

    @property
    def is_prose(self) -> bool:
        """Whether the line is a paragraph of sentences."""
        return self.ends_like_sentence and len(self.words) >= PROSE_WORDS

    @property
    def is_short(self) -> bool:
        """Whether the line is as short as headings are, and no sentence."""
        return len(self.words) <= SHORT_WORDS and not self.ends_like_sentence

    @property
    def is_wordless(self) -> bool:
        """Whether there is no letter and no digit in it."""
        return not any(c.isalnum() for c in self.text)

    @property
    def is_doubled(self) -> bool:
        """Whether it is one phrase printed twice in a row: « Ad imageAd image »."""
        half, odd = divmod(len(self.seen), 2)
        if len(self.seen) > 80 or half < 3 or not self.seen[half : half + 1].isupper():
            return False
        return not odd and self.seen[:half] == self.seen[half:]

    @property
    def is_glued(self) -> bool:
        """Whether entries of a menu ran together: « ActualitésInternational »."""
        if len(self.words) > 6 or _FINAL_SIGN.search(self.text[-3:]):
            return False
        parts = [_GLUED_PARTS.findall(m.group()) for m in _GLUED.finditer(self.seen)]
        return any(all(len(part) >= 4 for part in found) for found in parts)

    @property
    def is_address(self) -> bool:
        """Whether it is links, handles and tags and nothing else."""
        rest = _ADDRESS.sub("", self.seen)
        return len(rest) < len(self.seen) and not any(c.isalnum() for c in rest)

    @property
    def is_post_signature(self) -> bool:
        """Whether it signs a post of a social network: « — Inès (@ines) 3 mars 2024 »."""
        return bool(_POST_SIGNATURE.match(self.text[:200]))

    @property
    def is_crumbs(self) -> bool:
        """Whether it is a path through a site: « Accueil > Monde > Afrique »."""
        if len(self.seen) > 150 or self.ends_like_sentence or "«" in self.seen:
            return False
        parts = [p for p in _CRUMB_SIGN.split(self.seen) if p]
        return len(parts) >= 3 and all(len(p.split()) <= 4 for p in parts[:-1])

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of people that the line consists of; empty when there is more in it."""
        return names_only(self.seen)


def names_only(text: str) -> tuple[str, ...]:
    """The personal names of which the text is a list, roles after a comma aside.

    A name is two to four capitalized words, particles between them.
    """
    if len(text) > 120 or not text[:1].isupper() or _NO_NAMES.search(text):
        return ()
    parts = [p for p in _NAME_JOINS.split(text) if p]
    names: list[str] = []
    for part in parts:
        for name in _split_names(part):
            if _is_name(name):
                names.append(name)
            elif not names or len(name.split()) > _ROLE_WORDS:
                return ()
    return tuple(names)


def _split_names(part: str) -> list[str]:
    """The part cut where a two-letter word joins two names: « A B et C D »."""
    words = part.split()
    for i in range(2, len(words) - 1):
        if words[i].islower() and len(words[i]) == 2 and _is_name(" ".join(words[:i])):
            rest = " ".join(words[i + 1 :])
            if _is_name(rest):
                return [" ".join(words[:i]), rest]
    return [part]


def _is_name(text: str) -> bool:
    words = text.split()
    capitals = [w for w in words if _NAME_WORD.fullmatch(w)]
    small = [w for w in words if not _NAME_WORD.fullmatch(w)]
    return (
        2 <= len(capitals) <= 4
        and len(small) <= 2
        and words[0] in capitals
        and words[-1] in capitals
        and all(w.islower() and len(w) <= _PARTICLE_CHARS for w in small)
        and not all(w.isupper() and len(w) > 1 for w in words)
    )


def lines_of(text: str) -> tuple[Line, ...]:
    """The lines of a text that are not blank."""
    stripped = (line.strip() for line in text.split("\n"))
    return tuple(Line(line, i) for i, line in enumerate(s for s in stripped if s))


def prose_bounds(lines: Sequence[Line], apart: frozenset[int]) -> tuple[int, int]:
    """Numbers of the first and the last line of prose, lines set apart left out.

    Where no line is long enough, sentences of half the length count; where
    there is none either, all lines stand before the body.
    """
    for least in (PROSE_WORDS, PROSE_WORDS // 2):
        found = [
            line.number
            for line in lines
            if line.number not in apart and line.ends_like_sentence and len(line.words) >= least
        ]
        if found:
            return found[0], found[-1]
    return len(lines), len(lines) - 1

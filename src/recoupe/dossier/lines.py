"""The lines of a summary: what each tells, and where its words are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recoupe.dossier.words import Words

#: Things named in one line.
NAMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that a line tells, and where its words are."""

    text: str
    anchor: str | None = None
    when: str | None = None  # what it begins with, where that is a day


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the summary, and the section that it opens on."""

    label: str
    section: str
    items: tuple[Item, ...]
    size: int | None = None  # how many there are of what it tells

    @property
    def text(self) -> str:
        """The line in words, a list on one line."""
        return " · ".join(
            f"({item.when}) {item.text}" if item.when else item.text for item in self.items
        )


def line_of(label: str, text: str, *, section: str) -> Line:
    """A line that tells one thing."""
    return Line(label=label, section=section, items=(Item(text=text),))


def listed(
    label: str, told: Sequence[Item], *, section: str, words: Words, size: int | None = None
) -> Line:
    """A line that names the first things of a list, and how many more there are of `size`."""
    size = size or len(told)
    left = size - min(NAMED, len(told))
    more = (Item(text=words.count("and_others", left)),) if left > 0 else ()
    return Line(label=label, section=section, items=(*told[:NAMED], *more), size=size)

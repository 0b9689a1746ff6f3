"""Find places of a gold text again in the text that a dossier gives.

The gold holds what a reader sees; the dossier may set paragraphs apart or
write other spaces. Each paragraph is looked for without its white space, so
positions are compared and never words alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Places:
    """Where each character of a gold text stands in a dossier's text, white space aside."""

    found: dict[int, int]  # gold offset → offset in the dossier's text

    def of(self, span: dict[str, Any] | None) -> frozenset[int]:
        """The characters of the dossier's text that a gold span covers."""
        if span is None:
            return frozenset()
        offsets = range(span["start"], span["end"])
        return frozenset(self.found[i] for i in offsets if i in self.found)


def find_places(gold: str, text: str) -> Places:
    """Where the paragraphs of `gold` stand in `text`."""
    wanted, have = _solid(gold), _solid(text)
    letters = "".join(text[i] for i in have)
    found: dict[int, int] = {}
    start = 0
    for paragraph in gold.split("\n"):
        length = len("".join(paragraph.split()))
        offsets = wanted[start : start + length]
        start += length
        at = letters.find("".join(gold[i] for i in offsets)) if offsets else -1
        if at >= 0:
            found.update(zip(offsets, have[at : at + length], strict=True))
    return Places(found)


def characters(text: str, spans: dict[str, Any] | list[dict[str, Any]] | None) -> frozenset[int]:
    """The characters of `text`, white space aside, that spans of a dossier cover."""
    listed = spans if isinstance(spans, list) else [spans] if spans else []
    return frozenset(
        i for s in listed for i in range(s["start"], s["end"]) if not text[i].isspace()
    )


def share(left: frozenset[int], right: frozenset[int]) -> float:
    """How much two places have in common, 0 to 1 (Dice)."""
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0


def _solid(text: str) -> list[int]:
    """Offsets of all characters that are not white space."""
    return [i for i, character in enumerate(text) if not character.isspace()]

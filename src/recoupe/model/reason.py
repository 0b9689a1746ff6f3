"""Why a record says what it says, in each language of the interface."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Reason:
    """One sentence for a reader, in French and in English."""

    fr: str
    en: str

    def in_language(self, language: str) -> str:
        """The sentence in `language`, a BCP 47 tag; French unless English is asked for."""
        return self.en if language.startswith("en") else self.fr

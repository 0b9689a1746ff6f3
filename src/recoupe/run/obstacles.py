"""Why a judgment is not applied, in words for a reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recoupe.model import Reason

if TYPE_CHECKING:
    from recoupe.model import Anchor, Judgment

#: Characters of the words that a reason quotes.
_QUOTED_CHARS = 60

NO_FINDING = Reason(
    "Sans objet : ce constat n'est plus fait.",
    "Nothing to reject: this finding is no longer made.",
)
NO_CLAIM = Reason(
    "Une partie de ces mots n'est plus une affirmation.",
    "Some of these words are a claim no longer.",
)
ONE_ARTICLE = Reason(
    "Un seul des deux articles est là.",
    "Only one of the two articles is there.",
)
STILL_ONE = Reason(
    "Une décision plus récente les réunit, ou leur texte est le même.",
    "A newer decision holds them for one, or they have one text.",
)
STILL_SEVERAL = Reason(
    "Une décision plus récente les sépare, ou ils sont de deux sujets.",
    "A newer decision holds them apart, or they are of two stories.",
)


def gone(anchor: Anchor | None) -> Reason:
    """What an editor pointed at is not there."""
    if anchor is None:
        return Reason("Rien n'y est désigné.", "It points at nothing.")
    words = " ".join(anchor.words.split())
    quoted = words if len(words) <= _QUOTED_CHARS else words[:_QUOTED_CHARS] + "…"
    return Reason(
        f"Ces mots ne se retrouvent plus : « {quoted} » ({anchor.article}).",
        f"These words are no longer found: “{quoted}” ({anchor.article}).",
    )


def replaced(newer: Judgment) -> Reason:
    """A newer decision says something else of the same thing."""
    return Reason(
        f"Remplacée par une décision plus récente de {newer.author}.",
        f"Replaced by a newer decision of {newer.author}.",
    )


def too_late(as_of: str) -> Reason:
    """The day lies after the last one that the dossier knows."""
    return Reason(
        f"Ce jour est postérieur au {as_of}, dernier jour du dossier.",
        f"This day comes after {as_of}, the last day of the dossier.",
    )

"""A speaker on a page of its own: all that someone says, denies or leaves unanswered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from recoupe.dossier import WITHHOLDING

if TYPE_CHECKING:
    from recoupe.desk.library import Open
    from recoupe.dossier import Saying
    from recoupe.model import Entity


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerTold:
    """Someone, ready to be laid out."""

    entity: Entity
    role: str | None
    said: tuple[Saying, ...]
    withheld: tuple[Saying, ...]
    reasons: tuple[str, ...]  # why the articles' names are taken for one


def speaker_told(story: Open, entity_id: str) -> SpeakerTold | None:
    """What stands on the page of a speaker; None when nobody of that id speaks in the story."""
    view = story.sheet.view
    found = next((s for s in view.speakers if s.entity.id == entity_id), None)
    if found is None:
        return None
    language = view.words.language
    return SpeakerTold(
        entity=found.entity,
        role=found.role,
        said=tuple(s for s in found.sayings if s.stance not in WITHHOLDING),
        withheld=tuple(s for s in found.sayings if s.stance in WITHHOLDING),
        reasons=tuple(dict.fromkeys(r.in_language(language) for r in found.entity.reasons)),
    )

"""How a store stands for those who read it: the latest cross-check, whoever adds meanwhile.

Nothing here makes anything anew. A reader sees what was last finished, and
is told how many articles wait to be read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from recoupe.run.one_story import of_story
from recoupe.run.plan import dossier_from
from recoupe.run.stored import conditions_of, is_compared
from recoupe.store import (
    count_unread,
    has_articles,
    kept_story,
    made_from,
    neighborhood_of_story,
)

if TYPE_CHECKING:
    from recoupe.dossier import ReadDossier
    from recoupe.model import Settings
    from recoupe.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the latest cross-check was made from, and what has come since."""

    inputs: str | None  # None: nothing has been cross-checked yet
    waiting: int  # articles that are not read yet


def standing(store: Store) -> Standing:
    """How a store stands now."""
    with store.reading() as connection:
        return Standing(
            inputs=made_from(connection),
            waiting=count_unread(connection, conditions_of(connection)),
        )


def is_behind(store: Store, *, settings: Settings) -> bool:
    """Whether something waits to be read, or has moved since the latest cross-check."""
    with store.reading() as connection:
        if count_unread(connection, conditions_of(connection)):
            return True
        return not is_compared(connection, settings) and (
            made_from(connection) is not None or has_articles(connection)
        )


def finished_story(store: Store, story_id: str) -> ReadDossier | None:
    """The dossier of one story as it was last cross-checked; None when there is no such story.

    Cost: linear in the story's articles and in what was found in its neighborhood.
    """
    with store.reading() as connection:
        if neighborhood_of_story(connection, story_id) is None:
            return None
        found = kept_story(connection, story_id)
        as_of = conditions_of(connection).as_of
    story = next(one for one in found[2].stories if one.id == story_id)
    return dossier_from(of_story(found, story), (), as_of=as_of)

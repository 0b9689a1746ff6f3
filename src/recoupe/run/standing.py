"""How a store stands for those who read it: the latest cross-check, whoever adds meanwhile.

Nothing here makes anything anew. A reader sees what was last finished, and
is told how many articles wait to be read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from recoupe.run.one_story import of_story
from recoupe.run.plan import dossier_from
from recoupe.run.stored import conditions_of, inputs_now
from recoupe.store import count_unread, has_articles, kept_together, made_from

if TYPE_CHECKING:
    from collections.abc import Mapping

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
        made = made_from(connection)
        return made != inputs_now(connection, settings) and (
            made is not None or has_articles(connection)
        )


def stories_of(store: Store) -> Mapping[str, ReadDossier]:
    """A dossier for each story of the latest cross-check, by the story's id."""
    with store.reading() as connection:
        inputs = made_from(connection)
        found = kept_together(connection, inputs) if inputs else None
        as_of = conditions_of(connection).as_of
    if found is None:
        return {}
    return {s.id: dossier_from(of_story(found, s), (), as_of=as_of) for s in found[2].stories}

"""Invented articles for stores: rows that intake takes, and the articles they make."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from recoupe.intake import gather
from recoupe.model import Article, GatherSettings, Settings
from recoupe.run import Added, add
from recoupe.store import held

if TYPE_CHECKING:
    from pathlib import Path

    from recoupe.store import Store

ONE = Settings(workers=1)
QUAY = {
    "url": "https://vigie.example/quai",
    "outlet": "La Vigie",
    "title": "Le quai de Morvanche s’effondre",
    "published": "2031-03-04",
    "text": "Le quai s’est effondré mardi. « Nous avions alerté la région », a déclaré la maire "
    "Jeanne Aubrac. Au moins trois personnes ont été blessées, selon la préfecture.",
}


def clock() -> str:
    """A time that never moves."""
    return "2031-03-04T10:00:00+00:00"


def rows(folder: Path, name: str, *given: dict[str, str]) -> str:
    """A file of rows in a folder; its path."""
    path = folder / name
    path.write_text("".join(json.dumps(row) + "\n" for row in given), "utf-8")
    return str(path)


def articles(*paths: str) -> list[Article]:
    """The articles that files hold."""
    return [a for a in gather(paths, GatherSettings()) if isinstance(a, Article)]


def added(store: Store, *paths: str, settings: Settings = ONE) -> Added:
    """What came of adding files to a store."""
    with held(store, since=clock(), wait_s=0):
        return add(store, paths, settings=settings, clock=clock)

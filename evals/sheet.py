"""Lay the demo story's gold over a dossier, article by article."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.places import Places, characters, find_places, share

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "gold" / "demo"
STORY = ROOT / "src" / "recoupe" / "demo_story"

Item = dict[str, Any]  # one label, or one record of a dossier: JSON


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The gold and a dossier, laid over each other article by article."""

    story: Item  # the gold of the story as a whole
    gold: dict[str, Item]  # by article of the gold
    texts: dict[str, str]  # the dossier's, by article of the gold
    places: dict[str, Places]
    dossier: Item
    article_of: dict[str, str]  # the dossier's id → article of the gold

    def name(self, record: Item) -> str:
        """The gold's name of the article that a record stands in; "" when it has none."""
        return self.article_of.get(record["article"], "")

    def share(self, label: Item, record: Item, spans: Item | list[Item] | None) -> float:
        """How much a span of the gold and spans of a record have in common, 0 to 1."""
        name = self.name(record)
        if name != label["article"] or name not in self.places:
            return 0.0
        return share(self.places[name].of(label), characters(self.texts[name], spans))


def lay(dossier: Item, folder: Path = GOLD) -> Sheet:
    """The labels of `folder` laid over the articles of a dossier."""
    story = json.loads((folder / "demo.json").read_text("utf-8"))
    by_source = {source: name for name, source in story["sources"].items()}
    article_of = {
        a["id"]: by_source[Path(a["path"]).name]
        for a in dossier["articles"]
        if Path(a["path"]).name in by_source
    }
    texts = {article_of[a["id"]]: a["text"] for a in dossier["articles"] if a["id"] in article_of}
    return Sheet(
        story=story,
        gold={
            name: json.loads((folder / name).with_suffix(".json").read_text("utf-8"))
            for name in story["sources"]
        },
        texts=texts,
        places={n: find_places((folder / n).read_text("utf-8"), t) for n, t in texts.items()},
        dossier=dossier,
        article_of=article_of,
    )

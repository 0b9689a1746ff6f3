"""What must hold of every run, through all stages: from files to dossier."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from recoupe.dossier import render_json
from recoupe.model import Settings
from recoupe.run import demo_path, read

ROOT = Path(__file__).parent.parent.parent
#: A folder of examples that is not part of the project.
SHARED = Path(os.environ.get("RECOUPE_SHARED", ROOT.parent / "shared"))
ONE = Settings(workers=1)
STORY = sorted(p for p in demo_path().iterdir() if p.is_file() and not p.name.startswith("__"))
#: Findings that count articles in their score and in their reason.
COUNTING = {"corroborated", "single_party", "single_source"}


def dossier_of(*paths: Path) -> dict[str, Any]:
    """The JSON dossier of some files; `Any` is JSON."""
    found: dict[str, Any] = json.loads(render_json(read(*paths, settings=ONE)))
    return found


def facts(dossier: dict[str, Any]) -> dict[str, set[Any]]:
    """What a reader is told, files and their number aside."""
    texts = {a["id"]: a["text"] for a in dossier["articles"]}

    def words(side: dict[str, Any] | None) -> str | None:
        return side["text"] if side else None

    return {
        "articles": set(texts.values()),
        "entities": {(e["name"], e["kind"], e["party"]) for e in dossier["entities"]},
        "stories": {
            (s["title"], tuple(sorted({texts[a] for a in s["articles"]})))
            for s in dossier["stories"]
        },
        "claims": {
            (
                c["text"],
                c["origins_at_most"],
                tuple(c["parties"]),
                tuple(sorted({texts[a] for a in c["articles"]})),
            )
            for c in dossier["claims"]
        },
        "series": {
            (
                s["event"],
                s["relation"],
                tuple(sorted({(p["low"] or 0.0, p["high"] or 0.0) for p in s["points"]})),
            )
            for s in dossier["series"]
        },
        "findings": {
            (f["kind"], words(f["left"]), words(f["right"]), f["score"], f["reason"]["fr"])
            for f in dossier["findings"]
            if f["kind"] not in COUNTING
        },
    }


@pytest.fixture(scope="module")
def plain() -> dict[str, set[Any]]:
    """What is told of the demo story as it stands."""
    return facts(dossier_of(*STORY))


@settings(
    deadline=None,
    max_examples=5,
    phases=(Phase.explicit, Phase.generate),  # to shrink a folder takes minutes and says little
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    order=st.permutations(range(len(STORY))),
    prefix=st.text("abz", max_size=2),
    doubled=st.sets(st.integers(0, len(STORY) - 1), min_size=1, max_size=4),
)
def test_order_names_and_doubled_files_change_nothing_but_counts(
    order: list[int],
    prefix: str,
    doubled: set[int],
    *,
    plain: dict[str, set[Any]],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("shuffled")
    for number, place in enumerate([*order, *sorted(doubled)]):
        path = STORY[place]
        shutil.copy(path, folder / f"{prefix}{number:02}{path.suffix}")

    found = facts(dossier_of(folder))

    changed = [str(fact)[:200] for part in plain for fact in found[part] ^ plain[part]]
    assert changed == []


@pytest.mark.parametrize("name", ["beffroi.html", "releve.html", "gazette-0311.html"])
def test_ten_copies_of_one_article_are_one_origin_at_most(name: str, tmp_path: Path) -> None:
    (page,) = (p for p in STORY if p.name == name)
    [article] = dossier_of(page)["articles"]
    rows = [
        {
            "id": f"copy{n}",
            "outlet": f"Le Relais {n}",
            "published": "2026-03-18",
            "text": article["text"],
        }
        for n in range(10)
    ]
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")

    dossier = dossier_of(tmp_path / "rows.jsonl")

    assert dossier["claims"]
    assert {c["origins_at_most"] for c in dossier["claims"]} == {1}
    assert {len(c["articles"]) for c in dossier["claims"]} == {10}
    assert len(dossier["families"]) == 1
    assert "corroborated" not in {f["kind"] for f in dossier["findings"]}


def test_stories_of_a_mixed_folder_come_out_whole_and_alone(tmp_path: Path) -> None:
    seeds, others = SHARED / "seeds", SHARED / "gold" / "wikinews_fr"
    if not seeds.is_dir():
        pytest.skip("the examples are not there")
    for path in (*seeds.glob("*.txt"), *others.glob("*.txt"), *STORY):
        shutil.copy(path, tmp_path / path.name)

    dossier = dossier_of(tmp_path)

    paths = {a["id"]: a["path"] for a in dossier["articles"]}
    stories = [{paths[a] for a in s["articles"]} for s in dossier["stories"]]
    demo = {a["path"] for a in dossier_of(*STORY)["articles"]}
    assert {p.name for p in seeds.glob("*.txt")} in stories
    assert demo in stories
    assert all(len(s) == 1 for s in stories if not s & demo and not s & set(os.listdir(seeds)))

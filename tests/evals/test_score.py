"""A dossier that says what the gold says scores 1; each way to fall short costs what it should."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest

from evals.baseline import naive
from evals.floors import Line
from evals.place import place
from evals.places import characters, find_places, share
from evals.score import same_name, score
from evals.sheet import GOLD, lay
from evals.story import story_rows


def first(value: Any) -> Any:
    return value[0] if isinstance(value, list) else value


def ideal() -> dict[str, Any]:
    """A dossier made of the gold itself."""
    story = json.loads((GOLD / "demo.json").read_text("utf-8"))
    dossier: dict[str, Any] = {
        "articles": [],
        "attributions": [],
        "quantities": [],
        "timexes": [],
        "entities": [],
        "findings": [],
        "claims": [],
        "lineage": story["lineage"],
    }
    for name, source in story["sources"].items():
        labels = json.loads((GOLD / name).with_suffix(".json").read_text("utf-8"))
        dossier["articles"].append(
            {
                "id": name,
                "path": source,
                "text": (GOLD / name).read_text("utf-8"),
                "published": story["published"][name],
            }
        )
        for number, s in enumerate(labels["statements"]):
            dossier["attributions"].append(
                s
                | {
                    "id": f"{name}{number}",
                    "article": name,
                    "content": [s["content"]],
                    "quotation": s["style"],
                    "stance": first(s["stance"]),
                }
            )
            dossier["entities"] += [{"id": n, "name": n, "aliases": []} for n in s["speakers"]]
        dossier["quantities"] += [f | {"article": name} for f in labels["figures"]]
        dossier["timexes"] += [m | {"article": name} for m in labels["moments"]]
    for drift in story["drift"]:
        dossier["findings"].append(
            {"kind": drift["kind"], "left": drift["from"], "right": drift["to"]}
        )
    return dossier


IDEAL = ideal()


def test_a_dossier_made_of_the_gold_scores_one() -> None:
    scores = score(lay(IDEAL))

    assert {kind: line.f1 for kind, line in scores.items()} == dict.fromkeys(scores, 1.0)


def test_a_dossier_made_of_the_gold_has_the_whole_story() -> None:
    rows = {kind: (right, of) for kind, right, of in story_rows(lay(IDEAL))}
    del rows["claims with origins"]

    assert {kind for kind, (right, of) in rows.items() if right != of} == set()
    assert rows["drift"][1] > 10


@pytest.mark.parametrize(
    ("kind", "change", "measure"),
    [
        pytest.param("attributions", {"speakers": ["Personne"]}, "attribution", id="speaker"),
        pytest.param("attributions", {"stance": "warn"}, "stance", id="stance"),
        pytest.param("attributions", {"certainty": "none"}, "certainty", id="certainty"),
        pytest.param("quantities", {"low": -1}, "figures", id="bound"),
        pytest.param("timexes", {"value": "1912"}, "moments+value", id="value"),
    ],
)
def test_what_is_read_wrong_costs(kind: str, change: dict[str, Any], measure: str) -> None:
    dossier = deepcopy(IDEAL)
    record = next(r for r in dossier[kind] if r["required"])
    record |= change

    scores = score(lay(dossier))

    assert scores[measure].f1 < 1.0
    assert scores["content"].f1 == 1.0


def test_what_the_gold_does_not_require_costs_nothing_when_missed() -> None:
    dossier = deepcopy(IDEAL)
    dossier["attributions"] = [a for a in dossier["attributions"] if a["required"]]

    assert score(lay(dossier))["attribution"].f1 == 1.0


def test_an_article_that_was_set_aside_is_missed() -> None:
    dossier = deepcopy(IDEAL)
    gone = dossier["articles"].pop()["id"]
    dossier["attributions"] = [a for a in dossier["attributions"] if a["article"] != gone]

    found = score(lay(dossier))["attribution"]

    assert found.precision == 1.0
    assert found.recall < 1.0


def test_a_naive_reader_scores_below_the_gold_and_above_nothing() -> None:
    scores = score(lay(naive(IDEAL)))

    assert 0.1 < scores["attribution"].f1 < 0.6
    assert 0.1 < scores["figures"].f1 < 0.8


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        pytest.param("Me Ada Bel", "Ada Bel", True, id="form of address"),
        pytest.param("la mairie", "mairie", True, id="article"),
        pytest.param("Ada Bel", "Ada Bol", False, id="other name"),
        pytest.param("le", "Ada Bel", False, id="nothing left"),
    ],
)
def test_names_are_the_same_word_for_word(left: str, right: str, *, same: bool) -> None:
    assert same_name(left, right) is same


def test_places_survive_other_white_space() -> None:
    gold, text = (
        "Un pont\n\n« Il tient », dit-elle",
        "Menu\nUn pont\n«\u00a0Il tient\u00a0», dit-elle",
    )
    start = gold.index("Il")
    places = find_places(gold, text)

    at = places.of({"start": start, "end": start + len("Il tient")})

    found = text.index("Il")
    assert share(at, characters(text, {"start": found, "end": found + len("Il tient")})) == 1.0


def test_a_span_that_is_not_in_the_text_is_told(tmp_path: Any) -> None:
    (tmp_path / "a.txt").write_text("Le pont tient. Le pont tient.", "utf-8")
    gold: dict[str, Any] = {
        "article": "a.txt",
        "statements": [{"content": {"text": "pont", "nth": 1}, "cue": {"text": "tombe"}}],
    }

    lost = place(gold, tmp_path)

    assert lost == ["a.txt: 'tombe', occurrence 0"]
    assert gold["statements"][0]["content"]["start"] == 18


@pytest.mark.parametrize(
    ("score", "floor", "at_most", "holds"),
    [
        pytest.param(0.7, 0.7, False, True, id="on the floor"),
        pytest.param(0.69, 0.7, False, False, id="below"),
        pytest.param(1.0, 0.0, True, False, id="above a ceiling"),
        pytest.param(0.1, None, False, True, id="no floor"),
    ],
)
def test_a_score_holds_at_its_floor(
    score: float, floor: float | None, *, at_most: bool, holds: bool
) -> None:
    line = Line(name="set", measure="m", score=score, floor=floor, at_most=at_most)

    assert line.holds is holds

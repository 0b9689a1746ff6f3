"""What a careful reader expects of a story stands in its JSON dossier."""

from __future__ import annotations

import json
import os
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from recoupe.dossier import render_json
from recoupe.model import Settings
from recoupe.run import read
from tests.crosscheck import expectation

ROOT = Path(__file__).parent.parent.parent
#: A folder of examples that is not part of the project.
SHARED = Path(os.environ.get("RECOUPE_SHARED", ROOT.parent / "shared"))
STORIES = {
    "demo": (ROOT / "gold" / "demo" / "demo.json", ROOT / "src" / "recoupe" / "demo_story"),
    "seeds": (SHARED / "gold" / "seeds.json", SHARED / "seeds"),
}
#: Share of the denials and silences of the gold that are found.
FOUND = {"denied": 1.0, "unanswered": 0.9}
#: Drifts beyond those that the gold names, each defensible.
OTHER_DRIFTS = 2
DRIFTS = {
    "attribution_dropped",
    "certainty_raised",
    "certainty_lowered",
    "figure_changed",
    "source_changed",
    "quotation_changed",
}


@cache
def gold_of(story: str) -> dict[str, Any]:
    path = STORIES[story][0]
    if not path.is_file():
        return {}
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


@cache
def dossier_of(story: str) -> expectation.Dossier:
    dossier = json.loads(render_json(read(STORIES[story][1], settings=Settings(workers=1))))
    paths = {a["path"]: a["id"] for a in dossier["articles"]}
    sources = gold_of(story).get("sources", {})
    named = {name: paths[path] for name, path in sources.items() if path in paths}
    return expectation.Dossier(dossier, paths | named)


def wanted(part: str) -> list[Any]:
    """One test for each thing expected of each story that is there."""
    return [
        pytest.param(story, number, id=f"{story} {number}")
        for story in STORIES
        for number in range(len(gold_of(story).get("expect", {}).get(part, [])))
    ]


@pytest.mark.parametrize(("story", "number"), wanted("claims"))
def test_a_claim_has_its_members_origins_and_parties(story: str, number: int) -> None:
    claim = gold_of(story)["expect"]["claims"][number]

    assert expectation.claim_faults(dossier_of(story), claim) == []


@pytest.mark.parametrize(("story", "number"), wanted("series"))
def test_a_series_has_its_points_and_its_relation(story: str, number: int) -> None:
    series = gold_of(story)["expect"]["series"][number]

    assert expectation.series_faults(dossier_of(story), series) == []


@pytest.mark.parametrize("story", STORIES)
@pytest.mark.parametrize("kind", ["denied", "unanswered"])
def test_most_denials_and_silences_are_found(story: str, kind: str) -> None:
    if not gold_of(story):
        pytest.skip("the examples are not there")
    expected = gold_of(story)["expect"][kind]

    found = [w for w in expected if expectation.is_found(dossier_of(story), w, kind=kind)]

    assert len(found) >= FOUND[kind] * len(expected)


@pytest.mark.parametrize("story", STORIES)
def test_drift_is_found_with_its_kind_and_little_else(story: str) -> None:
    if not gold_of(story):
        pytest.skip("the examples are not there")
    expected, dossier = gold_of(story)["drift"], dossier_of(story)

    found = [d for d in expected if expectation.has_drift(dossier, d)]
    given = [f for f in dossier.json["findings"] if f["kind"] in DRIFTS]

    assert len(found) == len(expected)
    assert len(given) <= len(expected) + OTHER_DRIFTS


#: Days by which an interval of ours may reach beyond that of the gold.
BEYOND = timedelta(days=1)


@pytest.mark.parametrize("path", sorted(gold_of("seeds").get("published", {})))
def test_an_undated_article_is_dated_to_a_day_beyond_the_gold(path: str) -> None:
    wanted = gold_of("seeds")["published"][path]
    [found] = [a["published"] for a in dossier_of("seeds").json["articles"] if a["path"] == path]

    earliest, latest = (date.fromisoformat(found[k]) for k in ("earliest", "latest"))
    first, last = (date.fromisoformat(wanted[k]) for k in ("earliest", "latest"))
    assert earliest <= last
    assert latest >= first
    assert first - earliest <= BEYOND
    assert latest - last <= BEYOND


@pytest.mark.parametrize("story", STORIES)
def test_every_finding_has_its_score_its_spans_and_its_reason_in_two_languages(story: str) -> None:
    if not gold_of(story):
        pytest.skip("the examples are not there")
    dossier = dossier_of(story).json
    texts = {a["id"]: a["text"] for a in dossier["articles"]}

    for finding in dossier["findings"]:
        assert 0 < finding["score"] <= 1
        assert finding["reason"]["fr"]
        assert finding["reason"]["en"]
        assert finding["left"]
        assert finding["right"] or finding["kind"] not in DRIFTS | {"divergent", "contradicted"}
        for side in (finding["left"], finding["right"]):
            assert (
                side is None or side["text"] == texts[side["article"]][side["start"] : side["end"]]
            )


@pytest.mark.parametrize("story", STORIES)
def test_every_claim_is_a_sentence_and_tells_each_of_its_joins(story: str) -> None:
    if not gold_of(story):
        pytest.skip("the examples are not there")
    dossier = dossier_of(story).json
    texts = {a["id"]: a["text"] for a in dossier["articles"]}
    for claim in dossier["claims"]:
        assert any(claim["text"] in texts[article] for article in claim["articles"])
        joins = [r for r in claim["reasons"] if r["en"].startswith("One origin")]
        assert len(joins) >= len(claim["attributions"]) - claim["origins_at_most"]


@pytest.mark.parametrize("story", STORIES)
def test_lineage_links_those_that_took_and_leaves_the_others_apart(story: str) -> None:
    if not gold_of(story):
        pytest.skip("the examples are not there")
    dossier = dossier_of(story)
    linked = [line for line in dossier.json["lineage"] if line["kind"] != "common_source"]
    found = {(line["from"], line["to"], line["kind"]) for line in linked}
    pairs = {frozenset(line[:2]) for line in found}
    named = dossier.articles

    wanted = {(named[w["from"]], named[w["to"]], w["kind"]) for w in gold_of(story)["lineage"]}
    apart = {frozenset(named[name] for name in pair) for pair in gold_of(story)["no_reuse"]}

    assert wanted <= found
    assert not pairs & apart

"""The demo story's gold says what its articles say, at the places it names."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from recoupe.intake import gather
from recoupe.model import Article, Certainty, Event, GatherSettings, Quotation, Stance, TimexType

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
GOLD = ROOT / "gold" / "demo"
STORY = json.loads((GOLD / "demo.json").read_text("utf-8"))
ARTICLES = sorted(STORY["sources"])


GATHERED = {
    outcome.path: outcome
    for outcome in gather([str(ROOT / "src/recoupe/demo_story")], settings=GatherSettings())
}


def text_of(article: str) -> str:
    return (GOLD / article).read_text("utf-8")


def labels_of(article: str) -> dict[str, Any]:
    labels: dict[str, Any] = json.loads((GOLD / article).with_suffix(".json").read_text("utf-8"))
    return labels


def spans_in(node: Any, article: str | None = None) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(node, dict):
        article = node.get("article", article)
        if "text" in node:
            assert article is not None
            yield article, node
        for value in node.values():
            yield from spans_in(value, article)
    elif isinstance(node, list):
        for value in node:
            yield from spans_in(value, article)


def source_of(article: str) -> str:
    """All that a reader could see of the page or row an article comes from."""
    name, _, row = STORY["sources"][article].partition("#")
    found = (ROOT / "src" / "recoupe" / "demo_story" / name).read_text("utf-8")
    if row:
        return next(
            str(cells["text"])
            for cells in map(json.loads, found.splitlines())
            if cells["id"] == row
        )
    return html.unescape(re.sub(r"<[^>]+>", " ", found)) if name.endswith(".html") else found


@pytest.mark.parametrize("article", ARTICLES)
def test_every_label_stands_at_its_place(article: str) -> None:
    text = text_of(article)
    spans = list(spans_in(labels_of(article)))

    assert spans
    assert [span for _, span in spans if text[span["start"] : span["end"]] != span["text"]] == []


def test_every_span_of_the_story_stands_at_its_place() -> None:
    placed = {key: value for key, value in STORY.items() if key != "boilerplate"}
    spans = list(spans_in(placed))

    wrong = [s for a, s in spans if text_of(a)[s["start"] : s["end"]] != s["text"]]
    assert len(spans) > 50
    assert wrong == []


@pytest.mark.parametrize("article", ARTICLES)
def test_what_the_gold_calls_the_body_stands_in_the_page(article: str) -> None:
    page = " ".join(source_of(article).split())
    missing = [
        paragraph
        for paragraph in text_of(article).split("\n\n")
        if " ".join(paragraph.split()) not in page
    ]

    assert missing == []


@pytest.mark.parametrize("label", STORY["boilerplate"], ids=lambda label: str(label["text"])[:30])
def test_furniture_stands_in_the_page_and_not_in_the_body(label: dict[str, str]) -> None:
    line = " ".join(label["text"].split())

    assert line in " ".join(source_of(label["article"]).split())
    assert line not in " ".join(text_of(label["article"]).split())


@pytest.mark.parametrize("article", ARTICLES)
def test_labels_use_the_words_of_the_model(article: str) -> None:
    labels = labels_of(article)
    for statement in labels["statements"]:
        stances = statement["stance"]
        assert set(stances if isinstance(stances, list) else [stances]) <= set(Stance)
        assert statement["style"] in set(Quotation)
        assert statement["certainty"] in set(Certainty)
        assert statement["case"] in {"plain", "hard", "disputed"}
        assert statement["required"] == (statement["case"] != "disputed")
    assert {figure["event"] for figure in labels["figures"]} <= set(Event)
    assert {moment["type"] for moment in labels["moments"]} <= set(TimexType)


def test_every_file_of_the_story_is_labeled() -> None:
    shipped = {path.name for path in (ROOT / "src" / "recoupe" / "demo_story").iterdir()}

    assert {source.partition("#")[0] for source in STORY["sources"].values()} == shipped
    assert {path.name for path in GOLD.glob("*.txt")} == set(ARTICLES)
    assert set(STORY["published"]) == set(ARTICLES)


@pytest.mark.parametrize("article", ARTICLES)
def test_gather_finds_the_body_and_nothing_else(article: str) -> None:
    found = GATHERED[STORY["sources"][article]]

    assert isinstance(found, Article)
    assert found.text.split() == text_of(article).split()


@pytest.mark.parametrize("article", ARTICLES)
def test_gather_finds_the_day_that_the_page_tells(article: str) -> None:
    found = GATHERED[STORY["sources"][article]]
    wanted = STORY["published"][article]

    assert isinstance(found, Article)
    if wanted["basis"] in {"metadata", "page"}:
        assert (found.published.earliest, found.published.latest) == (
            wanted["earliest"],
            wanted["latest"],
        )
        assert found.published.basis == wanted["basis"]
    else:
        assert found.published.basis == "unknown"


@pytest.mark.parametrize("label", STORY["boilerplate"], ids=lambda label: str(label["text"])[:30])
def test_gather_keeps_lines_of_pasted_text_beside_the_body(label: dict[str, str]) -> None:
    found = GATHERED[STORY["sources"][label["article"]]]
    line = " ".join(label["text"].split())

    assert isinstance(found, Article)
    assert line not in " ".join(found.text.split())
    if found.path.endswith(".txt"):
        assert line in [" ".join(kept.text.split()) for kept in found.furniture]

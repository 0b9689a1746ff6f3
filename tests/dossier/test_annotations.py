"""Each MUST of the Web Annotation Data Model that Recoupe's annotations fall under is held."""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from recoupe.dossier import render_annotations
from recoupe.dossier.annotations import CONTEXT, source_iri
from tests import build
from tests.dossier.comparison import compared
from tests.dossier.hostile import hostile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from recoupe.dossier import ReadDossier
    from recoupe.model import Dossier

#: Those of section 3.3.5 of the model that Recoupe has a use for.
MOTIVATIONS = {"classifying", "describing", "identifying", "tagging"}
IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+", re.I)


def collection(dossier: Dossier) -> Any:
    return json.loads(render_annotations(dossier))


def texts(dossier: Dossier) -> dict[str, str]:
    """The articles' texts by the name that annotations give them."""
    found = (reading.analysis.article.text for reading in dossier.readings)
    return {f"urn:sha256:{hashlib.sha256(t.encode()).hexdigest()}": t for t in found}


def targets(dossier: Dossier) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Each target's text and its two selectors."""
    by_name = texts(dossier)
    for item in collection(dossier)["first"]["items"]:
        for target in item["target"]:
            position, quotation = target["selector"]
            yield by_name[target["state"]["cached"]], position, quotation


@pytest.mark.parametrize(
    "dossier", [compared(), hostile(), build.dossier()], ids=["story", "hostile", "nothing"]
)
def test_collection_and_page_are_valid(dossier: Dossier) -> None:
    made = collection(dossier)
    page = made["first"]

    assert made["@context"] == CONTEXT
    assert (made["type"], page["type"]) == ("AnnotationCollection", "AnnotationPage")
    assert all(IRI.fullmatch(one["id"]) for one in (made, page, *page["items"]))
    assert made["total"] == len(page["items"])
    assert page["startIndex"] == 0


@pytest.mark.parametrize("dossier", [compared(), hostile()], ids=["story", "hostile"])
def test_annotations_are_valid(dossier: Dossier) -> None:
    items = collection(dossier)["first"]["items"]

    assert len({item["id"] for item in items}) == len(items)
    for item in items:
        assert item["type"] == "Annotation"
        assert item["motivation"] in MOTIVATIONS
        assert item["target"]
        for body in item["body"]:
            assert body["type"] == "TextualBody"
            assert isinstance(body["value"], str)
            assert body["purpose"] in MOTIVATIONS
        for target in item["target"]:
            assert target["type"] == "SpecificResource"
            assert IRI.fullmatch(target["source"])
            assert target["state"]["type"] == "TimeState"


def test_selectors_give_exactly_the_text(demo: ReadDossier) -> None:
    found = list(targets(demo))

    assert len(found) > 400
    for text, position, quotation in found:
        start, end = position["start"], position["end"]
        assert text[start:end] == quotation["exact"]
        assert text[:start].endswith(quotation["prefix"])
        assert text[end:].startswith(quotation["suffix"])
        assert quotation["prefix"] or start == 0


def test_positions_are_code_points_beyond_the_basic_plane() -> None:
    page = build.article("🚢🚢 « Nous partons », dit Ada.")
    said = build.attribution(page, "Nous partons", source="Ada", cue="dit")
    story = build.dossier(build.reading(build.analysis(page), attributions=(said,)))
    _, position, quotation = next(targets(story))

    assert (position["start"], quotation["prefix"]) == (5, "🚢🚢 « ")


def test_a_body_says_kind_speaker_stance_and_how_firmly() -> None:
    items = collection(compared())["first"]["items"]
    said = [[body["value"] for body in item["body"]] for item in items]
    [denial] = [v for v in said if v[0] == "attribution" and "stance:deny" in v]

    assert {"certainty:plain", "quotation:mixed", "speaker:la société Vialto"} <= {*denial}


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        pytest.param("https://a.example/b", "https://a.example/b", id="its page"),
        pytest.param("javascript:alert(1)", None, id="no page"),
        pytest.param("https://a.example/b c", None, id="no address"),
        pytest.param(None, None, id="none"),
    ],
)
def test_an_article_is_named_by_its_page_or_by_its_bytes(
    url: str | None, wanted: str | None
) -> None:
    page = build.article("Le port ferme.", url=url)

    assert source_iri(page) == (wanted or f"urn:sha256:{page.sha256}")
    assert urlsplit(source_iri(page)).scheme in ("https", "urn")


def test_the_order_of_articles_does_not_matter() -> None:
    story = compared()
    turned = build.dossier(
        *reversed(story.readings), rejections=story.rejections, crosscheck=story.crosscheck
    )

    assert render_annotations(turned) == render_annotations(story)

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from recoupe.dossier.columns import TABLES, cells, columns
from recoupe.dossier.tables import tables
from tests import build
from tests.dossier.comparison import compared

if TYPE_CHECKING:
    from recoupe.dossier import ReadDossier
    from recoupe.model import Dossier


@pytest.fixture(scope="module")
def story() -> Dossier:
    return compared()


def rows_of(story: Dossier, name: str) -> list[Any]:
    return list(tables(story)[name])


def text_of(story: Dossier, article: str) -> str:
    return next(r.analysis.article.text for r in story.readings if r.analysis.article.id == article)


@pytest.mark.parametrize("name", TABLES)
def test_every_table_has_rows_and_every_cell_the_type_of_its_column(
    name: str, story: Dossier
) -> None:
    rows = rows_of(story, name)
    wrong = [
        (column.name, cell)
        for row in rows
        for column, cell in zip(columns(TABLES[name]), cells(row), strict=True)
        if cell is not None
        and not isinstance(cell, (int, float) if column.type is float else column.type)
    ]

    assert rows
    assert wrong == []


@pytest.mark.parametrize("name", TABLES)
def test_every_column_is_explained(name: str) -> None:
    assert [column.name for column in columns(TABLES[name]) if not column.meaning] == []


def test_spans_lead_to_their_words(story: Dossier) -> None:
    for row in rows_of(story, "attributions"):
        text = text_of(story, row.article)
        pieces = [text[int(a) : int(b)] for a, b in re.findall(r"(\d+)-(\d+)", row.content_spans)]
        assert " […] ".join(pieces) == row.content
        assert row.source is None or text[row.source_start : row.source_end] == row.source
        assert row.cue is None or text[row.cue_start : row.cue_end] == row.cue
    for row in rows_of(story, "figures"):
        assert text_of(story, row.article)[row.start : row.end] == row.written
        assert row.written in row.sentence
    for row in rows_of(story, "claim_places"):
        assert text_of(story, row.article)[row.start : row.end] == row.words
    for row in rows_of(story, "reuse"):
        assert text_of(story, row.left_article)[row.left_start : row.left_end] == row.left_text
        assert text_of(story, row.right_article)[row.right_start : row.right_end] == row.right_text


def test_names_stand_beside_ids(story: Dossier) -> None:
    said = [r for r in rows_of(story, "attributions") if "alerté" in r.content]

    assert {(r.speaker_ids, r.speakers, r.parties) for r in said} == {
        ("entity-mayor", "Jeanne Aubrac", "Saint-Orens")
    }
    assert {r.claims for r in said} == {"claim-1"}


def test_a_claim_is_counted_and_its_places_listed(story: Dossier) -> None:
    [claim] = rows_of(story, "claims")
    places = rows_of(story, "claim_places")

    assert (claim.origins_at_most, claim.articles, claim.attributions, claim.assertions) == (
        1,
        2,
        2,
        1,
    )
    assert (claim.speakers, claim.story_title) == ("Jeanne Aubrac", story.stories[0].title)
    assert [p.kind for p in places] == ["attribution", "attribution", "assertion"]
    assert places[2].words == "le pont présentait des fissures"


def test_a_figure_stands_on_its_word(story: Dossier) -> None:
    [toll] = [r for r in rows_of(story, "figures") if r.low == 12]

    assert (toll.high, toll.event, toll.speakers) == (None, "injured", "les pompiers du Lot")


def test_a_figure_is_a_point_of_its_series(demo: ReadDossier) -> None:
    points = {p.quantity_id: series.id for series in demo.series for p in series.points}
    found = {row.quantity: row.series for row in rows_of(demo, "figures") if row.series}

    assert found == points


def test_nothing_read_gives_tables_without_rows() -> None:
    assert tables(build.dossier()) == dict.fromkeys(TABLES, ())

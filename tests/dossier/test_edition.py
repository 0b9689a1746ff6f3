from __future__ import annotations

import pytest

from recoupe.dossier.edition import (
    anchor,
    build_edition,
    gist,
    headline,
    one_line,
    shortened,
    story_title,
)
from tests import build


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        pytest.param("un pont", "un pont", id="short"),
        pytest.param("un pont est tombé hier", "un pont est…", id="after a word"),
        pytest.param("un pont, tombé hier soir", "un pont…", id="no mark before the dots"),
        pytest.param("anticonstitutionnel", "anticonstit…", id="one long word"),
    ],
)
def test_text_is_cut_after_a_word(text: str, cut: str) -> None:
    assert shortened(text, 12) == cut


@pytest.mark.parametrize(
    ("record_id", "found"),
    [
        pytest.param("s012", "a-s012", id="plain"),
        pytest.param("a b", "a-c8687a08aa5d", id="with a space"),
        pytest.param("é", "a-4a99557e4033", id="not ASCII"),
        pytest.param("x" * 64, "a-7ce100971f64", id="long"),
    ],
)
def test_an_anchor_is_permanent_and_fit_for_an_address(record_id: str, found: str) -> None:
    assert anchor("a", record_id) == found


def test_an_article_without_title_is_called_by_its_first_line() -> None:
    assert headline(build.article("\n Première ligne\nsuite")) == "Première ligne"
    assert headline(build.article("", path="vide.txt")) == "vide.txt"


def test_the_title_weighs_words_that_headlines_share() -> None:
    titles = ("La météo du jour", "Le pont de Cahors est fermé", "Fermé, le pont de Cahors")
    readings = [
        build.reading(build.article(title, path=f"{n}.txt", title=title))
        for n, title in enumerate(titles)
    ]

    assert story_title(build_edition(build.dossier(*readings), ui_language="fr")) in titles[1:]


def test_a_line_holds_no_control_character() -> None:
    assert one_line("a\x00b\tc\u2028d") == "a b c d"


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        pytest.param("Douze morts, dit Ada.", "Douze morts, dit Ada.", id="short"),
        pytest.param(
            "Douze mineurs sont morts à Vertal, selon la mairie, qui a ouvert une salle.",
            "Douze mineurs sont morts à Vertal, selon la mairie…",
            id="a trailing clause",
        ),
        pytest.param(
            "Douze mineurs du bassin de Vertal sont morts dans la nuit de mardi à mercredi.",
            "Douze mineurs du bassin de Vertal sont…",
            id="no clause ends near",
        ),
        pytest.param(
            "Ada Brel dit : « Le puits a cédé, nous le savions, et nul ne l'a dit. »",
            "Ada Brel dit : « Le puits a cédé, nous…",
            id="not inside a quotation",
        ),
    ],
)
def test_a_claim_is_cut_at_the_end_of_a_clause(text: str, cut: str) -> None:
    assert gist(text, 40) == cut

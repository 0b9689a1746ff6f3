from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from recoupe.intake.agencies import (
    byline_of,
    credit_of,
    is_credit_line,
    reporter_of,
)
from recoupe.lang import AgencyRow, SignatureRow, load_pack

if TYPE_CHECKING:
    from recoupe.lang import Pack

AGENCIES = load_pack("fr").table(AgencyRow)
SIGNATURES = load_pack("fr").table(SignatureRow)


@pytest.mark.parametrize("row", AGENCIES, ids=[r.words for r in AGENCIES])
def test_the_example_of_each_agency_credits_it(row: AgencyRow, french: Pack) -> None:
    assert is_credit_line(row.example, (french,))
    assert credit_of((row.example,), (), packs=(french,)) == row.name


@pytest.mark.parametrize("row", SIGNATURES, ids=[r.words for r in SIGNATURES])
def test_the_example_of_each_signature_names_a_reporter(row: SignatureRow, french: Pack) -> None:
    assert reporter_of(row.example, (french,)) in {
        "Inès Delatour",
        "Paul Arveuf",
        "Inès Delatour, Paul Arveuf",
    }


@pytest.mark.parametrize(
    ("paragraphs", "credit"),
    [
        pytest.param(("(Reuters) – Le pont est fermé.",), "Reuters", id="dateline"),
        pytest.param(("VALOMBRE, 3 mars (AFP) - Le pont est fermé.",), "AFP", id="place and day"),
        pytest.param(("Le pont.", "Il est fermé. (avec AFP et Reuters)"), "AFP, Reuters", id="end"),
        pytest.param(("Le maire a déclaré à l'AFP que le pont tient.",), None, id="told an agency"),
        pytest.param(("Selon Reuters (lundi), le pont est fermé.",), None, id="as source"),
        pytest.param(("Le pont (AFP) est fermé.",), None, id="bracket within"),
    ],
)
def test_an_agency_counts_where_it_is_credited(
    paragraphs: tuple[str, ...], credit: str | None, french: Pack
) -> None:
    assert credit_of((), paragraphs, packs=(french,)) == credit


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        pytest.param("Par Inès Delatour", "Inès Delatour", id="par"),
        pytest.param("Par Inès Delatour (avec AFP)", "Inès Delatour", id="with an agency"),
        pytest.param("Inès Delatour et Paul Arveuf", "Inès Delatour, Paul Arveuf", id="two"),
        pytest.param("Publié le 3 mars 2031 par Inès Delatour", "Inès Delatour", id="after a date"),
        pytest.param("Inès Delatour, correspondante à Saulnois", "Inès Delatour", id="role"),
        pytest.param("Auteur/autrice : Jean de La Tour", "Jean de La Tour", id="particles"),
        pytest.param("Publié le 3 mars 2031 à 10h12", None, id="nobody"),
        pytest.param("Lecture : 2 min", None, id="reading time"),
    ],
)
def test_a_signature_gives_names(line: str, byline: str | None, french: Pack) -> None:
    assert byline_of((line,), (french,)) == byline

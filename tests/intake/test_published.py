from __future__ import annotations

import pytest

from recoupe.intake.published import dates_in, on_page, printed, stated, undated
from recoupe.model import DateBasis

LANGUAGES = ("fr", "en")


@pytest.mark.parametrize(
    ("value", "earliest", "latest"),
    [
        pytest.param("2031-03-03", "2031-03-03", "2031-03-03", id="day"),
        pytest.param("2031-03-03T23:30:00-05:00", "2031-03-03", "2031-03-03", id="as written"),
        pytest.param("20310303", "2031-03-03", "2031-03-03", id="basic form"),
        pytest.param("2031-02", "2031-02-01", "2031-02-28", id="month"),
        pytest.param("2031", "2031-01-01", "2031-12-31", id="year"),
        pytest.param("3 mars 2031", "2031-03-03", "2031-03-03", id="French"),
        pytest.param("1er août 2031", "2031-08-01", "2031-08-01", id="first of the month"),
        pytest.param("March 3, 2031", "2031-03-03", "2031-03-03", id="English"),
        pytest.param("03/04/2031 10:12", "2031-04-03", "2031-04-03", id="day first"),
        pytest.param("Mon, 03 Mar 2031 10:12:00 GMT", "2031-03-03", "2031-03-03", id="mail"),
        pytest.param(1930291200, "2031-03-03", "2031-03-03", id="clock"),
        pytest.param(
            {"earliest": "2031-03-01", "latest": "2031-03-03"},
            "2031-03-01",
            "2031-03-03",
            id="an earlier run's interval",
        ),
    ],
)
def test_metadata_give_an_interval(value: object, earliest: str, latest: str) -> None:
    found = stated(value, LANGUAGES)

    assert found is not None
    assert (found.earliest, found.latest, found.basis) == (earliest, latest, DateBasis.METADATA)
    assert found.reason.fr.startswith("Les métadonnées donnent « ")
    assert found.reason.en.startswith("The metadata say “")


@pytest.mark.parametrize("value", ["hier", "2031-02-30", "32/13/2031", "0001-01-01", float("inf")])
def test_what_is_no_date_is_said_to_be_none(value: object) -> None:
    found = stated(value, LANGUAGES)

    assert found is not None
    assert (found.earliest, found.latest, found.basis) == (None, None, DateBasis.UNKNOWN)
    assert (
        found.reason.fr == f"Les métadonnées donnent « {value} », qui n'est pas une date lisible."
    )
    assert found.reason.en == f"The metadata say “{value}”, which is no date that can be read."


@pytest.mark.parametrize("value", [None, "", "  ", {}, {"earliest": None}])
def test_no_value_is_no_date(value: object) -> None:
    assert stated(value, LANGUAGES) is None


@pytest.mark.parametrize(
    ("paragraph", "day"),
    [
        pytest.param("3 mars 2031. - Le pont est fermé.", "2031-03-03", id="bare"),
        pytest.param("3 mars 2031, Valombre. - Le pont.", "2031-03-03", id="place after"),
        pytest.param("Valombre, le 3 mars 2031 – Le pont.", "2031-03-03", id="place before"),
        pytest.param("VALOMBRE, 3 mars 2031 (AFP) - Le pont.", "2031-03-03", id="agency"),
        pytest.param("(Valombre, 3 mars 2031) Le pont est fermé.", "2031-03-03", id="brackets"),
        pytest.param("1er mars 2031. — Le pont est fermé.", "2031-03-01", id="first"),
        pytest.param("Le 3 mars 2031, le pont a été fermé.", None, id="a date that tells"),
        pytest.param("Le pont, fermé le 3 mars 2031 - un lundi - tient.", None, id="within"),
        pytest.param("VALOMBRE, 3 mars (AFP) - Le pont.", None, id="no year"),
        pytest.param("Le 31 février 2031. - Le pont.", None, id="no such day"),
    ],
)
def test_a_full_dateline_dates_the_article(paragraph: str, day: str | None) -> None:
    found = printed((), ("Titre", paragraph), languages=LANGUAGES)

    assert (found.earliest if found else None) == day
    if found:
        assert found.basis is DateBasis.PAGE
        assert found.reason.fr.startswith("La page porte la date « ")


def test_of_several_printed_days_the_first_counts() -> None:
    lines = ("Mis à jour le 5 mars 2031", "Publié le 3 mars 2031 à 10h12")

    found = printed(lines, (), languages=LANGUAGES)

    assert found == on_page("2031-03-03", "3 mars 2031")


def test_an_undated_capture_is_bounded_from_above() -> None:
    found = undated("2031-03-05")

    assert (found.earliest, found.latest, found.basis) == (None, "2031-03-05", DateBasis.UNKNOWN)
    assert found.reason.en == "No date is given; the page was archived on 2031-03-05."
    assert undated().reason.fr == "Ni les métadonnées ni la page ne donnent de date."


def test_dates_are_found_in_their_order() -> None:
    text = "du 3 mars 2031 au 04/04/2031, revu le 2031-05-05 et le 6 Août 2031"

    found = list(dates_in(text, LANGUAGES))

    assert [d.day for d in found] == ["2031-03-03", "2031-04-04", "2031-05-05", "2031-08-06"]
    assert text[found[0].start : found[0].end] == "3 mars 2031"

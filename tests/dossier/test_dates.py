from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.dossier import load_words
from recoupe.dossier.dates import begins, in_words, interval_in_words

FRENCH = load_words("fr")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        pytest.param("2031-03-04", "4 mars 2031", id="day"),
        pytest.param("2031-03-01", "1er mars 2031", id="first of the month"),
        pytest.param("2031-03-11", "11 mars 2031", id="eleventh"),
        pytest.param("2031-03-04T14:30", "4 mars 2031, 14\u00a0h\u00a030", id="hour"),
        pytest.param("2031-03-04T09:00Z", "4 mars 2031, 9\u00a0h\u00a000 UTC", id="hour in UTC"),
        pytest.param("2031-03-04TEV", "4 mars 2031, soir", id="evening"),
        pytest.param("2031-03-04T99", "4 mars 2031, 99\u00a0h\u00a000", id="an hour nobody knows"),
        pytest.param("2031-03-04T??", "4 mars 2031", id="a time that is none"),
        pytest.param("2031-03", "mars 2031", id="month"),
        pytest.param("2031", "2031", id="year"),
        pytest.param("203X", "années 2030", id="decade"),
        pytest.param("2031-W10", "semaine du 3–9 mars 2031", id="week"),
        pytest.param("2031-W10-WE", "week-end du 8–9 mars 2031", id="weekend"),
        pytest.param("2031-SU", "été 2031", id="season"),
        pytest.param("2031-Q2", "2e trimestre 2031", id="quarter"),
        pytest.param("XXXX-02-28", "28 février (année inconnue)", id="day of no year"),
        pytest.param("XXXX-02", "février (année inconnue)", id="month of no year"),
        pytest.param("PAST_REF", "par le passé", id="past"),
        pytest.param("P3D", "3\u00a0jours", id="duration"),
        pytest.param("PT2H", "2\u00a0heures", id="hours"),
        pytest.param("2031-13-45", "2031-13-45", id="a day that is none"),
        pytest.param("2031-W60", "2031-W60", id="a week that is none"),
        pytest.param("PXD", "PXD", id="no words for it"),
    ],
)
def test_a_value_is_written_as_a_reader_would(value: str, written: str) -> None:
    assert in_words(value, FRENCH) == written


def test_english_writes_its_own_dates() -> None:
    assert in_words("2031-03-01", load_words("en")) == "March 1, 2031"


@pytest.mark.parametrize(
    ("earliest", "latest", "written"),
    [
        pytest.param("2031-03-04", "2031-03-04", "4 mars 2031", id="one day"),
        pytest.param("2031-03-04", "2031-03-06", "4–6 mars 2031", id="some days"),
        pytest.param("2031-03-04", None, "à partir du 4 mars 2031", id="open end"),
        pytest.param(None, "2031-03-04", "jusqu’au 4 mars 2031", id="open start"),
        pytest.param(None, None, "date inconnue", id="nothing known"),
    ],
)
def test_an_interval_says_how_much_is_known(
    earliest: str | None, latest: str | None, written: str
) -> None:
    assert interval_in_words(earliest, latest, words=FRENCH) == written


def test_values_sort_by_when_they_begin_the_coarse_before_the_fine() -> None:
    in_order = ["203X", "2031", "2031-03", "2031-W10", "2031-03-04", "2031-03-04T14:30", "2031-SU"]

    turned = list(reversed(in_order))

    assert sorted(turned, key=lambda value: begins(value) or "~") == in_order


@given(st.text(alphabet="0123456789-XTWPSUHQ:Z", max_size=18))
def test_no_value_breaks_the_page(value: str) -> None:
    assert isinstance(in_words(value, FRENCH), str)
    assert begins(value) is None or begins(value)

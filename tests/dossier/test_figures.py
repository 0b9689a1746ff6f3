from __future__ import annotations

import pytest

from recoupe.dossier import load_words
from recoupe.dossier.figures import amount
from tests import build

PAGE = build.article("Des chiffres.")


@pytest.mark.parametrize(
    ("low", "high", "approximate", "unit", "written"),
    [
        pytest.param(30, 30, False, None, "30", id="exact"),
        pytest.param(11000, 11000, False, None, "11\u202f000", id="thousands"),
        pytest.param(1.5, 1.5, False, None, "1,5", id="decimal"),
        pytest.param(30, None, False, None, "au moins 30", id="at least"),
        pytest.param(None, 30, False, None, "au plus 30", id="at most"),
        pytest.param(30, 30, True, None, "environ 30", id="about"),
        pytest.param(20, 30, False, None, "de 20 à 30", id="range"),
        pytest.param(200, 999, True, None, "environ 200 à 999", id="loose range"),
        pytest.param(25, 25, False, "%", "25\u202f%", id="percent"),
        pytest.param(0.5, 0.5, False, "share", "50\u202f%", id="share"),
        pytest.param(40e6, 40e6, False, "EUR", "40\u00a0M\u00a0€", id="millions"),
        pytest.param(
            18e6, 22e6, False, "EUR", "de 18 à 22\u00a0M\u00a0€", id="a range of millions"
        ),
        pytest.param(1_234.0, 1_234.0, False, "EUR", "1\u202f234\u00a0€", id="to the euro"),
        pytest.param(2.5, 2.5, False, "EUR", "2,5\u00a0€", id="cents"),
        pytest.param(12, 12, False, "km", "12\u00a0km", id="symbol"),
        pytest.param(None, None, False, None, "nombre inconnu", id="nothing"),
        pytest.param(float("inf"), float("inf"), False, None, "nombre inconnu", id="beyond"),
    ],
)
def test_a_quantity_says_its_bound_its_number_and_its_unit(
    low: float | None, high: float | None, approximate: bool, unit: str | None, written: str
) -> None:
    quantity = build.quantity(
        PAGE, "chiffres", low=low, high=high, approximate=approximate, unit=unit
    )

    assert amount(quantity, load_words("fr")) == written


@pytest.mark.parametrize(
    ("low", "high", "language", "written"),
    [
        pytest.param(200, None, "fr", "plus de 200", id="plus de"),
        pytest.param(None, 10, "fr", "moins de 10", id="moins de"),
        pytest.param(200, None, "en", "more than 200", id="more than"),
        pytest.param(None, 10, "en", "under 10", id="under"),
    ],
)
def test_a_bound_that_is_not_reached_says_so(
    low: float | None, high: float | None, language: str, written: str
) -> None:
    quantity = build.quantity(PAGE, "chiffres", low=low, high=high, strict=True)

    assert amount(quantity, load_words(language)) == written


def test_a_part_says_so() -> None:
    quantity = build.quantity(PAGE, "chiffres", low=2, high=2, part_of=0)

    assert amount(quantity, load_words("fr")) == "dont 2"

"""An undated article, dated from its own words."""

from __future__ import annotations

import pytest

from recoupe.analysis.dating import date_article
from recoupe.model import DateBasis, Timex, TimexType
from tests.build import UNDATED, article, published, span

AS_OF = "2031-12-31"
TEXT = "Samedi 14 décembre, le pont a rouvert. Il datait de 2019. Ce jeudi, le maire en a parlé."


def time(words: str, rule: str) -> Timex:
    return Timex(span=span(TEXT, words), type=TimexType.DATE, value="", mod=None, rule=rule)


SATURDAY = time("Samedi 14 décembre", "pub date:12-14,6<=")
YEAR = time("2019", "2019 said<=")


def test_a_date_that_intake_found_stands() -> None:
    page = article(TEXT, published=published("2024-12-16"))

    assert date_article(page, [SATURDAY], as_of=AS_OF) is page.published


def test_the_latest_year_whose_weekday_fits_is_taken_and_the_others_named() -> None:
    found = date_article(article(TEXT, published=UNDATED), [SATURDAY], as_of="2024-12-31")

    assert (found.earliest, found.latest, found.basis) == (
        "2024-12-14",
        "2024-12-20",
        DateBasis.TEXT,
    )
    for sentence in (found.reason.fr, found.reason.en):
        assert "« Samedi 14 décembre »" in sentence
        assert "2024" in sentence
        assert "2019, 2013" in sentence


def test_no_day_is_later_than_as_of() -> None:
    found = date_article(article(TEXT, published=UNDATED), [SATURDAY], as_of="2024-12-15")

    assert (found.earliest, found.latest) == ("2024-12-14", "2024-12-15")


def test_a_date_to_come_lies_after_publication() -> None:
    coming = time("Samedi 14 décembre", "pub date:12-14,6>=")

    found = date_article(article(TEXT, published=UNDATED), [coming], as_of="2024-12-31")

    assert found.latest == "2024-12-14"


def test_a_past_year_bounds_publication_from_below() -> None:
    found = date_article(article(TEXT, published=UNDATED), [YEAR], as_of=AS_OF)

    assert (found.earliest, found.latest, found.basis) == ("2019-01-01", AS_OF, DateBasis.TEXT)
    assert "« 2019 »" in found.reason.fr


@pytest.mark.parametrize(
    "rule", ["pub weekday:4<=", "pub date:12-14<=", "pub shift:-1M", "=PAST_REF", "2035 said>="]
)
def test_words_that_fit_any_year_leave_an_article_undated(rule: str) -> None:
    page = article(TEXT, published=UNDATED)

    assert date_article(page, [time("Ce jeudi", rule)], as_of=AS_OF) == UNDATED

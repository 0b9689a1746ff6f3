"""The days that the times of a text leave for its publication."""

from __future__ import annotations

from datetime import date

import pytest

from recoupe.model import Span, Timex, TimexType
from recoupe.text.calendar import Anchor
from recoupe.text.publication import narrow, years_that_fit


def times(*rules: str) -> list[Timex]:
    return [
        Timex(span=Span(n, n + 1), type=TimexType.DATE, value="", mod=None, rule=rule)
        for n, rule in enumerate(rules)
    ]


AUTUMN = Anchor(earliest=date(2024, 9, 1), latest=date(2024, 12, 20))


@pytest.mark.parametrize(
    ("rules", "earliest", "latest"),
    [
        pytest.param((), "2024-09-01", "2024-12-20", id="no times"),
        pytest.param(("pub weekday:4<=",), "2024-09-01", "2024-12-20", id="a weekday alone"),
        pytest.param(
            ("pub date:12-14<=",), "2024-12-14", "2024-12-20", id="a past date is a floor"
        ),
        pytest.param(
            ("pub weekday:4<=", "pub date:10-23<="), "2024-10-24", "2024-10-27", id="then Thursday"
        ),
        pytest.param(
            ("pub date:11-01<=", "pub weekday:3>="),
            "2024-11-01",
            "2024-11-06",
            id="Wednesday to come",
        ),
        pytest.param(("pub month:12<=",), "2024-12-01", "2024-12-20", id="a past month"),
        pytest.param(
            ("2024-11-20 said<=",), "2024-11-20", "2024-12-20", id="a past date with its year"
        ),
        pytest.param(("2025-11-20 said<=",), "2024-09-01", "2024-12-20", id="a slip is not heeded"),
        pytest.param(
            ("2024-11-20 said>=",), "2024-09-01", "2024-12-20", id="to come bounds nothing"
        ),
    ],
)
def test_times_narrow_an_interval(rules: tuple[str, ...], earliest: str, latest: str) -> None:
    left = narrow(times(*rules), AUTUMN).anchor

    assert (left.earliest, left.latest) == (
        date.fromisoformat(earliest),
        date.fromisoformat(latest),
    )


def test_an_open_interval_is_narrowed_only_by_dates_with_their_year() -> None:
    found = times("pub date:10-23<=", "2019-03 said<=")

    left = narrow(found, Anchor(latest=date(2031, 1, 1)))

    assert left.anchor == Anchor(earliest=date(2019, 3, 1), latest=date(2031, 1, 1))
    assert left.because == (found[1],)


def test_a_weekday_and_its_date_fit_few_years() -> None:
    fits = years_that_fit(times("pub date:12-14,6<="), latest=date(2024, 12, 31))

    assert fits is not None
    assert [d.year for d in fits.days] == [2024, 2019, 2013]


def test_two_weekdays_with_dates_must_agree() -> None:
    found = times("pub date:12-14,6<=", "pub date:12-02,2<=")

    assert years_that_fit(found, latest=date(2024, 12, 31)) is None


def test_a_past_year_that_is_named_excludes_the_years_before() -> None:
    fits = years_that_fit(times("pub date:12-14,6<=", "2018 said<="), latest=date(2024, 12, 31))

    assert fits is not None
    assert [d.year for d in fits.days] == [2024, 2019]


def test_without_a_weekday_no_year_is_preferred() -> None:
    assert years_that_fit(times("pub date:12-14<="), latest=date(2024, 12, 31)) is None

"""Rules of times, resolved against days and intervals of days."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.model import DateBasis, Span, Timex, TimexType
from recoupe.text.calendar import Anchor, anchor_of, days_of, resolve, resolve_again
from recoupe.text.moment import easter
from tests.build import UNDATED, published


def on(day: str) -> Anchor:
    return Anchor(earliest=date.fromisoformat(day), latest=date.fromisoformat(day))


def between(first: str, last: str) -> Anchor:
    return Anchor(earliest=date.fromisoformat(first), latest=date.fromisoformat(last))


# 4 March 2031 is a Tuesday.
@pytest.mark.parametrize(
    ("rule", "value"),
    [
        pytest.param("pub", "2031-03-04", id="the day itself"),
        pytest.param("pub shift:-1D", "2031-03-03", id="yesterday"),
        pytest.param("pub weekday:2<=", "2031-03-04", id="on or before counts today"),
        pytest.param("pub weekday:2<", "2031-02-25", id="strictly before does not"),
        pytest.param("pub weekday:2>", "2031-03-11", id="strictly after"),
        pytest.param("pub weekday:7~", "2031-03-09", id="Sunday of this week"),
        pytest.param("pub weekday:7<=", "2031-03-02", id="the Sunday before"),
        pytest.param("pub weekday:4> shift:+7D", "2031-03-13", id="Thursday week"),
        pytest.param("pub date:12-14<=", "2030-12-14", id="a past date is of last year"),
        pytest.param("pub date:12-14>=", "2031-12-14", id="a coming date is of this year"),
        pytest.param("pub date:02-20~", "2031-02-20", id="the nearest date"),
        pytest.param("pub date:03-06,4<=", "2031-03-06", id="the weekday corrects the side"),
        pytest.param("pub date:02-29<=", "2028-02-29", id="the last leap day"),
        pytest.param("pub month:03<=", "2031-03", id="this month"),
        pytest.param("pub month:03<", "2030-03", id="March last year"),
        pytest.param("pub mday:23>=", "2031-03-23", id="the 23rd to come"),
        pytest.param("pub mday:23<=", "2031-02-23", id="the 23rd that was"),
        pytest.param("pub mday:31<=", "2031-01-31", id="a month without a 31st is passed over"),
        pytest.param("pub season:SU<", "2030-SU", id="last summer"),
        pytest.param("pub season:WI<=", "2030-WI", id="this winter bears the year it began"),
        pytest.param("pub season:SP>=", "2031-SP", id="spring, just begun"),
        pytest.param("pub feast:12-25<=", "2030-12-25", id="Christmas"),
        pytest.param("pub feast:easter-2>=", "2031-04-11", id="Good Friday"),
        pytest.param("pub we<=", "2031-W09-WE", id="the weekend that was"),
        pytest.param("pub we>=", "2031-W10-WE", id="the weekend to come"),
        pytest.param("pub shift:-1W", "2031-W09", id="last week"),
        pytest.param("pub shift:-2Y", "2029", id="two years ago, as a year"),
        pytest.param("pub shift:-6M", "2030-09", id="six months ago, as a month"),
        pytest.param("pub shift:-2.5Y", "2028-09", id="two and a half years ago"),
        pytest.param("pub shift:-1CE", "19", id="last century"),
        pytest.param("pub shift:-1Y date:05-12=", "2030-05-12", id="12 May of last year"),
        pytest.param("pub quarter:1<=", "2031-Q1", id="the first quarter"),
        pytest.param("pub half:2<=", "2030-H2", id="the second half that was"),
        pytest.param("pub night<=", "2031-03-03TNI", id="the night that ended"),
        pytest.param("pub night>=", "2031-03-04TNI", id="the night to come"),
        pytest.param(
            "pub night<= clock:04:30", "2031-03-04T04:30", id="its small hours are today's"
        ),
        pytest.param("pub part:TEV", "2031-03-04TEV", id="this evening"),
        pytest.param("pub clock:03:10Z", "2031-03-04T03:10Z", id="universal time"),
        pytest.param("2012-05-20 shift:+2D", "2012-05-22", id="counted from a date named"),
        pytest.param("2012-06 shift:-3M", "2012-03", id="counted from a month named"),
        pytest.param("2012-05-20 said<= part:TMO", "2012-05-20TMO", id="the side changes nothing"),
        pytest.param("=PAST_REF", "PAST_REF", id="a value stands"),
        pytest.param("dur:1.5:Y", "P18M", id="a year and a half"),
        pytest.param("dur:6.5:TH", "PT390M", id="six hours and a half"),
        pytest.param("dur:2:TH:31:TM", "PT2H31M", id="hours and minutes"),
        pytest.param("dur:2:DE", "P20Y", id="two decades"),
        pytest.param("dur:X:M", "PXM", id="months, nobody says how many"),
    ],
)
def test_a_rule_has_one_value_on_one_day(rule: str, value: str) -> None:
    assert resolve(rule, on("2031-03-04")) == value


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        pytest.param("pub date:12-14<=", "XXXX-12-14", id="day and month"),
        pytest.param("pub weekday:4<=", "XXXX-WXX-4", id="weekday"),
        pytest.param("pub weekday:4<= part:TEV", "XXXX-WXX-4TEV", id="evening of a weekday"),
        pytest.param("pub month:08<", "XXXX-08", id="month"),
        pytest.param("pub shift:-1M", "XXXX-XX", id="last month"),
        pytest.param("pub we<=", "XXXX-WXX-WE", id="weekend"),
        pytest.param("pub shift:-1Y", "XXXX", id="last year"),
        pytest.param("2012-05-20", "2012-05-20", id="a full date needs no anchor"),
    ],
)
def test_what_an_undated_article_leaves_open_is_written_x(rule: str, value: str) -> None:
    assert resolve(rule, Anchor()) == value


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        pytest.param("pub weekday:4<=", "2024-10-24", id="one Thursday fits all days"),
        pytest.param("pub", "2024-10-XX", id="the days differ"),
        pytest.param("pub shift:-1M", "2024-09", id="the month does not"),
        pytest.param("pub date:10-23<=", "2024-10-23", id="nor a date that is past on all"),
    ],
)
def test_an_interval_keeps_what_its_days_share(rule: str, value: str) -> None:
    assert resolve(rule, between("2024-10-24", "2024-10-27")) == value


def test_an_interval_of_years_is_not_walked_day_by_day() -> None:
    assert resolve("pub date:12-14<=", between("1900-01-01", "2024-01-01")) == "XXXX-12-14"


@pytest.mark.parametrize(
    "rule",
    ["2012-02-31", "pub date:02-31<=", "pub nonsense:1<=", "pub shift:99999Y", "2012-13 shift:+1D"],
)
def test_a_rule_that_names_no_day_has_a_value_all_the_same(rule: str) -> None:
    assert resolve(rule, on("2031-03-04"))


def test_timexes_are_resolved_again_from_their_rules_alone() -> None:
    found = Timex(
        span=Span(0, 8), type=TimexType.DATE, value="XXXX-WXX-4", mod=None, rule="pub weekday:4<="
    )

    [again] = resolve_again([found], published("2024-10-25", basis=DateBasis.STORY))

    assert (again.value, again.rule, again.span) == ("2024-10-24", found.rule, found.span)


def test_an_undated_article_anchors_nothing() -> None:
    assert anchor_of(UNDATED) == Anchor()


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        pytest.param("2012-05-20", "2012-05-20", "2012-05-20", id="day"),
        pytest.param("2012-05-20T14:30", "2012-05-20", "2012-05-20", id="hour"),
        pytest.param("2012-02", "2012-02-01", "2012-02-29", id="month"),
        pytest.param("2012-W21-WE", "2012-05-26", "2012-05-27", id="weekend"),
        pytest.param("2012-WI", "2012-12-01", "2013-02-28", id="winter"),
        pytest.param("199", "1990-01-01", "1999-12-31", id="decade"),
    ],
)
def test_a_value_covers_its_days(value: str, first: str, last: str) -> None:
    assert days_of(value) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("value", ["XXXX-12-14", "PAST_REF", "P3D", "BC09", "2012-02-31"])
def test_a_value_that_is_no_stretch_of_days_covers_none(value: str) -> None:
    assert days_of(value) is None


@pytest.mark.parametrize(("year", "day"), [(2000, "2000-04-23"), (2024, "2024-03-31")])
def test_easter_falls_where_the_church_says(year: int, day: str) -> None:
    assert easter(year).isoformat() == day


DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2080, 12, 31))


@given(DAYS, st.integers(1, 7), st.sampled_from(["<", "<=", ">", ">="]))
def test_a_weekday_lies_on_its_side_and_within_a_week(day: date, weekday: int, op: str) -> None:
    found = date.fromisoformat(
        resolve(f"pub weekday:{weekday}{op}", Anchor(earliest=day, latest=day))
    )

    assert found.isoweekday() == weekday
    assert abs((found - day).days) <= 7
    assert found != day or "=" in op
    assert found <= day if op.startswith("<") else found >= day


@given(DAYS, st.integers(0, 60), st.sampled_from(["pub weekday:3<=", "pub month:05<=", "pub we<="]))
def test_a_wider_interval_never_says_more(day: date, days: int, rule: str) -> None:
    wide = Anchor(earliest=day, latest=date.fromordinal(day.toordinal() + days))
    narrow_value = resolve(rule, Anchor(earliest=day, latest=day))

    wide_value = resolve(rule, wide)

    assert wide_value == narrow_value or "X" in wide_value

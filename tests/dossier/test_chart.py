from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from recoupe.dossier import load_words
from recoupe.dossier.chart import (
    BOTTOM,
    LABEL_ROOM,
    LEFT,
    RIGHT,
    TOP,
    WIDTH,
    Chart,
    Value,
    build_chart,
)
from recoupe.dossier.parties import NOBODY, Mark

if TYPE_CHECKING:
    from collections.abc import Sequence

PREFECT = Mark(color="0", shape="0")


def value(day: str | None, low: float | None, high: float | None, *, mark: Mark = PREFECT) -> Value:
    """A figure of one day."""
    return Value(
        day=day,
        date=day,
        low=low,
        high=high,
        approximate=False,
        label=f"{low}",
        mark=mark,
        anchor="q-1",
        title=f"{low}–{high}",
    )


def drawn(values: Sequence[Value]) -> Chart:
    chart = build_chart(values, words=load_words("en"))
    assert chart is not None
    return chart


def test_one_figure_of_one_day_needs_no_drawing() -> None:
    same = [value("2031-03-02", 12, 12), value("2031-03-02", 12, 12, mark=NOBODY)]

    assert build_chart(same, words=load_words("en")) is None


def test_later_days_lie_further_right_and_more_lies_higher() -> None:
    first, second, third = drawn(
        [value("2031-03-02", 3, 3), value("2031-03-03", 5, 5), value("2031-03-12", 14, 14)]
    ).dots

    assert first.x < second.x < third.x
    assert first.y > second.y > third.y
    assert third.x - second.x > 5 * (second.x - first.x)


@pytest.mark.parametrize(
    ("low", "high", "closed"),
    [
        pytest.param(3, None, False, id="at least"),
        pytest.param(None, 10, False, id="at most"),
        pytest.param(3, 9, True, id="a range"),
    ],
)
def test_bounds_are_open_bars_and_ranges_closed_ones(
    low: float | None, high: float | None, *, closed: bool
) -> None:
    dots = drawn([value("2031-03-02", low, high), value("2031-03-04", 12, 12)]).dots

    assert dots[0].bar is not None
    assert dots[0].bar.endswith("Z") is closed
    assert dots[1].bar is None


def test_a_party_s_figures_of_several_days_are_joined_and_nobody_s_are_not() -> None:
    days = ("2031-03-02", "2031-03-04")
    named = [value(day, n, n) for n, day in enumerate(days, start=3)]
    unnamed = [value(day, n, n, mark=NOBODY) for n, day in enumerate(days, start=8)]

    assert [color for color, _ in drawn([*named, *unnamed]).lines] == ["0"]


@pytest.mark.parametrize(
    "values",
    [
        pytest.param([value("2031-03-02", n, n) for n in range(60)], id="many on a day"),
        pytest.param(
            [value(None, 1, 1), value("2031-07-01", 2, 2), value("?", 3, 3)], id="undated"
        ),
        pytest.param([value("2031-03-02", 1e12, 1e12), value("2031-03-03", 0, 0)], id="far apart"),
        pytest.param([value("2031-03-02", 0, 0), value("2031-03-03", 0, 0)], id="nothing"),
        pytest.param([value("2031-03-02", 1e8, 1e8), value("2031-03-03", 1e8 + 1, None)], id="big"),
    ],
)
def test_no_figure_lies_outside_the_drawing(values: list[Value]) -> None:
    chart = drawn(values)

    assert all(LEFT <= dot.x <= RIGHT and TOP <= dot.y <= BOTTOM for dot in chart.dots)
    assert all(TOP <= tick.at <= BOTTOM for tick in chart.values)


def test_ticks_are_round_and_written_short() -> None:
    chart = drawn([value("2031-03-02", 2.5e6, 2.5e6), value("2031-03-03", 30e6, 30e6)])

    assert [tick.text for tick in chart.values] == ["0", "10M", "20M", "30M"]


def test_the_words_of_a_figure_stay_within_the_drawing() -> None:
    long = "plusieurs milliers de bénévoles venus des communes voisines"
    values = [
        replace(value(day, n, n), label=long)
        for n, day in enumerate(("2031-03-02", "2031-03-20"), start=3)
    ]

    dots = drawn(values).dots

    assert all(dot.label_y is not None for dot in dots)
    for dot in dots:
        assert dot.label.endswith("…")
        half = LABEL_ROOM * len(dot.label) / 2
        assert half <= dot.label_x <= WIDTH - half

"""Undated articles of a story are dated together, with reasons and nothing guessed beyond words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe.crosscheck.dating import date_stories
from recoupe.crosscheck.day_bounds import Days, bounded
from recoupe.crosscheck.entities import join_actors
from recoupe.model import (
    DateBasis,
    Direction,
    Lineage,
    LineageKind,
    Span,
    Story,
    Timex,
    TimexType,
    Tracing,
)
from tests.build import published
from tests.crosscheck.invented import AS_OF, DAM, DAM_DAYS, dam, read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recoupe.model import Reading


def dated(
    readings: Sequence[Reading], *, tracing: Tracing | None = None, as_of: str = AS_OF
) -> dict[str, Reading]:
    """The readings of one story, dated, by the name of their file."""
    story = Story(
        id="s", title="", article_ids=tuple(sorted(r.analysis.article.id for r in readings))
    )
    found = date_stories(
        readings,
        [story],
        entities=join_actors(readings),
        tracing=tracing or Tracing(),
        as_of=as_of,
    )
    return {r.analysis.article.path.removesuffix(".txt"): r for r in found}


def days(reading: Reading) -> tuple[str | None, str | None]:
    found = reading.analysis.article.published
    return found.earliest, found.latest


def values(reading: Reading) -> dict[str, str]:
    text = reading.analysis.article.text
    return {t.span.of(text): t.value for t in reading.analysis.timexes}


@pytest.mark.parametrize("name", DAM)
def test_each_article_has_the_days_a_careful_reader_gives_it(name: str) -> None:
    found = dated(list(dam().values()))[name]
    earliest, latest = map(date.fromisoformat, DAM_DAYS[name])
    ours = [date.fromisoformat(d) for d in days(found) if d]

    assert len(ours) == 2
    assert ours[0] <= latest
    assert ours[1] >= earliest
    assert (earliest - ours[0]).days <= 1
    assert (ours[1] - latest).days <= 1
    assert found.analysis.article.published.basis is DateBasis.STORY


def test_times_and_days_of_saying_are_resolved_again() -> None:
    found = dated(list(dam().values()))

    assert values(found["bilan"]) == {
        "ce week-end": "2023-W41-WE",
        "Samedi": "2023-10-14",
        "début octobre": "2023-10",
    }
    assert values(found["vanne"])["Ce vendredi"] == "2023-10-06"
    assert "2023-10-14" in {a.said_on for a in found["bilan"].attributions}
    assert "2023-09-27" in {a.said_on for a in found["fissures"].attributions}


def test_every_day_comes_with_its_reason_in_both_languages() -> None:
    for reading in dated(list(dam().values())).values():
        reason = reading.analysis.article.published.reason
        assert "«" in reason.fr
        assert "«" in reason.en


def test_the_other_years_that_would_fit_are_named() -> None:
    reason = dated(list(dam().values()))["rupture"].analysis.article.published.reason

    assert "2017" in reason.fr
    assert "2023" in reason.fr


def test_the_year_is_that_of_the_dated_articles() -> None:
    given = [
        read(DAM["rupture"], "rupture.txt"),
        read(DAM["vanne"], "vanne.txt", published("2017-10-05")),
    ]

    assert days(dated(given)["rupture"]) == ("2017-10-14", "2017-10-16")


def test_an_article_that_its_page_dates_is_left_as_it_is() -> None:
    given = [
        read(DAM["rupture"], "rupture.txt", published("2006-10-20")),
        read(DAM["bilan"], "bilan.txt"),
    ]

    assert dated(given)["rupture"] is given[0]


def test_an_article_alone_in_its_story_is_left_as_it_is() -> None:
    given = [read(DAM["rupture"], "rupture.txt")]

    assert dated(given)["rupture"] is given[0]


def test_articles_without_any_date_stay_undated() -> None:
    given = [read("Le bac est à quai.", "a.txt"), read("Le bac reste à quai.", "b.txt")]

    assert [days(r) for r in dated(given).values()] == [(None, None)] * 2


def test_no_day_is_later_than_the_day_of_reading() -> None:
    found = dated(list(dam().values()), as_of="2023-10-15")

    assert all((days(r)[1] or "") <= "2023-10-15" for r in found.values())


def test_a_rewrite_does_not_come_before_its_original() -> None:
    line = Lineage(
        from_id="rupture.txt",
        to_id="b.txt",
        kind=LineageKind.REWRITE,
        direction=Direction.KNOWN,
        score=0.8,
        reasons=(),
    )
    given = [
        read(DAM["rupture"], "rupture.txt", published("2023-10-14")),
        read("Le barrage de Vardouche n'est plus.", "b.txt"),
    ]
    found = dated(given, tracing=Tracing(lineage=(line,)))["b"]

    assert days(found) == ("2023-10-14", "2023-10-20")
    assert "réécrit" in found.analysis.article.published.reason.fr


def test_a_bound_that_leaves_no_day_is_not_heeded() -> None:
    line = Lineage(
        from_id="vanne.txt",
        to_id="rupture.txt",
        kind=LineageKind.COPY,
        direction=Direction.KNOWN,
        score=0.8,
        reasons=(),
    )
    given = [
        read(DAM["rupture"], "rupture.txt"),
        read(DAM["vanne"], "vanne.txt", published("2024-01-05")),
    ]
    found = dated(given, tracing=Tracing(lineage=(line,)))["rupture"]

    assert days(found) == ("2023-10-14", "2023-10-16")


def renamed(text: str, path: str) -> Reading:
    known = read(text, "0.txt")
    page = replace(known.analysis.article, id=path, path=path)
    attributions = tuple(replace(a, article_id=path) for a in known.attributions)
    return replace(known, analysis=replace(known.analysis, article=page), attributions=attributions)


@settings(deadline=None, max_examples=20)
@given(st.permutations(range(5)), st.lists(st.integers(0, 4), max_size=2))
def test_order_names_and_doubling_of_files_change_nothing(
    order: list[int], doubled: list[int]
) -> None:
    texts = list(DAM.values())
    plain = dated([renamed(t, f"{i}.txt") for i, t in enumerate(texts)])
    other = [renamed(texts[i], f"z{i}.txt") for i in order]
    other += [renamed(texts[i], f"copy {n} of {i}.txt") for n, i in enumerate(doubled)]
    found = dated(other)

    for i in range(5):
        known = plain[str(i)].analysis.article.published
        assert found[f"z{i}"].analysis.article.published == known
    for n, i in enumerate(doubled):
        assert days(found[f"copy {n} of {i}"]) == days(plain[str(i)])


def timex(rule: str) -> Timex:
    return Timex(span=Span(0, 1), type=TimexType.DATE, value="", mod=None, rule=rule)


OCTOBER = Days(earliest=date(2023, 10, 1), latest=date(2023, 10, 31))


@pytest.mark.parametrize(
    ("rules", "earliest", "latest"),
    [
        pytest.param((), "10-01", "10-31", id="nothing named"),
        pytest.param(("pub date:10-12<=",), "10-12", "10-31", id="a bare date may be old"),
        pytest.param(("pub date:10-14,6~",), "10-14", "10-16", id="a weekday with it is fresh"),
        pytest.param(
            ("pub date:10-11<=", "pub weekday:4<="), "10-12", "10-14", id="weekday after a date"
        ),
        pytest.param(
            ("pub date:10-02<=", "pub weekday:5>="), "10-02", "10-06", id="weekday to come"
        ),
        pytest.param(("pub date:10-20>=",), "10-01", "10-20", id="date to come"),
        pytest.param(
            ("pub shift:-1D", "pub date:10-05<="), "10-05", "10-31", id="yesterday is any day's"
        ),
        pytest.param(("2023-10-09 said<=",), "10-09", "10-31", id="a day with its year"),
    ],
)
def test_an_article_s_own_times_bound_its_day(
    rules: tuple[str, ...], earliest: str, latest: str
) -> None:
    left = bounded([timex(r) for r in rules], OCTOBER)

    assert (left.earliest.isoformat()[5:], left.latest.isoformat()[5:]) == (earliest, latest)


RULES = [
    "pub date:10-12<=",
    "pub date:10-12~",
    "pub date:10-20>=",
    "pub date:10-14,6~",
    "pub weekday:4<=",
    "pub weekday:2>=",
    "pub we<=",
    "pub month:09<=",
    "pub month:12>=",
    "pub shift:-1D",
    "pub",
    "2022 said<=",
    "=PAST_REF",
    "dur:2:D",
]


@given(
    st.lists(st.sampled_from(RULES), max_size=5),
    st.integers(0, 800),
    st.integers(0, 500),
)
def test_bounds_only_ever_narrow(rules: list[str], start: int, length: int) -> None:
    first = date.fromordinal(date(2022, 1, 1).toordinal() + start)
    given_days = Days(earliest=first, latest=date.fromordinal(first.toordinal() + length))
    left = bounded([timex(r) for r in rules], given_days)

    assert given_days.earliest <= left.earliest <= left.latest <= given_days.latest

"""How the figures of one counted thing stand together."""

from __future__ import annotations

import pytest

from recoupe.crosscheck.counting import ContrastRow
from recoupe.lang import load_pack
from recoupe.model import SeriesRelation
from tests.crosscheck.newsroom import read_page, tell, tell_texts

COMPATIBLE, REVISED = SeriesRelation.COMPATIBLE, SeriesRelation.REVISED
DIVERGENT = SeriesRelation.DIVERGENT


@pytest.mark.parametrize(
    ("one", "other", "relations"),
    [
        pytest.param(
            "Au moins 30 soldats maliens ont été tués mardi à Gossi, selon l'armée malienne.",
            "Selon une ONG, 50 soldats maliens ont été tués mardi à Gossi.",
            [COMPATIBLE],
            id="a bound does not conflict",
        ),
        pytest.param(
            "Plus de 200 mineurs ont été tués mardi à Valdoré, selon la préfecture.",
            "Selon les pompiers, 187 mineurs ont été tués mardi à Valdoré.",
            [DIVERGENT],
            id="a bound that the other figure does not reach",
        ),
        pytest.param(
            "Moins de dix mineurs ont été tués mardi à Valdoré, selon la préfecture.",
            "Selon les pompiers, dix mineurs ont été tués mardi à Valdoré.",
            [DIVERGENT],
            id="fewer than ten is not ten",
        ),
        pytest.param(
            "Plus de 200 mineurs ont été tués mardi à Valdoré, selon la préfecture.",
            "Selon les pompiers, 200 mineurs ont été tués mardi à Valdoré.",
            [COMPATIBLE],
            id="a round number leaves its words out",
        ),
        pytest.param(
            "Selon la mairie de Valdoré, 300 personnes ont manifesté samedi.",
            "Selon les syndicats, 900 personnes ont manifesté samedi à Valdoré.",
            [DIVERGENT],
            id="two counts of one march",
        ),
        pytest.param(
            "Selon la préfecture, environ 1 000 personnes ont été évacuées à Valdoré.",
            "Selon les pompiers, 1 050 personnes ont été évacuées à Valdoré.",
            [COMPATIBLE],
            id="about a thousand",
        ),
        pytest.param(
            "Selon la préfecture, douze mineurs ont été tués à Valdoré.",
            "Selon les pompiers, quinze mineurs ont été tués ou blessés à Valdoré.",
            [COMPATIBLE, COMPATIBLE],
            id="killed or injured is another count",
        ),
        pytest.param(
            "Selon la préfecture, douze soldats maliens ont été tués à Gossi.",
            "Selon les pompiers, quinze soldats belges ont été tués à Gossi.",
            [COMPATIBLE, COMPATIBLE],
            id="other people are another count",
        ),
    ],
)
def test_figures_of_one_day(one: str, other: str, relations: list[SeriesRelation]) -> None:
    assert [s.relation for s in tell_texts(one, other).series] == relations


def test_a_later_figure_of_one_speaker_is_a_revision() -> None:
    told = tell(
        read_page(
            "Selon la préfecture, douze mineurs ont été tués à Valdoré.",
            path="a.txt",
            day="2031-07-01",
        ),
        read_page(
            "Selon la préfecture, quinze mineurs ont été tués à Valdoré.",
            path="b.txt",
            day="2031-07-03",
        ),
    )
    [series] = told.series

    assert series.relation is REVISED
    assert [p.as_of for p in series.points] == ["2031-07-01", "2031-07-03"]
    assert "douze" in series.reasons[0].fr


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(
            "Le parquet a requis 2 millions d'euros d'amende contre Vertane à Valdoré.",
            "Les familles obtiennent 12 millions d'euros de Vertane à Valdoré.",
            id="money for two things",
        ),
        pytest.param(
            "Selon la préfecture, le bac transportait 171 passagers à Valdoré.",
            "Selon une rescapée, le bac de Valdoré a sauvé 72 autres passagers.",
            id="others than those",
        ),
        pytest.param(
            "La Russie a massé 50 000 hommes dans la région de Valdoré.",
            "Selon la préfecture, 11 000 soldats maliens se trouvent dans la région de Valdoré.",
            id="men of another state",
        ),
    ],
)
def test_what_counts_two_things_is_no_series(one: str, other: str) -> None:
    assert [s for s in tell_texts(one, other).series if len(s.points) > 1] == []


def test_money_for_one_thing_is_a_series() -> None:
    told = tell_texts(
        "Le parquet a requis 2 millions d'euros d'amende contre Vertane à Valdoré.",
        "Le tribunal de Valdoré a infligé 3 millions d'euros d'amende à Vertane.",
    )

    assert [{p.low for p in s.points} for s in told.series] == [{2_000_000, 3_000_000}]


def test_a_series_is_named_by_what_it_counts_and_whose() -> None:
    told = tell_texts("La Russie a massé 50 000 hommes dans la région de Valdoré.")

    assert [s.counted for s in told.series] == ["hommes (Russie)"]


def test_a_part_does_not_join_its_whole() -> None:
    told = tell_texts(
        "Selon la préfecture, 40 soldats ont été tués à Gossi, dont 12 soldats belges."
    )

    assert sorted(len(s.points) for s in told.series) == [1, 1]


@pytest.mark.parametrize("row", load_pack("fr").table(ContrastRow), ids=lambda r: str(r.words))
def test_a_figure_set_against_another_counts_the_same(row: ContrastRow) -> None:
    [series] = tell_texts(row.example).series

    assert row.words in row.example
    assert {p.low for p in series.points} == {189, 182}


def test_a_figure_set_against_another_has_the_speaker_that_it_names() -> None:
    told = tell_texts(
        "Selon la préfecture, 189 personnes se trouvaient à bord, contre 182 annoncées par la "
        "société Valdor."
    )

    [series] = told.series
    assert [p.party for p in series.points] == ["préfecture", "Valdor"]
    assert series.relation is DIVERGENT


@pytest.mark.parametrize(
    ("one", "other", "event"),
    [
        pytest.param(
            "Un éboulement a fait quatre morts et trente blessés à Valdoré, selon la préfecture.",
            "Le bilan de l'éboulement de Valdoré est de cinq morts, selon la préfecture.",
            "killed",
            id="beside another toll",
        ),
        pytest.param(
            "Trois jours après l'éboulement, qui a fait quatre morts à Valdoré, la route rouvre.",
            "Le bilan de l'éboulement de Valdoré est de cinq morts, selon la préfecture.",
            "killed",
            id="a verb of its own is no estimate",
        ),
    ],
)
def test_what_stands_beside_a_toll_does_not_say_who_was_struck(
    one: str, other: str, event: str
) -> None:
    [series] = [s for s in tell_texts(one, other).series if s.event == event]

    assert len(series.points) == 2


def test_one_noun_under_one_verb_is_one_count_however_much_it_moved() -> None:
    told = tell(
        read_page(
            "Une cinquantaine d'écoles ont dû être évacuées à Valdoré, selon la préfecture.",
            path="a.txt",
            day="2031-07-01",
        ),
        read_page(
            "À Valdoré, la préfecture a précisé que 140 écoles avaient été évacuées depuis lundi.",
            path="b.txt",
            day="2031-07-03",
        ),
    )

    assert [(len(s.points), s.relation) for s in told.series] == [(2, REVISED)]


def test_a_figure_on_nobodys_word_is_not_what_revises_one_that_somebody_gave() -> None:
    told = tell(
        *(
            read_page(text, path=f"{day}.txt", day=day)
            for text, day in (
                ("Le bilan est de onze morts à Valdoré, selon un collectif.", "2031-07-02"),
                ("Le bilan est de cinq morts à Valdoré, selon la préfecture.", "2031-07-03"),
                ("Le bilan reste de cinq morts à Valdoré.", "2031-07-04"),
            )
        )
    )

    [series] = told.series
    assert series.relation is COMPATIBLE

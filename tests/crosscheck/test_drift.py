"""What changed between a text and the one that took it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.crosscheck.newsroom import Told, read_page, tell

if TYPE_CHECKING:
    from recoupe.model import Finding

FIRST = (
    "Un entrepôt brûle à Valdoré\n\n"
    "L'entrepôt de la société Valdor a brûlé mardi soir à Valdoré, au bord de la Sauge. "
    "{0} La route de Gossi est restée fermée jusqu'à mercredi matin, faute de déviation. "
    "Une quarantaine de pompiers venus de trois casernes ont noyé les dernières braises à l'aube."
)


def drifts(before: str, after: str) -> tuple[Told, list[Finding]]:
    told = tell(
        read_page(FIRST.format(before), path="a.txt", day="2031-07-02", outlet="Agence Courlis"),
        read_page(
            "Avec l'Agence Courlis\n\n" + FIRST.format(after), path="b.txt", day="2031-07-03"
        ),
    )
    kinds = ("attribution_dropped", "certainty", "figure", "source_changed", "quotation")
    return told, [f for f in told.findings if f.kind.startswith(kinds)]


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        pytest.param(
            "Le feu est parti d'un camion garé contre le mur nord, selon la mairie.",
            "Le feu est parti d'un camion garé contre le mur nord.",
            "attribution_dropped",
            id="the source is gone",
        ),
        pytest.param(
            "Selon la mairie, le feu serait parti d'un camion garé contre le mur nord.",
            "Selon la mairie, le feu est parti d'un camion garé contre le mur nord.",
            "certainty_raised",
            id="the conditional is gone",
        ),
        pytest.param(
            "Selon la mairie, le feu est parti d'un camion garé contre le mur nord.",
            "Selon la mairie, le feu serait parti d'un camion garé contre le mur nord.",
            "certainty_lowered",
            id="a conditional is new",
        ),
        pytest.param(
            "Au moins trois employés ont été tués par la fumée, selon la mairie.",
            "Trois employés ont été tués par la fumée, selon la mairie.",
            "figure_changed",
            id="the bound is gone",
        ),
        pytest.param(
            "Le feu est parti d'un camion garé contre le mur nord, selon un pompier.",
            "Le feu est parti d'un camion garé contre le mur nord, selon des experts en assurance.",
            "source_changed",
            id="the source is another",
        ),
        pytest.param(
            "« Nous avons perdu toute la récolte de cette année », a dit Aline Corbier.",
            "« Nous avons perdu toute la récolte de cet hiver », a dit Aline Corbier.",
            "quotation_changed",
            id="the words are others",
        ),
    ],
)
def test_what_a_copy_changed_is_found(before: str, after: str, kind: str) -> None:
    told, [finding] = drifts(before, after)

    assert finding.kind == kind
    assert finding.right is not None
    assert told.material.article(finding.left.article_id).path == "a.txt"
    assert told.material.article(finding.right.article_id).path == "b.txt"


def test_a_faithful_copy_drifts_in_nothing() -> None:
    same = "Le feu est parti d'un camion garé contre le mur nord, selon la mairie."

    assert drifts(same, same)[1] == []


def test_articles_of_their_own_never_drift() -> None:
    told = tell(
        read_page("Selon la mairie, le pont de la Sauge fermera lundi.", path="a.txt"),
        read_page("Le pont de la Sauge fermera lundi.", path="b.txt"),
    )

    assert not any(f.right and f.kind.startswith("attribution") for f in told.findings)


def test_a_figure_that_a_copy_changed_says_what_it_was_made_of() -> None:
    told, _ = drifts(
        "Onze employés ont été tués ou blessés par la fumée, selon la mairie.",
        "Onze employés ont été tués par la fumée, selon la mairie.",
    )

    [changed] = [p for s in told.series for p in s.points if p.made_of]
    assert told.material.article(changed.article_id).path == "b.txt"
    assert changed.made_of in {p.quantity_id for s in told.series for p in s.points}


def test_no_revision_rests_on_a_figure_that_a_copy_changed() -> None:
    before, after = (
        "Onze employés ont été tués ou blessés par la fumée, selon la mairie.",
        "Onze employés ont été tués par la fumée, selon la mairie.",
    )
    told = tell(
        read_page(FIRST.format(before), path="a.txt", day="2031-07-02", outlet="Agence Courlis"),
        read_page(
            "Avec l'Agence Courlis\n\n" + FIRST.format(after), path="b.txt", day="2031-07-03"
        ),
        read_page(
            "Quatre employés ont été tués à Valdoré dans l'incendie de l'entrepôt de la société "
            "Valdor, selon la mairie.",
            path="c.txt",
            day="2031-07-05",
        ),
    )

    [series] = [s for s in told.series if any(p.made_of for p in s.points)]
    assert [p.made_of is None for p in series.points] == [False, True]
    assert series.relation == "compatible"
    assert "compte autre chose" in series.reasons[0].fr

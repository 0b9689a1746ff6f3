"""How many origins stand behind a claim at most, and why."""

from __future__ import annotations

import pytest

from recoupe.model import JoinKind
from tests.crosscheck.newsroom import read_page, tell, tell_texts

DISPATCH = (
    "Un entrepôt brûle à Valdoré\n\n"
    "L'entrepôt de la société Valdor a brûlé mardi à Valdoré. "
    "Le feu est parti d'un camion garé contre le mur nord, selon la cheffe des pompiers, "
    "Aline Corbier. Trois employés ont été blessés, a indiqué la préfecture de la Sauge. "
    "La route de Gossi est restée fermée jusqu'à mercredi matin, faute de déviation.\n\n"
    "Le maire, Luc Vautrel, a promis un audit de tous les entrepôts de la vallée avant l'hiver."
)


@pytest.mark.parametrize("copies", [2, 10])
def test_copies_of_one_article_are_one_origin(copies: int) -> None:
    told = tell(*(read_page(DISPATCH, path=f"{i}.txt") for i in range(copies)))

    assert told.claims
    assert {c.origins_at_most for c in told.claims if len(c.attribution_ids) >= copies} == {1}


def test_every_join_is_told() -> None:
    told = tell(*(read_page(DISPATCH, path=f"{i}.txt") for i in range(4)))
    claim = told.claim("Le feu est parti")

    joins = [r for r in claim.reasons if r.en.startswith("One origin")]
    assert len(joins) == len(claim.attribution_ids) - claim.origins_at_most
    assert [kind for origin in claim.origins for kind in origin.joins] == [JoinKind.UTTERANCE] * 3


def test_two_speakers_are_two_origins() -> None:
    told = tell_texts(
        "Selon la préfecture de Valdoré, le pont de la Sauge fermera lundi.",
        "Luc Vautrel, maire de Gossi, affirme que le pont de la Sauge fermera lundi.",
    )

    claim = told.claim("le pont")
    assert claim.origins_at_most == 2
    assert [len(origin.speakers) for origin in claim.origins] == [1, 1]
    assert len({origin.article_ids for origin in claim.origins}) == 2


def test_one_speaker_on_one_day_is_one_origin() -> None:
    told = tell_texts(
        "Le maire Luc Vautrel a affirmé jeudi que le pont de la Sauge fermera lundi.",
        "Luc Vautrel l'a dit jeudi. « Le pont de la Sauge fermera lundi », a déclaré Luc Vautrel.",
    )

    assert told.claim("pont").origins_at_most == 1


def test_a_paper_that_another_quotes_is_no_second_origin() -> None:
    told = tell(
        read_page(
            "Selon une source proche du dossier, le pont de la Sauge fermera lundi.",
            path="a.txt",
            outlet="Le Courlis",
        ),
        read_page(
            "D'après le Courlis, le pont de la Sauge fermera lundi.",
            path="b.txt",
            outlet="La Vigie",
        ),
    )

    assert told.claim("pont").origins_at_most == 1


def test_a_party_never_joins_origins() -> None:
    told = tell_texts(
        "Le ministre malien Oumar Keita affirme que des soldats sont arrivés à Gossi.",
        "L'ambassadeur malien Sékou Diarra affirme que des soldats sont arrivés à Gossi.",
    )
    claim = told.claim("soldats")

    assert claim.origins_at_most == 2
    assert claim.parties == ("Mali",)

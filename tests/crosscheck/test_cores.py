"""Contents that say the same of the same are one, whatever else they say."""

from __future__ import annotations

import pytest

from tests.crosscheck.newsroom import tell_texts

ALARM = "D'après une passagère, Anne Orvalle, aucune alarme n'a retenti pendant une heure."


@pytest.mark.parametrize(
    ("one", "other", "are_one"),
    [
        pytest.param(
            ALARM,
            "Selon plusieurs rescapés, l'alarme du bac n'aurait jamais sonné ce soir-là.",
            True,
            id="two verbs of one concept",
        ),
        pytest.param(
            "Selon une source proche du port, la pompe aurait cessé de répondre avant le choc.",
            "Luc Vautrel affirme que la pompe n'a plus répondu après minuit.",
            True,
            id="no longer",
        ),
        pytest.param(
            "Selon une source proche du port, la pompe n'a pas cessé de répondre avant le choc.",
            "Luc Vautrel affirme que la pompe n'a plus répondu après minuit.",
            False,
            id="not no longer",
        ),
        pytest.param(
            "Selon la mairie, la société a vendu un terrain.",
            "Luc Vautrel affirme que la société a vendu un navire.",
            False,
            id="another object",
        ),
        pytest.param(
            "Selon la mairie, le bac est parti de Gossi.",
            "Luc Vautrel affirme que le bac est parti de Valdoré.",
            False,
            id="another place",
        ),
    ],
)
def test_one_core_is_one_claim(one: str, other: str, are_one: bool) -> None:
    told = tell_texts(one, other)

    assert (max(len(c.article_ids) for c in told.claims) == 2) == are_one


def test_one_side_that_denies_twice_makes_one_claim() -> None:
    told = tell_texts(
        "« Aucun signalement n'est parvenu à nos services », dit le ministre malien Oumar Keita.",
        "« Nous n'avons rien reçu, ni lettre ni appel », dit l'ambassadeur malien Sékou Diarra.",
    )

    [claim] = told.claims
    assert claim.parties == ("Mali",)
    assert claim.origins_at_most == 2


def test_a_denial_is_a_claim_apart_from_what_it_denies() -> None:
    told = tell_texts(
        "Le ministre malien Oumar Keita affirme que des soldats belges sont entrés dans Gossi.",
        "Le ministre belge Jan Verhoef nie que des soldats belges soient entrés dans Gossi.",
    )

    assert [len(c.article_ids) for c in told.claims] == [1, 1]

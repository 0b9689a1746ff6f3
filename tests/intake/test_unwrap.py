from __future__ import annotations

import pytest

from recoupe.intake.unwrap import unwrapped
from tests.intake.prose import PROSE

WRAPPED = """Le pont ferme

Le conseil municipal de Valombre a voté lundi soir la fermeture
du pont de l'Arvence pour six mois, après la découverte de
fissures dans deux de ses piles par les ingénieurs de la ville.

Les commerçants de la rive gauche demandent une aide, et une
réunion est prévue mercredi à la préfecture, où l'État doit
présenter un calendrier des travaux peut-être plus long.
"""


def test_a_wrapped_text_gets_one_line_for_each_paragraph() -> None:
    found = unwrapped(WRAPPED).split("\n\n")

    assert len(found) == 3
    assert found[0] == "Le pont ferme"
    assert found[1].startswith("Le conseil municipal de Valombre a voté lundi soir la fermeture du")
    assert "\n" not in "".join(found)


@pytest.mark.parametrize(
    ("end", "start", "joined"),
    [
        pytest.param("une décou-", "verte qui inquiète", "une découverte qui", id="a cut word"),
        pytest.param(
            "la guerre vue peut-", "être de trop loin", "peut-être de", id="a real hyphen"
        ),
    ],
)
def test_a_hyphen_goes_where_it_only_cuts_a_word(end: str, start: str, joined: str) -> None:
    text = WRAPPED.replace("fissures dans deux", f"{'x' * 45} {end}\n{start} dans deux")

    assert joined in unwrapped(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\n".join(PROSE), id="a paragraph on each line"),
        pytest.param("\n\n".join(PROSE), id="blank lines between"),
        pytest.param("Oui.\nNon.\nPeut-être.\n" * 9, id="a dialogue"),
        pytest.param("", id="nothing"),
        pytest.param("mot " * 50_000, id="one long line"),
    ],
)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert unwrapped(text) == text

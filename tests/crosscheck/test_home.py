"""Officials and bodies whose state no article names have that of their story."""

from __future__ import annotations

import pytest

from tests.crosscheck.newsroom import tell_texts

HOME = "Le ministère des Ports de Valdorie a ouvert une enquête en Valdorie."
OFFICE = "Selon la préfecture, le quai de Gossi fermera lundi."


def parties(*texts: str) -> dict[str, str | None]:
    """The party of each entity, by name."""
    return {e.name: e.party for e in tell_texts(*texts).material.entities.values()}


def test_a_body_of_state_speaks_for_the_one_state_of_its_story() -> None:
    found = parties(HOME, OFFICE)

    assert found["préfecture"] == "Valdorie"
    assert found["ministère des Ports de Valdorie"] == "Valdorie"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("Luc Vautrel", "Le ministre des Ports, Luc Vautrel, ment.", id="minister"),
        pytest.param("Anne Orvalle", "La procureure Anne Orvalle attend.", id="prosecutor"),
        pytest.param(
            "Odile Brassac",
            "Le ministère des Ports dément. « Rien », dit sa porte-parole, Odile Brassac.",
            id="spokeswoman of the body",
        ),
    ],
)
def test_who_serves_the_state_speaks_for_it(name: str, text: str) -> None:
    assert parties(HOME, text)[name] == "Valdorie"


def test_two_states_in_one_story_make_no_home() -> None:
    found = parties(HOME, OFFICE, "Le gouvernement malien proteste contre la fermeture.")

    assert found["préfecture"] == "préfecture"


def test_who_speaks_for_another_body_keeps_it() -> None:
    found = parties(HOME, "La présidente du collectif des quais, Rose Tessan, attend.")

    assert found["Rose Tessan"] is None

"""Speakers found over the whole article: roles told later, bodies in other words, lists, pairs."""

from __future__ import annotations

import pytest

from recoupe.analysis import analyze
from recoupe.attribution import attribute
from recoupe.model import AnalyzeSettings
from tests.attribution.cast import PACK, names
from tests.build import article


def speakers(text: str) -> list[list[str]]:
    """The names of the speakers of every attribution of a text, in order."""
    reading = attribute(analyze(article(text), PACK, settings=AnalyzeSettings()), PACK)
    named = {actor.id: actor.name for actor in reading.actors}
    return [[named[s] for s in a.speakers] for a in reading.attributions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Le ministre Luc Vautrel a signé. |Le ministre de la Pêche| se réjouit.",
            ["Luc Vautrel"],
            id="role told in full after the name",
        ),
        pytest.param(
            "Le président Luc Vautrel a signé. |Le président du Sénat| se réjouit.",
            ["président du Sénat"],
            id="role in another body",
        ),
        pytest.param(
            "Le colonel Luc Vautrel, commandant du poste, a parlé. |L'officier| se tait.",
            ["Luc Vautrel"],
            id="role before the name and after it",
        ),
        pytest.param(
            "|Le délégué CGT, Luc Vautrel,| a parlé.", ["Luc Vautrel"], id="role with a union"
        ),
        pytest.param(
            "|L'une des figures du camp, l'ancien ministre Luc Vautrel (1996-1999),| a parlé.",
            ["Luc Vautrel"],
            id="apposed and bracketed",
        ),
        pytest.param(
            "Selon |la direction de la société Valdor|, rien.", ["Valdor"], id="organ of a body"
        ),
        pytest.param(
            "La Nasa a reporté le vol. |L'agence| se tait.", ["Nasa"], id="agency that flies"
        ),
        pytest.param(
            "Le parti Avenir commun (AC) a refusé. |La formation| se tait.",
            ["AC"],
            id="name spelled out by brackets",
        ),
        pytest.param(
            "|Le porte-parole de la société Valdor| a nié. « Rien », a expliqué Luc Vautrel.",
            ["Luc Vautrel"],
            id="spokesperson named in the next sentence",
        ),
        pytest.param(
            "Luc Vautrel et Ivan Orvanne ont parlé. |Le second| se tait.",
            ["Ivan Orvanne"],
            id="second of two",
        ),
        pytest.param(
            "La présidente du conseil régional, Odile Brassac, a signé. |La socialiste| se tait.",
            ["Odile Brassac"],
            id="side of who holds an office",
        ),
        pytest.param(
            "Le gardien de but Ivan Orvanne part. |Le portier de 33 ans| se tait.",
            ["Ivan Orvanne"],
            id="an age tells nobody apart",
        ),
        pytest.param(
            "Luc Vautrel est arrivé.\n\nOdile Brassac a reporté sa visite au Salon. |Il| se tait.",
            ["Luc Vautrel"],
            id="no pronoun for a place of passage",
        ),
        pytest.param(
            "Selon Luc Vautrel, la commission est dirigée par Ivan Orvanne. |Il| se tait.",
            ["Luc Vautrel"],
            id="who spoke before an agent",
        ),
    ],
)
def test_a_source_is_somebody_the_article_names(text: str, expected: list[str]) -> None:
    assert names(text)[-1] == expected


def test_two_who_spoke_together_are_meant_by_their_number() -> None:
    text = "|La société Valdor et la société Norvolt| ont parlé. |Les deux sociétés| se taisent."

    assert names(text) == [["Valdor", "Norvolt"], ["Valdor", "Norvolt"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "« La route est libre », a affirmé à l'AFP le colonel Luc Vautrel.",
            [["Luc Vautrel"]],
            id="addressee before the speaker",
        ),
        pytest.param(
            "Le maire de Marsac, Luc Vautrel, a démenti lundi la fermeture du port.",
            [["Luc Vautrel"]],
            id="verb after an apposition is not inserted",
        ),
        pytest.param(
            "Le président Luc Vautrel, le ministre malien Issa Traoré ainsi que le président "
            "français Paul Orvanne ont condamné les attentats.",
            [["Luc Vautrel", "Issa Traoré", "Paul Orvanne"]],
            id="three before the verb",
        ),
    ],
)
def test_the_speaker_of_a_verb_is_found_past_other_names(
    text: str, expected: list[list[str]]
) -> None:
    assert speakers(text) == expected

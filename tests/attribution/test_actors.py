from __future__ import annotations

import pytest

from recoupe.attribution.actors import gather_actors
from recoupe.model import Actor, EntityKind
from tests.attribution.cast import PACK, analyzed


def actors(text: str) -> dict[str, Actor]:
    return {actor.name: actor for actor in gather_actors(analyzed(text), PACK)}


def test_a_surname_is_the_person_of_the_full_name() -> None:
    found = actors("Odile Brassac a signé. Brassac partira. Mme Brassac se tait.")

    assert found["Odile Brassac"].aliases == ("Brassac",)
    assert len(found["Odile Brassac"].mentions) == 3


def test_two_people_of_one_surname_stay_two() -> None:
    found = actors("Luc Orvalle a signé. Anne Orvalle a refusé. M. Orvalle partira.")

    assert {"Luc Orvalle", "Anne Orvalle"} <= set(found)
    assert [m.title for m in found["Luc Orvalle"].mentions] == [None, "M."]


@pytest.mark.parametrize(
    ("text", "name", "alias"),
    [
        pytest.param(
            "L'Institut géophysique de Valdoré (IGV) alerte. L'IGV craint le pire.",
            "IGV",
            "Institut géophysique de Valdoré",
            id="brackets",
        ),
        pytest.param(
            "Selon Rivages Verts Citoyens, rien ne va. RVC ira en justice.",
            "RVC",
            "Rivages Verts Citoyens",
            id="initials",
        ),
        pytest.param(
            "Les renseignements militaires belges (SGX) ont répondu.",
            "SGX",
            "renseignements militaires belges",
            id="description in brackets",
        ),
        pytest.param(
            "J.-M. Tharaud parle. Jean-Marc Tharaud sort.",
            "Jean-Marc Tharaud",
            "J.-M. Tharaud",
            id="initials of a person",
        ),
    ],
)
def test_short_and_full_forms_are_one_actor(text: str, name: str, alias: str) -> None:
    assert alias in actors(text)[name].aliases


def test_a_capital_and_a_seat_that_speak_are_their_state() -> None:
    found = actors("Moscou dément. Le Kremlin se tait. La Russie attend.")

    assert found["Russie"].kind is EntityKind.GOVERNMENT
    assert {"Moscou", "Kremlin"} <= set(found["Russie"].aliases)


def test_a_capital_where_one_lives_is_a_place() -> None:
    assert actors("Ils se sont réunis à Oslo.")["Oslo"].kind is EntityKind.PLACE


def test_a_name_with_two_states_is_the_one_the_article_speaks_of() -> None:
    europe = "Bruxelles propose une taxe. L'Union européenne hésite. Les pays européens aussi."
    belgium = "Bruxelles propose une taxe. La Belgique hésite. Les élus belges aussi."

    assert "Union européenne" in actors(europe)
    assert "Belgique" in actors(belgium)


@pytest.mark.parametrize(
    ("text", "name", "party"),
    [
        ("Le président ukrainien Taras Hnatiuk a parlé.", "Taras Hnatiuk", "Ukraine"),
        ("Le secrétaire américain à la Défense Bill Marsh a parlé.", "Bill Marsh", "États-Unis"),
        ("Odile Brassac, porte-parole de la CGT, a parlé.", "Odile Brassac", "CGT"),
        ("Notre correspondante à Kiev, Anne Orvalle, le rapporte.", "Anne Orvalle", None),
        ("Moscou dément.", "Russie", "Russie"),
        ("L'armée malienne dément.", "armée malienne", "Mali"),
        ("Des responsables sud-coréens démentent.", "responsables sud-coréens", "Corée du Sud"),
        ("La société Valdor dément.", "Valdor", "Valdor"),
        (
            "La société Valdor accuse la mairie. « C'est faux », dit son délégué, Luc Vautrel.",
            "Luc Vautrel",
            "Valdor",
        ),
        (
            "La société Valdor proteste. « La mairie ment », dit son délégué, Luc Vautrel.",
            "Luc Vautrel",
            "Valdor",
        ),
        ("Selon la société Valdor, rien. Sa cliente, Anne Orvalle, attend.", "Anne Orvalle", None),
    ],
    ids=lambda value: str(value)[:30],
)
def test_an_actor_speaks_for_a_side(text: str, name: str, party: str | None) -> None:
    assert actors(text)[name].party == party


def test_ids_depend_on_the_article_and_the_actor_alone() -> None:
    text = "Odile Brassac a signé. Luc Tharaud a refusé."

    assert gather_actors(analyzed(text), PACK) == gather_actors(analyzed(text), PACK)
    assert len({a.id for a in gather_actors(analyzed(text), PACK)}) == 2

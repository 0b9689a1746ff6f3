from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe.attribution.resolve import resolve
from recoupe.attribution.resolve_context import open_context
from recoupe.model import Span
from tests.attribution.cast import PACK, analyzed, names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Le maire, Luc Vautrel, a signé. |Le maire| se réjouit.", ["Luc Vautrel"], id="role"
        ),
        pytest.param(
            "Me Karim Dahli défend la famille. |L'avocat| fera appel.",
            ["Karim Dahli"],
            id="role of a title",
        ),
        pytest.param(
            "Le président malien, Issa Traoré, et le président ivoirien, Paul Kouamé, "
            "se sont vus. |Le président ivoirien| est content.",
            ["Paul Kouamé"],
            id="the state decides",
        ),
        pytest.param(
            "La société Valdor supprime des postes. |La direction| promet un plan.",
            ["Valdor"],
            id="management",
        ),
        pytest.param(
            "L'association Rives Claires proteste. |L'organisation| ira en justice.",
            ["Rives Claires"],
            id="organization",
        ),
        pytest.param(
            "Un rapport de la Cour des comptes accuse la ville. |Le rapport| cite trois marchés.",
            ["Cour des comptes"],
            id="document",
        ),
        pytest.param(
            "La chaîne Télé Sud a diffusé un reportage. |Ce reportage| montre l'usine.",
            ["Télé Sud"],
            id="who published it",
        ),
        pytest.param(
            "Odile Brassac a signé. |Elle| partira demain.", ["Odile Brassac"], id="pronoun"
        ),
        pytest.param(
            "Luc Vautrel a rencontré Paul Tharaud. |Ce dernier| se tait.",
            ["Paul Tharaud"],
            id="the latter",
        ),
        pytest.param(
            "|Les membres d'Ansar Nour| se taisent.", ["Ansar Nour"], id="members of a body"
        ),
        pytest.param(
            "« Rien », dit |un porte-parole de la CGT|.", ["CGT"], id="spokesperson, no name"
        ),
        pytest.param(
            "« Rien », dit |un porte-parole de la CGT, Paul Tharaud|.",
            ["Paul Tharaud"],
            id="spokesperson, name",
        ),
        pytest.param(
            "Selon |des responsables belges et un institut de recherche|, c'est fait.",
            ["responsables belges", "institut de recherche"],
            id="two speakers",
        ),
        pytest.param(
            "|De nombreux habitants, témoins de la scène|, ont parlé.", ["habitants"], id="group"
        ),
        pytest.param(
            "|Un ancien guide touristique| a parlé.", ["ancien guide touristique"], id="unknown"
        ),
        pytest.param("|Moscou| dément.", ["Russie"], id="capital"),
        pytest.param(
            "Vautrel promet un pont\n|Le ministre| l'a dit. Luc Vautrel le jure.",
            ["Luc Vautrel"],
            id="a role alone in the lead",
        ),
    ],
)
def test_a_source_means_an_actor_of_the_article(text: str, expected: list[str]) -> None:
    assert names(text)[-1] == expected


def test_a_pronoun_means_the_last_speaker() -> None:
    text = "|Luc Vautrel| dément. « La route est longue », |il| l'assure. Selon |lui|, c'est fini."

    assert names(text) == [["Luc Vautrel"]] * 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Luc Vautrel a été écroué, a annoncé |le parquet|. |Il| nie.", "Luc Vautrel"),
        ("Luc Vautrel a été écroué, a annoncé |le parquet|. |Il| va reconnaître.", "Luc Vautrel"),
        ("Luc Vautrel dort, dit |le procureur Paul Tharaud|. |Il| avoue.", "Luc Vautrel"),
        ("Luc Vautrel a été écroué, a annoncé |le parquet|. |Il| démentit.", "parquet"),
        ("|Le procureur Paul Tharaud| a écroué Luc Vautrel. |Il| nie.", "Paul Tharaud"),
        ("Luc Vautrel partira, a annoncé |l'avocat Paul Tharaud|. |Il| nie.", "Paul Tharaud"),
    ],
)
def test_who_pleads_is_the_one_charged(text: str, expected: str) -> None:
    assert names(text)[-1] == [expected]


def test_a_voice_inside_a_quotation_is_not_the_last_speaker() -> None:
    text = (
        "« |Le préfet| a promis une réponse », déclare |Paul Tharaud|. "
        "« |Le préfet| ment », a-t-|il| ajouté."
    )

    assert names(text)[-1] == ["Paul Tharaud"]


def test_an_actor_of_another_gender_is_no_antecedent() -> None:
    text = "Odile Brassac a signé. Paul Tharaud a refusé. |Elle| partira."

    assert names(text) == [["Odile Brassac"]]


def test_what_only_a_source_names_joins_the_actors() -> None:
    text = "Le modèle des physiciens tient."
    resolutions, context = resolve(Span(0, 9), open_context(analyzed(text), PACK))

    assert {r.actor_id for r in resolutions} <= {a.id for a in context.actors}
    assert context.previous == tuple(r.actor_id for r in resolutions)


TEXT = (
    "Le maire, Luc Vautrel, et Odile Brassac (PSX), de l'ONG « Rives », ont dit à l’AFP "
    "que le rapport de Moscou, selon lui, ment. Ce dernier et son avocat se taisent."
)


@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
@settings(max_examples=200, deadline=None)
def test_any_span_resolves_with_evidence_in_the_text(left: int, right: int) -> None:
    start, end = sorted((left, right))
    resolutions, context = resolve(Span(start, end), open_context(analyzed(TEXT), PACK))

    assert {r.actor_id for r in resolutions} <= {a.id for a in context.actors}
    assert all(0 <= r.evidence.start < r.evidence.end <= len(TEXT) for r in resolutions)

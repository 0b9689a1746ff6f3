"""News seldom says a name twice: broader nouns, trades, kinds of bodies, names that come later."""

from __future__ import annotations

import pytest

from recoupe.analysis import analyze
from recoupe.attribution.resolve import resolve
from recoupe.attribution.resolve_context import open_context
from recoupe.model import AnalyzeSettings, Span
from tests.attribution.cast import PACK, names
from tests.build import article


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Le maire Luc Vautrel a signé. |L'élu| se réjouit.", ["Luc Vautrel"], id="broader noun"
        ),
        pytest.param(
            "Odile Brassac, qui a dirigé les fouilles, est surprise. |L'archéologue| se réjouit.",
            ["Odile Brassac"],
            id="trade of a person without a role",
        ),
        pytest.param(
            "Le directeur du musée, Luc Vautrel, a signé. |L'historien| se réjouit.",
            ["Luc Vautrel"],
            id="trade of who holds a function",
        ),
        pytest.param(
            "L'économiste Luc Vautrel a parlé. |Le chanteur| se tait.",
            ["chanteur"],
            id="another trade is another person",
        ),
        pytest.param(
            "Luc Vautrel a parlé. |La biologiste| se tait.",
            ["biologiste"],
            id="another gender is another person",
        ),
        pytest.param(
            "Odile Brassac vit seule. |Cette infirmière| se tait.",
            ["Odile Brassac"],
            id="pointed at",
        ),
        pytest.param(
            "|Le président malien| a démenti. Issa Traoré admet une erreur.",
            ["Issa Traoré"],
            id="named in the next sentence",
        ),
        pytest.param(
            "|Le maire de Valombre| a signé. Plus tard, le maire, Luc Vautrel, est parti.",
            ["Luc Vautrel"],
            id="named later by the bare role",
        ),
        pytest.param(
            "|Un homme se présentant comme Luc Vautrel| a parlé.", ["Luc Vautrel"], id="goes by"
        ),
        pytest.param("|Le gradé du poste, Luc Vautrel,| a parlé.", ["Luc Vautrel"], id="apposed"),
        pytest.param(
            "Le Haut-Commissaire a réagi.\n\nLe Jordanien Zaïd Vautrel a parlé. "
            "|Le Haut Commissaire| se tait.",
            ["Zaïd Vautrel"],
            id="a nationality leads to the name of whom the paragraph before speaks",
        ),
        pytest.param(
            "L'opposant Luc Vautrel a comparu. |Le célèbre juriste et opposant| se tait.",
            ["Luc Vautrel"],
            id="second of two nouns",
        ),
        pytest.param(
            "« C'est faux », dit |l'une des figures du parti, Luc Vautrel|.",
            ["Luc Vautrel"],
            id="one of several, named",
        ),
        pytest.param(
            "|La CGT Verlac (premier syndicat du port) et l'Unsa| se taisent.",
            ["CGT Verlac", "Unsa"],
            id="two parted by a bracket",
        ),
        pytest.param(
            "|Le Bureau d'enquêtes et d'analyses| se tait.",
            ["Bureau d'enquêtes et d'analyses"],
            id="two complements of one name",
        ),
        pytest.param(
            "« Il faut partir », explique Luc Vautrel. |Le spécialiste des séismes| craint pire.",
            ["Luc Vautrel"],
            id="definite expert in a field",
        ),
        pytest.param(
            "« Il faut partir », explique Luc Vautrel. |Le chercheur de l'institut| craint pire.",
            ["chercheur de l'institut"],
            id="expert of a body",
        ),
    ],
)
def test_a_person_is_found_under_another_noun(text: str, expected: list[str]) -> None:
    assert names(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "L'Alliance sociale tient congrès. |Le parti| se réjouit.",
            ["Alliance sociale"],
            id="a related sort",
        ),
        pytest.param(
            "Le FC Valombre a perdu. |Le club de Valombre| se tait.",
            ["FC Valombre"],
            id="the name holds the place",
        ),
        pytest.param(
            "La société Hautfond a été payée. Bambro a confirmé la panne. |L'armateur| se tait.",
            ["Bambro"],
            id="the subject before",
        ),
        pytest.param(
            "L'exploitant, Norvolt, a répondu. |L'exploitant| se tait.",
            ["Norvolt"],
            id="a noun for people and bodies",
        ),
        pytest.param(
            "L'organisation Terre Vive proteste. |La compagnie| se tait.",
            ["compagnie"],
            id="another sort is another body",
        ),
        pytest.param(
            "Le vol de Maldor Airlines a disparu. |La compagnie aérienne| se tait.",
            ["Maldor Airlines"],
            id="a foreign word tells the kind",
        ),
        pytest.param(
            "Le BRE a tranché. « Le CVR a été lu », indique le BRE. |L'organisme| se tait.",
            ["BRE"],
            id="what only a quotation names is not meant",
        ),
        pytest.param(
            "Selon |Unia Genève|, le quai tient.", ["Unia Genève"], id="a body with its place"
        ),
        pytest.param(
            "|Les autorités locales aux habitants du port| se taisent.",
            ["autorités locales"],
            id="whom a body speaks to is no part of its name",
        ),
    ],
)
def test_a_body_is_found_under_its_kind(text: str, expected: list[str]) -> None:
    assert names(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Le parti Terre Vive a répondu par un communiqué. |Le communiqué| est bref.",
            ["Terre Vive"],
            id="answers in it",
        ),
        pytest.param(
            "Selon |un bilan communiqué par le gouverneur de la province, Luc Vautrel|, rien.",
            ["Luc Vautrel"],
            id="by a person with a role",
        ),
        pytest.param(
            "Selon |la liste transmise par la compagnie Norvolt|, rien.", ["Norvolt"], id="list"
        ),
    ],
)
def test_a_document_speaks_for_its_author(text: str, expected: list[str]) -> None:
    assert names(text) == [expected]


def test_the_words_before_a_pronoun_and_a_comma_are_its_actor() -> None:
    text = "Luc Vautrel a promis des aides. Quant au chef des pompiers, |il| se tait."

    assert names(text) == [["chef des pompiers"]]


def test_either_gender_takes_up_a_body_with_an_apposition() -> None:
    text = "La Mutuelle du Sud, l'assureur du navire, a payé. |Celui-ci| se tait."

    assert names(text) == [["Mutuelle du Sud"]]


def test_a_time_speaks_for_nobody() -> None:
    text = "La route a rouvert, selon ce jeudi."
    start = text.index("ce jeudi")
    analysis = analyze(article(text), PACK, settings=AnalyzeSettings())
    resolutions, _ = resolve(Span(start, len(text) - 1), open_context(analysis, PACK))

    assert resolutions == ()


def test_a_place_after_a_role_is_no_part_of_the_name_that_follows() -> None:
    assert names("|Le ministre-président de Bavière Ekmund Stolber| se tait.") == [
        ["Ekmund Stolber"]
    ]

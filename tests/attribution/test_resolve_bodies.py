"""Bodies found by other words: their kind, short and long names, organs and documents."""

from __future__ import annotations

import pytest

from tests.attribution.cast import names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "L'ONG Rives Claires est venue. |Le groupe humanitaire| a répondu.",
            ["Rives Claires"],
            id="group that helps",
        ),
        pytest.param(
            "La décision de l'Union belge de football est connue. Le Racing Solgar attend. Après "
            "l'avis de l'Union belge de football sur le Racing Solgar, |le club| se tait.",
            ["Racing Solgar"],
            id="club that is no federation",
        ),
        pytest.param(
            "Le RC Solgar a perdu. |Solgar| conteste le but.", ["RC Solgar"], id="last word"
        ),
        pytest.param(
            "Le RC Solgar a perdu, dit Paul Solgar. |Solgar| conteste le but.",
            ["Paul Solgar"],
            id="last word that is a surname",
        ),
        pytest.param(
            "Le Royal Athlétique Club Ondral attend. |Le Athlétique Club Ondral| conteste.",
            ["Royal Athlétique Club Ondral"],
            id="last words",
        ),
        pytest.param(
            "L'Autorité de régulation des ports et des canaux de Maldor (ARPC) attend. "
            "|Le régulateur| a répondu.",
            ["ARPC"],
            id="authority that regulates",
        ),
        pytest.param(
            "La direction de l'hôpital de Marsac a répondu. Le Smur Valdor ferme. "
            "Selon |la direction|, rien.",
            ["hôpital de Marsac"],
            id="whose direction was told",
        ),
        pytest.param(
            "La banque Caldor ferme. Le syndicat Force Guichet attend. |La direction| dément.",
            ["Caldor"],
            id="direction that is no union",
        ),
        pytest.param(
            "L'association Rives Claires accuse la direction d'avoir menti. L'association "
            "insiste. |La direction| dément.",
            ["direction"],
            id="accused by the association",
        ),
        pytest.param(
            "Rives Claires met en cause la direction. |La direction| dément.",
            ["direction"],
            id="accused in three words",
        ),
        pytest.param(
            "Rives Claires a demandé à l'entreprise de répondre. |L'entreprise| se tait.",
            ["entreprise"],
            id="asked for an answer",
        ),
        pytest.param(
            "La société Valdor a remplacé la direction. |La direction| se tait.",
            ["Valdor"],
            id="own direction",
        ),
        pytest.param(
            "L'association Rives Claires attend. |Les organisateurs du salon| se taisent.",
            ["organisateurs du salon"],
            id="people who are no body",
        ),
        pytest.param(
            "|La députée de l'Avenir commun (AC), Odile Brassac,| a parlé.",
            ["Odile Brassac"],
            id="name after brackets",
        ),
        pytest.param("|Le député LR Vautrel| a parlé.", ["Vautrel"], id="party before a surname"),
        pytest.param(
            "L'équipe de sécurité a fui. Les images de |notre équipe| le montrent.",
            ["équipe"],
            id="the writer's own",
        ),
    ],
)
def test_a_body_is_found_by_other_words(text: str, expected: list[str]) -> None:
    assert names(text)[-1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Le lac est souillé, a indiqué |la préfecture|. Une enquête suit, selon "
            "|le communiqué|.",
            ["préfecture"],
            id="release of the body that spoke",
        ),
        pytest.param(
            "Le lac est souillé, selon |Luc Vautrel|. Une enquête suit, selon |le communiqué|.",
            ["communiqué"],
            id="release of nobody known",
        ),
        pytest.param(
            "Selon |une communication de la chancellerie|, rien. |Le communiqué| évoque un lac.",
            ["chancellerie"],
            id="release under another noun",
        ),
        pytest.param(
            "D'après |les chiffres| communiqués lundi par les syndicats, rien.",
            ["syndicats"],
            id="author named after the document",
        ),
        pytest.param(
            "Deux gardes sont morts, selon |le directeur du parc|. D'après |la même source|, rien.",
            ["directeur du parc"],
            id="same source",
        ),
        pytest.param(
            "Deux gardes sont morts, selon |une source policière|. |Cette source| craint pire.",
            ["source policière"],
            id="this source",
        ),
        pytest.param(
            "Deux gardes sont morts, selon |le maire|. D'après |une source policière|, rien.",
            ["source policière"],
            id="another source",
        ),
    ],
)
def test_a_source_told_again_is_the_one_told_before(text: str, expected: list[str]) -> None:
    assert names(text)[-1] == expected

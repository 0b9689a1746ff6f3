"""In which ways articles name an outlet, and which words are no outlet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from recoupe.lineage.outlets import Outlets
from tests import build

if TYPE_CHECKING:
    from recoupe.lang import Pack


@pytest.fixture(scope="module")
def outlets(french: Pack) -> Outlets:
    return Outlets((french,))


@pytest.mark.parametrize(
    ("outlet", "text", "words"),
    [
        pytest.param(
            "Le Relevé", "Elle l'affirme au « Relevé ».", ["au « Relevé"], id="contracted"
        ),
        pytest.param("Le Relevé", "Elle l'a dit au Relevé.", ["au Relevé"], id="no marks"),
        pytest.param("Le Relevé", "Le relevé du compteur est clair.", [], id="a common noun"),
        pytest.param(
            "La Gazette de Sorlin", "Joint par « La Gazette ».", ["« La Gazette »"], id="short"
        ),
        pytest.param(
            "L'Écho d'Arvence", "Selon L’Écho d’Arvence, oui.", ["L’Écho d’Arvence"], id="marks"
        ),
        pytest.param("Agence Courlis", "a-t-elle raconté à Courlis.", ["Courlis"], id="agency"),
        pytest.param("Agence Bretagne", "Il pleut en Bretagne.", [], id="a place is no agency"),
        pytest.param(
            "AFP", "dit-on à l'Agence France-Presse.", ["Agence France-Presse"], id="long name"
        ),
        pytest.param("valombre.info", "Il habite Valombre.", [], id="no capital"),
    ],
)
def test_an_outlet_is_found_as_others_name_it(
    outlet: str, text: str, words: list[str], outlets: Outlets
) -> None:
    found = outlets.named_in(build.article(text), outlet)

    assert [w.of(text).removeprefix("L’") for w in found] == [w.removeprefix("L’") for w in words]


@pytest.mark.parametrize(
    ("given", "credited"),
    [
        pytest.param({"credit": "AFP"}, True, id="credit"),
        pytest.param({"byline": "La rédaction avec l'Agence France-Presse"}, True, id="byline"),
        pytest.param({"byline": "Inès Delatour"}, False, id="a name"),
        pytest.param({"credit": "Reuters"}, False, id="another agency"),
    ],
)
def test_a_credit_names_the_outlet(
    given: build.ArticleFields, credited: bool, outlets: Outlets
) -> None:
    assert outlets.credits(build.article("Le pont tient.", **given), "AFP") is credited


@pytest.mark.parametrize(
    ("text", "outlet", "voice"),
    [
        pytest.param("PARIS, 3 mai (AFP) – Le pont a cédé.", None, "AFP", id="dateline"),
        pytest.param("(Reuters) - Le pont a cédé.", None, "Reuters", id="opening"),
        pytest.param(
            "PARIS (AFP) – Le pont a cédé.", "Le Phare", "Le Phare", id="an outlet is given"
        ),
        pytest.param("Le pont (AFP a compté) a cédé.", None, None, id="another bracket"),
    ],
)
def test_an_article_speaks_for_its_outlet_or_its_dateline(
    text: str, outlet: str | None, voice: str | None, outlets: Outlets
) -> None:
    assert outlets.voice_of(build.article(text, outlet=outlet)) == voice

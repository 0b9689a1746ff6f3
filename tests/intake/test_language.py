from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from recoupe.intake.language import is_function_word, language_of
from recoupe.lang import FunctionWordRow, load_pack
from recoupe.model import Reason
from recoupe.text import folded

if TYPE_CHECKING:
    from recoupe.lang import Pack

WORDS = load_pack("fr").table(FunctionWordRow)


@pytest.mark.parametrize("row", WORDS, ids=[r.word for r in WORDS])
def test_each_function_word_stands_in_its_example(row: FunctionWordRow, french: Pack) -> None:
    assert is_function_word(row.word, french)
    assert row.word in folded(row.example)


@pytest.mark.parametrize(
    "text",
    [
        "Le pont est fermé.",
        "NON, LE PONT NE TIENT PAS, DIT LA MAIRE.",
        "Non.",
        "Zelbrac accuse Valombre",
        "Bilan : 12 morts",
        "Kiev",
        "« No comment », a dit la maire de Valombre aux journalistes venus l'attendre.",
    ],
)
def test_a_short_french_text_is_french(text: str, french: Pack) -> None:
    assert language_of(text, (french,)) == "fr"


@pytest.mark.parametrize(
    ("text", "fr"),
    [
        pytest.param("The minister resigned on Monday evening.", "anglais", id="English"),
        pytest.param("Der Minister ist am Montag zurückgetreten.", "allemand", id="German"),
        pytest.param("El ministro dimitió el lunes por la tarde.", "espagnol", id="Spanish"),
        pytest.param("Il ministro si è dimesso lunedì sera.", "italien", id="Italian"),
        pytest.param("El ministre va dimitir dilluns al vespre.", "catalan", id="Catalan"),
        pytest.param("Министр подал в отставку в понедельник.", "russe", id="Russian"),
        pytest.param("استقال الوزير مساء الاثنين", "arabe", id="Arabic"),
    ],
)
def test_another_language_is_named(text: str, fr: str, french: Pack) -> None:
    found = language_of(text, (french,))

    assert isinstance(found, Reason)
    assert found.fr == f"Langue non prise en charge : {fr} ; langues lues : français."


def test_a_text_without_letters_has_no_language(french: Pack) -> None:
    found = language_of("12 000 – 14 000", (french,))

    assert isinstance(found, Reason)
    assert found.en == "Unknown language: too few words."

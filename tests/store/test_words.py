from __future__ import annotations

import pytest

from recoupe.store.words import phrases_of_query, words_of_text


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param("élections", "ELECTION", id="accents, case and number"),
        pytest.param("démentis", "démenti", id="plural"),
        pytest.param("élus", "élu", id="plural after a vowel"),
        pytest.param("cœur", "coeur", id="ligature"),
        pytest.param("l’eau", "l'eau", id="apostrophes"),
        pytest.param("Saint-Orens", "saint orens", id="hyphen"),
        pytest.param("déclaré", "déclarées", id="agreement"),
        pytest.param("déclarée", "declaree", id="typed without accents"),
    ],
)
def test_spellings_of_one_word_are_one_word(left: str, right: str) -> None:
    assert words_of_text(left) == words_of_text(right)


@pytest.mark.parametrize(
    ("query", "phrases"),
    [
        pytest.param("quai effondré", [1, 1], id="each word by itself"),
        pytest.param('"le quai" effondré', [2, 1], id="a phrase in straight marks"),
        pytest.param("« le quai »", [2], id="a phrase in French marks"),
        pytest.param("l’eau", [1], id="an elision is not asked for"),
        pytest.param("3 morts", [1, 1], id="a digit is"),
        pytest.param('"" * OR ( - ', [1], id="signs are no words"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_a_query_is_words_and_phrases(query: str, phrases: list[int]) -> None:
    assert [len(phrase) for phrase in phrases_of_query(query)] == phrases

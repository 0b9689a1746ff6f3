from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.text import cleaned, evened, folded, without_accents


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("L’élue a dit : « 10 000 »", id="apostrophe and no-break spaces"),
        pytest.param("“Non”, ‘non’, „nein“, ‹ non ›", id="marks of every make"),
        pytest.param("a\tb\n\n  c", id="white space"),
        pytest.param("👩‍👩‍👧 می‌خواهم", id="joiners that join"),
    ],
)
def test_what_a_reader_sees_stays(text: str) -> None:
    assert cleaned(text) == text


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        pytest.param("a\0b\x07c", "abc", id="controls"),
        pytest.param("a\u202eb\u2066c", "abc", id="direction overrides"),
        pytest.param("as\u200bsa\u00adut\ufeff", "assaut", id="zero-width"),
        pytest.param("as\u200dsaut", "assaut", id="a joiner that hides"),
        pytest.param("l\x92\x9cuvre", "l’œuvre", id="windows-1252 left over"),
        pytest.param("e\u0301lu", "élu", id="composed"),
        pytest.param("a\r\nb\rc\u2028d", "a\nb\nc\nd", id="line ends"),
        pytest.param("a\ud800b", "a\ufffdb", id="lone surrogate"),
        pytest.param("a\U000e0041b", "ab", id="tags"),
    ],
)
def test_what_cannot_be_seen_or_harms_goes(text: str, clean: str) -> None:
    assert cleaned(text) == clean


@given(st.text(alphabet=st.characters(), max_size=200))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = cleaned(text)

    assert cleaned(once) == once
    assert unicodedata.is_normalized("NFC", once)
    once.encode("utf-8")


@given(st.text(max_size=200))
def test_evening_keeps_every_offset(text: str) -> None:
    assert len(evened(text)) == len(text)


def test_spellings_of_one_word_have_one_key() -> None:
    assert folded("L’ Élue\u00a0 de  Saint‑Vran") == folded("l' élue de saint-vran")
    assert without_accents("Évreux, Noël, ça") == "Evreux, Noel, ca"

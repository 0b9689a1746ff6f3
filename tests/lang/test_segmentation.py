"""Tokens and the guard of the French pack."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.lang.fr.segmentation import guard, make_tokenizer, token_spans

if TYPE_CHECKING:
    from collections.abc import Sequence


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in token_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a-t-il dit", "a|-t-il|dit", id="pronoun with t"),
        pytest.param("dit-elle, est-ce là-bas", "dit|-elle|,|est|-ce|là-bas", id="pronoun"),
        pytest.param(
            "au Royaume-Uni et aux États-Unis", "au|Royaume-Uni|et|aux|États-Unis", id="hyphen"
        ),
        pytest.param("d'« aide civile »", "d'|«|aide|civile|»", id="elision before a mark"),
        pytest.param("jusqu'à ce qu'il l'ait", "jusqu'|à|ce|qu'|il|l'|ait", id="elisions"),
        pytest.param("aujourd'hui quelqu'un", "aujourd'hui|quelqu'un", id="no seam"),
        pytest.param(
            "N'Djamena, l'ONU, d'EDF", "N'Djamena|,|l'|ONU|,|d'|EDF", id="names and acronyms"
        ),
        pytest.param(
            "M. Noirtel et le Dr. Ulmar, etc.", "M.|Noirtel|et|le|Dr.|Ulmar|,|etc.", id="titles"
        ),
        pytest.param("J.-C. Vardel est là.", "J.-C.|Vardel|est|là|.", id="initials"),
        pytest.param("10.000 hommes, 3,5 %", "10.000|hommes|,|3,5|%", id="numbers"),
        pytest.param("celui-ci et ce jour-là", "celui-ci|et|ce|jour|-là", id="pointing"),
        pytest.param("gains ».« Une fois", "gains|»|.|«|Une|fois", id="no space"),
        pytest.param("Vraiment ?! Oui...", "Vraiment|?!|Oui|...", id="marks together"),
        pytest.param(
            "voir https://exemple.org/a?b=c.", "voir|https://exemple.org/a?b=c|.", id="address"
        ),
        pytest.param("allez-vous-en", "allez|-vous-en", id="two pronouns"),
        pytest.param("un rendez-vous", "un|rendez-vous", id="a noun that ends like a pronoun"),
    ],
)
def test_a_text_is_cut_into_the_words_of_the_treebanks(text: str, expected: str) -> None:
    assert "|".join(words(text)) == expected


@given(st.text(alphabet="aéL'-. «»\"(),;!?0123\n\t\u2019\u00a0Ab…", max_size=80))
def test_tokens_are_in_order_and_hold_every_character_but_white_space(text: str) -> None:
    spans = token_spans(text)

    assert all(start < end for start, end in spans)
    assert [s for span in spans for s in span] == sorted(s for span in spans for s in span)
    assert "".join(text[s:e] for s, e in spans) == "".join(text.split())


@pytest.mark.parametrize(
    "unit", ["a", "a.", "A.", "(", "a-", "l'", "a@", "« ", "1.", "-", "http://"]
)
def test_time_does_not_grow_faster_than_the_text(unit: str) -> None:
    began = time.perf_counter()
    token_spans(unit * 100_000)

    assert time.perf_counter() - began < 5


def starts(sentence: str) -> Sequence[str]:
    """The words where the guard lets a sentence begin."""
    found = sentence.split()
    return [word for word, answer in zip(found, guard(found), strict=True) if answer >= 0][1:]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("Il part . Elle reste .", ["Elle"], id="full stop"),
        pytest.param("« Il part . » , a dit Paul .", [], id="comma after the quotation"),
        pytest.param(
            "« Où va -t-il ? » a questionné Paul .", [], id="lower case after the quotation"
        ),
        pytest.param("« Quoi ! » a -t-il dit .", [], id="inverted pronoun"),
        pytest.param("Paul a dit : « Il part . »", [], id="colon before the quotation"),
        pytest.param(
            "« Il part . Elle reste » , a dit Paul .", ["Elle"], id="two sentences quoted"
        ),
        pytest.param('" Il part . " Elle reste .', ["Elle"], id="straight marks"),
        pytest.param("Paul , M. Noirtel et Mme Ulmar partent", [], id="titles"),
        pytest.param("Soldats Blessés Selon Les Autorités", [], id="headline in title case"),
        pytest.param("Il part ; Elle reste , Paul dort", [], id="semicolon and comma"),
        pytest.param("( Il part . ) Elle reste .", ["Elle"], id="parenthesis"),
        pytest.param("PORT-LAZARE , 3 mai ( Courlis ) – Paul part .", ["Paul"], id="dateline"),
        pytest.param("ORVANE ( Courlis ) - Paul part .", ["Paul"], id="dateline with a hyphen"),
        pytest.param("J. K. – Paul part .", [], id="initials are no place"),
        pytest.param("Le D.C. Selon Paul part .", ["Selon"], id="acronym with points"),
        pytest.param("des gains » . « Une fois pour toutes »", ["«"], id="a quotation opens"),
    ],
)
def test_a_sentence_begins_only_where_the_guard_lets_it(line: str, expected: list[str]) -> None:
    assert starts(line) == expected


def test_a_new_sentence_is_certain_after_a_full_stop() -> None:
    assert guard(["Il", "part", ".", "Elle", "reste"])[3] == 1


def test_the_tokenizer_makes_documents_without_white_space() -> None:
    spacy = pytest.importorskip("spacy")
    nlp = spacy.blank("xx")
    nlp.tokenizer = make_tokenizer(nlp)

    assert [token.text for token in nlp("Il  a-t-il\n dit")] == ["Il", "a", "-t-il", "dit"]
    assert len(nlp("")) == 0

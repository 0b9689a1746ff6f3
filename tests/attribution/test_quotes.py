from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.attribution.quotes import find_quotes


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        pytest.param("« Je pars », dit-elle.", ["Je pars"], id="French marks"),
        pytest.param("«\u202fJe pars\u202f», dit-elle.", ["Je pars"], id="narrow spaces"),
        pytest.param("“Je pars”, dit-elle.", ["Je pars"], id="English marks"),
        pytest.param('"Je pars", dit-elle, "demain".', ["Je pars", "demain"], id="straight marks"),
        pytest.param("„Je pars“ et „je reste”.", ["Je pars", "je reste"], id="low marks"),
        pytest.param("Il dit “oui“ et part.", ["oui"], id="closed with an opening mark"),
        pytest.param("« A “b” c »", ["A “b” c", "b"], id="nested"),
        pytest.param("« Une « autre » étape »", ["Une « autre » étape", "autre"], id="same inside"),
        pytest.param('Un écran de 5" et rien.', [], id="inches"),
        pytest.param("Aucune marque ici.", [], id="none"),
    ],
)
def test_words_between_marks_are_found_whatever_the_make(text: str, inner: list[str]) -> None:
    assert [q.inner.of(text) for q in find_quotes(text)] == inner


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        pytest.param(
            "« Je pars.\n\n« Je reste. »\n\nFin.", ["Je pars.", "Je reste."], id="reopened"
        ),
        pytest.param(
            "« Je pars.\n\nJe reste. »\n\nFin.", ["Je pars.", "Je reste."], id="not reopened"
        ),
        pytest.param(
            "Un « mot perdu.\n\nSuite « claire ».", ["mot perdu.", "claire"], id="never closed"
        ),
        pytest.param("Il dit oui ». Puis « non ».", ["non"], id="never opened"),
    ],
)
def test_a_quotation_left_open_goes_on_or_is_given_up(text: str, inner: list[str]) -> None:
    assert [q.inner.of(text) for q in find_quotes(text)] == inner


@given(st.text(alphabet='ab .,\n«»“”„"‹›', max_size=80))
def test_quotes_lie_inside_the_text_and_inside_their_marks(text: str) -> None:
    for quote in find_quotes(text):
        assert 0 <= quote.outer.start <= quote.inner.start <= quote.inner.end <= quote.outer.end
        assert quote.outer.end <= len(text)


def test_time_grows_with_the_text_and_no_faster() -> None:
    many = "« mot » " * 20_000

    assert len(find_quotes(many)) == 20_000


def test_a_line_of_opening_marks_is_read_once() -> None:
    assert len(find_quotes("« mot " * 20_000)) <= 1


def test_marks_that_never_match_are_read_once() -> None:
    assert len(find_quotes("„" * 20_000 + "›" * 20_000)) <= 1

"""Which sentences contradict one another, and on which words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.crosscheck import contradicts
from recoupe.crosscheck.contradiction import AntonymRow
from recoupe.lang import load_pack


@pytest.mark.parametrize(
    ("left", "right", "words"),
    [
        pytest.param(
            "Le pont de Gossi a été fermé par le préfet.",
            "Le préfet n'a jamais fermé le pont de Gossi.",
            ("fermé", "fermé"),
            id="negation",
        ),
        pytest.param(
            "Le comité de Valdoré a accepté le projet de barrage.",
            "Le comité de Valdoré a refusé le projet de barrage.",
            ("accepté", "refusé"),
            id="opposite words",
        ),
        pytest.param(
            "L'usine de Gossi emploie 400 ouvriers maliens.",
            "L'usine malienne de Gossi emploie 650 ouvriers.",
            ("400", "650"),
            id="two numbers",
        ),
    ],
)
def test_a_contradiction_shows_its_words(left: str, right: str, words: tuple[str, str]) -> None:
    found = contradicts(left, right)

    assert found is not None
    assert (found.left.of(left), found.right.of(right)) == words


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param(
            "Le pont de Gossi n'est pas sûr.", "Le pont de Gossi n'a pas été vérifié.", id="both"
        ),
        pytest.param(
            "Le maire a fermé l'école de Gossi.",
            "La pluie ne tombe plus sur la vallée de la Sauge.",
            id="two things",
        ),
        pytest.param(
            "Le comité de Gossi a signé le 12 mars.", "Le comité de Gossi a signé.", id="less said"
        ),
    ],
)
def test_what_can_both_hold_is_no_contradiction(left: str, right: str) -> None:
    assert contradicts(left, right) is None


@given(st.text(max_size=200), st.text(max_size=200))
def test_spans_lie_inside_the_sentences(left: str, right: str) -> None:
    found = contradicts(left, right)

    if found:
        assert found.left.of(left)
        assert found.right.of(right)


@given(st.text(max_size=200))
def test_no_sentence_contradicts_itself(text: str) -> None:
    assert contradicts(text, text) is None


@pytest.mark.parametrize(
    "row", load_pack("fr").table(AntonymRow), ids=lambda r: f"{r.lemma} {r.opposite}"
)
def test_opposite_words_stand_apart_in_their_example(row: AntonymRow) -> None:
    first, second = row.example.split(". ")

    assert row.lemma in first
    assert row.opposite in second
    found = contradicts(
        f"Le projet de barrage du comité de Valdoré : {row.lemma}",
        f"Le projet de barrage du comité de Valdoré : {row.opposite}",
    )
    assert found is not None

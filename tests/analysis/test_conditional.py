"""Conditionals: the same mood for hearsay, condition, future, courtesy and chance."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe.analysis.conditional import find_conditionals
from recoupe.analysis.pipeline import load_pipeline, parse
from recoupe.lang import load_pack
from recoupe.model import Conditional, ConditionalReading

REPORTED = ConditionalReading.REPORTED
HYPOTHETICAL = ConditionalReading.HYPOTHETICAL
FUTURE = ConditionalReading.FUTURE_IN_PAST
POLITE = ConditionalReading.POLITE
POSSIBLE = ConditionalReading.POSSIBLE


def conditionals(text: str) -> tuple[Conditional, ...]:
    """The conditionals of a French text."""
    pack = load_pack("fr")
    return find_conditionals(text, parse(text, load_pipeline(pack)), pack=pack)


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        pytest.param("Le berger aurait fui, selon un voisin.", REPORTED, id="source named"),
        pytest.param("Les deux bergers seraient en fuite.", REPORTED, id="no source"),
        pytest.param("Le berger, qui aurait fui, est recherché.", REPORTED, id="relative clause"),
        pytest.param(
            "Des voisins ont dit que le berger aurait fui.", REPORTED, id="compound, said"
        ),
        pytest.param("On cherche à savoir si le berger aurait fui.", REPORTED, id="inquiry"),
        pytest.param("La coopérative fermerait trois moulins.", REPORTED, id="plan heard of"),
        pytest.param("Si la crue montait, le pont céderait.", HYPOTHETICAL, id="si"),
        pytest.param("Le pont céderait si la crue montait.", HYPOTHETICAL, id="si, behind"),
        pytest.param("Sans la digue, le pont aurait cédé.", HYPOTHETICAL, id="sans"),
        pytest.param("En cas de crue, le pont céderait.", HYPOTHETICAL, id="en cas de"),
        pytest.param("Une crue couperait le bourg du monde.", HYPOTHETICAL, id="not yet real"),
        pytest.param("Céder reviendrait à fermer le moulin.", HYPOTHETICAL, id="infinitive"),
        pytest.param("Le pont aurait dû être fermé en mai.", HYPOTHETICAL, id="regret"),
        pytest.param("Le maire a promis que le pont rouvrirait.", FUTURE, id="said"),
        pytest.param("Le maire a fait savoir qu'il partirait.", FUTURE, id="said, through faire"),
        pytest.param("On se demandait si le pont tiendrait.", FUTURE, id="asked"),
        pytest.param("Deux ans plus tard, il vendrait le moulin.", FUTURE, id="narrative"),
        pytest.param("« Je voudrais un délai », dit le berger.", POLITE, id="wish"),
        pytest.param("« Pourriez-vous répéter ? », dit le juge.", POLITE, id="question"),
        pytest.param("Il faudrait réparer le pont, dit le maire.", POLITE, id="advice"),
        pytest.param("Le pont pourrait céder.", POSSIBLE, id="pouvoir"),
        pytest.param("La crue devrait baisser lundi.", POSSIBLE, id="devoir"),
    ],
)
def test_a_conditional_is_read_from_the_clause_around_it(
    text: str, reading: ConditionalReading
) -> None:
    [found] = conditionals(text)

    assert found.reading is reading


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("Le berger aurait été blessé.", "aurait été blessé", id="passive"),
        pytest.param("Le berger n'aurait pas encore fui.", "aurait pas encore fui", id="adverbs"),
        pytest.param("Le berger serait au bourg.", "serait", id="copula"),
        pytest.param("Le berger dormirait au bourg.", "dormirait", id="simple"),
    ],
)
def test_a_span_runs_from_the_form_to_its_last_participle(text: str, words: str) -> None:
    [found] = conditionals(text)

    assert found.span.of(text) == words


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Le berger montrait le pont.", id="imperfect"),
        pytest.param("Le berger partira demain.", id="future"),
    ],
)
def test_other_moods_are_none(text: str) -> None:
    assert conditionals(text) == ()


WORDS = st.sampled_from(
    ["aurait", "été", "tué", "si", "serait", "-il", "que", "selon", ".", "Le", "maire", "pourrait",
     ",", "«", "»", "\n", "d'"]
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.lists(WORDS, max_size=25))
def test_spans_lie_in_the_text_and_in_order(words: list[str]) -> None:
    text = " ".join(words)

    found = conditionals(text)

    assert all(0 <= c.span.start < c.span.end <= len(text) for c in found)
    assert [c.span.start for c in found] == sorted(c.span.start for c in found)

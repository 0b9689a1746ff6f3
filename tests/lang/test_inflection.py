"""The conditional and the lemma, as rules."""

from __future__ import annotations

import pytest

from recoupe.lang.fr.inflection import is_conditional, lemma, settled


@pytest.mark.parametrize(
    "form",
    [
        "auraient",
        "serait",
        "trouverait",
        "finirait",
        "prendrait",
        "pourrions",
        "saurait",
        "irait",
        "espérerait",
        "jetterait",
        "essaierait",
        "enverrait",
        "courrait",
        "tweeterait",
        "Devraient",
    ],
)
def test_a_future_stem_with_the_ending_is_a_conditional(form: str) -> None:
    assert is_conditional(form)


@pytest.mark.parametrize(
    "form",
    [
        "montrait",
        "tirait",
        "préparait",
        "espérait",
        "errait",
        "courait",
        "désirait",
        "entrait",
        "sera",
        "trait",
        "portrait",
        "saurai",
        "",
    ],
)
def test_an_imperfect_that_ends_alike_is_none(form: str) -> None:
    assert not is_conditional(form)


@pytest.mark.parametrize(
    ("form", "tag", "expected"),
    [
        pytest.param("dément", "VERB", "démentir", id="homograph of a noun"),
        pytest.param("accuse", "VERB", "accuser", id="present"),
        pytest.param("cède", "VERB", "céder", id="accent"),
        pytest.param("déployées", "VERB", "déployer", id="participle"),
        pytest.param("été", "AUX", "être", id="auxiliary"),
        pytest.param("blorp", "VERB", "blorp", id="no verb: nothing invented"),
        pytest.param("journaux", "NOUN", "journal", id="plural"),
        pytest.param("nord-coréennes", "ADJ", "nord-coréen", id="compound"),
        pytest.param("frappes", "NOUN", "frappe", id="noun that could be a verb"),
        pytest.param("Moscou", "PROPN", "Moscou", id="name"),
        pytest.param("-t-il", "PRON", "il", id="clitic"),
    ],
)
def test_a_lemma_follows_the_tag(form: str, tag: str, expected: str) -> None:
    assert lemma(form, tag) == expected


@pytest.mark.parametrize(
    ("form", "tag", "before", "expected"),
    [
        pytest.param("qualifiant", "NOUN", "en le", "VERB", id="a gerund past a clitic"),
        pytest.param("qualifiant", "ADV", "réagi en", "VERB", id="a gerund"),
        pytest.param("commandant", "NOUN", "avec le", "NOUN", id="a noun"),
        pytest.param("instamment", "VERB", "a appelé", "ADV", id="an adverb"),
        pytest.param("dément", "VERB", "le ministre", "VERB", id="a verb in -ment"),
    ],
)
def test_a_form_settles_its_tag(form: str, tag: str, before: str, expected: str) -> None:
    assert settled(form, tag, features="", before=before)[0] == expected

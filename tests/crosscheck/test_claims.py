"""Which contents are one claim, and which are not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe.crosscheck.firmness import FirmnessRow
from recoupe.crosscheck.wording import ConceptRow, NegationRow, terms_of
from recoupe.lang import load_pack
from tests.crosscheck.newsroom import read_page, tell, tell_texts

MAYOR = "Le maire de Valdoré, Luc Vautrel, a déclaré mardi que le pont de la Sauge fermerait lundi."
OFFICE = "Selon la préfecture de Valdoré, le pont de la Sauge fermera lundi."


@pytest.mark.parametrize(
    ("one", "other", "are_one"),
    [
        pytest.param(MAYOR, OFFICE, True, id="other words"),
        pytest.param(
            "Selon la préfecture, des soldats maliens sont arrivés dans la région de Gossi.",
            "L'armée affirme que des troupes du Mali ont été déployées dans la région de Gossi.",
            True,
            id="concepts and demonyms",
        ),
        pytest.param(
            "Le ministre Oumar Keita affirme que l'usine de Gossi ouvrira en juin.",
            "L'ambassadeur Jan Verhoef affirme que l'usine de Gossi n'ouvrira pas en juin.",
            False,
            id="negation",
        ),
        pytest.param(
            "Selon la préfecture, douze mineurs ont été tués dans l'explosion de Valdoré.",
            "Selon la mairie, quinze mineurs ont été tués dans l'explosion de Valdoré.",
            False,
            id="another figure",
        ),
        pytest.param(
            "Selon la préfecture, douze mineurs ont été tués dans l'explosion de Valdoré.",
            "Selon la mairie, douze mineurs ont été tués ou blessés dans l'explosion de Valdoré.",
            False,
            id="killed or injured is not killed",
        ),
        pytest.param(
            MAYOR,
            "Selon la préfecture de Valdoré, le pont de la Sauge a coûté deux millions d'euros.",
            False,
            id="one thing, two facts",
        ),
    ],
)
def test_a_claim_holds_one_proposition(one: str, other: str, are_one: bool) -> None:
    told = tell_texts(one, other)

    assert [len(c.article_ids) for c in told.claims] == ([2] if are_one else [1, 1])


def test_a_claims_text_is_a_sentence_of_the_articles() -> None:
    told = tell_texts(MAYOR, OFFICE)

    assert {c.text for c in told.claims} <= {MAYOR, OFFICE}


def test_a_question_and_an_appeal_claim_nothing() -> None:
    told = tell_texts("Luc Vautrel a demandé aux habitants de Valdoré de rester chez eux.")

    assert told.claims == ()


def test_a_merge_says_on_which_words_it_rests() -> None:
    [claim] = tell_texts(MAYOR, OFFICE).claims

    assert "pont" in claim.reasons[0].fr
    assert claim.reasons[0].en.startswith("One proposition")


def test_what_is_said_months_apart_in_other_words_is_two_claims() -> None:
    told = tell(
        read_page(MAYOR, path="a.txt", day="2031-07-03"),
        read_page(OFFICE, path="b.txt", day="2031-11-20"),
    )

    assert len(told.claims) == 2


@settings(max_examples=6, deadline=None)
@given(st.permutations([0, 1, 2]))
def test_order_names_and_doubles_change_nothing(order: list[int]) -> None:
    texts = [MAYOR, OFFICE, "Une ONG de Valdoré assure que le pont de la Sauge est sûr."]
    plain = tell(*(read_page(t, path="x.txt") for t in texts))
    mixed = tell(*(read_page(texts[i], path="x.txt") for i in [*order, order[0]]))

    assert plain.claims == mixed.claims
    assert plain.findings == mixed.findings


@pytest.mark.parametrize("row", load_pack("fr").table(ConceptRow), ids=lambda r: str(r.lemma))
def test_every_concept_is_read_in_its_example(row: ConceptRow, lemmas: dict[str, set[str]]) -> None:
    keys = lemmas[row.example]

    assert (f"#{row.concept}" in keys) if row.concept != "-" else (row.lemma not in keys)


@pytest.fixture(scope="module")
def lemmas() -> dict[str, set[str]]:
    """The terms of every example, read together."""
    pack = load_pack("fr")
    rows = pack.table(ConceptRow)
    reading = read_page("\n\n".join(r.example for r in rows), path="table.txt")
    terms, text = terms_of(reading.analysis), reading.analysis.article.text
    found: dict[str, set[str]] = {}
    start = 0
    for row in rows:
        start = text.index(row.example, start)
        stop = start + len(row.example)
        found.setdefault(row.example, set()).update(
            t.key for t in terms.terms if start <= t.start < stop
        )
    return found


@pytest.mark.parametrize("row", load_pack("fr").table(NegationRow), ids=lambda r: str(r.word))
def test_a_verb_is_negated_but_not_by_a_restriction(row: NegationRow) -> None:
    reading = read_page(row.example, path="negation.txt")

    has_verb_negated = bool(terms_of(reading.analysis).negations)

    if row.reach == "infinitive":
        words = reading.analysis.tokens
        assert row.word in words.lemma
        assert has_verb_negated
        return
    assert row.word in row.example.lower()
    has_ne = " n" in f" {row.example.lower()}"
    assert has_verb_negated == (
        row.reach == "of" or (row.reach != "only" and has_ne and row.word != "sans")
    )


@pytest.mark.parametrize(
    ("words", "is_negated"),
    [
        pytest.param("Hôpital de Valdoré : pas de vol de données", True, id="pas de"),
        pytest.param("Aucun blessé grave à Valdoré", True, id="aucun without ne"),
        pytest.param("Le maire est parti d'un pas de sénateur.", False, id="a step"),
        pytest.param("Le train de Valdoré part sans aucun passager.", False, id="sans aucun"),
        pytest.param("Plus de trente blessés à Valdoré", False, id="more than"),
    ],
)
def test_a_noun_is_negated_without_a_verb(words: str, is_negated: bool) -> None:
    reading = read_page(words, path="negation.txt")

    assert bool(terms_of(reading.analysis).negations) == is_negated


TOLL = "L'éboulement de Valdoré a fait quatre morts et trente blessés, selon la préfecture."


@pytest.mark.parametrize(
    ("other", "day", "count"),
    [
        pytest.param(
            "L'éboulement a coûté la vie à quatre personnes à Valdoré et en a blessé trente, "
            "selon les pompiers.",
            "2031-07-04",
            1,
            id="other words, the next day",
        ),
        pytest.param(
            "Le bilan de la catastrophe s'établit toujours à quatre morts, selon les pompiers.",
            "2031-07-09",
            2,
            id="another day",
        ),
        pytest.param(
            "En mai 2027, un incendie avait fait quatre morts et trente blessés, selon les "
            "pompiers.",
            "2031-07-03",
            2,
            id="another event",
        ),
    ],
)
def test_one_toll_of_one_day_is_one_claim(other: str, day: str, count: int) -> None:
    told = tell(
        read_page(TOLL, path="a.txt", day="2031-07-03"), read_page(other, path="b.txt", day=day)
    )

    assert len(told.claims) == count


@pytest.mark.parametrize("row", load_pack("fr").table(FirmnessRow), ids=lambda r: str(r.words))
def test_words_say_how_firmly_a_claim_is_put_forward(row: FirmnessRow) -> None:
    claims = tell_texts(row.example).claims

    assert row.firmness in {d.firmness for c in claims for d in c.degrees}


@pytest.mark.parametrize(
    ("words", "firmness"),
    [
        pytest.param("la fuite n'est pas avérée", "plain", id="negated"),
        pytest.param("la fuite serait avérée", "reported", id="the conditional says it first"),
        pytest.param(
            "un gouvernement provisoire dirige la ville", "plain", id="another provisoire"
        ),
        pytest.param("cela prouve la fuite", "plain", id="what proves is not proven"),
    ],
)
def test_other_words_do_not(words: str, firmness: str) -> None:
    [claim] = tell_texts(f"Selon le maire de Valdoré, {words}.").claims

    assert [d.firmness for d in claim.degrees] == [firmness]


def test_a_claim_says_that_its_accounts_are_not_equally_firm() -> None:
    told = tell(
        read_page(
            "Selon Luc Vautrel, le pont de la Sauge pourrait fermer lundi à Valdoré.",
            path="a.txt",
            day="2031-07-03",
        ),
        read_page(
            "Selon le ministère, le pont de la Sauge fermera lundi à Valdoré.",
            path="b.txt",
            day="2031-07-04",
        ),
    )

    [claim] = told.claims
    assert [d.firmness for d in claim.degrees] == ["possible", "plain"]
    assert any("aussi fermement" in r.fr for r in claim.reasons)


def test_a_claim_is_told_by_the_text_that_others_took_from() -> None:
    first = (
        "VALDORÉ (Courlis) – Le pont de la Sauge aurait bougé de trois centimètres lundi soir, "
        "selon un ingénieur de la ville. Les bus font un détour par la rocade nord depuis mardi."
    )
    copy = (
        "Le pont de la Sauge a bougé de trois centimètres lundi soir. Les bus font un détour par "
        "la rocade nord depuis mardi, avec l'Agence Courlis."
    )
    told = tell(
        read_page(first, path="a.txt", day="2031-07-02", outlet="Agence Courlis"),
        read_page(copy, path="b.txt", day="2031-07-03"),
    )

    assert "aurait bougé" in told.claim("aurait bougé").text


def test_a_claim_is_told_without_a_pronoun_for_its_speaker_where_its_words_stand_alone() -> None:
    told = tell_texts(
        "Aline Corbier dirige l'hôpital de Valdoré. Les fichiers des malades ont été copiés "
        "dimanche, a-t-elle dit."
    )

    assert told.claim("Les fichiers").text == "Les fichiers des malades ont été copiés dimanche"


def test_a_headline_brings_no_speaker_whose_own_words_below_it_say_another_thing() -> None:
    title = "La gendarmerie signale des mineurs de Gossi malades à Valdoré"
    below = (
        "La gendarmerie affirme que douze ouvriers ont été hospitalisés lundi.\n\nLe maire Luc "
        "Vautrel dénonce la présence de mineurs de Gossi dans les galeries de Valdoré."
    )
    other = "Le maire Luc Vautrel dénonce la présence de mineurs de Gossi à Valdoré."
    told = tell(
        read_page(f"{title}\n\n{below}", path="a.txt", title=title),
        read_page(other, path="b.txt", day="2031-07-04"),
    )

    claim = told.claim("la présence de mineurs")
    assert len(claim.attribution_ids) == 2
    assert told.claim("malades") is not claim

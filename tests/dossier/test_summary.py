from __future__ import annotations

from dataclasses import replace

import pytest

from recoupe.dossier import summarize
from recoupe.model import Event
from tests import build
from tests.dossier.comparison import compared
from tests.dossier.story import bridge


def summary(*, language: str = "fr") -> dict[str, str]:
    """The lines of the bridge story by their label."""
    lines = summarize(bridge(), ui_language=language)[1:]
    return dict(line.replace("\u00a0:", ":").split(": ", 1) for line in lines)


@pytest.mark.parametrize(
    ("label", "text"),
    [
        pytest.param("Corpus", "5 articles lus · 3 médias · 4–7 mars 2031", id="coverage"),
        pytest.param("Démentis", "la société Vialto: « toute négligence »", id="denials"),
        pytest.param("Silences", "Karim Belhadj: l’existence d’un rapport", id="silences"),
        pytest.param(
            "Bilan humain",
            "Blessés: au moins 12 personnes (les pompiers du Lot, au conditionnel)",
            id="losses on whose word and how firmly",
        ),
        pytest.param("Dernier propos daté", "5 mars 2031, la société Vialto", id="latest"),
        pytest.param("Limites", "1 élément mis de côté · 1 article sans date", id="limits"),
    ],
)
def test_the_lines_answer_what_a_desk_asks_first(label: str, text: str) -> None:
    assert summary()[label].startswith(text)


@pytest.mark.parametrize("story", [bridge, compared], ids=["bare", "compared"])
def test_there_are_ten_lines_at_most_and_limits_have_the_last(story: object) -> None:
    assert callable(story)
    lines = summarize(story(), ui_language="en")

    assert len(lines) <= 10
    assert lines[-1].startswith("Limits: ")


def test_the_title_is_the_headline_that_says_most_of_what_the_others_say() -> None:
    assert summarize(bridge(), ui_language="fr")[0].startswith("Saint-Orens : ce que l’on sait")


def test_the_title_is_the_storys_when_it_has_one() -> None:
    assert summarize(compared(), ui_language="fr")[0] == "Le pont de Saint-Orens"


def test_claims_say_their_origins_at_most() -> None:
    lines = summarize(compared(), ui_language="fr")

    [told] = [line for line in lines if line.startswith("Plusieurs articles, une seule parole")]
    assert "(Jeanne Aubrac, 2 articles)" in told


@pytest.mark.parametrize("is_told", [True, False], ids=["several claims", "none"])
def test_claims_in_other_words_may_have_stayed_apart(is_told: bool) -> None:
    story = compared()
    one = story.crosscheck.claims[0]
    claims = (one, replace(one, id="claim-other")) if is_told else ()
    story = replace(story, crosscheck=replace(story.crosscheck, claims=claims))

    last = summarize(story, ui_language="fr")[-1]

    assert ("dites en d’autres mots ont pu rester séparées" in last) is is_told


def test_one_article_corroborates_nothing() -> None:
    page = build.article("Rien n'est dit.", title="Rien")

    lines = summarize(build.dossier(build.reading(page)), ui_language="en")

    assert "one article: nothing to check it against" in lines[1]
    assert "Who speaks: nothing is attributed to anyone" in lines


def test_nothing_read_is_said() -> None:
    lines = summarize(build.dossier(rejections=(build.rejection("a.bin"),)), ui_language="en")

    assert lines == ("Articles: no article could be read", "Limits: 1 item set aside")


def test_no_line_can_steer_a_terminal() -> None:
    page = build.article("x", title="\x1b[31mrouge\x07\n\u202eenvers")

    lines = summarize(build.dossier(build.reading(page)), ui_language="fr")

    assert all(line.replace("\u00a0", " ").isprintable() for line in lines)


def test_figures_beyond_three_are_counted() -> None:
    page = build.article("10 11 12 13 14 15")
    figures = tuple(
        build.quantity(page, str(n), low=n, high=n, event=Event.KILLED) for n in range(10, 16)
    )
    reading = build.reading(build.analysis(page, quantities=figures))

    [losses] = [
        line
        for line in summarize(build.dossier(reading), ui_language="en")
        if line.startswith("Losses")
    ]

    assert losses.endswith("and 3 others")

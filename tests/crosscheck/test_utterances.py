"""Which attributions are one saying."""

from __future__ import annotations

from tests.crosscheck.newsroom import read_page, tell, tell_texts


def sizes(*texts: str) -> list[int]:
    return sorted(len(u.attribution_ids) for u in tell_texts(*texts).utterances)


def test_one_quotation_in_two_articles_is_one_utterance() -> None:
    assert sizes(
        "« Le pont de la Sauge fermera dès lundi matin », a annoncé Luc Vautrel.",
        "Luc Vautrel : « Le pont de la Sauge fermera dès lundi matin. »",
    ) == [2]


def test_a_quotation_in_slightly_other_words_is_still_one() -> None:
    assert sizes(
        "« Le pont de la Sauge fermera dès lundi matin », a annoncé Luc Vautrel.",
        "« Le pont de la Sauge va fermer lundi matin », a déclaré Luc Vautrel.",
    ) == [2]


def test_two_speakers_never_share_an_utterance() -> None:
    assert sizes(
        "« Le pont de la Sauge fermera dès lundi matin », a annoncé Luc Vautrel.",
        "« Le pont de la Sauge fermera dès lundi matin », a annoncé Aline Corbier.",
    ) == [1, 1]


def test_what_is_said_on_two_days_is_two_utterances() -> None:
    told = tell(
        read_page("Luc Vautrel a dit mardi 1er juillet que le pont de Gossi tient.", path="a.txt"),
        read_page("Luc Vautrel a dit jeudi 3 juillet que le pont de Gossi tient.", path="b.txt"),
    )

    assert len(told.utterances) == 2


def test_every_merge_has_a_reason() -> None:
    told = tell_texts(
        "« Le pont de la Sauge fermera dès lundi matin », a annoncé Luc Vautrel.",
        "« Le pont de la Sauge fermera dès lundi matin », a déclaré Luc Vautrel.",
    )
    [utterance] = told.utterances

    assert len(utterance.reasons) == len(utterance.attribution_ids) - 1
    assert "même citation" in utterance.reasons[0].fr

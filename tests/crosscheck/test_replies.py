"""Which claim a denial or a silence answers, and which it does not."""

from __future__ import annotations

import pytest

from recoupe.crosscheck.replies import AskedRow
from recoupe.lang import load_pack
from recoupe.model import FindingKind
from tests.crosscheck.newsroom import Told, read_page, tell, tell_texts

LEAK = "Selon une source proche du dossier, une vanne de l'usine Sorbelin aurait cédé lundi."


def answered(told: Told, kind: FindingKind) -> list[str]:
    """What the findings of a kind are laid beside, in words; "" for nothing."""
    return [
        told.material.words(f.right) if f.right else "" for f in told.findings if f.kind is kind
    ]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        pytest.param(
            f"{LEAK} La société Sorbelin n'a pas réagi.", "une vanne", id="named just before"
        ),
        pytest.param(f"{LEAK} Contactée, la mairie n'a pas répondu.", "une vanne", id="asked"),
        pytest.param(f"{LEAK} Le parquet ne communique plus.", "", id="neither named nor asked"),
        pytest.param(
            f"{LEAK}\n\nLa gendarmerie n'a pas répondu à nos sollicitations.",
            "",
            id="another paragraph, not named",
        ),
        pytest.param(
            f"{LEAK}\n\nLa société Sorbelin n'a pas réagi.", "une vanne", id="named in the claim"
        ),
        pytest.param(
            f"{LEAK} Les riverains réclament la liste des produits. "
            "Ils n'ont obtenu aucune réponse de la société Sorbelin.",
            "",
            id="silent on a demand",
        ),
        pytest.param(
            "La chimiste Odile Brassac affirme que la fuite de Sorbelin a pollué le puits. "
            "La société Sorbelin assure que les cuves étaient neuves. Elle garde le silence.",
            "",
            id="has spoken since",
        ),
        pytest.param(
            "Le comité de Gossi accuse la société Sorbelin d'avoir pollué le puits du village. "
            "\n\nLe puits date de 1820. Il a été creusé par des moines.\n\n"
            "La société Sorbelin n'avait pas réagi mardi.",
            "pollué le puits",
            id="accused above",
        ),
        pytest.param(
            f"{LEAK} Sur la vanne de l'usine, la gendarmerie n'a pas confirmé l'information.",
            "une vanne",
            id="the topic of the sentence",
        ),
        pytest.param(
            f"{LEAK}\n\nUn produit qui inquiète\n\nLa préfecture a refusé de confirmer ces "
            "informations.",
            "une vanne",
            id="past a heading",
        ),
    ],
)
def test_a_silence_answers_what_its_source_was_asked_or_is_named_in(text: str, claim: str) -> None:
    [found] = answered(tell_texts(text), FindingKind.UNANSWERED)

    assert claim in found
    assert bool(claim) == bool(found)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        pytest.param(
            "Selon Firmine Rouvel, un adjoint est venu le 21 avril photographier la fissure. "
            "L'adjoint, Lucien Mahaut, nie s'être rendu sur place ce jour-là.",
            "photographier",
            id="that day",
        ),
        pytest.param(
            "Selon Firmine Rouvel, un garde est venu le 21 avril photographier la fissure. "
            "L'adjoint, Lucien Mahaut, nie s'être rendu sur place ce jour-là.",
            "",
            id="somebody else is told of",
        ),
        pytest.param(
            "Luc Vautrel accuse la chimiste Odile Brassac d'avoir fourni des solvants à Sorbelin. "
            "« Tout le monde le savait », a-t-il déclaré.\n\n"
            "Odile Brassac dément avoir fourni le moindre produit interdit.",
            "des solvants",
            id="accused of what she denies",
        ),
        pytest.param(
            "Luc Vautrel accuse la chimiste Odile Brassac d'avoir fourni des solvants à Sorbelin. "
            "\n\nOdile Brassac dément avoir quitté le village.",
            "",
            id="accused of something else",
        ),
        pytest.param(
            f"{LEAK}\n\nLa mairie reste ouverte. L'ancien maire, Luc Vautrel, rejette toute faute.",
            "",
            id="another paragraph",
        ),
    ],
)
def test_a_denial_that_refers_to_what_was_said_answers_it(text: str, claim: str) -> None:
    [found] = answered(tell_texts(text), FindingKind.DENIED)

    assert claim in found
    assert bool(claim) == bool(found)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Sur les causes, les secours restent prudents.", id="cautious"),
        pytest.param("La police judiciaire reste discrète.", id="discreet"),
    ],
)
def test_a_manner_is_no_silence(text: str) -> None:
    assert answered(tell_texts(f"{LEAK} {text}"), FindingKind.UNANSWERED) == []


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        pytest.param(
            "Selon le syndicat, une livraison de charbon malien est arrivée dimanche à Gossi.\n\n"
            "Le maire Luc Vautrel affirme que le charbon malien a pollué la centrale de Gossi.\n\n"
            "La préfecture n'a pas voulu commenter cette livraison de charbon malien à Gossi.",
            "une livraison de charbon",
            id="told above by the same noun",
        ),
        pytest.param(
            "La préfecture n'a pas voulu commenter cette livraison de charbon malien à la centrale "
            "de Gossi.\n\nSelon le syndicat, du charbon malien a pollué la centrale de Gossi.",
            "",
            id="not told before",
        ),
    ],
)
def test_words_that_point_back_answer_what_stands_above(text: str, claim: str) -> None:
    [found] = answered(tell_texts(text), FindingKind.UNANSWERED)

    assert found.startswith(claim) if claim else found == ""


def test_one_source_denies_once_in_a_sentence_and_leaves_two_questions_open() -> None:
    told = tell_texts(
        "Le syndicat accuse la société Sorbelin d'avoir pollué le puits de Gossi. La société "
        "Sorbelin a démenti toute pollution du puits de Gossi, dénonçant des « bruits sans "
        "fondement »."
    )
    assert answered(told, FindingKind.DENIED) == ["d'avoir pollué le puits de Gossi"]

    told = tell_texts(
        "Selon le syndicat, la vanne a cédé. La société Sorbelin se tait, éludant les questions "
        "sur la vanne, refusant de commenter le dépôt de bilan."
    )
    assert len(answered(told, FindingKind.UNANSWERED)) == 2


def test_a_silence_and_its_copy_are_one_utterance() -> None:
    story = (
        "Une vanne de l'usine Sorbelin a cédé lundi soir à Gossi, au bord de la Sauge, "
        "et le village a été privé d'eau pendant deux jours, faute de puits. {0}"
    )
    told = tell(
        read_page(story.format("La société Sorbelin n'avait pas réagi mardi."), path="a.txt"),
        read_page(story.format("La société Sorbelin garde le silence."), path="b.txt"),
    )

    assert [len(u.attribution_ids) for u in told.utterances] == [2]
    assert "même silence" in told.utterances[0].reasons[0].fr


@pytest.mark.parametrize("row", load_pack("fr").table(AskedRow), ids=lambda r: str(r.form))
def test_whoever_was_asked_is_silent_on_what_was_said(row: AskedRow) -> None:
    [found] = answered(tell_texts(f"{LEAK} {row.example}"), FindingKind.UNANSWERED)

    assert found.startswith("une vanne")

"""What a copy makes firmer beside the words that it keeps."""

from __future__ import annotations

import pytest

from recoupe.crosscheck.hardening import MuteRow
from recoupe.lang import load_pack
from recoupe.model import FindingKind
from tests.crosscheck.test_drift import drifts

SAYING = "Selon un pompier, le feu est parti d'un camion garé contre le mur nord."


@pytest.mark.parametrize(
    ("before", "after", "kind", "words"),
    [
        pytest.param(
            f"{SAYING} Cette information n'a pu être confirmée de source indépendante.",
            SAYING,
            FindingKind.CERTAINTY_RAISED,
            "n'a pu être confirmée",
            id="what nobody confirmed",
        ),
        pytest.param(
            "La société Valdor n'avait pas réagi mardi.",
            "La société Valdor garde le silence.",
            FindingKind.CERTAINTY_RAISED,
            "n'avait pas réagi",
            id="no answer becomes silence",
        ),
        pytest.param(
            "La société Valdor n'avait pas réagi mardi.",
            "La société Valdor refuse de réagir.",
            FindingKind.CERTAINTY_RAISED,
            "n'avait pas réagi",
            id="no answer becomes a refusal",
        ),
        pytest.param(
            "Un collectif accuse la société Valdor d'avoir stocké des solvants sans autorisation.",
            "Un collectif pointe la société Valdor, qui a stocké des solvants sans autorisation.",
            FindingKind.ATTRIBUTION_DROPPED,
            "accuse la société Valdor",
            id="an accusation becomes a fact",
        ),
        pytest.param(
            f"{SAYING} Le chauffeur Luc Vautrel dément que le feu soit parti de son camion.",
            SAYING,
            FindingKind.CERTAINTY_RAISED,
            "dément",
            id="the denial is gone",
        ),
        pytest.param(
            "La société Valdor a affirmé avoir vidé l'entrepôt de ses solvants en juin.",
            "La société Valdor a vidé l'entrepôt de ses solvants en juin.",
            FindingKind.ATTRIBUTION_DROPPED,
            "a affirmé avoir vidé",
            id="what a company says it did",
        ),
        pytest.param(
            "Près de 300 clients de la société Valdor ont perdu leurs meubles dans l'incendie, "
            "a reconnu la société Valdor.",
            "Près de 300 clients de la société Valdor ont perdu leurs meubles dans l'incendie.",
            FindingKind.ATTRIBUTION_DROPPED,
            "a reconnu",
            id="who said it is part of what was said",
        ),
    ],
)
def test_what_a_copy_hardened_is_found(
    before: str, after: str, kind: FindingKind, words: str
) -> None:
    told, [finding] = drifts(before, after)

    assert finding.kind is kind
    assert words in told.material.words(finding.left)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "La société Valdor n'avait pas réagi mardi.",
            "La société Valdor reste injoignable.",
            id="still no answer",
        ),
        pytest.param(
            "La société Valdor garde le silence.",
            "La société Valdor se tait.",
            id="silence in other words",
        ),
        pytest.param(
            "Un collectif accuse la société Valdor, qui emploie 40 personnes, d'avoir stocké des "
            "solvants.",
            "Un collectif pointe la société Valdor, qui emploie 40 personnes, et d'autres.",
            id="a clause that accuses of nothing",
        ),
        pytest.param(
            f"{SAYING} Le chauffeur Luc Vautrel dément que le feu soit parti de son camion.",
            f"{SAYING} Le chauffeur Luc Vautrel le nie.",
            id="the denial is shorter",
        ),
        pytest.param(
            "La société Valdor n'avait pas réagi mardi. La mairie a refusé de commenter.",
            "La société Valdor n'avait pas réagi. La mairie garde le silence.",
            id="a refusal stays one",
        ),
    ],
)
def test_what_a_copy_did_not_harden_is_left_alone(before: str, after: str) -> None:
    assert drifts(before, after)[1] == []


@pytest.mark.parametrize("row", load_pack("fr").table(MuteRow), ids=lambda r: str(r.lemma))
def test_a_word_of_silence_hardens_no_answer(row: MuteRow) -> None:
    who = row.example.partition(" reste ")[0].partition(" se ")[0].partition(" garde ")[0]

    _, found = drifts(f"{who} n'avait pas réagi mardi.", row.example)

    assert [f.kind for f in found] == [FindingKind.CERTAINTY_RAISED]

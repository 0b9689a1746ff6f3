"""Who goes against what was said before, in the words of the article."""

from __future__ import annotations

import pytest

from recoupe.crosscheck.retorts import RetortRow
from recoupe.lang import load_pack
from recoupe.model import FindingKind
from tests.crosscheck.newsroom import tell_texts

MAYOR = "Le maire de Verlac, Luc Vautrel, assure que la digue de la Sauge tient."


def opposed(text: str) -> list[tuple[str, str]]:
    """The words of what the findings of a text set against one another."""
    told = tell_texts(text)
    return [
        (told.material.words(f.left), told.material.words(f.right))
        for f in told.findings
        if f.kind is FindingKind.CONTRADICTED and f.right
    ]


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        pytest.param(
            "« Aucun signalement ne nous est parvenu », a affirmé la directrice, Odile Brassac. "
            "Elle a reconnu que l'entretien avait été reporté.\n\n"
            "« La lettre est là », a répliqué le délégué du syndicat, Samuel Kervern.",
            "Aucun signalement",
            "La lettre",
            id="past what was granted, to what was negated",
        ),
        pytest.param(
            f"{MAYOR} Le comité des riverains soutient au contraire que le mur a bougé en mai.",
            "la digue",
            "le mur",
            id="contrast in the next sentence",
        ),
    ],
)
def test_a_retort_stands_beside_what_it_goes_against(text: str, before: str, after: str) -> None:
    [(left, right)] = opposed(text)

    assert left.startswith(before)
    assert right.startswith(after)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{MAYOR} Le comité soutient que le mur a bougé en mai.", id="no contrast"),
        pytest.param(f"{MAYOR} Luc Vautrel affirme pourtant que le mur a bougé.", id="same man"),
        pytest.param(
            f"{MAYOR}\n\nLa foire a eu lieu. Le comité affirme pourtant que le mur a bougé.",
            id="another paragraph",
        ),
    ],
)
def test_what_is_not_set_against_it_is_left_alone(text: str) -> None:
    assert opposed(text) == []


@pytest.mark.parametrize("row", load_pack("fr").table(RetortRow), ids=lambda r: str(r.words))
def test_words_of_retort_oppose_in_their_example(row: RetortRow) -> None:
    [(left, right)] = opposed(row.example)

    assert "la digue" in left
    assert "la digue" not in right

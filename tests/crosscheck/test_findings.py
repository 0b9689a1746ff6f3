"""What stands out when accounts are laid side by side."""

from __future__ import annotations

import pytest

from recoupe.model import FindingKind
from tests.crosscheck.newsroom import tell_texts

ENTRY = "Le ministre malien Oumar Keita a affirmé que des soldats belges sont entrés dans Gossi."


def test_two_sides_corroborate() -> None:
    told = tell_texts(
        ENTRY,
        "L'ambassadeur russe Ivan Orlov a affirmé que des soldats belges sont entrés dans Gossi.",
    )

    [finding] = [f for f in told.findings if f.kind is FindingKind.CORROBORATED]
    assert finding.right is not None
    assert "Mali" in finding.reason.fr


def test_one_article_corroborates_nothing() -> None:
    assert tell_texts(ENTRY).kinds() == ["single_source"]


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        pytest.param(
            "Le gouvernement belge dément l'entrée de soldats belges dans Gossi.",
            FindingKind.DENIED,
            id="denial",
        ),
        pytest.param(
            "Le gouvernement belge n'a pas souhaité réagir.", FindingKind.UNANSWERED, id="silence"
        ),
        pytest.param(
            "Le gouvernement belge a refusé de confirmer ces informations.",
            FindingKind.UNANSWERED,
            id="refusal",
        ),
    ],
)
def test_an_answer_is_laid_beside_the_claim(answer: str, kind: FindingKind) -> None:
    told = tell_texts(f"{ENTRY} {answer}")
    claim = told.claim("soldats belges sont entrés")

    [finding] = [f for f in told.findings if f.kind is kind]
    assert finding.claim_ids == (claim.id,)


def test_claims_of_two_sides_that_cannot_both_hold_contradict() -> None:
    told = tell_texts(
        "Le ministre malien Oumar Keita affirme que l'usine de Gossi ouvrira en juin.",
        "L'ambassadeur belge Jan Verhoef affirme que l'usine de Gossi n'ouvrira pas en juin.",
    )

    assert "contradicted" in told.kinds()


def test_two_figures_of_one_day_diverge() -> None:
    told = tell_texts(
        "Selon la mairie de Valdoré, 300 personnes ont manifesté samedi.",
        "Selon les syndicats, 900 personnes ont manifesté samedi à Valdoré.",
    )

    assert "divergent" in told.kinds()
    assert "contradicted" not in told.kinds()

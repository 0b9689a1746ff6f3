from __future__ import annotations

import pytest

from recoupe.dossier import render_markdown
from recoupe.dossier.markdown import escaped
from tests import build
from tests.dossier.comparison import compared
from tests.dossier.story import bridge


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param("a*b_c", r"a\*b\_c", id="emphasis"),
        pytest.param("[x](y)", r"\[x\](y)", id="link"),
        pytest.param("<b>", r"\<b\>", id="tag"),
        pytest.param("a | b", r"a \| b", id="table"),
        pytest.param("# titre", r"\# titre", id="heading"),
        pytest.param("1. un", r"1\. un", id="number"),
        pytest.param("- un", r"\- un", id="bullet"),
        pytest.param("a\n\nb", "a b", id="lines"),
    ],
)
def test_words_never_become_markup(text: str, written: str) -> None:
    assert escaped(text) == written


def test_the_dossier_opens_with_its_title_and_its_lines() -> None:
    lines = render_markdown(bridge(), ui_language="fr").splitlines()

    assert lines[0].startswith("# ")
    assert lines[2].startswith("- **Corpus**\u00a0: 5 articles")


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("- « Nous avions alerté l’État dès 2029 » (4 mars 2031, ", id="direct words"),
        pytest.param("- **la société Vialto** dément\u00a0: « toute négligence »", id="denial"),
        pytest.param(
            "| au moins 12 | personnes | les pompiers du Lot (au conditionnel) |", id="figure"
        ),
        pytest.param("  - Jeanne Aubrac\u00a0: Nous avions alerté", id="chronology"),
        pytest.param("- 6-photo.pdf (gather)\u00a0: Ce PDF ne contient", id="set aside"),
        pytest.param("4. Le pont de Saint-Orens coûterait", id="article"),
    ],
)
def test_each_section_has_its_lines(line: str) -> None:
    written = render_markdown(bridge(), ui_language="fr").replace("\u202f", " ")

    assert f"\n{line}" in written


def test_claims_stand_with_their_origins() -> None:
    written = render_markdown(compared(), ui_language="en")

    assert "- la commune avait alerté l’État dès 2029 — **1 origin at most" in written
    assert "The two texts share these words." in written


def test_an_empty_dossier_says_so() -> None:
    assert render_markdown(build.dossier(), ui_language="en").startswith(
        "# no article could be read"
    )

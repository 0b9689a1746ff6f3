from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt

from recoupe.dossier import render_markdown
from recoupe.dossier.edition import one_line
from recoupe.dossier.markdown import escaped
from tests import build
from tests.dossier.comparison import compared
from tests.dossier.hostile import ATTACKS, hostile
from tests.dossier.story import bridge

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token


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
        pytest.param("https://x.example", r"https\://x\.example", id="address"),
        pytest.param("a@x.example", r"a\@x\.example", id="mail"),
        pytest.param("à 1.500 mètres. Puis", "à 1.500 mètres. Puis", id="full stop"),
    ],
)
def test_words_never_become_markup(text: str, written: str) -> None:
    assert escaped(text) == written


def test_the_dossier_opens_with_its_title_and_its_lines() -> None:
    lines = render_markdown(bridge(), ui_language="fr").splitlines()

    assert lines[0].startswith("# ")
    assert lines[4].startswith("- **Ce qui s’est passé**\u00a0: (4 mars) « Nous avions alerté")
    assert lines[5].startswith("- **Corpus**\u00a0: 5 articles")


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(
            "  - « Nous avions alerté l’État dès 2029 » (4 mars 2031, ", id="direct words"
        ),
        pytest.param("  - *dément*\u00a0: « toute négligence »", id="denial"),
        pytest.param(
            "| au moins 12 | personnes | les pompiers du Lot (au conditionnel) |", id="figure"
        ),
        pytest.param("  - Jeanne Aubrac\u00a0: Nous avions alerté", id="chronology"),
        pytest.param("- 6-photo\\.pdf (gather)\u00a0: Ce PDF ne contient", id="set aside"),
        pytest.param("4. Le pont de Saint-Orens coûterait", id="article"),
    ],
)
def test_each_section_has_its_lines(line: str) -> None:
    written = render_markdown(bridge(), ui_language="fr").replace("\u202f", " ")

    assert f"\n{line}" in written


def test_claims_stand_with_their_origins() -> None:
    written = render_markdown(compared(), ui_language="en")

    claims, why = written.split("## Why")
    assert "1. La commune avait alerté l’État dès 2029 — **1 origin at most" in claims
    assert why.count("The two texts share these words.") == 1


def test_articles_that_share_a_text_are_listed() -> None:
    written = render_markdown(compared(), ui_language="en")

    assert r"- Le Courrier du Lot, Quercy Info \[1, 2\]" in written


def kinds(tokens: Sequence[Token]) -> Iterator[Token]:
    """Every token of a page, nested ones too."""
    for token in tokens:
        yield token
        yield from kinds(token.children or ())


def test_no_hostile_words_become_markup_links_or_cells() -> None:
    read = MarkdownIt("gfm-like").parse(render_markdown(hostile(), ui_language="fr"))
    found = list(kinds(read))
    rows = "".join({"tr_open": "\n", "td_open": "."}.get(t.type, "") for t in found).split()

    assert {t.type for t in found} & {"html_inline", "html_block", "image", "fence"} == set()
    assert {t.type for t in found} & {"code_inline", "code_block", "blockquote_open"} == set()
    assert {str(t.attrs["href"])[:19] for t in found if t.type == "link_open"} == {
        "https://ok.example/"
    }
    assert set(rows) == {"....."}
    assert {t.tag for t in found if t.type == "heading_open"} == {"h1", "h2", "h3"}


def test_the_mark_of_the_program_is_not_seen() -> None:
    written = render_markdown(bridge(), ui_language="fr")

    assert "(generator: Recoupe" in written
    assert "generator" not in MarkdownIt("gfm-like").render(written)


def test_hostile_words_stay_legible() -> None:
    page = MarkdownIt("gfm-like").render(render_markdown(hostile(), ui_language="fr"))
    shown = html.unescape(re.sub(r"<[^>]+>", "", page))

    assert [attack for attack in ATTACKS if one_line(attack) not in shown] == []


def test_an_empty_dossier_says_so() -> None:
    assert render_markdown(build.dossier(), ui_language="en").startswith(
        "# no article could be read"
    )

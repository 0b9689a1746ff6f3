from __future__ import annotations

from pathlib import Path

import pytest

from recoupe.intake import gather
from recoupe.intake.extract import Page
from recoupe.intake.found import Draft
from recoupe.intake.page import draft_of_page
from recoupe.model import Article, DateBasis, FurnitureKind, GatherSettings, Rejection
from tests.intake.prose import PROSE

PAGES = Path(__file__).parents[1] / "pages"
SETTINGS = GatherSettings(page_timeout_s=2)
BODY = "<p>".join(PROSE)


def read(path: Path, settings: GatherSettings = SETTINGS) -> Article | Rejection:
    [found] = gather([str(path)], settings)
    return found


def article(name: str) -> Article:
    """The article of a recorded page."""
    found = read(PAGES / name)
    assert isinstance(found, Article)
    return found


def page(tmp_path: Path, html: str, settings: GatherSettings = SETTINGS) -> Article | Rejection:
    """What a page of this markup gives."""
    (tmp_path / "a.html").write_text(html, "utf-8")
    return read(tmp_path / "a.html", settings)


def test_metadata_of_a_page_become_fields() -> None:
    found = article("valombre_json_ld.html")

    assert found.title == "Le pont de Valombre fermé pour six mois"
    assert (found.outlet, found.byline) == ("Le Courrier de Valombre", "Inès Delatour")
    assert found.credit == "AFP"
    assert found.url == (
        "https://www.courrier-de-valombre.example/regions/2031/03/03/pont-ferme.html"
    )
    assert (found.published.earliest, found.published.basis) == ("2031-03-03", DateBasis.METADATA)


def test_the_headline_opens_the_text() -> None:
    found = article("valombre_json_ld.html")

    assert found.headline is not None
    assert found.headline.start == 0
    assert found.headline.of(found.text) == found.title
    assert found.text.count("Le pont de Valombre fermé pour six mois") == 1


def test_a_page_without_metadata_is_dated_by_what_it_prints() -> None:
    found = article("saulnois_printed_date.html")

    assert (found.published.earliest, found.published.basis) == ("2031-03-05", DateBasis.PAGE)
    assert found.published.reason.fr == "La page porte la date « 2031-03-05 »."


def test_lines_that_are_not_the_body_are_kept_with_their_kind() -> None:
    found = {f.text: f.kind for f in article("valombre_json_ld.html").furniture}

    assert found == {
        "Accueil": FurnitureKind.MENU,
        "Régions": FurnitureKind.MENU,
        "Sport": FurnitureKind.MENU,
        "Par Inès Delatour (avec AFP)": FurnitureKind.BYLINE,
        "Le pont de Valombre, lundi. © Paul Arveuf": FurnitureKind.CAPTION,
        "Lire aussi : Le bac de Saulnois reprend du service": FurnitureKind.RELATED,
        "Laisser un commentaire": FurnitureKind.FORM,
        "Nom *": FurnitureKind.FORM,
        "Publier": FurnitureKind.FORM,
        "© 2031 Le Courrier de Valombre. Tous droits réservés.": FurnitureKind.OTHER,
    }


@pytest.mark.parametrize("name", ["valombre_json_ld.html", "saulnois_printed_date.html"])
def test_no_markup_survives(name: str) -> None:
    found = article(name)
    shown = "\n".join((found.text, *(f.text for f in found.furniture)))

    for mark in ("<", ">", "javascript:", "onerror", "window.ads", "color: red"):
        assert mark not in shown


def test_our_own_page_is_no_coverage() -> None:
    found = read(PAGES / "own_dossier.html")

    assert isinstance(found, Rejection)
    assert found.reason.en == "Written by Recoupe: a dossier is no coverage."


def test_a_page_without_an_article_is_rejected(tmp_path: Path) -> None:
    found = page(tmp_path, "<html><body><img src='pont.jpg'></body></html>")

    assert isinstance(found, Rejection)
    assert found.reason.fr == "Aucun corps d'article dans cette page."


@pytest.mark.parametrize(
    "html",
    [
        pytest.param("<div>" * 100_000 + BODY, id="deep"),
        pytest.param("<table><tr><td>" * 30_000 + BODY, id="nested tables"),
        pytest.param(
            '<script type="application/ld+json">' + '[{"@type":' * 30_000 + "</script>" + BODY,
            id="broken JSON-LD",
        ),
        pytest.param("<p>a b</p>" * 100_000, id="endless"),
    ],
)
def test_a_hostile_page_costs_bounded_time(html: str, tmp_path: Path) -> None:
    found = page(tmp_path, f"<html><body><article>{html}</article></body></html>")

    assert isinstance(found, Article) or found.reason.en.startswith(
        ("Reading stopped after 2 s.", "No body of an article", "Unsupported language")
    )


def test_a_page_read_too_slowly_is_rejected_with_its_limit(tmp_path: Path) -> None:
    html = f"<html><body><article>{'<p>a b</p>' * 600_000}</article></body></html>"

    found = page(tmp_path, html, GatherSettings(page_timeout_s=0.1))

    assert isinstance(found, Rejection)
    assert found.reason.fr == "Lecture interrompue après 0.1 s."


def test_an_odd_page_is_read_apart_with_the_same_result(tmp_path: Path) -> None:
    html = (PAGES / "valombre_json_ld.html").read_text("utf-8")
    odd = html.replace("</head>", "<script>" + "x" * 1_500_000 + "</script></head>")
    draft = Draft(path="a.html", sha256="", text="")

    assert draft_of_page(odd, draft, settings=SETTINGS) == draft_of_page(
        html, draft, settings=SETTINGS
    )
    assert isinstance(draft_of_page(odd, draft, settings=SETTINGS), Draft)
    assert Page.__dataclass_fields__["beside"]


MHTML = """From: <Saved by a browser>
Snapshot-Content-Location: https://www.courrier.example/pont
Subject: Le pont
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="b1"

--b1
Content-Type: text/html; charset="utf-8"
Content-Transfer-Encoding: quoted-printable

<html><body><article><p>Le conseil municipal de Valombre a vot=C3=A9 lundi soir la fermeture=
 du pont pour six mois.</p><p>La maire promet une r=C3=A9union mercredi.</p></article></body></html>
--b1
Content-Type: image/png
Content-Transfer-Encoding: base64

iVBORw0KGgo=
--b1--
"""


def test_a_page_saved_by_a_browser_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.mhtml").write_text(MHTML, "utf-8")

    found = read(tmp_path / "a.mhtml")

    assert isinstance(found, Article)
    assert (found.url, found.outlet) == ("https://www.courrier.example/pont", "courrier.example")
    assert found.text.startswith(
        "Le conseil municipal de Valombre a voté lundi soir la fermeture du"
    )


def test_a_saved_file_without_a_page_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "a.mht").write_text("MIME-Version: 1.0\nContent-Type: text/plain\n\nx", "utf-8")

    found = read(tmp_path / "a.mht")

    assert isinstance(found, Rejection)
    assert found.reason.en == "No body of an article in this page."

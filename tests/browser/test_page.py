from __future__ import annotations

import importlib
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from recoupe.dossier import render_html
from recoupe.model import Quotation, Span
from tests import build

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

#: The longest a reader waits for a page, and for a line of it to be found, in milliseconds.
PATIENCE_MS = 90_000
SECTIONS = (
    "summary", "claims", "figures", "disputes", "withheld", "drifts", "voices", "chronology",
    "lineage", "gaps",
)  # fmt: skip
#: Sheets of paper that ten articles take at most.
SHEETS = 22
IN_VIEW = "e => { const b = e.getBoundingClientRect(); return b.bottom > 0 && b.top < innerHeight }"


def test_the_first_screen_says_what_a_desk_must_know(
    visit: Callable[..., Page], pages: dict[str, Path]
) -> None:
    page = visit(pages["demo-fr"])

    title = "« Reine-Oriane » : le bilan passe à 14 morts, Navivelle nie tout défaut signalé"
    assert page.locator("h1").inner_text() == title
    assert "11–16 mars 2026" in page.locator(".kicker").inner_text().lower()
    assert page.locator(".chain").inner_text() == (
        "10 articles lus, mais 7 textes seulement une fois les copies regroupées, "
        "et, parmi les affirmations rapprochées, aucune n’a plus de 2 origines."
    )
    happened = page.locator(".happened li")
    assert [line.inner_text()[:7] for line in happened.all()] == ["11 mars", "12 mars", "16 mars"]
    told = page.locator("#summary dt")
    for line in (*happened.all(), *told.all()):
        assert line.evaluate(IN_VIEW)
    labels = {label.partition("\u00a0")[0] for label in told.all_inner_texts()}
    assert labels == {
        "Plusieurs articles, une seule parole", "Bilan humain", "Contesté", "Démentis",
        "Silences", "Perdu dans les copies", "Qui l’a dit le premier", "Limites",
    }  # fmt: skip
    assert "au moins 3 (11 mars) → 14 (16 mars)" in page.locator("#summary dl").inner_text()
    for line in page.locator(".first li").all():
        assert line.locator("i").count() >= 1
        assert "au plus" in line.inner_text()


@pytest.mark.parametrize("section", SECTIONS)
def test_each_jump_from_a_line_leads_to_words_in_view(
    section: str, visit: Callable[..., Page], pages: dict[str, Path]
) -> None:
    page = visit(pages["demo-fr"])
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    link = page.locator(f"#{section} a[href^='#']:not(h2 a):visible").last
    wanted = link.get_attribute("href")

    link.click()

    assert page.evaluate("location.hash") == wanted
    assert page.locator(":target").evaluate(IN_VIEW)
    assert page.locator(":target").inner_text().strip()


def test_a_point_of_a_drawing_leads_to_its_figure(
    visit: Callable[..., Page], pages: dict[str, Path]
) -> None:
    page = visit(pages["demo-fr"])
    point = page.locator("#figures svg a").filter(has_text="14, préfecture maritime").first

    point.click(force=True)

    assert page.locator(":target").inner_text() == "14 morts"
    assert page.locator(":target").evaluate("e => Boolean(e.closest('article'))")


def test_what_is_folded_opens_for_whoever_jumps_there(
    visit: Callable[..., Page], pages: dict[str, Path]
) -> None:
    page = visit(pages["demo-fr"])
    folded = page.locator(".lone li").first.get_attribute("id")

    page.evaluate(f"location.hash = '{folded}'")

    page.wait_for_selector(f"#{folded}", state="visible")


def test_a_highlight_leads_to_the_claim_that_other_articles_carry_too(
    visit: Callable[..., Page], pages: dict[str, Path]
) -> None:
    page = visit(pages["demo-fr"])
    note = page.locator(".body p a[href^='#c-']").first

    note.click()

    assert page.locator(":target a[href^='#t-']").count() >= 2


def test_articles_that_carry_a_line_are_laid_side_by_side(
    visit: Callable[..., Page], pages: dict[str, Path]
) -> None:
    page = visit(pages["demo-fr"])

    claim = page.locator(".claims li").filter(has_text="Au moins trois personnes").first
    claim.get_by_role("button", name="Côte à côte").click()

    dialog = page.get_by_role("dialog")
    columns = dialog.locator(".cols > div")
    assert columns.count() == 3
    for column in columns.all():
        assert column.locator(".here").count() >= 1
        assert "trois" in column.inner_text().lower()
    assert dialog.locator("[id]").count() == 0
    page.keyboard.press("Escape")
    assert not dialog.is_visible()


def test_the_filter_keeps_the_lines_that_hold_all_words(
    visit: Callable[..., Page], pages: dict[str, Path]
) -> None:
    page = visit(pages["demo-fr"])
    box = page.get_by_role("searchbox")

    box.fill("prefecture MORTS")

    rows = page.locator(".rows > *:visible")
    assert 0 < rows.count() < 40
    assert page.locator("#articles").is_visible()
    box.fill("zzz")
    assert page.get_by_role("status").is_visible()
    assert page.locator("#voices h2").is_visible()
    assert (
        page.locator("#voices").get_attribute("data-none") == "Aucune ligne ne contient ces mots."
    )
    box.fill("")
    assert page.locator("[data-none]").count() == 0
    assert page.locator("#voices").is_visible()


def test_tables_sort_by_number_and_back_to_time(
    visit: Callable[..., Page], pages: dict[str, Path]
) -> None:
    page = visit(pages["demo-fr"])
    table = page.locator(".series table").first
    days = table.locator("td:first-child").all_inner_texts()

    table.get_by_role("button", name="Nombre").click()
    sums = [
        int(re.findall(r"\d+", t)[0])
        for t in table.locator("td b:first-child").all_inner_texts()
        if re.search(r"\d", t)
    ]
    table.get_by_role("button", name="Date").click()
    table.get_by_role("button", name="Date").click()

    assert sums == sorted(sums)
    assert sorted(table.locator("td:first-child").all_inner_texts()) == sorted(days)


def test_what_is_copied_brings_its_source_along(
    visit: Callable[..., Page], pages: dict[str, Path]
) -> None:
    page = visit(pages["demo-fr"])

    copied = page.evaluate(
        """() => {
          const told = "au moins trois morts, selon la préfecture";
          const rows = [...document.querySelectorAll(".claims li")];
          const row = rows.find((one) => one.innerText.includes(told));
          getSelection().selectAllChildren(row.querySelector("span"));
          const clipboard = new DataTransfer();
          const how = {clipboardData: clipboard, bubbles: true, cancelable: true};
          row.dispatchEvent(new ClipboardEvent("copy", how));
          return [clipboard.getData("text/plain"), row.id];
        }"""
    )

    words, outlets, address = copied[0].split("\n")
    assert "au moins trois morts, selon la préfecture" in words
    assert "Agence Courlis, 11 mars 2026" in outlets
    assert address == f"{pages['demo-fr'].as_uri()}#{copied[1]}"


def test_the_page_reads_whole_without_its_script(
    visit: Callable[..., Page], pages: dict[str, Path]
) -> None:
    page = visit(pages["demo-fr"], script=False)

    assert page.locator("#articles article").count() == 10
    assert page.locator(".filter").is_hidden()
    page.locator(".first a").first.click()
    assert page.locator(":target").count() == 1


@pytest.mark.parametrize("name", ["demo-fr", "demo-en", "bridge-fr"])
def test_a_narrow_screen_never_scrolls_sideways(
    name: str, visit: Callable[..., Page], pages: dict[str, Path]
) -> None:
    page = visit(pages[name], width=390)
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")

    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_the_dark_page_is_dark(visit: Callable[..., Page], pages: dict[str, Path]) -> None:
    page = visit(pages["demo-fr"], dark=True)

    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert max(int(n) for n in re.findall(r"\d+", paper)) < 60


def test_the_page_prints_whole_on_paper(
    visit: Callable[..., Page], pages: dict[str, Path], tmp_path: Path
) -> None:
    import pypdf

    page = visit(pages["demo-fr"])
    page.pdf(path=tmp_path / "dossier.pdf", prefer_css_page_size=True)

    printed = pypdf.PdfReader(tmp_path / "dossier.pdf")
    text = " ".join(" ".join(sheet.extract_text() for sheet in printed.pages).split())
    width, height = printed.pages[0].mediabox.width, printed.pages[0].mediabox.height
    assert (round(float(width)), round(float(height))) == (595, 842)
    assert "trois morts, vingt disparus" in text
    assert len(printed.pages) <= SHEETS
    assert "Ce qui est le plus porté ou contesté" in printed.pages[0].extract_text()
    assert "Pourquoi" not in text  # nothing on paper asks to be opened
    assert text.index("Ce que Recoupe ne sait pas") < text.index("Paru : 15–16 mars 2026")
    assert "une foule muette a marché du port" in text  # an article, at the end
    assert "Hautfond Services" in text  # folded on the screen


@pytest.mark.parametrize(
    ("name", "width", "dark"),
    [
        pytest.param("demo-fr", 1280, False, id="wide"),
        pytest.param("demo-en", 390, False, id="narrow"),
        pytest.param("demo-fr", 1280, True, id="dark"),
        pytest.param("bridge-fr", 1280, False, id="another story"),
    ],
)
def test_axe_finds_no_serious_fault(
    name: str,
    width: int,
    *,
    dark: bool,
    visit: Callable[..., Page],
    pages: dict[str, Path],
) -> None:
    axe = importlib.import_module("axe_playwright_python.sync_playwright").Axe()
    page = visit(pages[name], width=width, dark=dark)
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")

    faults = axe.run(page).response["violations"]

    assert [(f["id"], f["impact"], f["nodes"][0]["html"]) for f in faults] == []


# --- hostile articles -----------------------------------------------------------------------

MARKUP = (
    "</style></script><script>alert(1)</script><img src=x onerror=alert(2)>"
    '<svg onload=alert(3)> <a href="javascript:alert(4)">ici</a> " onmouseover="alert(5)" x="'
)
UNSEEN = "\u202eenvers \u2066isolé \u200bzéro\u200dlargeur\ufeff \u2028ligne \x00\x07\x1b[31m"


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(MARKUP, id="markup"),
        pytest.param(UNSEEN, id="unseen characters"),
        pytest.param("mot " * 50_000, id="one line of 50,000 words"),
        pytest.param("x" * 100_000, id="one word of 100,000 letters"),
    ],
)
def test_a_hostile_article_neither_breaks_the_page_nor_runs_in_it(
    words: str, visit: Callable[..., Page], tmp_path: Path
) -> None:
    text = f"Titre\n\nLe maire affirme « {words} »."
    page_of = build.article(text, title="Titre", outlet=words[:200], path=words[:200])
    said = build.attribution(
        page_of, words.strip(), source="Le maire", cue="affirme", quotation=Quotation.DIRECT
    )
    dossier = build.dossier(build.reading(build.analysis(page_of), attributions=(said,)))
    path = tmp_path / "hostile.html"
    path.write_text(render_html(dossier, ui_language="fr"), "utf-8", "replace")

    page = visit(path, width=390)

    assert page.locator("article").count() == 1
    assert page.locator("script").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_ten_thousand_quotations_are_laid_out_and_filtered(
    visit: Callable[..., Page], tmp_path: Path
) -> None:
    lines = [f"Le maire a dit que le pont numéro {n} tient." for n in range(10_000)]
    text = "\n".join(lines)
    page_of = build.article(text, path="pont.txt")
    mayor = build.actor(page_of, "Le maire")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    one = build.attribution(
        page_of, "le pont numéro 0 tient", source="Le maire", cue="a dit", speakers=(mayor,)
    )
    said = tuple(
        replace(
            one,
            id=build.digest(start),
            content=(Span(start + len("Le maire a dit que "), start + len(line) - 1),),
            source=Span(start, start + len("Le maire")),
            cue=None,
        )
        for start, line in zip(starts, lines, strict=False)
    )
    dossier = build.dossier(
        build.reading(build.analysis(page_of), actors=(mayor,), attributions=said)
    )
    path = tmp_path / "many.html"
    path.write_text(render_html(dossier, ui_language="fr"), "utf-8")

    page = visit(path)
    page.set_default_timeout(PATIENCE_MS)
    page.get_by_role("searchbox").fill("numéro 9999")

    assert page.locator(".rows > *:visible").count() == 1

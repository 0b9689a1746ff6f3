"""The desk in a real Chromium: from pasting articles to reading what came of them."""

from __future__ import annotations

import importlib
import re
import threading
import time
from typing import TYPE_CHECKING

import pytest
import uvicorn

from recoupe.desk import create_app
from tests.store.invented import ONE, clock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

#: A reader has to start and load the French pipeline; many tests share the machine.
PATIENCE_MS = 180_000
#: Where a story lists its claims.
CLAIMS = "#claims, .first"
ARTICLES = (
    {
        "text": "Le barrage de Vaubrune fissuré, deux villages évacués\n\n"
        "Deux villages ont été évacués lundi 3 mars 2031 sous le barrage de Vaubrune. "
        "« La fissure ne menace personne », a déclaré la préfète Maud Tessier. "
        "Au moins 400 habitants ont quitté leur maison, selon la préfecture.",
        "outlet": "La Vigie",
        "published": "2031-03-03",
    },
    {
        "text": "Vaubrune : le barrage fissuré inquiète\n\n"
        "Deux villages ont été évacués lundi sous le barrage de Vaubrune. "
        "« La fissure ne menace personne », a déclaré la préfète Maud Tessier. "
        "Le maire Paul Orsel affirme que l’exploitant savait depuis janvier.",
        "outlet": "Le Courrier du Val",
        "published": "2031-03-04",
    },
    {
        "text": "Barrage de Vaubrune : l’exploitant dément\n\n"
        "L’exploitant du barrage de Vaubrune, Hydroval, dément avoir su depuis janvier que le "
        "barrage était fissuré. Au moins 400 habitants ont été évacués lundi, selon la "
        "préfecture. La ministre n’a pas souhaité réagir.",
        "outlet": "Radio Plaine",
        "published": "2031-03-05",
    },
)


class Server(uvicorn.Server):
    """A server in a thread of its own."""

    def install_signal_handlers(self) -> None:
        """Signals are pytest's."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the desk of an empty store."""
    name = str(tmp_path_factory.mktemp("desk") / "s.db")
    app = create_app(name, settings=ONE, clock=clock)
    server = Server(uvicorn.Config(app, port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@pytest.fixture
def browse(browser: Browser, desk: str) -> Iterator[Callable[..., Page]]:
    """Open pages of the desk; whatever a page complains of fails."""
    complaints: list[str] = []
    contexts = []

    def go(path: str = "/", *, width: int = 1280, dark: bool = False, script: bool = True) -> Page:
        context = browser.new_context(
            base_url=desk,
            locale="fr-FR",
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "request",
            lambda r: None if r.url.startswith((desk, "data:")) else complaints.append(r.url),
        )
        page.goto(path)
        return page

    yield go
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture(scope="module")
def pasted(desk: str, browser: Browser) -> str:
    """The address of the story that three pasted articles make."""
    context = browser.new_context(base_url=desk, locale="fr-FR")
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    for article in ARTICLES:
        page.goto("/add")
        page.get_by_label("Texte de l’article").fill(article["text"])
        page.get_by_label("Titre de presse").fill(article["outlet"])
        page.get_by_label("Jour de parution").fill(article["published"])
        page.locator("#text").get_by_role("button", name="Ajouter").click()
    page.locator("#progress:not([hx-get])").wait_for()
    assert "1 article ajouté" in page.locator("#progress").inner_text()
    page.locator("#progress a").first.click()
    address = page.url.removeprefix(desk)
    context.close()
    return address


def test_pasted_articles_become_a_story_whose_claims_open_on_their_words(
    pasted: str, browse: Callable[..., Page]
) -> None:
    page = browse(pasted)

    assert "3 articles lus" in page.locator(".chain").inner_text()
    page.locator(CLAIMS).get_by_role(
        "link", name=re.compile("La fissure ne menace personne")
    ).first.click()
    assert page.url.split("/")[-2] == "claims"
    assert "1 origine au plus · 2 articles" in page.locator(".standing").inner_text()
    contexts = page.locator(".contexts > li")
    assert contexts.count() == 2
    contexts.first.get_by_role("link").first.click()
    here = page.locator(":target")
    assert here.inner_text() == "La fissure ne menace personne"


def test_a_speaker_is_corrected_and_the_claim_says_so_with_who_and_why(
    pasted: str, browse: Callable[..., Page]
) -> None:
    page = browse(pasted)
    told = re.compile("l’exploitant savait depuis janvier", re.IGNORECASE)
    page.locator(CLAIMS).get_by_role("link", name=told).first.click()
    before = page.locator(".contexts").inner_text()

    page.get_by_text("Corriger ce propos").first.click()
    form = page.locator("form", has=page.locator("input[value=set_speaker]")).first
    form.get_by_label("ou un autre nom").fill("Aline Corbin")
    form.get_by_label("Pourquoi").fill("c’est sa première adjointe qui parlait")
    form.get_by_label("Qui décide").fill("Nour Belkacem")
    form.get_by_role("button").click()
    page.get_by_text("Appliquée").wait_for()
    assert "Nour Belkacem" in page.locator("#decision").inner_text()
    page.locator("#decision a[href^='/claims/']").first.click()

    assert "Paul Orsel" in before
    after = page.locator(".contexts").inner_text()
    assert "Sur la parole de Aline Corbin" in after
    assert "c’est sa première adjointe qui parlait" in page.locator("main").inner_text()


def test_who_denies_is_found_with_the_keyboard_alone(
    pasted: str, browse: Callable[..., Page]
) -> None:
    page = browse("/")

    page.keyboard.press("/")
    page.keyboard.type("démentir Hydroval")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search**")
    page.keyboard.press("Escape")
    page.locator("h1").click()
    page.keyboard.press("j")
    page.keyboard.press("o")
    page.wait_for_url("**/articles/**")
    assert "l’exploitant dément" in page.locator("h1").inner_text()
    page.keyboard.press("u")
    page.wait_for_url(f"**{pasted}")
    page.keyboard.press("?")
    assert page.get_by_role("dialog").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("n")
    page.wait_for_url("**/news")
    assert page.locator(".rows li").count() > 0


def test_two_articles_stand_side_by_side_with_what_differs(
    pasted: str, browse: Callable[..., Page]
) -> None:
    page = browse(pasted)

    page.locator(".articles a").first.click()
    page.locator("#others li a").first.click()

    assert page.locator(".two tbody tr").count() >= 2
    assert page.locator(".two mark").count() > 0


def test_every_page_reads_whole_without_script(pasted: str, browse: Callable[..., Page]) -> None:
    page = browse("/", script=False)

    page.locator(".stories a").first.click()
    page.locator(".first a").first.click()
    page.locator(".contexts a").first.click()
    assert page.locator(":target").count() == 1
    page.get_by_label("Chercher dans ce sujet").fill("habitants")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search**")
    assert page.locator(".hits li").count() == 2


@pytest.fixture(scope="module")
def addresses(pasted: str, desk: str, browser: Browser) -> list[str]:
    """One address of each kind of page."""
    context = browser.new_context(base_url=desk, locale="fr-FR")
    page = context.new_page()
    page.goto(pasted)
    kinds = ("/claims/", "/articles/", "/speakers/")
    found = [page.locator(f"main a[href*='{kind}']").first.get_attribute("href") for kind in kinds]
    page.goto((found[1] or "").partition("#")[0])
    found.append(page.locator("#others li a").first.get_attribute("href"))
    context.close()
    own = [
        "/",
        "/add",
        "/additions/1",
        "/news",
        "/corrections",
        "/aside",
        "/search?q=barrage",
        pasted,
    ]
    return [*own, *(address for address in found if address)]


@pytest.mark.parametrize(
    ("width", "dark"),
    [
        pytest.param(1280, False, id="wide"),
        pytest.param(390, False, id="narrow"),
        pytest.param(1280, True, id="dark"),
    ],
)
def test_axe_finds_no_fault_and_no_page_scrolls_sideways(
    width: int, *, dark: bool, addresses: list[str], browse: Callable[..., Page]
) -> None:
    axe = importlib.import_module("axe_playwright_python.sync_playwright").Axe()
    faults = []
    page = browse("/", width=width, dark=dark)
    for address in addresses:
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        if page.evaluate("document.documentElement.scrollWidth") > width:
            faults.append((address, "scrolls sideways", ""))
        found = axe.run(page).response["violations"]
        faults += [(address, f["id"], n["html"]) for f in found for n in f["nodes"]]

    assert faults == []

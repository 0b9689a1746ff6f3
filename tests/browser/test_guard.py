"""The guarded desk in a real Chromium: its policy lets its own pages work, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from recoupe.run import dossier_of
from recoupe.store import opened
from tests.desk.doors import WORDS, with_accounts
from tests.desk.processes import forked
from tests.dossier.hostile import ATTACKS
from tests.store.invented import ONE, added, clock, rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

PATIENCE_MS = 60_000
HOSTILE = [
    {
        "text": f"Le quai <img src=x onerror=alert({n})> fermé\n\n"
        + "\n\n".join(
            f"« {attack} », a déclaré le préfet {attack} mardi 4 mars 2031. "
            f"Au moins 40 {attack} dockers ont été blessés, selon le port."
            for attack in ATTACKS
        ),
        "title": f"Le quai <script>alert({n})</script> \u202efermé",
        "outlet": f'"><svg onload=alert({n})>',
        "url": f"https://x.example/{n}?a='\"><script>alert({n})</script>",
        "published": f"2031-03-0{n}",
        "language": "fr",
    }
    for n in (4, 5)
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a desk with accounts, whose articles want to be more than articles."""
    folder = tmp_path_factory.mktemp("guard")
    name = str(folder / "s.db")
    with opened(name, create=True) as store:
        added(store, rows(folder, "a.jsonl", *HOSTILE))
        dossier_of(store, settings=ONE, clock=clock, wait_s=0)
        with_accounts(store)
    with forked(name) as served:
        yield served.address


@pytest.fixture
def page(browser: Browser, desk: str) -> Iterator[Page]:
    """A page of the desk; whatever it complains of, asks or loads from elsewhere fails."""
    complaints: list[str] = []
    context = browser.new_context(base_url=desk, locale="fr-FR")
    made = context.new_page()
    made.set_default_timeout(PATIENCE_MS)
    made.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    made.on("pageerror", lambda error: complaints.append(str(error)))
    made.on("dialog", lambda dialog: complaints.append(dialog.message))
    made.on(
        "request",
        lambda r: None if r.url.startswith((desk, "data:")) else complaints.append(r.url),
    )
    yield made
    context.close()
    assert complaints == []


def sign_in(page: Page, name: str) -> None:
    page.goto("/add")
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Password").fill(WORDS)
    page.locator("main").get_by_role("button").click()
    page.wait_for_url("**/add")


def test_hostile_articles_are_only_read(page: Page) -> None:
    sign_in(page, "ada")
    page.goto("/")
    page.locator(".stories a").first.click()
    story = page.url
    addresses = {
        str(link.get_attribute("href")).partition("#")[0]
        for link in page.locator("main a[href^='/']").all()
    }
    visited = sorted(addresses)[:12]
    for address in (*visited, "/aside", "/search?q=%3Cscript%3E+quai"):
        page.goto(address)
        assert "alert" not in page.locator("script").evaluate_all(
            "scripts => scripts.map(s => s.textContent).join()"
        )
    page.goto(story)

    assert len(visited) > 3
    assert "<img src=x onerror=alert(" in page.locator("main").inner_text()


def test_an_editor_adds_through_the_guard_and_signs_out(page: Page) -> None:
    sign_in(page, "ada")
    page.locator("#text textarea").fill("Le préfet a rouvert le quai, selon le port.")
    page.locator("#text button").click()
    page.wait_for_url("**/additions/*")
    page.locator("header").get_by_role("link", name="ada").click()
    page.locator("main").get_by_role("button").click()
    page.wait_for_url("**/login**")

    assert page.get_by_label("Password").is_visible()


def test_a_reader_is_told_that_reading_is_all(browser: Browser, desk: str) -> None:
    context = browser.new_context(base_url=desk)
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    sign_in(page, "bo")
    page.locator("#text textarea").fill("Le préfet a rouvert le quai, selon le port.")
    page.locator("#text button").click()
    page.get_by_text("Your account may read, not change.").wait_for()
    context.close()

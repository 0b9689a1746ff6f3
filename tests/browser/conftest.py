"""A real Chromium, and the pages it opens; without one these tests are skipped, aloud."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from recoupe import run
from recoupe.dossier import render_html
from tests.dossier.comparison import compared

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from recoupe.model import Dossier

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed; `make setup` brings it"
    )
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        pytest.skip("there is no chromium here; `apt-get install chromium` brings it")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=path, args=list(FLAGS))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def demo() -> Dossier:
    """The story shipped along, read from end to end."""
    return run.read(run.demo_path())


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory, demo: Dossier) -> dict[str, Path]:
    """Written pages by name: the demo in both languages, and a story of one of each comparison."""
    folder = tmp_path_factory.mktemp("pages")
    made = {
        "demo-fr": render_html(demo, ui_language="fr"),
        "demo-en": render_html(demo, ui_language="en"),
        "bridge-fr": render_html(compared(), ui_language="fr"),
    }
    for name, text in made.items():
        (folder / f"{name}.html").write_text(text, "utf-8")
    return {name: folder / f"{name}.html" for name in made}


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a page as a reader would; anything it complains of, or asks the network for, fails."""
    complaints: list[str] = []
    contexts = []

    def go(path: Path, *, width: int = 1280, dark: bool = False, script: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        page.on(
            "request",
            lambda asked: None if asked.url.startswith("file:") else complaints.append(asked.url),
        )
        page.goto(path.as_uri())
        return page

    yield go
    for context in contexts:
        context.close()
    assert complaints == []

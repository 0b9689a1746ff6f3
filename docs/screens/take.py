"""Take the screenshots of the demo story that stand beside this file: `make screens`.

Needs Debian's `chromium`. One picture per thing a reader should recognize:
the first screen in light and dark, on a telephone, the figures, and a claim on the desk.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from recoupe import run
from recoupe.dossier import render_html

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
RECOUPE = (sys.executable, "-c", "from recoupe.cli import main; main()")
#: Name, width, height, dark, and the address on the page.
SCREENS = (
    ("wide", 1100, 760, False, ""),
    ("dark", 1100, 760, True, ""),
    ("narrow", 390, 720, False, ""),
    ("figures", 1100, 560, False, "#figures"),
)


def main() -> int:
    """Write one picture per screen; 2 when there is no browser."""
    path = shutil.which("chromium")
    if not path:
        sys.stderr.write("no chromium here; `apt-get install chromium` brings it\n")
        return 2
    dossier = run.read(run.demo_path())
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        written = Path(folder) / "dossier.html"
        written.write_text(render_html(dossier, ui_language="fr"), "utf-8")
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu"]
        )
        for name, width, height, dark, at in SCREENS:
            page = browser.new_page(
                viewport={"width": width, "height": height},
                color_scheme="dark" if dark else "light",
            )
            page.goto(written.as_uri() + at)
            page.screenshot(path=HERE / f"{name}.png")
            page.close()
        with desk(Path(folder) / "story.db") as address:
            page = browser.new_page(viewport={"width": 1100, "height": 760}, locale="fr-FR")
            page.goto(address)
            page.click("main h2 a")
            page.goto(page.locator("a[href^='/claims/']").first.evaluate("link => link.href"))
            page.screenshot(path=HERE / "desk.png")
        browser.close()
    return 0


@contextmanager
def desk(store: Path) -> Iterator[str]:
    """The address of a desk over the demo's story, while it is open."""
    named = ("--store", str(store))
    subprocess.run([*RECOUPE, "store", "add", str(run.demo_path()), *named], check=True)
    serve = [*RECOUPE, "serve", "--port", "0", *named]
    with subprocess.Popen(serve, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as it:
        told = it.stdout.readline() if it.stdout else ""
        address = re.search(r"http://\S+", told)
        try:
            yield address[0] if address else ""
        finally:
            it.terminate()


if __name__ == "__main__":
    sys.exit(main())

"""Take the screenshots of the demo story that stand beside this file: `make screens`.

Needs Debian's `chromium`. One picture per thing a reader should recognize:
the first screen in light and dark, on a telephone, and the figures.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from recoupe import run
from recoupe.dossier import render_html

HERE = Path(__file__).parent
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
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())

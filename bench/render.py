"""Measure how fast a page is built, and what it weighs: `python -m bench.render [ARTICLES…]`.

Input is the demo story told again and again: each round shifts its figures, so
that claims, series and copies grow with the number of articles. Only the
building of the page is timed: one warm-up, then five runs. The weight of the
text alone stands beside that of the page.
"""

from __future__ import annotations

import os
import platform
import re
import statistics
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bench.read import GOLD, timed
from recoupe.dossier import render_html
from recoupe.model import Settings
from recoupe.run import read

if TYPE_CHECKING:
    from recoupe.model import Dossier

SIZES = (5, 20, 200)


def story(articles: int) -> list[str]:
    """So many articles of the demo story; the figures of each round are its own."""
    texts = [path.read_text("utf-8") for path in sorted(GOLD.glob("*.txt"))]
    return [_shifted(texts[n % len(texts)], n // len(texts)) for n in range(articles)]


def dossier_of(articles: int) -> Dossier:
    """The dossier of the story in so many articles."""
    with TemporaryDirectory() as folder:
        for number, text in enumerate(story(articles)):
            (Path(folder) / f"{number:04}.txt").write_text(text, "utf-8")
        return read(folder, settings=Settings(as_of="2026-12-31"))


def measure(articles: int) -> dict[str, float]:
    """Seconds to build the page, and kilobytes of the page and of the articles' text."""
    dossier = dossier_of(articles)
    page = render_html(dossier, ui_language="fr")
    runs = timed(lambda: render_html(dossier, ui_language="fr"))
    return {
        "median_s": statistics.median(runs),
        "page_kb": len(page.encode()) / 1000,
        "text_kb": sum(len(r.analysis.article.text.encode()) for r in dossier.readings) / 1000,
    }


def _shifted(text: str, by: int) -> str:
    """The text with every number of two digits or more made larger."""
    return re.sub(r"\b\d{2,3}\b", lambda found: str(int(found[0]) + by), text)


def main(arguments: list[str]) -> int:
    """Print one line per size."""
    print(f"bench render  {os.cpu_count()} cores   python {platform.python_version()}")
    for articles in (int(a) for a in arguments) if arguments else SIZES:
        found = measure(articles)
        print(
            f"{articles:5} articles   median {found['median_s']:7.3f} s"
            f"   page {found['page_kb']:7.0f} kB   text {found['text_kb']:7.0f} kB",
            flush=True,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

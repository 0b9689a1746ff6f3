"""The command `recoupe read`: from articles to a dossier."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from recoupe.cli.output import check_targets, tell_rejections, write
from recoupe.cli.progress import shown
from recoupe.dossier import load_words, render_html, render_json, render_markdown, summarize

if TYPE_CHECKING:
    from recoupe.cli.options import ReadOptions
    from recoupe.model import Dossier

PAGE = Path("dossier.html")


def read(options: ReadOptions) -> None:
    """Read coverage and write a dossier: who says what, on whose word, how firmly.

    Without an output option, writes `dossier.html` here and prints ten lines on the terminal.
    With one or more, writes what they name and nothing else.
    """
    from recoupe import run

    asked = options.html or options.md or options.json
    html = options.html if asked else PAGE
    check_targets(html, options.md, options.json)
    with shown(options.ui_lang) as on_progress:
        dossier = run.read(*options.paths, settings=options.settings(), on_progress=on_progress)
    _write(dossier, options, html=html)
    if not asked:
        print_summary(dossier, PAGE, ui_language=options.ui_lang)
    tell_rejections(dossier.rejections, ui_language=options.ui_lang)
    if options.strict and dossier.rejections:
        raise typer.Exit(1)


def print_summary(dossier: Dossier, page: Path, *, ui_language: str) -> None:
    """Print the dossier's first ten lines, and where the page lies."""
    for line in summarize(dossier, ui_language=ui_language):
        typer.echo(line)
    words = load_words(ui_language)
    typer.echo(words.say("page_written", page=str(page)), err=True)


def _write(dossier: Dossier, options: ReadOptions, *, html: Path | None) -> None:
    """Write each output that was asked for."""
    if html:
        write(html, render_html(dossier, ui_language=options.ui_lang))
    if options.md:
        write(options.md, render_markdown(dossier, ui_language=options.ui_lang))
    if options.json:
        write(options.json, render_json(dossier))

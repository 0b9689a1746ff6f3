"""Write a dossier as its options ask: the same outputs for every command that makes one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from recoupe.cli.output import check_folder, check_targets, write
from recoupe.dossier import (
    load_words,
    render_annotations,
    render_csv,
    render_html,
    render_json,
    render_markdown,
    summarize,
)

if TYPE_CHECKING:
    from recoupe.cli.options import OutputOptions
    from recoupe.model import Dossier

#: Written when no output is asked for.
PAGE = Path("dossier.html")


def check_outputs(options: OutputOptions) -> None:
    """Raise SettingsError unless each output can be written; long work comes after."""
    page = options.html if _asked(options) else PAGE
    check_targets(page, options.md, options.json, options.annotations)
    if options.csv:
        check_folder(options.csv)


def write_outputs(dossier: Dossier, options: OutputOptions, *, ui_language: str) -> None:
    """Write each output that is asked for; else the page here, and ten lines on the terminal."""
    if not _asked(options):
        write(PAGE, render_html(dossier, ui_language=ui_language))
        for line in summarize(dossier, ui_language=ui_language):
            typer.echo(line)
        typer.echo(load_words(ui_language).say("page_written", page=str(PAGE.absolute())), err=True)
    if options.html:
        write(options.html, render_html(dossier, ui_language=ui_language))
    if options.md:
        write(options.md, render_markdown(dossier, ui_language=ui_language))
    if options.json:
        write(options.json, render_json(dossier))
    if options.annotations:
        write(options.annotations, render_annotations(dossier))
    if options.csv:
        options.csv.mkdir(exist_ok=True)
        for name, text in render_csv(dossier).items():
            write(options.csv / name, text)


def _asked(options: OutputOptions) -> bool:
    """Whether any output is named."""
    named = (options.html, options.md, options.csv, options.json, options.annotations)
    return any(target is not None for target in named)

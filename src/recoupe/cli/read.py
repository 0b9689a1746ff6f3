"""The command `recoupe read`: from articles to a dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from recoupe.cli.output import tell_rejections
from recoupe.cli.outputs import check_outputs, write_outputs
from recoupe.cli.progress import shown

if TYPE_CHECKING:
    from recoupe.cli.options import ReadOptions


def read(options: ReadOptions) -> None:
    """Read coverage and write a dossier: who says what, on whose word, how firmly.

    Without an output option, writes `dossier.html` here and prints ten lines on the terminal.
    With one or more, writes what they name and nothing else.
    """
    from recoupe import run

    check_outputs(options)
    with shown(options.ui_lang) as on_progress:
        dossier = run.read(*options.paths, settings=options.settings(), on_progress=on_progress)
    write_outputs(dossier, options, ui_language=options.ui_lang)
    tell_rejections(dossier.rejections, ui_language=options.ui_lang)
    if options.strict and dossier.rejections:
        raise typer.Exit(1)

"""Run the stages up to one of them and write its records, a line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from recoupe.cli.output import check_targets, opened, tell_rejections
from recoupe.cli.progress import shown
from recoupe.dossier import load_words
from recoupe.model import Rejection

if TYPE_CHECKING:
    from recoupe.cli.options import StageOptions


def run_stage(stage: str, options: StageOptions) -> None:
    """Write the records of `stage` as JSON Lines; say on standard error how many there are.

    What was set aside is written among them, so that later stages still know.
    """
    from recoupe import run

    check_targets(options.out)
    done = 0
    rejections: list[Rejection] = []
    with shown(options.ui_lang) as on_progress, opened(options.out) as stream:
        records = run.run_until(
            stage, options.paths, settings=options.settings(), on_progress=on_progress
        )
        for record in records:
            stream.write(run.to_line(record).rstrip("\n").encode("utf-8", "backslashreplace"))
            stream.write(b"\n")
            if isinstance(record, Rejection):
                rejections.append(record)
            else:
                done += 1
    counted = "records_n" if stage in ("trace", "crosscheck") else "articles_n"
    typer.echo(load_words(options.ui_lang).count(counted, done), err=True)
    tell_rejections(rejections, ui_language=options.ui_lang)
    if options.strict and rejections:
        raise typer.Exit(1)

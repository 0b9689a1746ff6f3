"""The command `recoupe demo`: the dossier of the story that is shipped along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recoupe.cli.output import check_targets, tell_rejections, write
from recoupe.cli.progress import shown
from recoupe.cli.read import print_summary
from recoupe.dossier import render_html
from recoupe.model import RenderSettings, Settings

if TYPE_CHECKING:
    from recoupe.cli.options import DemoOptions


def demo(options: DemoOptions) -> None:
    """Read the story shipped with Recoupe and write its dossier.

    Needs no file of yours and no network.
    """
    from recoupe import run

    check_targets(options.out)
    settings = Settings(render=RenderSettings(ui_language=options.ui_lang.value))
    with shown(options.ui_lang) as on_progress:
        dossier = run.read(run.demo_path(), settings=settings, on_progress=on_progress)
    write(options.out, render_html(dossier, ui_language=options.ui_lang))
    print_summary(dossier, options.out.absolute(), ui_language=options.ui_lang)
    tell_rejections(dossier.rejections, ui_language=options.ui_lang)

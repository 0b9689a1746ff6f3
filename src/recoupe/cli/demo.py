"""The command `recoupe demo`: the dossier of the story that is shipped along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recoupe.cli.output import tell_rejections
from recoupe.cli.outputs import check_outputs, write_outputs
from recoupe.cli.progress import shown
from recoupe.model import RenderSettings, Settings

if TYPE_CHECKING:
    from recoupe.cli.options import DemoOptions


def demo(options: DemoOptions) -> None:
    """Read the story shipped with Recoupe and write its dossier.

    Needs no file of yours and no network.
    Without an output option, writes `dossier.html` here and prints ten lines on the terminal.
    With one or more, writes what they name and nothing else.
    """
    from recoupe import run

    check_outputs(options)
    settings = Settings(render=RenderSettings(ui_language=options.ui_lang.value))
    with shown(options.ui_lang) as on_progress:
        dossier = run.read(run.demo_path(), settings=settings, on_progress=on_progress)
    write_outputs(dossier, options, ui_language=options.ui_lang)
    tell_rejections(dossier.rejections, ui_language=options.ui_lang)

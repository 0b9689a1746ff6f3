"""The command `recoupe analyze`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recoupe.cli.stages import run_stage

if TYPE_CHECKING:
    from recoupe.cli.options import StageOptions


def analyze(options: StageOptions) -> None:
    """Analyze articles: sentences, mentions, times and quantities.

    Writes one analysis per line. Takes whatever `gather` takes, or the lines it wrote.
    """
    run_stage("analyze", options)

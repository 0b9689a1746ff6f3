"""The command `recoupe attribute`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recoupe.cli.stages import run_stage

if TYPE_CHECKING:
    from recoupe.cli.options import StageOptions


def attribute(options: StageOptions) -> None:
    """Attribute what articles say: source, cue, content, stance and certainty.

    Writes one reading per line. Takes whatever `gather` takes, or an earlier stage's lines.
    """
    run_stage("attribute", options)

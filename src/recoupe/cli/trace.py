"""The command `recoupe trace`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recoupe.cli.stages import run_stage

if TYPE_CHECKING:
    from recoupe.cli.options import StageOptions


def trace(options: StageOptions) -> None:
    """Trace who took from whom: shared passages, lineage and families.

    Writes one record per line: passages, then lineage, then families.
    Takes whatever `gather` takes, or the lines of an earlier stage.
    """
    run_stage("trace", options)

"""The command `recoupe crosscheck`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recoupe.cli.stages import run_stage

if TYPE_CHECKING:
    from recoupe.cli.options import StageOptions


def crosscheck(options: StageOptions) -> None:
    """Compare the accounts: claims with their origins, series of figures, findings.

    Writes one record per line: entities, stories, utterances, claims, series, findings, chronology.
    Takes whatever `gather` takes, or the lines of an earlier stage.
    """
    run_stage("crosscheck", options)

"""The command `recoupe gather`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recoupe.cli.stages import run_stage

if TYPE_CHECKING:
    from recoupe.cli.options import StageOptions


def gather(options: StageOptions) -> None:
    """Gather articles from files, folders, archives and feeds.

    Writes one article per line; what cannot be read is written as a rejection with its reason.
    """
    run_stage("gather", options)

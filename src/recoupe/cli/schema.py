"""The command `recoupe schema`: what the JSON of a dossier holds to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recoupe.cli.output import check_targets, write
from recoupe.dossier import render_schema

if TYPE_CHECKING:
    from recoupe.cli.options import SchemaOptions


def schema(options: SchemaOptions) -> None:
    """Print the JSON Schema (draft 2020-12) that `--json` output holds to.

    Programs may validate a dossier against it; keys may be added, none goes without a new number.
    """
    check_targets(options.out)
    write(options.out, render_schema())

"""Write rows of a store: a table that lines up by tabs, or JSON Lines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import typer

from recoupe.cli.output import printable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def write_rows(rows: Sequence[Mapping[str, Any]], *, as_json: bool) -> None:  # Any: cells
    """Write rows to standard output, their columns named once, or in every line of JSON."""
    if as_json:
        for row in rows:
            typer.echo(json.dumps(dict(row), ensure_ascii=False))
        return
    if rows:
        typer.echo("\t".join(rows[0]))
    for row in rows:
        cells = ("" if cell is None else printable(str(cell)) for cell in row.values())
        typer.echo("\t".join(cells))

"""Write a dossier's tables as CSV that spreadsheets open without harm.

UTF-8 with a byte-order mark, commas, and CRLF, after RFC 4180. A spreadsheet
runs a cell that begins with `=`, `+`, `-` or `@` as a formula; words of
articles that would begin so get an apostrophe before them. The byte-order
mark is for programs that take a file without one for a national code page.

Source: OWASP, CSV Injection.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from recoupe.dossier.columns import TABLES, cells, columns
from recoupe.dossier.tables import tables

if TYPE_CHECKING:
    from recoupe.dossier.columns import Cell, Row
    from recoupe.model import Dossier

BOM = "\ufeff"
#: What a spreadsheet may take for a formula, white space and invisible characters before it
#: or not; the wide forms are read as the narrow ones in Japanese.
FORMULA = re.compile(
    r"[\t\r\n]|[\s\x00-\x1f\u00ad\u200b-\u200f\u2060-\u2064\ufeff]*[=+\-@＝＋－＠]"
)


def render_csv(dossier: Dossier) -> dict[str, str]:
    """The tables by their file names."""
    filled = tables(dossier)
    return {f"{name}.csv": _written(row, filled[name]) for name, row in TABLES.items()}


def _written(row: type[Row], rows: tuple[Row, ...]) -> str:
    """A table with its line of names first."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow([column.name for column in columns(row)])
    writer.writerows([_cell(cell) for cell in cells(one)] for one in rows)
    return BOM + stream.getvalue()


def _cell(value: Cell) -> str | int | float | None:
    """A value as it is written: flags as 0 and 1, words without the power of a formula."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, str) and FORMULA.match(value):
        return f"'{value}"
    return value

"""Read the table of outlets and their owners that a user gives.

Articles of one owner are not independent outlets; who owns whom changes, so
Recoupe ships no such table.
"""

from __future__ import annotations

import csv
from pathlib import Path

from recoupe.errors import SettingsError

COLUMNS = ("outlet", "owner")


def owners_of(path: str) -> dict[str, str]:
    """The owner of each outlet that a table of tab-separated values names.

    Raises: SettingsError when the file cannot be read or lacks a column.
    """
    try:
        with Path(path).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t"))
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"{path}: {error}, expected a table of tab-separated values with the columns "
            f"{' and '.join(COLUMNS)}; give its path with --outlets",
            path=path,
        ) from error
    if rows and not all(rows[0].get(column) for column in COLUMNS):
        raise SettingsError(
            f"{path}:1: columns {', '.join(rows[0])}, expected {' and '.join(COLUMNS)}; "
            "separate columns by tabs",
            path=path,
            row=1,
        )
    return {row["outlet"]: row["owner"] for row in rows if row.get("outlet") and row.get("owner")}

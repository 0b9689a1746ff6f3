"""A dossier's tables as pandas data frames: the same columns as the CSV, typed.

pandas is an extra, imported here when first needed and nowhere else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from recoupe.dossier.columns import TABLES, columns
from recoupe.dossier.tables import tables
from recoupe.errors import SettingsError

if TYPE_CHECKING:
    import pandas

    from recoupe.model import Dossier

#: The column types of pandas that hold a missing value beside these.
DTYPES = {str: "string", int: "Int64", float: "Float64", bool: "boolean"}


def data_frames(dossier: Dossier) -> dict[str, pandas.DataFrame]:
    """The tables as data frames, by name.

    Raises: SettingsError when pandas is not installed.
    """
    try:
        import pandas
    except ImportError as error:
        raise SettingsError(
            "tables need pandas, which is not installed; install recoupe[tables]"
        ) from error
    return {
        name: pandas.DataFrame(
            {
                column.name: pandas.array(
                    [getattr(row, column.name) for row in rows], dtype=DTYPES[column.type]
                )
                for column in columns(TABLES[name])
            }
        )
        for name, rows in tables(dossier).items()
    }

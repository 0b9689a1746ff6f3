"""A dossier that writes itself, for notebooks and programs.

The record `Dossier` is below every outlet and knows none of them; what a run
hands over is this, the same record with the outlets at hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from recoupe.dossier.frames import data_frames
from recoupe.dossier.summary import summarize
from recoupe.model import Dossier

if TYPE_CHECKING:
    import pandas


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDossier(Dossier):
    """A dossier, with its tables as data frames and a summary for notebooks."""

    def to_pandas(self) -> dict[str, pandas.DataFrame]:
        """The tables as pandas data frames, by name.

        The columns are those of the CSV files; words stand as they are in the articles.

        Raises: SettingsError when pandas is not installed.
        """
        return data_frames(self)

    def _repr_html_(self) -> str:
        """The first ten lines, as a notebook shows them."""
        language = "fr" if self.language.startswith("fr") else "en"
        title, *lines = summarize(self, ui_language=language) or ("Recoupe",)
        items = "".join(f"<li>{escape(line)}</li>" for line in lines)
        return f"<div><strong>{escape(title)}</strong><ul>{items}</ul></div>"

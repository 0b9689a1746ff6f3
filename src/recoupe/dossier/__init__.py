"""Dossier: what Recoupe found, as JSON for programs and as pages for people.

The face of the package: `render_json` holds to the contract that
`render_schema` states, the others write for readers, spreadsheets and tools.
"""

from recoupe.dossier.annotations import render_annotations
from recoupe.dossier.columns import TABLES, Column, columns
from recoupe.dossier.contract import SCHEMA, render_json
from recoupe.dossier.markdown import render_markdown
from recoupe.dossier.notebook import ReadDossier
from recoupe.dossier.page import render_html
from recoupe.dossier.schema import render_schema
from recoupe.dossier.spreadsheet import render_csv
from recoupe.dossier.summary import summarize
from recoupe.dossier.words import Words, load_words

__all__ = [
    "SCHEMA",
    "TABLES",
    "Column",
    "ReadDossier",
    "Words",
    "columns",
    "load_words",
    "render_annotations",
    "render_csv",
    "render_html",
    "render_json",
    "render_markdown",
    "render_schema",
    "summarize",
]

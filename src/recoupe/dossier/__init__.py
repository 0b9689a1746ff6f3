"""Dossier: what Recoupe found, as JSON for programs and as pages for people.

The face of the package: `render_json` holds to the contract that
`render_schema` states, the others write for readers, spreadsheets and tools.
The desk lays the same sections out (`build_sheet`, `components`).
"""

from recoupe.dossier.alerts import render_alerts
from recoupe.dossier.annotations import render_annotations
from recoupe.dossier.articles import Page
from recoupe.dossier.claims import ClaimRow
from recoupe.dossier.columns import TABLES, Column, columns
from recoupe.dossier.comparisons import Comparison, disputes, drifts
from recoupe.dossier.contract import SCHEMA, as_contract, render_json
from recoupe.dossier.dates import in_words
from recoupe.dossier.differences import Stretch, differing
from recoupe.dossier.edition import anchor
from recoupe.dossier.markdown import render_markdown
from recoupe.dossier.news import news_line, news_row
from recoupe.dossier.notebook import ReadDossier
from recoupe.dossier.page import components, render_html, static_text
from recoupe.dossier.sayings import WITHHOLDING, Saying
from recoupe.dossier.schema import record_shapes, render_schema
from recoupe.dossier.segments import Paragraph
from recoupe.dossier.sheet import Sheet, build_sheet
from recoupe.dossier.spreadsheet import render_csv
from recoupe.dossier.summary import Brief, in_short, summarize
from recoupe.dossier.words import Words, load_words

__all__ = [
    "SCHEMA",
    "TABLES",
    "WITHHOLDING",
    "Brief",
    "ClaimRow",
    "Column",
    "Comparison",
    "Page",
    "Paragraph",
    "ReadDossier",
    "Saying",
    "Sheet",
    "Stretch",
    "Words",
    "anchor",
    "as_contract",
    "build_sheet",
    "columns",
    "components",
    "differing",
    "disputes",
    "drifts",
    "in_short",
    "in_words",
    "load_words",
    "news_line",
    "news_row",
    "record_shapes",
    "render_alerts",
    "render_annotations",
    "render_csv",
    "render_html",
    "render_json",
    "render_markdown",
    "render_schema",
    "static_text",
    "summarize",
]

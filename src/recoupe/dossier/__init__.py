"""Dossier: what Recoupe found, as JSON for programs and as pages for people.

The face of the package: `render_json` holds to the contract, the others write
for a reader, in French or in English.
"""

from recoupe.dossier.contract import SCHEMA, render_json
from recoupe.dossier.markdown import render_markdown
from recoupe.dossier.page import render_html
from recoupe.dossier.summary import summarize
from recoupe.dossier.words import Words, load_words

__all__ = [
    "SCHEMA",
    "Words",
    "load_words",
    "render_html",
    "render_json",
    "render_markdown",
    "summarize",
]

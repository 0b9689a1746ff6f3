"""Write a dossier as one HTML page that needs nothing else.

No network, no font, no image from outside; a content security policy that
allows this page's one style sheet and one script and nothing more. The page
reads whole without the script, which filters, sorts, lays articles side by
side, and sends the source along with what is copied.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from recoupe.dossier.sheet import build_sheet

if TYPE_CHECKING:
    from jinja2 import Environment

    from recoupe.model import Dossier

#: Spaces around these say nothing in a style sheet.
_SPACED = re.compile(r"\s*([{};,])\s*|(?<=:) ")


def render_html(dossier: Dossier, *, ui_language: str) -> str:
    """The dossier as one self-contained HTML page in `ui_language`."""
    sheet = build_sheet(dossier, ui_language=ui_language)
    words = sheet.view.words
    style, script = _static("dossier.css"), _static("dossier.js")
    page = _environment().get_template("dossier.html.j2")
    written = page.render(
        sheet=sheet,
        words=words,
        say=words.say,
        count=words.count,
        style=style,
        script=script,
        policy=_policy(style=style, script=script),
    )
    # Values stand in text or between double quotes, where an apostrophe needs no escape.
    return written.replace("&#39;", "'")


def _policy(*, style: str, script: str) -> str:
    """What the page may load: its own style and script, by their hashes, and nothing else."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


def _static(name: str) -> str:
    """A file of the templates without the comments and the spacing that a page can spare."""
    text = (files("recoupe.dossier") / "templates" / name).read_text("utf-8")
    lines = [line.strip() for line in text.splitlines()]
    kept = "\n".join(line for line in lines if line and not line.startswith("//"))
    return _SPACED.sub(lambda found: found[1] or "", kept) if name.endswith(".css") else kept


@cache
def _environment() -> Environment:
    """Templates with every value escaped and no blank left unfilled."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("recoupe.dossier"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

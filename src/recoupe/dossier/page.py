"""Write a dossier as one HTML page that needs nothing else.

No network, no font, no image from outside; a content security policy that
allows this page's one style sheet and one script and nothing more. The page
reads whole without the script, which only filters and follows links.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from recoupe.dossier.view import build_view

if TYPE_CHECKING:
    from jinja2 import Environment

    from recoupe.model import Dossier


def render_html(dossier: Dossier, *, ui_language: str) -> str:
    """The dossier as one self-contained HTML page in `ui_language`."""
    view = build_view(dossier, ui_language=ui_language)
    style, script = _static("dossier.css"), _static("dossier.js")
    page = _environment().get_template("dossier.html.j2")
    return page.render(
        view=view,
        words=view.words,
        say=view.words.say,
        count=view.words.count,
        style=style,
        script=script,
        policy=_policy(style=style, script=script),
    )


def _policy(*, style: str, script: str) -> str:
    """What the page may load: its own style and script, by their hashes, and nothing else."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


def _static(name: str) -> str:
    return (files("recoupe.dossier") / "templates" / name).read_text("utf-8")


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

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

#: Before these, a new line says nothing in a page.
_BROKEN = re.compile(r"\s+(?=</?(?:blockquote|details|div|li|ol|section|table|tbody|td|tr|ul)\b)")

#: Attributes whose values HTML takes without quotes; there are thousands.
_QUOTED = re.compile(
    r'(?<= )(class|data-o|height|href|id|lang|scope|width|x|y)="(#?[\w.-]+)"(?=[ >])'
)


def render_html(dossier: Dossier, *, ui_language: str) -> str:
    """The dossier as one self-contained HTML page in `ui_language`."""
    sheet = build_sheet(dossier, ui_language=ui_language)
    words = sheet.view.words
    style, script = static_text("dossier.css"), static_text("dossier.js")
    page = components().get_template("dossier.html.j2")
    written = page.render(
        sheet=sheet,
        words=words,
        say=words.say,
        count=words.count,
        style=style,
        script=script,
        policy=_policy(style=style, script=script),
        to="#{}".format,
        page_of=_no_page,
        heading_of_article="h3",
    )
    # Values stand in text or between double quotes, where an apostrophe needs no escape;
    # a quote within a value is escaped, so that these attributes are all of the page's own.
    return _QUOTED.sub(r"\1=\2", _BROKEN.sub("", written).replace("&#39;", "'"))


def _policy(*, style: str, script: str) -> str:
    """What the page may load: its own style and script, by their hashes, and nothing else."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


def static_text(name: str) -> str:
    """A file of the templates without the comments and the spacing that a page can spare."""
    text = (files("recoupe.dossier") / "templates" / name).read_text("utf-8")
    lines = [line.strip() for line in text.splitlines()]
    kept = "\n".join(line for line in lines if line and not line.startswith("//"))
    return _SPACED.sub(lambda found: found[1] or "", kept) if name.endswith(".css") else kept


def _no_page(_: str) -> None:
    """No claim and no speaker has a page of its own in a dossier, which is one page."""


@cache
def components(*packages: str) -> Environment:
    """The templates of the sections, with those of other packages beside them.

    Every value is escaped and no blank is left unfilled. Whoever lays them out
    says where an anchor is (`to`), and which claim or speaker has a page of
    its own (`page_of`).
    """
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=ChoiceLoader([PackageLoader(name) for name in (*packages, "recoupe.dossier")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

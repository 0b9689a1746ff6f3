"""Read one sentence, or one article, as the whole pipeline would."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from recoupe.analysis import analyze
from recoupe.attribution import attribute
from recoupe.model import AnalyzeSettings
from tests.build import article, published

if TYPE_CHECKING:
    from recoupe.lang import Pack
    from recoupe.model import Attribution, Reading

SETTINGS = AnalyzeSettings(as_of="2031-12-31")


def read_text(text: str, pack: Pack) -> Reading:
    """The reading of a text published on Thursday 3 July 2031."""
    page = article(text, published=published("2031-07-03"))
    return attribute(analyze(page, pack, settings=SETTINGS), pack)


def told(attribution: Attribution, text: str) -> tuple[str, str | None, str | None]:
    """Content, cue and source of an attribution, in words."""
    content = " … ".join(s.of(text) for s in attribution.content)
    cue = attribution.cue.of(text) if attribution.cue else None
    source = attribution.source.of(text) if attribution.source else None
    return content, cue, source


def marked(line: str) -> tuple[str, list[str]]:
    """The text of a line, and the contents that stand between [ and ] in it."""
    pieces = re.split(r"[\[\]]", line)
    return "".join(pieces), pieces[1::2]


def contents_of(text: str, pack: Pack) -> list[str]:
    """What a text attributes, the points at the edges aside."""
    return [" … ".join(s.of(text) for s in a.content) for a in read_text(text, pack).attributions]

"""Take the body, the metadata and the other lines out of one HTML page.

trafilatura finds the body and the metadata, htmldate the date; what is
written here is their order, and the list of the page's lines that are not
the body, which trafilatura drops and Recoupe keeps.

Source: STACK of the project: trafilatura `fast=True` first.
"""

from __future__ import annotations

import logging
from copy import deepcopy
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from recoupe.text import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

#: A body shorter than this is looked for again, with trafilatura's slower ways.
_SHORT_BODY_CHARS = 250
#: htmldate's default is today; a constant keeps a page's date the same for ever.
_NO_LATER = "2099-12-31"
#: Lines of a page that are kept beside the body, and how much of each.
_MAX_LINES = 400
_LINE_CHARS = 300
#: A page signs and dates its article right above the body or right below it.
_LINES_ABOVE = 6
_LINES_BELOW = 3
#: Blocks, and the regions that tell what their lines are.
_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "br", "button", "caption"),
        *("dd", "details", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer"),
        *("form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "label", "legend"),
        *("li", "main", "nav", "ol", "option", "p", "pre", "section", "summary", "table"),
        *("tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    )
)
_UNSEEN = frozenset(
    ("head", "iframe", "math", "noscript", "object", "script", "style", "svg", "template", "title")
)
_REGIONS = {
    "nav": "menu",
    "header": "menu",
    "footer": "menu",
    "form": "form",
    "button": "form",
    "figcaption": "caption",
    "aside": "related",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page holds: the body as lines, its metadata, its other lines with their region."""

    text: str
    title: str | None
    byline: str | None
    outlet: str | None
    url: str | None
    day: str | None  # ISO 8601
    day_stated: bool  # by metadata, not found on the page
    lines: tuple[tuple[str, str], ...]  # text and kind of furniture, or ""
    beside: tuple[str, ...]  # those among them that stand between the title and the body's end


def taken_out(html: str, url: str | None) -> Page | None:
    """The parts of a page, or None when it has no body.

    Raises: whatever the libraries raise on pages that break them.
    """
    import trafilatura

    _hush()
    tree = trafilatura.load_html(html)
    if tree is None:
        return None
    found = _body(tree, url, fast=True)
    if found is None or len(found.text or "") < _SHORT_BODY_CHARS:
        found = _body(tree, url, fast=False) or found
    if found is None or not (found.text or "").strip():
        return None
    lines = tuple(_other_lines(tree, f"{found.title or ''}\n{found.text}"))
    day, is_stated = _day(tree, found.url or url)
    return Page(
        text=found.text,
        title=found.title,
        byline=", ".join(p.strip() for p in found.author.split(";")) if found.author else None,
        outlet=found.sitename or found.hostname,
        url=url or found.url,
        day=day,
        day_stated=is_stated,
        lines=lines,
        beside=_beside(tree, found.text, others=frozenset(text for text, _ in lines)),
    )


def _hush() -> None:
    """Keep the libraries' complaints about bad pages off standard error."""
    for name in ("trafilatura", "htmldate"):
        logger = logging.getLogger(name)
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())
        logger.propagate = False


def _body(tree: Any, url: str | None, *, fast: bool) -> Any:  # Any: the library ships no types
    """What trafilatura finds, on a copy: it changes the tree it is given."""
    import trafilatura

    return trafilatura.bare_extraction(
        deepcopy(tree),
        url=url,
        fast=fast,
        include_comments=False,
        with_metadata=True,
        date_extraction_params={
            "original_date": True,
            "extensive_search": False,
            "max_date": _NO_LATER,
        },
    )


def _day(tree: Any, url: str | None) -> tuple[str | None, bool]:
    """The page's day, and whether its metadata state it.

    htmldate does not say where it found a date, so it first sees the page's
    metadata alone, then the whole page.
    """
    from htmldate import find_date
    from lxml import html as lxml_html

    stated = lxml_html.document_fromstring("<html><head></head><body><p></p></body></html>")
    for element in tree.iter("meta", "script"):
        kind = str(element.get("type", ""))
        if element.tag == "meta" or kind == "application/ld+json":
            copy = deepcopy(element)
            copy.tail = None
            stated.find("head").append(copy)
    search = partial(find_date, original_date=True, max_date=_NO_LATER)
    day = search(stated, extensive_search=False)
    if day:
        return day, True
    return search(deepcopy(tree), extensive_search=True, url=url), False


def _other_lines(tree: Any, body: str) -> Iterator[tuple[str, str]]:
    """The page's visible lines that are not in the body, each once, with their region."""
    known = folded(body)
    seen: set[str] = set()
    for line, region in _lines(tree):
        key = folded(line)
        if key in seen or key in known or not any(c.isalnum() for c in key):
            continue
        seen.add(key)
        yield line[:_LINE_CHARS], region
        if len(seen) >= _MAX_LINES:
            return


def _beside(tree: Any, body: str, *, others: frozenset[str]) -> tuple[str, ...]:
    """The lines that are not the body's from a little before it to its end."""
    known = {folded(line) for line in body.split("\n")}
    page = [line for line, _ in _lines(tree)]
    places = [i for i, line in enumerate(page) if folded(line) in known]
    if not places:
        return ()
    near = page[max(0, places[0] - _LINES_ABOVE) : places[-1] + _LINES_BELOW]
    return tuple(line[:_LINE_CHARS] for line in near if line[:_LINE_CHARS] in others)


def _lines(tree: Any) -> Iterator[tuple[str, str]]:
    """Every visible line of the page and the region it stands in, in page order."""
    from lxml import etree

    words: list[str] = []
    regions: list[str] = [""]
    hidden = 0
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        tag = element.tag
        is_block = tag in _BLOCKS
        if is_block and words:
            yield " ".join("".join(words).split()), regions[-1]
            words = []
        if event == "start":
            hidden += tag in _UNSEEN
            if tag in _REGIONS:
                regions.append(_REGIONS[tag])
            text = element.text
        else:
            hidden -= event == "end" and tag in _UNSEEN
            if event == "end" and tag in _REGIONS:
                regions.pop()
            text = element.tail
        if text and not hidden:
            words.append(text)
    if words:
        yield " ".join("".join(words).split()), regions[-1]

"""Read plain text and Markdown, and the bytes of one file within bounds.

Markdown is made plain by a few substitutions: what matters is that no mark
stands inside a sentence, not that a page can be drawn from it.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from recoupe.intake import reasons
from recoupe.intake.encoding import decoded
from recoupe.intake.found import Draft, Found, rejected
from recoupe.intake.listing import is_list
from recoupe.intake.published import stated
from recoupe.model import Furniture, FurnitureKind, Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from recoupe.model import GatherSettings, Rejection

#: A page saved under a text file's name.
_PAGE = re.compile(r"\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I)
#: The mark that our own pages, in every format, bear near their beginning.
_OWN_MARK = re.compile(
    r"""(?:\bgenerator["']?\s*[:=]\s*["']?|\bname=["']?generator["']?\s+content=["']?)\s*Recoupe\b"""
    r"""|content=["']?Recoupe\b[^>"']{0,60}["']?\s+name=["']?generator\b""",
    re.I,
)
_OWN_MARK_CHARS = 16_384

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.{0,8000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_FRONT_FIELD = re.compile(r"""^([A-Za-z_]{1,30})[ \t]*:[ \t]*(.{1,1000}?)[ \t]*$""", re.M)
_FRONT_NAMES = {"author": "byline", "source": "outlet", "site": "outlet", "link": "url"}
_IMAGE = re.compile(r"!\[([^\]\[\n]{0,1000})\]\([^()\n]{0,2000}\)")
_LINK = re.compile(r"\[([^\]\[\n]{1,1000})\]\([^()\n]{0,2000}\)")
_LINE_MARK = re.compile(r"^[ \t]{0,3}(?:#{1,6}[ \t]+|>[ \t]?)", re.M)
_HEADING_END = re.compile(r"[ \t]+#+[ \t]*$", re.M)
_RULE = re.compile(r"^[ \t]*(?:[-*_=][ \t]*){3,200}$", re.M)
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3}|_{1,3})(?=\S)([^*_\n]{1,2000}?)(?<=\S)\1(?![\w*])")


def read_text(found: Found, settings: GatherSettings) -> Iterator[Draft | Found | Rejection]:
    """The article in a plain text file."""
    data = read_bytes(found, settings.file_bytes)
    if isinstance(data, Reason):
        yield rejected(found.path, data)
        return
    text = decoded(data, found.charset)
    if isinstance(text, Reason):
        yield rejected(found.path, text)
    elif _PAGE.match(text):
        yield replace(found, suffix=".html")
    elif bears_own_mark(text):
        yield rejected(found.path, reasons.own_page())
    elif is_list(text):
        yield rejected(found.path, reasons.address_list())
    else:
        yield Draft(path=found.path, sha256=sha256_of(data), text=text, url=found.url)


def read_markdown(found: Found, settings: GatherSettings) -> Iterator[Draft | Found | Rejection]:
    """The article in a Markdown file, its marks taken off."""
    for item in read_text(found, settings):
        yield _plain(item, settings.languages) if isinstance(item, Draft) else item


def read_bytes(found: Found, limit: int) -> bytes | Reason:
    """All bytes of one file, or why there are too many or none."""
    with found.open() as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        return reasons.too_large(limit)
    return data or reasons.empty()


def sha256_of(data: bytes) -> str:
    """The address of the bytes as found."""
    return hashlib.sha256(data).hexdigest()


def bears_own_mark(text: str) -> bool:
    """Whether a text says near its beginning that Recoupe wrote it."""
    return bool(_OWN_MARK.search(text[:_OWN_MARK_CHARS]))


def _plain(draft: Draft, languages: tuple[str, ...]) -> Draft:
    """The draft without the marks of Markdown, its front matter read as metadata."""
    text = draft.text.replace("\r\n", "\n").removeprefix("\ufeff")
    fields: dict[str, str] = {}
    front = _FRONT_MATTER.match(text)
    if front:
        text = text[front.end() :]
        for name, value in _FRONT_FIELD.findall(front.group(1)):
            key = _FRONT_NAMES.get(name.lower(), name.lower())
            fields.setdefault(key, value.strip("\"'"))
    captions = tuple(
        Furniture(text=m.group(1).strip(), kind=FurnitureKind.CAPTION)
        for m in _IMAGE.finditer(text)
        if m.group(1).strip()
    )
    for mark, put in (
        (_IMAGE, ""),
        (_LINK, r"\1"),
        (_RULE, ""),
        (_LINE_MARK, ""),
        (_HEADING_END, ""),
    ):
        text = mark.sub(put, text)
    return replace(
        draft,
        text=_EMPHASIS.sub(r"\2", text),
        title=fields.get("title"),
        byline=fields.get("byline"),
        outlet=fields.get("outlet"),
        url=fields.get("url") or draft.url,
        language=fields.get("lang") or fields.get("language"),
        published=stated(fields.get("date") or fields.get("published"), languages),
        furniture=captions,
    )

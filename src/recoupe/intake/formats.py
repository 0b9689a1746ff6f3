"""Which function reads which format, by the end of a file's name.

Recoupe's own readers are named here; others are found through the entry
points `recoupe.readers`, each named like the suffix that it reads (".docx").
"""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from recoupe.intake.found import Reader

#: Our own readers: suffix → module and function, imported when first needed.
_OWN = {
    ".atom": "recoupe.intake.feed:read_feed",
    ".csv": "recoupe.intake.rows:read_csv",
    ".htm": "recoupe.intake.page:read_html",
    ".html": "recoupe.intake.page:read_html",
    ".json": "recoupe.intake.rows:read_json",
    ".jsonl": "recoupe.intake.rows:read_jsonl",
    ".md": "recoupe.intake.plain:read_markdown",
    ".mht": "recoupe.intake.page:read_mhtml",
    ".mhtml": "recoupe.intake.page:read_mhtml",
    ".ndjson": "recoupe.intake.rows:read_jsonl",
    ".pdf": "recoupe.intake.pdf:read_pdf",
    ".rss": "recoupe.intake.feed:read_feed",
    ".txt": "recoupe.intake.plain:read_text",
    ".warc": "recoupe.intake.warc:read_warc",
    ".warc.gz": "recoupe.intake.warc:read_warc",
    ".xhtml": "recoupe.intake.page:read_html",
    ".xml": "recoupe.intake.feed:read_feed",
    ".zip": "recoupe.intake.archive:read_zip",
}
#: Formats that are said aloud; the others are spellings of these.
_ALIASES = (".json", ".mht", ".ndjson", ".xhtml", ".xml")
#: Enough of a stream to see what it is.
SNIFF_BYTES = 4096

_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|article)\b", re.I)
_FEED = re.compile(rb"(?:<[?!][^>]{0,500}>\s*)*<(?:rss|feed|rdf:RDF)\b", re.I)
_MIME = re.compile(
    rb"^(?:MIME-Version|From|Snapshot-Content-Location|Content-Type)\s*:", re.I | re.M
)
_HEADER = re.compile(rb"""^["']?[\w-]+["']?(?:[,;\t]["']?[\w-]+["']?)+\s*$""")
_COLUMN = re.compile(rb"""(?:^|[,;\t"'])(?:text|html)(?:$|[,;\t"'\s])""", re.I)


def known_formats() -> tuple[str, ...]:
    """The suffixes that can be read, as a message lists them."""
    return tuple(s for s in sorted(_readers()) if s not in _ALIASES)


def own_and_others() -> dict[str, str]:
    """Suffix → where its reader stands; our own readers cannot be replaced."""
    others = {point.name.lower(): point.value for point in entry_points(group="recoupe.readers")}
    return {**others, **_OWN}


def suffix_of(name: str) -> str | None:
    """The longest known suffix that the name ends in, or None."""
    lowered = name.lower()
    fits = [s for s in _readers() if lowered.endswith(s) and len(lowered) > len(s)]
    return max(fits, key=len, default=None)


def reader_of(suffix: str) -> Reader:
    """The function that reads files with this suffix."""
    return cast("Reader", _load(_readers()[suffix]))


def sniffed(head: bytes) -> str:
    """The suffix that fits a stream which begins so; text when nothing else does."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    signs = ((b"%PDF-", ".pdf"), (b"PK\x03\x04", ".zip"), (b"PK\x05\x06", ".zip"))
    for sign, suffix in (*signs, (b"\x1f\x8b", ".warc.gz"), (b"WARC/", ".warc"), (b"{", ".jsonl")):
        if start.startswith(sign):
            return suffix
    if _MIME.match(start) and b"multipart/related" in head.lower():
        return ".mhtml"
    if _FEED.match(start):
        return ".rss"
    if _PAGE.search(start[:1024]):
        return ".html"
    first = start.split(b"\n", 1)[0].rstrip(b"\r")
    return ".csv" if _HEADER.match(first[:500]) and _COLUMN.search(first[:500]) else ".txt"


@cache
def _readers() -> dict[str, str]:
    return own_and_others()


@cache
def _load(place: str) -> object:
    """The function at `module:function`."""
    module, _, name = place.partition(":")
    return getattr(import_module(module), name)

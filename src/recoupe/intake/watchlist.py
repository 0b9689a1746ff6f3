"""Read what is to be watched: addresses, text files of them, and OPML subscription lists.

OPML comes from strangers: it is read by events, never as a tree, within
bounds, and a file that declares a document type is not read at all, so no
entity can be expanded and nothing else is opened. What the outlines name is
judged as any address is.

Source: OPML 2.0, http://opml.org/spec2.opml; expat.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING
from xml.parsers import expat

from recoupe.intake import refusals
from recoupe.intake.address import admitted, allowed_hosts, parsed
from recoupe.intake.encoding import decoded
from recoupe.intake.found import rejected
from recoupe.intake.listing import ADDRESS, numbered_lines, shown
from recoupe.intake.refusals import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from recoupe.model import FetchSettings, Reason, Rejection

#: The longest subscription lists that people share have a tenth of this.
_FILE_BYTES = 8 * 2**20
_ADDRESSES = 10_000
#: Folders in folders: reader programs nest two or three.
_DEPTH = 32
#: Attributes of an outline that lead somewhere, the first that it has counts.
_LEADS = ("xmlurl", "url", "htmlurl")
_SHOWN_CHARS = 200
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)


def listed_in(
    names: Sequence[str], settings: FetchSettings
) -> tuple[tuple[str, ...], tuple[Rejection, ...]]:
    """The addresses that the names stand for, each once, and what cannot be watched."""
    allowed = allowed_hosts(settings.allow_hosts)
    addresses: dict[str, None] = {}
    problems: list[Rejection] = []
    for name in names:
        for where, item in _listed(name):
            if not isinstance(item, str):
                problems.append(rejected(where, item))
            elif len(addresses) >= _ADDRESSES:
                problems.append(rejected(where, refusals.too_many_addresses(_ADDRESSES)))
                break
            else:
                try:
                    addresses[str(admitted(parsed(item), allowed))] = None
                except RefusedError as error:
                    problems.append(rejected(where, error.reason))
    return tuple(addresses), tuple(problems)


def _listed(name: str) -> Iterator[tuple[str, str | Reason]]:
    """What a name lists, each with where it stands, or why it lists nothing."""
    if ADDRESS.match(name) and not os.path.lexists(name):
        yield shown(name), name
        return
    data = _read(name)
    if not isinstance(data, bytes):
        yield name, data
    elif data.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith((b"<", b"\x00<")):
        yield from _outlines(data, name=Path(name).name)
    else:
        yield from _lines(data, name=Path(name).name)


def _read(name: str) -> bytes | Reason:
    """The bytes of a list."""
    try:
        with Path(name).open("rb") as stream:
            data = stream.read(_FILE_BYTES + 1)
    except OSError as error:
        return refusals.no_list(error.strerror or "?")
    return data if len(data) <= _FILE_BYTES else refusals.long_list(_FILE_BYTES)


def _lines(data: bytes, *, name: str) -> Iterator[tuple[str, str | Reason]]:
    """The lines of a text, comments taken off."""
    text = decoded(data)
    if not isinstance(text, str):
        yield name, text
        return
    empty = True
    for number, line in numbered_lines(text):
        empty = False
        where = f"{name}#{number}"
        yield where, line if _SCHEME.match(line) else refusals.bad_address()
    if empty:
        yield name, refusals.empty_list()


class _StopError(Exception):
    """A list that must not, or need not, be read any further."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.en)
        self.reason = reason


class _Outlines:
    """What the outlines of an OPML file lead to, as expat meets them."""

    def __init__(self) -> None:
        self.found: list[tuple[int, str]] = []
        self.depth = 0
        self.parser = expat.ParserCreate()
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def _doctype(self, *_: object) -> None:
        raise _StopError(refusals.document_type())

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if self.depth == 0 and tag.lower() != "opml":
            raise _StopError(refusals.no_opml(tag[:_SHOWN_CHARS]))
        self.depth += 1
        if self.depth > _DEPTH:
            raise _StopError(refusals.nested(_DEPTH))
        if tag.lower() == "outline":
            named = {name.lower(): value.strip() for name, value in attributes.items()}
            lead = next((named[name] for name in _LEADS if named.get(name)), None)
            if lead:
                self.found.append((self.parser.CurrentLineNumber, lead))
        if len(self.found) > _ADDRESSES:
            raise _StopError(refusals.too_many_addresses(_ADDRESSES))

    def _end(self, _: str) -> None:
        self.depth -= 1


def _outlines(data: bytes, *, name: str) -> Iterator[tuple[str, str | Reason]]:
    """The addresses of an OPML file, or why it is none; half of a broken file is not taken."""
    outlines = _Outlines()
    try:
        outlines.parser.Parse(data, True)
    except _StopError as stop:
        yield name, stop.reason
        return
    except (expat.ExpatError, ValueError, LookupError) as error:
        yield name, refusals.broken_list(str(error)[:_SHOWN_CHARS])
        return
    if not outlines.found:
        yield name, refusals.empty_list()
    for line, address in outlines.found:
        yield f"{name}#{line}", address

"""Read JSON Lines and CSV: one article per row, with what the row knows of it.

Files of rows may be far larger than memory, so they are read line by line,
each line within bounds; a bad row is set aside with its line number and the
others go on.
"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, BinaryIO

from recoupe.intake import reasons
from recoupe.intake.encoding import encoding_of
from recoupe.intake.found import Draft, Found, rejected
from recoupe.intake.plain import read_bytes, sha256_of
from recoupe.intake.published import stated
from recoupe.model import Reason, Rejection
from recoupe.text import cleaned

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from recoupe.model import GatherSettings

#: What the dialect and the encoding of a file are told from.
_SAMPLE_BYTES = 2**18
_DELIMITERS = ",;\t|"
_FIELD_CHARS = 2000
_ID_CHARS = 200
#: Values of a CSV cell that mean yes, in the tables people make.
_YES = frozenset({"1", "true", "yes", "oui", "vrai", "x"})


def read_jsonl(found: Found, settings: GatherSettings) -> Iterator[Draft | Found | Rejection]:
    """The articles of a file of JSON objects, one on each line."""
    with found.open() as stream:
        codec = encoding_of(stream.read(_SAMPLE_BYTES))
        stream.seek(0)
        if isinstance(codec, Reason):
            yield rejected(found.path, codec)
            return
        rows = 0
        for number, line in _lines(stream, codec, limit=settings.file_bytes):
            if isinstance(line, str) and not line.strip():
                continue
            rows += 1
            yield from _object_on(line, number, found=found, settings=settings)
        if not rows:
            yield rejected(found.path, reasons.empty())


def read_json(found: Found, settings: GatherSettings) -> Iterator[Draft | Found | Rejection]:
    """Nothing but the reason why one JSON document is no coverage: a dossier, or not rows."""
    data = read_bytes(found, settings.file_bytes)
    if isinstance(data, Reason):
        yield rejected(found.path, data)
        return
    value = _parsed(data.decode("utf-8", "replace"))
    own = isinstance(value, dict) and "recoupe" in value
    yield rejected(
        found.path,
        reasons.own_page() if own else reasons.unknown_format(".json", (".jsonl", ".csv")),
    )


def read_csv(found: Found, settings: GatherSettings) -> Iterator[Draft | Found | Rejection]:
    """The articles of a table with a header, whatever its separator."""
    with found.open() as stream:
        sample = stream.read(_SAMPLE_BYTES)
        codec = encoding_of(sample) if sample.strip() else reasons.empty()
        if isinstance(codec, Reason):
            yield rejected(found.path, codec)
            return
        stream.seek(0)
        with io.TextIOWrapper(stream, codec, errors="replace", newline="") as text:
            lines = _BoundedLines(text, limit=settings.file_bytes)
            dialect = _dialect(sample.decode(codec, "replace"))
            table = csv.reader(lines, delimiter=dialect, strict=False)
            yield from _table_rows(table, found=found, settings=settings)


def draft_of_row(
    row: Mapping[str, Any], path: str, *, sha256: str, settings: GatherSettings
) -> Draft | Rejection:  # Any: JSON
    """The draft that a row makes, its HTML read as a page; or why it makes none."""
    if "recoupe" in row:
        return rejected(path, reasons.own_page())
    draft = Draft(
        path=path,
        sha256=sha256,
        text="",
        id=_word(row.get("id")),
        url=_word(row.get("url")),
        outlet=_word(row.get("outlet")),
        title=_word(row.get("title")),
        byline=_word(row.get("byline")),
        language=_word(row.get("language")),
        published=stated(row.get("published"), (*settings.languages, "en")),
    )
    text, html = row.get("text"), row.get("html")
    if isinstance(text, str) and text.strip():
        return replace(draft, text=text, clean=not _is_yes(row.get("raw")))
    if isinstance(html, str) and html.strip():
        from recoupe.intake.page import draft_of_page

        return draft_of_page(html, draft, settings=settings)
    return rejected(path, reasons.empty())


def _lines(stream: BinaryIO, codec: str, *, limit: int) -> Iterator[tuple[int, str | Reason]]:
    """Each line with its number; one that is too long is skipped to its end and said to be so."""
    number = 0
    with io.TextIOWrapper(stream, codec, errors="replace", newline="\n") as text:
        while line := text.readline(limit + 1):
            number += 1
            if len(line) <= limit:
                yield number, line
                continue
            while line and not line.endswith("\n"):
                line = text.readline(limit)
            yield number, reasons.too_large(limit)


def _object_on(
    line: str | Reason, number: int, *, found: Found, settings: GatherSettings
) -> Iterator[Draft | Rejection]:
    """The draft of one line of JSON, or why it has none."""
    path = f"{found.path}#{number}"
    if isinstance(line, Reason):
        size = (line.fr.rstrip("."), line.en.rstrip("."))
        yield rejected(path, reasons.bad_row(number, size[0], why_en=size[1]))
        return
    row = _parsed(line.removeprefix("\ufeff"))
    if isinstance(row, ValueError):
        yield rejected(
            path, reasons.bad_row(number, f"pas du JSON ({row})", why_en=f"not JSON ({row})")
        )
        return
    if not isinstance(row, dict):
        yield rejected(
            path,
            reasons.bad_row(number, "pas un objet JSON { … }", why_en="not a JSON object { … }"),
        )
        return
    address = sha256_of(line.rstrip("\r\n").encode("utf-8"))
    yield draft_of_row(row, _row_path(found, row, number=number), sha256=address, settings=settings)


def _parsed(line: str) -> Any:  # Any: JSON
    """The value that the line spells, or the error."""
    try:
        return json.loads(line)
    except RecursionError:
        return ValueError("too deeply nested")
    except json.JSONDecodeError as error:
        return ValueError(f"{error.msg}, col. {error.pos + 1}")
    except ValueError as error:
        return ValueError(str(error)[:120])


def _row_path(found: Found, row: Mapping[str, Any], *, number: int) -> str:
    """Where the row lies: the file and its id, else its line number."""
    name = _word(row.get("id"))
    return f"{found.path}#{name[:_ID_CHARS] if name else number}"


def _word(value: object) -> str | None:
    """A field's value as one clean line, or None when it has none."""
    if isinstance(value, list | tuple):
        value = ", ".join(str(v) for v in value)
    if value is None or isinstance(value, dict | bool):
        return None
    return " ".join(cleaned(str(value)).split())[:_FIELD_CHARS] or None


def _is_yes(value: object) -> bool:
    return value is True or str(value).strip().lower() in _YES


def _dialect(sample: str) -> str:
    """The separator of a table: the most frequent one in its header.

    `csv.Sniffer` looks at the rows, where prose has more commas than the table has columns.
    """
    header = sample.split("\n", 1)[0]
    return max(_DELIMITERS, key=lambda d: (header.count(d), -_DELIMITERS.index(d)))


def _table_rows(
    table: Iterator[list[str]], *, found: Found, settings: GatherSettings
) -> Iterator[Draft | Rejection]:
    """The drafts of a table's rows."""
    header = next(_rows_of(table, settings.file_bytes), None)
    if header is None or isinstance(header, Reason):
        yield rejected(found.path, header or reasons.empty())
        return
    names = tuple(cleaned(name).strip().lower() for name in header)
    if "recoupe" in names or not {"text", "html"} & set(names):
        yield rejected(
            found.path, reasons.own_page() if "recoupe" in names else reasons.no_columns(names)
        )
        return
    rows = 0
    for number, cells in enumerate(_rows_of(table, settings.file_bytes), start=1):
        rows += 1
        if isinstance(cells, Reason):
            yield rejected(f"{found.path}#{number}", cells)
            return
        row = dict(zip(names, cells, strict=False))
        address = sha256_of("\x1f".join(cells).encode("utf-8"))
        path = _row_path(found, row, number=number)
        yield draft_of_row(row, path, sha256=address, settings=settings)
    if not rows:
        yield rejected(found.path, reasons.empty())


def _rows_of(table: Iterator[list[str]], limit: int) -> Iterator[list[str] | Reason]:
    """The rows that are not blank; a row that cannot be told ends the table with the reason.

    The library's bound on a field is one for the whole process, so it is set
    for the time of one row and put back.
    """
    while True:
        before = csv.field_size_limit(limit)
        try:
            cells = next(table, None)
        except (csv.Error, _EndlessLineError) as error:
            yield reasons.damaged("CSV", str(error))
            return
        finally:
            csv.field_size_limit(before)
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield cells


class _EndlessLineError(ValueError):
    """A line of a table runs on past all bounds."""


class _BoundedLines:
    """The lines of a text stream, none longer than the limit, and none endless."""

    def __init__(self, text: io.TextIOWrapper, *, limit: int) -> None:
        self._text = text
        self._limit = limit

    def __iter__(self) -> _BoundedLines:
        return self

    def __next__(self) -> str:
        line = self._text.readline(self._limit + 1)
        if not line:
            raise StopIteration
        if len(line) > self._limit:
            raise _EndlessLineError(f"a line of more than {self._limit} characters")
        # The library takes no zero characters; they are nothing to see.
        return line.replace("\0", "")

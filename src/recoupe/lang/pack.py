"""Open a language pack: its declaration, its tables, its weights.

A pack is a folder: `pack.toml` and tables of tab-separated values, one fact
per row. The stage that reads a table declares the record of its rows; this
module knows only how a table must look, so a new language is a new folder.

Packs are found through the entry-point group `recoupe.packs`.
"""

from __future__ import annotations

import csv
import tomllib
import unicodedata
from dataclasses import dataclass, field, fields
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeVar

from recoupe.errors import PackError

if TYPE_CHECKING:
    from types import ModuleType

#: Columns that every table of a pack has: who vouches for the row, and a use of it.
REQUIRED_COLUMNS = ("source", "example")


class Row(Protocol):
    """A record of one table: string fields named like the table's columns."""

    TABLE: ClassVar[str]  # file name, "cues.tsv"
    __dataclass_fields__: ClassVar[dict[str, Any]]  # Any: as typeshed has it


R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A language pack, opened.

    Tables are read when first asked for, and kept.
    """

    tag: str  # BCP 47
    directory: Path
    quotation_marks: tuple[tuple[str, str], ...]  # opening and closing, most usual first
    code: str | None  # dotted name of the pack's one code module
    pipeline: Path | None  # folder of the weights
    _tables: dict[type, tuple[Any, ...]] = field(default_factory=dict, repr=False, compare=False)

    def table(self, row: type[R]) -> tuple[R, ...]:
        """The rows of the table that `row` describes; empty when the pack has no such table.

        Raises: PackError where a row is not as it must be.
        """
        if row not in self._tables:
            path = self.directory / row.TABLE
            self._tables[row] = _read_table(path, row) if path.exists() else ()
        return self._tables[row]

    def module(self) -> ModuleType | None:
        """The pack's code module (segmentation), or None when it needs none."""
        return import_module(self.code) if self.code else None


@cache
def load_pack(tag: str) -> Pack:
    """The installed pack for the language `tag` (BCP 47).

    Raises: PackError when no pack bears the tag.
    """
    found = {point.name: point for point in entry_points(group="recoupe.packs")}
    if tag not in found:
        known = ", ".join(sorted(found)) or "none"
        raise PackError(
            f"no language pack {tag!r} is installed, expected one of: {known}; "
            "install a distribution that declares it in the entry points `recoupe.packs`",
            tag=tag,
        )
    module = found[tag].load()
    return open_pack(Path(str(module.__file__)).parent)


def open_pack(directory: Path) -> Pack:
    """The pack that lies in `directory`.

    Raises: PackError when `pack.toml` is missing or wrong.
    """
    path = directory / "pack.toml"
    try:
        declared = tomllib.loads(path.read_text("utf-8"))
        marks = tuple((pair[0], pair[1]) for pair in declared["quotation_marks"])
        weights = declared.get("pipeline")
        return Pack(
            tag=declared["tag"],
            directory=directory,
            quotation_marks=marks,
            code=declared.get("code"),
            pipeline=directory / weights if weights else None,
        )
    except (OSError, KeyError, IndexError, tomllib.TOMLDecodeError) as error:
        raise PackError(
            f"{path}: {error}, expected a declaration with `tag` and `quotation_marks`; "
            "see docs/architecture.md, “Language packs”",
            path=path,
        ) from error


def _read_table(path: Path, row: type[R]) -> tuple[R, ...]:
    """The rows of a table, each checked for its form."""
    names = tuple(f.name for f in fields(row))  # `class_` is the column `class`
    columns = tuple(name.removesuffix("_") for name in names)
    text = path.read_text("utf-8")
    if not unicodedata.is_normalized("NFC", text):
        raise PackError(f"{path}: not in NFC, expected UTF-8 in NFC; normalize the file", path=path)
    lines = csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    header = tuple(next(lines, ()))
    if header != columns:
        raise PackError(
            f"{path}:1: columns {header}, expected {columns}; correct the header", path=path, row=1
        )
    rows = []
    seen: set[tuple[str, ...]] = set()
    for number, cells in enumerate(lines, start=2):
        _check_cells(path, number, cells=tuple(cells), names=columns)
        if tuple(cells) in seen:
            raise PackError(
                f"{path}:{number}: row written twice; remove one", path=path, row=number
            )
        seen.add(tuple(cells))
        rows.append(row(**dict(zip(names, cells, strict=True))))
    return tuple(rows)


def _check_cells(
    path: Path, number: int, *, cells: tuple[str, ...], names: tuple[str, ...]
) -> None:
    """Raise unless a row has every column, a source and an example."""
    if len(cells) != len(names):
        raise PackError(
            f"{path}:{number}: {len(cells)} columns, expected {len(names)}: {', '.join(names)}; "
            "separate columns by one tab",
            path=path,
            row=number,
        )
    for column in REQUIRED_COLUMNS:
        if column not in names or not cells[names.index(column)].strip():
            raise PackError(
                f"{path}:{number}: no {column}, expected one in every row; "
                "name who vouches for the row (`house`) and one sentence that uses it",
                path=path,
                row=number,
            )

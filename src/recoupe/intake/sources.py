"""Find the files that the arguments name: files, folders, patterns.

The result does not depend on the order of the arguments, and a file that
two of them name is read once.
"""

from __future__ import annotations

import glob
import os
import stat
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from recoupe.intake import reasons
from recoupe.intake.formats import known_formats, suffix_of
from recoupe.intake.found import Found, rejected

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from recoupe.model import Rejection


@dataclass(frozen=True, slots=True, order=True)
class _File:
    """A file and the argument that led to it."""

    path: str  # relative to the argument
    argument: str
    place: str


def sources(paths: Sequence[str]) -> tuple[tuple[Found, ...], tuple[Rejection, ...]]:
    """The files to read, by path, and what stands in their place where there are none."""
    files: list[_File] = []
    problems: list[Rejection] = []
    for argument in sorted(set(paths)):
        for item in _named_by(argument):
            (files if isinstance(item, _File) else problems).append(item)  # type: ignore[arg-type]
    found: list[Found] = []
    for file in _each_once(files):
        checked = _checked(file)
        (found if isinstance(checked, Found) else problems).append(checked)  # type: ignore[arg-type]
    return tuple(found), tuple(sorted(problems, key=lambda r: r.path))


def _named_by(argument: str) -> Iterator[_File | Rejection]:
    """The files that one argument names, or why it names none."""
    if Path(argument).is_dir():
        items = list(_in_folder(argument))
        yield from items or [rejected(argument, reasons.empty_folder())]
    elif os.path.lexists(argument):
        yield _File(Path(argument).name, argument, argument)
    elif glob.has_magic(argument):
        items = list(_matching(argument))
        yield from items or [rejected(argument, reasons.empty_folder())]
    else:
        yield rejected(argument, reasons.missing())


def _in_folder(folder: str) -> Iterator[_File | Rejection]:
    """Every file below a folder; links to folders are not followed: they can lead in circles."""
    barred: list[OSError] = []
    for here, folders, names in os.walk(folder, onerror=barred.append):
        for name in sorted(f for f in folders if f.startswith(".")):
            yield rejected(_relative(str(Path(here, name)), folder) + "/", reasons.hidden())
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(names):
            place = str(Path(here, name))
            yield _File(_relative(place, folder), folder, place)
    for error in barred:
        where = _relative(str(error.filename), folder)
        yield rejected(where, reasons.unreadable(error.strerror or "?"))


def _matching(pattern: str) -> Iterator[_File | Rejection]:
    """The files that a pattern matches, named from its first part without wildcards."""
    parts = Path(pattern).parts
    fixed = next(i for i, part in enumerate(parts) if glob.has_magic(part))
    start = str(Path(*parts[:fixed])) if fixed else "."
    for place in sorted(glob.glob(pattern, recursive=True)):
        if not Path(place).is_dir():
            yield _File(_relative(place, start), pattern, place)


def _relative(place: str, folder: str) -> str:
    return Path(os.path.relpath(place, folder)).as_posix()


def _opened(place: str) -> BinaryIO:
    return open(place, "rb")


def _each_once(files: Iterable[_File]) -> list[_File]:
    """Each file under its first name, in the order of the names."""
    seen: set[str] = set()
    kept = []
    for file in sorted(files):
        real = os.path.realpath(file.place)
        if real not in seen:
            seen.add(real)
            kept.append(file)
    return kept


def _checked(file: _File) -> Found | Rejection:
    """The file as a source, or why it cannot be one."""
    try:
        mode = os.stat(file.place).st_mode
    except OSError as error:
        return rejected(file.path, reasons.unreadable(error.strerror or "?"))
    if not stat.S_ISREG(mode):
        return rejected(file.path, reasons.not_a_file())
    if not os.access(file.place, os.R_OK):
        return rejected(file.path, reasons.unreadable(os.strerror(13)))
    suffix = suffix_of(file.path)
    if suffix is None:
        shown = Path(file.path).suffix or Path(file.path).name
        return rejected(file.path, reasons.unknown_format(shown, known_formats()))
    return Found(path=file.path, suffix=suffix, open=partial(_opened, file.place))

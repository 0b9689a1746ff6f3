"""Write what a command makes, whole or not at all, and say what was set aside."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

import typer

from recoupe.dossier import load_words
from recoupe.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from recoupe.model import Rejection

STDOUT = "-"
#: Reasons printed before the rest is only counted: a screen's worth.
REASONS_SHOWN = 10


def check_targets(*targets: str | Path | None) -> None:
    """Raise SettingsError unless each target can be written; long work comes after."""
    for target in targets:
        if target is None or str(target) == STDOUT:
            continue
        folder = Path(target).absolute().parent
        if Path(target).is_dir() or not folder.is_dir():
            missing = "is a folder" if Path(target).is_dir() else f"there is no folder {folder}"
            raise SettingsError(
                f"{target}: {missing}, expected a file to write; name another or create the folder",
                path=target,
            )


def check_folder(folder: Path) -> None:
    """Raise SettingsError unless files can be written in the folder, or the folder made."""
    there = folder.exists()
    if (there and not folder.is_dir()) or not folder.absolute().parent.is_dir():
        missing = "is a file" if there else f"there is no folder {folder.absolute().parent}"
        raise SettingsError(
            f"{folder}: {missing}, expected a folder to write in; name another or create it",
            path=folder,
        )


@contextmanager
def opened(target: str | Path) -> Iterator[IO[bytes]]:
    """The target, open for writing; a file bears its name only once it is whole."""
    if str(target) == STDOUT:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(target).resolve()
    special = path.exists() and not path.is_file()
    written = path if special else path.with_name(f".{path.name}.part")
    try:
        with written.open("wb") as stream:
            yield stream
        if not special:
            os.replace(written, path)
    except OSError as error:
        where = target if error.filename in (None, str(written)) else error.filename
        raise SettingsError(
            f"{where}: {error.strerror}, expected to write there; free some room or name another",
            path=where,
        ) from error
    finally:
        if not special:
            written.unlink(missing_ok=True)


def write(target: str | Path, text: str) -> None:
    """Write a text as UTF-8."""
    with opened(target) as stream:
        stream.write(text.encode("utf-8", "replace"))


def tell_rejections(rejections: Sequence[Rejection], *, ui_language: str) -> None:
    """Say on standard error what was set aside, and why."""
    if not rejections:
        return
    words = load_words(ui_language)
    typer.echo(words.count("set_aside", len(rejections)) + words.colon, err=True)
    for rejection in rejections[:REASONS_SHOWN]:
        reason = rejection.reason.in_language(ui_language)
        typer.echo(f"  {printable(rejection.path)}{words.colon} {printable(reason)}", err=True)
    if len(rejections) > REASONS_SHOWN:
        more = words.count("and_others", len(rejections) - REASONS_SHOWN)
        typer.echo(f"  {more}", err=True)


def printable(text: str) -> str:
    """The text on one line, without characters that steer a terminal."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())

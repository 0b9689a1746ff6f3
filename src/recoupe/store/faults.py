"""Say in words what a database refuses: where, what, what to do."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from recoupe.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Words of the databases' messages → what is wrong, what to do.
_KNOWN = (
    (
        ("disk is full", "disk full", "no space left", "disk i/o error", "could not extend file"),
        "no room is left to write; what was there before is kept. Free some room and run it again",
    ),
    (
        ("database is locked", "lock timeout", "could not obtain lock"),
        "another program is writing to it; wait until it is done and run it again",
    ),
    (
        ("readonly", "read-only", "permission denied", "unable to open"),
        "it cannot be opened for writing; check the folder and its permissions",
    ),
    (
        ("not a database", "malformed", "file is encrypted"),
        "it is no sound SQLite file; name a store of Recoupe, or restore a backup",
    ),
    (
        ("connection refused", "could not connect", "connection failed", "timeout expired",
         "server closed the connection", "failed to resolve", "does not exist"),
        "the server cannot be reached; check the address and that it runs",
    ),
)  # fmt: skip


@contextmanager
def told(place: str) -> Iterator[None]:
    """Raise what a database refuses as a StoreError that names the store and what to do."""
    try:
        yield
    except DBAPIError as error:
        said = str(error.orig).strip()
        lowered = said.lower()
        for words, told_as in _KNOWN:
            if any(word in lowered for word in words):
                first = said.splitlines()[0]
                raise StoreError(f"{place}: {told_as} ({first})", place=place) from error
        raise StoreError(
            f"{place}: the database refuses ({said.splitlines()[0] if said else error}); "
            "run `recoupe store check`",
            place=place,
        ) from error

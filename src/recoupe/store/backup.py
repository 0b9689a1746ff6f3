"""Copy a store while it is in use.

A file is copied with SQLite's online backup, a server's tables row by row
from one snapshot: either way the copy is a file of SQLite that any Recoupe
opens, whole, as the store was at one moment.

Source: https://sqlite.org/backup.html.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from recoupe.errors import StoreError
from recoupe.store.columns import METADATA
from recoupe.store.opening import opened

if TYPE_CHECKING:
    from pathlib import Path

    from recoupe.store.opening import Store

#: Rows that are copied at once.
_AT_ONCE = 100


def backup(store: Store, target: Path) -> None:
    """Copy a store to a file, which bears its name only once it is whole.

    Raises: StoreError when the file cannot be written, or is the store itself.
    """
    if store.file and target.exists() and os.path.samefile(store.file, target):
        raise StoreError(
            f"{target}: this is the store itself, expected another file; name one elsewhere",
            place=str(target),
        )
    part = target.with_name(f".{target.name}.part")
    try:
        part.unlink(missing_ok=True)
        if store.file:
            _copy_file(store.file, part)
        else:
            _copy_rows(store, part)
        with part.open("rb") as written:
            os.fsync(written.fileno())
        os.replace(part, target)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(
            f"{target}: {error}, expected to write the copy there; free some room or name another",
            place=str(target),
        ) from error
    finally:
        for left in (part, *(part.with_name(part.name + end) for end in ("-wal", "-shm"))):
            left.unlink(missing_ok=True)


def _copy_file(file: Path, part: Path) -> None:
    """SQLite's own copy of a file that may be written meanwhile."""
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(part)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")


def _copy_rows(store: Store, part: Path) -> None:
    """The rows of a server's tables, as one snapshot has them."""
    with opened(str(part), create=True) as copy, store.reading() as source:
        with copy.writing() as connection:
            for table in METADATA.sorted_tables:
                rows = source.execution_options(yield_per=_AT_ONCE).execute(select(table))
                for some in rows.mappings().partitions():
                    connection.execute(insert(table), [dict(row) for row in some])
        with copy.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

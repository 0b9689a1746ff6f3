"""The audit log: who did what to a store, when. It only grows.

Both databases refuse to change or remove a row, whoever asks
(`migrations/versions/`), so that the log also holds against our own code.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from recoupe.store.tables import audit_log

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """One line of the audit log."""

    at: str  # ISO 8601, UTC
    author: str
    action: str  # a verb: judge, undo, …
    subject: str  # the id or name of what it was done to
    detail: str


def note(connection: Connection, noted: Noted) -> None:
    """Add a line to the audit log; it is kept with whatever the connection keeps."""
    connection.execute(
        insert(audit_log).values(
            at=noted.at,
            author=noted.author,
            action=noted.action,
            subject=noted.subject,
            detail=noted.detail,
        )
    )


def audited(connection: Connection) -> tuple[Noted, ...]:
    """The audit log, the oldest line first."""
    rows = connection.execute(select(audit_log).order_by(audit_log.c.row_id))
    return tuple(
        Noted(at=r.at, author=r.author, action=r.action, subject=r.subject, detail=r.detail)
        for r in rows
    )

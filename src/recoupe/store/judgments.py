"""Keep what editors decide, beside what the machine finds: rows are added, never changed.

To take a judgment back is a row of its own that names it. A judgment is known
by the hash of what it says, so that one that is brought in twice is kept once.
"""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select

from recoupe.errors import StoreError
from recoupe.model import Anchor, Judgment, JudgmentKind, Undoing, digest
from recoupe.store.articles import storable
from recoupe.store.audit import Noted, note
from recoupe.store.tables import judgments

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from recoupe.store.opening import Store

#: The kind of the rows that take a judgment back.
UNDO = "undo"


def keep_judgment(store: Store, judgment: Judgment) -> str:
    """Keep a judgment, and what took it back if it bears that; its id. It is on disk then."""
    judgment = _storable(judgment)
    with store.writing() as connection:
        if _undone(connection, judgment.id) is None:
            connection.execute(insert(judgments).values(_row_of(judgment)))
            _note(connection, judgment, action=judgment.kind.value, subject=judgment.about)
        if judgment.undone and not _undone(connection, judgment.id):
            _undo(connection, judgment, undoing=judgment.undone)
    return judgment.id


def undo_judgment(store: Store, judgment_id: str, *, author: str, at: str, reason: str) -> None:
    """Take a judgment back, by a record beside it.

    Raises: StoreError when there is no such judgment, or when it is taken back already.
    """
    undoing = Undoing(author=storable(author), at=at, reason=storable(reason))
    with store.writing() as connection:
        kept = {one.id: one for one in kept_judgments(connection)}
        if judgment_id not in kept:
            raise StoreError(
                f"{store.place}: no judgment {judgment_id}, expected the id of one; "
                "`recoupe correct list` names them",
                place=store.place,
            )
        if earlier := kept[judgment_id].undone:
            raise StoreError(
                f"{store.place}: {judgment_id} was taken back by {earlier.author} at {earlier.at}, "
                "expected one in force; decide anew to bring it back",
                place=store.place,
            )
        _undo(connection, kept[judgment_id], undoing=undoing)


def kept_judgments(connection: Connection) -> tuple[Judgment, ...]:
    """Every judgment, the oldest first; `undone` tells those that were taken back."""
    rows = connection.execute(select(judgments)).all()
    undone = {
        row.undoes: Undoing(author=row.author, at=row.at, reason=row.reason)
        for row in rows
        if row.kind == UNDO
    }
    kept = [_judgment(row, undone.get(row.judgment_id)) for row in rows if row.kind != UNDO]
    return tuple(sorted(kept, key=lambda one: (one.at, one.id)))


def _undone(connection: Connection, judgment_id: str) -> bool | None:
    """Whether a judgment is taken back; None when there is none of that id."""
    ids = select(judgments.c.judgment_id).where(
        (judgments.c.judgment_id == judgment_id) | (judgments.c.undoes == judgment_id)
    )
    found = set(connection.scalars(ids))
    return len(found) > 1 if judgment_id in found else None


def _undo(connection: Connection, judgment: Judgment, *, undoing: Undoing) -> None:
    """Add the row that takes a judgment back."""
    connection.execute(
        insert(judgments).values(
            judgment_id=f"{UNDO}-{digest(judgment.id)}",
            kind=UNDO,
            author=undoing.author,
            at=undoing.at,
            reason=undoing.reason,
            about=judgment.about,
            anchors="[]",
            undoes=judgment.id,
        )
    )
    _note(connection, undoing, action=UNDO, subject=judgment.id)


def _note(connection: Connection, done: Judgment | Undoing, *, action: str, subject: str) -> None:
    """Tell the audit log."""
    note(
        connection,
        Noted(at=done.at, author=done.author, action=action, subject=subject, detail=done.reason),
    )


def _storable(judgment: Judgment) -> Judgment:
    """The judgment as any database takes it."""
    undone = judgment.undone
    return replace(
        judgment,
        author=storable(judgment.author),
        reason=storable(judgment.reason),
        about=storable(judgment.about),
        value=None if judgment.value is None else storable(judgment.value),
        sides=tuple(
            tuple(replace(a, article=storable(a.article), words=storable(a.words)) for a in side)
            for side in judgment.sides
        ),
        undone=undone
        and replace(undone, author=storable(undone.author), reason=storable(undone.reason)),
    )


def _row_of(judgment: Judgment) -> dict[str, Any]:  # Any: the cells of a row have several types
    sides = [[asdict(anchor) for anchor in side] for side in judgment.sides]
    return {
        "judgment_id": judgment.id,
        "kind": judgment.kind.value,
        "author": judgment.author,
        "at": judgment.at,
        "reason": judgment.reason,
        "about": judgment.about,
        "value": judgment.value,
        "anchors": json.dumps(sides, ensure_ascii=False),
        "undoes": None,
    }


def _judgment(row: Row[Any], undone: Undoing | None) -> Judgment:  # Any: rows of `judgments`
    return Judgment(
        kind=JudgmentKind(row.kind),
        author=row.author,
        at=row.at,
        reason=row.reason,
        about=row.about,
        sides=tuple(tuple(Anchor(**a) for a in side) for side in json.loads(row.anchors)),
        value=row.value,
        undone=undone,
    )

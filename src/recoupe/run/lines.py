"""Records as JSON Lines: how stages hand their work to files and to one another.

Source: pydantic's `TypeAdapter` reads and writes the dataclasses of `model`.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from recoupe.errors import PlanError
from recoupe.model import (
    Analysis,
    Article,
    ChronologyEntry,
    Claim,
    Entity,
    Family,
    Finding,
    Judgment,
    Lineage,
    Reading,
    Rejection,
    Reuse,
    Ruling,
    Series,
    Story,
    Utterance,
)

if TYPE_CHECKING:
    from pydantic import TypeAdapter

#: The records that stages exchange, by the name that a line bears.
KINDS: dict[str, type] = {
    "article": Article,
    "analysis": Analysis,
    "reading": Reading,
    "rejection": Rejection,
    "reuse": Reuse,
    "lineage": Lineage,
    "family": Family,
    "entity": Entity,
    "story": Story,
    "utterance": Utterance,
    "claim": Claim,
    "series": Series,
    "finding": Finding,
    "chronology": ChronologyEntry,
    "judgment": Judgment,
    "ruling": Ruling,
}


def to_line(record: object) -> str:
    """A record as one line of JSON, keys sorted, its kind under `record`.

    Raises: PlanError for a record that no stage exchanges.
    """
    kind = next((name for name, type_ in KINDS.items() if type(record) is type_), None)
    if kind is None:
        raise PlanError(
            f"{type(record).__name__} is no record that stages exchange, expected one of: "
            f"{', '.join(sorted(KINDS))}; write it with `recoupe read --json`"
        )
    fields = _adapter(kind).dump_python(record, mode="json")
    return json.dumps({"record": kind, **fields}, ensure_ascii=False, sort_keys=True)


def from_line(line: str, *, path: str = "-", number: int = 1) -> object:
    """The record that a line of JSON holds.

    Raises: PlanError when the line holds none.
    """
    from pydantic import ValidationError

    try:
        fields = json.loads(line)
        return _adapter(fields.pop("record")).validate_python(fields)
    except (ValueError, KeyError, AttributeError, ValidationError) as error:
        raise PlanError(
            f"{path}:{number}: not a line that a stage wrote ({type(error).__name__}), expected "
            f"JSON with `record` one of: {', '.join(sorted(KINDS))}; run the stage before again",
            path=path,
            number=number,
        ) from error


@cache
def _adapter(kind: str) -> TypeAdapter[Any]:  # Any: one adapter per kind of record
    """The adapter of one kind of record."""
    from pydantic import TypeAdapter

    return TypeAdapter(KINDS[kind])

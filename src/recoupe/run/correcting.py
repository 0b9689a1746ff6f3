"""From what an editor asks for, in the ids of the dossier at hand, to a judgment that lasts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from recoupe.errors import PlanError
from recoupe.model import Judgment, JudgmentKind, Stance
from recoupe.run.pointing import Pointer
from recoupe.run.rereading import INTERVAL

if TYPE_CHECKING:
    from recoupe.model import Anchor, Dossier

_KIND = JudgmentKind
#: Characters of the words that tell what a judgment is about.
ABOUT_CHARS = 200
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_DAY_CHARS = len("2026-03-14")
_MERGES = frozenset({_KIND.MERGE_CLAIMS, _KIND.MERGE_ENTITIES, _KIND.MERGE_STORIES})
_PAIRS = frozenset({_KIND.MARK_COPIES, _KIND.MARK_INDEPENDENT})
_SPLITS = frozenset({_KIND.SPLIT_CLAIM, _KIND.SPLIT_ENTITY, _KIND.SPLIT_STORY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What an editor asks for, in the ids of the dossier at hand."""

    kind: JudgmentKind
    author: str
    reason: str
    ids: tuple[str, ...]  # what it is about
    others: tuple[str, ...] = ()  # what is taken out, by article or saying; or who said it
    value: str | None = None  # a day, a stance, a name


def judgment_of(dossier: Dossier, correction: Correction, *, at: str) -> Judgment:
    """The judgment that an editor asks for, made at a time (ISO 8601, UTC).

    Raises: PlanError for an id that the dossier does not have, or a value that cannot be.
    """
    _check(correction, as_of=dossier.as_of)
    about, sides, value = _pointed(Pointer(dossier), correction)
    return Judgment(
        kind=correction.kind,
        author=correction.author.strip(),
        at=at,
        reason=correction.reason.strip(),
        about=" ".join(about.split())[:ABOUT_CHARS],
        sides=sides,
        value=value,
    )


def _pointed(
    pointer: Pointer, correction: Correction
) -> tuple[str, tuple[tuple[Anchor, ...], ...], str | None]:
    """What a judgment is about, in words; the words it holds on to; and what is set."""
    kind, ids, others, value = (
        correction.kind,
        correction.ids,
        correction.others,
        correction.value,
    )
    if kind in (_KIND.MERGE_ENTITIES, _KIND.SPLIT_ENTITY):
        return *pointer.entities(ids, out=others), value
    if kind in (_KIND.MERGE_STORIES, _KIND.SPLIT_STORY):
        return *pointer.stories(ids, out=others), value
    if kind in (_KIND.MERGE_CLAIMS, _KIND.SPLIT_CLAIM):
        return *pointer.claims(ids, out=others), value
    if kind is _KIND.REJECT_FINDING:
        return pointer.finding(ids[0])
    if kind in _PAIRS or kind is _KIND.SET_PUBLISHED:
        return *pointer.articles(ids), value
    return *pointer.saying(ids[0], speakers=others), value


def sound(judgment: Judgment) -> Judgment:
    """The judgment itself, when it is one that can be made; for those that come from elsewhere.

    Raises: PlanError when it cannot.
    """
    kind, count = judgment.kind, len(judgment.sides)
    _check_words(kind, author=judgment.author, reason=judgment.reason)
    _check_value(kind, judgment.value)
    several = kind in _MERGES | _PAIRS | _SPLITS
    if not all(judgment.sides) or count < 1 + several or (kind in _PAIRS and count > 2):
        raise PlanError(f"{judgment.id}: {count} sides, expected words for each; export it again")
    return judgment


def _check(correction: Correction, *, as_of: str) -> None:
    """Raise PlanError for what no judgment can hold."""
    kind, value, count = correction.kind, correction.value, len(dict.fromkeys(correction.ids))
    _check_words(kind, author=correction.author, reason=correction.reason)
    if kind in _MERGES and count < 2:
        raise PlanError(f"{kind.value}: {count} id, expected two or more; name what is one")
    if kind in _PAIRS and count != 2:
        raise PlanError(f"{kind.value}: {count} ids, expected those of two articles; name two")
    _check_value(kind, value)
    if kind is _KIND.SET_PUBLISHED and (value or "").rpartition(INTERVAL)[2] > as_of:
        raise PlanError(
            f"{value}: after {as_of}, expected no day later than the dossier's last; "
            "set a later one with `recoupe store add … --as-of DATE`"
        )


def _check_words(kind: JudgmentKind, *, author: str, reason: str) -> None:
    """Raise PlanError unless somebody decides, and says why."""
    for name, given in (("author", author), ("reason", reason)):
        if not given.strip():
            raise PlanError(f"{kind.value}: no {name}, expected one; say who decides, and why")


def _check_value(kind: JudgmentKind, value: str | None) -> None:
    """Raise PlanError for a stance or a day that there is not."""
    if kind is _KIND.SET_STANCE and value not in list(Stance):
        raise PlanError(f"{value}: no stance, expected one of: {', '.join(Stance)}; correct it")
    if kind is _KIND.SET_SAID_ON and value is not None and not _is_day(value):
        raise _no_day(value, "a day, a month or a year (2026-03-14, 2026-03, 2026)")
    if kind is _KIND.SET_PUBLISHED:
        first, _, last = (value or "").partition(INTERVAL)
        days = (first, last or first)
        is_sound = all(len(day) == _DAY_CHARS and _is_day(day) for day in days)
        if not is_sound or days[1] < days[0]:
            raise _no_day(value, "a day, or a first and a last one (2026-03-14/2026-03-16)")


def _is_day(value: str) -> bool:
    """Whether a value names a day, a month or a year that there is."""
    try:
        date.fromisoformat(f"{value}-01-01"[:_DAY_CHARS])
    except ValueError:
        return False
    return bool(_DAY.fullmatch(value))


def _no_day(value: str | None, expected: str) -> PlanError:
    return PlanError(f"{value}: no such day, expected {expected}; correct it")

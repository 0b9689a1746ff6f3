"""Where the stages meet a store: articles are added bit by bit, each is read once.

    add        gather → store → what is not read yet: analyze, attribute → store
               → neighborhoods that moved: trace, crosscheck, what is new → store
    dossier    what is kept of all neighborhoods; story_of: of one story

What an article says by itself is kept when it is read, what a neighborhood of
articles says together when it is compared, one transaction each, so that an
interrupted run goes on where it was. Both are kept under what they were made
from, and made again when one of these moves. What is new is told when one
comparison takes the place of another (`run/news.py`).
"""

from __future__ import annotations

import sys
from contextlib import closing
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from recoupe.crosscheck import own_words
from recoupe.errors import PlanError
from recoupe.intake import gather
from recoupe.model import RELEASE_DATE, VERSION, Article, Reading, Rejection
from recoupe.run.correcting import judgment_of
from recoupe.run.judging import bonds
from recoupe.run.news import news_of
from recoupe.run.one_story import of_story
from recoupe.run.plan import Progress, dossier_from, each_alone, stage_lines
from recoupe.run.together import in_neighborhood, side_by_side
from recoupe.store import (
    Conditions,
    Kept,
    begin_addition,
    finish_addition,
    follow,
    forget,
    held,
    inputs_of,
    is_settled,
    keep_gathered,
    keep_judgment,
    keep_reading,
    keep_setting,
    kept_found,
    kept_inputs,
    kept_judgments,
    kept_readings,
    kept_rejections,
    kept_settings,
    kept_story,
    known,
    neighborhood_of_story,
    newest_day,
    outdated,
    regroup,
    renew_words,
    settle,
    texts_in,
    told_stories,
    unread,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence

    from sqlalchemy import Connection

    from recoupe.dossier import ReadDossier
    from recoupe.model import Judgment, Ruling, Settings
    from recoupe.run.correcting import Correction
    from recoupe.run.plan import Report
    from recoupe.run.together import Together
    from recoupe.store import Store, ToldStory

    Clock = Callable[[], str]

#: Articles that are kept in one transaction: a disk flushes about a hundred times a second.
_AT_ONCE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What came of an addition: articles kept, and how many were read."""

    addition: int  # row of the log of additions
    kept: Kept
    read: int
    rejections: tuple[Rejection, ...]


def add(
    store: Store,
    paths: Sequence[str],
    *,
    settings: Settings,
    clock: Clock,
    on_progress: Report | None = None,
) -> Added:
    """Add the articles that `paths` name, and read what the store has not read yet.

    The caller holds the store's lock. `clock` gives the time, ISO 8601, that
    the log of additions bears. What was added is on disk when its progress is told.

    Raises: IntakeError when there is nothing to read.
    """
    tell = on_progress or (lambda _: None)
    gathered = _gathered(paths, settings)
    with store.writing() as connection:
        for name, value in (("as_of", settings.as_of), ("pipeline", settings.analyze.pipeline)):
            if value:
                keep_setting(connection, name, value=value)
    renew_words(store)
    addition = begin_addition(store, paths, started_at=clock())
    kept = Kept()
    rejections: list[Rejection] = []
    with closing(gathered):  # files are let go of when the store refuses
        for batch in _batches(gathered):
            kept += keep_gathered(store, batch, addition=addition)
            rejections += [item for _, item in batch if isinstance(item, Rejection)]
            done = kept.added + kept.skipped + kept.rejected
            tell(Progress(stage="gather", done=done, total=None, rejected=kept.rejected))
    read = catch_up(store, settings, clock=clock, tell=tell)
    finish_addition(store, addition, finished_at=clock())
    rejections += [outcome for outcome in read if isinstance(outcome, Rejection)]
    return Added(addition=addition, kept=kept, read=len(read), rejections=tuple(rejections))


def catch_up(
    store: Store, settings: Settings, *, clock: Clock, tell: Report
) -> tuple[Reading | Rejection, ...]:
    """What came of reading what was not read yet; compared anew where articles came.

    The caller holds the store's lock.
    """
    read = tuple(_catch_up(store, settings, tell=tell))
    _compare(store, settings, at=clock(), tell=tell)
    return read


def dossier_of(
    store: Store,
    *,
    settings: Settings,
    clock: Clock,
    wait_s: float,
    on_progress: Report | None = None,
) -> ReadDossier:
    """The dossier of all that a store holds: the one `read` gives for the same articles.

    What an interrupted addition left unread or uncompared is done first.
    """
    tell = on_progress or (lambda _: None)
    with store.reading() as connection:
        ready = _ready(connection, settings)
    if ready is not None:
        return ready
    at = clock()
    with held(store, since=at, wait_s=wait_s):
        for _ in _catch_up(store, settings, tell=tell):
            pass
        _compare(store, settings, at=at, tell=tell)
        with store.reading() as connection:
            return _dossier(connection)


def _ready(connection: Connection, settings: Settings) -> ReadDossier | None:
    """The dossier as it was made before; None when something has moved since."""
    if unread(connection, conditions_of(connection)):
        return None
    return _dossier(connection) if is_compared(connection, settings) else None


def is_compared(connection: Connection, settings: Settings) -> bool:
    """Whether all that was read is compared, under these settings and as editors decided."""
    decided = [judgment.id for judgment in _in_force(connection)]
    return is_settled(connection, made_under=_made_under(settings), decided=decided)


def _dossier(connection: Connection) -> ReadDossier:
    """The dossier of what a store has compared."""
    found = side_by_side(kept_found(connection), judgments=_in_force(connection))
    as_of = conditions_of(connection).as_of
    return dossier_from(found, kept_rejections(connection), as_of=as_of)


def _compare(store: Store, settings: Settings, *, at: str, tell: Report) -> None:
    """Put new texts into their neighborhoods, and compare within those that moved.

    Each neighborhood is kept with what is new in it when it is done, so that an
    interrupted run goes on.
    """
    made_under = _made_under(settings)
    with store.reading() as connection:
        judged = kept_judgments(connection)
    in_force = [judgment for judgment in judged if judgment.undone is None]
    follow(store, {j.id: j.texts for j in judged}, decided=[j.id for j in in_force])
    while regroup(store, bonds(in_force)):
        pass
    waiting = outdated(store, made_under)
    emptied = []
    for done, number in enumerate(waiting, start=1):
        with store.reading() as connection:
            chosen = _under(connection, settings)
            inputs = _inputs(connection, number, made_under=made_under, judgments=in_force)
            is_same = inputs == kept_inputs(connection, number)
            readings = () if is_same else tuple(kept_readings(connection, number))
            before = known(connection, number)
        if is_same:
            settle(store, number, inputs=inputs)
        elif readings:
            found = in_neighborhood(readings, chosen, judgments=in_force)
            told = news_of(found, before, at=at)
            settle(store, number, inputs=inputs, found=found, told=told)
        else:
            emptied.append(number)
        tell(Progress(stage="crosscheck", done=done, total=len(waiting), rejected=0))
    for number in emptied:  # last, so that who reads meanwhile finds every story
        forget(store, number)


def correct(
    store: Store, correction: Correction, *, settings: Settings, clock: Clock, wait_s: float
) -> Ruling:
    """What came of what an editor asks for: it is kept in the store, and its dossier made anew.

    Raises: PlanError for an id that its dossier does not have, or a value that cannot be.
    """
    before = dossier_of(store, settings=settings, clock=clock, wait_s=wait_s)
    kept = keep_judgment(store, judgment_of(before, correction, at=clock()))
    now = dossier_of(store, settings=settings, clock=clock, wait_s=wait_s)
    return next(ruling for ruling in now.crosscheck.rulings if ruling.judgment.id == kept)


def stories(store: Store) -> tuple[ToldStory, ...]:
    """The stories of a store in one line each, as of the latest cross-check, the newest first."""
    with store.reading() as connection:
        return told_stories(connection)


def story_of(store: Store, story_id: str, *, settings: Settings) -> ReadDossier:
    """The dossier of one story: its articles and what was found in them, and nothing else.

    What was set aside is of no story and stands in the dossier of the whole store.

    Raises: PlanError when the store has no such story.
    """
    made_under = _made_under(settings)
    with store.reading() as connection:
        chosen = _under(connection, settings)
        number = neighborhood_of_story(connection, story_id)
        found: Together | None = None
        if number is not None:
            own = _in_force(connection)
            inputs = _inputs(connection, number, made_under=made_under, judgments=own)
            if inputs == kept_inputs(connection, number):
                found = kept_story(connection, story_id)
            else:
                readings = tuple(kept_readings(connection, number))
                found = in_neighborhood(readings, chosen, judgments=own)
    story = next((one for one in found[2].stories if one.id == story_id), None) if found else None
    if found is None or story is None:
        raise PlanError(
            f"{story_id}: no story of {store.place}, expected one that "
            "`recoupe store list --what stories` names",
            story=story_id,
        )
    return dossier_from(of_story(found, story), (), as_of=chosen.analyze.as_of)


def _gathered(
    paths: Sequence[str], settings: Settings
) -> Generator[Article | Rejection, None, None]:
    """What intake gives, or the articles that `gather` wrote before."""
    lines = stage_lines(paths)
    if lines is None:
        stdin = sys.stdin.buffer if "-" in paths else None
        return gather(paths, settings.gather, stdin=stdin, own_ids=False)
    if not all(isinstance(line, Article | Rejection) for line in lines):
        raise PlanError(
            f"{paths[0]}: lines of a later stage, expected articles; "
            "add what `recoupe gather` wrote, or the articles themselves",
            path=paths[0],
        )
    return (line for line in lines if isinstance(line, Article | Rejection))


def _batches(
    gathered: Iterator[Article | Rejection],
) -> Iterator[list[tuple[int, Article | Rejection]]]:
    """What was gathered, a few at a time, each with its place."""
    numbered = enumerate(gathered)
    while batch := list(islice(numbered, _AT_ONCE)):
        yield batch


def _catch_up(store: Store, settings: Settings, *, tell: Report) -> Iterator[Reading | Rejection]:
    """Read what the store has not read under its conditions; each is kept before it is told."""
    with store.reading() as connection:
        conditions = conditions_of(connection)
        waiting = unread(connection, conditions)
        chosen = _under(connection, settings)
    articles = [article for _, article in waiting]
    outcomes = (
        outcome
        for outcome in each_alone(articles, "attribute", settings=chosen, tell=lambda _: None)
        if isinstance(outcome, Reading | Rejection)
    )
    rejected = 0
    for done, ((number, _), outcome) in enumerate(zip(waiting, outcomes, strict=True), start=1):
        words = own_words(outcome) if isinstance(outcome, Reading) else {}
        keep_reading(store, number, outcome=outcome, words=words, conditions=conditions)
        rejected += isinstance(outcome, Rejection)
        tell(Progress(stage="attribute", done=done, total=len(waiting), rejected=rejected))
        yield outcome


def conditions_of(connection: Connection) -> Conditions:
    """What the readings of a store are made under: its settings, its newest day, this Recoupe."""
    kept = kept_settings(connection)
    return Conditions(
        recoupe=VERSION,
        pipeline=kept.get("pipeline", ""),
        as_of=kept.get("as_of") or newest_day(connection) or RELEASE_DATE,
    )


def _in_force(connection: Connection) -> tuple[Judgment, ...]:
    """The judgments of editors that were not taken back."""
    return tuple(j for j in kept_judgments(connection) if j.undone is None)


def _inputs(
    connection: Connection, neighborhood: int, *, made_under: str, judgments: Sequence[Judgment]
) -> str:
    """The hash of all that a neighborhood is compared from: readings, settings, judgments."""
    texts = texts_in(connection, neighborhood) if judgments else frozenset()
    own = [judgment.id for judgment in judgments if texts & judgment.texts]
    return inputs_of(connection, neighborhood, settings=" ".join((made_under, *own)))


def _under(connection: Connection, settings: Settings) -> Settings:
    """The settings with the conditions of a store in them."""
    found = conditions_of(connection)
    read_with = replace(settings.analyze, pipeline=found.pipeline or None, as_of=found.as_of)
    return replace(settings, analyze=read_with)


def _made_under(settings: Settings) -> str:
    """The hash of the settings that lineage and cross-check rest on, beside the readings.

    The day that bounds every date is not among them: only articles without a
    date rest on it, and their readings bear it.
    """
    owners = Path(settings.outlets).read_bytes() if settings.outlets else b""
    parts = (VERSION, repr(settings.trace), sha256(owners).hexdigest())
    return sha256("\x1f".join(parts).encode()).hexdigest()

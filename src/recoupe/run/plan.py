"""Where the stages meet: from paths to a dossier.

Read this file first. Articles are gathered, then each is analyzed and
attributed by itself, over a pool of processes when there are many; what needs
all articles at once comes after.

    gather ─ analyze ─ attribute ─ trace ─ crosscheck ─ dossier
    (each article alone)          (all articles together)

A store keeps what comes of each article alone: `run/stored.py`.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, fields, replace
from functools import partial
from importlib.resources import files
from itertools import chain
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread

from recoupe.analysis import analyze
from recoupe.attribution import attribute
from recoupe.dossier import ReadDossier
from recoupe.errors import PlanError, RecoupeError
from recoupe.intake import gather, newest_date
from recoupe.lang import load_pack
from recoupe.model import (
    RELEASE_DATE,
    VERSION,
    Analysis,
    Article,
    Judgment,
    Reading,
    Reason,
    Rejection,
    Settings,
)
from recoupe.run.lines import from_line
from recoupe.run.together import Together, together

#: The stages that can be run up to, in order.
STAGES = ("gather", "analyze", "attribute", "trace", "crosscheck")
#: Articles handed to a worker at once: enough to keep it busy, few enough to show progress.
BATCH = 4
#: First characters of a line that a stage wrote.
STAGE_LINE = '"record"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a run has come: articles done, of how many, and how many set aside."""

    stage: str
    done: int
    total: int | None
    rejected: int


Report = Callable[[Progress], None]
Outcome = Article | Analysis | Reading | Rejection


def read(
    *paths: str | Path,
    settings: Settings | None = None,
    judgments: Iterable[Judgment] = (),
    on_progress: Report | None = None,
) -> ReadDossier:
    """The dossier of the articles that `paths` name: files, folders, globs or archives.

    `judgments` are what editors have decided of them.

    Raises: IntakeError when there is nothing to read.
    """
    chosen = settings or Settings()
    tell = on_progress or (lambda _: None)
    gathered = _gathered([str(p) for p in paths], chosen, tell=tell)
    chosen = _dated(chosen, gathered)
    outcomes = tuple(each_alone(gathered, "attribute", settings=chosen, tell=tell))
    rejections = [o for o in outcomes if isinstance(o, Rejection)]
    readings = (o for o in outcomes if isinstance(o, Reading))
    found = together(readings, chosen, judgments=tuple(judgments))
    return dossier_from(found, rejections, as_of=chosen.analyze.as_of)


def run_until(
    stage: str,
    paths: Sequence[str],
    *,
    settings: Settings | None = None,
    on_progress: Report | None = None,
) -> Iterator[object]:
    """The records of every stage's end up to `stage`, rejections among them, in order of path.

    Raises: PlanError for an unknown stage; IntakeError when there is nothing to read.
    """
    if stage not in STAGES:
        raise PlanError(f"no stage {stage!r}, expected one of: {', '.join(STAGES)}", stage=stage)
    chosen = settings or Settings()
    tell = on_progress or (lambda _: None)
    gathered = _gathered(paths, chosen, tell=tell)
    chosen = _dated(chosen, gathered)
    if stage in ("gather", "analyze", "attribute"):
        yield from each_alone(gathered, stage, settings=chosen, tell=tell)
        return
    outcomes = tuple(each_alone(gathered, "attribute", settings=chosen, tell=tell))
    yield from (o for o in outcomes if isinstance(o, Rejection))
    tracing, _, checked = together((o for o in outcomes if isinstance(o, Reading)), chosen)
    found = tracing if stage == "trace" else checked
    yield from chain.from_iterable(getattr(found, field.name) for field in fields(found))


def dossier_from(found: Together, rejections: Iterable[Rejection], *, as_of: str) -> ReadDossier:
    """The dossier of what was read and compared, and of what was set aside."""
    tracing, readings, checked = found
    languages = Counter(r.analysis.article.language for r in readings)
    return ReadDossier(
        version=VERSION,
        language=min(languages, key=lambda tag: (-languages[tag], tag), default="fr"),
        as_of=as_of,
        readings=readings,
        rejections=tuple(sorted(rejections, key=lambda r: (r.path, r.stage))),
        tracing=tracing,
        crosscheck=checked,
    )


def demo_path() -> Path:
    """The folder of the story that is shipped with the package."""
    return Path(str(files("recoupe") / "demo_story"))


def each_alone(
    gathered: Sequence[Outcome], stage: str, *, settings: Settings, tell: Report
) -> Iterator[Outcome]:
    """What each record becomes by the end of `stage`, rejections first."""
    yield from (o for o in gathered if isinstance(o, Rejection))
    waiting = [o for o in gathered if not isinstance(o, Rejection)]
    if stage == "gather":
        yield from waiting
        return
    rejected = len(gathered) - len(waiting)
    work = partial(_read_one, settings=settings, stage=stage)
    for done, outcome in enumerate(_spread(work, waiting, settings=settings), start=1):
        rejected += isinstance(outcome, Rejection)
        tell(Progress(stage=stage, done=done, total=len(waiting), rejected=rejected))
        yield outcome


def _dated(settings: Settings, gathered: Sequence[Outcome]) -> Settings:
    """The settings with the day that bounds every date: as set, the input's newest, or release."""
    articles = tuple(o for o in gathered if isinstance(o, Article))
    as_of = settings.as_of or newest_date(articles) or RELEASE_DATE
    return replace(settings, analyze=replace(settings.analyze, as_of=as_of))


def _gathered(paths: Sequence[str], settings: Settings, *, tell: Report) -> list[Outcome]:
    """What intake gives, or the records of an earlier stage where `paths` name such lines."""
    lines = stage_lines(paths)
    if lines is not None:
        return lines
    gathered: list[Outcome] = []
    rejected = 0
    stdin = sys.stdin.buffer if "-" in paths else None
    for outcome in gather(paths, settings.gather, stdin=stdin):
        rejected += isinstance(outcome, Rejection)
        gathered.append(outcome)
        tell(Progress(stage="gather", done=len(gathered), total=None, rejected=rejected))
    return gathered


def stage_lines(paths: Sequence[str]) -> list[Outcome] | None:
    """The records of a file that an earlier stage wrote; None when `paths` name no such file."""
    if len(paths) != 1 or not paths[0].endswith(".jsonl") or not Path(paths[0]).is_file():
        return None
    with Path(paths[0]).open(encoding="utf-8", errors="replace") as file:
        first = file.readline()
        if STAGE_LINE not in first:
            return None
        records = [from_line(first, path=paths[0])]
        records += [
            from_line(line, path=paths[0], number=number)
            for number, line in enumerate(file, start=2)
            if line.strip()
        ]
    return [r for r in records if isinstance(r, Outcome)]


def _spread(
    work: Callable[[Outcome], Outcome], waiting: Sequence[Outcome], *, settings: Settings
) -> Iterable[Outcome]:
    """The results of `work` in order, over a pool of processes when there are many articles."""
    workers = settings.workers or os.cpu_count() or 1
    if workers == 1 or len(waiting) < settings.pool_from:
        yield from map(work, waiting)
        return
    context = get_context("spawn")
    with ProcessPoolExecutor(
        min(workers, len(waiting)), mp_context=context, initializer=end_with_parent
    ) as pool:
        yield from pool.map(work, waiting, chunksize=BATCH)


def end_with_parent() -> None:
    """End this worker when the program that started it is gone, even by `kill -9`."""
    parent = parent_process()

    def watch() -> None:
        if parent:
            parent.join()
            os._exit(1)

    Thread(target=watch, daemon=True).start()


def _read_one(record: Outcome, *, settings: Settings, stage: str) -> Outcome:
    """What one article becomes by the end of `stage`; a rejection when it cannot be read."""
    try:
        if isinstance(record, Article):
            pack = load_pack(record.language)
            record = analyze(record, pack, settings=settings.analyze)
        if isinstance(record, Analysis) and stage == "attribute":
            record = attribute(record, load_pack(record.article.language))
    except RecoupeError:
        raise
    except Exception as error:  # one article's trouble never stops the others
        article = record.article if isinstance(record, Analysis) else record
        path = article.path if isinstance(article, Article) else "?"
        detail = f"{type(error).__name__}: {error}"
        return Rejection(
            path=path,
            stage=stage,
            reason=Reason(f"lecture impossible ({detail})", f"could not be read ({detail})"),
        )
    return record

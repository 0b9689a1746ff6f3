"""Measure what one more article costs a store: `python -m bench.store [ARTICLES…]`.

Stores of two sizes are filled with a made archive, stories of fifty, and then
given articles of these stories one by one, as `recoupe store add` gives them:
gathered, read, put into their neighborhood, cross-checked with it. Beside it
stand the dossier of one story and that of the whole store. Sizes take turns,
so that what else the machine does is shared between them.
"""

from __future__ import annotations

import json
import os
import platform
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import Random
from statistics import median
from typing import TYPE_CHECKING, Any

from sqlalchemy import event, select

from bench.archive import archive
from bench.voices import spoken
from recoupe.crosscheck import own_words
from recoupe.model import VERSION, Reading, Settings
from recoupe.run import add, dossier_of, stories, story_of
from recoupe.store import (
    METADATA,
    Conditions,
    begin_addition,
    held,
    keep_gathered,
    keep_reading,
    keep_setting,
    opened,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from recoupe.store import Store

SIZES = (200, 20_000)
#: One more article costs so many times more in the larger store, at most.
GROWTH = 3.0
#: Words of an article: a dispatch.
WORDS = 100
#: Articles of the story that grows, at first, and those that are added to it one by one.
TOLD, ADDED = 12, 7
SENTENCES = (
    "Un glissement de terrain a emporté dimanche la route du col de Sargoule.",
    "« La montagne bougeait depuis huit jours », a déclaré la maire Odile Vernhac.",
    "Selon la préfecture, au moins {n} personnes ont été blessées.",
    "Le ministère des Transports n'a pas souhaité commenter.",
    "Les secours de Brévanne cherchent encore deux randonneurs.",
    "La société Ferrand, qui entretient la route, dément avoir été alertée.",
    "Odile Vernhac affirme avoir prévenu la société Ferrand en février.",
    "Une enquête a été ouverte par le parquet de Brévanne.",
    "D'après le géologue Basile Courtade, le versant reste instable.",
    "Le col de Sargoule sera fermé jusqu'à vendredi, a annoncé la préfecture.",
)
#: Words of these that the rest of the archive uses too.
COMMON = (
    "glissement terrain route montagne préfecture personnes secours randonneurs société"
    " enquête parquet géologue versant maire transports"
)
AS_OF = "2031-12-31"
ONE = Settings(workers=1, as_of=AS_OF)
CONDITIONS = Conditions(recoupe=VERSION, pipeline="", as_of=AS_OF)


def clock() -> str:
    """A time for the log of additions."""
    return f"{AS_OF}T00:00:00+00:00"


def dispatches(count: int) -> Iterator[dict[str, str]]:
    """Articles of one story, no two alike, as a newsroom gathers them."""
    rng = Random(5)  # noqa: S311 - an input that can be made again
    for number in range(count):
        told = rng.sample(SENTENCES, 6)
        yield {
            "id": f"sargoule-{number}",
            "outlet": f"Le Relais {number}",
            "language": "fr",
            "published": f"2031-03-{4 + number // 8:02}",
            "title": f"Glissement de terrain à Sargoule : {number + 3} blessés",
            "text": " ".join(told).format(n=number + 3),
        }


@contextmanager
def filled(folder: Path, size: int) -> Iterator[tuple[Store, list[str]]]:
    """A store of so many articles, and files of one more article of one of its stories each."""
    made = archive(size, words=WORDS, common=COMMON.split())
    rows = list(dispatches(TOLD + ADDED))
    files = [_file(folder, f"{size}-{n}.jsonl", [row]) for n, row in enumerate(rows[TOLD:])]
    with opened(str(folder / f"{size}.db"), create=True) as store:
        _fill(store, [spoken(r) for r in made.readings[: size - TOLD]])
        added(store, _file(folder, f"{size}.jsonl", rows[:TOLD]))
    with opened(str(folder / f"{size}.db")) as store:
        yield store, files


def _file(folder: Path, name: str, rows: Sequence[dict[str, str]]) -> str:
    path = folder / name
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return str(path)


def _fill(store: Store, readings: Sequence[Reading]) -> None:
    """Keep articles with their readings, and compare them."""

    def hasten(connection: Any, _: object) -> None:  # Any: a DBAPI connection
        connection.execute("PRAGMA synchronous=OFF")

    event.listen(store.engine, "connect", hasten)
    with store.writing() as connection:
        keep_setting(connection, "as_of", value=AS_OF)
    addition = begin_addition(store, ["archive"], started_at=clock())
    keep_gathered(store, enumerate(r.analysis.article for r in readings), addition=addition)
    articles = METADATA.tables["articles"]
    with store.reading() as connection:
        rows = dict(connection.execute(select(articles.c.article_id, articles.c.row_id)).all())
    for reading in readings:
        number = rows[reading.analysis.article.id]
        words = own_words(reading)
        keep_reading(store, number, outcome=reading, words=words, conditions=CONDITIONS)
    dossier_of(store, settings=ONE, clock=clock, wait_s=0)


def timed(work: Any) -> float:  # Any: a call without arguments
    """Seconds that a call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def added(store: Store, file: str) -> float:
    """Seconds that adding one article takes."""
    with held(store, since=clock(), wait_s=0):
        return timed(lambda: add(store, [file], settings=ONE, clock=clock))


def measure(sizes: Sequence[int], folder: Path) -> list[dict[str, float]]:
    """What each size costs; the stores take turns."""
    with contextmanagers(folder, sizes) as made:
        adds: list[list[float]] = [[] for _ in made]
        for turn in range(ADDED):
            for place, (store, files) in enumerate(made):
                adds[place].append(added(store, files[turn]))
            print(*(f"{some[-1]:.2f} s" for some in adds), file=sys.stderr)
        titles = {row["title"] for row in dispatches(TOLD + ADDED)}
        figures = []
        for size, (store, _), some in zip(sizes, made, adds, strict=True):
            story = next(s.id for s in stories(store) if s.title in titles)
            figures.append(
                {
                    "articles": size,
                    "add_s": median(some),
                    "add_most_s": max(some),
                    "list_s": timed(lambda store=store: stories(store)),
                    "story_s": timed(
                        lambda store=store, story=story: story_of(store, story, settings=ONE)
                    ),
                    "export_s": timed(
                        lambda store=store: dossier_of(store, settings=ONE, clock=clock, wait_s=0)
                    ),
                }
            )
        return figures


@contextmanager
def contextmanagers(folder: Path, sizes: Sequence[int]) -> Iterator[list[tuple[Store, list[str]]]]:
    """The stores of all sizes, open together."""
    with ExitStack() as stack:
        yield [stack.enter_context(filled(folder, size)) for size in sizes]


def main(arguments: list[str]) -> int:
    """Print the figures of each size; 1 when one more article costs too much more."""
    sizes = tuple(int(a) for a in arguments) or SIZES
    print(f"bench store   {os.cpu_count()} cores   python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(sizes, Path(folder))
    for one in figures:
        print(
            f"{one['articles']:7.0f} articles   one more {one['add_s']:.2f} s "
            f"(longest of {ADDED} {one['add_most_s']:.2f})   its stories {one['list_s']:.3f} s   "
            f"one story {one['story_s']:.2f} s   the whole dossier {one['export_s']:.1f} s"
        )
    growth = figures[-1]["add_s"] / figures[0]["add_s"]
    print(f"one more article costs {growth:.2f} times as much, at most {GROWTH}")
    return 0 if growth <= GROWTH else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""What a store bears: killed writers, a full disk. Nothing that was told is ever lost."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event

from recoupe.dossier import render_json
from recoupe.errors import StoreError
from recoupe.run import dossier_of, read
from recoupe.store import check, counts, opened
from tests.store.databases import NO_SERVER, SERVER, a_store
from tests.store.invented import ONE, QUAY, added, clock, rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from recoupe.store import Store

ROUNDS = 20
#: Articles of each file, and of the file that the workers' test adds.
FEW, ARTICLES = 8, 90
TOWNS = (
    "Morvanche",
    "Vardouche",
    "Sargoule",
    "Brévanne",
    "Courlis",
    "Ternoise",
    "Ambrais",
    "Olonde",
)
#: Loads what reading needs, once; then a process of its own adds each file that it is told of,
#: and says how many articles are kept, read or compared, as they are.
ADDERS = """
import os
import sys
from recoupe.model import Settings
from recoupe.run import add, read
from recoupe.store import held, opened
one = Settings(workers=1)
read(sys.argv[1], settings=one)
tell = lambda step: print(step.stage, step.done, flush=True)
for line in sys.stdin:
    name, file = line.split()
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        print("gone", flush=True)
        continue
    print("pid", os.getpid(), flush=True)
    with opened(name, create=True) as store, held(store, since="now", wait_s=20):
        add(store, [file], settings=one, clock=lambda: "now", on_progress=tell)
    os._exit(0)
"""
#: Adds a file to a store and says how many articles are kept or read, as they are.
ADD = """
import sys
from recoupe.model import Settings
from recoupe.run import add
from recoupe.store import held, opened
tell = lambda step: print(step.stage, step.done, flush=True)
with opened(sys.argv[1], create=True) as store, held(store, since="now", wait_s=20):
    add(store, sys.argv[2:], settings=Settings(workers=2), clock=lambda: "now", on_progress=tell)
"""


@contextmanager
def adders(warm: str) -> Iterator[subprocess.Popen[str]]:
    """What starts adders that are quick to start."""
    with subprocess.Popen(
        [sys.executable, "-c", ADDERS, warm],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield process


def killed(
    process: subprocess.Popen[str], name: str, file: str, *, steps: int, after_s: float
) -> dict[str, int]:
    """How far an adder had told of each stage when it was killed, steps into its work."""
    assert process.stdin
    assert process.stdout
    process.stdin.write(f"{name} {file}\n")
    process.stdin.flush()
    pid = int(process.stdout.readline().split()[1])
    told: dict[str, int] = {}

    def next_step() -> bool:
        stage, _, done = process.stdout.readline().partition(" ") if process.stdout else ("",) * 3
        if stage.strip() not in ("gone", ""):
            told[stage] = int(done)
        return stage.strip() not in ("gone", "")

    is_going = all(next_step() for _ in range(steps))
    time.sleep(after_s)
    if is_going:
        with suppress(ProcessLookupError):  # it was done in the meantime
            os.kill(pid, signal.SIGKILL)
    while is_going and next_step():
        pass
    return told


def held_so_far(store: Store) -> dict[str, int]:
    """How many articles a store holds, has read, and has compared within their neighborhoods."""
    counted = {
        "gather": "SELECT count(*) FROM articles",
        "attribute": "SELECT count(*) FROM readings",
        "crosscheck": "SELECT count(*) FROM neighborhoods WHERE is_current",
    }
    with store.reading() as connection:
        return {
            stage: int(connection.exec_driver_sql(query).scalar_one())
            for stage, query in counted.items()
        }


@pytest.fixture(scope="module")
def coverage(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder of small files, each of articles on several stories, and what `read` says of it."""
    folder = tmp_path_factory.mktemp("coverage")
    for number in range(ROUNDS):
        given = [
            {
                "url": f"https://x{number}.example/{place}",
                "title": f"Le quai de {town} s’effondre",
                "published": f"2031-03-{1 + number:02}",
                "text": f"Le quai de {town} s’est effondré. Selon la préfecture, {number + 2} "
                f"personnes ont été blessées.",
            }
            for place, town in enumerate(TOWNS[:FEW])
        ]
        rows(folder, f"{number:02}.jsonl", *given)
    return folder, render_json(read(str(folder), settings=ONE))


@pytest.mark.parametrize(
    "kind",
    [
        "sqlite",
        pytest.param("postgresql", marks=pytest.mark.skipif(not SERVER, reason=NO_SERVER)),
    ],
)
def test_adders_that_are_killed_lose_nothing_they_told_of_and_the_work_goes_on(
    kind: str, tmp_path: Path, coverage: tuple[Path, str]
) -> None:
    folder, whole = coverage
    chance = random.Random(6)
    files = sorted(map(str, folder.iterdir()))
    reached: set[str] = set()
    with a_store(kind, tmp_path) as name, adders(files[0]) as process:
        before = dict.fromkeys(("gather", "attribute", "crosscheck"), 0)
        for file in files:
            steps = chance.choice((0, 0, 1, 2, FEW, FEW + 2, 2 * FEW))
            told = killed(process, name, file, steps=steps, after_s=chance.uniform(0, 0.08))
            reached |= told.keys()
            with opened(name, create=True) as store:
                now = held_so_far(store)
                assert now["gather"] >= before["gather"] + told.get("gather", 0)
                assert now["attribute"] >= before["attribute"] + told.get("attribute", 0)
                assert now["crosscheck"] >= told.get("crosscheck", 0)
                assert [one for one in check(store) if one.faults] == []
                before = now
        process.kill()
        with opened(name) as store:
            rest = added(store, str(folder))
            again = added(store, str(folder))
            assert render_json(dossier_of(store, settings=ONE, clock=clock, wait_s=0)) == whole

    assert reached == {"gather", "attribute", "crosscheck"}
    assert rest.read == FEW * ROUNDS - before["attribute"]
    assert (again.kept.added, again.read) == (0, 0)


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="no /proc to look for processes in")
def test_the_workers_of_an_adder_that_is_killed_end_with_it(tmp_path: Path) -> None:
    given = [QUAY | {"url": f"https://x.example/{n}"} for n in range(ARTICLES)]
    with subprocess.Popen(
        [sys.executable, "-c", ADD, str(tmp_path / "s.db"), rows(tmp_path, "a.jsonl", *given)],
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        while not process.stdout.readline().startswith("attribute"):
            assert process.poll() is None
        workers = [pid for pid in map(int, children(process.pid)) if "spawn_main" in ran(pid)]
        process.send_signal(signal.SIGKILL)
    until = time.monotonic() + 20
    while any(ran(pid) for pid in workers) and time.monotonic() < until:
        time.sleep(0.05)

    assert len(workers) == 2
    assert [pid for pid in workers if ran(pid)] == []


def children(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text("utf-8").split()


def ran(pid: int) -> str:
    """What a process runs; nothing when it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text("utf-8")
    except OSError:
        return ""


def test_a_disk_that_fills_up_is_told_and_what_was_there_stays(tmp_path: Path) -> None:
    file = str(tmp_path / "s.db")
    with opened(file, create=True) as store:
        added(store, rows(tmp_path, "a.jsonl", QUAY))
        before = counts(store)

        def full(connection: Any, _: object) -> None:  # Any: a DBAPI connection
            connection.execute("PRAGMA max_page_count = 1")  # no more than there is

        event.listen(store.engine, "connect", full)
        more = [QUAY | {"url": f"https://x.example/{n}"} for n in range(120)]
        with pytest.raises(StoreError, match="no room is left to write; what was there before is"):
            added(store, rows(tmp_path, "b.jsonl", *more))
    with opened(file) as store:
        assert counts(store) == before
        assert [one for one in check(store) if one.faults] == []
        assert added(store, str(tmp_path / "b.jsonl")).kept.added == len(more)

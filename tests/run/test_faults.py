"""What a store bears: killed writers, a full disk. Nothing that was told is ever lost."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event

from recoupe.dossier import render_json
from recoupe.errors import StoreError
from recoupe.run import dossier_of, read
from recoupe.store import check, counts, opened
from tests.store.databases import NO_SERVER, SERVER, fresh_database
from tests.store.invented import ONE, QUAY, added, clock, rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from recoupe.store import Store

ROUNDS = 5
ARTICLES = 90
#: Adds a file to a store and says how many articles are kept or read, as they are.
ADD = """
import sys
from recoupe.model import Settings
from recoupe.run import add
from recoupe.store import held, opened
tell = lambda step: print(step.stage, step.done, flush=True)
with opened(sys.argv[1], create=True) as store, held(store, since="now", wait_s=20):
    print("ready", flush=True)
    add(store, sys.argv[2:], settings=Settings(workers=1), clock=lambda: "now", on_progress=tell)
"""


def killed(name: str, file: str, *, steps: int, after_s: float) -> tuple[int, int]:
    """Articles kept and read that an adder had told of when it was killed, steps into its work."""
    with subprocess.Popen(
        [sys.executable, "-c", ADD, name, file], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        lines = [process.stdout.readline() for _ in range(1 + steps)]
        time.sleep(after_s)
        process.send_signal(signal.SIGKILL)
        lines += process.stdout.readlines()
    told = [line.split() for line in lines[1:] if line.endswith("\n")]
    last = {stage: int(done) for stage, done in told}
    return last.get("gather", 0), last.get("attribute", 0)


def read_so_far(store: Store) -> int:
    with store.reading() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM readings").scalar_one())


@contextmanager
def a_store(kind: str, folder: Path) -> Iterator[str]:
    """The name of a store that is not made yet."""
    if kind == "sqlite":
        yield str(folder / "story.db")
        return
    with fresh_database() as url:
        yield url


@pytest.mark.parametrize(
    "kind",
    [
        "sqlite",
        pytest.param("postgresql", marks=pytest.mark.skipif(not SERVER, reason=NO_SERVER)),
    ],
)
def test_an_adder_that_is_killed_loses_nothing_it_told_of_and_can_go_on(
    kind: str, tmp_path: Path
) -> None:
    given = [
        QUAY | {"url": f"https://x.example/{n}", "title": f"Quai {n}"} for n in range(ARTICLES)
    ]
    file = rows(tmp_path, "a.jsonl", *given)
    chance = random.Random(6)
    with a_store(kind, tmp_path) as name:
        seen = 0
        for _ in range(ROUNDS):
            kept, done = killed(
                name, file, steps=chance.randrange(ARTICLES // 6), after_s=chance.uniform(0, 0.1)
            )
            with opened(name) as store:
                assert counts(store)["articles"] >= kept
                assert read_so_far(store) >= seen + done
                assert [one for one in check(store) if one.faults] == []
                seen = read_so_far(store)
        with opened(name) as store:
            rest = added(store, file)
            whole = render_json(dossier_of(store, settings=ONE, clock=clock, wait_s=0))

    assert seen > 0
    assert rest.read == ARTICLES - seen
    assert whole == render_json(read(file, settings=ONE))


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="no /proc to look for processes in")
def test_the_workers_of_an_adder_that_is_killed_end_with_it(tmp_path: Path) -> None:
    given = [QUAY | {"url": f"https://x.example/{n}"} for n in range(ARTICLES)]
    pooled = ADD.replace("workers=1", "workers=2")
    with subprocess.Popen(
        [sys.executable, "-c", pooled, str(tmp_path / "s.db"), rows(tmp_path, "a.jsonl", *given)],
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

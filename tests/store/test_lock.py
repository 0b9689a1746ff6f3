from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from recoupe.errors import StoreError
from recoupe.store import held, opened

if TYPE_CHECKING:
    from collections.abc import Iterator

HOLD = """
import sys, time
from recoupe.store import held, opened
with opened(sys.argv[1], create=True) as store:
    with held(store, since="2031-03-04T10:00:00+00:00", wait_s=0):
        print("held", flush=True)
        time.sleep(float(sys.argv[2]))
"""


@pytest.fixture
def holder(name: str, request: pytest.FixtureRequest) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock of the store, for the seconds asked for."""
    seconds = str(getattr(request, "param", 60))
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, name, seconds], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_the_second_writer_is_told_who_holds_the_lock(
    name: str, holder: subprocess.Popen[str]
) -> None:
    with (
        opened(name) as store,
        pytest.raises(StoreError) as refused,
        held(store, since="2031-03-04T11:00:00+00:00", wait_s=0.3),
    ):
        pass

    said = str(refused.value)
    assert f"process {holder.pid} on " in said
    assert "since 2031-03-04T10:00:00+00:00" in said
    assert "wait longer with --wait" in said


@pytest.mark.parametrize("holder", [1], indirect=True)
def test_the_second_writer_waits_for_the_first(name: str, holder: subprocess.Popen[str]) -> None:
    with opened(name) as store, held(store, since="later", wait_s=30):
        assert holder.wait(5) == 0


def test_a_writer_that_was_killed_holds_nothing(name: str, holder: subprocess.Popen[str]) -> None:
    os.kill(holder.pid, signal.SIGKILL)
    began = time.monotonic()
    with opened(name) as store, held(store, since="later", wait_s=10):
        assert time.monotonic() - began < 10


def test_short_work_goes_on_while_another_adds(name: str, holder: subprocess.Popen[str]) -> None:
    with opened(name) as store, store.writing() as connection:
        connection.exec_driver_sql("INSERT INTO settings VALUES ('as_of', '2031-03-04')")

    assert holder.poll() is None

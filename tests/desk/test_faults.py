"""A desk that is killed at any moment: what it acknowledged is kept, and is read afterwards."""

from __future__ import annotations

import json
import os
import random
import signal
import threading
import time
from functools import partial
from http.client import HTTPConnection, HTTPException
from typing import TYPE_CHECKING

import pytest

from recoupe.store import check, counts, kept_delivery, opened, waiting_deliveries
from tests.desk.processes import forked
from tests.store.databases import NO_SERVER, SERVER, a_store

if TYPE_CHECKING:
    from pathlib import Path

    from recoupe.store import Store
    from tests.desk.processes import Served

ROUNDS = 20
#: A desk is killed so many articles on, or fewer, and so many seconds later, or sooner.
STEPS, LATEST_S = 4, 0.5
#: Articles that one round hands over at most.
MOST = 6
HEADERS = {"Recoupe-Author": "eve", "Content-Type": "application/json"}
PATIENCE_S = 240
TEXT = "Le préfet a confirmé la fermeture du quai {n}. Deux dockers ont été blessés, dit le port."


def handed_over(desk: Served, first: int, *, steps: int, after_s: float) -> list[int]:
    """Hand articles over until the desk is killed, some steps on; those it acknowledged."""
    taken: list[int] = []
    kill = threading.Timer(after_s, partial(os.kill, desk.pid, signal.SIGKILL))
    for n in range(MOST):
        if n == steps:
            kill.start()
        connection = HTTPConnection("127.0.0.1", desk.port, timeout=30)
        try:
            text = json.dumps({"text": TEXT.format(n=first + n)})
            connection.request("POST", "/api/additions/text", text, HEADERS)
            answer = connection.getresponse()
            body = answer.read()
        except (OSError, HTTPException):
            break  # gone before it answered
        finally:
            connection.close()
        assert answer.status == 202
        taken.append(int(json.loads(body)["number"]))
    kill.join()
    return taken


def lost(store: Store, taken: list[int]) -> list[int]:
    """The deliveries that were acknowledged and are not there."""
    with store.reading() as connection:
        return [number for number in taken if kept_delivery(connection, number) is None]


@pytest.mark.parametrize(
    "kind",
    [
        "sqlite",
        pytest.param("postgresql", marks=pytest.mark.skipif(not SERVER, reason=NO_SERVER)),
    ],
)
def test_a_desk_that_is_killed_loses_nothing_it_took_and_reads_it_when_it_is_back(
    kind: str, tmp_path: Path
) -> None:
    chance, taken = random.Random(6), list[int]()
    with a_store(kind, tmp_path) as name:
        for turn in range(ROUNDS):
            with forked(name) as desk:
                steps, after_s = chance.randrange(STEPS), chance.uniform(0, LATEST_S)
                taken += handed_over(desk, turn * MOST, steps=steps, after_s=after_s)
            with opened(name) as store:
                assert lost(store, taken) == []
                assert [one for one in check(store) if one.faults] == []
        with opened(name) as store, forked(name):
            until = time.monotonic() + PATIENCE_S
            while is_waiting(store) and time.monotonic() < until:
                time.sleep(0.2)
            with store.reading() as connection:
                outcomes = [kept_delivery(connection, number) for number in taken]
            held = counts(store)["articles"]
        with opened(name) as store:
            assert [one for one in check(store) if one.faults] == []

    assert len(taken) >= ROUNDS
    assert [kept.outcome.failure for kept in outcomes if kept and kept.outcome] == [None] * len(
        taken
    )
    assert held >= len(taken)


def is_waiting(store: Store) -> bool:
    with store.reading() as connection:
        return bool(waiting_deliveries(connection))

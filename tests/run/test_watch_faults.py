"""A watch that is killed: what it told of is kept, and it goes on where it was."""

from __future__ import annotations

import random
import signal
import subprocess
import sys

from recoupe.store import check, counts, opened
from tests.intake.webserver import site
from tests.run.watched import STARTED, XML, Watcher, feed, fixed, item, told
from tests.store.conftest import name as name

PAGES = 14
ROUNDS = 3
#: Goes round once and says how many pages are kept, as they are.
WATCH = """
import sys
from recoupe.model import FetchSettings, GatherSettings, Settings
from recoupe.run import World, watch
from recoupe.store import opened
fetch = FetchSettings(allow_hosts=(sys.argv[3],), pause_s=0.0, timeout_s=5.0)
tell = lambda step: print(step.stage, step.done, flush=True)
with opened(sys.argv[1], create=True) as store:
    world = World(clock=lambda: "STARTED", wait_s=20, tell=tell)
    settings = Settings(gather=GatherSettings(fetch=fetch), workers=1)
    watch(store, [sys.argv[2]], settings=settings, world=world)
""".replace("STARTED", STARTED)


def killed(name: str, address: str, *, host: str, steps: int) -> int:
    """Pages that a watch had told of when it was killed, steps into its work."""
    with subprocess.Popen(
        [sys.executable, "-c", WATCH, name, address, host], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        lines = [process.stdout.readline() for _ in range(steps)]
        process.send_signal(signal.SIGKILL)
        lines += process.stdout.readlines()
    stages = [line.split() for line in lines if line.endswith("\n")]
    return max((int(done) for stage, done in stages if stage == "pages"), default=0)


def test_a_watch_that_is_killed_loses_nothing_and_asks_for_nothing_it_kept(name: str) -> None:
    chance = random.Random(6)
    with site() as web:
        links = [web.address(f"/{n}") for n in range(PAGES)]
        web.answers["/feed"] = fixed(feed(*map(item, links)), kind=XML)
        for n in range(PAGES):
            web.answers[f"/{n}"] = fixed(told(f"Quai {n}"))
        seen = 0
        for _ in range(ROUNDS):
            kept = killed(
                name,
                web.address("/feed"),
                host=f"localhost:{web.port}",
                steps=1 + chance.randrange(1, 5),
            )
            with opened(name) as store:
                assert counts(store)["articles"] >= seen + kept
                assert [one for one in check(store) if one.faults] == []
                seen = counts(store)["articles"]
        rest = Watcher(web, name).round(web.address("/feed"))
        asked = [path for path in web.paths() if path != "/feed"]

    assert 0 < seen < PAGES
    assert rest.kept.added == PAGES - seen
    assert rest.news > 0
    assert len(asked) <= PAGES + ROUNDS  # at most the page that each was killed over

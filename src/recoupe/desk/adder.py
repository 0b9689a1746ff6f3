"""The thread that keeps a store read: it starts the reader whenever something waits.

What waits is in the store, whoever put it there: a delivery of the desk, or
articles of `recoupe store add`. The thread itself knows nothing that is lost
with it.
"""

from __future__ import annotations

from collections import Counter
from multiprocessing import get_context
from threading import Event, Thread
from typing import TYPE_CHECKING

from recoupe.desk.reading import Told, Work, read_deliveries
from recoupe.errors import StoreError
from recoupe.run import is_behind
from recoupe.store import Outcome, finish_delivery, waiting_deliveries

if TYPE_CHECKING:
    from recoupe.store import Store

#: What others put into the store is seen within so many seconds.
LOOK_S = 5.0
#: A delivery whose reader dies so often is given up.
TRIES = 3
#: After a death the store is looked at so much later, each time twice as late.
_REST_S, _LONGEST_REST_S = 5.0, 300.0
#: The reader is asked for news so often, in seconds.
_HEAR_S = 0.2


class Adder:
    """Keeps a store read while it runs; `told` is how far it has come, None while it rests."""

    def __init__(self, store: Store, work: Work) -> None:
        self.told: Told | None = None
        self._store = store
        self._work = work
        self._wake = Event()
        self._ends = Event()
        self._thread = Thread(target=self._run, name="adder", daemon=True)

    def start(self) -> None:
        """Begin to look after the store."""
        self._thread.start()

    def wake(self) -> None:
        """Look now: something was delivered."""
        self._wake.set()

    def end(self) -> None:
        """Let go of the store; what is not read waits in it."""
        self._ends.set()
        self._wake.set()
        self._thread.join()

    def _run(self) -> None:
        deaths: Counter[int | None] = Counter()
        while not self._ends.is_set():
            self._wake.clear()
            rest_s = LOOK_S
            if self._is_wanted() and not self._read():
                at = self.told.delivery if self.told else None
                deaths[at] += 1
                rest_s = min(_REST_S * 2 ** deaths[at], _LONGEST_REST_S)
                if at is not None and deaths[at] >= TRIES:
                    self._give_up(at)
            self._wake.wait(rest_s)

    def _give_up(self, number: int) -> None:
        failure = f"its reader died {TRIES} times; see what the desk wrote on its terminal"
        finish_delivery(self._store, number, outcome=Outcome(failure=failure))

    def _is_wanted(self) -> bool:
        try:
            with self._store.reading() as connection:
                if waiting_deliveries(connection):
                    return True
            return is_behind(self._store, settings=self._work.settings)
        except StoreError as error:  # a full disk, a server that is away: asked again
            self.told = Told(trouble=str(error))
            return False

    def _read(self) -> bool:
        """Run the reader to its end, or to the desk's; False when it died."""
        context = get_context("spawn")
        hears, speaks = context.Pipe(duplex=False)
        reader = context.Process(target=read_deliveries, args=(self._work, speaks))
        reader.start()
        speaks.close()
        self.told = Told()
        with hears:
            while not self._ends.is_set():
                try:
                    if hears.poll(_HEAR_S):
                        self.told = hears.recv()
                except EOFError:
                    break  # the reader has ended
        if self._ends.is_set():
            reader.terminate()
        reader.join()
        has_died = reader.exitcode != 0 and not self._ends.is_set()
        if not has_died and not (self.told and self.told.trouble):
            self.told = None
        return not has_died

"""Read what was delivered, in a process of its own, so that pages never wait for it.

The process takes deliveries one after another, oldest first, and cross-checks
when none is left. Killed at any moment, it loses nothing: a delivery is
finished only once its articles are read, and articles that are there already
are skipped when it is begun again.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from recoupe.errors import IntakeError, RecoupeError, StoreError
from recoupe.run import Progress, add, dossier_of, end_with_parent
from recoupe.store import (
    DeliveryKind,
    Outcome,
    finish_delivery,
    held,
    next_delivery,
    opened,
    unpack_delivery,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

    from recoupe.model import Settings
    from recoupe.store import KeptDelivery, Store

#: Another writer is waited for so long before it is named on the pages, in seconds.
WAIT_S = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """How far the reader has come; `trouble` says why it cannot go on now."""

    delivery: int | None = None  # None: it cross-checks
    progress: Progress | None = None
    trouble: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What the reader goes by."""

    store_name: str
    settings: Settings
    clock: Callable[[], str]


def read_deliveries(work: Work, pipe: Connection) -> None:
    """Read every delivery that waits, then cross-check; `Told` goes through the pipe."""
    end_with_parent()
    try:
        with opened(work.store_name) as store:
            with held(store, since=work.clock(), wait_s=WAIT_S):
                while kept := _next(store):
                    _read(store, kept, work=work, tell=pipe.send)
            dossier_of(
                store,
                settings=work.settings,
                clock=work.clock,
                wait_s=WAIT_S,
                on_progress=lambda step: pipe.send(Told(progress=step)),
            )
    except RecoupeError as error:
        pipe.send(Told(trouble=str(error)))


def _next(store: Store) -> KeptDelivery | None:
    with store.reading() as connection:
        return next_delivery(connection)


def _read(store: Store, kept: KeptDelivery, *, work: Work, tell: Callable[[Told], None]) -> None:
    """Read one delivery and note what came of it."""
    tell(Told(delivery=kept.number))
    try:
        outcome = _outcome(store, kept, work=work, tell=tell)
    except StoreError:
        raise  # nothing is wrong with what was delivered
    except RecoupeError as error:
        outcome = Outcome(failure=str(error))
    finish_delivery(store, kept.number, outcome=outcome)


def _outcome(
    store: Store, kept: KeptDelivery, *, work: Work, tell: Callable[[Told], None]
) -> Outcome:
    """What comes of reading one delivery."""
    with TemporaryDirectory(prefix="recoupe-") as place:
        os.chdir(place)  # the log of additions names the folder as it is named here
        try:
            folder = Path(f"delivery-{kept.number}")
            folder.mkdir()
            paths = [*kept.delivery.names]
            if kept.delivery.kind is not DeliveryKind.ADDRESSES:
                paths = [folder.name]
                with store.reading() as connection:
                    unpack_delivery(connection, kept.number, folder=folder)
            elif not work.settings.desk.fetches:
                raise IntakeError("this desk fetches no address; serve it without --no-fetch")
            added = add(
                store,
                paths,
                settings=replace(work.settings, as_of=None),
                clock=work.clock,
                on_progress=lambda step: tell(Told(delivery=kept.number, progress=step)),
            )
        finally:
            os.chdir("/")
    return Outcome(
        added=added.kept.added,
        skipped=added.kept.skipped,
        addition=added.addition,
        rejections=added.rejections,
    )

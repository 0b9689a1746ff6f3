"""The web application of a store: what is opened with it, and which routes it has."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fastapi import FastAPI

from recoupe.desk.adder import Adder
from recoupe.desk.additions import additions
from recoupe.desk.api import api
from recoupe.desk.corrections import corrections
from recoupe.desk.library import Library
from recoupe.desk.news import news
from recoupe.desk.pages import router
from recoupe.desk.problems import answer_problems
from recoupe.desk.reading import Work
from recoupe.desk.static import static
from recoupe.model import VERSION
from recoupe.store import opened

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from recoupe.model import Settings

    Clock = Callable[[], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What the routes of a desk share."""

    library: Library
    adder: Adder
    settings: Settings
    clock: Clock


def create_app(store_name: str, *, settings: Settings, clock: Clock) -> FastAPI:
    """The desk of a store, which is made if there is none; it is open while the app runs.

    `clock` gives the time, ISO 8601 in UTC, that additions bear.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        with opened(store_name, create=True) as store:
            work = Work(store_name=store_name, settings=settings, clock=clock)
            adder = Adder(store, work)
            app.state.desk = Desk(
                library=Library(store), adder=adder, settings=settings, clock=clock
            )
            adder.start()
            try:
                yield
            finally:
                adder.end()

    app = FastAPI(
        title="Recoupe",
        version=VERSION,
        lifespan=lifespan,
        openapi_url="/api/openapi.json",
        docs_url=None,  # both load scripts from elsewhere
        redoc_url=None,
    )
    app.include_router(static)
    app.include_router(router)
    app.include_router(additions)
    app.include_router(api)
    app.include_router(news)
    app.include_router(corrections)
    answer_problems(app)
    return app

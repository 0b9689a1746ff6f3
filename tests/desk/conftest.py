"""The desk of a store that holds the demo story, and a browser without a window that reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fastapi.testclient import TestClient

from recoupe.desk import create_app
from recoupe.run import demo_path, dossier_of
from recoupe.store import opened
from tests.store.invented import ONE, added, clock

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a store of the demo story, cross-checked."""
    name = str(tmp_path_factory.mktemp("desk") / "story.db")
    with opened(name, create=True) as store:
        added(store, str(demo_path()))
        dossier_of(store, settings=ONE, clock=clock, wait_s=0)
    return name


@pytest.fixture(scope="module")
def demo(demo_store: str) -> Iterator[TestClient]:
    """A reader of the demo store's desk."""
    with TestClient(create_app(demo_store, settings=ONE, clock=clock)) as client:
        yield client

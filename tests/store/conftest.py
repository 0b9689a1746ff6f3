"""What tests of the store share: the name of an empty store, of each kind of database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.store.databases import NO_SERVER, SERVER, fresh_database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(params=["sqlite", "postgresql"])
def name(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The name of a store that is not made yet."""
    if request.param == "sqlite":
        yield str(tmp_path / "story.db")
        return
    if not SERVER:
        pytest.skip(NO_SERVER)
    with fresh_database() as url:
        yield url

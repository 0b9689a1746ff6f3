from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from recoupe.errors import StoreError
from recoupe.store import Listed, backup, check, listing, opened
from tests.store.invented import QUAY, added, rows

if TYPE_CHECKING:
    from pathlib import Path


def test_a_copy_taken_while_another_writes_is_a_sound_store(name: str, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    with opened(name, create=True) as store:
        added(store, rows(tmp_path, "a.jsonl", QUAY))
        with store.writing():
            backup(store, target)
        held = listing(store, Listed.ARTICLES)
    with opened(str(target)) as copy:
        assert listing(copy, Listed.ARTICLES) == held
        assert [one for one in check(copy) if one.faults] == []

    assert sorted(p.name for p in tmp_path.iterdir() if "copy" in p.name) == ["copy.db"]


def test_a_copy_of_a_server_can_be_added_to(name: str, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    with opened(name, create=True) as store:
        added(store, rows(tmp_path, "a.jsonl", QUAY))
        backup(store, target)
    later = QUAY | {"title": "Un autre titre"}
    with opened(str(target)) as copy:
        assert added(copy, rows(tmp_path, "b.jsonl", QUAY, later)).kept.added == 1


def test_a_store_is_not_copied_over_itself(tmp_path: Path) -> None:
    file = tmp_path / "s.db"
    with opened(str(file), create=True) as store:
        with pytest.raises(StoreError, match="this is the store itself"):
            backup(store, file)
        with pytest.raises(StoreError, match="expected to write the copy there"):
            backup(store, tmp_path / "no" / "copy.db")

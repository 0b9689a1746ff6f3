from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

from recoupe.desk import serve
from recoupe.errors import SettingsError, StoreError
from tests.store.invented import ONE, clock

if TYPE_CHECKING:
    from pathlib import Path


def test_a_port_in_use_is_named_with_what_to_do(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        at = ("127.0.0.1", taken.getsockname()[1])
        with pytest.raises(SettingsError) as told:
            serve(str(tmp_path / "s.db"), settings=ONE, clock=clock, at=at, tell=print)

    assert str(told.value).startswith(f"127.0.0.1:{at[1]}: ")
    assert "name another with --host or --port" in str(told.value)


def test_what_is_wrong_with_the_store_is_said_before_anything_answers(tmp_path: Path) -> None:
    (tmp_path / "s.db").write_text("no store")

    with pytest.raises(StoreError):
        serve(
            str(tmp_path / "s.db"), settings=ONE, clock=clock, at=("127.0.0.1", 0), tell=pytest.fail
        )

from __future__ import annotations

import csv
import io
import sys

import pytest

from recoupe.dossier import TABLES, columns, render_csv
from recoupe.dossier.frames import data_frames
from recoupe.errors import SettingsError
from tests import build
from tests.dossier.comparison import compared


@pytest.mark.parametrize("name", TABLES)
def test_the_columns_are_those_of_the_csv(name: str) -> None:
    frame = data_frames(compared())[name]
    written = render_csv(compared())[f"{name}.csv"].removeprefix("\ufeff")

    assert list(frame.columns) == next(csv.reader(io.StringIO(written)))
    assert len(frame) == len(list(csv.reader(io.StringIO(written)))) - 1


def test_columns_are_typed_and_hold_what_is_missing() -> None:
    figures = data_frames(compared())["figures"]

    assert str(figures["low"].dtype) == "Float64"
    assert str(figures["start"].dtype) == "Int64"
    assert str(figures["approximate"].dtype) == "boolean"
    assert figures["high"].isna().any()


def test_nothing_read_gives_typed_tables_without_rows() -> None:
    frames = data_frames(build.dossier())

    assert {name: list(frame.columns) for name, frame in frames.items()} == {
        name: [column.name for column in columns(row)] for name, row in TABLES.items()
    }


def test_without_pandas_the_message_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)

    with pytest.raises(SettingsError, match=r"recoupe\[tables\]"):
        data_frames(compared())

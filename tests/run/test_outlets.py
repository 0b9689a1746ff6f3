from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from recoupe.errors import SettingsError
from recoupe.run.outlets import owners_of

if TYPE_CHECKING:
    from pathlib import Path


def test_owners_are_read_from_a_table(tmp_path: Path) -> None:
    table = tmp_path / "outlets.tsv"
    table.write_text("outlet\towner\nLa Gazette\tGroupe Orval\nÀ Quai\t\n", "utf-8")

    assert owners_of(str(table)) == {"La Gazette": "Groupe Orval"}


@pytest.mark.parametrize(
    ("written", "message"),
    [
        pytest.param("name\tgroup\nx\ty\n", "expected outlet and owner", id="columns"),
        pytest.param(None, "No such file", id="missing"),
    ],
)
def test_a_wrong_table_says_what_was_expected(
    tmp_path: Path, written: str | None, message: str
) -> None:
    table = tmp_path / "outlets.tsv"
    if written is not None:
        table.write_text(written, "utf-8")

    with pytest.raises(SettingsError, match=message):
        owners_of(str(table))

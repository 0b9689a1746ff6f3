"""A table of outlets and owners is drawn from records of who holds what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from evals.outlets import main, owners
from recoupe.run.outlets import owners_of

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "id\torigine\tqualificatif\tvaleur\tcible"
TABLES = {
    "organisation-media.tsv": [
        "1\tPresse Orval\tégal à\t100.00%\tLa Gazette d'Orval",
        "2\tPresse Orval\tsupérieur à\t50.00%\tÀ Quai",
        "3\tPresse Orval\tégal à\t50.00%\tLe Semeur",
        "4\tFonds Lormel\tégal à\t50.00%\tLe Semeur",
        "5\tFonds Lormel\tégal à\t12,5%\tLe Phare",
        "6\tRonde Un\tcontrôle\t\tL'Écho",
    ],
    "personne-media.tsv": ["1\tNadège Lourmel\tégal à\t80.00%\tLe Clairon"],
    "organisation-organisation.tsv": [
        "1\tGroupe Ansquer\tcontrôle\t\tPresse Orval",
        "2\tRonde Deux\tégal à\t100.00%\tRonde Un",
        "3\tRonde Un\tégal à\t100.00%\tRonde Deux",
    ],
    "personne-organisation.tsv": ["1\tYann Ansquer\tégal à\t70.00%\tGroupe Ansquer"],
}


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """Invented records of ownership."""
    for name, rows in TABLES.items():
        (tmp_path / name).write_text("\n".join([HEADER, *rows, ""]), "utf-8")
    return tmp_path


def test_an_outlet_has_the_last_who_controls_it(records: Path) -> None:
    assert owners(records) == {
        "L'Écho": "Ronde Deux",
        "La Gazette d'Orval": "Yann Ansquer",
        "Le Clairon": "Nadège Lourmel",
        "À Quai": "Yann Ansquer",
    }


def test_the_table_is_one_that_outlets_takes(
    records: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(records)]) == 0
    table = records / "outlets.tsv"
    table.write_text(capsys.readouterr().out, "utf-8")

    assert owners_of(str(table)) == owners(records)


def test_wrong_usage_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "usage" in capsys.readouterr().err

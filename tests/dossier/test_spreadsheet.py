from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from recoupe.dossier import TABLES, columns, render_csv
from tests import build
from tests.dossier.comparison import compared
from tests.dossier.hostile import ATTACKS, hostile

if TYPE_CHECKING:
    from recoupe.model import Dossier

#: What a spreadsheet takes for a formula, once it has dropped what cannot be seen.
RUNS = tuple("=+-@＝＋－＠\t\r\n")
NUMBERS = {"low", "high"}


def parsed(dossier: Dossier, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(render_csv(dossier)[name].removeprefix("\ufeff"))))


@pytest.mark.parametrize("name", TABLES)
def test_a_file_opens_with_the_mark_and_the_names_of_its_columns(name: str) -> None:
    first = render_csv(compared())[f"{name}.csv"].split("\r\n", 1)[0]

    assert first == "\ufeff" + ",".join(column.name for column in columns(TABLES[name]))


@pytest.mark.parametrize("name", TABLES)
def test_what_is_written_is_read_back(name: str) -> None:
    rows = parsed(compared(), f"{name}.csv")

    assert rows
    assert {len(row) for row in rows} == {len(columns(TABLES[name]))}
    assert all(None not in row for row in rows)


def test_no_words_run_as_a_formula() -> None:
    running = [
        (key, cell)
        for name in render_csv(hostile())
        for row in parsed(hostile(), name)
        for key, cell in row.items()
        if key not in NUMBERS and cell.lstrip(" \u00a0\u200b").startswith(RUNS)
    ]

    assert running == []


def test_an_apostrophe_is_all_that_is_added() -> None:
    contents = {row["content"] for row in parsed(hostile(), "attributions.csv")}

    assert {c.removeprefix("'") for c in contents} == set(ATTACKS)
    assert '\'=HYPERLINK("https://evil.example","x")' in contents


def test_a_number_below_zero_stays_a_number() -> None:
    assert {row["low"] for row in parsed(hostile(), "figures.csv")} == {"-5"}


def test_flags_are_zero_and_one() -> None:
    assert {row["approximate"] for row in parsed(compared(), "figures.csv")} == {"0", "1"}


def test_nothing_read_gives_lines_of_names_only() -> None:
    assert {text.count("\r\n") for text in render_csv(build.dossier()).values()} == {1}

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from recoupe.dossier import load_words
from recoupe.errors import SettingsError
from recoupe.model import (
    Certainty,
    ChronologyKind,
    Event,
    FindingKind,
    FurnitureKind,
    NewsKind,
    Reason,
    SeriesRelation,
    Stance,
)

if TYPE_CHECKING:
    from enum import StrEnum

TABLE = (files("recoupe.dossier") / "words.tsv").read_text("utf-8").splitlines()
ROWS = [line.split("\t") for line in TABLE[1:]]
SOURCES = [
    path.read_text("utf-8")
    for folder in ("dossier", "cli")
    for path in sorted((Path(str(files("recoupe"))) / folder).rglob("*"))
    if path.suffix in (".py", ".j2")
]


def test_the_table_is_sorted_and_says_nothing_twice() -> None:
    assert [row[0] for row in ROWS] == sorted({row[0] for row in ROWS})


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_every_message_is_written_in_each_language_with_the_same_blanks(row: list[str]) -> None:
    _, french, english = row

    assert french
    assert english
    assert set(re.findall(r"{\w+}", french)) == set(re.findall(r"{\w+}", english))


@pytest.mark.parametrize("key", [row[0] for row in ROWS])
def test_no_message_is_kept_that_nothing_says(key: str) -> None:
    kind = key.partition(".")[0]

    wanted = re.compile(rf"""["']({re.escape(key)}["']|{re.escape(kind)}\.)""")

    assert any(wanted.search(text) for text in SOURCES)


@pytest.mark.parametrize(
    ("prefix", "values"),
    [
        pytest.param("stance", Stance, id="stance"),
        pytest.param("certainty", Certainty, id="certainty"),
        pytest.param("event", Event, id="event"),
        pytest.param("furniture", FurnitureKind, id="furniture"),
        pytest.param("chronology", ChronologyKind, id="chronology"),
        pytest.param("finding", FindingKind, id="finding"),
        pytest.param("news", NewsKind, id="news"),
        pytest.param("relation", SeriesRelation, id="relation"),
    ],
)
def test_every_value_of_a_closed_set_has_words(prefix: str, values: type[StrEnum]) -> None:
    words = load_words("fr")

    assert [value for value in values if not words.has(f"{prefix}.{value}")] == []


@pytest.mark.parametrize(
    ("language", "number", "counted"),
    [
        pytest.param("fr", 0, "0 article", id="nothing is singular in French"),
        pytest.param("fr", 1, "1 article", id="one in French"),
        pytest.param("fr", 2, "2 articles", id="two in French"),
        pytest.param("fr", 1200, "1\u202f200 articles", id="thousands in French"),
        pytest.param("en", 0, "0 articles", id="nothing is plural in English"),
        pytest.param("en", 1, "1 article", id="one in English"),
        pytest.param("en", 1200, "1,200 articles", id="thousands in English"),
    ],
)
def test_things_are_counted_in_the_plural_of_the_language(
    language: str, number: int, counted: str
) -> None:
    assert load_words(language).count("articles_n", number) == counted


def test_french_puts_a_space_that_does_not_break_before_a_colon() -> None:
    assert load_words("fr").colon == "\u00a0:"
    assert [row[0] for row in ROWS if re.search(r" [:;!?%»]|« ", row[1])] == []


def test_a_region_does_not_change_the_words() -> None:
    assert load_words("fr-CA").say("articles") == load_words("fr").say("articles")


def test_an_unknown_language_is_told_with_those_known() -> None:
    with pytest.raises(SettingsError, match=r"ui_language: 'tlh'.*expected one of: fr, en"):
        load_words("tlh")


def test_a_reason_has_the_apostrophes_of_print_but_in_what_it_quotes() -> None:
    why = Reason("« l'eau, « d'ici » » n'est plus là.", "“It's” isn't there.")

    assert load_words("fr").reason(why) == "« l'eau, « d'ici » » n’est plus là."
    assert load_words("en").reason(why) == "“It's” isn’t there."
